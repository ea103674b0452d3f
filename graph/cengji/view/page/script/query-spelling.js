// @ts-check
/**
 * Terms of the model that a query misspells: an engine finds nothing by them, and does not say so. As query/spelling.py finds them.
 */
import { readWords } from "./query-tokens.js";

const MOST_TOLD = 5;
const LONGEST_TOLD = 60; // characters of a name that are told; a longer one is near to no term
const LEAST_ALIKE = 0.6;

/**
 * Return each name of the namespace that is no term of it, with the term that is nearest, empty where none is near; the first five.
 * @param {string} text with the declarations of all its prefixes
 * @param {string} namespace
 * @param {string[]} terms
 * @returns {[name: string, near: string][]}
 */
export function findMisspelt(text, namespace, terms) {
  const known = new Set(terms);
  return [...new Set(termsIn(text, namespace))]
    .filter((name) => name && !known.has(name))
    .slice(0, MOST_TOLD)
    .map((name) => (name.length > LONGEST_TOLD ? [name.slice(0, LONGEST_TOLD), ""] : [name, nearestTerm(name, terms)]));
}

/**
 * Return the local names of the terms of a namespace in a text, however they are written.
 * @param {string} text
 * @param {string} namespace
 */
function termsIn(text, namespace) {
  const [found, ours] = [/** @type {string[]} */ ([]), new Set()];
  let declaring = "";
  for (const { kind, text: said } of readWords(text)) {
    const colon = said.indexOf(":");
    if (kind === "iri") {
      const iri = said.slice(1, -1);
      if (declaring) ours[iri === namespace ? "add" : "delete"](declaring);
      else if (iri.startsWith(namespace)) found.push(iri.slice(namespace.length));
      declaring = "";
    } else if (kind === "name" && declaring === "?") declaring = said.slice(0, colon + 1);
    else if (kind === "name" && ours.has(said.slice(0, colon + 1)))
      found.push(said.slice(colon + 1).replaceAll("\\", ""));
    else if (kind === "word" && said.toUpperCase() === "PREFIX") declaring = "?";
  }
  return found;
}

/**
 * Return the term that shares most letters in their order with a name, empty where it shares too few.
 * @param {string} name
 * @param {string[]} terms
 */
function nearestTerm(name, terms) {
  let [best, most] = ["", LEAST_ALIKE];
  for (const term of terms) {
    const alike = (2 * commonLetters(name, term)) / (name.length + term.length);
    if (alike > most || (alike === most && !best)) [best, most] = [term, alike];
  }
  return best;
}

/**
 * The length of the longest common subsequence.
 * @param {string} one
 * @param {string} other
 */
function commonLetters(one, other) {
  let above = new Array(other.length + 1).fill(0);
  for (const letter of one) {
    const row = [0];
    for (let at = 0; at < other.length; at += 1)
      row.push(letter === other[at] ? above[at] + 1 : Math.max(above[at + 1], row[at]));
    above = row;
  }
  return above[other.length];
}
