// @ts-check
/**
 * Making elements. Texts of the data enter the page here only, as text nodes.
 */

const CHINESE = { lang: "zh-Hans" };
// From the first Chinese character to the last with no Latin letter between, with the marks around.
const CHINESE_RUN = /([“‘《（【]*\p{Script=Han}(?:[^A-Za-z]*[\p{Script=Han}”’》）】…])*)/u;
/** @param {string} text */
const isChinese = (text) => document.documentElement.lang === "en" && /\p{Script=Han}/u.test(text);
/**
 * Return a text with what is Chinese in it on a page in another language marked as such.
 * @param {string} text
 * @returns {Child[]}
 */
const markChinese = (text) =>
  isChinese(text)
    ? text.split(CHINESE_RUN).map((part) => (isChinese(part) ? el("span", CHINESE, part) : part))
    : [text];

/**
 * A text with a sign in the place of what would reorder the letters around it, so that it is seen that something stood there;
 * see https://unicode.org/reports/tr36/#Bidirectional_Text_Spoofing. What is saved stays as it is.
 * @param {string} text
 */
export const replaceBidi = (text) => text.replace(/[\u061c\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
const READ_ALOUD = ["title", "aria-label", "data-tip"];

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Properties | null} [properties]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = String(value);
    else if (name === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (name === "vars") for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else if (READ_ALOUD.includes(name)) element.setAttribute(name, replaceBidi(String(value)));
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  const isPlain = Boolean(properties?.lang) || tag === "option" || tag === "textarea"; // these hold text alone
  const given = children
    .flat()
    .filter(Boolean)
    .map((child) => (typeof child === "string" && tag !== "textarea" ? replaceBidi(child) : child));
  element.append(.../** @type {(Node | string)[]} */ (isPlain ? given : given.flatMap(inLanguage)));
  return element;
}
/** @param {Child} child */
const inLanguage = (child) => (typeof child === "string" ? markChinese(child) : child);

/**
 * A text of the data: its direction is its own and does not touch its surroundings.
 * @param {string} text
 * @param {Properties | null} [properties]
 */
export const label = (text, properties) => {
  const lang = isChinese(text) && !/[A-Za-z]/.test(text) ? CHINESE : {};
  return el("span", { dir: "auto", ...lang, ...properties, class: `t ${properties?.class ?? ""}` }, text);
};

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export const $ = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * A text without halves of characters, as addresses and files need it.
 * @param {string} text
 */
export const wellFormed = (text) =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

/** @param {string} text */
export const announce = (text) => {
  $("shown").textContent = replaceBidi(text);
};

/**
 * Return the elements below a root that a selector names.
 * @param {ParentNode} root
 * @param {string} selector
 */
export const all = (root, selector) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);

/**
 * Return a button of some look that runs something.
 * @param {string} look
 * @param {(event: any) => void} run
 * @param {Child | Child[]} content
 * @param {Properties} [properties]
 */
export const button = (look, run, content, properties) =>
  el("button", { type: "button", class: look, ...properties, on: { click: run } }, content);
