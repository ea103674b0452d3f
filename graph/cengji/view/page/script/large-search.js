// @ts-check
/**
 * Search over all names of a large graph: the index lies in parts in the order of its keys, so that one is enough for a text.
 */
import { either } from "./names.js";
import { foldKey } from "./fold.js";
import { headUnit, large, lastNotAbove, layOut, layOutColumn, partWith } from "./large-parts.js";
import { readPart } from "./large-read.js";

const WHOLE = 0;
const CODE = 2;
const MOST = 60;

/**
 * A part of the index with its keys as texts.
 * @param {any} block
 */
function layOutNames(block) {
  if (block.laid) return block;
  const folded = block.text.map(foldKey);
  const kinds = layOutColumn(block.kinds);
  const things = layOut(block.things);
  let last = 0;
  const numbers = (things.number ?? []).map((step) => (last += step));
  return Object.assign(block, {
    laid: true,
    kinds,
    keys: block.keys.map((/** @type {number | string} */ key, /** @type {number} */ at) =>
      typeof key === "number" ? folded[block.refs[at]].slice(key) : key,
    ),
    total: layOutColumn(block.total),
    things,
    rowOf: new Map(numbers.map((number, row) => [number, row])),
  });
}

/** @param {number} at */
const readNames = async (at) => layOutNames(await readPart(large().folder, large().names[at]));

/**
 * Return what bears a name, or is found by its sound, initials, code or a later part of a name; the best first. Further words must stand
 * in the names above it. `more` says how many more there are, at least.
 * @param {string} text
 * @returns {Promise<{ found: Found[], more: number }>}
 */
export async function findNames(text) {
  const words = text
    .split(/[\s,;，；、]+/)
    .map(foldKey)
    .filter(Boolean);
  const whole = await lookUp(foldKey(text), []);
  if (whole.found.length || words.length < 2) return whole;
  const [key, ...others] = words.toSorted((one, other) => other.length - one.length);
  const last = await lookUp(/** @type {string} */ (words.at(-1)), words.slice(0, -1));
  return last.found.length ? last : lookUp(key, others);
}

/**
 * @param {string} key
 * @param {string[]} words
 */
async function lookUp(key, words) {
  const at = Math.max(0, lastNotAbove(large().firsts, key));
  if (!key || !large().names.length) return { found: [], more: 0 };
  const part = await readNames(at);
  const rows = rowsFrom(part, key);
  const goesOn = rows.at(-1) === part.keys.length - 1 && Boolean(large().firsts[at + 1]?.startsWith(key));
  if (!rows.length && large().firsts[at + 1]?.startsWith(key)) return gather(await readNames(at + 1), key, words, true);
  return gather(part, key, words, goesOn);
}

/**
 * @param {any} part
 * @param {string} key
 */
function rowsFrom(part, key) {
  const rows = [];
  const start =
    lastNotAbove(
      part.keys.map((/** @type {string} */ one) => (one < key ? 0 : 1)),
      0,
    ) + 1;
  for (let row = start; row < part.keys.length && part.keys[row].startsWith(key); row += 1) rows.push(row);
  return rows;
}

/**
 * @param {any} part
 * @param {string} key
 * @param {string[]} words
 * @param {boolean} goesOn
 */
function gather(part, key, words, goesOn) {
  const rows = rowsFrom(part, key).sort((one, other) => rank(part, one, key) - rank(part, other, key) || one - other);
  const found = [];
  const seen = new Set();
  let more = goesOn ? 1 : 0;
  for (const [row, left] of part.more) if (part.keys[row]?.startsWith(key)) more += left;
  for (const row of rows) {
    const isCode = part.kinds[row] === CODE;
    const ref = part.refs[row];
    const numbers = isCode ? [ref] : [part.found[ref]].flat();
    if (!isCode && !seen.has(`name ${ref}`)) more += part.total[ref] - numbers.length;
    if (!isCode) seen.add(`name ${ref}`);
    for (const number of numbers) {
      if (seen.has(number)) continue;
      seen.add(number);
      const one = sign(part, number, isCode ? part.keys[row] : part.text[ref]);
      if (!words.every((word) => namesAbove(one).some((name) => foldKey(name).includes(word)))) continue;
      if (found.length < MOST) found.push(one);
      else more += 1;
    }
  }
  return { found, more };
}

/**
 * The whole name before its beginning, that before a code, and a part of it or its sound last; the shorter first.
 * @param {any} part
 * @param {number} row
 * @param {string} key
 */
const rank = (part, row, key) =>
  (part.keys[row] === key ? 0 : 4000) + (part.kinds[row] === WHOLE ? 0 : 8000) + Math.min(3000, part.keys[row].length);

/**
 * @param {any} part
 * @param {number} number
 * @param {string} name
 * @returns {Found}
 */
function sign(part, number, name) {
  const row = part.rowOf.get(number);
  const { type, tier, above, via, vias } = part.things;
  return { name, number, type: type[row], tier: tier[row], above: above[row], via: vias[via[row]] };
}

/**
 * The names above a thing, the highest first.
 * @param {Found} found
 */
export function namesAbove({ number, above, via }) {
  const names = via ? [via] : [];
  for (let here = above === number ? (headUnit(number)?.parent ?? -1) : above; here >= 0;) {
    const unit = headUnit(here);
    if (!unit) break;
    names.unshift(either(unit.zh, unit.en));
    here = unit.parent;
  }
  return names;
}

/**
 * Return the number of the thing of an IRI, −1 where there is none.
 * @param {string} id shortened
 */
export async function numberOfId(id) {
  const key = foldKey(
    id
      .replace(/[/#]+$/, "")
      .split(/[/#]/)
      .at(-1) ?? "",
  );
  const at = lastNotAbove(large().firsts, key);
  if (at < 0 || !key) return -1;
  const part = await readNames(at);
  for (const row of rowsFrom(part, key)) {
    if (part.keys[row] !== key) break;
    if (part.kinds[row] !== CODE) continue;
    const number = part.refs[row];
    const held = await partWith(number);
    for (const one of [number, ...held.besideOf(number)]) if (held.unit(one)?.id === id) return one;
  }
  return -1;
}
