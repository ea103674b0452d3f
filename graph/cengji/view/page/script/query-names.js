// @ts-check
/**
 * What things are called in questions and answers: short names and labels of IRIs, and the IRI that a typed name means.
 */
import { C, conceptAt, DATA, fullIri, indices, lastPart, N, nodeAt, once } from "./data.js";
import { conceptName, either, longName, placeName } from "./names.js";
import { asking } from "./query-engine.js";
import { iriTerm } from "./turtle.js";

const SHOWN_BASES = ["id/", "case/", "scheme/"]; // below the base of the project; see core/terms.py
/** Labels that the engine was asked for, by IRI. @type {Map<string, string>} */
const fetchedLabels = new Map();

const bases = once(() => Object.entries(asking().prefixes).sort(([, a], [, b]) => b.length - a.length));
const termAt = once(() => new Map(asking().terms.map((term) => [expand(term[0]), term])));
const caseAt = once(() => new Map(indices(DATA.places.key).map((at) => [`case/${DATA.places.key[at]}`, at])));

/** @param {string} iri */
const idOf = (iri) => (iri.startsWith(DATA.meta.base) ? iri.slice(DATA.meta.base.length) : iri);
/** Whether a thing, case or concept of the project bears an IRI. @param {string} iri */
const isOurs = (iri) => idOf(iri) !== iri && SHOWN_BASES.some((base) => idOf(iri).startsWith(base));
/** The node that an IRI names, −1 for none. @param {string} iri */
export const nodeOf = (iri) => nodeAt().get(idOf(iri)) ?? -1;

/**
 * Return an IRI as people read and type it.
 * @param {string} iri
 */
export function shortIri(iri) {
  const id = idOf(iri);
  const base = id === iri ? undefined : SHOWN_BASES.find((one) => id.startsWith(one));
  if (base) return id.slice(base.length);
  const found = bases().find(([, namespace]) => iri.startsWith(namespace));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

/**
 * Return an IRI as SPARQL: by one of our prefixes where that needs no escape.
 * @param {string} iri
 */
export function sparqlIri(iri) {
  const found = bases().find(([, namespace]) => iri.startsWith(namespace));
  const name = found ? iri.slice(found[1].length) : "";
  return found && /^[A-Za-z_][\w-]*$/.test(name) ? `${found[0]}:${name}` : iriTerm(iri);
}

/**
 * Return the IRI of a compact one with a prefix of ours, of all else the text itself.
 * @param {string} text
 */
export function expand(text) {
  const [prefix, ...rest] = text.split(":");
  return rest.length && Object.hasOwn(asking().prefixes, prefix) ? asking().prefixes[prefix] + rest.join(":") : text;
}

/**
 * Return the label of an IRI in the language of the page, empty where none is known.
 * @param {string} iri
 */
export function labelOf(iri) {
  const at = nodeOf(iri);
  if (at >= 0) return longName(at);
  const concept = conceptAt.get(idOf(iri));
  if (concept !== undefined) return conceptName(concept);
  const place = caseAt().get(idOf(iri));
  if (place !== undefined) return placeName(place);
  const term = termAt().get(iri);
  return term ? either(term[3], term[4]) : (fetchedLabels.get(iri) ?? "");
}
/** @param {Map<string, string>} labels */
export const keepLabels = (labels) => labels.forEach((label, iri) => fetchedLabels.set(iri, label));

/** Everything that has a name in the page: its IRI, names, key; the likeliest to be meant first. */
const named = once(() => [
  ...indices(DATA.places.key).map((at) => ({
    iri: fullIri(`case/${DATA.places.key[at]}`),
    names: [DATA.places.zh[at], DATA.places.en[at]],
  })),
  ...indices(N.type).map((at) => ({ iri: fullIri(N.id[at]), names: [N.zh[at], N.en[at], ...(N.alias[at] || [])] })),
  ...indices(C.id).map((at) => ({ iri: fullIri(C.id[at]), names: [C.zh[at], C.en[at]] })),
]);

/**
 * Return the IRIs that a person may mean for a parameter of this name, as query/names.py finds them: an IRI, a compact one, the
 * short form, a key, a label; of several those of the kind that the parameter is named after. Where these are of one family, such as the
 * concepts of a scheme, nothing else of ours is meant.
 * @param {string} name
 * @param {string} value
 * @param {string} family
 * @returns {string[]}
 */
export function meantIris(name, value, family) {
  const mayBe = (/** @type {string} */ iri) => iri.startsWith(family) || !isOurs(iri);
  const isWhole = /^(https?|urn):/.test(value) && !/[\x00-\x20<>"{}|^`\\]/.test(value);
  if (isWhole || expand(value) !== value) return [expand(value)].filter(mayBe);
  const ways = [
    (/** @type {{ iri: string, names: string[] }} */ { iri }) => shortIri(iri) === value,
    (/** @type {{ iri: string, names: string[] }} */ { iri }) => lastPart(iri) === value,
    (/** @type {{ iri: string, names: string[] }} */ { names }) => names.includes(value),
  ];
  for (const isMeant of ways) {
    const found = [
      ...new Set(
        named()
          .filter((one) => mayBe(one.iri) && isMeant(one))
          .map(({ iri }) => iri),
      ),
    ];
    const ofKind = found.filter((iri) => iri.includes(`/${name}/`));
    if (found.length) return ofKind.length ? ofKind : found;
  }
  return [];
}
