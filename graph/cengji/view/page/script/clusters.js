// @ts-check
/**
 * Of a large graph only a part is drawn; the rest is summed up in clusters, each below what is drawn nearest above it, tier by tier.
 */
import { allNodes, isCase, isType, linkCount, N, networkNode, once, TYPE } from "./data.js";
import { t, tierName } from "./names.js";
import { set, state } from "./state.js";
import { inNetwork } from "./trails.js";

const DRAWN_MOST = 1500;
const FIRST_ROWS = 48;
export const CLUSTER_STEP = 60;

/** Return how far each thing stands below the top of its tree. */
const depths = once(() => {
  const depth = new Int32Array(N.parent.length).fill(-1);
  const stack = [];
  for (let at = 0; at < depth.length; at += 1) {
    for (let here = at; depth[here] < 0; here = N.parent[here]) {
      stack.push(here);
      if (N.parent[here] < 0) {
        depth[here] = 0;
        break;
      }
    }
    while (stack.length) {
      const here = /** @type {number} */ (stack.pop());
      if (depth[here] < 0) depth[here] = depth[N.parent[here]] + 1;
    }
  }
  return depth;
});

// More than the weights of things differ by: with 60,000 things at most, the keys below are whole and exact.
const WEIGHT_SPAN = 2e6;
/** Return all things but the rungs, what stands higher in the tree first, then what weighs more; as one key each they sort fastest. */
const depthOrder = once(() => {
  const things = allNodes().filter((at) => !isType(at, "rung"));
  const depth = depths();
  const weights = nodeWeights();
  const keys = new Float64Array(things.length);
  for (let n = 0; n < things.length; n += 1)
    keys[n] = ((depth[things[n]] + 1) * WEIGHT_SPAN - weights[things[n]]) * depth.length + things[n];
  return Array.from(keys.sort(), (key) => (key % depth.length) | 0); // whole to the engine too
});

// Which names matter most where not all can stand: the places of the cases, then by type, then by the number of links.
const CASE_WEIGHT = 1e6;
/** @type {Record<string, number>} */
const TYPE_WEIGHTS = { place: 400, generic: 200, ladder: 60, figure: -500 };
const nodeWeights = once(() =>
  allNodes().map((at) => (isCase(at) ? CASE_WEIGHT : (TYPE_WEIGHTS[TYPE[N.type[at]]] ?? 0)) + linkCount(at)),
);

/**
 * A cluster holds what has one tier (or, without a tier, one type) below one thing: a number while counting, a key in the address.
 * @param {number} at
 */
const groupOf = (at) => (N.tier[at] >= 0 ? `t${N.tier[at]}` : `y${N.type[at]}`);
/**
 * @param {number} anchor
 * @param {number} at
 */
const clusterNumber = (anchor, at) => (anchor + 1) * 256 + (N.tier[at] >= 0 ? N.tier[at] : 128 + N.type[at]); // a byte for the group: tiers, then types
/** @param {string} group */
export const groupName = (group) =>
  group[0] === "t" ? tierName(Number(group.slice(1))) : t(`type.${TYPE[Number(group.slice(1))]}`);
/** @param {Cluster} cluster */
const clusterKey = ({ anchor, group }) => `${anchor < 0 ? "-" : N.id[anchor]}!${group}`;

/**
 * Return the things that are drawn and the clusters of the rest.
 * @returns {WorkingSet}
 */
export function workingSet() {
  const order = depthOrder().filter(inNetwork);
  const first = order.length <= DRAWN_MOST ? order : firstDrawn(order);
  const drawn = maskOf(first);
  let count = first.length;
  const draw = (/** @type {number} */ at) => {
    count += 1 - drawn[at];
    drawn[at] = 1;
  };
  if (count < order.length) {
    for (let here = state.sel >= 0 ? networkNode(state.sel) : -1; here >= 0 && inNetwork(here); here = N.parent[here])
      draw(here);
  }
  let sum = summedUp(order, drawn);
  for (const key of state.network.open ? state.network.open.split("~") : []) {
    const cluster = sum.clusters.find((one) => clusterKey(one) === key);
    if (!cluster) continue;
    cluster.members.slice(0, Math.max(0, Math.min(CLUSTER_STEP, DRAWN_MOST - count))).forEach(draw);
    sum = summedUp(order, drawn);
  }
  return { drawn: order.filter((at) => drawn[at]), total: order.length, ...sum };
}

/**
 * Return 1 for each of these things, 0 for all others.
 * @param {number[]} things
 */
function maskOf(things) {
  const marks = new Uint8Array(N.parent.length);
  for (const at of things) marks[at] = 1;
  return marks;
}

/**
 * At first as many levels of the tree as, with their clusters, still make a picture that can be read.
 * @param {number[]} order
 */
function firstDrawn(order) {
  let best = order.slice(0, FIRST_ROWS);
  for (let level = 0; ; level += 1) {
    const next = order.findIndex((at) => depths()[at] > level);
    const upTo = next < 0 ? order : order.slice(0, next);
    if (upTo.length > FIRST_ROWS || upTo.length + summedUp(order, maskOf(upTo)).clusters.length > FIRST_ROWS)
      return level ? best : best.filter((at) => depths()[at] === depths()[order[0]]);
    best = upTo;
    if (upTo.length === order.length) return best;
  }
}

/**
 * Return what each thing hangs on, the clusters of what is not drawn, and in which of them each thing is.
 * @param {number[]} order
 * @param {Uint8Array} drawn
 */
function summedUp(order, drawn) {
  const anchor = new Int32Array(N.parent.length).fill(-1);
  for (const at of depthOrder()) anchor[at] = drawn[at] ? at : N.parent[at] >= 0 ? anchor[N.parent[at]] : -1;
  const clusterOf = new Int32Array(N.parent.length).fill(-1);
  /** @type {Cluster[]} */
  const clusters = [];
  const known = new Map();
  for (const at of order) {
    if (drawn[at]) continue;
    const number = clusterNumber(anchor[at], at);
    let n = known.get(number);
    if (n === undefined) {
      n = clusters.length;
      known.set(number, n);
      clusters.push({ anchor: anchor[at], group: groupOf(at), members: [] });
    }
    clusters[n].members.push(at);
    clusterOf[at] = n;
  }
  return { anchor, clusters, clusterOf };
}

/**
 * Things are named before clusters, the large clusters before the small ones.
 * @param {SceneItem} item
 */
export const weightOf = (item) => (item.cluster ? Math.log(item.cluster.members.length) - 1e4 : nodeWeights()[item.at]);
/** @param {Cluster} cluster */
export const openCluster = (cluster) =>
  set({ network: { open: [state.network.open, clusterKey(cluster)].filter(Boolean).join("~") } });
