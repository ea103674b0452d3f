// @ts-check
/**
 * A SPARQL text as tokens, by the grammar of core/sparql.py: a string, an IRI or a comment is never taken for a keyword.
 */

const LETTER =
  "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}";
const INNER = `${LETTER}_0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040`;
const ESCAPED = "%[0-9A-Fa-f]{2}|\\\\[_~.\\-!$&'()*+,;=\\/?#@%]";
const LOCAL = `(?:(?:[${LETTER}_:0-9]|${ESCAPED})(?:(?:[${INNER}\\-:]|${ESCAPED})|\\.+(?=[${INNER}\\-:%\\\\]))*)?`;
const RUN = `[${LETTER}_](?:[${INNER}\\-]|\\.+(?=[${INNER}\\-]))*`;
/* eslint-disable no-misleading-character-class -- ranges of code points, joined to nothing */
const TOKEN = new RegExp(
  [
    "(?<blank>[ \\t\\r\\n]+)",
    "(?<comment>#[^\\r\\n]*)",
    '(?<iri><(?:[^<>"{}|^`\\\\\\x00-\\x20]|\\\\u[0-9A-Fa-f]{4}|\\\\U[0-9A-Fa-f]{8})*>)',
    "(?<string>\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\\\]|\\\\.|'(?!''))*'''|\"(?:[^\"\\\\\\r\\n]|\\\\.)*\"|'(?:[^'\\\\\\r\\n]|\\\\.)*')",
    "(?<tag>@[A-Za-z]+(?:--?[A-Za-z0-9]+)*)",
    `(?<variable>[?$][${LETTER}_0-9][${INNER}]*)`,
    `(?<name>(?:${RUN})?:${LOCAL})`,
    `(?<word>${RUN})`,
    "(?<number>[0-9]+(?:\\.[0-9]+)?(?:[eE][+\\-]?[0-9]+)?)",
    "(?<sign>.)",
  ].join("|"),
  "gsu",
);

/* eslint-enable no-misleading-character-class */

/** What SPARQL 1.1 calls keywords and functions; those in lower case are written so. */
export const KEYWORDS =
  "BASE PREFIX SELECT DISTINCT REDUCED AS CONSTRUCT DESCRIBE ASK FROM NAMED WHERE ORDER BY ASC DESC LIMIT OFFSET VALUES UNDEF GROUP HAVING GRAPH OPTIONAL UNION MINUS FILTER BIND SERVICE SILENT EXISTS NOT IN a true false COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT sameTerm isIRI isURI isBLANK isLITERAL isNUMERIC REGEX SUBSTR REPLACE".split(
    " ",
  );
const FOLDED = new Set(KEYWORDS.map((word) => word.toUpperCase()));
/** @param {QueryToken} token */
export const isKeyword = ({ kind, text }) => kind === "word" && FOLDED.has(text.toUpperCase());

/**
 * Return all tokens of a text, blanks and comments too.
 * @param {string} text
 * @returns {QueryToken[]}
 */
export function readTokens(text) {
  return [...text.matchAll(TOKEN)].map(({ groups, 0: found, index }) => {
    const [kind] = Object.entries(groups ?? {}).find(([, value]) => value !== undefined) ?? ["sign"];
    return { kind, text: found, start: index };
  });
}

/**
 * Return the tokens that mean something.
 * @param {string} text
 */
export const readWords = (text) => readTokens(text).filter(({ kind }) => kind !== "blank" && kind !== "comment");
