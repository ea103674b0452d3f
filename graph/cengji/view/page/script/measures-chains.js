// @ts-check
/**
 * What is linked to a measure: the problems it answers, who runs it, whom it acts on, what came of it; each link as sure as it is.
 */
import { shownButStatus, shownEdge, shownStatus } from "./axes.js";
import { stop } from "./controls.js";
import { allNodes, E, edgesFrom, figureOf, isType, isUnsure, N, relationOf } from "./data.js";
import { el, label } from "./dom.js";
import { isElement } from "./measures.js";
import { conceptName, countedName, nodeName, relationName, t, tierName, writtenName } from "./names.js";
import { state } from "./state.js";
import { doubtMark } from "./symbols.js";

/** The columns, each with the relations whose ends stand in it. @type {Record<string, string[]>} */
export const CHAIN_COLUMNS = {
  "chain.problem": ["addresses"],
  "by.runner": ["runBy", "ledBy", "assistedBy"],
  "by.target": ["actsOn"],
  "chain.result": ["resultedIn", "outcome"],
};

/**
 * The links of a measure that stand in a column and that the filter of statuses leaves.
 * @param {number} at
 * @param {string} column
 */
export const chainEdges = (at, column) =>
  CHAIN_COLUMNS[column].flatMap((relation) => edgesFrom(at, relation)).filter(shownEdge);

/** @param {number} at */
const isMarked = (at) =>
  Object.keys(CHAIN_COLUMNS).some((column) => chainEdges(at, column).some((edge) => isUnsure(E.status[edge])));

/**
 * The measures of which something is shown, without what is only an element of another. With `all` off, those of which the
 * document says which problem they answer or what came of them.
 * @param {boolean} all
 */
export const chainedMeasures = (all) =>
  allNodes().filter(
    (at) =>
      isType(at, "measure") &&
      !isElement(at) &&
      shownButStatus(at) &&
      (shownStatus(N.status[at]) || isMarked(at)) &&
      (all || ["chain.problem", "chain.result"].some((column) => chainEdges(at, column).length > 0)),
  );

/**
 * The highest tier on which a measure is run, -1 where no runner has one: tiers are numbered from the highest.
 * @param {number} at
 */
export function runTier(at) {
  const tiers = chainEdges(at, "by.runner").map((edge) => N.tier[E.to[edge]]);
  const known = tiers.filter((tier) => tier >= 0);
  return known.length ? Math.min(...known) : -1;
}

/**
 * What stands at the end of a link, in words: a figure as it is printed and what it counts.
 * @param {number} edge
 */
export function endName(edge) {
  const figure = figureOf.get(E.to[edge]);
  return figure === undefined
    ? nodeName(E.to[edge])
    : [writtenName(figure), countedName(figure)].filter(Boolean).join(" ");
}

/** @param {number} edge */
const roleOf = (edge) =>
  ["ledBy", "assistedBy"].includes(relationOf(edge)) ? relationName(relationOf(edge), false) : "";

/**
 * The links of a measure in a column as a list: stripe of doubt, colour and name of the tier.
 * @param {number} at
 * @param {string} column
 */
export function chainList(at, column) {
  const edges = chainEdges(at, column);
  if (!edges.length) return el("span", { class: "quiet" }, "—");
  return el(
    "ul",
    { class: "linked-list" },
    ...edges.map((edge) => {
      const [end, tier, sure] = [E.to[edge], N.tier[E.to[edge]], isUnsure(E.status[edge])];
      const notes = [
        roleOf(edge),
        tier >= 0 && ["by.runner", "by.target"].includes(column) ? tierName(tier) : "",
        sure ? conceptName(E.status[edge]) : "",
      ].filter(Boolean);
      return el(
        "li",
        null,
        doubtMark(E.status[edge], { "aria-hidden": "true" }), // its word stands below
        el(
          "div",
          null,
          stop(end, endName(edge), { keep: `${column} ${edge}` }),
          notes.length ? label(notes.join(" · "), { class: "quiet" }) : null,
        ),
      );
    }),
  );
}

/**
 * The links of a measure in a column, in words.
 * @param {number} at
 * @param {string} column
 */
export const chainText = (at, column) => chainEdges(at, column).map(endName).join(t("enumeration"));

/** Whether all measures are wanted, not only those with a problem or something that came of them. */
export const wantsAll = () => Boolean(state.measures.all);
