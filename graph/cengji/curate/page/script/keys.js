// @ts-check
/**
 * The keys of the page: each is also a button or a click.
 */
import { act } from "./actions.js";
import { enterArticle, markNextOpen, moveCaret, moveEdge, reveal } from "./article.js";
import { $, announce } from "./dom.js";
import { settle, stepDifference } from "./differences.js";
import {
  acceptWith,
  alike,
  decide,
  extendOverKind,
  hanging,
  nextDoubtful,
  nextOf,
  nextUndecided,
  ofKind,
  step,
} from "./deciding.js";
import { addEvidence } from "./entry.js";
import { toldFields } from "./facts.js";
import { openHelp } from "./help.js";
import { commandOf, isField, isTyped } from "./keyboard.js";
import { turnBrief } from "./list.js";
import { t } from "./names.js";
import { KINDS, make, offered } from "./run.js";
import { select } from "./select.js";
import { allEntries, entryOf, faultsOf, listed, screen, show, state } from "./store.js";

/** Command → what it does, and the words and keys that the help shows of it. @type {Record<string, () => void>} */
const COMMANDS = {
  KeyJ: () => step(1),
  ArrowDown: () => step(1),
  KeyK: () => step(-1),
  ArrowUp: () => step(-1),
  "Shift+KeyJ": () => step(1, true),
  "Shift+ArrowDown": () => step(1, true),
  "Shift+KeyK": () => step(-1, true),
  "Shift+ArrowUp": () => step(-1, true),
  "Shift+End": () => extendOverKind(true),
  "Shift+Home": () => extendOverKind(false),
  KeyA: () => void decide("accept"),
  "Shift+KeyA": () => void decide("accept", { whole: true }),
  KeyH: () => acceptWith(hanging, { whole: true }),
  KeyX: () => void decide("reject"),
  "Shift+KeyX": () => void decide("reject", { whole: true }),
  KeyU: () => void decide("unsure"),
  KeyG: () => acceptWith(alike),
  "Shift+KeyG": () => acceptWith(ofKind),
  KeyT: turnBrief,
  KeyE: () => mend(),
  Enter: () => mend(),
  KeyM: () => focusIn("[data-merge]"),
  KeyV: () => withSelected((entry) => screen.run && void addEvidence(entry)),
  KeyZ: () => void undo(),
  "Ctrl+KeyZ": () => void undo(),
  "Shift+KeyZ": () => void redo(),
  "Ctrl+Shift+KeyZ": () => void redo(),
  KeyN: () => void nextUndecided(),
  "Shift+KeyN": () => void nextDoubtful(),
  KeyD: () => state.against && show({ show: screen.show === "differ" ? "all" : "differ" }),
  KeyF: () => nextOf((entry) => faultsOf(entry.id).length > 0, "noneFaulty") && focusIn(".wrong [data-path]", ""),
  KeyO: () => markNextOpen() || announce(t("noneOpen")),
  KeyR: () => show({ view: screen.view === "clean" ? "raw" : "clean", run: null, caret: 0 }),
  BracketLeft: () => moveEdge("start", -1),
  "Shift+BracketLeft": () => moveEdge("start", 1),
  BracketRight: () => moveEdge("end", 1),
  "Shift+BracketRight": () => moveEdge("end", -1),
  "/": () => /** @type {HTMLInputElement} */ ($("query")).select(),
  "?": () => openHelp(),
  Escape: () => show({ run: null, anchor: "", opened: "" }),
};

/** The keys among the differences to another curation. @type {Record<string, () => void>} */
const IN_DIFFERENCES = {
  KeyJ: () => stepDifference(1),
  ArrowDown: () => stepDifference(1),
  KeyK: () => stepDifference(-1),
  ArrowUp: () => stepDifference(-1),
  KeyN: () => stepDifference(1, true),
  KeyA: () => void settle("first"),
  KeyB: () => void settle("second"),
  KeyU: () => void settle("open"),
  KeyE: () => openEntry(),
  Enter: () => openEntry(),
};

/** The keys that say nothing among the differences. */
const NOT_IN_DIFFERENCES = new Set(
  "/ KeyX Shift+KeyX Shift+KeyA KeyG Shift+KeyG KeyH KeyT Shift+KeyN Shift+KeyJ Shift+KeyK Shift+ArrowDown Shift+ArrowUp Shift+End Shift+Home".split(
    " ",
  ),
);

/** The keys in the article, where the arrows move its caret. @type {Record<string, () => void>} */
const IN_ARTICLE = {
  ArrowRight: () => moveCaret(1, {}),
  ArrowLeft: () => moveCaret(-1, {}),
  ArrowDown: () => moveCaret(1, { line: true }),
  ArrowUp: () => moveCaret(-1, { line: true }),
  "Shift+ArrowRight": () => moveCaret(1, { mark: true }),
  "Shift+ArrowLeft": () => moveCaret(-1, { mark: true }),
  "Shift+ArrowDown": () => moveCaret(1, { line: true, mark: true }),
  "Shift+ArrowUp": () => moveCaret(-1, { line: true, mark: true }),
};

/** @param {KeyboardEvent} event */
export function onKey(event) {
  if (/** @type {HTMLDialogElement} */ ($("help")).open) return;
  const command = commandOf(event);
  const inField = isField(event.target);
  if (/^(Shift\+)?F6$/.test(command)) {
    event.preventDefault();
    changePane();
    return;
  }
  if (event.target === $("query") && inQuery(command)) event.preventDefault();
  else if (inField && command === "Escape") leaveField();
  if (inField || isTyped(event)) return;
  const digit = /^(Shift\+)?Digit(\d)$/.exec(command);
  const onButton =
    event.target instanceof HTMLElement && event.target.closest("button, a, summary") && command === "Enter";
  const run =
    (event.target === $("article") && IN_ARTICLE[command]) ||
    (screen.show === "differ" && IN_DIFFERENCES[command]) ||
    (digit ? () => byDigit((Number(digit[2]) + 9) % 10, Boolean(digit[1])) : COMMANDS[command]);
  if (!run || onButton || (screen.show === "differ" && NOT_IN_DIFFERENCES.has(command))) return;
  event.preventDefault();
  run();
}

