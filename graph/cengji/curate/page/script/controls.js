// @ts-check
/**
 * The small controls of a form: a line of text, several values as chips, what a field of keys may hold, faults.
 */
import { act, declare } from "./actions.js";
import { combobox } from "./combobox.js";
import { button, el, label } from "./dom.js";
import { isComposing } from "./keyboard.js";
import { language, nameOf, t } from "./names.js";
import { allEntries, conceptsOf, screen, start } from "./store.js";

/**
 * The faults of a field or an entry, in words.
 * @param {FieldFault[]} found
 * @param {string} [id]
 */
export const faultList = (found, id) =>
  el(
    "ul",
    { class: "faults", id },
    ...found.map(({ problem, remedy, severity, zh }) =>
      language.now === "zh" && zh
        ? el("li", { class: severity }, label(zh))
        : el("li", { class: severity }, label(problem), el("span", { class: "quiet" }, ` — ${remedy}`)),
    ),
  );

/**
 * A line of text that is told when it is left or Enter is pressed in it; also where a text was put back into it, which is no change
 * to a browser.
 * @param {any} value
 * @param {Properties} properties
 * @param {(text: string) => void} set
 */
export function line(value, properties, set) {
  const input = el("input", { type: "text", autocomplete: "off", spellcheck: "false", ...properties });
  input.value = String(value);
  let told = input.value;
  const tell = () => {
    if (screen.drawing || input.value === told) return;
    told = input.value;
    set(input.value.trim());
  };
  input.addEventListener("change", tell);
  input.addEventListener("blur", tell);
  input.addEventListener("keydown", (event) => event.key === "Enter" && !isComposing(event) && tell());
  return input;
}

/**
 * What a field of keys may hold: things of some sections of the case, or concepts of a scheme.
 * @param {FieldForm} form
 * @returns {ConceptChoice[]}
 */
export function choicesOf(form) {
  if (form.scheme) return conceptsOf(form.scheme);
  return allEntries()
    .filter((entry) => entry.key && form.sections?.includes(entry.section))
    .map((entry) => ({
      key: entry.key,
      zh: entry.name,
      en: entry.value.label?.en ?? "",
      pinyin: entry.pinyin,
      note: nameOf(start.forms[entry.section]) + (entry.proposed ? ` · ${t("proposed")}` : ""),
    }));
}

/**
 * What declares a concept for a field, nothing where its scheme is closed or it holds no concepts.
 * @param {FieldForm} form
 */
export function declarer({ scheme }) {
  return scheme && start.forms[`concepts.${scheme}`]
    ? (/** @type {string} */ text) => declare(scheme, text)
    : undefined;
}

/**
 * Several plain values: each can be taken away or, by a click on it, have another put in its place, and one more put in.
 * @param {FieldForm} form
 * @param {any[]} values
 * @param {Properties} properties
 * @param {(value: any) => void} set
 */
export function several(form, values, properties, set) {
  const choices = choicesOf(form);
  const named = (/** @type {any} */ value) => {
    const choice = choices.find(({ key }) => key === value);
    return choice ? nameOf(choice) || choice.key : String(value);
  };
  /** @type {(text: string, held: Properties, put: (value: string) => void) => HTMLElement} */
  const field = (text, held, put) =>
    form.kind === "key" || form.kind === "concept"
      ? combobox({
          value: "",
          choices: () => choices,
          pick: put,
          properties: held,
          declare: declarer(form),
          empties: true,
        })
      : line(text, held, put);
  const put = (/** @type {string} */ value) => value && !values.includes(value) && set([...values, value]);
  /** @type {(at: number) => HTMLElement} */
  const one = (at) => {
    const name = named(values[at]);
    const change = () => {
      const instead = (/** @type {string} */ value) =>
        value && !values.includes(value) && set(values.map((held, other) => (other === at ? value : held)));
      const held = { "data-path": properties["data-path"], placeholder: name, "aria-label": t("change", name) };
      const input = field("", held, instead);
      input.addEventListener("focusout", () => setTimeout(() => input.isConnected && input.replaceWith(shown)));
      shown.replaceWith(input);
      (input instanceof HTMLInputElement ? input : input.querySelector("input"))?.focus();
    };
    const shown = chip(name, () => set(values.filter((_, other) => other !== at)), change, t("change", name), true);
    return shown;
  };
  const more = { ...properties, placeholder: t("add", nameOf(form)) };
  return el(
    "div",
    { class: "several" },
    ...values.map((_, at) => one(at)),
    field("", more, put),
    namesMarked(form, String(properties["data-path"])),
  );
}

/**
 * What puts all that the marked text names into a list of keys, where some is marked.
 * @param {FieldForm} form
 * @param {string} path
 */
function namesMarked(form, path) {
  const { run, view, selected } = screen;
  if (!run || !selected || path !== form.name || (form.kind !== "key" && form.kind !== "concept")) return null;
  const put = () => void act("name", [selected], { field: form.name, view, ...run });
  return button("tool", put, t("namesMarked"), {
    "data-path": `${path}.marked`,
    "aria-label": `${nameOf(form)}: ${t("namesMarked")}`,
  });
}

/**
 * @param {string} text
 * @param {() => void} remove
 * @param {(() => void) | null} [look] what a click on the text does
 * @param {string} [title] what that is
 * @param {boolean} [changes] whether it has the value changed
 */
export function chip(text, remove, look, title = t("showEvidence"), changes = false) {
  return el(
    "span",
    { class: "chip" },
    look ? button("link t", look, text, { title, "data-change": changes || null }) : label(text),
    button("remove", remove, "×", { "aria-label": t("remove", text) }),
  );
}

/** What shows a place of the article; the page sets it. @type {(place: number) => void} */
let reveal = () => {};

/** @param {number} place */
export const lookAt = (place) => reveal(place);

/** @param {(place: number) => void} run */
export const onLook = (run) => {
  reveal = run;
};
