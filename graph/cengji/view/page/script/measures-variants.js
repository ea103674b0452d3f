// @ts-check
/**
 * The variants of one generic measure side by side: who runs it in each place, whom it acts on, its parts, what came of it, where it stands.
 */
import { shownButStatus, shownEdge } from "./axes.js";
import { outlineRow, stop } from "./controls.js";
import { allNodes, DATA, E, evidenceOf, isType, isUnsure, linksOf, N, nodeAt, relationOf } from "./data.js";
import { el, label } from "./dom.js";
import { functionsOf } from "./measures.js";
import { CHAIN_COLUMNS, chainList, chainText } from "./measures-chains.js";
import { partsOf } from "./measures-parts.js";
import { conceptName, either, nodeName, placeName, t } from "./names.js";
import { state } from "./state.js";
import { doubtMark } from "./symbols.js";

const PASSAGES = 3; // passages that are shown of a variant

/**
 * The links of a generic measure to its variants that are left, place by place.
 * @param {number} generic
 */
const variantEdges = (generic) =>
  linksOf(generic)
    .filter(
      (edge) =>
        E.to[edge] === generic && relationOf(edge) === "variantOf" && shownEdge(edge) && shownButStatus(E.from[edge]),
    )
    .sort((a, b) => N.case[E.from[a]] - N.case[E.from[b]] || E.from[a] - E.from[b]);

/** @param {number} generic */
const variantPlaces = (generic) => new Set(variantEdges(generic).map((edge) => N.case[E.from[edge]])).size;

/** The generic measures with variants, those of the most places and the fewest variants first, as choices: [key, text]. */
export const genericChoices = () =>
  allNodes()
    .filter((at) => isType(at, "generic") && variantEdges(at).length)
    .map((at) => ({ at, places: variantPlaces(at), count: variantEdges(at).length }))
    .sort((a, b) => b.places - a.places || a.count - b.count || a.at - b.at)
    .map(({ at, places, count }) => [N.id[at], `${nodeName(at)} · ${t("variantsIn", count, places)}`]);

/** The generic measures of which a thing is a variant. @param {number} at */
const genericsOf = (at) =>
  at < 0
    ? []
    : linksOf(at)
        .filter((edge) => E.from[edge] === at && relationOf(edge) === "variantOf")
        .map((edge) => E.to[edge]);

/** The generic measure whose variants are shown: that which was chosen, else that which is selected or of a variant, else the first. */
export const genericShown = () => {
  const choices = genericChoices().map(([id]) => id);
  const selected = [state.sel, ...genericsOf(state.sel)].map((at) => N.id?.[at]);
  return [state.measures.generic, ...selected].find((id) => choices.includes(id)) ?? choices[0] ?? "";
};

/** The rows: a key of a word, and what stands there for a variant, in words. @type {[word: string, text: (at: number) => string][]} */
const VARIANT_ROWS = [
  ["by.function", (at) => functionsOf(at).map(conceptName).join(t("enumeration"))],
  .../** @type {[string, (at: number) => string][]} */ (
    Object.keys(CHAIN_COLUMNS).map((column) => [column, (/** @type {number} */ at) => chainText(at, column)])
  ),
  ["chain.parts", (at) => partsOf(at).map(nodeName).join(t("enumeration"))],
  ["evidence", (at) => passagesOf(at).join(t("enumeration"))],
];

/** @param {number} at */
const passagesOf = (at) =>
  (evidenceOf.get(N.id[at]) ?? []).slice(0, PASSAGES).map((one) => {
    const [start, end] = [DATA.evidence.start[one], DATA.evidence.end[one]];
    return [DATA.evidence.text[one] || t("longPassage", end - start), start >= 0 ? `${start}–${end}` : ""]
      .filter(Boolean)
      .join(" ");
  });

/**
 * @param {string} word
 * @param {number} at
 */
function variantCell(word, at) {
  if (word in CHAIN_COLUMNS) return chainList(at, word);
  if (word === "chain.parts" && partsOf(at).length)
    return el("ul", { class: "linked-list" }, ...partsOf(at).map((part) => el("li", null, stop(part, nodeName(part)))));
  if (word === "evidence")
    return el("ul", { class: "linked-list" }, ...passagesOf(at).map((text) => el("li", null, label(text))));
  return label(VARIANT_ROWS.find(([key]) => key === word)?.[1](at) || "—");
}

export function drawVariants() {
  const edges = variantEdges(nodeAt().get(genericShown()) ?? -1);
  if (!edges.length) return null;
  return el(
    "table",
    { class: "sheet variants", vars: { "--n": String(edges.length) } },
    el(
      "thead",
      null,
      el("tr", null, el("th", { scope: "col", class: "corner" }, t("place")), ...edges.map(variantHead)),
    ),
    el(
      "tbody",
      null,
      ...VARIANT_ROWS.map(([word]) =>
        el(
          "tr",
          null,
          el("th", { scope: "row" }, t(word)),
          ...edges.map((edge) => el("td", null, variantCell(word, E.from[edge]))),
        ),
      ),
    ),
  );
}

/** @param {number} edge */
function variantHead(edge) {
  const [at, status] = [E.from[edge], E.status[edge]];
  return el(
    "th",
    { scope: "col" },
    label(placeName(N.case[at]), { class: "quiet" }),
    stop(at, nodeName(at), { keep: `variant ${edge}` }),
    isUnsure(status)
      ? el(
          "span",
          { class: "doubt" },
          doubtMark(status, { "aria-hidden": "true" }),
          label([conceptName(status), either(E.zh[edge], E.en[edge])].filter(Boolean).join(t("colon")), {
            class: "quiet",
          }),
        )
      : null,
  );
}

/** @param {number} edge */
const variantFacts = (edge) =>
  /** @type {Fact[]} */ ([
    ["place", placeName(N.case[E.from[edge]])],
    ["status", conceptName(E.status[edge])],
    ...VARIANT_ROWS.map(([word, text]) => [word, text(E.from[edge])]),
  ]);

/** @returns {OutlineRow[]} */
export const variantsOutline = () =>
  variantEdges(nodeAt().get(genericShown()) ?? -1).map((edge) =>
    outlineRow(E.from[edge], 1, nodeName(E.from[edge]), variantFacts(edge)),
  );

/**
 * One row a variant.
 * @returns {TableRow[]}
 */
export const variantsTable = () =>
  variantEdges(nodeAt().get(genericShown()) ?? -1).map((edge) => ({
    at: E.from[edge],
    cells: [["name", nodeName(E.from[edge])], ...variantFacts(edge)],
  }));
