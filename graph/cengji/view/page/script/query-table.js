// @ts-check
/**
 * An answer as a table: labels beside IRIs, sorted by any column, filtered, each row with its evidence.
 */
import { stop } from "./controls.js";
import { DATA, documentOf, evidenceOf, groupBy, N } from "./data.js";
import { button, el, label } from "./dom.js";
import { printedText, quote } from "./evidence.js";
import { charactersAt, longName, t } from "./names.js";
import { labelOf, nodeOf, shortIri } from "./query-names.js";
import { asking } from "./query-engine.js";
import { askEvidence } from "./query-run.js";
import { QUERY_WORDS } from "./query-words.js";
import { foldName } from "./fold.js";
import { set, state } from "./state.js";

export const ROW_PAGE = 200;
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = ["integer", "decimal", "double", "float"].map((type) => XSD + type);
const PLAIN = [...NUMBERS, `${XSD}string`, `${XSD}boolean`, `${XSD}date`];

/** @typedef {(RdfTerm | null)[]} Row */

/** @param {RdfTerm | null} term */
export const numberOf = (term) => (term?.datatype && NUMBERS.includes(term.datatype) ? Number(term.value) : null);
/** What a cell reads as. @param {RdfTerm | null} term */
export const cellText = (term) =>
  term === null ? "" : term.type === "uri" ? labelOf(term.value) || shortIri(term.value) : term.value;
/** What a cell is found by. @param {RdfTerm | null} term */
const foundBy = (term) =>
  term === null ? "" : foldName(`${cellText(term)} ${term.type === "uri" ? shortIri(term.value) : ""}`);

/** The things of a row that are in the page, each once. @param {Row} row */
export const nodesOf = (row) => [
  ...new Set(row.flatMap((term) => (term?.type === "uri" ? nodeOf(term.value) : -1)).filter((at) => at >= 0)),
];

/**
 * Return the rows that the filter leaves, in the order that is chosen.
 * @param {Answered} answer
 * @returns {Row[]}
 */
export function shownRows({ columns, rows }) {
  const words = foldName(state.sparql.filter).split(/\s+/).filter(Boolean);
  const left = words.length
    ? rows.filter((row) => {
        const text = row.map(foundBy).join("\n");
        return words.every((word) => text.includes(word));
      })
    : [...rows];
  const column = columns.indexOf(state.sparql.sort.replace(/^-/, ""));
  if (column < 0) return left;
  const sign = state.sparql.sort.startsWith("-") ? -1 : 1;
  const collator = new Intl.Collator(state.lang === "en" ? "en" : "zh-Hans", { numeric: true });
  const keys = new Map(left.map((row) => [row, { number: numberOf(row[column]), text: cellText(row[column]) }]));
  return left.sort((a, b) => {
    const [one, other] = [/** @type {any} */ (keys.get(a)), /** @type {any} */ (keys.get(b))];
    const numbers = one.number !== null && other.number !== null;
    return sign * (numbers ? one.number - other.number : collator.compare(one.text, other.text));
  });
}

/**
 * What a column is called: on the Chinese page in Chinese, where it is one of the library's.
 * @param {string} name
 */
export const columnName = (name) =>
  state.lang === "zh" && Object.hasOwn(asking().columns, name) ? asking().columns[name] || name : name;

/**
 * What a plain text is that only a question of the library gives, such as `unknown`, in Chinese; else empty.
 * @param {RdfTerm} term
 */
const codeName = (term) =>
  state.sparql.name !== "-" &&
  !term["xml:lang"] &&
  state.lang === "zh" &&
  Object.hasOwn(QUERY_WORDS, `code.${term.value}`)
    ? t(`code.${term.value}`)
    : "";

/** @param {string} name */
function head(name) {
  const isCurrent = state.sparql.sort.replace(/^-/, "") === name;
  const isDown = state.sparql.sort.startsWith("-");
  return el(
    "th",
    { scope: "col", "aria-sort": isCurrent ? (isDown ? "descending" : "ascending") : null },
    button(
      "",
      () => set({ sparql: { sort: isCurrent && !isDown ? `-${name}` : isCurrent ? "" : name } }),
      columnName(name),
      {
        "data-keep": `sort ${name}`,
        title: `?${name}`,
      },
    ),
  );
}

