// What of a thing may be corrected, where that stands in the case file, and notes as files.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { correctableFields, placeInFile } from "../../../graph/cengji/view/page/script/correctable.js";
import { nodeAt } from "../../../graph/cengji/view/page/script/data.js";
import { csvLines } from "../../../graph/cengji/view/page/script/files.js";
import { correctionLines, notesJson, readNotes } from "../../../graph/cengji/view/page/script/notes-file.js";
import { allNotes, deleteNote, mergeNotes, notesOn, saveNote, startNotes, storageTrouble, undoDelete, unreadableNotes } from "../../../graph/cengji/view/page/script/notes.js";
import { loadBlock, sampleBlock } from "./block.mjs";

// A browser that keeps texts, at most so many characters.
class Storage {
  held = new Map();
  room = Infinity;
  getItem(key) {
    return this.held.get(key) ?? null;
  }
  setItem(key, text) {
    if (text.length > this.room) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
    this.held.set(key, text);
  }
}
let storage;
beforeEach(() => {
  loadBlock(sampleBlock());
  storage = new Storage();
  globalThis.localStorage = storage;
  globalThis.addEventListener ??= () => {};
  startNotes("d1");
});

const thing = "https://w3id.org/cengji/id/yunxi/measure/m0";
const note = (id, more) => ({ id, thing, label: "甲", note: "看", date: "2031-05-06T07:08:09.000Z", ...more });
const place = (id) => placeInFile(nodeAt().get(id));
const olds = (id) => Object.fromEntries(correctableFields(nodeAt().get(id)).map(({ field, old }) => [field, old]));

test("a thing stands in the file of its case under its section and key", () => {
  assert.deepEqual(place("id/yunxi/measure/m0"), { case: "yunxi", path: "measures[key=m0]" });
  assert.deepEqual(place("id/yunxi/group/grid"), { case: "yunxi", path: "groups[key=grid]" });
  assert.deepEqual(place("id/place/yunxi"), { case: "yunxi", path: "places[key=yunxi]" });
  assert.deepEqual(place("id/yunxi/document/source"), { case: "yunxi", path: "document" });
  assert.equal(place("scheme/generic-measure/points-system"), null);
});

test("a field holds what the case file holds, a concept as its key", () => {
  const figure = olds("id/yunxi/figure/grids");
  assert.deepEqual([figure.written, figure.value, figure.comparator, figure.unit, figure.direction], ["1200余个", "1200", "moreThan", "item", ""]);
  assert.equal(olds("id/place/yunxi").tier, "county");
  assert.deepEqual(correctableFields(nodeAt().get("scheme/generic-measure/points-system")), []);
});

test("notes are kept under the data set, and read again", () => {
  saveNote(note("a"));
  startNotes("d1");
  assert.deepEqual(allNotes().map(({ id }) => id), ["a"]);
  assert.equal(notesOn(nodeAt().get("id/yunxi/measure/m0")).length, 1);
});

test("a deleted note comes back", () => {
  saveNote(note("a"));
  deleteNote(allNotes()[0]);
  assert.deepEqual(allNotes(), []);
  undoDelete();
  assert.deepEqual(allNotes(), [note("a")]);
});

test("a full or missing storage is said, and the notes stay in memory", () => {
  storage.room = 10;
  saveNote(note("a"));
  assert.equal(storageTrouble(), "notesFull");
  saveNote(note("b"));
  assert.equal(allNotes().length, 2);
  storage.room = Infinity;
  saveNote(note("c"));
  assert.deepEqual([storageTrouble(), allNotes().length], ["", 3]);
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get: () => { throw new Error("SecurityError"); } });
  saveNote(note("d"));
  assert.deepEqual([storageTrouble(), allNotes().length], ["notesUnavailable", 4]);
  Object.defineProperty(globalThis, "localStorage", { configurable: true, writable: true, value: storage });
});

test("what is stored and cannot be read is put aside, not overwritten", () => {
  const [key] = [...storage.held.keys(), "cengji-notes d1"];
  storage.held.set(key, "{broken");
  startNotes("d1");
  saveNote(note("a"));
  assert.equal(storage.held.get(unreadableNotes()), "{broken");
});

test("of notes with one id the latest counts", () => {
  saveNote(note("a"));
  assert.deepEqual(mergeNotes([note("a", { note: "后", date: "2032-01-01T00:00:00Z" }), note("b"), note("a", { note: "先", date: "2030-01-01T00:00:00Z" })]), [1, 1, 1]);
  assert.deepEqual(allNotes().map((one) => one.note), ["后", "看"]);
});

test("a file of notes is read again as it was written", () => {
  const all = [note("a", { note: "<b>\u202e[x]\n二" }), note("b", { case: "yunxi", file: "yunxi.yaml", path: "measures[key=m0].kind", field: "kind", old: "", new: "rule" })];
  assert.deepEqual(readNotes(notesJson(all, "d1")), { notes: all, faults: [] });
});

test("every fault of a file is named with its entry", () => {
  const text = JSON.stringify({ format: "cengji-notes/1", notes: [3, note("", {}), note("c", { note: 7, label: "长".repeat(10_001) }), note("d", { date: "gestern" }), note("e", { note: " " }), note("f", { field: "kind", old: "" }), note("g", { note: "a\u0000\ud800" })] });
  const { notes, faults } = readNotes(text);
  assert.deepEqual(faults, [
    ["faultEntry", 1, ["faultObject"]],
    ["faultEntry", 2, ["faultMissing", "id"]],
    ["faultEntry", 3, ["faultText", "note"]],
    ["faultEntry", 3, ["faultLong", "label", 10_000]],
    ["faultEntry", 4, ["faultDate"]],
    ["faultEntry", 5, ["faultNothing"]],
    ["faultEntry", 6, ["faultMissing", "path"]],
    ["faultEntry", 6, ["faultMissing", "new"]],
  ]);
  assert.deepEqual(notes.map((one) => one.note), ["a\ufffd\ufffd"]);
  assert.deepEqual(readNotes("{").faults, [["faultJson"]]);
  assert.deepEqual(readNotes('{"format": "x"}').faults, [["faultFormat", "cengji-notes/1"]]);
});

test("no cell of the corrections is a formula", () => {
  const lines = correctionLines([note("a"), note("b", { file: "yunxi.yaml", path: "measures[key=m0].label.zh", field: "label.zh", old: "=1+1", new: "@x", note: "说\n二" })]);
  assert.equal(lines.length, 2);
  assert.match(csvLines(lines), /\r\nyunxi\.yaml,measures\[key=m0\]\.label\.zh,'=1\+1,'@x,"说\n二",/);
});
