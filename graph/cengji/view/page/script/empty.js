// @ts-check
/**
 * What a view shows where there is nothing: which filters leave nothing and the way back, or that the data have none of it.
 */
import { axisName, axisValues, hidingAxes, showAll } from "./axes.js";
import { button, el } from "./dom.js";
import { t } from "./names.js";
import { set, state } from "./state.js";

/** @param {string} axis */
const showAxis = (axis) => set({ off: { ...state.off, [axis]: new Set() } });

/**
 * Return the axes each of which alone leaves nothing: without it there would be something. Where it takes several, all that hide.
 * @param {() => boolean} isEmpty whether nothing is left under the filters of the state
 */
function emptyingAxes(isEmpty) {
  const { off } = state;
  const axes = hidingAxes();
  try {
    const alone = axes.filter((axis) => {
      state.off = { ...off, [axis]: new Set() };
      return !isEmpty();
    });
    return alone.length ? alone : axes;
  } finally {
    state.off = off;
  }
}
/**
 * Return what is left on of an axis, by name; of many, how many are off.
 * @param {string} axis
 */
function leftOf(axis) {
  const on = axisValues(axis).filter((value) => !state.off[axis].has(value));
  return on.length && on.length < 4
    ? on.map((value) => axisName(axis, value)).join(t("enumeration"))
    : t("hidden", state.off[axis].size);
}

/**
 * Say that nothing is left, name the filters that leave nothing, and undo each at a click; where no filter is on, that there is nothing of it.
 * @param {() => boolean} isEmpty whether nothing is left under the filters of the state
 * @param {[name: string, undo: () => void][]} own the filters that the view itself has on
 */
export function emptyNote(isEmpty, own = []) {
  if (!hidingAxes().length && !own.length && !state.long)
    return el("div", { class: "empty" }, el("p", null, t("nothingOfIt")));
  return el(
    "div",
    { class: "empty" },
    el("p", null, t("empty")),
    ...emptyingAxes(isEmpty).map((axis) =>
      button("tool undo", () => showAxis(axis), t("undoFilter", t(`axis.${axis}`), leftOf(axis)), {
        "data-axis": axis,
      }),
    ),
    ...own.map(([name, undo]) => button("tool undo", undo, t("undoOwn", name))),
    button("tool", showAll, t("allOff")),
  );
}
