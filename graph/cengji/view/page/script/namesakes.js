// @ts-check
/**
 * What tells things apart that bear one name, in lists where several of them stand.
 */
import { F, figureOf, groupBy, L, lastPart, N, R, rungOf } from "./data.js";
import { longName, nodeName, tierName, typeName } from "./names.js";

/**
 * Return what may tell a thing from its namesakes, what says most first; its own name does not.
 * @param {number} at
 */
function traits(at) {
  const [figure, rung] = [figureOf.get(at), rungOf.get(at)];
  const others = [figure === undefined ? -1 : F.about[figure], rung === undefined ? -1 : L.node[R.ladder[rung]]];
  const names = [...others, N.parent[at], N.place[at]].map((other) => (other >= 0 ? nodeName(other) : ""));
  return [...names, tierName(N.tier[at])].map((name) => (name === nodeName(at) ? "" : name));
}

/**
 * Return thing → the words that tell it from the others of a list that look like it, at worst its key; things that none looks
 * like have none.
 * @param {number[]} things
 * @returns {Map<number, string>}
 */
export function tellApart(things) {
  const told = new Map();
  for (const alike of groupBy(things, (at) => `${longName(at)}\n${typeName(at)}\n${N.case[at]}`).values()) {
    if (alike.length < 2) continue;
    const found = alike.map(traits);
    const telling = found[0].map((_, n) => new Set(found.map((one) => one[n]).filter(Boolean)).size);
    const best = telling.indexOf(Math.max(...telling));
    alike.forEach((at, n) => {
      const isTold = telling[best] === alike.length;
      told.set(at, isTold ? found[n][best] : [found[n][best], lastPart(N.id[at])].filter(Boolean).join(" · "));
    });
  }
  return told;
}