/**
 * Make a statement of the marked text; where none is marked, go to a field of the selected statement.
 * @param {number} at
 * @param {boolean} shift
 */
function byDigit(at, shift) {
  if (screen.run) makeBy(at, shift);
  else if (!shift && screen.show !== "differ") mendFact(at);
}

/**
 * Make a statement of the marked text by the place of its kind, or for the open statement by that of the field.
 * @param {number} at
 * @param {boolean} forOpen
 */
function makeBy(at, forOpen) {
  const [section, field] = forOpen ? (offered()[at] ?? []) : [KINDS[at]];
  if (section) void make(section, field);
  else announce(t("noneOffered"));
}

/** Go from the statements into the article, where the open one rests, or back to it; what was typed is saved by that. */
function changePane() {
  if ($("list").closest(".pane")?.contains(document.activeElement) || document.activeElement === document.body)
    return enterArticle();
  const id = entryOf(screen.selected) ? screen.selected : listed()[0]?.id;
  if (id) select(id);
}

/**
 * Do in the field of the search what a key says: to the first statement found, or back to all; return whether it says anything.
 * @param {string} command
 */
function inQuery(command) {
  const found = listed()[0];
  if ((command === "Enter" || command === "ArrowDown") && found) select(found.id);
  else if (command === "Escape" && screen.query) {
    /** @type {HTMLInputElement} */ ($("query")).value = "";
    show({ query: "" });
    if (entryOf(screen.selected)) select(screen.selected);
  } else return false;
  return true;
}

/** Go back from a field to the entry that it is of; what was typed is saved by that. */
function leaveField() {
  const field = /** @type {HTMLElement} */ (document.activeElement);
  const head = field.closest(".entry")?.querySelector(".entry-head");
  field.blur();
  if (head instanceof HTMLElement) head.focus({ preventScroll: true });
}

/** Show the statement that the selected difference is about among all others, as a form. */
function openEntry() {
  const id = screen.selected;
  show({ show: "all", section: "", query: "" });
  if (id) select(id);
}

/** @param {(entry: Entry) => void} run */
function withSelected(run) {
  const entry = entryOf(screen.selected);
  if (entry) run(entry);
  else announce(t("noSelection"));
}

/** Go into the form: to what is wrong or doubtful in it, else to its first field. */
function mend() {
  open();
  const wrong = document.querySelector(".entry.open .wrong [data-path]");
  if (wrong instanceof HTMLElement) focusOn(wrong);
  else if (!focusField(entryOf(screen.selected)?.doubts[0] ?? "")) focusIn("[data-path]:not([data-merge])");
}

/** Go to one of the fields that the row tells. @param {number} at */
function mendFact(at) {
  const entry = entryOf(screen.selected);
  if (!entry || !focusField(toldFields(entry)[at] ?? "")) announce(t(entry ? "noneOffered" : "noSelection"));
}

/**
 * Put the focus on a field of the form, of several values on the first, and return whether there is such a field.
 * @param {string} name
 */
function focusField(name) {
  open();
  const field = document.querySelector(`.entry.open [data-path="${name}"]`);
  field?.closest("details")?.setAttribute("open", "");
  const value = field?.closest(".several")?.querySelector("[data-change]") ?? field;
  if (value instanceof HTMLElement) focusOn(value);
  return Boolean(field);
}

/** @param {HTMLElement} field */
function focusOn(field) {
  field.focus();
  if (field instanceof HTMLInputElement) field.select();
}

/** Show the form of the selected statement where that is shown in brief. */
function open() {
  if (screen.brief && screen.selected) show({ opened: screen.selected });
}

/**
 * @param {string} selector
 * @param {string} [none] what to say where there is no such field
 */
function focusIn(selector, none = t("noSelection")) {
  open();
  const field = document.querySelector(`.entry.open ${selector}`);
  if (field instanceof HTMLElement) focusOn(field);
  if (!field && none) announce(none);
}

export const undo = () => takeBack("undo");
export const redo = () => takeBack("redo");

/**
 * Undo or redo the last change, say which it was, and show what it was about; the focus stays on a button that was pressed.
 * @param {"undo" | "redo"} way
 */
async function takeBack(way) {
  const change = state[way];
  if (!change) return announce(t(way === "undo" ? "noUndo" : "noRedo"));
  const at = listed().findIndex(({ id }) => id === screen.selected);
  if ((await act(way, [])) === false) return;
  const named = change.what.split(", ");
  const entry = allEntries().find(({ id, key }) => named.includes(id) || (key && named.includes(key)));
  if (entry && !listed().includes(entry) && screen.show !== "differ") show({ show: "all", section: "", query: "" });
  const shown = entry ?? (entryOf(screen.selected) ? undefined : (listed()[at] ?? listed().at(-1)));
  if (shown && screen.show !== "differ") select(shown.id, !$("tools").contains(document.activeElement));
  announce(t(way === "undo" ? "undone" : "redone", `${t(`did.${change.action}`)} ${entry?.name || change.what}`));
}

/** Show the article around a place. @param {number} rawPlace */
export function lookAtRaw(rawPlace) {
  const mark = state.marks.find(({ raw }) => raw[0] <= rawPlace && rawPlace < raw[1]);
  if (mark) reveal(mark[screen.view][0]);
}
