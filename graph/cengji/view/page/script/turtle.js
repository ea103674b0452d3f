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
  isType,
  ladderOf,
  links,
  N,
  R,
  relationOf,
  rungOf,
  rungsOf,
  TYPE,
} from "./data.js";
import { wellFormed } from "./dom.js";
import { dataNote } from "./names.js";

export const PREFIXES = {
  cj: "https://w3id.org/cengji/ontology#",
  dcterms: "http://purl.org/dc/terms/",
  oa: "http://www.w3.org/ns/oa#",
  org: "http://www.w3.org/ns/org#",
  qudt: "http://qudt.org/schema/qudt/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
/** @type {Record<string, string>} */
export const CLASSES = {
  place: "cj:Place",
  group: "cj:BodyGroup",
  body: "cj:Body",
  ladder: "cj:Ladder",
  rung: "cj:Rung",
  measure: "cj:Measure",
  generic: "cj:GenericMeasure",
  figure: "cj:Figure",
  event: "cj:Event",
  post: "org:Post",
  policy: "cj:PolicyDocument",
  document: "cj:SourceDocument",
};
const KIND_OF = {
  group: "cj:memberKind",
  body: "org:classification",
  measure: "cj:measureKind",
  event: "cj:eventKind",
  figure: "cj:indicator",
  document: "cj:sourceKind",
};
const PLAIN_LINKS = [
  "atPlace",
  "partOfPlace",
  "subordinateTo",
  "subsetOf",
  "memberOfGroup",
  "runBy",
  "actsOn",
  "about",
  "involves",
  "groupBefore",
  "groupAfter",
  "issuedBy",
  "basisOf",
  "citesDocument",
  "resultedIn",
];

/** @param {string} iri */
export const iriTerm = (iri) =>
  `<${iri.replace(/[\x00-\x20<>"{}|^`\\]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`)}>`;
/** @param {number} at */
export const nodeTerm = (at) => iriTerm(fullIri(N.id[at]));
/** @param {number} at */
const conceptTerm = (at) => iriTerm(fullIri(C.id[at]));
const ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
/**
 * @param {string} text
 * @param {string} [lang]
 */
const textTerm = (text, lang) =>
  `"${wellFormed(text).replace(/["\\\n\r\t]/g, (sign) => ESCAPES[sign])}"${lang ? `@${lang}` : ""}`;
/**
 * @param {string} text
 * @param {string} type
 */
const typedTerm = (text, type) => `${textTerm(text)}^^xsd:${type}`;

/**
 * The pairs of property and value of a node, without its links.
 * @param {number} at
 */
function ownPairs(at) {
  const type = TYPE[N.type[at]];
  const pairs = [["a", CLASSES[type]]];
  const add = (property, present, term) => {
    if (property && present) pairs.push([property, term()]);
  };
  const name = type === "document" || type === "policy" ? "dcterms:title" : type === "figure" ? "" : "skos:prefLabel";
  add(name, N.zh[at] && N.zh[at] !== N.id[at].split("/").pop(), () => textTerm(N.zh[at], "zh"));
  add(name, N.en[at], () => textTerm(N.en[at], "en"));
  for (const alias of N.alias[at] || []) pairs.push(["skos:altLabel", textTerm(alias, "zh")]);
  add(KIND_OF[type], N.kind[at] >= 0, () => conceptTerm(N.kind[at]));
  add("cj:commonTier", N.tier[at] >= 0, () => conceptTerm(DATA.tiers[N.tier[at]]));
  add("cj:line", type === "ladder" && N.line[at] >= 0, () => conceptTerm(DATA.lines[N.line[at]]));
  add("cj:status", N.status[at] >= 0, () => conceptTerm(N.status[at]));
  add("cj:atPlace", N.place[at] >= 0, () => nodeTerm(N.place[at]));
  add("skos:note", N.note_zh[at], () => textTerm(N.note_zh[at], "zh"));
  add("skos:note", N.note_en[at], () => textTerm(N.note_en[at], "en"));
  add("cj:inCase", type !== "place" && N.case[at] >= 0, () =>
    iriTerm(`${DATA.meta.base}case/${DATA.places.key[N.case[at]]}`),
  );
  return [
    ...pairs,
    ...figurePairs(figureOf.get(at)),
    ...rungPairs(rungOf.get(at)),
    ...(rungsOf.get(ladderOf.get(at)) ?? []).map((rung) => ["cj:hasRung", nodeTerm(R.node[rung])]),
  ];
}

/** @param {number | undefined} at */
function figurePairs(at) {
  if (at === undefined) return [];
  const pairs = [["cj:asWritten", textTerm(F.written[at])]];
  const number = (property, text) => {
    if (text) pairs.push([property, typedTerm(text, "decimal")]);
  };
  const concept = (property, value) => {
    if (value >= 0) pairs.push([property, conceptTerm(value)]);
  };
  number("qudt:numericValue", F.value[at]);
  for (const bound of ["lower", "upper"]) {
    number(`cj:${bound}Bound`, F[bound][at]);
    if (F[bound][at] && !F[`${bound}_closed`][at]) pairs.push([`cj:${bound}Inclusive`, typedTerm("false", "boolean")]);
  }
  if (F.reading[at])
    ["readingLower", "readingUpper"].forEach((property, n) => number(`cj:${property}`, F.reading[at][n]));
  concept("cj:comparator", F.comparator[at]);
  concept("qudt:hasUnit", F.unit[at]);
  concept("cj:figureKind", F.kind[at]);
  concept("cj:role", F.role[at]);
  if (F.counted_zh[at]) pairs.push(["cj:countedThing", textTerm(F.counted_zh[at], "zh")]);
  if (F.counted_en[at]) pairs.push(["cj:countedThing", textTerm(F.counted_en[at], "en")]);
  if (F.time[at]) pairs.push(["cj:timeAsWritten", textTerm(F.time[at])]);
  if (F.paired[at] >= 0) pairs.push(["cj:pairedWith", nodeTerm(F.paired[at])]);
  return pairs;
}

