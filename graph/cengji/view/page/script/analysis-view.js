// @ts-check
/**
 * The view of the analysis: charts of the places that are chosen; a number opens what it rests on.
 */
import { drawChart } from "./analysis-charts.js";
import { say, sureText } from "./analysis-values.js";
import { controls, keepFocus, markStops, moveAmongStops, outlineRow, picker, stop } from "./controls.js";
import { DATA, list } from "./data.js";
import { $, el, label } from "./dom.js";
import { emptyNote } from "./empty.js";
import { nodeName, placeName, t, typeName } from "./names.js";
import { set, state, textKey } from "./state.js";

const chartShown = () => DATA.charts.find(({ name }) => name === state.analysis.chart) ?? DATA.charts[0];

/** @type {View} */
export const analysisView = {
  id: "analysis",
  available: () => list(DATA.charts).length > 0,
  keys: { chart: textKey(40), mark: textKey(80) },
  draw(root, what) {
    if (["view", "lang", "off", "analysis"].some((key) => what.has(key)))
      keepFocus(root, () => root.replaceChildren(chartControls(), ...chartBody()));
    markStops(root);
  },
  outline: () => valuesShown().map((value) => outlineRow(value.evidence[0] ?? -1, 1, value.name, factsOf(value))),
  table: () =>
    valuesShown().map((value) => ({
      at: value.evidence[0] ?? -1,
      cells: [["name", value.name], ...factsOf(value)],
    })),
  move: (key, far) => moveAmongStops($("analysis"), key, far),
};

const valuesShown = () => drawChart(chartShown())?.values ?? [];

/**
 * @param {ChartValue} value
 * @returns {Fact[]}
 */
const factsOf = (value) => [
  ["is", value.text],
  ["place", value.place < 0 ? "" : placeName(value.place)],
  ["status", sureText(value.sureness)],
];

const chartControls = () =>
  controls(
    picker(
      "chart",
      DATA.charts.map((chart) => [chart.name, say(chart.title)]),
      chartShown().name,
      (chart) => set({ analysis: { chart, mark: "" } }),
    ),
  );

function chartBody() {
  const chart = chartShown();
  const drawing = drawChart(chart);
  if (!drawing) return [emptyNote(() => !drawChart(chartShown()))];
  const chosen = drawing.values.find(({ key }) => key === state.analysis.mark);
  return [
    el(
      "figure",
      { class: "chart" },
      el("figcaption", null, el("h2", null, say(chart.title)), el("p", { class: "quiet" }, say(chart.subtitle))),
      drawing.drawn,
      signs(chart, drawing.values),
      ...chart.cautions.map((words) => el("p", { class: "quiet" }, say(words))),
      methodOf(chart),
    ),
    ...(chosen ? [basisOf(chosen)] : []),
  ];
}

/**
 * What the signs in a chart mean.
 * @param {Chart} chart
 * @param {ChartValue[]} values
 */
function signs(chart, values) {
  const signOf = (/** @type {number} */ sureness) =>
    el("i", { class: `${chart.kind === "matrix" ? "corner" : "point"} sure-${sureness}`, "aria-hidden": "true" });
  const found = [1, 2].filter((sureness) => values.some((value) => value.sureness === sureness));
  return el(
    "p",
    { class: "signs quiet" },
    ...found.map((sureness) => el("span", null, signOf(sureness), sureText(sureness))),
    chart.kind === "dates" ? el("span", null, t("chartExtent")) : null,
  );
}

/**
 * How the numbers of a chart are reckoned, in which unit, and after whom.
 * @param {Chart} chart
 */
const methodOf = (chart) =>
  el(
    "dl",
    { class: "method quiet" },
    .../** @type {[string, BothTexts][]} */ ([
      ["chartFormula", chart.formula],
      ["chartUnit", chart.unit],
      ["chartSource", chart.source],
    ])
      .filter(([, words]) => say(words))
      .map(([name, words]) => el("div", null, el("dt", null, t(name)), el("dd", null, say(words)))),
  );

/** @param {ChartValue} value */
const basisOf = (value) =>
  el(
    "section",
    { class: "basis" },
    el("h3", null, label(t("chartBasis", `${value.name} ${value.text}`))),
    el(
      "ul",
      null,
      ...value.evidence.map((at) =>
        el(
          "li",
          null,
          stop(at, nodeName(at), { "data-keep": `basis ${at} to` }),
          el("span", { class: "quiet" }, typeName(at)),
        ),
      ),
    ),
  );
