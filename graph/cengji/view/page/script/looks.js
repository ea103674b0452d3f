// @ts-check
/**
 * How large the marks of the network are and what their colour says.
 */
import { E, isCase, list, N, once, TYPE } from "./data.js";
import { state } from "./state.js";
import { colourOf } from "./symbols.js";
import { isQuiet } from "./trails.js";

/** @type {Record<string, number>} */
const SIZES = {
  place: 15,
  group: 9,
  body: 9,
  people: 9,
  ladder: 10,
  measure: 9,
  generic: 12,
  problem: 8,
  outcome: 8,
  power: 8,
  figure: 4.5,
  event: 9,
  post: 7,
  policy: 8,
  document: 9,
};
const SMALLEST = 6;
const LARGEST = 17;
const TINTS = 11; // of the scale from few to many, which is that of the tiers
const PLACE_TINTS = 8;

/** What is measured of each thing, and its largest value. @type {Record<string, () => { values: number[], most: number }>} */
export const MEASURES = {
  degree: once(() => measured(loudLinks())),
  betweenness: once(() => measured(list(N.betweenness))),
};
/** Return how many links of each thing are drawn at rest. */
function loudLinks() {
  const counts = new Array(list(N.type).length).fill(0);
  for (let edge = 0; edge < list(E.from).length; edge += 1) {
    if (isQuiet(edge)) continue;
    counts[E.from[edge]] += 1;
    counts[E.to[edge]] += 1;
  }
  return counts;
}

/** @param {number[]} values */
const measured = (values) => ({ values, most: values.reduce((most, one) => Math.max(most, one), 1) });

// Betweenness is worked out when the page is made, and not of a large graph.
const measures = () => (list(N.betweenness).length ? ["degree", "betweenness"] : ["degree"]);
export const SIZE_KEYS = ["degree", "same", "betweenness"];
export const COLOUR_KEYS = ["tier", "type", "place", "degree", "betweenness"];
/** @param {string[]} keys */
export const keysThere = (keys) => keys.filter((key) => !MEASURES[key] || measures().includes(key));
/** @param {string} key */
export const shownKey = (key) => (keysThere([key]).length ? key : "same");

/**
 * A radius at scale 1 for a share from 0 to 1: areas go by it.
 * @param {number} share
 */
export const radiusFor = (share) => SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(share);

/**
 * The radius of a mark at scale 1.
 * @param {number} at
 */
export function markSize(at) {
  const by = MEASURES[shownKey(state.network.size)]?.();
  if (by) return radiusFor(by.values[at] / by.most);
  return isCase(at) ? 20 : (SIZES[TYPE[N.type[at]]] ?? 8);
}

/**
 * The colour of a mark as the name of a custom property.
 * @param {number} at
 */
export function tintOf(at) {
  const by = state.network.colour;
  if (by === "type") return `--${TYPE[N.type[at]]}`;
  if (by === "place") return placeTint(N.case[at]);
  const measure = MEASURES[shownKey(by)]?.();
  return measure ? valueTint(Math.sqrt(measure.values[at] / measure.most)) : colourOf(at);
}
/** @param {number} place */
export const placeTint = (place) => (place < 0 ? "--figure" : `--p${place % PLACE_TINTS}`);
/** @param {number} share from 0 to 1 */
export function valueTint(share) {
  const step = Math.round(share * (TINTS - 1));
  return `--t${document.documentElement.dataset.theme === "dark" ? step : TINTS - 1 - step}`; // what is much stands out
}

/** @param {SceneItem} item */
export const paintOf = ({ at, cluster }) => {
  if (!cluster) return tintOf(at);
  const key = Number(cluster.group.slice(1));
  return cluster.group[0] === "t" ? `--t${Math.min(10, key)}` : `--${TYPE[key]}`;
};
