// @ts-check
/**
 * What the page is, from which documents it comes, and what its terms mean; and the meaning of a term beside the term.
 */
import { DATA, list } from "./data.js";
import { $, el, label } from "./dom.js";
import { conceptName, dataNote, pageTitle, t } from "./names.js";
import { state } from "./state.js";
import { HELP, KEY_HELP, TERMS } from "./words-help.js";

/** @param {string} term */
const meaning = (term) => HELP[term][state.lang === "en" ? 1 : 0];

/**
 * Return the attributes that show what a term means, where it needs that.
 * @param {string} term the key of its word
 * @returns {Properties}
 */
export const helpOn = (term) =>
  Object.hasOwn(HELP, term) ? { class: "term", "data-tip": `${t(term)}${t("colon")}${meaning(term)}` } : {};

/** @param {number} at */
function documentRow(at) {
  const { title, publisher, issuer, published, kind } = DATA.documents;
  const facts = [publisher[at], issuer[at], published[at], conceptName(kind[at])].filter(Boolean);
  return el("li", null, label(title[at]), el("span", { class: "quiet" }, label(facts.join(" · "))));
}

function drawHelp() {
  const documents = list(DATA.documents.id).map((_, at) => documentRow(at));
  $("help").replaceChildren(
    el("h2", null, label(pageTitle())),
    el("p", null, t("helpIntro")),
    el("h3", null, t("documents")),
    documents.length ? el("ul", { class: "sources" }, ...documents) : el("p", null, t("foreignNote")),
    el("p", { class: "quiet" }, dataNote()),
    el("h3", null, t("helpTerms")),
    el("dl", null, ...TERMS.flatMap((term) => [el("dt", null, t(term)), el("dd", null, meaning(term))])),
    el("h3", null, t("helpKeys")),
    el(
      "dl",
      null,
      ...KEY_HELP.flatMap(([key, ...does]) => [
        el("dt", { class: "key" }, key),
        el("dd", null, does[state.lang === "en" ? 1 : 0]),
      ]),
    ),
  );
}

export function startHelp() {
  $("help").addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") drawHelp();
  });
  $("help").addEventListener("toggle", (event) => {
    $("open-help").setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open") $("help").focus();
  });
}
