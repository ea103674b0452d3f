// @ts-check
/**
 * The figures as bars: a small chart for each thing counted, on a scale of its own; an end that is open is drawn open.
 */
import { amountOf, boundsOf, boundsText } from "./bounds.js";
import { comparableSets, placesWith } from "./comparable-sets.js";
import { outlineRow } from "./controls.js";
import { conceptKey, F, groupBy, N } from "./data.js";
import { el, label } from "./dom.js";
import {
  answerChip,
  answerFacts,
  answerTo,
  doubtFacts,
  figureLimit,
  figuresAnswered,
  figureStop,
  overOf,
  readsUsually,
} from "./figures.js";
import { groupDigits } from "./filling.js";
import { conceptName, countedName, placeName, t, writtenName } from "./names.js";
import { state } from "./state.js";

// A bar under a hundredth of the longest is not seen: from there on the scale goes by powers of ten.
const WIDEST_SPREAD = 100;

/** Each indicator with its charts, those of more places first, and with the figures that have nothing to stand beside. */
function barGroups() {
  // How a scheme is made (三岗十八级) is no quantity to compare: the table lists it.
  const figures = figuresAnswered().filter((at) => amountOf(at) !== null && conceptKey(F.role[at]) !== "design");
  return [...groupBy(figures, (at) => F.indicator[at])]
    .map(([indicator, own]) => {
      const sets = comparableSets(own, -1).map((set) => set.figures.map(({ at }) => at));
      const charts = sets.filter((set) => set.length > 1).map(chartOf);
      return { indicator, charts, alone: sets.filter((set) => set.length === 1).flat() };
    })
    .sort(
      (a, b) => most(b, placesWith) - most(a, placesWith) || most(b, size) - most(a, size) || a.indicator - b.indicator,
    );
}

/** @param {number[]} figures */
const size = (figures) => figures.length;
/**
 * The most that a chart of a group has, of places or of figures.
 * @param {BarGroup} group
 * @param {(figures: number[]) => number} count
 */
const most = ({ charts }, count) => Math.max(0, ...charts.map(({ figures }) => count(figures)));

/**
 * The bars of a set, the longest first, and their scale.
 * @param {number[]} figures
 * @returns {BarChart}
 */
function chartOf(figures) {
  const over = state.figures.indicator ? overOf() : null;
  const sizes = figures.flatMap((at) => {
    const { lower, upper } = boundsOf(at, readsUsually());
    return [amountOf(at) ?? 0, lower ?? 0, upper ?? 0].map(Math.abs);
  });
  const least = Math.min(...figures.map((at) => Math.abs(amountOf(at) ?? 0)));
  const longest = Math.max(...sizes, over ?? 0) || 1;
  const byTens = least > 0 && longest / least > WIDEST_SPREAD;
  return {
    figures: [...figures].sort((a, b) => (amountOf(b) ?? 0) - (amountOf(a) ?? 0) || a - b),
    from: byTens ? 10 ** Math.floor(Math.log10(Math.min(least, ...sizes.filter((size) => size > 0)))) : 0,
    to: byTens ? 10 ** Math.ceil(Math.log10(longest)) : longest,
    byTens,
  };
}

/**
 * What a chart counts and its scale: "支部 · 0 至 1,600（个）".
 * @param {BarChart} chart
 */
function chartTitle({ figures, from, to, byTens }) {
  const units = [...new Set(figures.map((at) => conceptName(F.unit[at])))].join(t("enumeration"));
  const direction = conceptName(F.direction[figures[0]]);
  const scale = t(byTens ? "scaleByTens" : "scaleTo", groupDigits(to), units, groupDigits(from));
  return [direction, scale].filter(Boolean).join(" · ");
}

export function drawBars() {
  const groups = barGroups();
  if (!groups.length) return null;
  return el(
    "div",
    { class: "bar-groups" },
    ...groups
      .slice(0, figureLimit)
      .map((group) =>
        el(
          "section",
          { class: "bar-group" },
          el("h2", null, label(conceptName(group.indicator))),
          group.charts.length ? el("div", { class: "bar-charts" }, ...group.charts.map(barChart)) : null,
          ...aloneRows(group),
        ),
      ),
  );
}

