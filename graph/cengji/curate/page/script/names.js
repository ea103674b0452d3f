// @ts-check
/**
 * The language of the page, and what things are called in it.
 */
import { fillIn } from "./filling.js";
import { WORDS } from "./words.js";

const KEPT = "cengji-curate-language";

export const language = {
  /** @type {"zh" | "en"} */
  now:
    localStorage.getItem(KEPT) === "en" || (!localStorage.getItem(KEPT) && !/^zh/.test(navigator.language))
      ? "en"
      : "zh",
};

export function turnLanguage() {
  language.now = language.now === "zh" ? "en" : "zh";
  localStorage.setItem(KEPT, language.now);
}

/**
 * Return a word of the interface, its places filled in.
 * @param {string} key
 * @param {...(string | number)} values
 */
export const t = (key, ...values) => fillIn((WORDS[key] ?? [key, key])[language.now === "en" ? 1 : 0], values);

/**
 * What bears a name and help in both languages, such as a field of a form.
 * @param {{ zh: string, en: string }} named
 */
export const nameOf = (named) => (language.now === "en" ? named.en || named.zh : named.zh || named.en);

/** @param {{ help_zh: string, help_en: string }} named */
export const helpOf = (named) => (language.now === "en" ? named.help_en : named.help_zh);
