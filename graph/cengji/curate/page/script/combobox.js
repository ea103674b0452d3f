// @ts-check
/**
 * A field that completes what is typed in Chinese, pinyin, English or as a key, with label and key side by side.
 */
import { matching } from "./complete.js";
import { all, el } from "./dom.js";
import { isComposing } from "./keyboard.js";
import { nameOf, t } from "./names.js";
import { screen } from "./store.js";

let made = 0;

/**
 * @param {object} how
 * @param {string} how.value the key that stands there
 * @param {() => ConceptChoice[]} how.choices
 * @param {(key: string) => void} how.pick what to do with the key that is taken, empty where the field was emptied
 * @param {Properties} how.properties of the input
 * @param {(text: string) => Promise<string>} [how.declare] makes what is not among the choices and gives its key
 * @param {boolean} [how.empties] whether the field is emptied once something was taken, as where several are taken one by one
 */
export function combobox({ value, choices, pick, properties, declare, empties = false }) {
  const list = el("div", { class: "choices", role: "listbox", id: `choices-${(made += 1)}`, hidden: true });
  /** @type {ConceptChoice[]} */
  let offered = [];
  let at = -1;
  const current = () => choices().find(({ key }) => key === value);
  const shown = () => (current() ? nameOf(/** @type {ConceptChoice} */ (current())) : value);
  const input = el("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    ...properties,
  });
  input.value = empties ? "" : shown();
  const key = el("span", { class: "key" }, empties || shown() === value ? "" : value);

  /** @param {string} text */
  function offer(text) {
    offered = matching(choices(), text);
    const typed = text.trim();
    const isNew = declare && typed && !offered.some(({ zh, en, key }) => [zh, en, key].includes(typed));
    if (isNew) offered.push({ key: "", zh: t("declare", typed), en: "", pinyin: "", declares: typed });
    at = offered.length ? 0 : -1;
    list.replaceChildren(
      ...(offered.length
        ? offered.map((choice, number) => option(choice, number))
        : [el("p", { class: "quiet" }, t("noChoice"))]),
    );
    open(true);
    point();
    list.scrollIntoView({ block: "nearest" }); // at the lower edge the list would be cut off
  }

  /**
   * @param {ConceptChoice} choice
   * @param {number} number
   */
  function option(choice, number) {
    const other = nameOf(choice) === choice.zh ? choice.en : choice.zh;
    return el(
      "div",
      {
        class: "choice",
        role: "option",
        id: `${list.id}-${number}`,
        on: {
          mousedown: (/** @type {MouseEvent} */ event) => {
            event.preventDefault();
            take(choice);
          },
        },
      },
      el("span", { class: "t" }, nameOf(choice) || choice.key),
      other && other !== nameOf(choice) ? el("span", { class: "quiet t" }, other) : null,
      el("span", { class: "key" }, choice.note ? `${choice.note} · ${choice.key}` : choice.key),
    );
  }

  /** @param {boolean} whether */
  function open(whether) {
    list.hidden = !whether;
    input.setAttribute("aria-expanded", String(whether));
  }

  function point() {
    all(list, "[role=option]").forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  /** @param {ConceptChoice} choice */
  function take({ key: taken, declares }) {
    open(false);
    if (declares && declare) return void declare(declares).then((made) => made && pick(made));
    if (empties) input.value = "";
    if (taken !== value || empties) {
      if (!empties) value = taken;
      pick(taken);
    } else input.value = shown();
  }

  input.addEventListener("input", () => offer(input.value));
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => list.hidden && offer(""));
  input.addEventListener("blur", () => {
    if (screen.drawing) return;
    const emptied = !input.value.trim();
    open(false);
    if (emptied && value && !empties) take({ key: "", zh: "", en: "", pinyin: "" });
    else input.value = empties ? "" : shown();
  });
  input.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) offer("");
      else if (offered.length) at = (at + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length;
      point();
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (at >= 0) take(offered[at]);
      else if (input.value.trim()) take({ key: input.value.trim(), zh: "", en: "", pinyin: "" });
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      open(false);
      input.value = empties ? "" : shown();
    }
  });
  return el("div", { class: "combobox" }, input, key, list);
}
