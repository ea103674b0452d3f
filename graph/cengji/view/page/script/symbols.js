// @ts-check
/**
 * The symbols of things: outlines, colours and marks by type and tier.
 */
import { conceptKey, isUnsure, N, TYPE } from "./data.js";
import { el } from "./dom.js";
import { conceptName } from "./names.js";

// The outline of each type's mark in a box from −1 to 1, for the legend (SVG) and the network (canvas).
/** @type {Record<string, [number, number][] | null>} */
export const OUTLINES = {
  place: polygon(6, 0),
  group: [
    [-0.86, -0.86],
    [0.86, -0.86],
    [0.86, 0.86],
    [-0.86, 0.86],
  ],
  body: null,
  people: polygon(8, Math.PI / 8),
  ladder: [
    [-0.5, -1],
    [0.5, -1],
    [0.5, 1],
    [-0.5, 1],
  ],
  rung: [
    [-1, -0.45],
    [1, -0.45],
    [1, 0.45],
    [-1, 0.45],
  ],
  measure: polygon(4, -Math.PI / 2),
  generic: star(),
  problem: polygon(5, Math.PI / 2),
  outcome: polygon(5, -Math.PI / 2),
  power: polygon(7, -Math.PI / 2),
  figure: null,
  event: polygon(3, -Math.PI / 2),
  post: polygon(3, Math.PI / 2),
  policy: [
    [-0.7, -0.9],
    [0.3, -0.9],
    [0.75, -0.4],
    [0.75, 0.9],
    [-0.7, 0.9],
  ],
  document: [
    [-0.7, -0.9],
    [0.3, -0.9],
    [0.75, -0.4],
    [0.75, 0.9],
    [-0.7, 0.9],
  ],
};
// A cluster is drawn as a stack of discs, each so far up and to the right of the last.
export const STACK = [6, 3, 0];
export const HOLLOW = new Set(["policy", "post", "ladder"]);

/**
 * @param {number} corners
 * @param {number} turn
 * @returns {[number, number][]}
 */
function polygon(corners, turn) {
  return Array.from({ length: corners }, (_, n) => {
    const angle = turn + (2 * Math.PI * n) / corners;
    return [Math.cos(angle), Math.sin(angle)];
  });
}

/** @returns {[number, number][]} */
function star() {
  return Array.from({ length: 10 }, (_, n) => {
    const angle = -Math.PI / 2 + (Math.PI * n) / 5;
    const radius = n % 2 ? 0.45 : 1.05;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/**
 * The colour of a node as the name of a custom property: its tier's, else its type's.
 * @param {number} at
 */
export const colourOf = (at) => (N.tier[at] >= 0 ? `--t${Math.min(10, N.tier[at])}` : `--${TYPE[N.type[at]]}`);

/**
 * @param {string} type
 * @param {string} [colour]
 */
export function mark(type, colour) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  svg.setAttribute("class", HOLLOW.has(type) ? "mark hollow" : "mark");
  svg.setAttribute("aria-hidden", "true");
  const outline = OUTLINES[type];
  const shape = document.createElementNS(space, outline ? "polygon" : "circle");
  if (outline) shape.setAttribute("points", outline.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" "));
  else shape.setAttribute("r", type === "figure" ? "0.55" : "0.9");
  svg.append(shape);
  svg.style.setProperty("--c", `var(${colour ?? `--${type}`})`);
  return svg;
}

/**
 * Return the mark of a status in doubt, as the ladders bear it, with its word; null where a document states it.
 * @param {number} status
 * @param {Properties} [properties]
 */
export const doubtMark = (status, properties) =>
  isUnsure(status)
    ? el("i", {
        class: `stripe ${conceptKey(status)}`,
        role: "img",
        "aria-label": conceptName(status),
        title: conceptName(status),
        ...properties,
      })
    : null;

/**
 * Return the colour of a tier and the edge that stands out from the ground where the colour is light, as custom properties.
 * @param {number} tier
 */
export function tierColours(tier) {
  const step = Math.min(10, tier);
  const colour = tier < 0 ? "var(--ink-3)" : `var(--t${step})`;
  return { "--c": colour, "--e": tier < 0 ? colour : `var(--e${step}, ${colour})` };
}
