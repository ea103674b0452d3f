// @ts-check
/**
 * ORDER BY as a total order, by the rule of dataset/ordering.py, whose keys the page carries: the engine's own order of values of
 * several kinds is none, and where its sort finds this it breaks.
 */
import { readWords } from "./query-tokens.js";

/** Functions each of which gives values of one kind, on whose order engines agree. */
const OF_ONE_KIND = new Set("BOUND COUNT EXISTS ISBLANK ISIRI ISLITERAL ISNUMERIC LANG NOT RAND STR STRLEN".split(" "));
const AFTER_ORDER = new Set(["LIMIT", "OFFSET", "VALUES"]);
const BEFORE_ORDER = /[\p{L}\p{N}_?$:.-]$/u; // of a longer name
const KEYS_OF_ORDER =
  /ORDER(?:[ \t\r\n]|#[^\r\n]*(?:[\r\n]|$))*BY(?<keys>)|<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-F]{4}|\\U[0-9A-F]{8})*>|"""(?:[^"\\]|\\[^]|"(?!""))*"""|'''(?:[^'\\]|\\[^]|'(?!''))*'''|"(?:[^"\\\r\n]|\\[^])*"|'(?:[^'\\\r\n]|\\[^])*'|#[^\r\n]*/giu;
const ORDER_PAIRS = { "(": ")", "{": "}" };

/** @param {QueryToken | undefined} token */
const keyword = (token) => token?.text.toUpperCase() ?? "";

/**
 * Return where the keys of each ORDER BY begin, as engines find it that need no blank after a keyword.
 * @param {string} text
 */
const findOrders = (text) =>
  [...text.matchAll(KEYS_OF_ORDER)].flatMap(({ groups, index, 0: found }) =>
    groups?.keys === undefined || BEFORE_ORDER.test(text.slice(Math.max(index - 2, 0), index))
      ? []
      : [index + found.length],
  );

/**
 * Return the place of the bracket that closes the one at a place, −1 where there is none.
 * @param {QueryToken[]} tokens
 * @param {number} place
 */
function findClosing(tokens, place) {
  /** @type {string[]} */
  const open = [];
  for (let at = place; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at];
    if (kind === "sign" && text in ORDER_PAIRS) open.push(ORDER_PAIRS[/** @type {"("} */ (text)]);
    else if (open.length && text === open[open.length - 1]) open.pop();
    if (!open.length) return at > place ? at : -1;
  }
  return -1;
}

/**
 * Return the place of the last token of a key that begins at a place: a variable, what stands in brackets, or a call.
 * @param {QueryToken[]} tokens
 * @param {number} place
 */
function findKeyEnd(tokens, place) {
  let at = place;
  if (tokens[at]?.kind === "variable") return at;
  if (AFTER_ORDER.has(keyword(tokens[at]))) return -1;
  while (["word", "name", "iri"].includes(tokens[at]?.kind)) at += 1;
  return findClosing(tokens, at);
}

/**
 * Return a key without brackets around a variable or a single call, and with no more than one pair around anything else.
 * @param {QueryToken[]} key
 */
function stripBrackets(key) {
  let tokens = key;
  while (tokens[0].text === "(" && tokens[1].text === "(" && findClosing(tokens, 1) === tokens.length - 2)
    tokens = tokens.slice(1, -1);
  const within = tokens[0].text === "(" ? tokens.slice(1, -1) : [];
  return within.length && findKeyEnd(within, 0) === within.length - 1 ? within : tokens;
}

/** @param {QueryToken} token */
const lastSign = ({ start, text }) => start + text.length;

/**
 * Return a text with the keys of `?value` in place of each key of each ORDER BY; what cannot be read as a key stays as it is,
 * for the engine to say what is wrong.
 * @param {string} text
 * @param {string[]} keys
 */
export function orderTotally(text, keys) {
  let ordered = "";
  let done = 0;
  for (const begin of findOrders(text)) {
    if (begin < done) continue;
    const tokens = readWords(text.slice(begin)).map((token) => ({ ...token, start: begin + token.start }));
    for (let place = 0; place < tokens.length;) {
      const first = place;
      const isDescending = keyword(tokens[place]) === "DESC";
      const isDirected = isDescending || keyword(tokens[place]) === "ASC";
      if (isDirected) place += 1;
      const last = isDirected ? findClosing(tokens, place) : findKeyEnd(tokens, place);
      if (last < 0) break;
      const inner = stripBrackets(tokens.slice(place, last + 1));
      place = last + 1;
      if (OF_ONE_KIND.has(keyword(inner[0]))) continue;
      const written = text.slice(inner[0].start, lastSign(inner[inner.length - 1]));
      const total = keys.map((key) => key.replace(/\?value\b/g, () => written));
      ordered +=
        text.slice(done, tokens[first].start) + total.map((key) => (isDescending ? `DESC(${key})` : key)).join(" ");
      done = lastSign(tokens[last]);
    }
  }
  return ordered + text.slice(done);
}
