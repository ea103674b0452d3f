// @ts-check
/**
 * The axes of the legend: which values each has, how many nodes bear them, and what is hidden when some are switched off.
 */
import { countAxes } from "./axis-counts.js";
import {
  conceptAt,
  conceptKey,
  DATA,
  documentOf,
  E,
  evidenceOf,
  F,
  figureOf,
  indices,
  isType,
  isUnsure,
  L,
  ladderOf,
  mappingStatus,
  N,
  once,
  R,
  rungOf,
  rungsOf,
  TYPE,
} from "./data.js";
import { mainLadders } from "./main-ladders.js";
import { conceptName, lineName, placeName, t, tierName } from "./names.js";
import { atFirst, isDraft, isTurned } from "./proposals.js";
import { escaped, set, state } from "./state.js";

/** @type {number[]} */
const NONE = [];
/** @param {number} value */
const concepts = (value) => (value >= 0 ? [value] : NONE);

/**
 * What a node bears on each axis; nothing on an axis means that the axis says nothing about it.
 * @type {Record<string, (at: number) => number[]>}
 */
const AXIS_OF = {
  place: (at) => [N.case[at]],
  line: (at) => concepts(N.line[at]),
  tier: (at) => N.tiers[at] || [N.tier[at]],
  type: (at) => [N.type[at]],
  kind: (at) => (isType(at, "measure") ? concepts(N.kind[at]) : NONE),
  indicator: (at) => figuresAt(at).map((figure) => F.indicator[figure]),
  role: (at) => figuresAt(at).map((figure) => F.role[figure]),
  document: (at) => documentsOf(at),
  status: (at) => statusesOf(at),
};
/** @param {number} at */
const figuresAt = (at) => concepts(figureOf.get(at) ?? -1);
export const AXES = Object.keys(AXIS_OF);

/** @param {number} at */
export function documentsOf(at) {
  const own = documentOf.get(at);
  if (own !== undefined) return [own];
  const found = evidenceOf.size ? evidenceOf.get(N.id[at]) : undefined;
  if (!found) return N.case[at] < 0 ? NONE : concepts(DATA.places.document[N.case[at]]);
  return [...new Set(found.map((evidence) => DATA.evidence.document[evidence]))];
}

const statusAt = (/** @type {string} */ key) => conceptAt.get(`scheme/status/${key}`) ?? -1;
/**
 * Return how sure a thing or a link is: what bears no mark of doubt is stated.
 * @param {number} status
 */
const orStated = (status) => (status >= 0 ? status : stated());
const stated = once(() => statusAt("stated"));

/**
 * A rung is as sure as the mapping that puts it on its tier.
 * @param {number} at
 */
function statusesOf(at) {
  const rung = rungOf.get(at);
  if (rung === undefined || isDraft(at)) return concepts(orStated(N.status[at]));
  return concepts(orStated(R.mappings[rung].length ? statusAt(mappingStatus(rung) || "disputed") : -1));
}

// The name and the key in the address of a value of an axis.
/** @type {Record<string, (value: number) => string>} */
const AXIS_NAME = {
  place: (value) => placeName(value),
  line: (value) => lineName(value),
  tier: (value) => tierName(value) || t("noTier"),
  type: (value) => t(`type.${TYPE[value]}`),
  document: (value) => DATA.documents.title[value],
};
/** @type {Record<string, (value: number) => string>} */
const AXIS_KEY = {
  place: (value) => DATA.places.key?.[value] ?? "-",
  line: (value) => conceptKey(DATA.lines[value]),
  tier: (value) => (value < 0 ? "-" : conceptKey(DATA.tiers[value])),
  type: (value) => TYPE[value],
  document: (value) => DATA.documents.id[value],
};
/**
 * @param {string} axis
 * @param {number} value
 */
export const axisName = (axis, value) => (AXIS_NAME[axis] ?? conceptName)(value);
/**
 * @param {string} axis
 * @param {number} value
 */
