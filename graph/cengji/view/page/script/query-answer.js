// @ts-check
/**
 * An answer as rows of terms, whatever the form of the query, and what is written of it into files.
 */
import { csvLines } from "./files.js";

export const TRIPLE_COLUMNS = ["subject", "predicate", "object"];
const TERM = /^(?:<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?)\s*/;
/** @type {Record<string, string>} */
const UNESCAPED = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
/** @param {string} text */
const unescapeText = (text) =>
  text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, sign) =>
    sign ? (UNESCAPED[sign] ?? sign) : String.fromCodePoint(Number.parseInt(four ?? eight, 16)),
  );

/**
 * Return the three terms of a line of N-Triples.
 * @param {string} line
 */
function readTriple(line) {
  /** @type {(RdfTerm | null)[]} */
  const terms = [];
  for (let rest = line; terms.length < 3;) {
    const found = TERM.exec(rest);
    if (!found) throw new Error(`no triple: ${line.slice(0, 200)}`);
    const [whole, iri, blank, text, lang, datatype] = found;
    rest = rest.slice(whole.length);
    terms.push(
      iri !== undefined
        ? { type: "uri", value: unescapeText(iri) }
        : blank !== undefined
          ? { type: "bnode", value: blank }
          : { type: "literal", value: unescapeText(text), "xml:lang": lang, datatype },
    );
  }
  return terms;
}

/**
 * Return the answer: its columns, rows of terms, whether it goes on beyond `most` rows; of ASK the verdict.
 * @param {string} text
 * @param {string} form
 * @param {number} most
 * @returns {Omit<Answered, "milliseconds">}
 */
export function readAnswer(text, form, most) {
  if (form === "CONSTRUCT" || form === "DESCRIBE") {
    const lines = [...new Set(text.split("\n"))].filter(Boolean);
    const rows = lines.slice(0, most).map(readTriple);
    return { form, columns: TRIPLE_COLUMNS, rows, isCut: lines.length > most, verdict: null };
  }
  const { head, results, boolean } = JSON.parse(text);
  if (boolean !== undefined) return { form, columns: [], rows: [], isCut: false, verdict: boolean };
  /** @type {Record<string, RdfTerm>[]} */
  const bindings = results.bindings;
  const rows = bindings
    .slice(0, most)
    .map((binding) =>
      head.vars.map((/** @type {string} */ name) => (Object.hasOwn(binding, name) ? binding[name] : null)),
    );
  return { form, columns: head.vars, rows, isCut: bindings.length > most, verdict: null };
}

/**
 * Return the answer as CSV for spreadsheets.
 * @param {Answered} answer
 * @param {(RdfTerm | null)[][]} rows
 */
export const answerCsv = ({ columns, verdict }, rows) =>
  csvLines(
    verdict === null
      ? [columns, ...rows.map((row) => row.map((term) => term?.value ?? ""))]
      : [["answer"], [String(verdict)]],
  );

/**
 * Return the answer as SPARQL 1.1 Query Results JSON.
 * @param {Answered} answer
 * @param {(RdfTerm | null)[][]} rows
 */
export function answerJson({ columns, verdict }, rows) {
  const bindings = rows.map((row) =>
    Object.fromEntries(columns.map((name, at) => [name, row[at]]).filter(([, term]) => term)),
  );
  const head = verdict === null ? { vars: columns } : {};
  const body = verdict === null ? { head, results: { bindings } } : { head, boolean: verdict };
  return `${JSON.stringify(body, null, 1)}\n`;
}
