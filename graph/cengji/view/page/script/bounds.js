// @ts-check
/**
 * What the bounds of a figure say about a number: certainly, possibly or not.
 */
import { conceptKey, F } from "./data.js";
import { groupDigits, t } from "./names.js";

export const OPERATIONS = [">", "≥", "<", "≤"];
/** @param {string} text */
export const bound = (text) => (text ? Number(text) : null);

/**
 * The bounds; where a side is open and a reading is allowed, the reading closes it.
 * @param {number} figure
 * @param {boolean} reading
 */
export function boundsOf(figure, reading) {
  const [low, high] = reading && F.reading[figure] ? F.reading[figure] : ["", ""];
  return {
    lower: bound(F.lower[figure] || low),
    lowerIn: F.lower[figure] ? Boolean(F.lower_closed[figure]) : true,
    upper: bound(F.upper[figure] || high),
    upperIn: F.upper[figure] ? Boolean(F.upper_closed[figure]) : true,
  };
}

/**
 * Whether words say that the figure is a decrease: its numbers have no sign.
 * @param {number} figure
 */
const falls = (figure) => conceptKey(F.direction[figure]) === "decrease";
/** @type {(number: number | null) => number | null} */
const negate = (number) => (number === null ? null : 0 - number);

/**
 * The bounds with the sign of the change, so that no decrease passes for an increase.
 * @param {number} figure
 * @param {boolean} reading
 */
export function signedBoundsOf(figure, reading) {
  const { lower, lowerIn, upper, upperIn } = boundsOf(figure, reading);
  return falls(figure)
    ? { lower: negate(upper), lowerIn: upperIn, upper: negate(lower), upperIn: lowerIn }
    : { lower, lowerIn, upper, upperIn };
}

/**
 * x > t is certain if the lower bound lies above t (or is t and x cannot be t), out of the question if the upper bound
 * does not; the other operations alike.
 * @param {number} figure
 * @param {string} operation
 * @param {number} over
 * @param {boolean} reading
 */
export function answerOf(figure, operation, over, reading) {
  const { lower, lowerIn, upper, upperIn } = signedBoundsOf(figure, reading);
  const above = lower !== null && (lower > over || (lower === over && !lowerIn));
  const atLeast = lower !== null && lower >= over;
  const below = upper !== null && (upper < over || (upper === over && !upperIn));
  const atMost = upper !== null && upper <= over;
  /** @type {Record<string, [certain: boolean, no: boolean]>} */
  const answers = { ">": [above, atMost], "≥": [atLeast, below], "<": [below, atLeast], "≤": [atMost, above] };
  const [certain, no] = answers[operation];
  return certain ? "certain" : no ? "no" : "possible";
}

/**
 * The number by which a figure is ordered and drawn: its value, else the bound it has; below zero for a decrease.
 * @param {number} figure
 */
export function amountOf(figure) {
  const printed = bound(F.value[figure]) ?? bound(F.lower[figure]) ?? bound(F.upper[figure]);
  return falls(figure) ? negate(printed) : printed;
}

/**
 * What is certain about "after less before" and "after over before", each as [lower, upper], null where nothing is.
 * @param {number} before
 * @param {number} after
 * @returns {{ difference: Interval, ratio: Interval }}
 */
export function changeOf(before, after) {
  const from = signedBoundsOf(before, false);
  const to = signedBoundsOf(after, false);
  /** @type {(a: number | null, b: number | null) => number | null} */
  const less = (a, b) => (a === null || b === null ? null : a - b);
  /** @type {(a: number | null, b: number | null) => number | null} */
  const over = (a, b) => (a === null || !b ? null : Math.round((a / b) * 1000) / 1000);
  return {
    difference: [less(to.lower, from.upper), less(to.upper, from.lower)],
    ratio: [over(to.lower, from.upper), over(to.upper, from.lower)],
  };
}

/** @param {Interval} interval */
export function rangeText([lower, upper]) {
  const text = (/** @type {number} */ number) => groupDigits(String(number).replace("-", "−"));
  if (lower === null && upper === null) return t("unbounded");
  if (lower === null || upper === null) return lower === null ? `≤ ${text(Number(upper))}` : `≥ ${text(lower)}`;
  return lower === upper ? text(lower) : `${text(lower)} – ${text(upper)}`;
}