const axisKey = (axis, value) => (AXIS_KEY[axis] ?? conceptKey)(value);

/** Return axis → value → number of nodes that bear it, [accepted, proposed]; counted once. */
export const axisCounts = once(() => countAxes(AXIS_OF));
/** @param {string} axis */
export const axisValues = (axis) =>
  [...axisCounts()[axis].keys()].sort((a, b) => Number(a < 0) - Number(b < 0) || a - b);
const asAtFirst = () => Object.fromEntries(AXES.map((axis) => [axis, atFirst(axis)]));

// In the address stand the values that are off or, where these are the more, those that are on.
export const axesInAddress = { read: readAxes, write: axisParts };

/** @param {URLSearchParams} given */
function readAxes(given) {
  state.off = Object.fromEntries(
    AXES.map((axis) => {
      const only = given.get(`only-${axis}`);
      const without = given.get(`no-${axis}`);
      if (only === null && without === null) return [axis, atFirst(axis)];
      const keys = new Set((only ?? without ?? "").split(","));
      return [axis, new Set(axisValues(axis).filter((value) => keys.has(axisKey(axis, value)) === (only === null)))];
    }),
  );
  Object.assign(state, allIfHidden(state.sel < 0 ? undefined : ladderWith(state.sel))); // a link to one of the others
}

function axisParts() {
  return AXES.filter(isTurned).map((axis) => {
    const values = axisValues(axis);
    const off = values.filter((value) => state.off[axis].has(value));
    const on = values.filter((value) => !state.off[axis].has(value));
    const few = off.length > on.length ? on : off;
    return `${off.length > on.length ? "only" : "no"}-${axis}=${few.map((value) => escaped(axisKey(axis, value))).join(",")}`;
  });
}

// The axes on which something is off; found once a change, for this is asked of every node.
/** @type {{ off: State["off"], axes: string[] }} */
let asked = { off: {}, axes: [] };

/** Return the axes on which something is off. */
export function hidingAxes() {
  if (asked.off !== state.off) asked = { off: state.off, axes: AXES.filter((axis) => state.off[axis].size) };
  return asked.axes;
}
/**
 * @param {string} axis
 * @param {number} at
 */
const hides = (axis, at) => {
  const values = state.off[axis].size ? AXIS_OF[axis](at) : [];
  return values.length > 0 && values.every((value) => state.off[axis].has(value));
};
/** @param {number} at */
export const shownNode = (at) => !hidingAxes().some((axis) => hides(axis, at));
/**
 * Whether all but the filter of statuses leaves a thing: what it is shown for is then a link, which has its own status.
 * @param {number} at
 */
export const shownButStatus = (at) => !hidingAxes().some((axis) => axis !== "status" && hides(axis, at));
/** @param {number} status */
export const shownStatus = (status) => !state.off.status.size || !state.off.status.has(orStated(status));
/** @param {number} edge */
export const shownEdge = (edge) => shownStatus(E.status[edge]);

// The ends of links in doubt that are left where statuses are filtered: without its ends no link is seen.
/** @type {{ off: State["off"], ends: Set<number> }} */
let linked = { off: {}, ends: new Set() };

/** @param {number} at */
export function isEndLeft(at) {
  if (!state.off.status.size) return false;
  if (linked.off !== state.off) {
    const left = indices(E.from).filter(
      (edge) =>
        isUnsure(E.status[edge]) && shownEdge(edge) && shownButStatus(E.from[edge]) && shownButStatus(E.to[edge]),
    );
    linked = { off: state.off, ends: new Set(left.flatMap((edge) => [E.from[edge], E.to[edge]])) };
  }
  return linked.ends.has(at);
}
export const shownPlaces = () => indices(DATA.places.key).filter((place) => !state.off.place.has(place));
/** @param {number} ladder */
export const isLong = (ladder) => (rungsOf.get(ladder) ?? []).length > 2;
/**
 * Whether no axis hides a ladder; those of tiers and statuses hide its rungs one by one.
 * @param {number} ladder
 */
