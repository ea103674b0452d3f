// @ts-check
/**
 * The things that the last answer names: marked on the ladders and in the network until they are taken off.
 */
import { networkNode, R, rungsWith } from "./data.js";
import { all } from "./dom.js";
import { redraw } from "./state.js";

/** What is marked, as nodes of the network. @type {Set<number>} */
export const answeredNodes = new Set();
/** What is marked wherever it is drawn: rungs on which a thing stands too. @type {Set<number>} */
const answeredPlaces = new Set();

/**
 * Mark these things instead of those of before.
 * @param {number[]} nodes
 */
export function markAnswer(nodes) {
  answeredNodes.clear();
  answeredPlaces.clear();
  for (const at of nodes) {
    answeredNodes.add(networkNode(at));
    for (const place of [at, ...(rungsWith.get(at) ?? []).map((rung) => R.node[rung])]) answeredPlaces.add(place);
  }
  redraw(new Set(["answer"]));
}

/**
 * Mark what is drawn of them below a root.
 * @param {HTMLElement} root
 */
export function showAnswer(root) {
  for (const one of all(root, "[data-node]"))
    one.classList.toggle("answered", answeredPlaces.has(Number(one.dataset.node)));
}
