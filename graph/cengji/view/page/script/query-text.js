// @ts-check
/**
 * What is done with a SPARQL text before an engine gets it: prefixes declared, the rows bounded, parameters filled in; and
 * where it is wrong.
 */
import { leftParentheses } from "./query-arithmetic.js";
import { isKeyword, readTokens, readWords } from "./query-tokens.js";
import { iriTerm } from "./turtle.js";

const FORMS_OF_QUERY = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const OPENING = { "(": ")", "[": "]", "{": "}" };
/** @typedef {{ line: number, column: number, start: number, end: number, key: string, values: string[] }} Place */

/** @param {QueryToken} token */
const upper = ({ kind, text }) => (kind === "word" ? text.toUpperCase() : "");

/**
 * Return the form of a query, empty where it has none.
 * @param {string} text
 */
export const formOf = (text) =>
  readWords(text)
    .map(upper)
    .find((word) => FORMS_OF_QUERY.includes(word)) ?? "";

/** Whether a query says which graphs it asks. @param {string} text */
export const namesGraphs = (text) => readWords(text).some((token) => upper(token) === "FROM");

/** @param {string} text */
const declaredPrefixes = (text) => {
  const words = readWords(text);
  return new Set(
    words
      .filter(({ kind }, at) => kind === "name" && at > 0 && upper(words[at - 1]) === "PREFIX")
      .map(({ text: name }) => name.slice(0, name.indexOf(":"))),
  );
};
/** @param {QueryToken} token */
const prefixOf = ({ text }) => text.slice(0, text.indexOf(":"));

/**
 * Return the text with those of our prefixes declared that it uses and does not declare: in the line of its first word, so
 * that lines keep their numbers; `line` and `length` say where.
 * @param {string} text
 * @param {Record<string, string>} prefixes
 */
export function declarePrefixes(text, prefixes) {
  const declared = declaredPrefixes(text);
  const used = new Set(
    readWords(text)
      .filter(({ kind }) => kind === "name")
      .map(prefixOf),
  );
  const lead = [...used]
    .filter((prefix) => Object.hasOwn(prefixes, prefix) && !declared.has(prefix))
    .sort()
    .map((prefix) => `PREFIX ${prefix}: ${iriTerm(prefixes[prefix])} `)
    .join("");
  const start = readWords(text)[0]?.start ?? 0;
  return {
    text: text.slice(0, start) + lead + text.slice(start),
    line: text.slice(0, start).split("\n").length,
    length: lead.length,
  };
}

/**
 * Return the text as an engine gets it, but for its bounds: prefixes declared, arithmetic with one reading; and how a place in it
 * leads back.
 * @param {string} text
 * @param {Record<string, string>} prefixes
 */
export function prepareText(text, prefixes) {
  const insertions = leftParentheses(text);
  let joined = "";
  let done = 0;
  for (const { at, text: sign } of insertions) {
    joined += text.slice(done, at) + sign;
    done = at;
  }
  return { ...declarePrefixes(joined + text.slice(done), prefixes), insertions };
}

/**
 * Return the text of a query bounded to so many solutions: by a LIMIT of its own that is put in or lowered.
 * @param {string} text
 * @param {number} most
 */
export function boundRows(text, most) {
  const tokens = readWords(text);
  let depth = 0;
  let limit = -1;
  let values = text.length;
  tokens.forEach((token, at) => {
    if ("([{".includes(token.text)) depth += 1;
    else if (")]}".includes(token.text)) depth -= 1;
    else if (depth === 0 && upper(token) === "LIMIT") limit = at + 1;
    else if (depth === 0 && upper(token) === "VALUES") values = token.start;
  });
  const given = tokens[limit];
  if (given?.kind === "number")
    return Number(given.text) <= most
      ? text
      : text.slice(0, given.start) + most + text.slice(given.start + given.text.length);
  return `${text.slice(0, values)}\nLIMIT ${most}\n${text.slice(values)}`;
}

/**
 * Return a text with the marked rows of these parameters holding these terms, as core/queryfile.py does.
 * @param {string} text
 * @param {Record<string, string>} terms
 */
