// @ts-check
/**
 * All notes of the reader, with what leads to their things, and the files in which they are carried out and in.
 */
import { reveal } from "./axes.js";
import { keepFocus } from "./controls.js";
import { N, TYPE } from "./data.js";
import { $, all, announce, button, el, label } from "./dom.js";
import { save } from "./exports.js";
import { csvLines } from "./files.js";
import { t } from "./names.js";
import { correctionLines, notesJson, readNotes } from "./notes-file.js";
import { drawNotes, writeNote } from "./notes-part.js";
import { deleteButton, noteBody, undoRow } from "./notes-show.js";
import {
  allNotes,
  buildDigest,
  deletedNote,
  mergeNotes,
  notesShownAt,
  storageTrouble,
  thingOf,
  unreadableNotes,
} from "./notes.js";
import { onChange, state } from "./state.js";
import { colourOf, mark } from "./symbols.js";

const LARGEST_NOTES = 8; // MiB
const MOST_FAULTS = 12; // shown of a file
/** What became of the file that was imported last: a sentence, and what is wrong. @type {{ text: string, faults: string[] } | null} */
let imported = null;

/** @param {Note} note */
function noteRow(note) {
  const at = thingOf(note);
  const go = (/** @type {() => void} */ run) => () => {
    $("notes").hidePopover();
    run();
  };
  const name =
    at < 0
      ? el("b", null, label(note.label))
      : button(
          "link to",
          go(() => {
            reveal(at);
            $("details").focus();
          }),
          [mark(TYPE[N.type[at]], colourOf(at)), label(note.label)],
          { "data-keep": `note jump ${note.id}` },
        );
  return el(
    "li",
    null,
    el("p", null, name),
    ...noteBody(note),
    el(
      "p",
      { class: "note-actions" },
      el("span", { class: "quiet" }, note.date.slice(0, 10)),
      at < 0
        ? null
        : button(
            "link",
            go(() => writeNote(at, note)),
            t("noteEdit"),
            { "data-keep": `note edit ${note.id}` },
          ),
      deleteButton(note, $("notes")),
    ),
  );
}

function drawPanel() {
  const held = allNotes().toSorted((one, other) => (one.date < other.date ? 1 : -1));
  const input = el("input", {
    type: "file",
    class: "file",
    id: "notes-file",
    accept: ".json,application/json",
    "aria-label": t("notesImport"),
    tabindex: "-1",
    on: { change: (event) => importNotes(event.target.files[0]) },
  });
  $("notes").replaceChildren(
    el("h2", null, t("notesTitle")),
    el("p", { class: "quiet" }, t("notesKept")),
    storageTrouble() ? el("p", { class: "fault" }, t(storageTrouble())) : "",
    unreadableNotes() ? el("p", { class: "fault" }, t("notesUnreadable", unreadableNotes())) : "",
    held.length
      ? el("ul", { class: "note-list" }, ...held.map(noteRow))
      : el("p", { class: "note-none" }, t("notesNone")),
    deletedNote() ? undoRow(() => $("notes").focus()) : "",
    el(
      "div",
      { class: "buttons" },
      held.length
        ? button("tool", () => saveAll(), t("notesJson"), { "data-out": "notesJson", "data-keep": "notes json" })
        : null,
      held.some(({ field }) => field)
        ? button("tool", () => saveCorrections(), t("notesCsv"), { "data-out": "notesCsv", "data-keep": "notes csv" })
        : null,
      button("tool", () => input.click(), t("notesImport"), { "data-keep": "notes import" }),
      input,
    ),
    imported ? verdictOf(imported) : "",
    held.some(({ field }) => field) ? el("p", { class: "quiet" }, t("notesApply")) : "",
  );
}

/** @param {{ text: string, faults: string[] }} found */
const verdictOf = ({ text, faults }) =>
  el(
    "div",
    { class: faults.length ? "verdict bad" : "verdict good" },
    el("p", null, label(text)),
    faults.length ? el("ul", null, ...faults.slice(0, MOST_FAULTS).map((fault) => el("li", null, label(fault)))) : null,
    faults.length > MOST_FAULTS ? el("p", null, t("more", faults.length - MOST_FAULTS)) : null,
  );

const saveAll = () => save("cengji-notes.json", notesJson(allNotes(), buildDigest()), "application/json");
const saveCorrections = () => save("cengji-corrections.csv", csvLines(correctionLines(allNotes())), "text/csv");

/** @param {File | undefined} file */
async function importNotes(file) {
  if (!file) return;
  imported = await takeFile(file);
  keepFocus($("notes"), drawPanel);
  all($("notes"), "[data-keep='notes import']")[0].focus();
  announce([imported.text, ...imported.faults].join(" "));
}

/** @param {File} file */
async function takeFile(file) {
  if (file.size > LARGEST_NOTES * 2 ** 20) return { text: t("faultLarge", file.name, LARGEST_NOTES), faults: [] };
  const { notes, faults } = readNotes(await file.text());
  const words = (/** @type {Fault} */ [key, ...values]) =>
    t(key, ...values.map((value) => (Array.isArray(value) ? t(String(value[0]), ...value.slice(1)) : value)));
  return { text: t("notesRead", file.name, ...mergeNotes(notes)), faults: faults.map(words) };
}

/** A mark at all that is drawn of things with notes. */
function markNoted() {
  for (const old of all(document, ".noted-mark")) old.remove();
  if (!allNotes().length) return;
  for (const one of all(document, "main [data-node], #outline [data-node]")) {
    const count = notesShownAt(Number(one.dataset.node));
    if (count) one.append(el("span", { class: "noted-mark", role: "img", "aria-label": t("noteOf", count) }));
  }
}

export function startNotesPanel() {
  $("notes").addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") {
      imported = null;
      drawPanel();
      $("notes").autofocus = true; // has the keyboard as soon as it is open, not when "toggle" comes
    }
  });
  $("notes").addEventListener("toggle", (event) => {
    $("open-notes").setAttribute("aria-expanded", String(event.newState === "open"));
  });
  onChange((what) => {
    if (what.has("notes") || what.has("lang")) {
      $("open-notes").textContent = allNotes().length ? t("notesCount", allNotes().length) : t("notes");
      if ($("notes").matches(":popover-open")) keepFocus($("notes"), drawPanel);
      if (what.has("notes") && state.sel >= 0) drawNotes(state.sel);
    }
    markNoted();
  });
}
