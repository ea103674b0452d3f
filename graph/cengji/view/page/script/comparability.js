// @ts-check
/**
 * How far two figures of one indicator may be compared: "same", "care" or "not", with every reason for less than "same".
 */
import { conceptKey, DATA, E, F, links, list, N, relationOf } from "./data.js";
import { conceptName, either, nodeName, t, tierName } from "./names.js";

const PLANS = new Set(["design", "target", "threshold"]);
/**
 * @param {Reason[]} reasons
 * @returns {Grade}
 */
const worst = (reasons) => (reasons.some(([grade]) => grade === "not") ? "not" : reasons.length ? "care" : "same");

/**
 * @param {number} one
 * @param {number} other
 * @returns {{ grade: Grade, reasons: Reason[] }}
 */
export function compare(one, other) {
  const reasons = [
    unitReason,
    directionReason,
    roleReason,
    countedReason,
    scopeReason,
    subsetReason,
    tierReason,
    comparatorReason,
    timeReason,
  ]
    .map((reason) => reason(one, other))
    .filter((reason) => reason !== null);
  return { grade: worst(reasons), reasons };
}

/**
 * @param {Grade} grade
 * @param {string} key
 * @param {string} a
 * @param {string} b
 * @returns {Reason}
 */
const differ = (grade, key, a, b) => [grade, t(key, a, b)];

/**
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function unitReason(one, other) {
  if (F.kind[one] !== F.kind[other])
    return differ("not", "why.kind", conceptName(F.kind[one]), conceptName(F.kind[other]));
  return F.unit[one] === F.unit[other]
    ? null
    : differ("not", "why.unit", conceptName(F.unit[one]), conceptName(F.unit[other]));
}

/**
 * A decrease is never held against an increase: their numbers have no sign.
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function directionReason(one, other) {
  if (F.direction[one] === F.direction[other]) return null;
  const shown = [one, other].map((at) => conceptName(F.direction[at]) || t("noDirection"));
  return differ("not", "why.direction", shown[0], shown[1]);
}

/**
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function roleReason(one, other) {
  if (F.role[one] === F.role[other]) return null;
  const plan = PLANS.has(conceptKey(F.role[one])) !== PLANS.has(conceptKey(F.role[other]));
  return differ(plan ? "not" : "care", "why.role", conceptName(F.role[one]), conceptName(F.role[other]));
}

/**
 * Things that share the head of their name (its last two signs) are of one kind, others are not the same thing at all.
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function countedReason(one, other) {
  const names = [one, other].map((at) => F.counted_zh[at].replace(/[^\p{L}]/gu, ""));
  if (!names[0] || !names[1] || names[0] === names[1]) return null;
  const shown = [one, other].map((at) => either(F.counted_zh[at], F.counted_en[at]));
  return differ(names[0].slice(-2) === names[1].slice(-2) ? "care" : "not", "why.counted", shown[0], shown[1]);
}

/**
 * A number of a whole place says nothing beside that of one community in it; a share or a duration still may. Whole
 * places of different tiers are to be compared with care.
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function scopeReason(one, other) {
  const places = [one, other].map((at) => N.place[F.node[at]]);
  if (places.includes(-1)) return null;
  const [tiers, whole] = [
    places.map((place) => N.tier[place]),
    places.map((place) => list(DATA.places.node).includes(place)),
  ];
  if (tiers[0] === tiers[1] && whole[0] === whole[1]) return null;
  const size = ["count", "money", "area"].includes(conceptKey(F.kind[one])) && whole[0] !== whole[1];
  return differ(size ? "not" : "care", "why.scope", nodeName(places[0]), nodeName(places[1]));
}

/**
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function subsetReason(one, other) {
  const whole = [one, other].map(
    (at) =>
      links[F.about[at]]?.some((edge) => E.from[edge] === F.about[at] && relationOf(edge) === "subsetOf") ?? false,
  );
  return whole[0] === whole[1] ? null : ["care", t("why.subset", nodeName(F.about[whole[0] ? one : other]))];
}

/**
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function tierReason(one, other) {
  const tiers = [one, other].map((at) => (F.about[at] >= 0 ? N.tier[F.about[at]] : -1));
  return tiers[0] === tiers[1] || tiers.includes(-1)
    ? null
    : differ("care", "why.tier", tierName(tiers[0]), tierName(tiers[1]));
}

/**
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function comparatorReason(one, other) {
  const loose = [one, other].filter((at) => F.lower[at] !== F.upper[at] || !F.lower[at]);
  return loose.length ? ["care", t("why.comparator", F.written[loose[0]])] : null;
}

/**
 * The year of a figure: that of its period, else of the document that states it.
 * @param {number} figure
 */
function yearOf(figure) {
  const end = F.period[figure] ? F.period[figure][1] || F.period[figure][0] : "";
  const document = N.case[F.node[figure]] >= 0 ? DATA.places.document[N.case[F.node[figure]]] : -1;
  return /\d{4}/.exec(end)?.[0] ?? (document >= 0 ? /\d{4}/.exec(DATA.documents.published[document])?.[0] : undefined);
}

/**
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function timeReason(one, other) {
  const years = [one, other].map(yearOf);
  if (!years[0] || !years[1]) return ["care", t("why.noTime", F.written[years[0] ? other : one])];
  return years[0] === years[1] ? null : differ("care", "why.time", years[0], years[1]);
}

/**
 * Of some figures the one that the most figures of other places can stand beside.
 * @param {number[]} candidates
 * @param {number[]} figures
 */
export function referenceOf(candidates, figures) {
  /** @type {Record<Grade, number>} */
  const value = { base: 0, same: 2, care: 1, not: 0 };
  const scores = candidates.map((one) =>
    figures.reduce((sum, other) => {
      if (N.case[F.node[other]] === N.case[F.node[one]]) return sum;
      const { grade, reasons } = compare(one, other);
      return sum + value[grade] - reasons.length / 100; // the fewer doubts the better
    }, 0),
  );
  return candidates[scores.indexOf(Math.max(...scores))];
}
