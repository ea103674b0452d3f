// @ts-check
/**
 * The figures as bars on a common scale, an open end where the document leaves one open; and the pairs before → after.
 * One scale serves one indicator in one unit.
 */
import { amountOf, bound, boundsOf } from "./bounds.js";
import { outlineRow, stop } from "./controls.js";
import { conceptKey, F, groupBy, N } from "./data.js";
import { el, label } from "./dom.js";
import { answerChip, answerFacts, answerTo, figureLimit, figuresAnswered, overOf } from "./figures.js";
import { boundsText, conceptName, countedName, groupDigits, placeName, t } from "./names.js";
import { state } from "./state.js";

function barGroups() {
  // How a scheme is made (三岗十八级) is no quantity to compare: the table lists it.
  const groups = groupBy(
    figuresAnswered().filter((at) => amountOf(at) !== null && conceptKey(F.role[at]) !== "design"),
    (at) => `${F.indicator[at]} ${F.unit[at]} ${F.direction[at]}`,
  );
  const over = overOf();
  return [...groups.values()]
    .sort((a, b) => b.length - a.length || F.indicator[a[0]] - F.indicator[b[0]])
    .map((figures) => {
      const sorted = [...figures].sort((a, b) => (amountOf(b) ?? 0) - (amountOf(a) ?? 0) || a - b);
      return {
        figures: sorted,
        most:
          Math.max(
            ...sorted.map((at) =>
              Math.max(Math.abs(amountOf(at) ?? 0), boundsOf(at, state.figures.reading).upper ?? 0),
            ),
            over !== null && state.figures.indicator ? over : 0,
          ) || 1,
        name: [F.indicator[sorted[0]], F.direction[sorted[0]]].map(conceptName).filter(Boolean).join(" · "),
        unit: conceptName(F.unit[sorted[0]]),
      };
    });
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
          el(
            "h2",
            null,
            label(group.name),
            el("span", { class: "quiet" }, t("scaleTo", groupDigits(group.most), group.unit)),
          ),
          ...group.figures.map((at) => barRow(at, group.most)),
        ),
      ),
  );
}

/**
 * How the end of a bar looks: closed, or open to the right, to the left or to both.
 * @param {number} figure
 */
function endOf(figure) {
  const { lower, upper } = boundsOf(figure, false);
  return lower === null && upper === null
    ? "around"
    : upper === null
      ? "open-right"
      : lower === null
        ? "open-left"
        : lower === upper
          ? "exact"
          : "between";
}

/**
 * @param {number} at
 * @param {number} most
 */
function barRow(at, most) {
  const share = (/** @type {number} */ number) =>
    `${Math.max(0, Math.min(100, (100 * Math.abs(number)) / most)).toFixed(2)}%`;
  const { lower, upper } = boundsOf(at, false);
  const amount = amountOf(at) ?? 0;
  const over = overOf();
  const reading = F.reading[at] && state.figures.reading ? bound(F.reading[at][1]) : null;
  const bar = el(
    "span",
    {
      class: `gauge ${endOf(at)}`,
      "aria-hidden": "true",
      vars: {
        "--to": share(lower !== null && upper !== null && lower !== upper ? lower : amount),
        "--end": share(upper ?? reading ?? amount),
      },
    },
    el("i", { class: "full" }),
    el("i", { class: "rest" }),
    over === null || over > most ? null : el("i", { class: "over", vars: { "--at": share(over) } }),
  );
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
    stop(F.node[at], F.written[at], { mark: false }),
    answerChip(answerTo(at)),
    el("span", { class: "quiet time" }, F.time[at]),
  );
}

/** @returns {OutlineRow[]} */
export function barsOutline() {
  return barGroups()
    .slice(0, figureLimit)
    .flatMap((group) => [
      outlineRow(-1, 1, `${group.name} · ${group.unit}`, []),
      ...group.figures.map((at) =>
        outlineRow(F.node[at], 2, F.written[at], [
          ["place", placeName(N.case[F.node[at]])],
          ["counted", countedName(at)],
          ["bounds", boundsText(at) || t("unbounded")],
          ["time", F.time[at]],
          ...answerFacts(answerTo(at)),
        ]),
      ),
    ]);
}
