// @ts-check
/**
 * The tables to compute with: figures, and nodes and links of the network, under fixed names of columns in both languages;
 * and the dictionary that says what each column means. Each cell is a text; of numbers, the number alone.
 */
import { shownEdge, shownNode } from "./axes.js";
import {
  C,
  conceptAt,
  DATA,
  E,
  evidenceOf,
  F,
  figureOf,
  fullIri,
  indices,
  lastPart,
  N,
  relationOf,
  TYPE,
} from "./data.js";
import { figuresAnswered } from "./figures.js";
import { thingsInNetwork, thingsOf } from "./files.js";
import { state } from "./state.js";
import { LINK_WORDS } from "./words-links.js";

/** Column → its cell, or for a column in two languages both cells. @typedef {Record<string, string | [zh: string, en: string]>} Cells */

/**
 * Return the header of a table of the dictionary and a line for each row.
 * @param {string} table
 * @param {Cells[]} rows
 */
function linesOf(table, rows) {
  const names = DATA.columns[table].map(([name]) => name);
  const cellOf = (/** @type {Cells} */ row, /** @type {string} */ name) => {
    const cell = row[name] ?? row[name.slice(0, -3)]?.[name.endsWith("_en") ? 1 : 0];
    return String(cell ?? "");
  };
  return [names, ...rows.map((row) => names.map((name) => cellOf(row, name)))];
}

/**
 * @param {{ zh: string[], en: string[] }} columns
 * @param {number} at
 * @returns {[string, string]}
 */
const bothNames = (columns, at) => (at >= 0 ? [columns.zh[at], columns.en[at]] : ["", ""]);
/** @param {number} at */
const bothConcept = (at) => bothNames(C, at);
/**
 * @param {string} bound
 * @param {number} closed
 */
const flagOf = (bound, closed) => (bound ? String(Boolean(closed)) : "");

/**
 * Return the evidence that prints the numeral of a figure first, else what comes first; −1 where there is none.
 * @param {number} figure
 */
function evidenceOfFigure(figure) {
  const { start, text } = DATA.evidence;
  const found = (evidenceOf.get(N.id[F.node[figure]]) ?? []).filter((one) => start[one] >= 0);
  const printing = found.filter((one) => text[one].includes(F.written[figure]));
  const among = printing.length ? printing : found;
  return among.reduce((first, one) => (first < 0 || start[one] < start[first] ? one : first), -1);
}

/**
 * @param {number} at
 * @returns {Cells}
 */
function figureCells(at) {
  const { document, start, end, text } = DATA.evidence;
  const node = F.node[at];
  const evidence = evidenceOfFigure(at);
  const source = evidence < 0 ? -1 : document[evidence];
  const [from, to] = F.period[at] || ["", ""];
  const [low, high] = F.reading[at] || ["", ""];
  return {
    case: bothNames(DATA.places, N.case[node]),
    place: bothNames(N, N.place[node]),
    about: bothNames(N, F.about[at]),
    indicator: bothConcept(F.indicator[at]),
    counted: [F.counted_zh[at], F.counted_en[at]],
    written: F.written[at],
    value: F.value[at],
    lower: F.lower[at],
    lower_inclusive: flagOf(F.lower[at], F.lower_closed[at]),
    upper: F.upper[at],
    upper_inclusive: flagOf(F.upper[at], F.upper_closed[at]),
    reading_lower: low,
    reading_upper: high,
    comparator: bothConcept(F.comparator[at]),
    unit: bothConcept(F.unit[at]),
    kind: bothConcept(F.kind[at]),
    direction: bothConcept(F.direction[at]),
    per: bothNames(N, F.per[at]),
    per_count: F.per_count[at] ? String(F.per_count[at]) : "",
    aggregation: bothConcept(F.aggregation[at]),
    role: bothConcept(F.role[at]),
    status: bothConcept(N.status[node]),
    time: F.time[at],
    period_start: from,
    period_end: to,
    ...(source < 0
      ? {}
      : {
          document: DATA.documents.title[source],
          published: DATA.documents.published[source],
          page: DATA.documents.page[source],
          start: String(start[evidence]),
          end: String(end[evidence]),
          printed: text[evidence],
        }),
    iri: fullIri(N.id[node]),
  };
}

/**
 * Return the figures that are shown: in the view of figures those that it leaves, elsewhere those that the filters leave.
 * @param {number} only the one thing that is asked for, or −1
 */
export function figureLines(only) {
  const left =
    state.view === "figures"
      ? figuresAnswered()
      : indices(F.node).filter((at) => F.node[at] >= 0 && shownNode(F.node[at]));
  const figures = only < 0 ? left : [figureOf.get(only) ?? []].flat();
  return linesOf("figures", figures.map(figureCells));
}

/** The things of the network: all that the filters leave or, in the network itself, what it draws. */
const networkThings = () => (state.view === "network" ? thingsOf(-1) : thingsInNetwork());

/**
 * The name of a thing in both languages; a figure says what it counts.
 * @param {number} at
 * @returns {[string, string]}
 */
function labelsOf(at) {
  const figure = figureOf.get(at);
  if (figure === undefined) return bothNames(N, at);
  const counted = [F.counted_zh[figure], F.counted_en[figure]];
  const [zh, en] = bothConcept(F.indicator[figure]).map((name, n) => `${F.written[figure]} · ${counted[n] || name}`);
  return [zh, en];
}

export const nodeLines = () =>
  linesOf(
    "nodes",
    networkThings().map((at) => ({
      id: fullIri(N.id[at]),
      label: labelsOf(at),
      type: TYPE[N.type[at]],
      kind: bothConcept(N.kind[at]),
      tier: bothConcept(DATA.tiers[N.tier[at]] ?? -1),
      case: bothNames(DATA.places, N.case[at]),
      status: bothConcept(N.status[at]),
    })),
  );

export function linkLines() {
  const drawn = new Set(networkThings());
  const edges = indices(E.from).filter((edge) => shownEdge(edge) && drawn.has(E.from[edge]) && drawn.has(E.to[edge]));
  return linesOf(
    "links",
    edges.map((edge) => {
      const relation = relationOf(edge);
      const words = Object.hasOwn(LINK_WORDS, relation) ? LINK_WORDS[relation] : null;
      return {
        source: fullIri(N.id[E.from[edge]]),
        target: fullIri(N.id[E.to[edge]]),
        relation: lastPart(relation),
        relation_label: words ? [words[0], words[2]] : bothConcept(conceptAt.get(relation) ?? -1),
        status: bothConcept(E.status[edge]),
      };
    }),
  );
}

export const dictionaryLines = () => [
  ["table", "column", "type", "meaning_zh", "meaning_en"],
  ...Object.entries(DATA.columns).flatMap(([table, columns]) =>
    columns.map(([name, kind, zh, en]) => [table, name, kind, zh, en]),
  ),
];
