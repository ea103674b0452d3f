// @ts-check
/**
 * Notes as files: the JSON in which they are kept, passed on and read again, and corrections as a table.
 */
import { DATA } from "./data.js";
import { wellFormed } from "./dom.js";

export const NOTES_FORMAT = "cengji-notes/1";
const LONGEST = 10_000; // characters of a text
const NEEDED = ["id", "thing", "label", "date"];
const OPTIONAL = ["type", "case", "file", "path", "field", "old", "new", "note", "version", "digest"];

/**
 * A text without what no file shows: halves of characters and control characters other than ends of lines and tabs.
 * @param {string} text
 */
export const cleanText = (text) => wellFormed(text).replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "\ufffd");

/**
 * @param {Note[]} notes
 * @param {string} digest that of the page's data
 */
export function notesJson(notes, digest) {
  const { dataset, version } = DATA.meta;
  return `${JSON.stringify({ format: NOTES_FORMAT, dataset, version, digest, notes }, null, 2)}\n`;
}

/**
 * Return the notes that a text holds, and what is wrong with the rest: the key of a word and its values.
 * @param {string} text
 * @returns {{ notes: Note[], faults: Fault[] }}
 */
export function readNotes(text) {
  let held;
  try {
    held = JSON.parse(text);
  } catch {
    return { notes: [], faults: [["faultJson"]] };
  }
  if (held?.format !== NOTES_FORMAT || !Array.isArray(held.notes))
    return { notes: [], faults: [["faultFormat", NOTES_FORMAT]] };
  /** @type {Note[]} */
  const notes = [];
  /** @type {Fault[]} */
  const faults = [];
  held.notes.forEach((/** @type {unknown} */ entry, /** @type {number} */ at) => {
    const found = faultsOf(entry);
    if (found.length) faults.push(...found.map((fault) => /** @type {Fault} */ (["faultEntry", at + 1, fault])));
    else notes.push(cleanNote(/** @type {Record<string, string>} */ (entry)));
  });
  return { notes, faults };
}

/**
 * @param {any} entry
 * @returns {Fault[]}
 */
function faultsOf(entry) {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return [["faultObject"]];
  const missing = NEEDED.filter((name) => entry[name] === undefined || entry[name] === "");
  const given = [...NEEDED, ...OPTIONAL].filter((name) => entry[name] !== undefined);
  const wrong = given.filter((name) => typeof entry[name] !== "string");
  const long = given.filter((name) => typeof entry[name] === "string" && entry[name].length > LONGEST);
  /** @type {Fault[]} */
  const found = [
    ...missing.map((name) => /** @type {Fault} */ (["faultMissing", name])),
    ...wrong.map((name) => /** @type {Fault} */ (["faultText", name])),
    ...long.map((name) => /** @type {Fault} */ (["faultLong", name, LONGEST])),
  ];
  if (found.length) return found;
  if (Number.isNaN(Date.parse(entry.date))) return [["faultDate"]];
  if (!entry.field && !entry.note?.trim()) return [["faultNothing"]];
  const half = entry.field ? ["path", "old", "new"].filter((name) => entry[name] === undefined) : [];
  return half.map((name) => ["faultMissing", name]);
}

/**
 * @param {Record<string, string>} entry
 * @returns {Note}
 */
function cleanNote(entry) {
  const kept = [...NEEDED, ...OPTIONAL].filter((name) => entry[name] !== undefined);
  const texts = Object.fromEntries(kept.map((name) => [name, cleanText(entry[name])]));
  return /** @type {Note} */ (/** @type {unknown} */ ({ note: "", ...texts }));
}

/**
 * The corrections as lines of a table: which file, which field, what stands there and what should.
 * @param {Note[]} notes
 */
export const correctionLines = (notes) => [
  ["file", "field", "old", "new", "reason", "thing", "label", "date"],
  ...notes
    .filter(({ field }) => field)
    .map((note) =>
      [note.file, note.path, note.old, note.new, note.note, note.thing, note.label, note.date].map(
        (text) => text ?? "",
      ),
    ),
];
