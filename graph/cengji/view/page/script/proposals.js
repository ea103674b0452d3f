// @ts-check
/**
 * What nobody has accepted yet: a status of its own, off at first wherever anything else is there, and never in one number with it.
 */
import { allNodes, conceptAt, N, once } from "./data.js";
import { groupDigits } from "./filling.js";
import { state } from "./state.js";

const proposedStatus = once(() => conceptAt.get("scheme/status/proposed") ?? -2);
/** @param {number} status */
export const isProposed = (status) => status === proposedStatus();
/** Whether anything is only proposed. */
export const hasDrafts = () => proposedStatus() >= 0;
/** @param {number} at */
export const isDraft = (at) => at >= 0 && isProposed(N.status[at]);

const offAtFirst = once(() => {
  const mixed = hasDrafts() && allNodes().some((at) => !isDraft(at) && N.case[at] >= 0);
  return mixed ? [proposedStatus()] : [];
});
/**
 * Return the values of an axis that are off at first.
 * @param {string} axis
 */
export const atFirst = (axis) => new Set(axis === "status" ? offAtFirst() : []);
/**
 * Whether an axis hides other values than at first.
 * @param {string} axis
 */
export const isTurned = (axis) =>
  state.off[axis].size !== atFirst(axis).size || [...atFirst(axis)].some((value) => !state.off[axis].has(value));

/**
 * How many things there are, what is only proposed beside: "12", "12 + 3".
 * @param {number[]} things
 */
export function countApart(things) {
  const drafts = things.filter(isDraft).length;
  const told = groupDigits(things.length - drafts);
  return drafts ? `${told} + ${groupDigits(drafts)}` : told;
}
