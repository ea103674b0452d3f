// @ts-check
/**
 * The reader's notes in the details of a thing: what there is, and the form in which one is written.
 */
import { reveal } from "./axes.js";
import { keepFocus } from "./controls.js";
import { conceptsOf, correctableFields, placeInFile } from "./correctable.js";
import { C, DATA, fullIri, lastPart, N, TYPE } from "./data.js";
import { $, all, announce, button, el, label } from "./dom.js";
import { longName, t } from "./names.js";
import { cleanText } from "./notes-file.js";
import { buildDigest, deletedNote, newNoteId, notesOn, saveNote, storageTrouble } from "./notes.js";
import { deleteButton, noteBody, undoRow, valueName } from "./notes-show.js";
import { state } from "./state.js";

/** What is being written, by thing. @type {Map<number, Draft>} */
const drafts = new Map();

/** @param {number} at */
export const noteButton = (at) =>
  button("link note-add", () => writeNote(at), t("noteAdd"), { "data-keep": "note add" });

/**
 * Open the form: for a new note, or with one that is there.
 * @param {number} at
 * @param {Note} [note]
 */
export function writeNote(at, note) {
  const fields = correctableFields(at);
  const field = note?.field
    ? { field: note.field, form: fields.find(({ field }) => field === note.field)?.form ?? "text", old: note.old ?? "" }
    : null;
  if (note || !drafts.has(at))
    drafts.set(at, { note, field, value: note?.new ?? "", text: note?.note ?? "", fault: "" });
  if (state.sel !== at) reveal(at);
  drawNotes(at);
  all($("details"), field ? ".note-new" : "textarea")[0]?.focus();
}

/**
 * The notes on a thing; hidden while there are none.
 * @param {number} at
 */
export function notesPart(at) {
  const held = notesOn(at);
  const draft = drafts.get(at);
  const undo = deletedNote()?.thing === fullIri(N.id[at]) ? undoRow(() => focusAdd()) : null;
  return el(
    "section",
    { class: "notes", hidden: !held.length && !draft && !undo },
    el("h3", null, t("notesTitle")),
    storageTrouble() ? el("p", { class: "fault" }, t(storageTrouble())) : null,
    held.length
      ? el(
          "ul",
          null,
          ...held
            .filter((note) => note.id !== draft?.note?.id)
            .map((note) => el("li", null, ...noteBody(note), noteActions(note, at))),
        )
      : null,
    undo,
    draft ? noteForm(at, draft) : null,
  );
}

/** The section anew, with the keyboard where it was. @param {number} at */
export function drawNotes(at) {
  const [section] = all($("details"), ".notes");
  if (section) keepFocus($("details"), () => section.replaceWith(notesPart(at)));
}
const focusAdd = () => all($("details"), ".note-add")[0]?.focus();

/**
 * @param {Note} note
 * @param {number} at
 */
const noteActions = (note, at) =>
  el(
    "p",
    { class: "note-actions" },
    el("span", { class: "quiet" }, note.date.slice(0, 10)),
    button("link", () => writeNote(at, note), t("noteEdit"), { "data-keep": `note edit ${note.id}` }),
    deleteButton(note, $("details")),
  );
/**
 * @param {number} at
 * @param {Draft} draft
 */
function noteForm(at, draft) {
  const redo = () => drawNotes(at);
  return el(
    "div",
    {
      class: "note-form",
      role: "group",
      "aria-label": t(draft.note ? "noteEdit" : "noteAdd"),
      on: {
        keydown: (event) => {
          if (event.key === "Escape") endNote(at);
          else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keepNote(at, draft);
          else return;
          event.preventDefault(); // Escape would close the details, too
        },
      },
    },
    draft.note ? null : whatField(at, draft, redo),
    draft.field ? newField(draft) : null,
    el(
      "label",
      null,
      t(draft.field ? "noteWhy" : "noteText"),
      el(
        "textarea",
        {
          rows: "3",
          dir: "auto",
          "data-keep": "note text",
          on: { input: (event) => (draft.text = event.target.value) },
        },
        draft.text,
      ),
    ),
    draft.fault ? el("p", { class: "fault", role: "alert" }, t(draft.fault)) : null,
    el(
      "div",
      { class: "buttons" },
      button("tool", () => keepNote(at, draft), t("noteSave"), { "data-keep": "note save" }),
      button("tool", () => endNote(at), t("noteCancel"), { "data-keep": "note cancel" }),
    ),
  );
}

