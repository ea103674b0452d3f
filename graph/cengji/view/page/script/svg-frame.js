// @ts-check
/**
 * The frame of the network in a picture, and its words.
 */
import { camera } from "./camera.js";
import { $ } from "./dom.js";
import { FONT, ink } from "./ink.js";
import { svgElement, svgEscape } from "./svg.js";

export const NAME_SIZE = 13; // of the names of tiers and places

/** From the scene to the picture: its size in pixels, its scale, and the pixel of a point. */
export class Frame {
  /** @param {number} width of the picture, 0 for that of the screen */
  constructor(width) {
    const { clientWidth, clientHeight } = $("canvas");
    this.factor = width ? width / clientWidth : 1;
    this.width = clientWidth * this.factor;
    this.height = clientHeight * this.factor;
    this.scale = camera.getScale() * this.factor;
    this.corner = camera.DOMtoCanvas({ x: 0, y: 0 });
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

/** A pen with the letters of the names of tiers and places, to measure them. */
export function namePen() {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = `600 ${NAME_SIZE}px ${FONT}`;
  return pen;
}

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {boolean} [strong]
 */
export const svgText = (text, x, y, size, strong) =>
  svgElement(
    "text",
    {
      x,
      y,
      "font-size": size,
      "font-weight": strong ? "600" : "",
      "font-family": FONT,
      fill: ink[strong ? "--ink" : "--ink-2"],
    },
    svgEscape(text),
  );
