// @ts-check
/**
 * The camera of the network: vis-network pans, zooms and keeps the canvas; this turns it to what is to be seen.
 */
import { $ } from "./dom.js";
import { current, frameSize } from "./scene.js";
import { LEAST_TABLE_SCALE, NARROW_FRAME } from "./tier-table.js";

/** @type {Camera} */
export let camera;
/** @param {Camera} made */
export const setCamera = (made) => {
  camera = made;
};

const motion = () =>
  matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 260, easingFunction: "easeInOutQuad" };
/** @param {number} factor */
export const zoomBy = (factor) =>
  camera.moveTo({ scale: Math.min(4, Math.max(0.02, camera.getScale() * factor)), animation: motion() });

// Pixels that names take beside the items: labels beside marks, labels below marks; and those of the tiers above.
const LABELS_BESIDE = 300;
const LABELS_BELOW = 90;
const TIER_NAMES = 110;
// The smallest scale that still reads; a long tree, or any on a narrow screen, is read by moving on, not as a strip.
const LEAST = 0.02;
const LEAST_TREE = 0.42;
const LEAST_NARROW = 0.2;
// The largest scale at which all is shown, on the screen and in pictures.
const MOST = 1.15;
const MOST_PICTURE = 1.8;

/**
 * Return where the camera stands so that these items are seen in a frame of so many pixels, with space for their labels.
 * @param {SceneItem[]} items
 * @param {Size} size
 * @param {{ least: number, most: number }} scales
 * @returns {{ position: Point, scale: number }}
 */
function viewOfItems(items, { width, height }, { least, most }) {
  const { left, right, top, bottom } = extentOf(items);
  const { mode } = current;
  const beside = mode !== "whole" ? Math.min(LABELS_BESIDE, width / 2) : LABELS_BELOW;
  const fitting = Math.min((width - beside) / (right - left + 1), (height - TIER_NAMES) / (bottom - top + 1));
  const scale = Math.max(least, Math.min(most, fitting));
  const shift = mode === "whole" || mode === "focus" ? 0 : 80 / scale; // towards the names
  const fits = (right - left) * scale < width;
  const x = fits ? (left + right) / 2 + shift : left + (width / 2 - 90) / scale;
  return { position: { x, y: (top + bottom) / 2 }, scale };
}

/** The smallest scale on the screen. */
function leastScale() {
  const { mode } = current;
  return mode === "clusters" ? LEAST_TREE : mode === "whole" && frameSize().width < NARROW_FRAME ? LEAST_NARROW : LEAST;
}

/** @param {SceneItem[]} items */
function extentOf(items) {
  const xs = items.map(({ x }) => x);
  const ys = items.map(({ y }) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/**
 * The same of a table, from its upper left corner on.
 * @param {TierTable} table
 * @param {Size} size
 */
function viewOfTable({ box: [left, top, right, bottom], fits, scale: own }, { width, height }) {
  const fitting = Math.min(own, width / (right - left), height / (bottom - top));
  const scale = Math.max(fits ? Math.min(LEAST_TABLE_SCALE, own) : own, fitting);
  return { position: { x: left + width / scale / 2, y: top + height / scale / 2 }, scale };
}

/**
 * Return the corner and scale at which all that is drawn is seen in a picture of so many pixels, and how large it is with that.
 * @param {Size} size
 */
export function wholeFrame({ width, height }) {
  const { items, table } = current;
  const { position, scale } = table
    ? viewOfTable(table, { width, height })
    : viewOfItems(items, { width, height }, { least: LEAST, most: MOST_PICTURE });
  const { left, right, top, bottom } = extentOf(items);
  const taken = table ? (table.box[3] - table.box[1]) * scale : (bottom - top) * scale + TIER_NAMES;
  const wide = Math.max(width, table ? (table.box[2] - table.box[0]) * scale : (right - left) * scale);
  const high = table ? taken : Math.min(height, taken);
  return {
    width: wide,
    height: high,
    scale,
    corner: {
      x: table ? table.box[0] : position.x - wide / scale / 2,
      y: table ? table.box[1] : position.y - high / scale / 2,
    },
  };
}

/**
 * Turn the camera so that all these items are seen.
 * @param {SceneItem[]} items
 * @param {number} [most]
 */
export function frame(items, most = MOST) {
  if (!items.length) return;
  camera.moveTo({ ...viewOfItems(items, frameSize(), { least: leastScale(), most }), animation: false });
}

/** The scale and the corner at which all was last shown. */
let rest = { scale: 0, x: 0, y: 0 };
/** Whether the scale is that at which all was last shown. */
export const isAtRest = () => Math.abs(camera.getScale() / rest.scale - 1) < 0.01;
/** Whether nothing has been moved since. */
export function showsAll() {
  const { x, y } = camera.DOMtoCanvas({ x: 0, y: 0 });
  return isAtRest() && Math.hypot(x - rest.x, y - rest.y) * rest.scale < 2;
}

/** Draw in the frame as large as it is now, at the same scale and from the same corner on: vis-network would change both with it. */
export function drawFrame() {
  const scale = camera.getScale();
  const { x, y } = camera.DOMtoCanvas({ x: 0, y: 0 });
  const { clientWidth: wide, clientHeight: high } = $("canvas");
  if (camera.setSize("100%", "100%"))
    camera.moveTo({ position: { x: x + wide / scale / 2, y: y + high / scale / 2 }, scale, animation: false });
  camera.redraw();
}

/** Turn the camera so that all is seen; a table from its upper left corner on. */
export function frameAll() {
  if (current.table) camera.moveTo({ ...viewOfTable(current.table, frameSize()), animation: false });
  else frame(current.items);
  rest = { scale: camera.getScale(), ...camera.DOMtoCanvas({ x: 0, y: 0 }) };
}

/**
 * How many pixels of the canvas lie under the details, which on a narrow screen stand before it.
 * @returns {number}
 */
function coveredHeight() {
  const [pane, canvas] = [$("details"), $("canvas")].map((one) => one.getBoundingClientRect());
  return pane.height && pane.left < canvas.right - 1 ? Math.max(0, canvas.bottom - pane.top) : 0;
}

/**
 * If a thing lies outside of what is seen, or too small, turn the camera to it and what it is linked to.
 * @param {number} at
 */
export function bringIn(at) {
  const n = current.place.get(at);
  if (n === undefined || current.mode === "path" || current.mode === "focus") return;
  const spot = project(current.items[n]);
  const wide = $("canvas").clientWidth;
  const covered = coveredHeight();
  const high = $("canvas").clientHeight - covered;
  if (
    spot.x > 60 &&
    spot.y > 40 &&
    spot.x < wide - 60 &&
    spot.y < high - 40 &&
    (current.table || camera.getScale() >= 0.35)
  )
    return;
  const { x, y } = current.items[n];
  const amid = (/** @type {number} */ scale) => ({ x, y: y + covered / scale / 2 }); // in the middle of what stays visible
  if (current.table) return camera.moveTo({ position: amid(camera.getScale()), animation: false });
  const near = touching(n).flatMap(({ a, b }) => [current.items[a], current.items[b]]);
  requestAnimationFrame(() => {
    // once the details have taken their space
    frame([current.items[n], ...near], 1);
    if (covered || camera.getScale() < 0.22) {
      const scale = Math.max(camera.getScale(), 0.22);
      camera.moveTo({ position: amid(scale), scale, animation: false });
    }
  });
}

/** @param {SceneItem} item */
export const project = (item) => camera.canvasToDOM(item);
/** @param {number} n */
export const touching = (n) => current.lines.filter(({ a, b }) => a === n || b === n);