/**
 * Whether it is a note or the correction of a field.
 * @param {number} at
 * @param {Draft} draft
 * @param {() => void} redo
 */
function whatField(at, draft, redo) {
  const fields = correctableFields(at);
  if (!fields.length) return null;
  const chosen = fields.findIndex((one) => one.field === draft.field?.field && one.old === draft.field.old);
  const option = (/** @type {number} */ place, /** @type {string} */ text) =>
    el("option", { value: String(place), selected: place === chosen }, text);
  return el(
    "label",
    null,
    t("noteWhat"),
    el(
      "select",
      {
        class: "note-what",
        "data-keep": "note what",
        on: {
          change: (event) => {
            draft.field = fields[Number(event.target.value)] ?? null;
            draft.value = draft.field && isPlain(draft.field.form) ? draft.field.old : "";
            redo();
          },
        },
      },
      option(-1, t("noteFree")),
      ...fields.map(({ field, form, old }, place) =>
        option(place, `${t("noteCorrect", t(`field.${field}`))}${t("colon")}${shorten(valueName(form, old))}`),
      ),
    ),
  );
}
const isPlain = (/** @type {string} */ form) => !conceptsOf(form).length;
const shorten = (/** @type {string} */ text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/**
 * What should stand in the field: a text, or one of the concepts of its scheme.
 * @param {Draft} draft
 */
function newField(draft) {
  const { form, old } = /** @type {Correctable} */ (draft.field);
  /** @type {Properties} */
  const properties = {
    class: "note-new",
    "data-keep": "note new",
    on: { input: (event) => (draft.value = event.target.value) },
  };
  const keys = conceptsOf(form).map((concept) => lastPart(C.id[concept]));
  const field = keys.length
    ? el(
        "select",
        properties,
        el("option", { value: "" }, "…"),
        ...keys
          .filter((key) => key !== old)
          .map((key) => el("option", { value: key, selected: key === draft.value }, valueName(form, key))),
      )
    : el("input", { type: "text", dir: "auto", autocomplete: "off", value: draft.value, ...properties });
  return el(
    "label",
    null,
    t("noteNew"),
    field,
    el("span", { class: "quiet" }, label(t("noteStands", valueName(form, old)))),
  );
}

/** @param {number} at */
function endNote(at) {
  drafts.delete(at);
  drawNotes(at);
  focusAdd();
}

/**
 * @param {number} at
 * @param {Draft} draft
 */
function keepNote(at, draft) {
  const [text, value] = [cleanText(draft.text).trim(), cleanText(draft.value).trim()];
  draft.fault = draft.field ? (value && value !== draft.field.old ? "" : "noteSame") : text ? "" : "noteEmpty";
  if (draft.fault) {
    drawNotes(at);
    all($("details"), draft.field ? ".note-new" : ".note-form textarea")[0]?.focus();
    return;
  }
  drafts.delete(at);
  saveNote({
    ...(draft.note ?? noteOn(at)),
    ...correctionOf(at, draft, value),
    note: text,
    date: new Date().toISOString(),
  });
  announce(t(storageTrouble() || "noteSaved"));
  focusAdd();
}

/**
 * A new note on a thing, which says nothing yet.
 * @param {number} at
 * @returns {Note}
 */
const noteOn = (at) => ({
  id: newNoteId(),
  thing: fullIri(N.id[at]),
  type: TYPE[N.type[at]],
  label: cleanText(longName(at)),
  note: "",
  date: "",
  version: DATA.meta.version,
  digest: buildDigest(),
});

/**
 * @param {number} at
 * @param {Draft} draft
 * @param {string} value
 */
function correctionOf(at, draft, value) {
  if (!draft.field) return {};
  if (draft.note) return { new: value };
  const { case: key, path } = /** @type {{ case: string, path: string }} */ (placeInFile(at));
  const { field, old } = draft.field;
  return { case: key, file: `${key}.yaml`, path: `${path}.${field}`, field, old, new: value };
}
