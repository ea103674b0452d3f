// @ts-check
/**
 * Making elements. Texts of the data enter the page here only, as text nodes.
 */

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
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().flatMap((child) => child || []));
  return element;
}

/**
 * Return the language of a text that stands in Chinese on a page in another language, as an attribute.
 * @param {string} text
 */
const langOf = (text) =>
  document.documentElement.lang === "en" && /\p{Script=Han}/u.test(text) && !/[A-Za-z]/.test(text)
    ? { lang: "zh-Hans" }
    : {};

/**
 * A text of the data: its direction is its own and does not touch its surroundings.
 * @param {string} text
 * @param {Properties | null} [properties]
 */
export const label = (text, properties) =>
  el("span", { dir: "auto", ...langOf(text), ...properties, class: `t ${properties?.class ?? ""}` }, text);

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
  $("shown").textContent = text;
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
