// @ts-check
/**
 * What the network draws, as plain things: { mode, items: [{ at, x, y, size, side, cluster }], lines: [{ a, b, kind, edge, count }],
 * columns, table }. Canvas, SVG and outline are made of it alone, so that they show the same.
 */
import { workingSet } from "./clusters.js";
import { allNodes, DATA, E, grouped, list, N, networkNode } from "./data.js";
import { $ } from "./dom.js";
import { markSize } from "./looks.js";
import { routesBetween } from "./routes.js";
import { state } from "./state.js";
import { bundlesOf } from "./tier-links.js";
import { tierTable } from "./tier-table.js";
import { COLUMN, treeAcross, treeAround } from "./tidy.js";
import { hopTree, inNetwork, isQuiet, lineKind, lineShown } from "./trails.js";

const STEP = 84; // from one thing of a path to the next
// Of a large graph the page lays out what is drawn.
const isWhole = () => DATA.layouts.radial !== undefined;
export const layoutsThere = () => (isWhole() ? ["tiers", "radial", "force"] : ["tiers", "radial"]);

/** @returns {Scene} */
export function makeScene() {
  const { from, to } = state.network;
  const routes = from >= 0 && to >= 0 ? routesBetween(from, to) : [];
  if (routes.length) return pathScene(routes);
  const selected = state.sel >= 0 ? networkNode(state.sel) : -1;
  if (state.focus && selected >= 0 && inNetwork(selected)) return focusScene(selected, state.focus);
  return isWhole() ? wholeScene() : clusterScene();
}

// The scene that is drawn.
/** @type {Scene} */
export let current;
/** @param {Scene} scene */
export const setCurrent = (scene) => {
  current = scene;
};

/**
 * Number the items and join them by the links between them; each link is a line of its own.
 * @param {Scene["mode"]} mode
 * @param {SceneItem[]} items
 * @param {SceneLine[]} [lines]
 * @returns {Scene}
 */
function scene(mode, items, lines) {
  const place = new Map(items.map(({ at }, n) => [at, n]));
  place.delete(-1);
  return {
    mode,
    items,
    lines: lines ?? linesAmong(place),
    place,
    columns: [],
    shown: items.length,
    total: items.length,
  };
}

/** @param {Map<number, number>} place */
function linesAmong(place) {
  const lines = [];
  for (const edge of list(E.from).keys()) {
    const a = place.get(E.from[edge]);
    const b = place.get(E.to[edge]);
    if (a !== undefined && b !== undefined && !isQuiet(edge) && lineShown(edge))
      lines.push({ a, b, kind: lineKind(edge), edge, count: 1 });
  }
  return lines;
}

function wholeScene() {
  const things = allNodes().filter(inNetwork);
  const layout = DATA.layouts[state.network.layout];
  if (layout) {
    const items = things.map((at) => ({ at, x: layout.x[at], y: layout.y[at], size: markSize(at), side: "below" }));
    return scene("whole", items);
  }
  return tableScene(frameSize(), things);
}

/**
 * The table by tier, laid out for a frame of so many pixels.
 * @param {TableFrame} size
 * @param {number[]} [things]
 */
export function tableScene(size, things = allNodes().filter(inNetwork)) {
  const { items, table } = tierTable(things, size, markSize);
  const made = scene("whole", items);
  return { ...made, table: { ...table, bundles: bundlesOf(made, table) } };
}

// Of a canvas that is not yet on the screen.
const FRAME = { width: 1100, height: 640 };
export const frameSize = () => {
  const { clientWidth: width = 0, clientHeight: height = 0 } = $("canvas") ?? {};
  return width && height ? { width, height } : FRAME;
};

/** A large graph: what is drawn and the clusters, as one tree. */
function clusterScene() {
  const set = workingSet();
  /** @type {SceneItem[]} */
  const items = set.drawn.map((at) => ({ at, x: 0, y: 0, size: markSize(at) }));
  const place = new Map(items.map(({ at }, n) => [at, n]));
  const above = set.drawn.map((at) => (N.parent[at] >= 0 ? (place.get(set.anchor[N.parent[at]]) ?? -1) : -1));
  for (const cluster of set.clusters) {
    above.push(place.get(cluster.anchor) ?? -1);
    items.push({ at: -1, cluster, x: 0, y: 0, size: 8 + 3 * Math.log10(cluster.members.length) });
  }
  const column = columnsOf(items, above);
  const spots = state.network.layout === "radial" ? treeAround(above, column) : treeAcross(above, column);
  spots.forEach((spot, n) => Object.assign(items[n], spot));
  return {
    ...scene("clusters", items, summedLines(set, above)),
    columns: state.network.layout === "radial" ? [] : tierColumns(items, column),
    shown: set.drawn.length,
    total: set.total,
  };
}

