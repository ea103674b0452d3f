// @ts-check
/**
 * Rows with a track: of values with their intervals, or of days with the time in which each lies.
 */
import { chartItemName, headName, shownMarks, valueOf, valueStop } from "./analysis-values.js";
import { groupBy } from "./data.js";
import { el, label } from "./dom.js";
import { placeName } from "./names.js";

/** @param {string} day */
const chartYearOf = (day) =>
  Number(day.slice(0, 4)) + (Number(day.slice(5, 7) || 1) - 1) / 12 + (Number(day.slice(8, 10) || 1) - 1) / 366;

/**
 * Where a mark begins, ends and has its point on the track.
 * @param {ChartMark} mark
 */
function chartExtentOf([, , , value, lower, upper, , begin, end]) {
  if (!begin) return { from: lower, to: upper, point: value };
  return { from: chartYearOf(begin), to: chartYearOf(end || begin), point: chartYearOf(begin) };
}

/**
 * @param {Chart} chart
 * @returns {{ drawn: HTMLElement, values: ChartValue[] }}
 */
export function drawTracks(chart) {
  const isTime = chart.kind === "dates";
  const marks = shownMarks(chart);
  const ends = marks.flatMap((mark) => Object.values(chartExtentOf(mark))).filter((one) => one !== null);
  const low = isTime ? Math.floor(Math.min(...ends)) : Math.min(0, ...ends);
  const high = isTime ? Math.ceil(Math.max(...ends)) : Math.max(...ends);
  const at = (/** @type {number} */ number) => `${((100 * (number - low)) / (high - low || 1)).toFixed(1)}%`;
  /** @type {ChartValue[]} */
  const values = [];
  let head = "";
  const rows = [...groupBy(marks, (mark) => mark[0])]
    .sort(([a], [b]) => a - b)
    .flatMap(([row, own]) => {
      const group = headName(chart.rows[row]);
      const heading = group && group !== head ? [el("li", { class: "group" }, label(group))] : [];
      head = group;
      const groups = [...groupBy(own, (mark) => `${mark[7]} ${mark[2]}`)].sort(([a], [b]) => a.localeCompare(b));
      const some = groups.map(([, group]) => valueOf(chart, group));
      values.push(...some);
      const text = (/** @type {ChartValue} */ value) =>
        isTime ? `${value.text} ${placeName(value.place)}` : value.text;
      const line = el(
        "li",
        null,
        label(chartItemName(chart.rows[row]), { class: "who" }),
        el("span", { class: "track", "aria-hidden": "true" }, ...own.flatMap((mark) => signsOf(mark, at))),
        el("span", { class: "values" }, ...some.map((value) => valueStop(value, text(value)))),
      );
      return [...heading, line];
    });
  const marksOfAxis = [low, (low + high) / 2, high].map((end) =>
    String(isTime ? Math.round(end) : Number(end.toPrecision(3))),
  );
  const axis = el(
    "p",
    { class: "axis quiet", "aria-hidden": "true" },
    ...marksOfAxis.map((text) => el("span", null, text)),
  );
  return { drawn: el("div", { class: "tracks" }, el("ul", null, ...rows), axis), values };
}

/**
 * @param {ChartMark} mark
 * @param {(number: number) => string} at
 */
function signsOf(mark, at) {
  const { from, to, point } = chartExtentOf(mark);
  const signs = [];
  if (from !== to)
    signs.push(
      el("i", {
        class: `extent ${from === null ? "open-left" : ""} ${to === null ? "open-right" : ""}`,
        vars: { "--from": from === null ? "0%" : at(from), "--to": to === null ? "100%" : at(to) },
      }),
    );
  if (point !== null) signs.push(el("i", { class: `point sure-${mark[9]}`, vars: { "--from": at(point) } }));
  return signs;
}
