// @ts-check
/**
 * How far two figures of one indicator may be compared: "same", "care" or "not", with every reason for less than "same".
 */
import { isPlan } from "./bounds.js";
import { conceptKey, DATA, E, F, isPerUnit, linksOf, list, N, relationOf } from "./data.js";
import { conceptName, either, nodeName, perName, t, tierName, writtenName } from "./names.js";

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
    perReason,
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
const differ = (grade, key, a, b) => [grade, t(`why.${key}`, a, b), key];

/**
 * Beside another measure word 个, which serves for all things, is no other unit: 1.4万个 and 2685家 count the same thing.
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function unitReason(one, other) {
  if (F.kind[one] !== F.kind[other]) return differ("not", "kind", conceptName(F.kind[one]), conceptName(F.kind[other]));
  if (F.unit[one] === F.unit[other]) return null;
  const alike =
    [one, other].some((at) => conceptKey(F.unit[at]) === "item") && thingCounted(one) && thingCounted(other);
  return differ(alike ? "care" : "not", "unit", conceptName(F.unit[one]), conceptName(F.unit[other]));
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
  return differ("not", "direction", shown[0], shown[1]);
}

/**
 * What is said of each unit is never held against what is said of a whole, nor of units of another kind or number.
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function perReason(one, other) {
  const per = [one, other].map(isPerUnit);
  const shown = [one, other].map((at) => perName(at) || writtenName(at));
  if (per[0] !== per[1]) return differ("not", "per", shown[0], shown[1]);
  if (!per[0] || (F.per[one] === F.per[other] && F.per_count[one] === F.per_count[other])) return null;
  const kinds = [one, other].map((at) => (F.per[at] >= 0 ? N.kind[F.per[at]] : -1));
  const alike = kinds[0] === kinds[1] && kinds[0] >= 0 && F.per_count[one] === F.per_count[other];
  return alike ? null : differ("not", "perUnits", shown[0], shown[1]);
}

/**
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function roleReason(one, other) {
  if (F.role[one] === F.role[other]) return null;
  return differ(
    isPlan(one) === isPlan(other) ? "care" : "not",
    "role",
    conceptName(F.role[one]),
    conceptName(F.role[other]),
  );
}

/**
 * The name of the thing counted, in letters alone.
 * @param {number} figure
 */
export const thingCounted = (figure) => F.counted_zh[figure].replace(/[^\p{L}]/gu, "");
/**
 * The head of the name: in Chinese its end, of which its last two signs are taken.
 * @param {number} figure
 */
export const headCounted = (figure) => thingCounted(figure).slice(-2);

/**
 * Things that share the head of their name are of one kind, others are not the same thing at all.
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function countedReason(one, other) {
  const names = [one, other].map(thingCounted);
  if (!names[0] || !names[1] || names[0] === names[1]) return null;
  const shown = [one, other].map((at) => either(F.counted_zh[at], F.counted_en[at]));
  return differ(headCounted(one) === headCounted(other) ? "care" : "not", "counted", shown[0], shown[1]);
}

/**
 * Whether a figure is of the whole place of its case, not of a community in it.
 * @param {number} figure
 */
export const coversPlace = (figure) => list(DATA.places.node).includes(N.place[F.node[figure]]);

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
  const [tiers, whole] = [places.map((place) => N.tier[place]), [one, other].map(coversPlace)];
  if (tiers[0] === tiers[1] && whole[0] === whole[1]) return null;
  const size = ["count", "money", "area", "length", "mass"].includes(conceptKey(F.kind[one])) && whole[0] !== whole[1];
  return differ(size ? "not" : "care", "scope", nodeName(places[0]), nodeName(places[1]));
}

/**
 * Whether what a figure counts is said to be a part of more.
 * @param {number} figure
 */
export const countsPart = (figure) =>
  linksOf(F.about[figure]).some((edge) => E.from[edge] === F.about[figure] && relationOf(edge) === "subsetOf");

/**
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function subsetReason(one, other) {
  const part = [one, other].map(countsPart);
  return part[0] === part[1] ? null : differ("care", "subset", nodeName(F.about[part[0] ? one : other]), "");
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
    : differ("care", "tier", tierName(tiers[0]), tierName(tiers[1]));
}

/**
 * @param {number} one
 * @param {number} other
 * @returns {Reason | null}
 */
function comparatorReason(one, other) {
  const loose = [one, other].filter((at) => F.lower[at] !== F.upper[at] || !F.lower[at]);
  return loose.length ? differ("care", "comparator", writtenName(loose[0]), "") : null;
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
  if (!years[0] || !years[1]) return differ("care", "noTime", writtenName(years[0] ? other : one), "");
  return years[0] === years[1] ? null : differ("care", "time", years[0], years[1]);
}
