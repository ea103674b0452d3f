// @ts-check
/**
 * The things of an answer in the other views: taken there, and a line above that says how many are to be seen.
 */
import { answeredNodes, markAnswer } from "./answer-marks.js";
import { shownRung } from "./axes.js";
import { R, rungsWith } from "./data.js";
import { $, all, button, el } from "./dom.js";
import { t } from "./names.js";
import { current } from "./scene.js";
import { onChange, set, state } from "./state.js";

/**
 * Mark these things and go where they are; on the ladders to all of them, where the main ones do not show each.
 * @param {number[]} things
 * @param {string} view
 */
export function showThings(things, view) {
  markAnswer(things);
  if (view !== "lanes") return set({ view });
  const rungs = things.flatMap((at) => [...(rungsWith.get(at) ?? []), R.node.indexOf(at)]).filter((rung) => rung >= 0);
  const hidden = rungs.some((rung) => !shownRung(rung));
  set(hidden ? { view, lanes: { all: true } } : { view });
  requestAnimationFrame(() => $("lanes").querySelector(".answered")?.scrollIntoView({ block: "center" }));
}

/** How many of the marked things the view shows, −1 where it does not say. */
function markedHere() {
  if (state.view === "network") return [...answeredNodes].filter((node) => current.place.has(node)).length;
  return new Set(all($(state.view), ".answered").map((one) => one.dataset.node)).size;
}

/** Keep the line above the views. */
export function startMarks() {
  const line = el("p", { id: "answer-note", class: "answer-note", hidden: true });
  $("main").prepend(line);
  onChange((what) => {
    if (!["view", "lang", "answer", "off", "lanes", "network", "focus", "sel"].some((key) => what.has(key))) return;
    line.hidden = !answeredNodes.size || state.view === "sparql";
    if (line.hidden) return;
    line.replaceChildren(
      el("span", null, `${t("queryMarked", answeredNodes.size)} · ${t("queryMarkedHere", markedHere())}`),
      button("tool", () => set({ view: "sparql" }), t("queryBack"), { "data-keep": "back to query" }),
      button("tool", () => markAnswer([]), t("queryUnmark"), { "data-keep": "take marks off" }),
    );
  });
}
