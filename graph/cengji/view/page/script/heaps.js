// Of a large graph only a part is drawn; the rest is summed up in heaps, each below what is drawn nearest above it, tier by tier.
const DRAWN_MOST = 1500, FIRST_ROWS = 48, HEAP_STEP = 60;
let byDepth = null, depths = null, weights = null;

// All things but the rungs, what stands higher in the tree first; and how much each weighs.
function depthOrder() {
  if (byDepth) return byDepth;
  const depth = depths = new Int32Array(COUNT).fill(-1), stack = [];
  for (let at = 0; at < COUNT; at += 1) {
    for (let here = at; depth[here] < 0; here = N.parent[here]) {
      stack.push(here);
      if (N.parent[here] < 0) { depth[here] = 0; break; }
    }
    while (stack.length) {
      const here = stack.pop();
      if (depth[here] < 0) depth[here] = depth[N.parent[here]] + 1;
    }
  }
  weights = weights ?? nodeWeights();
  byDepth = list(N.id).map((_, at) => at).filter((at) => !isType(at, "rung")).sort((a, b) => depth[a] - depth[b] || weights[b] - weights[a] || a - b);
  return byDepth;
}

const nodeWeights = () => links.map((edges, at) => (isCase(at) ? 1e6 : isType(at, "place") ? 400 : 0) + (isType(at, "generic") ? 200 : 0) + (isType(at, "ladder") ? 60 : 0) - (isType(at, "figure") ? 500 : 0) + edges.length);

// A heap holds what has one tier (or, without a tier, one type) below one thing: a number while counting, a key in the address.
const groupOf = (at) => (N.tier[at] >= 0 ? `t${N.tier[at]}` : `y${N.type[at]}`);
const heapNumber = (anchor, at) => (anchor + 1) * 256 + (N.tier[at] >= 0 ? N.tier[at] : 128 + N.type[at]);
const groupName = (group) => (group[0] === "t" ? tierName(Number(group.slice(1))) : say(`type.${TYPE[Number(group.slice(1))]}`));
const heapKey = (anchor, group) => `${anchor < 0 ? "-" : N.id[anchor]}!${group}`;

// The things that are drawn and the heaps of the rest: { drawn: Set, anchor: Int32Array, heaps: Map number → { key, anchor, group, members } }.
function workingSet() {
  const order = depthOrder().filter(shownNode), drawn = new Set(order.length <= DRAWN_MOST ? order : firstDrawn(order));
  if (drawn.size < order.length) {
    for (const at of [state.sel >= 0 ? networkNode(state.sel) : -1]) for (let here = at; here >= 0 && inNetwork(here); here = N.parent[here]) drawn.add(here);
  }
  let sum = summedUp(order, drawn);
  for (const key of state.network.open ? state.network.open.split("~") : []) {
    const heap = [...sum.heaps.values()].find((one) => one.key === key);
    for (const at of heap ? heap.members.slice(0, Math.max(0, Math.min(HEAP_STEP, DRAWN_MOST - drawn.size))) : []) drawn.add(at);
    sum = summedUp(order, drawn);
  }
  return { drawn: order.filter((at) => drawn.has(at)), total: order.length, ...sum };
}

// At first as many levels of the tree as, with their heaps, still make a picture that can be read.
function firstDrawn(order) {
  let best = order.slice(0, FIRST_ROWS);
  for (let level = 0; ; level += 1) {
    const upTo = order.filter((at) => depths[at] <= level);
    if (upTo.length > FIRST_ROWS || upTo.length + summedUp(order, new Set(upTo)).heaps.size > FIRST_ROWS) return level ? best : best.filter((at) => depths[at] === depths[order[0]]);
    best = upTo;
    if (upTo.length === order.length) return best;
  }
}

function summedUp(order, drawn) {
  const anchor = new Int32Array(COUNT).fill(-1), heaps = new Map();
  for (const at of depthOrder()) anchor[at] = drawn.has(at) ? at : N.parent[at] >= 0 ? anchor[N.parent[at]] : -1;
  for (const at of order) {
    if (drawn.has(at)) continue;
    const number = heapNumber(anchor[at], at), heap = heaps.get(number);
    if (heap) heap.members.push(at);
    else heaps.set(number, { key: heapKey(anchor[at], groupOf(at)), anchor: anchor[at], group: groupOf(at), members: [at] });
  }
  return { anchor, heaps };
}
