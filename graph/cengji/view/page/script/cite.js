// @ts-check
/**
 * Citations of the documents behind a thing, with the characters at which they say so.
 */
import { documentsOf } from "./axes.js";
import { DATA, evidenceOf, fullIri, N } from "./data.js";
import { announce, button, el } from "./dom.js";
import { charactersAt, t } from "./names.js";
import { bibtex, cslJson, ris } from "./references.js";
import { datasetReference, documentReference } from "./sources.js";
import { state } from "./state.js";
import { turtle } from "./turtle.js";

const GB_MARKS = { newspaper: "N", web: "EB/OL", other: "Z", dataset: "DB" };

/**
 * Author. Title[mark]. Publisher, date(page), by GB/T 7714-2015, which puts what no document prints into brackets.
 * @param {Reference} reference
 */
function gbCitation({ kind, title, untitled, part, author, publication, date, page }) {
  const source = [publication || "[出版者不详]", date].filter(Boolean).join(", ") + (page ? `(${page})` : "");
  const whole = untitled ? `[${title}]` : title;
  const mark = `[${GB_MARKS[kind]}]`;
  return [author, part ? `${part}${mark}//${whole}` : whole + mark, source].filter(Boolean).join(". ") + ".";
}

/** @param {Reference} reference */
function plainCitation({ title, untitled, part, author, publication, date, page }) {
  const by = author && publication ? t("via", author, publication) : author || publication;
  const parts = [by, publication ? "" : t("unnamedNote"), date, page && t("newspaperPage", page)].filter(Boolean);
  const quote = (/** @type {string} */ text) => (state.lang === "en" ? `“${text}”` : `《${text}》`);
  const whole = untitled ? `[${title}]` : quote(title);
  return `${part ? t("partIn", quote(part), whole) : whole}${t("comma")}${parts.join(t("comma"))}`;
}

/**
 * The expressions that a thing rests on: “1600多个” (characters 53–58), and the digest that fixes what the numbers count in.
 * @param {number} at
 * @param {number} document
 */
function locators(at, document) {
  const { text, start, end } = DATA.evidence;
  const found = (evidenceOf.get(N.id[at]) ?? []).filter(
    (one) => DATA.evidence.document[one] === document && start[one] >= 0,
  );
  const places = found.map(
    (one) => `${text[one] ? `“${text[one]}”` : ""}${t("inBrackets", charactersAt(start[one], end[one]))}`,
  );
  return places.length ? `${places.join(t("comma"))}${t("semicolon")}SHA-256 ${DATA.documents.digest[document]}` : "";
}

/**
 * The documents of a thing as references, each with the characters that say it.
 * @param {number} at
 */
const referencesOf = (at) =>
  documentsOf(at).map((document) => documentReference(document, locators(at, document), N.case[at]));

/**
 * @param {number} at
 * @param {string} style
 */
function citation(at, style) {
  return documentsOf(at)
    .map((document) => {
      const reference = documentReference(document, "", N.case[at]);
      const work = style === "gb" ? gbCitation(reference) : plainCitation(reference);
      const where = locators(at, document);
      return [work, where, fullIri(N.id[at])].filter(Boolean).join(style === "gb" ? " " : t("semicolon"));
    })
    .join("\n");
}

/** The formats of references: key, ending, MIME type, writer. @type {[string, string, string, (references: Reference[]) => string][]} */
export const REFERENCE_FORMATS = [
  ["bibtex", "bib", "application/x-bibtex", bibtex],
  ["ris", "ris", "application/x-research-info-systems", ris],
  ["csl", "csl.json", "application/vnd.citationstyles.csl+json", cslJson],
];

/**
 * References with the data set after them.
 * @param {Reference[]} references
 */
export const withDataset = (references) => [...references, datasetReference() ?? []].flat();

/**
 * Copy, say so, and show what was copied; where the browser refuses, the text stands selected for the reader to copy.
 * @param {string} text
 * @param {string} what
 */
export async function copyText(text, what) {
  const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#copied"));
  if (field) {
    field.hidden = false;
    field.value = text;
    field.rows = Math.min(8, text.split("\n").length + Math.floor(text.length / 60));
  }
  try {
    await navigator.clipboard.writeText(text);
    announce(t("copied", what));
  } catch {
    field?.select();
    announce(t("copyByHand"));
  }
}

/**
 * The buttons that copy the thing: as citation, as Turtle, as IRI.
 * @param {number} at
 */
export function citePart(at) {
  const copyButton = (/** @type {string} */ key, /** @type {() => string} */ text) =>
    button("tool", () => copyText(text(), t(key)), t(key), { "data-copy": key });
  return el(
    "section",
    { class: "cite" },
    el("h3", null, t("cite")),
    el(
      "div",
      { class: "buttons" },
      ...(documentsOf(at).length
        ? [
            copyButton("gb", () => citation(at, "gb")),
            copyButton("plain", () => citation(at, "plain")),
            ...REFERENCE_FORMATS.map(([key, , , write]) => copyButton(key, () => write(withDataset(referencesOf(at))))),
          ]
        : []),
      copyButton("turtle", () => turtle([at])),
      copyButton("iri", () => fullIri(N.id[at])),
    ),
    el("textarea", { id: "copied", readonly: true, hidden: true, spellcheck: "false", "aria-label": t("copiedText") }),
  );
}
