// @ts-check
/**
 * What the charts show of the places that are chosen: their numbers were computed when the page was written.
 */
import { shownPlaces } from "./axes.js";
import { groupBy } from "./data.js";
import { el } from "./dom.js";
import { either, longName, t, typeName } from "./names.js";
import { set, state } from "./state.js";

const SURENESS = ["chartSure", "chartInferred", "chartDisputed"];

/** @param {ChartItem} item */
export const chartItemName = (item) => either(item[0], item[1]);
/** @param {ChartItem} item */
export const headName = (item) => either(item[2], item[3]);
/** @param {BothTexts} words */
export const say = (words) => either(words[0], words[1]);

/**
 * Return whether all places that a mark is of are chosen.
 * @param {Chart} chart
 * @returns {(mark: ChartMark) => boolean}
 */
export function isShown(chart) {
  const shown = new Set([-1, ...shownPlaces()]);
  const of = (/** @type {ChartItem[]} */ items, /** @type {number} */ at) => shown.has(items[at]?.[4] ?? -1);
  return ([row, column, place]) => shown.has(place) && of(chart.rows, row) && of(chart.columns, column);
}

/** @param {Chart} chart */
export const shownMarks = (chart) => chart.marks.filter(isShown(chart));

/**
 * Return the marks of one place of a chart as one value: added up where there are several, as weak as the weakest.
 * @param {Chart} chart
 * @param {ChartMark[]} marks
 * @returns {ChartValue}
 */
export function valueOf(chart, marks) {
  const [row, column, place, value, lower, upper, text, begin] = marks[0];
  const heads = chart.kind === "steps" ? [] : [headName(chart.rows[row])];
  const names = [...heads, ...[chart.rows[row], chart.columns[column]].filter(Boolean).map(chartItemName)];
  const sum = marks.reduce((total, mark) => total + (mark[3] ?? 0), 0);
  return {
    key: [row, column, begin && place, begin].join(" ").trim(),
    name: [...names, either(marks[0][11], marks[0][12])].filter(Boolean).join(" · "),
    text: begin ? begin.slice(0, 4) : marks.length === 1 || chart.kind === "steps" ? text : String(sum),
    sureness: Math.max(...marks.map((mark) => mark[9])),
    evidence: [...new Set(marks.flatMap((mark) => mark[10]))].sort((a, b) => a - b),
    place: marks.every((mark) => mark[2] === place) ? place : -1,
    value: marks.length === 1 ? (value ?? lower ?? upper ?? 0) : sum,
  };
}

/**
 * Return row → column → value.
 * @param {Chart} chart
 */
export function chartCellsOf(chart) {
  /** @type {Map<number, Map<number, ChartValue>>} */
  const cells = new Map();
  for (const [row, own] of groupBy(shownMarks(chart), (mark) => mark[0])) {
    const values = [...groupBy(own, (mark) => mark[1])].sort(([a], [b]) => a - b);
    cells.set(row, new Map(values.map(([at, some]) => [at, valueOf(chart, some)])));
  }
  return new Map([...cells].sort(([a], [b]) => a - b));
}

/** @param {number} sureness */
export const sureText = (sureness) => t(SURENESS[sureness]);

/**
 * A value as a button that opens what it rests on.
 * @param {ChartValue} value
 * @param {Child} [content]
 */
export function valueStop(value, content) {
  const [first = -1] = value.evidence;
  const printed = typeof content === "string" ? content : value.text; // the name of a button begins with what stands on it
  const about = [printed, value.name, sureText(value.sureness)].filter(Boolean).join(t("semicolon"));
  return el(
    "button",
    {
      type: "button",
      class: `stop link chart-value sure-${value.sureness}`,
      "data-node": String(first),
      "data-keep": `value ${value.key}`,
      "aria-label": about,
      "aria-pressed": String(state.analysis.mark === value.key),
      tabindex: "-1",
      title: first < 0 ? about : `${about} · ${longName(first)} · ${typeName(first)}`,
      on: { click: () => set({ analysis: { mark: value.key }, ...(first < 0 ? {} : { sel: first }) }) },
    },
    content ?? value.text,
  );
}
