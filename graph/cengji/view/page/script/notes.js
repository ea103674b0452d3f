// @ts-check
/**
 * The reader's notes: kept in the browser under the data set, or in memory where the browser keeps nothing.
 */
import { countBy, DATA, fullIri, groupBy, N, networkNode, nodeAt, R, rungOf } from "./data.js";
import { notesJson, readNotes } from "./notes-file.js";
import { redraw } from "./state.js";

/** @type {Note[]} */
let notes = [];
/** @type {Map<string, Note[]>} */
let notesByThing = new Map();
/** The note deleted last, until another change. @type {Note | null} */
let deleted = null;
/** The key of the word for what keeps the notes from being stored. */
let trouble = "";
/** Where what could not be read was put. */
let aside = "";
let storageKey = "";
let digest = "";

export const allNotes = () => notes;
/** @param {number} at */
export const notesOn = (at) => notesByThing.get(fullIri(N.id[at])) ?? [];
/** The number of notes on what is drawn; a rung shows the body on it, too. @param {number} at */
export function notesShownAt(at) {
  const actor = R.actor?.[rungOf.get(at) ?? -1] ?? -1;
  return at < 0 || !notes.length ? 0 : notesOn(at).length + (actor < 0 ? 0 : notesOn(actor).length);
}
/** The number of notes on each thing that the network draws. */
export const networkNotes = () =>
  countBy(
    notes
      .map(thingOf)
      .filter((at) => at >= 0)
      .map(networkNode),
  );
export const deletedNote = () => deleted;
export const storageTrouble = () => trouble;
export const unreadableNotes = () => aside;
/** The digest of the page's data. */
export const buildDigest = () => digest;
/**
 * The thing that a note is about, −1 where it is not in this page.
 * @param {Note} note
 */
export const thingOf = (note) => nodeAt().get(note.thing.replace(DATA.meta.base, "")) ?? nodeAt().get(note.thing) ?? -1;

/** @param {Note[]} held */
function hold(held) {
  notes = held;
  notesByThing = groupBy(notes, (note) => note.thing);
}

/** Take what is stored; another tab may have changed it. What is in memory alone is newer. */
function takeStored() {
  if (trouble) return;
  try {
    const text = localStorage.getItem(storageKey);
    const read = text ? readNotes(text) : { notes: [], faults: [] };
    if (text && read.faults.length) {
      aside = `${storageKey} unreadable`;
      localStorage.setItem(aside, text);
    }
    hold(read.notes);
  } catch {
    trouble = "notesUnavailable";
  }
}

/** @param {Note[]} held */
function store(held) {
  hold(held);
  try {
    localStorage.setItem(storageKey, notesJson(notes, digest));
    trouble = "";
  } catch (error) {
    trouble = /quota/i.test(/** @type {Error} */ (error).name) ? "notesFull" : "notesUnavailable";
  }
  redraw(new Set(["notes"]));
}

/**
 * A note with this id is replaced.
 * @param {Note} note
 */
export function saveNote(note) {
  takeStored();
  deleted = null;
  store([...notes.filter(({ id }) => id !== note.id), note]);
}

/** @param {Note} note */
export function deleteNote(note) {
  takeStored();
  deleted = note;
  store(notes.filter(({ id }) => id !== note.id));
}

export const undoDelete = () => deleted && saveNote(deleted);

/**
 * Take notes in: of those with one id the latest counts. Return how many are new, renewed and there already.
 * @param {Note[]} given
 */
export function mergeNotes(given) {
  takeStored();
  const known = new Map(notes.map((note) => [note.id, note]));
  const fresh = given.filter((note) => !known.has(note.id));
  const later = given.filter((note) => known.has(note.id) && note.date > /** @type {Note} */ (known.get(note.id)).date);
  for (const note of [...fresh, ...later]) known.set(note.id, note);
  deleted = null;
  store([...known.values()]);
  return [fresh.length, later.length, given.length - fresh.length - later.length];
}

export const newNoteId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {string} dataDigest that of the page's data */
export function startNotes(dataDigest) {
  digest = dataDigest;
  trouble = aside = "";
  storageKey = `cengji-notes ${DATA.meta.dataset || digest}`;
  takeStored();
  addEventListener("storage", (event) => {
    if (event.key !== storageKey && event.key !== null) return;
    takeStored();
    redraw(new Set(["notes"]));
  });
}
