// @ts-check
/**
 * What a note says, and how it is deleted and brought back: in the details of its thing and in the list of all.
 */
import { correctableFields } from "./correctable.js";
import { conceptAt } from "./data.js";
import { all, announce, button, el, label } from "./dom.js";
import { conceptName, t } from "./names.js";
import { buildDigest, deleteNote, thingOf, undoDelete } from "./notes.js";

/**
 * @param {string} form
 * @param {string} value
 */
export function valueName(form, value) {
  const concept = conceptAt.get(`scheme/${form}/${value}`);
  return concept === undefined ? value || t("noteNothing") : conceptName(concept);
}

/**
 * What a note says: of a correction the field, what stands there and what should, and what this page makes of it.
 * @param {Note} note
 */
export function noteBody(note) {
  const at = thingOf(note);
  const fields = at < 0 ? [] : correctableFields(at).filter(({ field }) => field === note.field);
  const form = fields[0]?.form ?? "text";
  const here = fields.map(({ old }) => old);
  const verdict =
    at < 0
      ? t(note.digest === buildDigest() ? "noteNotHere" : "noteElsewhere")
      : !note.field
        ? ""
        : here.includes(note.new ?? "")
          ? t("noteDone")
          : here.includes(note.old ?? "")
            ? ""
            : t("noteChanged", here.map((one) => valueName(form, one)).join(t("enumeration")));
  return [
    note.field
      ? el(
          "p",
          { class: "correction" },
          el("span", { class: "quiet" }, t("noteCorrect", t(`field.${note.field}`))),
          el("del", null, label(valueName(form, note.old ?? ""))),
          el("ins", null, label(valueName(form, note.new ?? ""))),
        )
      : null,
    note.note ? el("p", { class: "note-text", dir: "auto" }, note.note) : null,
    verdict ? el("p", { class: "quiet verdict" }, label(verdict)) : null,
  ];
}

/**
 * @param {Note} note
 * @param {HTMLElement} root where the keyboard goes on: to the button that undoes it
 */
export const deleteButton = (note, root) =>
  button(
    "link",
    () => {
      deleteNote(note);
      announce(t("noteDeleted"));
      all(root, "[data-keep='note undo']")[0]?.focus();
    },
    t("noteDelete"),
    { "data-keep": `note delete ${note.id}` },
  );

/** @param {() => void} then */
export const undoRow = (then) =>
  el(
    "p",
    { class: "undone" },
    t("noteDeleted"),
    button(
      "link",
      () => {
        undoDelete();
        announce(t("noteBack"));
        then();
      },
      t("noteUndo"),
      { "data-keep": "note undo" },
    ),
  );
