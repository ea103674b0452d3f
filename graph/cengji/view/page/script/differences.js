// @ts-check
/**
 * In what the ladders of places differ, in a sentence each: a name on two tiers, a tier that only one of them has, a tier
 * that only one of them lacks. A tier to which somebody could map a rung counts as had, so that no dispute is passed over.
 */
import { groupBy, L, N, R, rungsOf } from "./data.js";
import { localTiers, tiersOf } from "./main-ladders.js";
import { nodeName, placeName, t, tierName } from "./names.js";

const FEWEST = 3; // places of which one can be said to differ

/**
 * Return the differences between ladders, the most telling first; each with its sentence and the rungs that show it.
 * @param {number[]} ladders one a place
 * @param {number[]} all also those in which a name may stand on another tier
 * @returns {Difference[]}
 */
export function differencesOf(ladders, all) {
  return [...namesOnTwoTiers(all), ...onlyHere(ladders), ...onlyMissing(ladders)];
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
 * The tiers on which a ladder has a rung for certain or by some mapping.
 * @param {number} ladder
 */
const possibleTiers = (ladder) =>
  new Set((rungsOf.get(ladder) ?? []).flatMap((rung) => [R.tier[rung], ...R.mappings[rung].map(([tier]) => tier)]));

/**
 * @param {number[]} ladders
 * @returns {Difference[]}
 */
function onlyHere(ladders) {
  if (ladders.length < FEWEST) return [];
  return localTiers().flatMap((tier) => {
    const having = ladders.filter((ladder) => possibleTiers(ladder).has(tier));
    const rungs = rungsIn(having).filter((rung) => R.tier[rung] === tier);
    if (having.length !== 1 || !rungs.length) return [];
    const text = t("onlyHere", placeName(L.case[having[0]]), tierName(tier), nodeName(R.node[rungs[0]]));
    return [{ kind: "only", text, rungs }];
  });
}

/**
 * @param {number[]} ladders
 * @returns {Difference[]}
 */
function onlyMissing(ladders) {
  if (ladders.length < FEWEST) return [];
  return localTiers().flatMap((tier) => {
    const without = ladders.filter((ladder) => !possibleTiers(ladder).has(tier));
    if (without.length !== 1 || ladders.some((ladder) => ladder !== without[0] && !tiersOf(ladder).has(tier)))
      return [];
    return [{ kind: "missing", text: t("onlyMissing", placeName(L.case[without[0]]), tierName(tier)), rungs: [] }];
  });
}
