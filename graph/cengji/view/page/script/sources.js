// @ts-check
/**
 * The documents behind the data, as what one cites: what kind of work each is, what it is called, who published it.
 */
import { DATA, fullIri, indices } from "./data.js";
import { either, t } from "./names.js";

/**
 * What kind of work it is: a printed page makes a newspaper, a date without a page a text on the web.
 * @param {number} document
 */
export const workKind = (document) =>
  DATA.documents.page[document] ? "newspaper" : DATA.documents.published[document] ? "web" : "other";

/**
 * The page of a newspaper in the language of the page; what is no number stays as it is printed.
 * @param {number} document
 */
export function pageName(document) {
  const printed = DATA.documents.page[document];
  const number = /^第?(\d+)版?$/.exec(printed)?.[1];
  return number ? t("newspaperPage", number) : printed;
}

/** @param {number} document */
export const isUntitled = (document) => DATA.documents.cited[document] !== DATA.documents.title[document];

/**
 * Who reports it, as one says in running text: newspapers stand in 《》, web sites do not, and what names no publication goes
 * by the office that wrote it.
 * @param {number} document
 */
export function reporterOf(document) {
  const publication = DATA.documents.publication[document];
  if (publication) return workKind(document) === "newspaper" ? t("newspaperName", publication) : publication;
  return DATA.documents.issuer[document] || t("unnamedPaper");
}

/**
 * Who reports a case, in the words "as reported by".
 * @param {number} place
 */
export function reportedBy(place) {
  if (!DATA.meta.reported) return t("foreign");
  const document = place >= 0 ? DATA.places.document[place] : -1;
  return document >= 0 ? t("reported", reporterOf(document)) : t("reportedBare");
}

/** @param {string} date */
const datePartsOf = (date) =>
  /^\d{4}(-\d\d){0,2}$/.test(date) ? date.split("-").map(Number) : /** @type {DateParts} */ ([]);

/**
 * The titles of the parts of a document, of one place or of all that share it; empty where it is about one place alone.
 * @param {number} document
 * @param {number} place
 */
const partTitles = (document, place) =>
  indices(DATA.places.document)
    .filter((at) => DATA.places.document[at] === document && (place < 0 || at === place) && DATA.places.part[at])
    .map((at) => DATA.places.part[at])
    .join(t("semicolon"));

/**
 * A document as a reference; `where` says what is cited of it, `place` whose part of it is meant, all by default.
 * @param {number} document
 * @param {string} [where]
 * @param {number} [place]
 * @returns {Reference}
 */
export function documentReference(document, where = "", place = -1) {
  const { id, cited, publication, issuer, published, page, digest } = DATA.documents;
  const parts = datePartsOf(published[document]);
  const part = partTitles(document, place);
  const notes = [
    part && t("partNote", part),
    isUntitled(document) ? t("untitledNote") : "",
    publication[document] ? "" : t("unnamedNote"),
    published[document] && !parts.length ? t("datePrinted", published[document]) : "",
    where,
    digest[document] && !where ? `SHA-256 ${digest[document]}` : "",
    fullIri(id[document]),
  ];
  return {
    key: id[document].replace(/^id\/|document\//g, "").replace(/[^\w-]+/g, "-"),
    kind: workKind(document),
    title: cited[document],
    untitled: isUntitled(document),
    part,
    author: issuer[document],
    publication: publication[document],
    date: published[document],
    parts,
    page: page[document].replace(/^第|版$/g, ""),
    version: "",
    iri: fullIri(id[document]),
    note: notes.filter(Boolean).join(t("semicolon")),
  };
}

/**
 * The data set itself as a reference; null where it does not describe itself.
 * @returns {Reference | null}
 */
export function datasetReference() {
  const { dataset, title, creator, version, licence } = DATA.meta;
  if (!dataset) return null;
  return {
    key: "cengji",
    kind: "dataset",
    title: either(...title),
    untitled: false,
    part: "",
    author: creator,
    publication: creator,
    date: "",
    parts: [],
    page: "",
    version,
    iri: dataset,
    note: [licence, t("reportedBare"), dataset].filter(Boolean).join(t("semicolon")),
  };
}
