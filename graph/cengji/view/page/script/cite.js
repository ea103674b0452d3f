// @ts-check
/**
 * Citations of the document behind a thing, with the characters at which it says so.
 */
import { documentsOf } from "./axes.js";
import { DATA, evidenceOf, fullIri, N } from "./data.js";
import { announce, button, el } from "./dom.js";
import { t } from "./names.js";
import { state } from "./state.js";
import { turtle } from "./turtle.js";

/**
 * What kind of work it is, by the marks of GB/T 7714-2015: a printed page makes a newspaper, a date without a page a
 * text on the web, anything else a document of another kind.
 * @param {number} at
 */
const workMark = (at) => (DATA.documents.page[at] ? "N" : DATA.documents.published[at] ? "EB/OL" : "Z");

/**
 * Author. Title[mark]. Publisher, date(page).
 * @param {number} document
 */
function gbCitation(document) {
  const { title, publisher, issuer, published, page } = DATA.documents;
  const at = document;
  const pageNumber = page[at].replace(/^第|版$/g, "");
  const source = [publisher[at], published[at]].filter(Boolean).join(", ") + (pageNumber ? `(${pageNumber})` : "");
  return [issuer[at], `${title[at]}[${workMark(at)}]`, source].filter(Boolean).join(". ") + ".";
}

/** @param {number} document */
function plainCitation(document) {
  const { title, publisher, issuer, published, page } = DATA.documents;
  const at = document;
  const parts = [[issuer[at], publisher[at]].filter(Boolean).join(t("via")), published[at], page[at]].filter(Boolean);
  return state.lang === "en" ? `“${title[at]}”, ${parts.join(", ")}` : `《${title[at]}》，${parts.join("，")}`;
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
    (one) => `${text[one] ? `“${text[one]}”` : ""}${t("inBrackets", t("chars", start[one], end[one]))}`,
  );
  return places.length ? `${places.join(t("comma"))}${t("semicolon")}SHA-256 ${DATA.documents.digest[document]}` : "";
}

/**
 * @param {number} at
 * @param {string} style
 */
function citation(at, style) {
  const documents = documentsOf(at);
  return documents
    .map((document) => {
      const work = style === "gb" ? gbCitation(document) : plainCitation(document);
      const where = locators(at, document);
      return [work, where, fullIri(N.id[at])].filter(Boolean).join(style === "gb" ? " " : t("semicolon"));
    })
    .join("\n");
}

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
        ? [copyButton("gb", () => citation(at, "gb")), copyButton("plain", () => citation(at, "plain"))]
        : []),
      copyButton("turtle", () => turtle([at])),
      copyButton("iri", () => fullIri(N.id[at])),
    ),
    el("textarea", { id: "copied", readonly: true, hidden: true, spellcheck: "false", "aria-label": t("copiedText") }),
  );
}