export const leftLadder = (ladder) =>
  !hidingAxes().some((axis) => !["status", "tier"].includes(axis) && hides(axis, L.node[ladder]));

/**
 * Whether one ladder a place is enough: several places are compared and nothing is asked for that another ladder may have.
 */
export const comparesPlaces = () =>
  new Set(L.case).size > 1 && hidingAxes().every((axis) => axis === "place" || !isTurned(axis));

/** Whether one ladder a place is shown, and not all, or all long ones. */
export const onlyMain = () => comparesPlaces() && !state.long && state.lanes?.all === false;

// Filters other than that of places show all ladders, so the main ones do not depend on any.
const mainOnes = once(() => mainLadders(indices(L.node).filter((ladder) => rungsOf.has(ladder))));
/** The ladders that no axis hides, main or not. */
export const leftLadders = () => indices(L.node).filter((ladder) => leftLadder(ladder) && hasLeft(ladder));
/**
 * Whether a rung of a ladder is left, or the ladder itself is marked with a status that is asked for.
 * @param {number} ladder
 */
export const hasLeft = (ladder) =>
  (rungsOf.get(ladder) ?? []).some((rung) => !hidesRung(rung)) ||
  (state.off.status.size > 0 && !state.off.tier.size && isUnsure(L.status[ladder]) && shownStatus(L.status[ladder]));
/**
 * Whether an axis hides a rung by itself, not with its ladder.
 * @param {number} rung
 */
const hidesRung = (rung) => state.off.tier.has(R.tier[rung]) || hides("status", R.node[rung]);
/** @param {number} ladder */
export const shownLadder = (ladder) =>
  leftLadder(ladder) && (onlyMain() ? mainOnes().has(ladder) : !state.long || isLong(ladder));
/** @param {number} rung */
export const shownRung = (rung) => shownLadder(R.ladder[rung]) && !hidesRung(rung);
/** @param {number} ladder */
export const shownRungs = (ladder) => (rungsOf.get(ladder) ?? []).filter(shownRung);

/**
 * @param {string} axis
 * @param {number} value
 * @param {boolean} off
 */
export function switchOff(axis, value, off) {
  const values = new Set(state.off[axis]);
  values[off ? "add" : "delete"](value);
  set({ off: { ...state.off, [axis]: values } });
}

/**
 * Leave only one value of an axis on; asked again, all of them.
 * @param {string} axis
 * @param {number} value
 */
export function leaveOnly(axis, value) {
  const others = axisValues(axis).filter((other) => other !== value);
  const already = others.every((other) => state.off[axis].has(other)) && !state.off[axis].has(value);
  set({ off: { ...state.off, [axis]: new Set(already ? [] : others) } });
}
export const showAll = () => set({ off: asAtFirst(), long: false });

/** @param {number} at */
const ladderWith = (at) => R.ladder?.[rungOf.get(at) ?? -1] ?? ladderOf.get(at);

/**
 * The state that shows a ladder although it is no main one.
 * @param {number | undefined} ladder
 */
const allIfHidden = (ladder) =>
  ladder !== undefined && state.lanes && !mainOnes().has(ladder) ? { lanes: { ...state.lanes, all: true } } : {};

/**
 * Select a node and see to it that no axis hides it.
 * @param {number} at
 * @param {Record<string, any>} [patch]
 */
export function reveal(at, patch) {
  const off = Object.fromEntries(
    AXES.map((axis) => {
      const values = new Set(state.off[axis]);
      if (hides(axis, at)) for (const value of AXIS_OF[axis](at)) values.delete(value);
      return [axis, values];
    }),
  );
  const ladder = ladderWith(at);
  const long = state.long && (ladder === undefined || isLong(ladder));
  set({ ...patch, sel: at, off, long, ...allIfHidden(ladder) });
}
