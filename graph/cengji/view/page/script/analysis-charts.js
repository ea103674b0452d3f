// @ts-check
/**
 * The charts of the analysis: a matrix, the tiers of ladders, a funnel; tracks are drawn by analysis-tracks.js.
 */
import { drawTracks } from "./analysis-tracks.js";
import {
  chartCellsOf,
  headName,
  isShown,
  chartItemName,
  say,
  shownMarks,
  valueOf,
  valueStop,
} from "./analysis-values.js";
import { el, label } from "./dom.js";
import { placeName, t } from "./names.js";

/**
 * Return the drawing of a chart with the values in it, in reading order; null where the filters leave none.
 * @param {Chart} chart
 * @returns {{ drawn: HTMLElement, values: ChartValue[] } | null}
 */
export function drawChart(chart) {
  if (!shownMarks(chart).length) return null;
  if (chart.kind === "funnel") return drawFunnel(chart);
  return chart.kind === "matrix" || chart.kind === "steps" ? chartDrawTable(chart) : drawTracks(chart);
}

/** @param {Chart} chart */
function chartDrawTable(chart) {
  const cells = chartCellsOf(chart);
  const isMatrix = chart.kind === "matrix";
  const all = [...cells.values()].flatMap((row) => [...row.values()]);
  const columns = chart.columns.map((_, at) => at).filter((at) => [...cells.values()].some((row) => row.has(at)));
  const most = Math.max(...all.map(({ value }) => value), 0) || 1;
  let head = "";
  const rows = [...cells].flatMap(([at, row]) => {
    const own = headName(chart.rows[at]);
    const heading = own && own !== head ? [groupRow(own, columns.length + 2)] : [];
    head = own;
    const depth = isMatrix ? null : el("td", { class: "n" }, [...row.values()][0].text);
    const name = el("th", { scope: "row" }, label(chartItemName(chart.rows[at])));
    const values = columns.map((column) => (isMatrix ? chartMatrixCell(row.get(column), most) : stepCell(row, column)));
    return [...heading, el("tr", null, name, ...values, depth)];
  });
  const names = columns.map((column) => el("th", { scope: "col" }, label(chartItemName(chart.columns[column]))));
  const last = isMatrix ? null : el("th", { scope: "col" }, say(chart.unit));
  const drawn = el(
    "table",
    { class: `chart-table ${chart.kind}` },
    el("thead", null, el("tr", null, el("td", null), ...names, last)),
    el("tbody", null, ...rows),
  );
  return { drawn, values: all };
}

/**
 * @param {ChartValue | undefined} value
 * @param {number} most
 */
const chartMatrixCell = (value, most) =>
  value
    ? el(
        "td",
        { class: "shaded", vars: { "--share": `${Math.round(60 * (value.value / most) ** 0.6)}%` } },
        valueStop(value),
      )
    : el("td", null, el("span", { class: "quiet", "aria-hidden": "true" }, "·"));

/**
 * @param {Map<number, ChartValue>} row
 * @param {number} column
 */
function stepCell(row, column) {
  const value = row.get(column);
  const ends = [...row.keys()];
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const place = first === last ? "" : column === first ? "rail-from" : column === last ? "rail-to" : "";
  const isBetween = column > first && column < last;
  return el(
    "td",
    { class: isBetween ? "between" : place },
    value ? valueStop(value, el("i", { class: `point sure-${value.sureness}` })) : null,
  );
}

/**
 * @param {string} text
 * @param {number} wide
 */
const groupRow = (text, wide) =>
  el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: String(wide) }, label(text)));

/** @param {Chart} chart */
function drawFunnel(chart) {
  const shows = isShown(chart);
  const chains = chart.levels.filter(([, , levels]) => shows(chart.marks[levels[0][0]]));
  /** @type {ChartValue[]} */
  const values = [];
  const drawn = chains.map(([place, top, levels]) => {
    const rows = levels.map(([mark, text, sureness, share]) => {
      const value = valueOf(chart, [chart.marks[mark]]);
      values.push(value);
      const bar = { class: `level sure-${sureness}`, "aria-hidden": "true", vars: { "--share": `${100 * share}%` } };
      return el(
        "li",
        null,
        label(chartItemName(chart.rows[chart.marks[mark][0]]), { class: "who" }),
        el("i", share ? bar : { "aria-hidden": "true" }),
        el("span", { class: "values" }, valueStop(value, `× ${value.text}`), el("b", null, text)),
      );
    });
    const heading = el("span", { class: "quiet" }, t("chartOf", chartItemName(chart.columns[top])));
    return el("section", null, el("h3", null, label(placeName(place)), heading), el("ol", null, ...rows));
  });
  const left = shownMarks(chart).length - values.length;
  const note = left > 0 ? el("p", { class: "quiet" }, t("chartNotLinked", left)) : null;
  return { drawn: el("div", { class: "funnel" }, ...drawn, note), values };
}
