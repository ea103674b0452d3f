// @ts-check
/**
 * The measures as a matrix: what each place does of the same kind, or what is done at each tier.
 */
import { axisName, axisValues, shownPlaces, shownStatus } from "./axes.js";
import { outlineRow, stop } from "./controls.js";
import { allNodes, conceptKey, E, edgesFrom, F, figureOf, isType, isUnsure, N, TYPE } from "./data.js";
import { el, label } from "./dom.js";
import { audiencesOf, functionsOf, isElement, measuresLinked, resultsOf, stageOf } from "./measures.js";
import { conceptName, countedName, nodeName, placeName, t, writtenName } from "./names.js";
import { state } from "./state.js";
import { derivedTierStatus, lessSure, surer, sureness } from "./sureness.js";
import { doubtMark } from "./symbols.js";

const CELL_NAMES = 5;
const OF_NONE = "-"; // the row of the measures of no general kind, where what only one place does is asked for

/** @param {number} at */
const kindOrType = (at) => (N.kind[at] >= 0 ? `c${N.kind[at]}` : `t${N.type[at]}`);

// The rows of the matrix on which a measure stands: row key → the status of the link that puts it there, −1 for none.
/** @type {Record<string, (at: number) => [row: string, status: number][]>} */
const MEASURE_ROWS = {
  generic: (at) => {
    const edges = edgesFrom(at, "variantOf");
    if (edges.length || state.measures.shared !== "one" || isElement(at))
      return edges.map((edge) => [`n${E.to[edge]}`, E.status[edge]]);
    return [[OF_NONE, -1]];
  },
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

/** By what the rows are: as chosen, else by generic measure, and by kind where no measure of the places shown has one. */
export function rowsBy() {
  if (state.measures.by) return state.measures.by;
  const places = new Set(shownPlaces());
  const measures = allNodes().filter((at) => isType(at, "measure") && places.has(N.case[at]));
  return measures.some((at) => edgesFrom(at, "variantOf").length) ? "generic" : "kind";
}

/** @param {string} key */
function rowName(key) {
  if (key === OF_NONE) return t("ofNone");
  const at = Number(key.slice(1));
  return key[0] === "n" ? nodeName(at) : key[0] === "t" ? t(`type.${TYPE[at]}`) : conceptName(at);
}

/** Row → the places that have a measure on it, whatever is filtered. */
function placesOnRow() {
  /** @type {Map<string, Set<number>>} */
  const found = new Map();
  const rowsOf = MEASURE_ROWS[rowsBy()];
  for (const at of allNodes().filter((one) => isType(one, "measure")))
    for (const [key] of rowsOf(at)) found.set(key, (found.get(key) ?? new Set()).add(N.case[at]));
  return found;
}

/**
 * The columns: a place each or, under the same tiers as in the filter, a tier each.
 * @returns {MatrixColumn[]}
 */
function matrixColumns() {
  if (state.measures.columns !== "tier")
    return shownPlaces().map((place) => ({
      key: `place ${place}`,
      name: placeName(place),
      holds: (at) => N.case[at] === place,
      status: () => -1,
    }));
  const tiersAt = (/** @type {number} */ at) => N.tiers[at] || [N.tier[at]];
  const used = new Set(measuresLinked().flatMap(tiersAt));
  return axisValues("tier")
    .filter((tier) => used.has(tier) && !state.off.tier.has(tier))
    .map((tier) => ({
      key: `tier ${tier}`,
      name: axisName("tier", tier),
      holds: (at) => tiersAt(at).includes(tier),
      status: (at) => derivedTierStatus(at, tier),
    }));
}

/**
 * The rows, the most shared first; each with its cells, a cell with its measures and how sure each stands there.
 * @returns {MatrixRow[]}
 */
function matrixRows() {
  const rows = new Map();
  const rowsOf = MEASURE_ROWS[rowsBy()];
  for (const at of measuresLinked()) {
    const links = rowsOf(at).map(([key, link]) => [key, sureness(at, link)]);
    /** @type {Map<string, number>} */
    const held = new Map();
    for (const [key, status] of /** @type {[string, number][]} */ (links)) held.set(key, surer(status, held.get(key)));
    for (const [key, status] of held) {
      if (!rows.has(key)) rows.set(key, new Map());
      rows.get(key).set(at, status);
    }
  }
  const columns = matrixColumns();
  const wanted = state.measures.shared;
  const places = wanted === "one" ? placesOnRow() : new Map();
  return [...rows]
    .map(([key, members]) => {
      const cells = columns.map((column) =>
        [...members]
          .filter(([at]) => column.holds(at))
          .map(([at, status]) => ({ at, status: lessSure(status, column.status(at)) }))
          .filter(({ status }) => shownStatus(status)),
      );
      const shown = [...new Set(cells.flat().map(({ at }) => at))];
      return {
        key,
        name: rowName(key),
        cells,
        count: shown.length,
        shared: new Set(shown.map((at) => N.case[at])).size,
      };
    })
    .filter(({ count }) => count)
    .filter(
      ({ key, shared }) =>
        wanted === "" || (wanted === "several" ? shared > 1 : key === OF_NONE || places.get(key)?.size === 1),
    )
    .sort(
      (a, b) =>
        Number(a.key === OF_NONE) - Number(b.key === OF_NONE) ||
        b.shared - a.shared ||
        b.count - a.count ||
        a.name.localeCompare(b.name, "zh-Hans"),
    );
}

export function drawMatrix() {
  const rows = matrixRows();
  const columns = matrixColumns();
  if (!rows.length) return null;
  const head = el(
    "tr",
    null,
    el("th", { scope: "col", class: "corner" }, t(`by.${rowsBy()}`)),
    ...columns.map(({ name }, n) =>
      el(
        "th",
        { scope: "col" },
        label(name),
        el("span", { class: "n" }, String(new Set(rows.flatMap((row) => row.cells[n].map(({ at }) => at))).size)),
      ),
    ),
  );
  return el(
    "table",
    {
      class: `sheet matrix ${state.measures.columns}s`,
      role: "grid",
      "aria-label": t("measures.matrix"),
      vars: { "--n": String(columns.length) },
    },
    el("thead", null, head),
    el("tbody", null, ...rows.map(matrixRow)),
  );
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
    rest.length
      ? el("details", null, el("summary", { tabindex: "-1" }, t("more", rest.length)), el("ul", null, ...rest))
      : null,
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
    doubtMark(status),
    el(
      "div",
      null,
      stop(at, nodeName(at), {
        keep: `${key} ${at}`,
        mark: false,
        title: [nodeName(at), sure && conceptName(status)].filter(Boolean).join(" · "),
      }),
      sure === "disputed" ? el("span", { class: "tag disputed" }, conceptName(status)) : null,
      state.measures.columns === "tier" ? label(placeName(N.case[at]), { class: "quiet at" }) : null,
      resultText(at),
    ),
  );
}
/** @param {number} at */
const resultText = (at) => {
  const results = resultsOf(at);
  return results.length
    ? label(results.map(writtenName).join(" · "), {
        class: "quiet results clip",
        title: results.map((figure) => `${writtenName(figure)} ${countedName(figure)}`).join(" · "),
      })
    : null;
};

