// @ts-check
/**
 * When a key is meant as a command: not while an input method composes, not in a field, not held down.
 */

/**
 * Return whether an input method is at work, whose keys are no commands; some tell it by the code alone.
 * @param {KeyboardEvent} event
 */
export const isComposing = (event) => event.isComposing || event.keyCode === 229 || event.key === "Process";

/**
 * Return whether a key is typed into something that takes text.
 * @param {EventTarget | null} target
 */
export const isField = (target) =>
  target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable]"));

/**
 * Return the command of a key: its code with what is held, such as ``Shift+KeyA``; empty where it is none. The signs / and ? lie
 * elsewhere on each keyboard and are taken as they are printed.
 * @param {KeyboardEvent} event
 */
export function commandOf(event) {
  if (isComposing(event) || event.altKey) return "";
  const held = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  if (event.repeat && !/^(Arrow|Bracket|Key[JK])/.test(event.code)) return "";
  if (!held && (event.key === "/" || event.key === "?")) return event.key;
  return `${held}${event.shiftKey ? "Shift+" : ""}${event.code}`;
}

/**
 * Return whether a key is a sign typed upon a field of a form, such as one of several values, which takes no text itself: it is no
 * command either. Where a click on the value has it changed, typing does too.
 * @param {KeyboardEvent} event
 */
export function isTyped({ target, key, ctrlKey, metaKey, altKey }) {
  if (!(target instanceof HTMLElement) || ctrlKey || metaKey || altKey || [...key].length !== 1 || key === " ")
    return false;
  if (!target.closest(".form-row")) return false;
  if ("change" in target.dataset) target.click();
  return true;
}
