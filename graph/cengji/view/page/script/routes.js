// @ts-check
/**
 * The routes between two things that are offered: along the ladder first, then by what units do together, then through measures.
 */
import { isType } from "./data.js";
import { lineKind, pathBetween, pathThrough } from "./trails.js";

const UNITS = ["place", "group", "body", "people", "post"];
/** @param {number} at */
const isUnit = (at) => isType(at, ...UNITS);

/** @type {[kind: string, find: (from: number, to: number) => Step[] | null][]} */
const FINDERS = [
  // from rung to rung, from what is subordinate to its superior, from a part to its whole; whatever the ends are
  [
    "ladder",
    (from, to) => pathBetween(from, to, (edge, other) => isUnit(other) && (edge < -1 || lineKind(edge) === "chain")),
  ],
  ["units", (from, to) => pathBetween(from, to, (_, other) => other === to || isUnit(other))],
  ["things", (from, to) => pathThrough(from, to, (at) => !isUnit(at))],
];
export const ROUTE_KINDS = FINDERS.map(([kind]) => kind);

/**
 * Return the routes between two things, each under the first kind that it is of.
 * @param {number} from
 * @param {number} to
 * @returns {Route[]}
 */
export function routesBetween(from, to) {
  /** @type {Map<string, Route>} */
  const routes = new Map();
  for (const [kind, find] of FINDERS) {
    const path = find(from, to);
    const key = path?.map(({ at }) => at).join(" ");
    if (path && key && !routes.has(key)) routes.set(key, { kind, path });
  }
  return [...routes.values()];
}
