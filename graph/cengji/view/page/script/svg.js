// @ts-check
/**
 * Writing SVG.
 */
import { DATA } from "./data.js";
import { wellFormed } from "./dom.js";
import { FONT } from "./ink.js";
import { pageTitle, t } from "./names.js";
import { state } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
/** @param {number} value */
export const fixed = (value) => String(Math.round(value * 10) / 10);
/** @param {string} text */
export const svgEscape = (text) =>
  wellFormed(text)
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [content]
 */
export const svgElement = (tag, attributes, content = "") =>
  `<${tag}${Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? fixed(value) : svgEscape(value)}"`)
    .join("")}>${content}</${tag}>`;

/**
 * The SVG document around a picture, with a line below that says what it is and whose the data are.
 * @param {string} content
 * @param {number} width
 * @param {number} height
 */
export function svgDocument(content, width, height) {
  const style = getComputedStyle(document.documentElement);
  const text = `${pageTitle()} · ${t(state.view)} · ${DATA.meta.licence ? `${t("licence", DATA.meta.licence)} · ${t("reportedBare")}` : t("foreign")}`;
  const caption = svgElement(
    "text",
    { x: 12, y: height + 18, "font-size": 12, "font-family": FONT, fill: style.getPropertyValue("--ink-3").trim() },
    svgEscape(text),
  );
  const ground = svgElement("rect", { width, height: height + 28, fill: style.getPropertyValue("--bg").trim() });
  return `${svgElement("svg", { xmlns: SVG, width, height: height + 28, viewBox: `0 0 ${fixed(width)} ${fixed(height + 28)}` }, `\n${svgElement("title", {}, svgEscape(text))}\n${ground}\n${content}\n${caption}\n`)}\n`;
}
