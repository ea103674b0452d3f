// @ts-check
/**
 * What lies below a thing as a table: names, codes, and how many lie below each, by tier.
 */
import { lastPart } from "./data.js";
import { el, label } from "./dom.js";
import { unitButton, unitName } from "./large-row.js";
import { groupDigits } from "./filling.js";
import { t, tierName } from "./names.js";
import { tierColours } from "./symbols.js";

/**
 * @param {Unit | undefined} parent
 * @param {Unit[]} units
 * @param {{ below: [tier: number, count: number][] }} family
 * @param {HTMLElement | null} pager
 */
export function unitTable(parent, units, family, pager) {
  const tiers = family.below.map(([tier]) => tier).filter((tier) => units.some((unit) => countOf(unit, tier)));
  const most = new Map(tiers.map((tier) => [tier, Math.max(...units.map((unit) => countOf(unit, tier)))]));
  const head = el(
    "tr",
    null,
    el("th", { scope: "col" }, t("unitsName")),
    el("th", { scope: "col", class: "code" }, t("unitsCode")),
    ...tiers.map((tier) =>
      el("th", { scope: "col", class: "count", vars: tierColours(tier) }, tier < 0 ? t("noTier") : tierName(tier)),
    ),
  );
  const rows = units.map((unit) =>
    el(
      "tr",
      null,
      el("th", { scope: "row" }, unitButton(unit, "", false)),
      el("td", { class: "code" }, label(unit.code || lastPart(unit.id))),
      ...tiers.map((tier) => countCell(countOf(unit, tier), most.get(tier) ?? 0)),
    ),
  );
  return el(
    "div",
    { class: "units-table" },
    el(
      "table",
      { class: "sheet", "aria-label": t("unitsList", parent ? unitName(parent) : t("unitsAll")) },
      el("thead", null, head),
      el("tbody", null, ...rows),
    ),
    units.length ? null : el("p", { class: "quiet" }, t("unitsNothing")),
    pager,
  );
}

/**
 * @param {Unit} unit
 * @param {number} tier
 */
const countOf = (unit, tier) => unit.below.find(([one]) => one === tier)?.[1] ?? 0;

/**
 * @param {number} count
 * @param {number} most
 */
const countCell = (count, most) =>
  el(
    "td",
    { class: "count n", vars: { "--share": `${Math.round((60 * count) / (most || 1))}%` } },
    count ? groupDigits(count) : el("span", { "aria-hidden": "true" }, "·"),
  );
