// @ts-check
/**
 * Writing SVG.
 */
import { replaceBidi, wellFormed } from "./dom.js";
import { pageTitle, t } from "./names.js";
import { state } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
/** @param {number} value */
export const fixed = (value) => String(Math.round(value * 10) / 10);
/** @param {string} text */
export const svgEscape = (text) =>
  replaceBidi(wellFormed(text))
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/**
 * A colour with the opacity beside it: not every reader of SVG knows rgba().
 * @param {[name: string, value: string | number]} attribute
 * @returns {[name: string, value: string | number][]}
 */
function opaque([name, value]) {
  const found = /^rgba\((.+), ([\d.]+)\)$/.exec(String(value));
  return found
    ? [
        [name, `rgb(${found[1]})`],
        [`${name}-opacity`, found[2]],
      ]
    : [[name, value]];
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [content]
 */
export const svgElement = (tag, attributes, content = "") =>
  `<${tag}${Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== "")
    .flatMap(opaque)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? fixed(value) : svgEscape(value)}"`)
    .join("")}>${content}</${tag}>`;

/**
 * The SVG document around a picture.
 * @param {string} content
 * @param {number} width
 * @param {number} height
 * @param {number} [factor] by which it is shown larger or smaller
 * @param {string} [name] what it shows
 */
export function svgDocument(content, width, height, factor = 1, name = t(state.view)) {
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--bg").trim();
  const size = { width: width * factor, height: height * factor, viewBox: `0 0 ${fixed(width)} ${fixed(height)}` };
  const title = svgElement("title", {}, svgEscape(`${pageTitle()} · ${name}`));
  const paper = svgElement("rect", { width, height, fill: ground });
  return `${svgElement("svg", { xmlns: SVG, ...size }, `\n${title}\n${paper}\n${content}\n`)}\n`;
}
