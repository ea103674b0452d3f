// @ts-check
/**
 * The figures as a table: sorted by any column, each held against a number.
 */
import { amountOf, boundsText } from "./bounds.js";
import { outlineRow } from "./controls.js";
import { F, N } from "./data.js";
import { button, el, label } from "./dom.js";
import {
  answerChip,
  answerFacts,
  answerTo,
  doubtFacts,
  FIGURE_PAGE,
  figureLimit,
  figuresAnswered,
  figureStop,
  overOf,
  readsUsually,
  setFigures,
  showMoreFigures,
} from "./figures.js";
import { groupDigits } from "./filling.js";
import { conceptName, directionName, nodeName, perName, placeName, t } from "./names.js";
import { state } from "./state.js";

/** @type {Record<string, (at: number) => string>} */
const FIGURE_COLUMNS = {
  place: (at) => placeName(N.case[F.node[at]]),
  about: (at) => (F.about[at] >= 0 ? nodeName(F.about[at]) : ""),
  indicator: (at) => conceptName(F.indicator[at]),
  written: (at) => F.written[at],
  bounds: (at) => boundsText(at, readsUsually()),
  unit: (at) => conceptName(F.unit[at]),
  comparator: (at) => conceptName(F.comparator[at]),
  role: (at) => conceptName(F.role[at]),
  time: (at) => F.time[at],
};

/** "written" and "-written" sort up and down; numbers by their amount, words as the language sorts them. */
function figuresSorted() {
  const key = state.figures.sort.replace(/^-/, "");
  const sign = state.figures.sort.startsWith("-") ? -1 : 1;
  const rows = figuresAnswered();
  if (!(key in FIGURE_COLUMNS)) return rows;
  const collator = new Intl.Collator(state.lang === "en" ? "en" : "zh-Hans", { numeric: true });
  const amounts = key === "written" || key === "bounds";
  const amount = (/** @type {number} */ at) => amountOf(at) ?? -Number.MAX_VALUE;
  const column = FIGURE_COLUMNS[key];
  return rows.sort(
    (a, b) => sign * (amounts ? amount(a) - amount(b) : collator.compare(column(a), column(b))) || a - b,
  );
}

export function drawFigureTable() {
  const rows = figuresSorted();
  const shown = rows.slice(0, figureLimit);
  if (!rows.length) return null;
  const held = overOf() !== null;
  const head = [
    ...Object.keys(FIGURE_COLUMNS).map(figureHead),
    held ? el("th", { scope: "col" }, el("span", null, `${state.figures.op} ${groupDigits(overOf() ?? 0)}`)) : null,
  ];
  const more =
    rows.length > shown.length
      ? button("tool", showMoreFigures, t("more", Math.min(FIGURE_PAGE, rows.length - shown.length)), {
          "data-keep": "more",
        })
      : null;
  return el(
    "div",
    null,
    el(
      "table",
      { class: "sheet" },
      el("thead", null, el("tr", null, ...head.filter(Boolean))),
      el("tbody", null, ...shown.map((at) => figureRow(at, held))),
    ),
    more,
  );
}

/** @param {string} key */
function figureHead(key) {
  const current = state.figures.sort.replace(/^-/, "") === key;
  const down = state.figures.sort.startsWith("-");
  return el(
    "th",
    { scope: "col", "aria-sort": current ? (down ? "descending" : "ascending") : null },
    el(
      "button",
      {
        type: "button",
        "data-keep": `sort ${key}`,
        on: { click: () => setFigures({ sort: current && !down ? `-${key}` : key }) },
      },
      t(key === "bounds" && readsUsually() ? "reading" : key),
    ),
  );
}

/**
 * Which way a figure changed and for each of what it holds, below it: it passes for no increase, nor for a count of a whole.
 * @param {number} at
 */
const besides = (at) =>
  [directionName(at), perName(at)].filter(Boolean).map((name) => label(name, { class: "quiet per" }));

/**
 * @param {number} at
 * @param {boolean} held
 */
function figureRow(at, held) {
  const cells = Object.entries(FIGURE_COLUMNS).map(([key, value]) => {
    const text = value(at);
    return el(
      "td",
      { class: key },
      ...(key === "written"
        ? [figureStop(at, text), ...besides(at)]
        : [label(text, { class: "clamp", title: text.length > 24 ? text : null })]),
    );
  });
  return el("tr", null, ...cells, held ? el("td", { class: "verdict" }, answerChip(answerTo(at))) : null);
}

/** @returns {OutlineRow[]} */
export function tableOutline() {
  return figuresSorted()
    .slice(0, figureLimit)
    .map((at) =>
      outlineRow(F.node[at], 1, F.written[at], [
        ...Object.entries(FIGURE_COLUMNS)
          .filter(([key]) => key !== "written")
          .map(([key, value]) => /** @type {Fact} */ ([key, value(at)])),
        ...(directionName(at) ? [/** @type {Fact} */ (["direction", directionName(at)])] : []),
        ...(perName(at) ? [/** @type {Fact} */ (["perUnit", perName(at)])] : []),
        ...doubtFacts(at),
        ...answerFacts(answerTo(at)),
      ]),
    );
}
