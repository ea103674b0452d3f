// @ts-check
/**
 * Which figures stand beside each other: sets of one thing counted, each led by the figure that the others are held against.
 */
import { isPlan } from "./bounds.js";
import { compare, countsPart, coversPlace, headCounted, thingCounted } from "./comparability.js";
import { conceptKey, F, groupBy, isPerUnit, N } from "./data.js";

/** @type {Grade[]} */
export const GRADES = ["base", "same", "care", "not"];
/** @type {Record<Grade, number>} */
const WORTH = { base: 1, same: 3, care: 2, not: 0 };

/** @param {number} figure */
export const placeOfFigure = (figure) => N.case[F.node[figure]];
/** @param {number[]} figures */
export const placesWith = (figures) => new Set(figures.map(placeOfFigure)).size;

/**
 * What a base should be, the first difference deciding: reported rather than planned or past, a whole rather than a part,
 * of the whole place, and of the thing named most plainly (社区 before 先锋社区).
 * @param {number} figure
 */
const rankAsBase = (figure) => [
  Number(isPlan(figure) || conceptKey(F.role[figure]) === "changeFrom"),
  Number(countsPart(figure)),
  Number(!coversPlace(figure)),
  thingCounted(figure).length,
];

/**
 * Of some figures those that no other is fitter than.
 * @param {number[]} figures
 */
function fittest(figures) {
  const ranks = new Map(figures.map((at) => [at, rankAsBase(at)]));
  const order = (/** @type {number} */ a, /** @type {number} */ b) => {
    const [one, other] = [ranks.get(a) ?? [], ranks.get(b) ?? []];
    const at = one.findIndex((value, place) => value !== other[place]);
    return at < 0 ? 0 : one[at] - other[at];
  };
  const best = figures.reduce((one, other) => (order(other, one) < 0 ? other : one));
  return figures.filter((at) => order(at, best) === 0);
}

const MOST_CANDIDATES = 40; // that are tried, so that a register of thousands is compared at once

/**
 * The base among candidates: of the fittest the one that figures of other places can best stand beside.
 * @param {number[]} candidates
 * @param {number[]} figures
 */
export function baseOf(candidates, figures) {
  const scores = fittest(candidates)
    .slice(0, MOST_CANDIDATES)
    .map((one) => {
      const others = figures
        .filter((other) => placeOfFigure(other) !== placeOfFigure(one))
        .map((other) => compare(one, other));
      return { one, score: others.reduce((sum, { grade, reasons }) => sum + WORTH[grade] - reasons.length / 100, 0) };
    });
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).one;
}

/**
 * The figures of one indicator in sets within which all may be held against the base; those of more places first.
 * @param {number[]} figures
 * @param {number} place the place that is to be the base where it has a figure; -1 for any
 * @returns {ComparableSet[]}
 */
export function comparableSets(figures, place) {
  const things = groupBy(
    figures,
    (at) => `${F.kind[at]} ${F.direction[at]} ${isPlan(at)} ${isPerUnit(at)} ${headCounted(at)}`,
  );
  return [...things.values()]
    .flatMap((one) => splitIntoSets(one, place))
    .sort((a, b) => worthOf(b) - worthOf(a) || a.base - b.base);
}

/**
 * @param {number[]} figures
 * @param {number} place
 */
function splitIntoSets(figures, place) {
  const sets = [];
  for (let left = figures; left.length;) {
    const own = left.filter((at) => placeOfFigure(at) === place);
    const base = baseOf(own.length ? own : left, left);
    const compared = left.map((at) => compareWithBase(base, at));
    sets.push({ base, figures: compared.filter(({ grade }) => grade !== "not") });
    left = compared.filter(({ grade }) => grade === "not").map(({ at }) => at);
  }
  return sets;
}

/**
 * @param {number} base
 * @param {number} at
 * @returns {Compared}
 */
export const compareWithBase = (base, at) =>
  at === base ? { at, grade: "base", reasons: [] } : { at, ...compare(base, at) };

/**
 * How much a set lets one compare: the best that each place has in it.
 * @param {ComparableSet} set
 */
function worthOf({ figures }) {
  const best = groupBy(figures, ({ at }) => placeOfFigure(at));
  return [...best.values()].reduce((sum, own) => sum + Math.max(...own.map(({ grade }) => WORTH[grade])), 0);
}