export const fillRows = (text, terms) =>
  text.replace(/^([^\S\n]*VALUES\s+\?(\w+)\s*\{)(.*)(\}\s*#\s*param\s*)$/gm, (row, head, name, _, tail) =>
    Object.hasOwn(terms, name) ? `${head} ${terms[name]} ${tail}` : row,
  );

/**
 * @param {string} text
 * @param {QueryToken} token
 * @param {string} key
 * @returns {Place}
 */
function placeOfToken(text, token, key) {
  const before = text.slice(0, token.start).split("\n");
  return {
    line: before.length,
    column: Array.from(before[before.length - 1]).length + 1,
    start: token.start,
    end: token.start + token.text.length,
    key,
    values: [token.text],
  };
}

/**
 * Return the place where a text that an engine refuses is wrong, as far as the words alone tell it: a bracket without its
 * pair, a prefix that nobody declares, a word that SPARQL does not have; else null.
 * @param {string} text
 * @param {Record<string, string>} prefixes
 */
function findFault(text, prefixes) {
  const known = declaredPrefixes(text);
  /** @type {QueryToken[]} */
  const open = [];
  const words = readWords(text);
  for (const token of words) {
    if (token.kind === "sign" && `"'`.includes(token.text)) return placeOfToken(text, token, "faultString");
    if (token.kind === "name" && !known.has(prefixOf(token)) && !Object.hasOwn(prefixes, prefixOf(token)))
      return placeOfToken(text, token, "faultPrefix");
    if (token.kind === "word" && !isKeyword(token) && !token.text.startsWith("_"))
      return placeOfToken(text, token, "faultWord");
    if (token.text in OPENING && token.kind === "sign") open.push(token);
    else if (token.kind === "sign" && ")]}".includes(token.text)) {
      const last = open.pop();
      if (!last || OPENING[/** @type {"("} */ (last.text)] !== token.text)
        return last ? placeOfToken(text, last, "faultOpen") : placeOfToken(text, token, "faultClosing");
    }
  }
  return open.length ? placeOfToken(text, open[open.length - 1], "faultOpen") : null;
}

/**
 * Return where a text is wrong, from what the engine says of it; null where it says no place.
 * @param {string} text
 * @param {string} message
 * @param {ReturnType<typeof prepareText>} prepared
 * @param {Record<string, string>} prefixes
 * @returns {Place | null}
 */
export function placeOfFault(text, message, prepared, prefixes) {
  const said = /\bat (\d+):(\d+)/.exec(message);
  if (!said) return null;
  const own = findFault(text, prefixes);
  if (own) return own;
  const [line, column] = [Number(said[1]), Number(said[2])];
  const lines = prepared.text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const there =
    before +
    Array.from(lines[line - 1] ?? "")
      .slice(0, column - 1)
      .join("").length;
  const unled =
    line > prepared.line || (line === prepared.line && column > prepared.length) ? there - prepared.length : there;
  const put = prepared.insertions.filter(({ at }, n) => at + n < unled).length;
  const start = Math.min(unled - put, text.length);
  const token = readTokens(text).find((one) => one.start <= start && start < one.start + one.text.length);
  return token && token.kind !== "blank"
    ? placeOfToken(text, token, "faultHere")
    : placeOfToken(text, { kind: "", text: "", start }, "faultHere");
}

const EXPECTED = /^(.*?error at \d+:\d+): expected (?:one of )?([^]*)$/;
const CLASS = /\[(?:'(?:\\u\{[0-9A-F]+\}|\\.|[^'\\])'|[^\]'])*\]/g;

/**
 * What the engine says of a faulty query without the classes of characters that its grammar would take there; where it names
 * what is wrong, that alone.
 * @param {string} message
 */
export function shortenFault(message) {
  const said = EXPECTED.exec(message);
  if (!said) return message;
  const items = (said[2].replace(CLASS, "").match(/"(?:\\.|[^"\\])*"|[^,"][^,]*/g) ?? [])
    .map((item) => item.trim())
    .filter((item) => item && item !== "<unreported>");
  const named = items.filter((item) => item.includes(" ") && !item.startsWith('"'));
  if (named.length) return `${said[1]}: ${named.join("; ")}`;
  return items.length ? `${said[1]}: ${items.join(", ")} …` : said[1];
}