/** @param {BarChart} chart */
function barChart(chart) {
  return el(
    "div",
    {
      class: `bar-chart${chart.byTens ? " by-tens" : ""}`,
      vars: { "--tens": Math.log10(chart.to / (chart.from || 1)).toFixed(3) },
    },
    el("p", { class: "quiet" }, chartTitle(chart)),
    ...chart.figures.map((at) => barRow(at, gauge(at, chart))),
  );
}

/**
 * Figures that have nothing to stand beside, as numbers without bars; folded where there are charts to see.
 * @param {BarGroup} group
 */
function aloneRows({ charts, alone }) {
  if (!alone.length) return [];
  const rows = el("div", { class: "bar-alone" }, ...alone.map((at) => barRow(at, null)));
  return [charts.length ? el("details", null, el("summary", null, t("standAlone", alone.length)), rows) : rows];
}

/**
 * How the end of a bar looks: closed, or open to the right, to the left or to both; between two ends where both are known.
 * @param {Bounds} bounds
 */
function endOf({ lower, upper, upperIn }) {
  if (lower === null && upper === null) return "around";
  if (upper === null) return "open-right";
  if (lower === null) return "open-left";
  return lower === upper ? "exact" : upperIn ? "between" : "between open";
}

/**
 * @param {number} at
 * @param {BarChart} chart
 */
function gauge(at, { from, to, byTens }) {
  const part = (/** @type {number} */ number) =>
    byTens ? Math.log10(Math.max(Math.abs(number), from) / from) / Math.log10(to / from) : Math.abs(number) / to;
  const share = (/** @type {number} */ number) => `${Math.max(0, Math.min(100, 100 * part(number))).toFixed(2)}%`;
  const bounds = boundsOf(at, readsUsually());
  const amount = amountOf(at) ?? 0;
  const over = overOf();
  return el(
    "span",
    {
      class: `gauge ${endOf(bounds)}`,
      "aria-hidden": "true",
      vars: {
        "--to": share(bounds.lower !== null && bounds.upper !== null ? bounds.lower : amount),
        "--end": share(bounds.upper ?? amount),
      },
    },
    el("i", { class: "full" }),
    el("i", { class: "rest" }),
    over === null || over > to ? null : el("i", { class: "over", vars: { "--at": share(over) } }),
  );
}

/**
 * @param {number} at
 * @param {HTMLElement | null} bar
 */
function barRow(at, bar) {
  return el(
    "div",
    { class: "bar-row" },
    el(
      "span",
      { class: "who" },
      label(placeName(N.case[F.node[at]]), { class: "clip" }),
      label(countedName(at), { class: "quiet clip", title: countedName(at) }),
    ),
    bar,
    figureStop(at, writtenName(at)),
    answerChip(answerTo(at)),
  );
}

/** @returns {OutlineRow[]} */
export function barsOutline() {
  const row = (/** @type {number} */ at) =>
    outlineRow(F.node[at], 2, writtenName(at), [
      ["place", placeName(N.case[F.node[at]])],
      ["counted", countedName(at)],
      ["bounds", boundsText(at, readsUsually()) || t("unbounded")],
      ["time", F.time[at]],
      ...doubtFacts(at),
      ...answerFacts(answerTo(at)),
    ]);
  return barGroups()
    .slice(0, figureLimit)
    .flatMap(({ indicator, charts, alone }) => [
      ...charts.flatMap((chart) => [
        outlineRow(-1, 1, `${conceptName(indicator)} · ${chartTitle(chart)}`, []),
        ...chart.figures.map(row),
      ]),
      ...(alone.length ? [outlineRow(-1, 1, `${conceptName(indicator)} · ${t("standAlone", alone.length)}`, [])] : []),
      ...alone.map(row),
    ]);
}
