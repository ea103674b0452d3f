// @ts-check
/**
 * The colours and the letters of the canvas.
 */
import { TYPE } from "./data.js";

const widths = new Map();

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 */
export function widthOf(pen, text) {
  const key = `${pen.font} ${text}`;
  if (!widths.has(key)) widths.set(key, pen.measureText(text).width);
  return widths.get(key);
}

/**
 * The text, or as much of it as fits, with an ellipsis.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 * @param {number} width
 */
export function fitText(pen, text, width) {
  const full = widthOf(pen, text);
  if (full <= width) return text;
  const signs = [...text].slice(0, Math.ceil((text.length * width) / full) + 2);
  while (signs.length > 1 && widthOf(pen, `${signs.join("")}…`) > width) signs.pop();
  return `${signs.join("")}…`;
}
export const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';
/** @type {Record<string, string>} */
export let ink = {};

/** Read the colours of the style once a theme; the canvas knows no custom properties. */
export function readColours() {
  const style = getComputedStyle(document.documentElement);
  const numbered = (/** @type {string} */ name, /** @type {number} */ count) =>
    [...Array(count).keys()].map((n) => name + n);
  const names = [...numbered("--t", 11), ...numbered("--p", 8)].concat(
    TYPE.map((type) => `--${type}`),
    [
      "--bg",
      "--panel",
      "--ink",
      "--ink-2",
      "--ink-3",
      "--edge",
      "--rule",
      "--rule-2",
      "--wash",
      "--accent",
      "--outline",
    ],
  );
  ink = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()]));
}
