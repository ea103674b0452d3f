// @ts-check
/**
 * One ladder a place, for a first comparison: the Party ladder that reaches over the most tiers from the subdistrict down.
 */
import { conceptKey, DATA, indices, L, lineKey, R, rungsOf } from "./data.js";

/**
 * Return the tiers from the subdistrict down, where the ladders of places differ; all, where the scale has no such tier.
 * @returns {number[]}
 */
export function localTiers() {
  const tiers = indices(DATA.tiers);
  const first = tiers.findIndex((tier) => conceptKey(DATA.tiers[tier]) === "subdistrict");
  return tiers.slice(Math.max(0, first));
}

/**
 * Return the tiers on which a ladder has a rung.
 * @param {number} ladder
 */
export const tiersOf = (ladder) =>
  new Set((rungsOf.get(ladder) ?? []).map((rung) => R.tier[rung]).filter((tier) => tier >= 0));

/**
 * What speaks for a ladder, the weightiest first: its line, its local tiers, its rungs, that a document states it.
 * @param {number} ladder
 * @param {Set<number>} local
 */
const weigh = (ladder, local) => [
  Number(lineKey(L.line[ladder]) === "party"),
  [...tiersOf(ladder)].filter((tier) => local.has(tier)).length,
  (rungsOf.get(ladder) ?? []).length,
  Number(conceptKey(L.status[ladder]) === "stated"),
];

/**
 * Return of these ladders the main one of each place; of equals the first.
 * @param {number[]} ladders
 * @returns {Set<number>}
 */
export function mainLadders(ladders) {
  const local = new Set(localTiers());
  /** @type {Map<number, { ladder: number, weight: number[] }>} */
  const best = new Map();
  for (const ladder of ladders) {
    const weight = weigh(ladder, local);
    const rival = best.get(L.case[ladder]);
    if (!rival || outweighs(weight, rival.weight)) best.set(L.case[ladder], { ladder, weight });
  }
  return new Set([...best.values()].map(({ ladder }) => ladder));
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function outweighs(one, other) {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at >= 0 && one[at] > other[at];
}
