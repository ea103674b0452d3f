// @ts-check
/**
 * Ways through the network: what lies within some hops, and the path from one thing to another.
 */
import { isEndLeft, leftLadder, shownButStatus, shownEdge, shownNode } from "./axes.js";
import {
  DATA,
  E,
  groupBy,
  isDisputed,
  isType,
  L,
  linkCount,
  linksOf,
  once,
  otherEnd,
  R,
  relationOf,
  rungsOf,
} from "./data.js";
import { nodeName, relationName, t } from "./names.js";
import { state } from "./state.js";

const HUB = 50; // through what has more links than this no way leads on: it would lead to everything
const QUIET = new Set(["atPlace", "atDepth", "input", "quantifiedBy"]); // at rest these say what the layout or the figure says already
const CHAIN = new Set(["subordinateTo", "partOf", "subsetOf", "memberOfGroup", "postIn", "rungOf", "partOfPlace"]);
const TIE = new Set(["secondedTo", "heldWith", "sameBody", "issuedBy"]);
export const LINE_KINDS = ["chain", "tie", "touch"];
/** What a step along each kind of line costs. @type {Record<string, number>} */
const COSTS = { chain: 2, tie: 3, touch: 4 };
const QUIET_COST = 12;

/** Three kinds of lines: what belongs to what (solid), who works with whom (dotted), what is about or acts on what (thin). */
const lineKinds = once(() =>
  DATA.relations.map((relation) =>
    CHAIN.has(relation) ? "chain" : TIE.has(relation) || relation.includes("/") ? "tie" : "touch",
  ),
);
/** @param {number} edge */
export const lineKind = (edge) => lineKinds()[E.relation[edge]];
const quietOnes = once(() => DATA.relations.map((relation) => QUIET.has(relation)));
/** @param {number} edge */
export const isQuiet = (edge) => quietOnes()[E.relation[edge]];
/** @param {number} edge */
export const lineShown = (edge) =>
  shownEdge(edge) && !(state.network.lines && state.network.lines.split(",").includes(lineKind(edge)));
/** @param {number} at */
export const inNetwork = (at) => !isType(at, "rung") && (shownNode(at) || (isEndLeft(at) && shownButStatus(at)));

/**
 * The links of a thing that are shown. Of the quiet ones only that to its own place counts, if it has no other.
 * @param {number} at
 */
function waysFrom(at) {
  const ways = linksOf(at).filter((edge) => lineShown(edge) && inNetwork(otherEnd(edge, at)));
  const loud = ways.filter((edge) => !isQuiet(edge));
  return loud.length ? loud : ways.filter((edge) => E.from[edge] === at);
}

/**
 * The things within some hops: [{ at, above, edge, hop }] with the place of what led there, the start first.
 * @param {number} start
 * @param {number} hops
 * @returns {Hop[]}
 */
export function hopTree(start, hops) {
  const found = [{ at: start, above: -1, edge: -1, hop: 0 }];
  const seen = new Set([start]);
  for (let n = 0; n < found.length; n += 1) {
    const { at, hop } = found[n];
    if (hop === hops || (n > 0 && linkCount(at) > HUB)) continue;
    for (const edge of waysFrom(at)) {
      const other = otherEnd(edge, at);
      if (seen.has(other)) continue;
      seen.add(other);
      found.push({ at: other, above: n, edge, hop: hop + 1 });
    }
  }
  return found;
}

/**
 * On a ladder one goes rung by rung, not from any rung to any other by way of the ladder itself. A step from one body to
 * that on the next rung is an edge too, by a number below −1 that names the ladder.
 * @param {number} ladder
 */
const stepEdge = (ladder) => -2 - ladder;
/** @param {number} edge */
const stepLadder = (edge) => -2 - edge;

/** Return node → [[node of the next rung up or down, ladder], …]. */
const ladderSteps = once(() => {
  const pairs = [...rungsOf].flatMap(([ladder, rungs]) =>
    rungs.slice(1).map((rung, n) => [R.actor[rungs[n]], R.actor[rung], ladder]),
  );
  const steps = pairs
    .filter(([one, other]) => one >= 0 && other >= 0)
    .flatMap(([one, other, ladder]) => [
      [other, one, ladder],
      [one, other, ladder],
    ]);
  return groupBy(steps, ([from]) => from);
});

/**
 * All ways on from a thing, as [other end, edge, price].
 * @param {number} at
 * @param {number} to
 */