/** @param {number | undefined} at */
function rungPairs(at) {
  if (at === undefined) return [];
  const pairs = [["cj:position", String(R.position[at])]];
  if (R.actor[at] >= 0) pairs.push(["cj:occupiedBy", nodeTerm(R.actor[at])]);
  return pairs;
}

/**
 * A link as a block of its own [subject, pairs]: one triple, or a claim with its two ends.
 * @param {number} edge
 */
function linkBlock(edge) {
  const [from, to, relation] = [nodeTerm(E.from[edge]), nodeTerm(E.to[edge]), relationOf(edge)];
  const claim = E.claim[edge] && iriTerm(fullIri(E.claim[edge]));
  const claimed = (type, ...pairs) => [
    claim,
    [
      ["a", type],
      ...pairs,
      ...(E.status[edge] >= 0 ? [["cj:status", conceptTerm(E.status[edge])]] : []),
      ...["zh", "en"].filter((lang) => E[lang][edge]).map((lang) => ["cj:reason", textTerm(E[lang][edge], lang)]),
    ],
  ];
  if (PLAIN_LINKS.includes(relation)) return [from, [[`cj:${relation}`, to]]];
  if (relation === "atDepth") return [from, [["cj:memberOfGroup", to]]];
  if (relation === "partOf") return [to, [["dcterms:hasPart", from]]];
  if (relation === "founds") return [from, [["org:resultingOrganization", to]]];
  if (relation === "postIn") return [from, [[isType(E.to[edge], "group") ? "cj:postInGroup" : "org:postIn", to]]];
  if (relation === "variantOf")
    return claimed("cj:GenericMapping", ["cj:mappedMeasure", from], ["cj:mappedGeneric", to]);
  if (relation === "sameBody") return claimed("cj:SameBodyClaim", ["cj:claimSubject", from], ["cj:claimObject", to]);
  if (relation === "secondedTo")
    return claimed(
      "cj:Secondment",
      ["cj:secondedFrom", from],
      [isType(E.to[edge], "post") ? "cj:secondedToPost" : "cj:secondedTo", to],
    );
  if (relation === "heldWith") return claimed("cj:ConcurrentHolding", ["cj:holdsPost", from], ["cj:holdsPost", to]);
  if (relation === "rungOf") return null; // stands with the ladder, by its rungs
  return claimed(
    "cj:RelationClaim",
    ["cj:relationKind", iriTerm(fullIri(relation))],
    ["cj:claimSubject", from],
    ["cj:claimObject", to],
  );
}

/**
 * Where a document says it, as blocks: the thing or claim, its evidence, the characters that the evidence selects.
 * @param {string} subject
 */
function evidenceBlocks(subject) {
  return (evidenceOf.get(subject) ?? [])
    .filter((at) => DATA.evidence.id[at])
    .flatMap((at) => {
      const { id, document, text, start, end } = DATA.evidence;
      const iri = iriTerm(fullIri(id[at]));
      const selector = iriTerm(fullIri(id[at].replace("/evidence/", "/selector/")));
      const anchored = start[at] >= 0 && id[at].startsWith("id/");
      const blocks = [
        [iriTerm(fullIri(subject)), [["cj:evidence", iri]]],
        [
          iri,
          [
            ["a", "cj:Evidence"],
            ...(document[at] >= 0 ? [["oa:hasSource", iriTerm(fullIri(DATA.documents.id[document[at]]))]] : []),
            ...(text[at] ? [["cj:printedExpression", textTerm(text[at])]] : []),
            ...(anchored ? [["oa:hasSelector", selector]] : []),
          ],
        ],
      ];
      return anchored
        ? [
            ...blocks,
            [
              selector,
              [
                ["a", "oa:TextPositionSelector"],
                ["oa:start", String(start[at])],
                ["oa:end", String(end[at])],
              ],
            ],
          ]
        : blocks;
    });
}

/**
 * The Turtle of things with the links from and to them, and where the documents say so.
 * @param {number[]} nodes
 */
export function turtle(nodes) {
  const blocks = new Map();
  const add = (subject, pairs) => blocks.set(subject, [...(blocks.get(subject) ?? []), ...pairs]);
  const addEvidence = (subject) => {
    for (const block of evidenceBlocks(subject)) add(...block);
  };
  for (const at of nodes) add(nodeTerm(at), ownPairs(at));
  for (const at of nodes) addEvidence(N.id[at]);
  for (const edge of new Set(nodes.flatMap((at) => links[at]))) {
    const block = linkBlock(edge);
    if (!block?.[0]) continue;
    add(...block);
    if (E.claim[edge]) addEvidence(E.claim[edge]);
  }
  const prefixes = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  const written = [...blocks].map(
    ([subject, pairs]) => `${subject}\n  ${[...new Set(pairs.map((pair) => pair.join(" ")))].join(" ;\n  ")} .`,
  );
  return `# ${dataNote()}\n${prefixes.join("\n")}\n\n${written.join("\n\n")}\n`;
}
