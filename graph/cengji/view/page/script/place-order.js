// @ts-check
/**
 * The order in which places stand side by side: a rule, and before it those that the reader moved to the front.
 */
import { DATA, L, list, rungsOf } from "./data.js";
import { mainLadders, tiersOf } from "./main-ladders.js";
import { placeName } from "./names.js";
import { state } from "./state.js";

/** @param {number} ladder */
const count = (ladder) => (rungsOf.get(ladder) ?? []).length;
const MANY_PLACES = 6; // from so many on an order matters
/** @param {number} ladder */
const highest = (ladder) => Math.min(...tiersOf(ladder), list(DATA.tiers).length);

/**
 * Rule → what goes before, of two ladders; the first rule leaves places as the data have them.
 * @type {Record<string, (one: number, other: number) => number>}
 */
const RULES = {
  data: () => 0,
  name: (one, other) =>
    placeName(L.case[one]).localeCompare(placeName(L.case[other]), state.lang === "en" ? "en" : "zh"),
  rungs: (one, other) => count(other) - count(one),
  highest: (one, other) => highest(one) - highest(other),
};
export const ORDERS = Object.keys(RULES);

/**
 * Return the rule that holds: the one that was chosen, else of many places the deepest ladders first.
 * @param {number} places
 */
export const orderOf = (places) => state.lanes.order || (places < MANY_PLACES ? "data" : "rungs");

/** The keys of the places that the reader moved to the front, the first first. */
const front = () => /** @type {string} */ (state.lanes.front).split(",").filter(Boolean);

/**
 * Return ladders in the order that is asked for; those of a place stay together, in their own order.
 * @param {number[]} ladders
 */
export function inOrder(ladders) {
  const moved = front();
  /** @param {number} ladder */
  const rank = (ladder) => {
    const at = moved.indexOf(DATA.places.key?.[L.case[ladder]] ?? "");
    return at < 0 ? moved.length : at;
  };
  const main = [...mainLadders(ladders)]; // by which their places are ordered
  const rule = RULES[orderOf(main.length)];
  const places = main.sort((one, other) => rank(one) - rank(other) || rule(one, other));
  const at = new Map(places.map((ladder, place) => [L.case[ladder], place]));
  return [...ladders].sort((one, other) => Number(at.get(L.case[one])) - Number(at.get(L.case[other])));
}

/**
 * The state in which a place stands first.
 * @param {number} place
 */
export function movedToFront(place) {
  const key = DATA.places.key[place];
  return { lanes: { ...state.lanes, front: [key, ...front().filter((other) => other !== key)].join(",") } };
}
