// @ts-check
/**
 * The SPARQL query that gives the same things from the graph: what the legend leaves, what else the view picks, or all
 * about the selected thing.
 */
import { axisCounts, axisValues, onlyMain, shownLadder } from "./axes.js";
import { C, DATA, fullIri, indices, L, TYPE } from "./data.js";
import { wellFormed } from "./dom.js";
import { thingsLeft, thingsOf } from "./files.js";
import { longName } from "./names.js";
import { firstView, onChange, shownView, state } from "./state.js";
import { iriTerm, nodeTerm } from "./turtle.js";

/** @param {string[]} iris */
const valueList = (iris) => iris.map(iriTerm).join(", ");

/** The view that was shown last beside that of queries. @type {View | undefined} */
let lastView;
onChange(() => {
  if (state.view !== "sparql") lastView = shownView();
});
/** The query of what was shown before that view was opened. */
export const sparqlOfShown = () => sparqlOf(-1, lastView ?? firstView());

/**
 * @param {number} at the thing that is asked for, or −1 for what a view shows
 * @param {View} [view]
 */
export function sparqlOf(at, view = shownView()) {
  return [
    ...Object.entries(DATA.rdf.prefixes)
      .filter(([prefix]) => ["cj", "org", "skos", "dcterms"].includes(prefix))
      .map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`),
    "",
    ...(at >= 0 ? aboutQuery(at) : view.id === "lanes" ? rungsQuery() : viewQuery(view)),
    "",
  ].join("\n");
}

/**
 * What the legend leaves is asked for by its rules; what a view picks by rules of its own is named.
 * @param {View} view
 */
function viewQuery(view) {
  const things = thingsOf(-1, view);
  return things.length === thingsLeft().length
    ? thingsQuery()
    : [
        "SELECT DISTINCT ?thing WHERE {",
        `  VALUES ?thing { ${things.map(nodeTerm).join(" ")} }`,
        "  ?thing a ?class .",
        "}",
        "ORDER BY ?thing",
      ];
}

/** @param {number} at */
const aboutQuery = (at) => [
  `# ${wellFormed(longName(at)).replace(/\s+/g, " ").slice(0, 200)}`,
  "SELECT ?subject ?property ?value WHERE {",
  `  VALUES ?thing { ${nodeTerm(at)} }`,
  "  { ?thing ?property ?value BIND(?thing AS ?subject) } UNION { ?subject ?property ?thing BIND(?thing AS ?value) }",
  "}",
  "ORDER BY ?subject ?property ?value",
];

/** Conditions on the case of ?thing, as the legend sets them; what cases share has no case. */
function caseConditions() {
  const off = [...state.off.place];
  const keys = off.filter((value) => value >= 0).map((value) => `${DATA.meta.base}case/${DATA.places.key[value]}`);
  return [
    keys.length ? `  FILTER(!BOUND(?case) || ?case NOT IN (${valueList(keys)}))` : "",
    off.includes(-1) ? "  FILTER(BOUND(?case))" : "",
  ];
}

/**
 * A condition on what one property gives: nothing, or something that is not switched off.
 * @param {string} axis
 * @param {string} name
 * @param {string} path
 * @param {(value: number) => string} iriOf
 */
function valueConditions(axis, name, path, iriOf) {
  const off = [...state.off[axis]];
  if (!off.length) return [];
  const iris = off.filter((value) => value >= 0).map((value) => fullIri(iriOf(value)));
  return [
    `  OPTIONAL { ?thing ${path} ?${name} }`,
    iris.length ? `  FILTER(!BOUND(?${name}) || ?${name} NOT IN (${valueList(iris)}))` : "",
    off.includes(-1) ? `  FILTER(BOUND(?${name}))` : "",
  ];
}
/** @param {number} value */
const conceptIri = (value) => C.id[value];

/** @param {string} key */
const statusIri = (key) => iriTerm(fullIri(`scheme/status/${key}`));
const statusesOff = () => valueList([...state.off.status].map((value) => fullIri(C.id[value])));

/** What bears no status is stated. */
const statusConditions = () =>
  state.off.status.size
    ? [
        "  OPTIONAL { ?thing cj:status ?status }",
        `  FILTER(COALESCE(?status, ${statusIri("stated")}) NOT IN (${statusesOff()}))`,
      ]
    : [];

function documentConditions() {
  const on = axisValues("document")
    .filter((value) => !state.off.document.has(value))
    .map((value) => fullIri(DATA.documents.id[value]));
  if (!state.off.document.size) return [];
  const inside = (/** @type {string} */ path) => `EXISTS { ?thing ${path} ?d FILTER(?d IN (${valueList(on)})) }`;
  return [
    `  FILTER(?thing IN (${valueList(on)}) || ${inside("cj:evidence/<http://www.w3.org/ns/oa#hasSource>")} || (NOT EXISTS { ?thing cj:evidence ?e } && (!BOUND(?case) || EXISTS { ?case cj:documentedBy ?d FILTER(?d IN (${valueList(on)})) })))`,
  ];
}

function thingsQuery() {
  const types = TYPE.filter((type, at) => type !== "rung" && axisCounts().type.get(at) && !state.off.type.has(at));
  const conditions = [
    ...caseConditions(),
    ...valueConditions("tier", "tier", "cj:commonTier|cj:actsOnTier|cj:runAtTier", (value) => C.id[DATA.tiers[value]]),
    ...valueConditions("line", "line", "cj:line", (value) => C.id[DATA.lines[value]]),
    ...valueConditions("kind", "kind", "cj:measureKind", conceptIri),
    ...valueConditions("indicator", "indicator", "cj:indicator", conceptIri),
    ...valueConditions("role", "role", "cj:role", conceptIri),
    ...statusConditions(),
    ...documentConditions(),
  ];
  return [
    "SELECT DISTINCT ?thing WHERE {",
    `  VALUES ?class { ${types.map((type) => DATA.rdf.classes[type]).join(" ")} }`,
    "  ?thing a ?class .",
    types.includes("generic")
      ? "  FILTER(?class != cj:GenericMeasure || EXISTS { ?claim cj:mappedGeneric ?thing })"
      : "",
    "  OPTIONAL { ?thing cj:inCase ?own }",
    "  OPTIONAL {",
    "    { SELECT ?thing (MIN(?covering) AS ?only) WHERE { ?covering cj:coversPlace ?thing } GROUP BY ?thing HAVING(COUNT(DISTINCT ?covering) = 1) }",
    "  }",
    "  BIND(COALESCE(?own, ?only) AS ?case)",
    ...conditions,
    "}",
    "ORDER BY ?thing",
  ].filter((line) => line !== "");
}

/** A rung is as sure as the mapping that puts it on its tier: disputed if mapped to none, stated if nothing is said of it. */
function mappingConditions() {
  if (!state.off.status.size) return [];
  const mapped = "?m cj:mappedRung ?rung";
  const has = (/** @type {string} */ key) => `EXISTS { ${mapped} ; cj:status ${statusIri(key)} }`;
  return [
    `  BIND(IF(${has("disputed")} || (EXISTS { ${mapped} } && NOT EXISTS { ?rung cj:commonTier ?t }), ${statusIri("disputed")},`,
    `       IF(${has("inferred")}, ${statusIri("inferred")}, ${statusIri("stated")})) AS ?mapping)`,
    `  FILTER(?mapping NOT IN (${statusesOff()}))`,
  ];
}

/** Which ladder of a place is the main one is no matter of the data: they are named. */
function mainCondition() {
  if (!onlyMain()) return [];
  const shown = indices(L.node).filter(shownLadder);
  return [`  VALUES ?thing { ${shown.map((ladder) => nodeTerm(L.node[ladder])).join(" ")} }`];
}

function rungsQuery() {
  const conditions = [
    ...caseConditions(),
    ...valueConditions("line", "line", "cj:line", (value) => C.id[DATA.lines[value]]),
    ...valueConditions("tier", "tier", "cj:hasRung/cj:commonTier", (value) => C.id[DATA.tiers[value]]).map((line) =>
      line.replace("?thing cj:hasRung/", "?rung "),
    ),
    ...mappingConditions(),
    ...documentConditions(),
    ...mainCondition(),
    state.long ? "  { SELECT ?thing WHERE { ?thing cj:hasRung ?any } GROUP BY ?thing HAVING(COUNT(?any) > 2) }" : "",
    state.off.type.has(TYPE.indexOf("ladder")) ? "  FILTER(false)" : "",
  ];
  return [
    "SELECT DISTINCT ?thing ?position ?rung WHERE {",
    "  ?thing a cj:Ladder ; cj:inCase ?case ; cj:hasRung ?rung .",
    "  ?rung cj:position ?position .",
    ...conditions,
    "}",
    "ORDER BY ?thing ?position ?rung",
  ].filter((line) => line !== "");
}
