// @ts-check
/**
 * What of a thing may be corrected, and where that stands in the file of its case.
 */
import {
  C,
  DATA,
  figureOf,
  documentOf,
  groupBy,
  indices,
  L,
  lastPart,
  list,
  measureOf,
  N,
  once,
  R,
  rungOf,
  TYPE,
} from "./data.js";

const datesOf = once(() => new Map(list(DATA.dates.node).map((node, at) => [node, at])));
const schemes = once(() => groupBy(indices(C.id), (concept) => C.scheme[concept]));

/** Table of the page → the row of a thing in it. @type {Record<string, (at: number) => number | undefined>} */
const ROW_OF = {
  nodes: (at) => at,
  figures: (at) => figureOf.get(at),
  measures: (at) => measureOf.get(at),
  dates: (at) => datesOf().get(at),
  documents: (at) => documentOf.get(at),
};

/**
 * The file of the case that states a thing, and the path of the thing in it: entries by their key, not by their line, which
 * changes with every edit. Null where no case file states it.
 * @param {number} at
 * @returns {{ case: string, path: string } | null}
 */
export function placeInFile(at) {
  const home = N.case[at];
  const [root, owner, kind, key] = N.id[at].split("/");
  if (root !== "id" || home < 0 || DATA.places.document[home] < 0) return null;
  const file = DATA.places.key[home];
  if (owner === "place") return { case: file, path: `places[${/^\d+$/.test(kind) ? "code" : "key"}=${kind}]` };
  if (owner !== file) return null;
  const rung = rungOf.get(at);
  if (rung !== undefined) {
    const ladder = lastPart(N.id[L.node[R.ladder[rung]]]);
    return { case: file, path: `ladders[key=${ladder}].rungs[body=${key.slice(ladder.length + 1)}]` };
  }
  if (kind === "document") return { case: file, path: "document" };
  const section = DATA.caseFile.sections[kind];
  return section ? { case: file, path: `${section}[key=${key}]` } : null;
}

/**
 * The mapping that puts a rung on its tier; nothing where it is open which one does.
 * @param {number} rung
 * @returns {(number | string)[] | undefined}
 */
const agreedMapping = (rung) =>
  R.mappings[rung].length ? R.mappings[rung].find(([tier]) => tier === R.tier[rung]) : [-1, -1, "", ""];

/**
 * The values of a column, a list where it holds one; undefined where the page does not know them.
 * @param {string} column
 * @param {number} at
 * @returns {any}
 */
function heldIn(column, at) {
  const [table, name] = column.split(".");
  const rung = rungOf.get(at);
  if (table === "mapping") return rung === undefined ? undefined : agreedMapping(rung)?.[Number(name)];
  const row = ROW_OF[table](at);
  return row === undefined ? "" : /** @type {any} */ (DATA)[table][name][row];
}

/** @param {string} scheme */
export const conceptsOf = (scheme) => schemes().get(scheme) ?? [];
/**
 * A value as a case file writes it: of a concept its key.
 * @param {string} form
 * @param {any} value
 */
function writtenValue(form, value) {
  if (form === "text" || form === "number" || typeof value === "string") return String(value);
  const concept = form === "tier" ? DATA.tiers[value] : form === "line" ? DATA.lines[value] : value;
  return concept >= 0 ? lastPart(C.id[concept]) : "";
}

/**
 * The fields of a thing that may be corrected, each with the value that stands there; of a list each value by itself.
 * @param {number} at
 * @returns {Correctable[]}
 */
export function correctableFields(at) {
  const rung = rungOf.get(at);
  const inherits = rung !== undefined && R.actor[rung] >= 0 && N.zh[at] === N.zh[R.actor[rung]];
  const fields = placeInFile(at) ? (DATA.caseFile.fields[TYPE[N.type[at]]] ?? []) : [];
  return fields.flatMap(([name, column, form]) => {
    const held = heldIn(column, at);
    if (held === undefined || (inherits && name.startsWith("label"))) return [];
    const values = name.endsWith("[]") ? held || [] : [held];
    return values.map((/** @type {any} */ value) => ({
      field: name.replace("[]", ""),
      form,
      old: writtenValue(form, value),
    }));
  });
}
