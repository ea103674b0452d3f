// @ts-check
/**
 * The pairs of figures before → after, with what is certain about their difference and ratio.
 */
import { amountOf, changeOf, rangeText } from "./bounds.js";
import { outlineRow } from "./controls.js";
import { conceptKey, F, figureOf, N } from "./data.js";
import { el, label } from "./dom.js";
import { doubtFacts, figuresShown, figureStop } from "./figures.js";
import { conceptName, countedName, nodeName, perName, placeName, t, unitSign, writtenName } from "./names.js";

/** Each pair once, the figure before first. */
function pairsShown() {
  const shown = new Set(figuresShown());
  const pairs = new Map();
  for (const at of shown) {
    const other = F.paired[at] >= 0 ? figureOf.get(F.paired[at]) : undefined;
    if (other === undefined || !shown.has(other)) continue;
    const before =
      conceptKey(F.role[at]) === "changeFrom" ? at : conceptKey(F.role[other]) === "changeFrom" ? other : at;
    const after = before === at ? other : at;
    pairs.set(`${before} ${after}`, [before, after]);
  }
  return [...pairs.values()];
}

export function drawPairs() {
  const pairs = pairsShown();
  if (!pairs.length) return null;
  return el(
    "ul",
    { class: "pairs" },
    ...pairs.map(([before, after]) => {
      const most = Math.max(amountOf(before) ?? 0, amountOf(after) ?? 0) || 1;
      const { difference, ratio } = changeOf(before, after);
      const side = (/** @type {number} */ at, /** @type {string} */ key) =>
        el(
          "div",
          { class: "side" },
          el("span", { class: "quiet" }, t(key)),
          el("i", {
            class: "column",
            "aria-hidden": "true",
            vars: { "--high": `${(100 * (amountOf(at) ?? 0)) / most}%` },
          }),
          figureStop(at, writtenName(at)),
          el("span", { class: "quiet" }, F.time[at]),
        );
      return el(
        "li",
        null,
        el(
          "p",
          { class: "pair-head" },
          label(placeName(N.case[F.node[after]]), { class: "quiet" }),
          label(pairName(after), { class: "what" }),
        ),
        el(
          "div",
          { class: "sides" },
          side(before, "before"),
          el("span", { class: "arrow", "aria-hidden": "true" }, "→"),
          side(after, "after"),
        ),
        pairFacts(difference, ratio, unitSign(after)),
      );
    }),
  );
}
/**
 * What a pair is about, and for each of what it holds, where it is of no whole.
 * @param {number} figure
 */
const pairName = (figure) =>
  F.about[figure] >= 0 ? [nodeName(F.about[figure]), perName(figure)].filter(Boolean).join(" · ") : countedName(figure);
/**
 * @param {Interval} difference
 * @param {Interval} ratio
 * @param {string} unit
 */
const pairFacts = (difference, ratio, unit) =>
  el("p", { class: "quiet" }, `${t("difference")} ${rangeText(difference)}${unit} · ${t("ratio")} ${rangeText(ratio)}`);

/** @returns {OutlineRow[]} */
export function pairsOutline() {
  return pairsShown().flatMap(([before, after]) => {
    const { difference, ratio } = changeOf(before, after);
    return [
      outlineRow(-1, 1, `${writtenName(before)} → ${writtenName(after)}`, [
        ["place", placeName(N.case[F.node[after]])],
        ["about", pairName(after)],
        ["difference", rangeText(difference)],
        ["ratio", rangeText(ratio)],
      ]),
      outlineRow(F.node[before], 2, writtenName(before), [
        ["role", conceptName(F.role[before])],
        ["time", F.time[before]],
        ...doubtFacts(before),
      ]),
      outlineRow(F.node[after], 2, writtenName(after), [
        ["role", conceptName(F.role[after])],
        ["time", F.time[after]],
        ...doubtFacts(after),
      ]),
    ];
  });
}
