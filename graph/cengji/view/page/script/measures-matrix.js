// @ts-check
/**
 * The measures as a matrix: what each place does of the same kind.
 */
import { shownPlaces, shownStatus } from "./axes.js";
import { outlineRow, stop } from "./controls.js";
import { conceptKey, E, edgesFrom, F, figureOf, isUnsure, N, TYPE } from "./data.js";
import { el, label } from "./dom.js";
import { audiencesOf, functionsOf, measuresLinked, resultsOf, stageOf } from "./measures.js";
import { conceptName, countedName, nodeName, placeName, t } from "./names.js";
import { state } from "./state.js";

const CELL_NAMES = 5;

/** @param {number} at */
const kindOrType = (at) => (N.kind[at] >= 0 ? `c${N.kind[at]}` : `t${N.type[at]}`);

// The rows of the matrix on which a measure stands: row key → the status of the link that puts it there, −1 for none.
/** @type {Record<string, (at: number) => [row: string, status: number][]>} */
const MEASURE_ROWS = {
  generic: (at) => edgesFrom(at, "variantOf").map((edge) => [`n${E.to[edge]}`, E.status[edge]]),
  kind: (at) => (N.kind[at] >= 0 ? [[`c${N.kind[at]}`, -1]] : []),
  function: (at) => functionsOf(at).map((concept) => [`c${concept}`, -1]),
  runner: (at) => edgesFrom(at, "runBy").map((edge) => [kindOrType(E.to[edge]), E.status[edge]]),
  target: (at) => edgesFrom(at, "actsOn").map((edge) => [kindOrType(E.to[edge]), E.status[edge]]),
  audience: (at) => audiencesOf(at).map((concept) => [`c${concept}`, -1]),
  result: (at) =>
    edgesFrom(at, "resultedIn").map((edge) => [
      `c${F.indicator[figureOf.get(E.to[edge]) ?? -1] ?? -1}`,
      E.status[edge],
    ]),
  stage: (at) => (stageOf(at) >= 0 ? [[`c${stageOf(at)}`, -1]] : []),
};

/** @param {string} key */
function rowName(key) {
  const at = Number(key.slice(1));
  return key[0] === "n" ? nodeName(at) : key[0] === "t" ? t(`type.${TYPE[at]}`) : conceptName(at);
}

/**
 * Return how sure a measure stands on a row: as the link that puts it there or, where that is stated, as the measure itself.
 * @param {number} at
 * @param {number} link
 */
const sureness = (at, link) => (isUnsure(link) ? link : N.status[at]);
/**
 * Return the surer of two statuses: one link that is stated is enough.
 * @param {number} one
 * @param {number | undefined} other
 */
const surer = (one, other) => {
  const rank = (/** @type {number} */ status) => ["stated", "inferred", "disputed"].indexOf(conceptKey(status));
  return other === undefined || rank(one) < rank(other) ? one : other;
};

/**
 * The rows, the most shared first; each with its cells, a cell with its measures and how sure each stands there.
 * @returns {MatrixRow[]}
 */
function matrixRows() {
  const rows = new Map();
  for (const at of measuresLinked()) {
    const links = MEASURE_ROWS[state.measures.by](at).map(([key, link]) => [key, sureness(at, link)]);
    /** @type {Map<string, number>} */
    const held = new Map();
    for (const [key, status] of /** @type {[string, number][]} */ (links)) held.set(key, surer(status, held.get(key)));
    for (const [key, status] of held) {
      if (!shownStatus(status)) continue;
      if (!rows.has(key)) rows.set(key, new Map());
      rows.get(key).set(at, status);
    }
  }
  const places = shownPlaces();
  return [...rows]
    .map(([key, members]) => {
      const cells = places.map((place) =>
        [...members].filter(([at]) => N.case[at] === place).map(([at, status]) => ({ at, status })),
      );
      return {
        key,
        name: rowName(key),
        cells,
        count: members.size,
        shared: cells.filter((cell) => cell.length).length,
      };
    })
    .filter((row) => !state.measures.shared || row.shared > 1)
    .sort((a, b) => b.shared - a.shared || b.count - a.count || a.name.localeCompare(b.name, "zh-Hans"));
}

