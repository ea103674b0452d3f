// @ts-check
/**
 * In what the ladders of places differ, in a sentence each: a name on two tiers, a rung that only one place has, a tier that
 * only one place lacks.
 */
import { groupBy, L, N, R, rungsOf } from "./data.js";
import { localTiers, tiersOf } from "./main-ladders.js";
import { nodeName, placeName, t, tierName } from "./names.js";

const FEWEST = 3; // places of which one can be said to differ

/**
 * Return the differences between ladders, the most telling first; each with its sentence and the rungs that show it.
 * @param {number[]} ladders one a place
 * @param {number[]} others in which a name may stand on another tier, too
 * @returns {Difference[]}
 */
export function differencesOf(ladders, others) {
  return [...namesOnTwoTiers([...ladders, ...others]), ...onlyHere(ladders), ...onlyMissing(ladders)];
}

/** @param {number[]} ladders */
const rungsIn = (ladders) => ladders.flatMap((ladder) => rungsOf.get(ladder) ?? []).filter((rung) => R.tier[rung] >= 0);
/** @param {number} rung */
const placeWith = (rung) => L.case[R.ladder[rung]];

/**
 * @param {number[]} ladders
 * @returns {Difference[]}
 */
function namesOnTwoTiers(ladders) {
  const named = groupBy(rungsIn(ladders), (rung) => N.zh[R.node[rung]].replace(/[“”"]/g, ""));
  return [...named.values()].flatMap((rungs) => {
    const other = rungs.find((rung) => R.tier[rung] !== R.tier[rungs[0]] && placeWith(rung) !== placeWith(rungs[0]));
    if (other === undefined) return [];
    const [one, two] = [rungs[0], other].map((rung) => [placeName(placeWith(rung)), tierName(R.tier[rung])]);
    return [
      { kind: "name", text: t("twoTiers", nodeName(R.node[rungs[0]]), ...one, ...two), rungs: [rungs[0], other] },
    ];
  });
}

/**
 * @param {number[]} ladders
 * @returns {Difference[]}
 */
function onlyHere(ladders) {
  if (ladders.length < FEWEST) return [];
  const byTier = groupBy(rungsIn(ladders), (rung) => R.tier[rung]);
  return localTiers().flatMap((tier) => {
    const rungs = byTier.get(tier) ?? [];
    if (new Set(rungs.map(placeWith)).size !== 1) return [];
    const text = t("onlyHere", placeName(placeWith(rungs[0])), tierName(tier), nodeName(R.node[rungs[0]]));
    return [{ kind: "only", text, rungs }];
  });
}

/**
 * A tier that all but one have.
 * @param {number[]} ladders
 * @returns {Difference[]}
 */
function onlyMissing(ladders) {
  if (ladders.length < FEWEST) return [];
  return localTiers().flatMap((tier) => {
    const without = ladders.filter((ladder) => !tiersOf(ladder).has(tier));
    if (without.length !== 1) return [];
    return [{ kind: "missing", text: t("onlyMissing", placeName(L.case[without[0]]), tierName(tier)), rungs: [] }];
  });
}