function waysOn(at, to) {
  const chained = state.network.lines.split(",").includes("chain")
    ? []
    : (ladderSteps().get(at) ?? [])
        .filter(([, other, ladder]) => inNetwork(other) && leftLadder(ladder))
        .map(([, other, ladder]) => [other, stepEdge(ladder), COSTS.chain]);
  const linked = linksOf(at)
    .filter(lineShown)
    .map((edge) => [otherEnd(edge, at), edge, isQuiet(edge) ? QUIET_COST : COSTS[lineKind(edge)]]);
  return [...linked, ...chained].filter(([other]) => inNetwork(other) && (other === to || !isType(other, "ladder")));
}

/**
 * The cheapest chain of steps over states, which are numbers, from the first to one that `done` takes; null if there is none.
 * `next` gives the ways on from a state, as [state, edge, price].
 * @param {number} start
 * @param {(one: number) => boolean} done
 * @param {(one: number) => number[][]} next
 * @returns {{ state: number, edge: number }[] | null}
 */
function cheapest(start, done, next) {
  const cost = new Map([[start, 0]]);
  /** @type {Map<number, { edge: number, from: number }>} */
  const came = new Map();
  const buckets = [[start]];
  for (let price = 0; price < buckets.length; price += 1) {
    for (const one of buckets[price] ?? []) {
      if (cost.get(one) !== price) continue;
      if (done(one)) return traced(one, came);
      cost.set(one, -1); // it is settled
      for (const [other, edge, own] of next(one)) {
        if (price + own >= (cost.get(other) ?? Infinity)) continue;
        cost.set(other, price + own);
        came.set(other, { edge, from: one });
        (buckets[price + own] ??= []).push(other);
      }
    }
  }
  return null;
}

/**
 * @param {number} last
 * @param {Map<number, { edge: number, from: number }>} came
 */
function traced(last, came) {
  const way = [];
  let here = last;
  for (let step = came.get(here); step; here = step.from, step = came.get(here))
    way.push({ state: here, edge: step.edge });
  return [{ state: here, edge: -1 }, ...way.reverse()];
}

/**
 * What going on from a thing costs: hubs by their size.
 * @param {number} at
 */
const toll = (at) => Math.max(0, Math.floor(Math.log2(linkCount(at) / 8)));

/**
 * The cheapest way: belonging costs least, then working together, then being about. `goes` says which links it may take and
 * which things it may go through.
 * @param {number} from
 * @param {number} to
 * @param {(edge: number, other: number) => boolean} [goes]
 * @returns {Step[] | null}
 */
export function pathBetween(from, to, goes = () => true) {
  const way = cheapest(
    from,
    (at) => at === to,
    (at) =>
      waysOn(at, to)
        .filter(([other, edge]) => goes(edge, other))
        .map(([other, edge, own]) => [other, edge, own + (at === from ? 0 : toll(at))]),
  );
  return way && way.map(({ state: at, edge }) => ({ at, edge }));
}

/**
 * The cheapest way that goes through something of a kind; null where that would lead twice through one thing.
 * @param {number} from
 * @param {number} to
 * @param {(at: number) => boolean} isOfKind
 * @returns {Step[] | null}
 */
export function pathThrough(from, to, isOfKind) {
  // A state is a thing twice: before and after something of the kind was passed.
  const way = cheapest(
    2 * from,
    (one) => one === 2 * to + 1,
    (one) => {
      const at = one >> 1;
      const passed = one & 1 || Number(at !== from && isOfKind(at));
      return waysOn(at, to)
        .filter(([other]) => other !== from && (other !== to || passed))
        .map(([other, edge, own]) => [2 * other + passed, edge, own + (at === from ? 0 : toll(at))]);
    },
  );
  const steps = way && way.map(({ state: one, edge }) => ({ at: one >> 1, edge }));
  return steps && new Set(steps.map(({ at }) => at)).size === steps.length ? steps : null;
}

/**
 * What a line says, read from one of its ends.
 * @param {number} edge
 * @param {number} from
 */
export function lineText(edge, from) {
  if (edge < -1) return `${t("nextRung")} · ${nodeName(L.node[stepLadder(edge)])}`;
  return `${relationName(relationOf(edge), E.to[edge] === from)}${isDisputed(edge) ? ` (${t("unsure")})` : ""}`;
}
