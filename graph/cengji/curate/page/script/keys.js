// @ts-check
/**
 * The keys of the page: each is also a button or a click.
 */
import { act } from "./actions.js";
import { enterArticle, markNextOpen, moveCaret, moveEdge, reveal } from "./article.js";
import { $, announce, el } from "./dom.js";
import { settle, stepDifference } from "./differences.js";
import { commandOf, isField } from "./keyboard.js";
import { addEvidence, alike, select } from "./list.js";
import { t } from "./names.js";
import { KINDS, make, offered } from "./run.js";
import { allEntries, entryOf, faultsOf, isUnsure, listed, screen, show, state } from "./store.js";

/** Command → what it does, and the words and keys that the help shows of it. @type {Record<string, () => void>} */
const COMMANDS = {
  KeyJ: () => step(1),
  ArrowDown: () => step(1),
  KeyK: () => step(-1),
  ArrowUp: () => step(-1),
  KeyA: () => decide("accept"),
  "Shift+KeyA": () => decide("accept", { whole: true }),
  KeyX: () => decide("reject"),
  KeyU: () => decide("unsure"),
  KeyG: () => withSelected((entry) => alike(entry).length && void decide("accept", {}, alike(entry))),
  KeyE: () => focusIn("[data-path]:not([data-merge])"),
  Enter: () => focusIn("[data-path]:not([data-merge])"),
  KeyM: () => focusIn("[data-merge]"),
  KeyV: () => withSelected((entry) => screen.run && void addEvidence(entry)),
  KeyZ: () => void undo(),
  "Ctrl+KeyZ": () => void undo(),
  "Shift+KeyZ": () => void redo(),
  "Ctrl+Shift+KeyZ": () => void redo(),
  KeyN: () => void (nextOf(isUndecided, "") ?? nextOf((entry) => Boolean(entry.proposed), "noneLeft")),
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
  Escape: () => show({ run: null }),
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
  "Shift+KeyA": () => undefined,
  "/": () => undefined,
  KeyX: () => undefined,
  KeyG: () => undefined,
  KeyE: () => openEntry(),
  Enter: () => openEntry(),
};

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
  if (inField) return;
  const digit = /^(Shift\+)?Digit(\d)$/.exec(command);
  const onButton =
    event.target instanceof HTMLElement && event.target.closest("button, a, summary") && command === "Enter";
  const run =
    (event.target === $("article") && IN_ARTICLE[command]) ||
    (screen.show === "differ" && IN_DIFFERENCES[command]) ||
    (digit && screen.run ? () => makeBy((Number(digit[2]) + 9) % 10, Boolean(digit[1])) : COMMANDS[command]);
  if (!run || onButton) return;
  event.preventDefault();
  run();
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

/** @param {Entry} entry */
const isUndecided = (entry) => Boolean(entry.proposed) && !isUnsure(entry);

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

/**
 * Select the entry some places further in the list.
 * @param {number} by
 */
function step(by) {
  const entries = listed();
  const at = entries.findIndex(({ id }) => id === screen.selected);
  const next = entries[at < 0 ? 0 : Math.max(0, Math.min(entries.length - 1, at + by))];
  if (next) select(next.id);
}

/**
 * Decide about the selected entry, or with it about some more, and go on to the next undecided one.
 * @param {string} action
 * @param {Record<string, any>} [rest]
 * @param {string[]} [ids] of all that it is about
 */
export async function decide(action, rest, ids) {
  const entry = entryOf(screen.selected);
  if (!entry || entry.section === "case") return announce(t("noSelection"));
  const entries = listed();
  const at = entries.findIndex(({ id }) => id === entry.id);
  const after = [...entries.slice(at + 1), ...entries.slice(0, at)].map(({ id }) => id);
  if ((action === "accept" && !entry.proposed) || (action === "unsure" && isUnsure(entry))) return go(after);
  const done = await act(action, ids ?? [entry.id], rest);
  if (done !== false && screen.selected === entry.id) go(after); // else he has gone on himself
}

/**
 * Select the first of some entries that is still to be decided, else the first that is there.
 * @param {string[]} ids
 */
function go(ids) {
  const found = ids.map(entryOf).filter((entry) => entry !== undefined);
  const next = found.find(isUndecided) ?? found[0];
  if (next) select(next.id);
}

/**
 * @param {(entry: Entry) => boolean} is
 * @param {string} none
 */
function nextOf(is, none) {
  const entries = [...state.entries.case, ...allEntries()];
  const at = entries.findIndex(({ id }) => id === screen.selected);
  const next = [...entries.slice(at + 1), ...entries.slice(0, at + 1)].find(is);
  if (!next) return void (none && announce(t(none)));
  if (!listed().includes(next)) show({ show: "all", section: "", query: "" });
  select(next.id);
  return next;
}

/**
 * @param {string} selector
 * @param {string} [none] what to say where there is no such field
 */
function focusIn(selector, none = t("noSelection")) {
  const field = document.querySelector(`.entry.open ${selector}`);
  if (field instanceof HTMLElement) field.focus();
  if (field instanceof HTMLInputElement) field.select();
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

/** @type {[string, string][]} */
const HELP = [
  ["J K ↓ ↑", "help.move"],
  ["A", "help.accept"],
  ["⇧A", "help.whole"],
  ["X", "help.reject"],
  ["G", "help.alike"],
  ["U", "help.unsure"],
  ["E", "help.mend"],
  ["M", "help.merge"],
  ["Z · Ctrl+Z", "help.undo"],
  ["⇧Z · Ctrl+⇧Z", "help.redo"],
  ["N", "help.next"],
  ["O", "help.open"],
  ["F", "help.fault"],
  ["D · A B U", "help.differ"],
  ["1 … 0", "help.digit"],
  ["⇧1 … ⇧0", "help.forOpen"],
  ["V", "help.evidence"],
  ["[ ⇧[", "help.start"],
  ["] ⇧]", "help.end"],
  ["F6", "help.pane"],
  ["← → ↑ ↓", "help.caret"],
  ["R", "help.raw"],
  ["/", "help.search"],
];

export function openHelp() {
  const dialog = /** @type {HTMLDialogElement} */ ($("help"));
  const close = el("button", { type: "button", class: "tool", on: { click: () => dialog.close() } }, t("close"));
  dialog.setAttribute("aria-label", t("help"));
  dialog.replaceChildren(
    el("h2", null, t("help")),
    el(
      "dl",
      null,
      ...HELP.flatMap(([keys, words]) => [el("dt", null, el("kbd", null, keys)), el("dd", null, t(words))]),
    ),
    close,
  );
  dialog.showModal();
}

/** Show the article around a place. @param {number} rawPlace */
export function lookAtRaw(rawPlace) {
  const mark = state.marks.find(({ raw }) => raw[0] <= rawPlace && rawPlace < raw[1]);
  if (mark) reveal(mark[screen.view][0]);
}
