// @ts-check
/**
 * What is said of each thing, as one text to search in: its names, place, type, kind, tier and line; of a figure what it
 * counts; its notes, the words of its relations, the expressions that are its evidence, and their documents.
 */
import { documentsOf } from "./axes.js";
import {
  allNodes,
  C,
  conceptAt,
  DATA,
  E,
  evidenceOf,
  F,
  figureOf,
  linksOf,
  N,
  once,
  relationOf,
  TYPE,
} from "./data.js";
import { foldName } from "./fold.js";
import { LINK_WORDS } from "./words-links.js";
import { WORDS } from "./words.js";

/** @param {number} concept */
const wordsOfConcept = (concept) => (concept >= 0 ? [C.zh[concept], C.en[concept]] : []);

/** @param {number} figure */
const wordsOfFigure = (figure) => [
  F.written[figure],
  F.counted_zh[figure],
  F.counted_en[figure],
  F.time[figure],
  ...[F.indicator, F.unit, F.kind, F.role].flatMap((column) => wordsOfConcept(column[figure])),
];

/** @param {number} document */
const wordsOfDocument = (document) => [
  DATA.documents.title[document],
  DATA.documents.publisher[document],
  DATA.documents.issuer[document],
];

/**
 * Return the words of a relation, read from one of its ends, in both languages.
 * @param {string} relation
 * @param {boolean} backward
 */
function wordsOfRelation(relation, backward) {
  if (!Object.hasOwn(LINK_WORDS, relation)) return wordsOfConcept(conceptAt.get(relation) ?? -1);
  const words = LINK_WORDS[relation];
  return backward ? [words[1], words[3]] : [words[0], words[2]];
}

/** @param {number} at */
function wordsOfLinks(at) {
  const seen = new Map();
  const own = linksOf(at).flatMap((edge) => {
    const backward = E.to[edge] === at;
    seen.set(`${backward} ${relationOf(edge)}`, [relationOf(edge), backward]);
    return [E.zh[edge], E.en[edge]];
  });
  return [...own, ...[...seen.values()].flatMap(([relation, backward]) => wordsOfRelation(relation, backward))];
}

/** @param {number} at */
function wordsOf(at) {
  const figure = figureOf.get(at);
  const place = N.case[at];
  return [
    N.zh[at],
    N.en[at],
    ...(N.alias[at] || []),
    ...(WORDS[`type.${TYPE[N.type[at]]}`] ?? []),
    ...(place < 0 ? [] : [DATA.places.zh[place], DATA.places.en[place]]),
    ...wordsOfConcept(N.kind[at]),
    ...wordsOfConcept(N.tier[at] < 0 ? -1 : DATA.tiers[N.tier[at]]),
    ...wordsOfConcept(N.line[at] < 0 ? -1 : DATA.lines[N.line[at]]),
    N.note_zh[at],
    N.note_en[at],
    ...(figure === undefined ? [] : wordsOfFigure(figure)),
    ...wordsOfLinks(at),
    ...(evidenceOf.get(N.id[at]) ?? []).map((evidence) => DATA.evidence.text[evidence]),
    ...documentsOf(at).flatMap(wordsOfDocument),
  ];
}

/** Node → all that is said of it, folded, one thing a line. */
export const searchTexts = once(() =>
  allNodes().map((at) => foldName([...new Set(wordsOf(at).filter(Boolean))].join("\n"))),
);
