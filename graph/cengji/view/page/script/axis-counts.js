// @ts-check
/**
 * How many nodes bear each value of each axis, those that nobody has accepted yet apart.
 */
import { list, N } from "./data.js";
import { isDraft } from "./proposals.js";

/**
 * Return axis → value → number of nodes that bear it, [accepted, proposed]; all axes on one way through the nodes.
 * @param {Record<string, (at: number) => number[]>} axisOf
 * @returns {Record<string, Map<number, [accepted: number, proposed: number]>>}
 */
export function countAxes(axisOf) {
  const none = () => /** @type {number[]} */ ([]); // counts of −1, 0, 1 …
  const ways = Object.entries(axisOf).map(([axis, valuesOf]) => ({ axis, valuesOf, counts: [none(), none()] }));
  for (let at = 0; at < list(N.type).length; at += 1) {
    const draft = Number(isDraft(at));
    for (let n = 0; n < ways.length; n += 1) {
      const { valuesOf, counts } = ways[n];
      const values = valuesOf(at);
      for (let one = 0; one < values.length; one += 1)
        counts[draft][values[one] + 1] = (counts[draft][values[one] + 1] ?? 0) + 1;
    }
  }
  return Object.fromEntries(ways.map(({ axis, counts }) => [axis, countedValues(counts)]));
}
/**
 * @param {number[][]} counts
 * @returns {Map<number, [accepted: number, proposed: number]>}
 */
const countedValues = ([accepted, proposed]) =>
  new Map(
    [...Array(Math.max(accepted.length, proposed.length)).keys()]
      .filter((n) => accepted[n] || proposed[n])
      .map((n) => [n - 1, [accepted[n] ?? 0, proposed[n] ?? 0]]),
  );
