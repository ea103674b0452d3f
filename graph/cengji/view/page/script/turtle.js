// @ts-check
/**
 * RDF of what the page knows about things: each triple is one of the graph that the page was made from.
 */
import {
  C,
  DATA,
  E,
  evidenceOf,
  F,
  figureOf,
  fullIri,
  L,
  ladderOf,
  lastPart,
  linksOf,
  N,
  R,
  relationOf,
  rungOf,
  rungsOf,
  TYPE,
} from "./data.js";
import { wellFormed } from "./dom.js";
import { dataNote } from "./names.js";

/**
 * Return an IRI as a term; what may not stand in one is escaped.
 * @param {string} iri
 */
export const iriTerm = (iri) =>
  `<${iri.replace(/[\x00-\x20<>"{}|^`\\]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`)}>`;
/** @param {string} id */
const idTerm = (id) => iriTerm(fullIri(id));
/** @param {number} at */
export const nodeTerm = (at) => idTerm(N.id[at]);

/** @type {Record<string, string>} */
const ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
/**
 * Return a text as a term.
 * @param {string} text
 * @param {string} [suffix] its language or type, with the sign before it
 */
export const textTerm = (text, suffix = "") =>
  `"${wellFormed(text).replace(/["\\\n\r\t]/g, (sign) => ESCAPES[sign])}"${suffix}`;

/** Return the terms of a list of texts, without those that are empty. @type {(texts: string[], suffix?: string) => string[]} */
const textTerms = (texts, suffix) => texts.filter(Boolean).map((text) => textTerm(text, suffix));
/** Return the term of the thing at a place of a column; none for −1. @type {(ids: string[], at: number) => string[]} */
const placeTerms = (ids, at) => (at >= 0 ? [idTerm(ids[at])] : []);

/**
 * Form of a value, as the table in the data names it → its terms; none where there is no value.
 * @type {Record<string, (value: any, node: number) => string[]>}
 */
const FORMS = {
  text: (text) => textTerms([text]),
  zh: (text) => textTerms([text], "@zh"),
  en: (text) => textTerms([text], "@en"),
  name: (text, node) => (text === lastPart(N.id[node]) ? [] : textTerms([text], "@zh")), // what has no name bears its key
  aliases: (texts) => textTerms(texts || [], "@zh"),
  decimal: (text) => textTerms([text], "^^xsd:decimal"),
  lower: (reading) => textTerms([reading ? reading[0] : ""], "^^xsd:decimal"),
  upper: (reading) => textTerms([reading ? reading[1] : ""], "^^xsd:decimal"),
  openLower: (lower, node) => (lower && !F.lower_closed[figureOf.get(node) ?? -1] ? ['"false"^^xsd:boolean'] : []),
  openUpper: (upper, node) => (upper && !F.upper_closed[figureOf.get(node) ?? -1] ? ['"false"^^xsd:boolean'] : []),
  integer: (number) => [String(number)],
  count: (number) => (number ? [String(number)] : []),
  concept: (at) => placeTerms(C.id, at),
  tier: (at) => placeTerms(C.id, DATA.tiers[at] ?? -1),
  line: (at) => placeTerms(C.id, DATA.lines[at] ?? -1),
  node: (at) => placeTerms(N.id, at),
  document: (at) => placeTerms(DATA.documents.id, at),
  case: (at) => (at >= 0 ? [idTerm(`case/${DATA.places.key[at]}`)] : []),
  rungs: (ladder) => (rungsOf.get(ladderOf.get(ladder) ?? -1) ?? []).map((rung) => nodeTerm(R.node[rung])),
};

/**
 * Return the property for a type of nodes.
 * @param {RdfProperty} property
 * @param {string} type
 */
const propertyFor = (property, type) => (typeof property === "string" ? property : (property[type] ?? property["*"]));

/**
 * Return what the columns say at one place.
 * @param {RdfField[]} fields
 * @param {object} columns
 * @param {number | undefined} at
 * @param {number} [node] the node that it says it of
 * @returns {Pair[]}
 */
function fieldPairs(fields, columns, at, node = -1) {
  if (at === undefined) return [];
  const table = /** @type {Record<string, any[]>} */ (columns);
  return fields.flatMap(([column, form, properties]) => {
    const property = propertyFor(properties, TYPE[N.type?.[node]]);
    return property ? FORMS[form](table[column][at], node).map((term) => /** @type {Pair} */ ([property, term])) : [];
  });
}

