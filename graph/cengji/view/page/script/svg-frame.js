// @ts-check
/**
 * The frame of the network in a picture, and its words.
 */
import { camera } from "./camera.js";
import { $ } from "./dom.js";
import { FONT, ink } from "./ink.js";
import { svgElement, svgEscape } from "./svg.js";

// Of the size of letters, how far below the middle of the line, and below its top, they stand.
const MIDDLE = 0.36;
const BASELINE = 0.9;

/** From the scene to the picture: its size in pixels, its scale, and the pixel of a point. */
export class Frame {
  /** @param {{ width: number, height: number, scale: number, corner: Point }} view */
  constructor({ width, height, scale, corner }) {
    this.width = width;
    this.height = height;
    this.scale = scale;
    this.corner = corner;
  }
  /** What the screen shows, so many pixels wide; 0 for as wide as it is. @param {number} width */
  static ofScreen(width) {
    const { clientWidth, clientHeight } = $("canvas");
    const factor = width ? width / clientWidth : 1;
    const size = { width: clientWidth * factor, height: clientHeight * factor };
    return new Frame({ ...size, scale: camera.getScale() * factor, corner: camera.DOMtoCanvas({ x: 0, y: 0 }) });
  }
  /**
   * @param {Point} point
   * @returns {Point}
   */
  at({ x, y }) {
    return { x: (x - this.corner.x) * this.scale, y: (y - this.corner.y) * this.scale };
  }
  /**
   * Whether something of a box lies in the picture.
   * @param {Point[]} corners
   */
  holds(corners) {
    const xs = corners.map(({ x }) => x);
    const ys = corners.map(({ y }) => y);
    return (
      Math.max(...xs) >= 0 && Math.min(...xs) <= this.width && Math.max(...ys) >= 0 && Math.min(...ys) <= this.height
    );
  }
}

/** A pen to measure texts. */
export const measuringPen = () =>
  /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/**
 * @param {Pick<TableName, "text" | "x" | "size" | "weight" | "colour">} words
 * @param {number} baseline
 * @param {Record<string, string>} [properties]
 */
const svgText = ({ text, x, size, weight, colour }, baseline, properties) =>
  svgElement(
    "text",
    {
      ...properties,
      x,
      y: baseline,
      "font-size": size,
      "font-weight": weight === 400 ? "" : weight,
      "font-family": FONT,
      fill: ink[colour],
    },
    svgEscape(text),
  );

/**
 * A name at the side of the picture, from the middle of its line.
 * @param {TableName} name
 */
export const svgName = (name) => svgText(name, name.y + name.size * MIDDLE, { class: "name" });

/**
 * A text by its upper left corner, on a ground that parts it from what lies below; readers of SVG differ where that follows the letters.
 * @param {TableName & { box: number[] }} label
 */
export function svgLabel({ box: [left, top, right, bottom], ...words }) {
  const size = { x: left, y: top, width: right - left, height: bottom - top, rx: 3 };
  const ground = svgElement("rect", { ...size, fill: ink["--bg"] }); // opaque: LibreOffice darkens what is not
  return ground + svgText(words, words.y + words.size * BASELINE);
}