/**
 * A column a tier where things have one; what has none stands one column after what it hangs on.
 * @param {SceneItem[]} items
 * @param {number[]} above
 */
function columnsOf(items, above) {
  const tiers = [...new Set(items.map(({ at, cluster }) => tierOf(at, cluster)).filter((tier) => tier >= 0))].sort(
    (a, b) => a - b,
  );
  /** @type {number[]} */
  const column = [];
  items.forEach(({ at, cluster }, n) => {
    const least = above[n] >= 0 ? column[above[n]] + 1 : 0;
    const tier = tierOf(at, cluster);
    column.push(tier >= 0 ? Math.max(least, tiers.indexOf(tier)) : least);
  });
  return column;
}

/**
 * The columns that hold one tier only, as stripes with its name.
 * @param {SceneItem[]} items
 * @param {number[]} column
 * @returns {Span[]}
 */
function tierColumns(items, column) {
  const tiersIn = [...grouped(column)].map(([n, members]) => {
    const tiers = new Set(members.map((one) => tierOf(items[one].at, items[one].cluster)));
    return { n, tier: tiers.size === 1 ? [...tiers][0] : -1 };
  });
  return tiersIn
    .filter(({ tier }) => tier >= 0)
    .sort((a, b) => a.n - b.n)
    .map(({ n, tier }) => [tier, n * COLUMN, n * COLUMN + 120]);
}
/**
 * @param {number} at
 * @param {Cluster | undefined} cluster
 */
const tierOf = (at, cluster) =>
  cluster ? (cluster.group[0] === "t" ? Number(cluster.group.slice(1)) : -1) : N.tier[at];

/**
 * The links between what is drawn, those with a cluster summed up to one line. Between clusters everything is linked with
 * everything: other lines than those of the tree are drawn of the selected thing only.
 * @param {WorkingSet} set
 * @param {number[]} above
 */
function summedLines(set, above) {
  const spot = set.clusterOf.map((cluster) => (cluster < 0 ? -1 : set.drawn.length + cluster)); // −1: a filter hides it
  set.drawn.forEach((at, n) => {
    spot[at] = n;
  });
  const selected = state.sel >= 0 ? networkNode(state.sel) : -1;
  const lines = above.map((a, b) => ({ a: b, b: a, kind: "chain", edge: -1, count: 1 })).filter(({ b }) => b >= 0);
  const sums = new Map();
  const branches = new Set(lines.map(({ a, b }) => a * 1e6 + b));
  for (let edge = 0; edge < list(E.from).length; edge += 1) {
    if (
      isQuiet(edge) ||
      !lineShown(edge) ||
      (lineKind(edge) !== "chain" && E.from[edge] !== selected && E.to[edge] !== selected)
    )
      continue;
    const a = spot[E.from[edge]];
    const b = spot[E.to[edge]];
    if (a < 0 || b < 0 || a === b) continue;
    const key = a * 1e6 + b;
    if (branches.has(key)) continue;
    if (sums.has(key)) sums.get(key).count += 1;
    else sums.set(key, { a, b, kind: lineKind(edge), edge, count: 1 });
  }
  return [...lines, ...sums.values()];
}

/**
 * What lies within some hops, on rings around the selected thing.
 * @param {number} selected
 * @param {number} hops
 */
function focusScene(selected, hops) {
  const tree = hopTree(selected, hops);
  const above = tree.map((one) => one.above);
  const spots = treeAround(
    above,
    tree.map((one) => one.hop),
  );
  return {
    ...scene(
      "focus",
      tree.map((one, n) => ({ ...one, ...spots[n], size: markSize(one.at) + (n ? 0 : 3) })),
    ),
    tree,
  };
}

/**
 * The route that is asked for, else the first, step by step downwards.
 * @param {Route[]} routes
 */
function pathScene(routes) {
  const { path } = routes.find(({ kind }) => kind === state.network.route) ?? routes[0];
  const items = path.map(({ at, edge }, n) => ({
    at,
    edge,
    x: 0,
    y: n * STEP,
    size: Math.max(9, markSize(at)),
    side: "right",
  }));
  const lines = path.slice(1).map(({ edge }, n) => {
    const forward = edge < -1 || E.from[edge] === path[n].at;
    return {
      a: forward ? n : n + 1,
      b: forward ? n + 1 : n,
      kind: edge < -1 ? "chain" : lineKind(edge),
      edge,
      count: 1,
      named: true,
    };
  });
  return { ...scene("path", items, lines), path, routes };
}
