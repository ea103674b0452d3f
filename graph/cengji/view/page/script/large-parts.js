// @ts-check
/**
 * The things of a large graph by number: those in the page at once, those in the parts as these are read.
 */
import { DATA } from "./data.js";
import { readPart } from "./large-read.js";

const NAMES = ["id", "zh", "en", "type", "tier", "parent"];

/** @returns {LargeBlock} */
export const large = () => /** @type {LargeBlock} */ (DATA.large);

/** A part with its columns laid out, and its things by number. */
export class Part {
  /** @param {PartBlock} block */
  constructor(block) {
    this.start = block.start;
    this.nodes = layOut(block.nodes);
    this.nodes.id = this.nodes.id?.map((/** @type {string} */ id) => block.prefix + id);
    const { start, ...beside } = block.beside;
    this.besideStart = start ?? 0;
    this.beside = layOut(/** @type {PartTable} */ (beside));
    const outside = layOut(block.outside);
    /** @type {Map<number, Unit>} */
    this.outside = new Map((outside.number ?? []).map((number, row) => [number, unitOf(number, outside, row, false)]));
    this.edges = layOut(block.edges);
    this.cut = new Map(block.cut);
    this.figures = block.figures;
    this.evidence = block.evidence;
  }

  /**
   * Return what the part tells of a thing, undefined where that is nothing.
   * @param {number} number
   * @returns {Unit | undefined}
   */
  unit(number) {
    const row = number - this.start;
    if (row >= 0 && row < (this.nodes.id?.length ?? 0)) return unitOf(number, this.nodes, row, true);
    const other = number - this.besideStart;
    if (other >= 0 && other < (this.beside.id?.length ?? 0)) return unitOf(number, this.beside, other, true);
    return this.outside.get(number);
  }

  /**
   * Return what stands beside a thing.
   * @param {number} number
   * @returns {number[]}
   */
  besideOf(number) {
    const hosts = /** @type {number[]} */ (this.beside.host ?? []);
    return hosts.flatMap((host, row) => (host === number - this.start ? [this.besideStart + row] : []));
  }
}

/**
 * @param {PartTable} table
 * @returns {Record<string, any[]>}
 */
export function layOut(table) {
  return Object.fromEntries(Object.entries(table).map(([name, column]) => [name, layOutColumn(column)]));
}

/** @param {Stretched} column */
export function layOutColumn(column) {
  if (Array.isArray(column)) return column;
  const laid = [];
  for (let at = 0; at < column.runs.length; at += 2)
    for (let times = column.runs[at + 1]; times > 0; times -= 1) laid.push(column.runs[at]);
  return laid;
}

/**
 * @param {number} number
 * @param {Record<string, any[]>} table
 * @param {number} row
 * @param {boolean} whole
 * @returns {Unit}
 */
function unitOf(number, table, row, whole) {
  /** @type {any} */
  const unit = {
    ...{
      number,
      whole,
      first: 0,
      count: 0,
      alias: 0,
      code: "",
      kind: -1,
      status: -1,
      case: -1,
      place: -1,
      relation: -1,
    },
    ...{ note_zh: "", note_en: "" },
  };
  for (const name of whole ? Object.keys(table) : NAMES) unit[name] = table[name][row];
  unit.below = unit.below || [];
  return unit;
}

/** @type {Part} */
let pageHead;
/** @type {Map<string, Part>} */
const parts = new Map();

export function startParts() {
  pageHead = new Part(large().head);
}

/**
 * Return the place of the last value that is not greater; the values ascend.
 * @template T
 * @param {T[]} values
 * @param {T} value
 */
export function lastNotAbove(values, value) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Return the part that tells of a thing.
 * @param {number} number
 * @returns {Promise<Part>}
 */
export async function partWith(number) {
  const { folder, starts, beside, listed, things } = large();
  const at = number < listed ? lastNotAbove(starts, number) : lastNotAbove(beside, number);
  if (at < 0) return pageHead;
  const name = things[at];
  const block = await readPart(folder, name);
  const part = parts.get(name) ?? new Part(block);
  parts.delete(name);
  parts.set(name, part);
  if (parts.size > 24) parts.delete(/** @type {string} */ (parts.keys().next().value));
  return part;
}

/** @param {number} number */
export const unitAt = async (number) => /** @type {Unit} */ ((await partWith(number)).unit(number));

/**
 * Return a thing and all above it that is named, the highest first.
 * @param {number} number
 * @returns {Promise<Unit[]>}
 */
export async function wayTo(number) {
  const part = await partWith(number);
  const way = [];
  for (let here = number; here >= 0;) {
    const told = [part.unit(here), pageHead.unit(here)]; // either may know no more than the name
    const unit = told.find((one) => one?.whole) ?? told.find(Boolean);
    if (!unit) break;
    way.unshift(unit);
    here = unit.parent;
  }
  return way;
}

export const headPart = () => pageHead;
/**
 * Return a thing of which the page itself tells, or that it names.
 * @param {number} number
 */
export const headUnit = (number) => pageHead.unit(number);

/**
 * Return the children of a thing, -1 for the roots, from one place to before another.
 * @param {number} number
 * @param {number} from
 * @param {number} to
 * @returns {Promise<Unit[]>}
 */
export async function childrenOf(number, from, to) {
  const { first, count } = await familyOf(number);
  const units = [];
  for (let child = first + from; child < first + Math.min(to, count); child += 1) units.push(await unitAt(child));
  return units;
}

/** @param {number} number */
export async function familyOf(number) {
  if (number >= 0) return unitAt(number);
  const [first, count] = large().roots;
  return { first, count, below: large().total };
}
