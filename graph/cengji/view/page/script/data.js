// @ts-check
/**
 * The data block of the page, with the indexes that all views use. Nodes, concepts … are known by their place in the columns.
 */

/** @type {DataBlock} */
export let DATA;
/** @type {NodeColumns} */
export let N;
/** @type {EdgeColumns} */
export let E;
/** @type {ConceptColumns} */
export let C;
/** @type {LadderColumns} */
export let L;
/** @type {RungColumns} */
export let R;
/** @type {FigureColumns} */
export let F;
/** @type {string[]} */
export let TYPE;
/** @type {Map<string, number>} */
export let conceptAt;
/** @type {Map<number, number>} */
export let figureOf;
/** @type {Map<number, number>} */
export let rungOf;
/** @type {Map<number, number>} */
export let ladderOf;
/** @type {Map<number, number>} */
export let documentOf;
/** @type {Map<number, number>} */
export let measureOf;
/** @type {Map<number, number[]>} */
export let figuresAbout;
/** Ladder → its rungs. @type {Map<number, number[]>} */
export let rungsOf;
/** Actor → the rungs on which it stands. @type {Map<number, number[]>} */
export let rungsWith;
/** Thing → its tiers that a rule gives. @type {Map<number, number[]>} */
export let derivedTiersOf;
/** Figure → what registers say of it. @type {Map<number, number>} */
export let auditOf;
/** Subject → the evidence for it. @type {Map<string, number[]>} */
export let evidenceOf;
/** Document → the evidence in it. @type {Map<number, number[]>} */
export let evidenceIn;

/**
 * Take the data in; everything else reads them from here.
 * @param {DataBlock} data
 */
export function loadData(data) {
  DATA = data;
  ({ nodes: N, edges: E, concepts: C, ladders: L, rungs: R, figures: F, types: TYPE } = data);
  conceptAt = placeOf(C.id);
  figureOf = placeOf(F.node);
  rungOf = placeOf(R.node);
  ladderOf = placeOf(L.node);
  documentOf = placeOf(data.documents.node);
  measureOf = placeOf(data.measures.node);
  figuresAbout = grouped(F.about);
  rungsOf = grouped(R.ladder);
  rungsWith = grouped(R.actor);
  auditOf = placeOf(data.audit.figure);
  derivedTiersOf = grouped(data.derivedTiers.node);
  evidenceOf = grouped(data.evidence.subject);
  evidenceIn = grouped(data.evidence.document);
}

/**
 * Return a column, which an empty table does not have.
 * @template T
 * @param {T[] | undefined} column
 * @returns {T[]}
 */
export const list = (column) => column ?? [];

/**
 * Return the places of a column: 0, 1, …
 * @param {unknown[] | undefined} column
 */
export function indices(column) {
  const places = [];
  for (let at = 0; at < list(column).length; at += 1) places.push(at);
  return places;
}

/**
 * @template T
 * @param {T[] | undefined} column
 */
const placeOf = (column) => new Map(list(column).map((value, at) => [value, at]));

/**
 * Return what a function gives for each item → the items that have it, in order.
 * @template T, K
 * @param {T[]} items
 * @param {(item: T) => K} keyOf
 * @returns {Map<K, T[]>}
 */
export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/**
 * Return value → how often it occurs.
 * @template K
 * @param {K[]} values
 * @returns {Map<K, number>}
 */