/**
 * Return what the data say of a node, without its links.
 * @param {number} at
 * @returns {Pair[]}
 */
const nodePairs = (at) => [
  ["a", DATA.rdf.classes[TYPE[N.type[at]]]],
  ...fieldPairs(DATA.rdf.nodes, N, at, at),
  ...fieldPairs(DATA.rdf.figures, F, figureOf.get(at), at),
  ...fieldPairs(DATA.rdf.rungs, R, rungOf.get(at), at),
  ...fieldPairs(DATA.rdf.ladders, L, ladderOf.get(at), at),
];

/**
 * Return a link as blocks of its own: one triple, or a claim with its two ends.
 * @param {number} edge
 * @returns {Block[]}
 */
function linkBlocks(edge) {
  const relation = relationOf(edge);
  const { links, relationClaim, claims } = DATA.rdf;
  const rule = relation in links ? links[relation] : relationClaim;
  if (!rule) return [];
  const [from, to] = [nodeTerm(E.from[edge]), nodeTerm(E.to[edge])];
  const type = TYPE[N.type[E.to[edge]]];
  if ("property" in rule) return [[from, [[propertyFor(rule.property, type), to]]]];
  if ("inverse" in rule) return [[to, [[rule.inverse, from]]]];
  if (!E.claim[edge]) return [];
  const claim = idTerm(E.claim[edge]);
  /** @type {Pair[]} */
  const kind = rule.kind ? [[rule.kind, idTerm(relation)]] : [];
  const ends = /** @type {Pair[]} */ ([
    ...(rule.subject ? [[rule.subject, from]] : []),
    [propertyFor(rule.object, type), to],
  ]);
  /** @type {Block[]} */
  const leading = rule.of ? [[from, [[rule.of, claim]]]] : [];
  return [...leading, [claim, [["a", rule.class], ...kind, ...ends, ...fieldPairs(claims, E, edge)]]];
}

/**
 * Return where a document says it, as blocks: the thing or claim, its evidence, the characters that the evidence selects.
 * @param {string} subject
 * @returns {Block[]}
 */
function evidenceBlocks(subject) {
  const { evidence, selector } = DATA.rdf;
  const { id, start } = DATA.evidence;
  return (evidenceOf.get(subject) ?? [])
    .filter((at) => id[at])
    .flatMap((at) => {
      const pairs = fieldPairs(evidence.fields, DATA.evidence, at);
      /** @type {Block[]} */
      const blocks = [
        [idTerm(subject), [[evidence.of, idTerm(id[at])]]],
        [idTerm(id[at]), [["a", evidence.class], ...pairs]],
      ];
      if (start[at] < 0 || !id[at].startsWith("id/")) return blocks;
      const selected = idTerm(id[at].replace("/evidence/", "/selector/"));
      blocks[1][1].push([selector.of, selected]);
      return [...blocks, [selected, [["a", selector.class], ...fieldPairs(selector.fields, DATA.evidence, at)]]];
    });
}

/**
 * Return the Turtle of things with the links from and to them, and where the documents say so.
 * @param {number[]} nodes
 */
export function turtle(nodes) {
  /** @type {Map<string, Pair[]>} */
  const blocks = new Map();
  const add = (/** @type {Block} */ [subject, pairs]) =>
    blocks.set(subject, [...(blocks.get(subject) ?? []), ...pairs]);
  for (const at of nodes) add([nodeTerm(at), nodePairs(at)]);
  for (const at of nodes) evidenceBlocks(N.id[at]).forEach(add);
  for (const edge of new Set(nodes.flatMap((at) => linksOf(at)))) {
    const found = linkBlocks(edge);
    if (!found.length) continue;
    found.forEach(add);
    if (E.claim[edge]) evidenceBlocks(E.claim[edge]).forEach(add);
  }
  const prefixes = Object.entries(DATA.rdf.prefixes).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  const written = [...blocks].map(
    ([subject, pairs]) => `${subject}\n  ${[...new Set(pairs.map((pair) => pair.join(" ")))].join(" ;\n  ")} .`,
  );
  return `# ${dataNote()}\n${prefixes.join("\n")}\n\n${written.join("\n\n")}\n`;
}
