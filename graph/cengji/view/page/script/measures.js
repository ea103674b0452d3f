// @ts-check
/**
 * Which measures are shown, and their results.
 */
import { shownNode } from "./axes.js";
import { E, edgesFrom, figureOf, indices, isType, N } from "./data.js";

export const measuresShown = () => indices(N.id).filter((at) => isType(at, "measure") && shownNode(at));

/**
 * The figures that the document gives as the result of a measure.
 * @param {number} at
 */
export const resultsOf = (at) =>
  edgesFrom(at, "resultedIn")
    .map((edge) => E.to[edge])
    .filter((node) => figureOf.has(node))
    .map((node) => figureOf.get(node));
