// @ts-check
/**
 * The view of the figures: a table, bars, pairs before → after, or places beside each other.
 */
import { shownNode } from "./axes.js";
import { OPERATIONS } from "./bounds.js";
import { controls, keepFocus, markStops, moveAmongStops, picker, segments, showStop, tick } from "./controls.js";
import { conceptKey, countBy, DATA, F, indices, list } from "./data.js";
import { $, el } from "./dom.js";
import { emptyNote } from "./empty.js";
import { barsOutline, drawBars } from "./figures-bars.js";
import { compareOutline, drawComparison } from "./figures-compare.js";
import { drawPairs, pairsOutline } from "./figures-pairs.js";
import { drawFigureTable, tableOutline } from "./figures-table.js";
import { answerTo, figuresShown, overOf, resetFigures, setFigures } from "./figures.js";
import { conceptName, placeName, t } from "./names.js";
import { countApart } from "./proposals.js";
import { flag, oneOf, state, textKey } from "./state.js";
import { figureLines } from "./tables.js";

/** @type {Record<string, { draw(): HTMLElement | null, outline(): OutlineRow[] }>} */
const MODES = {
  table: { draw: drawFigureTable, outline: tableOutline },
  bars: { draw: drawBars, outline: barsOutline },
  pairs: { draw: drawPairs, outline: pairsOutline },
  compare: { draw: drawComparison, outline: compareOutline },
};
const FIGURE_MODES = Object.keys(MODES);

/** @type {View} */
export const figuresView = {
  id: "figures",
  available: () => list(F.node).length > 0,
  keys: {
    mode: oneOf(...FIGURE_MODES),
    indicator: textKey(),
    op: oneOf(...OPERATIONS),
    over: textKey(),
    answer: oneOf("", "certain", "possible", "no"),
    cautious: flag,
    sort: textKey(),
    base: textKey(),
  },
  draw(root, what) {
    if (["view", "lang", "off", "figures"].some((key) => what.has(key))) {
      if (what.has("off") || what.has("figures")) resetFigures();
      keepFocus(root, () => root.replaceChildren(figureControls(), figureBody()));
    }
    markStops(root);
    if (what.has("sel") || what.has("view")) requestAnimationFrame(() => showStop(root));
  },
  outline: () => MODES[state.figures.mode].outline(),
  lines: figureLines,
  move: (key, far) => moveAmongStops($("figures"), key, far),
};

function figureControls() {
  const { mode, indicator, op, over, answer, cautious } = state.figures;
  const count = countBy(
    indices(F.node)
      .filter((at) => F.node[at] >= 0 && shownNode(F.node[at]))
      .map((at) => F.indicator[at]),
  );
  const indicators = [...count]
    .map(([at, n]) => [conceptKey(at), `${conceptName(at)} ${n}`, n])
    .sort((a, b) => Number(b[2]) - Number(a[2]) || String(a[0]).localeCompare(String(b[0])));
  const number = el("input", {
    type: "text",
    inputmode: "decimal",
    size: "9",
    value: over,
    "aria-label": t("threshold"),
    placeholder: "2000",
    "data-keep": "over",
    on: { input: (event) => setFigures({ over: event.target.value }) },
  });
  const held = overOf() !== null;
  return controls(
    segments(
      "mode",
      FIGURE_MODES.map((key) => [key, t(`figures.${key}`)]),
      mode,
      (value) => setFigures({ mode: value }),
    ),
    picker("indicator", [["", t("allOf")], ...indicators], indicator, (value) => setFigures({ indicator: value })),
    mode === "pairs"
      ? null
      : el(
          "span",
          { class: "field" },
          picker(
            "is",
            OPERATIONS.map((one) => [one, one]),
            op,
            (value) => setFigures({ op: value }),
          ),
          number,
          over && !held ? el("span", { class: "fault", role: "alert" }, t("noNumber")) : null,
        ),
    held && mode !== "pairs" && mode !== "compare"
      ? segments(
          "answer",
          [
            ["", t("allOf")],
            ...["certain", "possible", "no"].map((key) => [
              key,
              `${t(`answer.${key}`)} ${countApart(
                figuresShown()
                  .filter((at) => answerTo(at) === key)
                  .map((at) => F.node[at]),
              )}`,
            ]),
          ],
          answer,
          (value) => setFigures({ answer: value }),
        )
      : null,
    mode === "pairs" ? null : tick("cautious", cautious, (on) => setFigures({ cautious: on })),
    mode === "compare"
      ? picker(
          "base",
          [["", t("baseBest")], ...list(DATA.places.key).map((key, at) => [key, placeName(at)])],
          state.figures.base,
          (value) => setFigures({ base: value }),
        )
      : null,
  );
}

function figureBody() {
  const { mode, indicator, over, answer } = state.figures;
  const draw = () => MODES[mode].draw();
  const undo = () => setFigures({ indicator: "", over: "", answer: "" });
  const note = () => emptyNote(() => !draw(), indicator || over || answer ? [[t("figureQuestion"), undo]] : []);
  return el("div", { class: `figures-${mode}` }, draw() ?? note());
}
