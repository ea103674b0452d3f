// @ts-check
/**
 * Which measures are shown, and their results.
 */
import { shownButStatus, shownNode } from "./axes.js";
import { allNodes, conceptKey, DATA, E, edgesFrom, figureOf, isType, measureOf, N } from "./data.js";
import { either } from "./names.js";

export const measuresShown = () => allNodes().filter((at) => isType(at, "measure") && shownNode(at));
/**
 * Whether a measure is only an element of another.
 * @param {number} at
 */
export const isElement = (at) => conceptKey(N.kind[at]) === "element";
/** The measures that stand somewhere by a link, which has a status of its own. */
export const measuresLinked = () => allNodes().filter((at) => isType(at, "measure") && shownButStatus(at));

/**
 * The figures that the document gives as the result of a measure.
 * @param {number} at
 */
export const resultsOf = (at) => edgesFrom(at, "resultedIn").flatMap((edge) => figureOf.get(E.to[edge]) ?? []);
/** @param {number} at */
export const audiencesOf = (at) => DATA.measures.audience?.[measureOf.get(at) ?? -1] || [];
/** @param {number} at */
export const functionsOf = (at) => DATA.measures.function?.[measureOf.get(at) ?? -1] || [];
/** @param {number} at */
export const purposeOf = (at) => {
  const row = measureOf.get(at) ?? -1;
  return either(DATA.measures.zh?.[row] ?? "", DATA.measures.en?.[row] ?? "");
};
/** @param {number} at */
export const stageOf = (at) => DATA.measures.stage?.[measureOf.get(at) ?? -1] ?? -1;
