// @ts-check
/**
 * The things that have been looked at, as rows of the page's own columns, so that the details tell of them as of those of any page.
 */
import { DATA, E, F, loadData, N } from "./data.js";
import { headPart, headUnit, large, partWith } from "./large-parts.js";

/** Number → its place in the columns. @type {Map<number, number>} */
const places = new Map();
/** @type {number[]} */
const numbers = [];
/** @type {Set<number>} */
const whole = new Set();
/** What has been taken in of links, figures and evidence. @type {Set<string>} */
const taken = new Set();
/** Thing → how many links it has, where not all are told. @type {Map<number, number>} */
const cut = new Map();

const NODE_COLUMNS = [
  ...[
    "id",
    "parent",
    "type",
    "case",
    "zh",
    "en",
    "tiers",
    "stands",
    "alias",
    "pinyin",
    "kind",
    "tier",
    "line",
    "place",
  ],
  ...["status", "note_zh", "note_en"],
];

/** Lay out the columns, and take in the things that the cases and documents name. */
export function startSet() {
  const { nodes, edges, figures, evidence } = /** @type {any} */ (DATA);
  for (const name of NODE_COLUMNS) nodes[name] = [];
  for (const name of ["from", "to", "relation", "status", "claim", "zh", "en"]) edges[name] = [];
  for (const name of ["id", "subject", "document", "text", "start", "end"]) evidence[name] = [];
  for (const name of [
    "node",
    "about",
    "paired",
    "per",
    "per_count",
    "aggregation",
    "written",
    "value",
    "lower",
    "upper",
    "time",
    "comparator",
    "unit",
    "kind",
  ])
    figures[name] = [];
  for (const name of ["direction", "role", "indicator", "lower_closed", "upper_closed", "counted_zh", "counted_en"])
    figures[name] = [];
  for (const name of ["period", "reading"]) figures[name] = [];
  loadData(DATA);
  for (const column of [DATA.places.node ?? [], DATA.documents.node ?? []])
    for (const [row, number] of column.entries()) if (number >= 0) column[row] = addUnit(headPart(), number);
}

/** @param {number} at */
export const numberAt = (at) => numbers[at] ?? -1;
/** @param {number} at */
export const isTold = (at) => whole.has(at);
/** How many links a thing has, where not all of them are told; else 0. @param {number} at */
export const cutLinks = (at) => cut.get(numberAt(at)) ?? 0;

/**
 * Take a thing in, with all that is said of it, and return its place in the columns.
 * @param {number} number
 */
export async function takeUnit(number) {
  const part = await partWith(number);
  const at = addUnit(part, number);
  if (whole.has(at)) return at;
  whole.add(at);
  addUnit(part, number, true);
  const beside = part.besideOf(number);
  for (const other of beside) addUnit(part, other, true);
  const own = [number, ...beside];
  for (const other of own) {
    const unit = /** @type {Unit} */ (part.unit(other));
    if (other >= large().listed && unit.relation >= 0) addEdge(part, other, unit.parent, unit.relation);
  }
  addEdges(part, own);
  addFigures(part, own);
  addEvidence(part, new Set([...own.map((one) => N.id[addUnit(part, one)]), ...E.claim.filter(Boolean)]));
  for (const one of own) if (part.cut.has(one)) cut.set(one, /** @type {number} */ (part.cut.get(one)));
  loadData({ ...DATA });
  return at;
}

/**
 * Return the place of a thing in the columns, where it is put if it has none: with its names, or with all that is said of it.
 * @param {import("./large-parts.js").Part} part
 * @param {number} number
 * @param {boolean} [again] whether what stands there is to be told in full
 * @returns {number}
 */
function addUnit(part, number, again) {
  if (number < 0) return -1;
  const known = places.get(number);
  if (known !== undefined && !again) return known;
  const at = known ?? N.id.length;
  places.set(number, at);
  numbers[at] = number;
  const unit = /** @type {Unit} */ (part.unit(number) ?? headUnit(number));
  /** @type {any} */
  const row = { ...unit, tiers: 0, stands: unit.tier, pinyin: "", line: -1 };
  if (unit.code && again) row.alias = [...(unit.alias || []), unit.code];
  for (const name of ["place", "parent"]) row[name] = again ? addUnit(part, row[name]) : -1;
  for (const name of NODE_COLUMNS) /** @type {any} */ (N)[name][at] = row[name];
  return at;
}

/**
 * @param {import("./large-parts.js").Part} part
 * @param {number} source
 * @param {number} target
 * @param {number} relation
 * @param {{ status?: number, claim?: string, zh?: string, en?: string }} [said]
 */
function addEdge(part, source, target, relation, said) {
  const key = `${source} ${relation} ${target}`;
  if (taken.has(key)) return;
  taken.add(key);
  E.from.push(addUnit(part, source));
  E.to.push(addUnit(part, target));
  E.relation.push(relation);
  E.status.push(said?.status ?? -1);
  E.claim.push(said?.claim ?? "");
  E.zh.push(said?.zh ?? "");
  E.en.push(said?.en ?? "");
}

/**
 * @param {import("./large-parts.js").Part} part
 * @param {number[]} own
 */
function addEdges(part, own) {
  const { from, to, relation, status, claim, zh, en } = part.edges;
  for (const [row, source] of (from ?? []).entries())
    if (own.includes(source) || own.includes(to[row]))
      addEdge(part, source, to[row], relation[row], {
        status: status[row],
        claim: claim[row],
        zh: zh[row],
        en: en[row],
      });
}

/**
 * The figures that are these things, or are about them.
 * @param {import("./large-parts.js").Part} part
 * @param {number[]} own
 */
function addFigures(part, own) {
  const table = part.figures;
  for (const [row, number] of (table.node ?? []).entries()) {
    if (taken.has(`figure ${number}`) || !(own.includes(number) || own.includes(table.about[row]))) continue;
    taken.add(`figure ${number}`);
    for (const [name, column] of Object.entries(table)) {
      const refers = ["node", "about", "paired", "per"].includes(name);
      /** @type {any} */ (F)[name].push(refers ? addUnit(part, column[row]) : column[row]);
    }
  }
}

/**
 * @param {import("./large-parts.js").Part} part
 * @param {Set<string>} subjects
 */
function addEvidence(part, subjects) {
  const table = part.evidence;
  for (const [row, subject] of (table.subject ?? []).entries()) {
    const key = `evidence ${subject} ${table.id[row]}`;
    if (!subjects.has(subject) || taken.has(key)) continue;
    taken.add(key);
    for (const [name, column] of Object.entries(table)) /** @type {any} */ (DATA.evidence)[name].push(column[row]);
  }
}
