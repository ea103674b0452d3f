// @ts-check
/**
 * The measures as a tree of parts, place by place: who runs each, whom it acts on, for whom it is, what came of it.
 */
import { shownPlaces } from "./axes.js";
import { outlineRow, stop } from "./controls.js";
import { conceptKey, DATA, E, edgesFrom, linksOf, measureOf, N, relationOf } from "./data.js";
import { el, label } from "./dom.js";
import { functionsOf, measuresShown, resultsOf } from "./measures.js";
import { conceptName, nodeName, placeName, t, writtenName } from "./names.js";
import { drawOutline } from "./outline.js";
import { countApart } from "./proposals.js";
import { state } from "./state.js";

const partsOpen = new Map(); // node → whether the reader opened or closed it

/** @param {number} at */
export const partsOf = (at) =>
  linksOf(at)
    .filter((edge) => E.to[edge] === at && relationOf(edge) === "partOf")
    .map((edge) => E.from[edge]);
/** @param {number} at */
const wholesOf = (at) => edgesFrom(at, "partOf").map((edge) => E.to[edge]);

/** The tree of what is shown: [{ at, parts, others }]; a measure with several wholes stands below each of them. */
function partTrees() {
  const shown = new Set(measuresShown());
  /** @type {(at: number, above: number[]) => PartTree} */
  const tree = (at, above) => ({
    at,
    others: wholesOf(at).filter((whole) => whole !== above[above.length - 1]),
    parts: above.includes(at)
      ? []
      : partsOf(at)
          .filter((part) => shown.has(part) && !above.includes(part))
          .map((part) => tree(part, [...above, at])),
  });
  return shownPlaces()
    .map((place) => ({
      place,
      trees: [...shown]
        .filter((at) => N.case[at] === place && !wholesOf(at).some((whole) => shown.has(whole)))
        .map((at) => tree(at, []))
        .sort((a, b) => sizeOfTree(b) - sizeOfTree(a) || a.at - b.at),
    }))
    .filter(({ trees }) => trees.length);
}
/**
 * @param {PartTree} tree
 * @returns {number}
 */
const sizeOfTree = (tree) => 1 + tree.parts.reduce((sum, part) => sum + sizeOfTree(part), 0);

export function drawParts() {
  const places = partTrees();
  if (!places.length) return null;
  return el(
    "div",
    { class: "parts" },
    ...places.map(({ place, trees }) =>
      el(
        "section",
        null,
        el(
          "h2",
          null,
          label(placeName(place)),
          el(
            "span",
            { class: "n" },
            t(
              "measuresIn",
              trees.reduce((sum, tree) => sum + sizeOfTree(tree), 0),
            ),
          ),
        ),
        el("ul", { class: "tree" }, ...trees.map((tree) => partItem(tree, 0))),
      ),
    ),
  );
}

/**
 * @param {PartTree} tree
 * @param {number} depth
 */
const isOpen = (tree, depth) => partsOpen.get(tree.at) ?? (depth === 0 && tree.parts.length <= 12);

/**
 * @param {PartTree} tree
 * @param {number} depth
 */
function partItem(tree, depth) {
  const line = () =>
    el(
      "span",
      { class: "part" },
      stop(tree.at, nodeName(tree.at), { keep: `part ${depth} ${tree.at} ${tree.others.length}` }),
      ...partFacts(tree),
    );
  if (!tree.parts.length) return el("li", { class: "leaf" }, line());
  const turn = (/** @type {Event} */ event) => {
    event.preventDefault(); // the parts are to be there as soon as the fold is open, not when "toggle" comes
    partsOpen.set(tree.at, !fold.open);
    fold.open = !fold.open;
    fillParts(fold, tree, depth);
    if (state.outline) drawOutline();
  };
  const heading = { "aria-label": t("partsOfMeasure", nodeName(tree.at), tree.parts.length), on: { click: turn } };
  const count = el("span", { class: "n" }, countApart(tree.parts.map(({ at }) => at)));
  const fold = el("details", { open: isOpen(tree, depth) }, el("summary", heading, count));
  fillParts(fold, tree, depth);
  return el("li", null, line(), fold);
}

/**
 * Parts that nobody opened are not in the page.
 * @param {HTMLDetailsElement} fold
 * @param {PartTree} tree
 * @param {number} depth
 */
function fillParts(fold, tree, depth) {
  if (fold.open && fold.children.length === 1)
    fold.append(el("ul", null, ...tree.parts.map((part) => partItem(part, depth + 1))));
}

/** @param {PartTree} tree */
function partFacts(tree) {
  const fact = (/** @type {string} */ key, /** @type {string[]} */ names) =>
    names.length
      ? el(
          "span",
          { class: "fact" },
          el("span", { class: "quiet" }, t(key)),
          label(names.join(t("enumeration")), { class: "clip", title: names.join(t("enumeration")) }),
        )
      : null;
  return measureFactRows(tree)
    .map(([key, names]) => fact(key, names))
    .filter(Boolean);
}

/**
 * @param {PartTree} tree
 * @returns {[string, string[]][]}
 */
function measureFactRows({ at, others }) {
  const facts = measureOf.get(at);
  return [
    ["by.function", functionsOf(at).map(conceptName)],
    ["by.runner", edgesFrom(at, "runBy").map((edge) => nodeName(E.to[edge]))],
    ["by.target", edgesFrom(at, "actsOn").map((edge) => nodeName(E.to[edge]))],
    ["by.audience", facts === undefined ? [] : (DATA.measures.audience[facts] || []).map(conceptName)],
    ["by.result", resultsOf(at).map(writtenName)],
    [
      "by.stage",
      facts === undefined || ["in-force", ""].includes(conceptKey(DATA.measures.stage[facts]))
        ? []
        : [conceptName(DATA.measures.stage[facts])],
    ],
    ["alsoPartOf", others.map(nodeName)],
  ];
}

/**
 * What is drawn: the parts below a closed measure are not.
 * @returns {OutlineRow[]}
 */
export function partsOutline() {
  /** @type {(tree: PartTree, level: number) => OutlineRow[]} */
  const rows = (tree, level) => [
    outlineRow(
      tree.at,
      level,
      nodeName(tree.at),
      measureFactRows(tree).map(([key, names]) => [key, names.join(t("enumeration"))]),
    ),
    ...(isOpen(tree, level - 2) ? tree.parts.flatMap((part) => rows(part, level + 1)) : []),
  ];
  return partTrees().flatMap(({ place, trees }) => [
    outlineRow(-1, 1, placeName(place), []),
    ...trees.flatMap((tree) => rows(tree, 2)),
  ]);
}
