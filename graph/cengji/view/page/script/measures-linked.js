// @ts-check
/**
 * The picture of linked measures: problem → who runs it → measure → whom it acts on → what came of it, from the highest tier down.
 */
import { outlineRow, stop } from "./controls.js";
import { groupBy, N } from "./data.js";
import { el, label } from "./dom.js";
import { CHAIN_COLUMNS, chainedMeasures, chainList, chainText, runTier, wantsAll } from "./measures-chains.js";
import { conceptName, nodeName, placeName, t, tierName } from "./names.js";

const [PROBLEM, RUNNER, TARGET, RESULT] = Object.keys(CHAIN_COLUMNS);

/**
 * The measures by the tier that runs them, from the highest down, those without one last.
 * @returns {[tier: number, measures: number[]][]}
 */
const byTier = () =>
  [...groupBy(chainedMeasures(wantsAll()), runTier)].sort(([a], [b]) => Number(a < 0) - Number(b < 0) || a - b);
/** @param {number} tier */
const tierHeading = (tier) => (tier < 0 ? t("noTier") : tierName(tier));

export function drawLinked() {
  const groups = byTier();
  if (!groups.length) return null;
  const arrow = () => el("td", { class: "arrow", "aria-hidden": "true" }, "→");
  const heads = [PROBLEM, RUNNER, "type.measure", TARGET, RESULT].flatMap((key, n) => [
    n ? el("td", { class: "arrow" }) : null,
    el("th", { scope: "col" }, t(key)),
  ]);
  return el(
    "table",
    { class: "sheet linked" },
    el("thead", null, el("tr", null, ...heads)),
    ...groups.map(([tier, measures]) =>
      el(
        "tbody",
        null,
        el(
          "tr",
          { class: "tier-head", vars: { "--c": tier < 0 ? "var(--figure)" : `var(--t${Math.min(10, tier)})` } },
          el(
            "th",
            { scope: "rowgroup", colspan: "9" },
            el("i", { class: "swatch" }),
            label(t("runAt", tierHeading(tier))),
            el("span", { class: "n" }, String(measures.length)),
          ),
        ),
        ...measures.map((at) =>
          el(
            "tr",
            null,
            el("td", null, chainList(at, PROBLEM)),
            arrow(),
            el("td", null, chainList(at, RUNNER)),
            arrow(),
            el(
              "th",
              { scope: "row" },
              stop(at, nodeName(at)),
              label([placeName(N.case[at]), conceptName(N.kind[at])].filter(Boolean).join(" · "), { class: "quiet" }),
            ),
            arrow(),
            el("td", null, chainList(at, TARGET)),
            arrow(),
            el("td", null, chainList(at, RESULT)),
          ),
        ),
      ),
    ),
  );
}

/** @param {number} at */
const linkedFacts = (at) => [
  .../** @type {Fact[]} */ ([["place", placeName(N.case[at])]]),
  ...Object.keys(CHAIN_COLUMNS).map((column) => /** @type {Fact} */ ([column, chainText(at, column)])),
];

/** @returns {OutlineRow[]} */
export const linkedOutline = () =>
  byTier().flatMap(([tier, measures]) => [
    outlineRow(-1, 1, t("runAt", tierHeading(tier)), []),
    ...measures.map((at) => outlineRow(at, 2, nodeName(at), linkedFacts(at))),
  ]);

/**
 * One row a measure.
 * @returns {TableRow[]}
 */
export const linkedTable = () =>
  byTier().flatMap(([tier, measures]) =>
    measures.map((at) => ({ at, cells: [["tier", tierHeading(tier)], ["name", nodeName(at)], ...linkedFacts(at)] })),
  );