export function countBy(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * Return value → places in the column.
 * @template K
 * @param {K[] | undefined} column
 * @returns {Map<K, number[]>}
 */
export const grouped = (column) => groupBy(indices(column), (at) => list(column)[at]);

/**
 * Return a function that builds a value of the data when it is first asked for.
 * @template T
 * @param {() => T} build
 * @returns {() => T}
 */
export function once(build) {
  /** @type {DataBlock | undefined} */
  let of;
  /** @type {T} */
  let value;
  return () => {
    if (of !== DATA) [of, value] = [DATA, build()];
    return value;
  };
}

// The indexes of all nodes and edges, which may be many, are built when they are first asked for.
/** IRI, shortened → node. */
export const nodeAt = once(() => placeOf(N.id));
/** Claim → its edges. */
export const claimEdges = once(() => grouped(E.claim));
export const allNodes = once(() => indices(N.type));

/** The edges of all nodes, one node after the other, in both directions; those of a node begin at its `start`. */
const links = once(() => {
  const [from, to] = [list(E.from), list(E.to)];
  const start = new Int32Array(list(N.type).length + 1);
  for (let edge = 0; edge < from.length; edge += 1) {
    start[from[edge] + 1] += 1;
    start[to[edge] + 1] += 1;
  }
  for (let at = 1; at < start.length; at += 1) start[at] += start[at - 1];
  const next = start.slice();
  const edges = new Int32Array(2 * from.length);
  for (let edge = 0; edge < from.length; edge += 1) {
    edges[next[from[edge]]++] = edge;
    edges[next[to[edge]]++] = edge;
  }
  return { start, edges };
});
/**
 * Return the edges of a node, in both directions; none where there is no node.
 * @param {number} at
 */
export function linksOf(at) {
  const { start, edges } = links();
  return [...edges.subarray(start[at], start[at + 1])];
}
/** @param {number} at */
export function linkCount(at) {
  const { start } = links();
  return start[at + 1] - start[at];
}

/**
 * @param {number} at
 * @param {...string} types
 */
export const isType = (at, ...types) => types.includes(TYPE[N.type[at]]);
/** @param {number} at */
export const isCase = (at) => isType(at, "place") && list(DATA.places.node).includes(at);
/** @param {number} edge */
export const relationOf = (edge) => DATA.relations[E.relation[edge]];
/**
 * @param {number} edge
 * @param {number} at
 */
export const otherEnd = (edge, at) => (E.from[edge] === at ? E.to[edge] : E.from[edge]);
/**
 * Whether a figure holds for each of many units, and is the size of no whole.
 * @param {number} figure
 */
export const isPerUnit = (figure) => F.per[figure] >= 0 || F.per_count[figure] > 0;
/** @param {string} id */
export const lastPart = (id) => id.slice(id.lastIndexOf("/") + 1);
/** @param {number} at */
export const conceptKey = (at) => (at >= 0 ? lastPart(C.id[at]) : "");
/** @param {number} line */
export const lineKey = (line) => (line >= 0 ? conceptKey(DATA.lines[line]) : null);
/** @param {string} id */
export const fullIri = (id) => (id.includes("://") || id.startsWith("urn:") ? id : DATA.meta.base + id);
/** @param {number} status */
export const isUnsure = (status) => ["inferred", "disputed", "proposed"].includes(conceptKey(status));
/** @param {number} edge */
export const isDisputed = (edge) => edge >= 0 && conceptKey(E.status[edge]) === "disputed";

/**
 * Return the edges of one relation that start from a node.
 * @param {number} at
 * @param {string} relation
 */
export const edgesFrom = (at, relation) =>
  linksOf(at).filter((edge) => E.from[edge] === at && relationOf(edge) === relation);

/**
 * Return the node that stands for another in the network, where rungs are not drawn.
 * @param {number} at
 */
export function networkNode(at) {
  const rung = rungOf.get(at);
  return rung === undefined ? at : R.actor[rung] >= 0 ? R.actor[rung] : L.node[R.ladder[rung]];
}

/**
 * Return the status of the mapping that put a rung where it stands; "disputed" if there is doubt of any kind, and that of the
 * rung itself where nobody has accepted it yet.
 * @param {number} rung
 */
export function mappingStatus(rung) {
  if (conceptKey(N.status[R.node[rung]]) === "proposed") return "proposed";
  const kinds = R.mappings[rung].map(([, status]) => conceptKey(status));
  if (kinds.includes("disputed")) return "disputed";
  return R.tier[rung] < 0 ? "" : kinds.includes("inferred") ? "inferred" : "stated";
}
