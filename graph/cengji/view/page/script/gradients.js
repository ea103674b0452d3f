// @ts-check
/**
 * What a style paints by gradients, as shapes of SVG: solid layers, a fade to the right or left, stripes.
 */
import { svgElement } from "./svg.js";

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

const LAYER = /(repeating-)?linear-gradient\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;
const STOP = /(rgba?\([^)]*\))(?: (calc\([^)]*\)|[\d.]+px|[\d.]+%))?/g;
const MOST_STRIPES = 200; // of one box; more would be a grey
/** @param {string} colour */
export const isClear = (colour) => /, 0\)$|transparent/.test(colour);

/**
 * @param {CSSStyleDeclaration} style as it is computed
 * @param {Box} box
 */
export function gradientShapes(style, box) {
  const layers = [...style.backgroundImage.matchAll(LAYER)];
  const [sizes, places] = [style.backgroundSize, style.backgroundPosition].map((list) => list.split(", "));
  return layers
    .map(([, repeating, text], at) => {
      const stops = [...text.matchAll(STOP)].map(([, colour, place]) => ({ colour, place }));
      const part = partOf(box, sizes[at % sizes.length], places[at % places.length]);
      return repeating ? stripes(stops, text.startsWith("90deg"), part) : layer(stops, part);
    })
    .reverse() // the first layer lies on top
    .flat();
}

/**
 * A length of a computed style in pixels: "3px", "50%", "calc(33.3% - 0.3px)", "auto" for the whole.
 * @param {string | undefined} text
 * @param {number} whole
 */
function pixelsOf(text, whole) {
  if (!text || text === "auto") return whole;
  const [share, rest] = [/([\d.]+)%/, /(- |\+ |^)?([\d.]+)px/].map((form) => form.exec(text));
  return (share ? (Number(share[1]) / 100) * whole : 0) + (rest ? (rest[1] === "- " ? -1 : 1) * Number(rest[2]) : 0);
}

/**
 * The part of a box that a layer covers.
 * @param {Box} box
 * @param {string} size
 * @param {string} place
 * @returns {Box}
 */
function partOf(box, size, place) {
  const [wide, high] = size.split(" ");
  const [width, height] = [pixelsOf(wide, box.width), pixelsOf(high, box.height)];
  const [left, top] = place.split(" ");
  return {
    x: box.x + pixelsOf(left, box.width - width),
    y: box.y + pixelsOf(top, box.height - height),
    width,
    height,
  };
}

/**
 * One colour, or a fade from or to one.
 * @param {{ colour: string }[]} stops
 * @param {Box} part
 */
function layer(stops, part) {
  const full = stops.find(({ colour }) => !isClear(colour))?.colour;
  if (!full || part.width <= 0 || part.height <= 0) return [];
  if (stops.every(({ colour }) => colour === full)) return [svgElement("rect", { ...part, fill: full })];
  const id = `fade-${Math.round(part.x * 10)}-${Math.round(part.y * 10)}`;
  const marks = stops.map(
    ({ colour }, at) =>
      `<stop offset="${at / (stops.length - 1)}" stop-color="${full}" stop-opacity="${isClear(colour) ? 0 : 1}"/>`,
  );
  return [
    `<linearGradient id="${id}">${marks.join("")}</linearGradient>`,
    svgElement("rect", { ...part, fill: `url(#${id})` }),
  ];
}

/**
 * Upright stripes one by one; slanted ones, which are grounds, as the shade that they have from afar.
 * @param {{ colour: string, place: string | undefined }[]} stops two a stripe
 * @param {boolean} upright
 * @param {Box} part
 */
function stripes(stops, upright, part) {
  const places = stops.map(({ place }) => pixelsOf(place, part.width));
  const period = places[places.length - 1];
  const at = stops.findIndex(({ colour }) => !isClear(colour));
  if (at < 0 || !(period > 0)) return [];
  const [fill, from, wide] = [stops[at].colour, places[at], places[at + 1] - places[at]];
  if (!upright) return [svgElement("rect", { ...part, fill, opacity: (wide / period).toFixed(2) })];
  const number = Math.min(MOST_STRIPES, Math.floor((part.width - from - wide / 2) / period) + 1);
  return Array.from({ length: number }, (_, stripe) =>
    svgElement("rect", { ...part, x: part.x + from + stripe * period, width: wide, fill }),
  );
}
