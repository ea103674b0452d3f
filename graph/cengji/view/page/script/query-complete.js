// @ts-check
/**
 * What may follow at the caret: variables of the text, keywords, terms, and things by their names.
 */
import { t } from "./names.js";
import { asking } from "./query-engine.js";
import { sparqlIri } from "./query-names.js";
import { offerTerms, offerThings } from "./query-suggest.js";
import { KEYWORDS, readTokens } from "./query-tokens.js";
import { foldName } from "./fold.js";

const MOST_FOLLOWING = 12;
const SHORTEST = 2; // letters before anything is offered unasked; of Chinese one says enough

/**
 * @param {string} text
 * @param {string} typed
 */
const offerVariables = (text, typed) =>
  [...new Set(readTokens(text).flatMap(({ kind, text: one }) => (kind === "variable" && one !== typed ? [one] : [])))]
    .filter((one) => one.slice(1).toLowerCase().startsWith(typed.slice(1).toLowerCase()))
    .map((one) => ({ iri: "", text: one, name: "", note: t("query.variable") }));

/** @param {string} typed */
const offerKeywords = (typed) =>
  KEYWORDS.filter((word) => word.toLowerCase().startsWith(typed.toLowerCase()) && word.length > 1).map((word) => ({
    iri: "",
    text: word,
    name: "",
    note: "",
  }));

/** @param {string} typed */
const offerPrefixes = (typed) =>
  Object.keys(asking().prefixes)
    .filter((prefix) => prefix.startsWith(typed))
    .map((prefix) => ({ iri: "", text: `${prefix}:`, name: "", note: asking().prefixes[prefix] }));

/**
 * Return what may stand at the caret in place of what was begun there, each with where that begins.
 * @param {string} text
 * @param {number} caret
 * @param {boolean} isAsked whether it is asked for, even of little
 * @returns {Offer[]}
 */
export function offersAt(text, caret, isAsked) {
  const begun =
    /(?:[?$][^\s(){}[\].;,<>"'^|/*+!=&]*|[^\s(){}[\];,<>"'^|/*+!=&?$]*)$/.exec(text.slice(0, caret))?.[0] ?? "";
  const from = caret - begun.length;
  const inside = readTokens(text).find(({ start, text: one }) => start < caret && caret <= start + one.length);
  if (inside && ["string", "comment", "iri"].includes(inside.kind) && !(inside.kind === "iri" && isAsked)) return [];
  const isChinese = /\p{Script=Han}/u.test(begun);
  if (!isAsked && begun.length < (isChinese || /^[?$]/.test(begun) || begun.endsWith(":") ? 1 : SHORTEST)) return [];
  const isExact = (/** @type {Offer} */ offer) => offer.text === begun;
  if (/^[?$]/.test(begun))
    return offerVariables(text, begun)
      .filter((one) => !isExact(one))
      .map((one) => ({ ...one, from }));
  const typed = foldName(begun);
  const terms = offerTerms(typed).map((one) => ({ ...one, text: sparqlIri(one.iri) }));
  const offers = begun.includes(":")
    ? terms
    : [
        ...offerKeywords(begun).slice(0, 3),
        ...offerPrefixes(begun).slice(0, 3),
        ...terms.slice(0, 6),
        ...offerThings(begun).map((one) => ({ ...one, shown: one.text, text: sparqlIri(one.iri) })),
      ];
  const found = offers.slice(0, MOST_FOLLOWING);
  return found.some(isExact) && !isAsked ? [] : found.map((one) => ({ ...one, from }));
}
