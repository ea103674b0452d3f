// @ts-check
/**
 * The camera of the network: vis-network pans, zooms and keeps the canvas; this turns it to what is to be seen.
 */
import { $ } from "./dom.js";
import { current } from "./scene.js";
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

/**
 * Turn the camera so that all these items are seen, with space for their labels.
 * @param {SceneItem[]} items
 * @param {number} [most]
 */
export function frame(items, most = 1.15) {
  if (!items.length) return;
  const xs = items.map((item) => item.x);
  const ys = items.map((item) => item.y);
  const wide = $("canvas").clientWidth;
  const high = $("canvas").clientHeight;
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const { mode } = current;
  const beside = mode !== "whole" ? Math.min(LABELS_BESIDE, wide / 2) : LABELS_BELOW;
  const least = mode === "clusters" ? LEAST_TREE : mode === "whole" && wide < NARROW_FRAME ? LEAST_NARROW : LEAST;
  const fitting = Math.min((wide - beside) / (right - left + 1), (high - TIER_NAMES) / (bottom - top + 1));
  const scale = Math.max(least, Math.min(most, fitting));
  const shift = mode === "whole" || mode === "focus" ? 0 : 80 / scale; // towards the names
  const fits = (right - left) * scale < wide;
  camera.moveTo({
    position: { x: fits ? (left + right) / 2 + shift : left + (wide / 2 - 90) / scale, y: (top + bottom) / 2 },
    scale,
    animation: false,
  });
}

let restScale = 0;
/** Whether the scale is that at which all was last shown. */
export const isAtRest = () => Math.abs(camera.getScale() / restScale - 1) < 0.01;

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
  if (current.table) frameTable(current.table);
  else frame(current.items);
  restScale = camera.getScale();
}

/** @param {TierTable} table */
function frameTable({ box, fits, scale }) {
  const [left, top, right, bottom] = box;
  const { clientWidth: wide, clientHeight: high } = $("canvas");
  const fitting = Math.min(scale, wide / (right - left), high / (bottom - top));
  const zoom = Math.max(fits ? LEAST_TABLE_SCALE : scale, fitting);
  const position = { x: left + wide / zoom / 2, y: top + high / zoom / 2 };
  camera.moveTo({ position, scale: zoom, animation: false });
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
  const high = $("canvas").clientHeight;
  if (
    spot.x > 60 &&
    spot.y > 40 &&
    spot.x < wide - 60 &&
    spot.y < high - 40 &&
    (current.table || camera.getScale() >= 0.35)
  )
    return;
  if (current.table) return camera.moveTo({ position: current.items[n], animation: false });
  const near = touching(n).flatMap(({ a, b }) => [current.items[a], current.items[b]]);
  requestAnimationFrame(() => {
    // once the details have taken their space
    frame([current.items[n], ...near], 1);
    if (camera.getScale() < 0.22) camera.moveTo({ position: current.items[n], scale: 0.22, animation: false });
  });
}

/** @param {SceneItem} item */
export const project = (item) => camera.canvasToDOM(item);
/** @param {number} n */
export const touching = (n) => current.lines.filter(({ a, b }) => a === n || b === n);