/** @param {RdfTerm | null} term */
function answerCell(term) {
  if (term === null) return el("td", null);
  if (term.type !== "uri") {
    const mark = term["xml:lang"]
      ? `@${term["xml:lang"]}`
      : term.datatype && !PLAIN.includes(term.datatype)
        ? shortIri(term.datatype)
        : codeName(term);
    return el(
      "td",
      { class: numberOf(term) === null ? "" : "number" },
      el("span", { class: "clamp" }, label(term.value), mark ? el("span", { class: "quiet lang-tag" }, mark) : null),
    );
  }
  const at = nodeOf(term.value);
  const short = shortIri(term.value);
  const name = labelOf(term.value);
  return el(
    "td",
    null,
    at >= 0 ? stop(at, longName(at)) : name ? label(name, { class: "clamp" }) : null,
    label(short, { class: at >= 0 || name ? "code quiet clip" : "code clip", title: term.value }),
  );
}

/**
 * The table, `limit` rows of it.
 * @param {Answered} answer
 * @param {number} limit
 * @param {() => void} more
 */
export function drawAnswer(answer, limit, more) {
  const rows = shownRows(answer);
  const shown = rows.slice(0, limit);
  return el(
    "div",
    null,
    el(
      "div",
      { class: "result-scroll" },
      el(
        "table",
        { class: "sheet result-table" },
        el("thead", null, el("tr", null, el("th", { scope: "col" }, t("queryEvidence")), ...answer.columns.map(head))),
        el("tbody", null, ...shown.map((row, at) => drawRow(row, at, answer.columns.length))),
      ),
    ),
    rows.length > shown.length
      ? button("tool", more, t("more", Math.min(ROW_PAGE, rows.length - shown.length)), { "data-keep": "more" })
      : null,
  );
}

/**
 * @param {Row} row
 * @param {number} at
 * @param {number} width
 */
function drawRow(row, at, width) {
  const opener = button(
    "link",
    () => {
      const isOpen = opener.getAttribute("aria-expanded") === "true";
      opener.setAttribute("aria-expanded", String(!isOpen));
      if (isOpen) return drawn.nextElementSibling?.remove();
      const place = el("td", { colspan: String(width + 1), class: "row-evidence" }, el("div", null, t("queryRunning")));
      drawn.after(el("tr", { class: "evidence-row" }, place));
      showEvidence(row, /** @type {HTMLElement} */ (place.firstElementChild));
    },
    t("queryEvidence"),
    { "aria-expanded": "false", "aria-label": t("queryEvidenceOf", at + 1), "data-keep": `evidence ${at}` },
  );
  const drawn = el("tr", null, el("td", null, opener), ...row.map(answerCell));
  return drawn;
}

/** The document on whose characters evidence stands. @param {number} document */
function documentLine(document) {
  const at = document < 0 ? -1 : DATA.documents.node[document];
  return at < 0
    ? null
    : el("div", { class: "evidence-document" }, stop(at, longName(at), { keep: `document ${N.id[at]}` }));
}

/**
 * Show on what the things of a row rest: from the page where it knows, else by asking the engine.
 * @param {Row} row
 * @param {HTMLElement} place
 */
async function showEvidence(row, place) {
  const iris = [...new Set(row.flatMap((term) => (term?.type === "uri" ? [term.value] : [])))];
  const known = new Map(iris.map((iri) => [iri, evidenceOf.get(iri.replace(DATA.meta.base, "")) ?? []]));
  const unknown = iris.filter((iri) => !known.get(iri)?.length);
  const asked = groupBy(await askEvidence(unknown).catch(() => []), ({ thing }) => thing);
  const parts = iris.flatMap((iri) => {
    const own = known.get(iri) ?? [];
    const other = asked.get(iri) ?? [];
    if (!own.length && !other.length) return [];
    const name = labelOf(iri) || shortIri(iri);
    const at = nodeOf(iri);
    return [
      el(
        "li",
        null,
        at >= 0 && !documentOf.has(at) ? stop(at, longName(at), { keep: `evidence ${N.id[at]}` }) : label(name),
        ...[...groupBy(own, (one) => DATA.evidence.document[one])].flatMap(([document, pieces]) => [
          documentLine(document),
          ...pieces.map((one) => quote(one, false)),
        ]),
        ...other.map((one) =>
          el(
            "div",
            { class: "quote" },
            one.printed ? printedText(one.printed) : null,
            el(
              "span",
              { class: "quiet" },
              [`《${one.title}》`, one.start ? charactersAt(Number(one.start), Number(one.end)) : t("unanchored")].join(
                " · ",
              ),
            ),
          ),
        ),
      ),
    ];
  });
  place.replaceChildren(
    parts.length
      ? el("ul", { class: "evidence-list" }, ...parts)
      : label(t(iris.length ? "queryNoEvidence" : "queryNoThing"), { class: "quiet" }),
  );
}
