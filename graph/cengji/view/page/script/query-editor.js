// @ts-check
/**
 * The editor: a plain text field, so that undo, input methods and the keyboards of phones work, over the same text in colours.
 */
import { button, el } from "./dom.js";
import { t } from "./names.js";
import { offersAt } from "./query-complete.js";
import { suggestList } from "./query-suggest.js";
import { isKeyword, readTokens } from "./query-tokens.js";

/**
 * Return the text in colours, with the faulty part marked.
 * @param {string} text
 * @param {{ start: number, end: number } | null} fault
 */
function colouredText(text, fault) {
  const marked = fault && fault.end > fault.start ? fault : null;
  const spans = readTokens(text).map((token) => {
    const isFaulty = marked && token.start < marked.end && token.start + token.text.length > marked.start;
    const kind = isKeyword(token) ? "keyword" : token.kind;
    return kind === "blank" && !isFaulty
      ? token.text
      : el("span", { class: `q-${kind}${isFaulty ? " q-fault" : ""}`, lang: "en" }, token.text);
  });
  if (fault && !marked) spans.push(el("span", { class: "q-fault q-end" }, " "));
  return [...spans, "\n"];
}

/**
 * Return the editor.
 * @param {{ input: (text: string) => void, run: () => void }} act
 */
export function makeEditor(act) {
  const under = el("pre", { class: "editor-under", "aria-hidden": "true" });
  const field = el("textarea", {
    class: "editor-field",
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    wrap: "soft",
    "aria-label": t("queryText"),
    "data-keep": "editor",
  });
  /** @type {{ start: number, end: number } | null} */
  let fault = null;
  const paint = () => under.replaceChildren(...colouredText(field.value, fault));
  const list = suggestList(field, "editor-offers", ({ text, from }) => {
    field.setSelectionRange(from ?? field.selectionStart, field.selectionStart);
    insert(text);
  });

  /** Put text in place of what is selected; undo takes it back. @param {string} text */
  function insert(text) {
    if (!document.execCommand("insertText", false, text))
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    changed();
  }
  function changed() {
    fault = null;
    field.removeAttribute("aria-invalid");
    paint();
    act.input(field.value);
  }
  /** Put the list below the line of the caret. */
  function placeList() {
    const before = field.value.slice(0, field.selectionStart);
    const caret = el("span", null, "\u200b");
    under.replaceChildren(before, caret);
    const [at, frame] = [caret.getBoundingClientRect(), under.getBoundingClientRect()];
    paint();
    list.box.style.setProperty(
      "--x",
      `${Math.max(0, Math.min(at.left - frame.left, frame.width - list.box.offsetWidth))}px`,
    );
    list.box.style.setProperty("--y", `${at.bottom - frame.top + 4}px`);
  }
  /** @param {boolean} isAsked */
  function offer(isAsked) {
    const offers =
      field.selectionStart === field.selectionEnd ? offersAt(field.value, field.selectionStart, isAsked) : [];
    list.show(offers);
    if (offers.length) placeList();
  }
  field.addEventListener("input", (event) => {
    changed();
    if (!(/** @type {InputEvent} */ (event).isComposing)) offer(false);
  });
  field.addEventListener("compositionend", () => offer(false));
  field.addEventListener("click", list.close);
  field.addEventListener("keydown", (event) => {
    if (list.onKey(event)) return;
    const isRun = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    const isOffer = event.key === " " && event.ctrlKey;
    if (!isRun && !isOffer) return;
    event.preventDefault();
    if (isRun) act.run();
    else offer(true);
  });
  const element = el("div", { class: "editor" }, el("div", { class: "editor-frame" }, under, field), list.box);
  return {
    element,
    field,
    text: () => field.value,
    /** @param {string} text */
    write(text) {
      if (text === field.value) return;
      [field.value, fault] = [text, null];
      field.removeAttribute("aria-invalid");
      list.close();
      paint();
    },
    /** Mark where the text is wrong. @param {{ start: number, end: number } | null} place */
    mark(place) {
      fault = place;
      if (place) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      paint();
    },
    /** @param {{ start: number, end: number }} place */
    goTo(place) {
      field.focus();
      field.setSelectionRange(place.start, place.end);
    },
    offer: () => offer(true),
    relabel: () => field.setAttribute("aria-label", t("queryText")),
  };
}

/** A button that opens what is offered, for those without a keyboard. @param {() => void} run */
export const offerButton = (run) => button("tool", run, t("queryComplete"));
