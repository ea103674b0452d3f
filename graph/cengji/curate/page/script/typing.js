// @ts-check
/**
 * What is being typed while the list is drawn anew: it stays, and the focus with it. Where another window has changed just that
 * field, it is kept beside the new value.
 */
import { all } from "./dom.js";
import { entryOf, screen, show } from "./store.js";

/**
 * @typedef {object} Typed
 * @property {string} id of the entry
 * @property {string} at the field or button within it
 * @property {HTMLInputElement | null} field
 * @property {string} was what stood in the field before it was typed in
 */

/**
 * Return what has the focus below a root, nothing where it is elsewhere.
 * @param {HTMLElement} root
 * @returns {Typed | null}
 */
export function typedIn(root) {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !root.contains(focused)) return null;
  const holder = focused.closest("[data-id]");
  return {
    id: holder instanceof HTMLElement ? (holder.dataset.id ?? "") : "",
    at: placeOf(focused) || `#${focusable(holder ?? root).indexOf(focused)}`,
    field: focused instanceof HTMLInputElement && focused.type === "text" ? focused : null,
    was: focused.dataset.drawn ?? "",
  };
}

/** @param {Element} holder */
const focusable = (holder) => all(/** @type {HTMLElement} */ (holder), "button, input, select, summary");

/** @param {HTMLElement} element */
const placeOf = (element) => element.dataset.path ?? element.dataset.command ?? "";

/**
 * Give the focus and the text back to the field that took the place of the old one.
 * @param {HTMLElement} root
 * @param {Typed | null} typed
 */
export function restoreIn(root, typed) {
  for (const input of root.querySelectorAll("input")) input.dataset.drawn ??= input.value;
  if (!typed || document.activeElement !== document.body) return;
  const holder = all(root, "[data-id]").find(({ dataset }) => dataset.id === typed.id) ?? all(root, ".entry.open")[0];
  if (!holder) return;
  const place = all(holder, "[data-path], [data-command]").find((one) => placeOf(one) === typed.at);
  (place ?? focusable(holder)[Number(/^#(\d+)$/.exec(typed.at)?.[1] ?? 0)] ?? focusable(holder)[0]).focus({
    preventScroll: true,
  });
  const text = typed.field?.value;
  if (!(place instanceof HTMLInputElement) || text === undefined) return;
  const isTyped = text !== typed.was && text !== place.value;
  if (isTyped && place.getAttribute("role") !== "combobox" && place.value !== typed.was) {
    keepBeside(typed.id, typed.at, text);
    return;
  }
  if (isTyped) place.value = text;
  if (place.value !== text) return void place.select(); // what was given meanwhile; typing takes its place
  place.setSelectionRange(typed.field?.selectionStart ?? 0, typed.field?.selectionEnd ?? 0);
}

/**
 * Keep what was typed into a field that says something else by now.
 * @param {string} id
 * @param {string} path
 * @param {string} text
 */
function keepBeside(id, path, text) {
  const [name, ...rest] = path.split(".");
  const whole = structuredClone(entryOf(id)?.value ?? {});
  let holder = whole;
  let field = name;
  for (const step of rest) {
    holder = holder[field] ??= {};
    field = step;
  }
  holder[field] = text;
  screen.kept.set(id, { ...screen.kept.get(id), [name]: whole[name] });
  queueMicrotask(() => show());
}
