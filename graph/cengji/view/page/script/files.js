// @ts-check
/**
 * What is carried out as files of data: the rows of the view, and what is known of the things in them.
 */
import { shownNode } from "./axes.js";
import {
  allNodes,
  C,
  DATA,
  E,
  evidenceOf,
  F,
  figureOf,
  fullIri,
  isType,
  L,
  linksOf,
  list,
  N,
  R,
  relationOf,
  rungOf,
  TYPE,
} from "./data.js";
import { wellFormed } from "./dom.js";
import { dataNote, t } from "./names.js";
import { hashOf, shownView, state } from "./state.js";
import { inNetwork } from "./trails.js";

// As in core/neutralize.py: what a spreadsheet would take for a formula, and what is a number even so.
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?%?$/;
/** @param {string} text */
const cell = (text) => {
  const safe = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * The rows of the shown view as CSV.
 * @param {number} only
 */
export function csvOf(only) {
  const view = shownView();
  if (view.lines) return csvLines(view.lines(only));
  return csvText((view.table?.() ?? viewRows(view)).filter((row) => only < 0 || row.at === only));
}

/**
 * Rows as CSV for spreadsheets, one column a fact.
 * @param {TableRow[]} rows
 */
export function csvText(rows) {
  const heads = new Map(rows.flatMap((row) => row.cells.map(([key, , heading]) => [key, heading ?? t(key)])));
  const keys = [...heads.keys()];
  const lines = rows.map((row) => {
    const cells = new Map(row.cells.map(([key, text]) => [key, text]));
    return [...keys.map((key) => String(cells.get(key) ?? "")), row.at >= 0 ? fullIri(N.id[row.at]) : ""];
  });
  return csvLines([[...heads.values(), t("iri")], ...lines]);
}

/**
 * Lines of cells as CSV for spreadsheets (RFC 4180, with a byte-order mark).
 * @param {string[][]} lines
 */
export const csvLines = (lines) =>
  `\ufeff${lines.map((line) => `${line.map((text) => cell(wellFormed(text))).join(",")}\r\n`).join("")}`;

/**
 * @param {View} view
 * @returns {TableRow[]}
 */
function viewRows(view) {
  const rows = view.outline();
  const deep = rows.some((row) => row.level > 1);
  return rows.map((row) => {
    /** @type {Fact[]} */
    const level = deep ? [["level", String(row.level)]] : [];
    return { at: row.at, cells: [...level, ["name", row.name], ...row.facts] };
  });
}

/**
 * The things of a view, that which is shown, each once, in the order in which they stand; or the selected one. Where the view
 * sums things up, all that the legend leaves.
 * @param {number} only
 * @param {View} [view]
 */
export function thingsOf(only, view = shownView()) {
  if (only >= 0) return [only];
  const rows = view.outline();
  return rows.some((row) => row.take)
    ? thingsInNetwork()
    : [...new Set(rows.map((row) => row.at).filter((at) => at >= 0))];
}
/** The things that the filters leave in the network, with the ends of links in doubt that are asked for. */
export const thingsInNetwork = () => allNodes().filter(inNetwork);
export const thingsLeft = () => allNodes().filter((at) => !isType(at, "rung") && shownNode(at));

/** @param {number} at */
function recordOf(at) {
  const concept = (/** @type {number} */ value) => (value >= 0 ? fullIri(C.id[value]) : undefined);
  const two = (/** @type {string} */ zh, /** @type {string} */ en) =>
    zh || en ? { zh: zh || undefined, en: en || undefined } : undefined;
  const rung = rungOf.get(at);
  const figure = figureOf.get(at);
  return {
    iri: fullIri(N.id[at]),
    type: TYPE[N.type[at]],
    label: two(N.zh[at], N.en[at]),
    aliases: N.alias[at] || undefined,
    place: DATA.places.key?.[N.case[at]],
    kind: concept(N.kind[at]),
    tier: N.tier[at] >= 0 ? concept(DATA.tiers[N.tier[at]]) : undefined,
    line: N.line[at] >= 0 ? concept(DATA.lines[N.line[at]]) : undefined,
    status: concept(N.status[at]),
    note: two(N.note_zh[at], N.note_en[at]),
    rung:
      rung === undefined
        ? undefined
        : {
            ladder: fullIri(N.id[L.node[R.ladder[rung]]]),
            position: R.position[rung],
            mappings: R.mappings[rung].map(([tier, status, zh, en]) => ({
              tier: concept(DATA.tiers[tier]),
              status: concept(status),
              reason: two(zh, en),
            })),
          },
    figure: figure === undefined ? undefined : figureRecord(figure, concept, two),
    links: linksOf(at).map((edge) => ({
      relation: relationOf(edge),
      [E.from[edge] === at ? "to" : "from"]: fullIri(N.id[E.from[edge] === at ? E.to[edge] : E.from[edge]]),
      status: concept(E.status[edge]),
    })),
    evidence: (evidenceOf.get(N.id[at]) ?? []).map((one) => ({
      document: fullIri(DATA.documents.id[DATA.evidence.document[one]]),
      text: DATA.evidence.text[one],
      start: DATA.evidence.start[one],
      end: DATA.evidence.end[one],
    })),
  };
}

/**
 * @param {number} at
 * @param {(value: number) => string | undefined} concept
 * @param {(zh: string, en: string) => object | undefined} two
 */
const figureRecord = (at, concept, two) => ({
  written: F.written[at],
  value: F.value[at] || undefined,
  lower: F.lower[at] || undefined,
  lowerInclusive: Boolean(F.lower_closed[at]),
  upper: F.upper[at] || undefined,
  upperInclusive: Boolean(F.upper_closed[at]),
  comparator: concept(F.comparator[at]),
  unit: concept(F.unit[at]),
  kind: concept(F.kind[at]),
  direction: concept(F.direction[at]),
  per: F.per[at] >= 0 ? fullIri(N.id[F.per[at]]) : undefined,
  perCount: F.per_count[at] || undefined,
  aggregation: concept(F.aggregation[at]),
  role: concept(F.role[at]),
  indicator: concept(F.indicator[at]),
  counted: two(F.counted_zh[at], F.counted_en[at]),
  about: F.about[at] >= 0 ? fullIri(N.id[F.about[at]]) : undefined,
  time: F.time[at] || undefined,
});

/** @param {number} only */
export function jsonOf(only) {
  const documents = list(DATA.documents.id).map((id, at) => ({
    iri: fullIri(id),
    title: DATA.documents.title[at],
    sha256: DATA.documents.digest[at],
  }));
  return `${JSON.stringify({ note: dataNote(), view: state.view, state: hashOf(), documents, things: thingsOf(only).map(recordOf) }, null, 2)}\n`;
}