/** @returns {OutlineRow[]} */
export function matrixOutline() {
  const columns = matrixColumns();
  return matrixRows().flatMap((row) => [
    outlineRow(row.key[0] === "n" ? Number(row.key.slice(1)) : -1, 1, row.name, [
      ["placesCount", `${row.shared} / ${shownPlaces().length}`],
    ]),
    ...row.cells.flatMap((cell, n) =>
      cell.length
        ? cell.map(({ at, status }) =>
            outlineRow(at, 2, nodeName(at), [
              [state.measures.columns, columns[n].name],
              ["status", status >= 0 ? conceptName(status) : ""],
              ["by.result", resultsOf(at).map(writtenName).join(" · ")],
            ]),
          )
        : [outlineRow(-1, 2, "—", [[state.measures.columns, columns[n].name]])],
    ),
  ]);
}

/**
 * The matrix for a spreadsheet: a row each kind, a column each place or tier.
 * @returns {TableRow[]}
 */
export function matrixTable() {
  const columns = matrixColumns();
  return matrixRows().map((row) => {
    /** @type {TableRow["cells"]} */
    const cells = [
      [`by.${rowsBy()}`, row.name],
      ["placesCount", String(row.shared)],
      ...row.cells.map(
        (cell, n) =>
          /** @type {TableRow["cells"][0]} */ ([
            columns[n].key,
            cell.map(({ at }) => nodeName(at)).join("\n"),
            columns[n].name,
          ]),
      ),
    ];
    return { at: row.key[0] === "n" ? Number(row.key.slice(1)) : -1, cells };
  });
}
