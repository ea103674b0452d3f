// @ts-check
/**
 * The bounds of a figure, as its words make certain or as they are usually read, and what they say about a number.
 */
import { conceptKey, F } from "./data.js";
import { groupDigits } from "./filling.js";
import { t } from "./names.js";

export const OPERATIONS = [">", "≥", "<", "≤"];
/** @param {string} text */
export const bound = (text) => (text ? Number(text) : null);

// How far below and above the printed number a word is usually read to reach, in units of the number's last stated digit.
/** @type {Record<string, [below: number, above: number]>} */
const USUAL_REACH = { moreThan: [0, 1], nearly: [0.5, 0], approximately: [0.5, 0.5] };
// What is planned or set is a limit, not the report of a quantity.
const PLANS = new Set(["design", "target", "threshold"]);
/** @param {number} figure */
export const isPlan = (figure) => PLANS.has(conceptKey(F.role[figure]));
const FRACTION = /(?<![百千])分之|半/;

/**
 * One in the last stated digit of the printed number: 100 of 6600余; null of a fraction (近一半), which has no such digit.
 * @param {number} figure
 */
function lastStatedUnit(figure) {
  const parts = FRACTION.test(F.written[figure]) ? null : /^-?\d*?(0*)(?:\.(\d*?)0*)?$/.exec(F.value[figure]);
  if (!parts || !F.value[figure]) return null;
  return parts[2] ? 10 ** -parts[2].length : 10 ** parts[1].length;
}

/**
 * The usual reading of a figure: the one that the data state, else that of its words; see docs/decisions/0022.
 * @param {number} figure
 * @returns {Interval}
 */
export function usualReading(figure) {
  if (F.reading[figure]) return [bound(F.reading[figure][0]), bound(F.reading[figure][1])];
  const reach = USUAL_REACH[conceptKey(F.comparator[figure])];
  const unit = reach && !isPlan(figure) ? lastStatedUnit(figure) : null;
  if (unit === null) return [null, null];
  const value = Number(F.value[figure]);
  return [value - reach[0] * unit, value + reach[1] * unit];
}

/**
 * The bounds; the usual reading closes a side that is open, its own ends not being among what it holds.
 * @param {number} figure
 * @param {boolean} usual
 * @returns {Bounds}
 */
export function boundsOf(figure, usual) {
  const [low, high] = usual ? usualReading(figure) : [null, null];
  const [lower, upper] = [bound(F.lower[figure]), bound(F.upper[figure])];
  return {
    lower: lower ?? low,
    lowerIn: lower !== null && Boolean(F.lower_closed[figure]),
    upper: upper ?? high,
    upperIn: upper !== null && Boolean(F.upper_closed[figure]),
  };
}

/**
 * Return the bounds as an interval, or the one bound that there is ("< 400": of the other side the words say nothing, not even
 * that there is less than nothing); empty where there are none.
 * @param {number} figure
 * @param {boolean} usual
 */
export function boundsText(figure, usual) {
  const { lower, lowerIn, upper, upperIn } = boundsOf(figure, usual);
  if (lower === null && upper === null) return "";
  if (lower === upper) return `= ${groupDigits(String(lower))}`;
  if (lower === null) return `${upperIn ? "≤" : "<"} ${groupDigits(Number(upper))}`;
  if (upper === null) return `${lowerIn ? "≥" : ">"} ${groupDigits(lower)}`;
  return `${lowerIn ? "[" : "("}${groupDigits(lower)}, ${groupDigits(upper)}${upperIn ? "]" : ")"}`;
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
 * @param {boolean} usual
 * @returns {Bounds}
 */
function signedBoundsOf(figure, usual) {
  const { lower, lowerIn, upper, upperIn } = boundsOf(figure, usual);
  return falls(figure)
    ? { lower: negate(upper), lowerIn: upperIn, upper: negate(lower), upperIn: lowerIn }
    : { lower, lowerIn, upper, upperIn };
}

/**
 * What bounds say of x > t: certain if the lower bound lies above t (or is t and x cannot be t), out of the question if the
 * upper bound does not; of the other operations alike.
 * @param {Bounds} bounds
 * @param {string} operation
 * @param {number} over
 * @returns {{ certain: boolean, no: boolean }}
 */
function boundsAnswer({ lower, lowerIn, upper, upperIn }, operation, over) {
  const above = lower !== null && (lower > over || (lower === over && !lowerIn));
  const atLeast = lower !== null && lower >= over;
  const below = upper !== null && (upper < over || (upper === over && !upperIn));
  const atMost = upper !== null && upper <= over;
  /** @type {Record<string, [certain: boolean, no: boolean]>} */
  const answers = { ">": [above, atMost], "≥": [atLeast, below], "<": [below, atLeast], "≤": [atMost, above] };
  const [certain, no] = answers[operation];
  return { certain, no };
}

/**
 * Whether a figure certainly, possibly or does not pass. The usual reading can rule out; it makes nothing certain.
 * @param {number} figure
 * @param {string} operation
 * @param {number} over
 * @param {boolean} usual
 */
export function answerOf(figure, operation, over, usual) {
  if (boundsAnswer(signedBoundsOf(figure, false), operation, over).certain) return "certain";
  return boundsAnswer(signedBoundsOf(figure, usual), operation, over).no ? "no" : "possible";
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
 * What is certain about "after less before" and "after over before", each as [lower, upper], null where nothing is: of two units, of one for
 * each of many and one of a whole, and of a ratio where either may lie below zero.
 * @param {number} before
 * @param {number} after
 * @returns {{ difference: Interval, ratio: Interval }}
 */
export function changeOf(before, after) {
  const alike = [F.unit, F.per, F.per_count].every((column) => column[before] === column[after]);
  if (!alike) return { difference: [null, null], ratio: [null, null] };
  const from = signedBoundsOf(before, false);
  const to = signedBoundsOf(after, false);
  const isSigned =
    falls(before) || falls(after) || [from.lower, to.lower].some((number) => number !== null && number < 0);
  /** @type {(a: number | null, b: number | null) => number | null} */
  const less = (a, b) => (a === null || b === null ? null : a - b);
  /** @type {(a: number | null, b: number | null) => number | null} */
  const over = (a, b) => (a === null || !b || isSigned ? null : Math.round((a / b) * 1000) / 1000);
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
