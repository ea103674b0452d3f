// @ts-check
/**
 * How sure it is that a measure stands where the matrix puts it.
 */
import { conceptKey, DATA, derivedTiersOf, isUnsure, N } from "./data.js";

/**
 * Return how sure a measure stands on a row: as the link that puts it there or, where that is stated, as the measure itself.
 * @param {number} at
 * @param {number} link
 */
export const sureness = (at, link) => (isUnsure(link) ? link : N.status[at]);
/**
 * Return the surer of two statuses: one link that is stated is enough.
 * @param {number} one
 * @param {number | undefined} other
 */
export const surer = (one, other) => {
  const rank = (/** @type {number} */ status) =>
    ["stated", "inferred", "disputed", "proposed"].indexOf(conceptKey(status));
  return other === undefined || rank(one) < rank(other) ? one : other;
};

/**
 * Return the less sure of two statuses, −1 for none; a measure stands in a cell as its row and its column put it there.
 * @param {number} one
 * @param {number} other
 */
export const lessSure = (one, other) => (isUnsure(other) && surer(one, other) === one ? other : one);
/**
 * The status of the rule that gives a measure a tier, −1 where no rule does.
 * @param {number} at
 * @param {number} tier
 */
export function derivedTierStatus(at, tier) {
  const found = (derivedTiersOf.get(at) ?? []).find((one) => DATA.derivedTiers.tier[one] === tier);
  return found === undefined ? -1 : DATA.derivedTiers.status[found];
}