export function drawMatrix() {
  const rows = matrixRows();
  const places = shownPlaces();
  if (!rows.length) return null;
  const head = el(
    "tr",
    null,
    el("th", { scope: "col", class: "corner" }, t(`by.${state.measures.by}`)),
    ...places.map((at, n) =>
      el(
        "th",
        { scope: "col" },
        label(placeName(at)),
        el("span", { class: "n" }, String(rows.reduce((sum, row) => sum + row.cells[n].length, 0))),
      ),
    ),
  );
  return el("table", { class: "sheet matrix" }, el("thead", null, head), el("tbody", null, ...rows.map(matrixRow)));
}

/** @param {MatrixRow} row */
function matrixRow(row) {
  const own = row.key[0] === "n" ? stop(Number(row.key.slice(1)), row.name, { mark: false }) : label(row.name);
  return el(
    "tr",
    null,
    el("th", { scope: "row" }, own, el("span", { class: "n" }, t("placesOf", row.shared, shownPlaces().length))),
    ...row.cells.map((cell) =>
      el(
        "td",
        { class: cell.length ? "" : "none" },
        ...(cell.length ? matrixCell(cell, row.key) : [el("span", { class: "quiet" }, "—")]),
      ),
    ),
  );
}

/**
 * @param {MatrixCell} cell
 * @param {string} key
 */
function matrixCell(cell, key) {
  const names = cell.map(({ at, status }) => matrixName(at, status, key));
  const rest = names.slice(CELL_NAMES);
  return [
    el("ul", null, ...names.slice(0, CELL_NAMES)),
    rest.length ? el("details", null, el("summary", null, t("more", rest.length)), el("ul", null, ...rest)) : null,
  ].filter(Boolean);
}

/**
 * How sure the link is shows as in the ladders; doubt has its word too.
 * @param {number} at
 * @param {number} status
 * @param {string} key
 */
function matrixName(at, status, key) {
  const sure = isUnsure(status) ? conceptKey(status) : "";
  return el(
    "li",
    null,
    sure ? el("i", { class: `stripe ${sure}`, title: conceptName(status) }) : null,
    el(
      "div",
      null,
      stop(at, nodeName(at), {
        keep: `${key} ${at}`,
        mark: false,
        title: [nodeName(at), sure && conceptName(status)].filter(Boolean).join(" · "),
      }),
      sure === "disputed" ? el("span", { class: "tag disputed" }, conceptName(status)) : null,
      resultText(at),
    ),
  );
}
/** @param {number} at */
const resultText = (at) => {
  const results = resultsOf(at);
  return results.length
    ? label(results.map((figure) => F.written[figure]).join(" · "), {
        class: "quiet results clip",
        title: results.map((figure) => `${F.written[figure]} ${countedName(figure)}`).join(" · "),
      })
    : null;
};

/** @returns {OutlineRow[]} */
export function matrixOutline() {
  const places = shownPlaces();
  return matrixRows().flatMap((row) => [
    outlineRow(row.key[0] === "n" ? Number(row.key.slice(1)) : -1, 1, row.name, [
      ["placesCount", `${row.shared} / ${places.length}`],
    ]),
    ...row.cells.flatMap((cell, n) =>
      cell.length
        ? cell.map(({ at, status }) =>
            outlineRow(at, 2, nodeName(at), [
              ["place", placeName(places[n])],
              ["status", status >= 0 ? conceptName(status) : ""],
              [
                "by.result",
                resultsOf(at)
                  .map((figure) => F.written[figure])
                  .join(" · "),
              ],
            ]),
          )
        : [outlineRow(-1, 2, "—", [["place", placeName(places[n])]])],
    ),
  ]);
}

/**
 * The matrix for a spreadsheet: a row each kind, a column each place.
 * @returns {TableRow[]}
 */
export function matrixTable() {
  const places = shownPlaces();
  return matrixRows().map((row) => {
    /** @type {TableRow["cells"]} */
    const cells = [
      [`by.${state.measures.by}`, row.name],
      ["placesCount", String(row.shared)],
      ...row.cells.map(
        (cell, n) =>
          /** @type {TableRow["cells"][0]} */ ([
            `place ${places[n]}`,
            cell.map(({ at }) => nodeName(at)).join("\n"),
            placeName(places[n]),
          ]),
      ),
    ];
    return { at: row.key[0] === "n" ? Number(row.key.slice(1)) : -1, cells };
  });
}
