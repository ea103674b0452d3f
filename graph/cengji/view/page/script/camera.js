// @ts-check
/**
 * The camera of the network: vis-network pans, zooms and keeps the canvas; this turns it to what is to be seen.
 */
import { $ } from "./dom.js";
import { current } from "./scene.js";

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

/**
 * Turn the camera so that all these items are seen, with room for their labels.
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
  const room = current.mode === "whole" ? [current.columns.length ? 190 : 90, 110] : [Math.min(300, wide / 2), 110];
  const least = current.mode === "clusters" ? 0.42 : current.mode === "whole" && wide < 700 ? 0.2 : 0.02; // a long tree or a narrow screen is read by moving on, not as a strip
  const scale = Math.max(
    least,
    Math.min(most, (wide - room[0]) / (right - left + 1), (high - room[1]) / (bottom - top + 1)),
  );
  const shift = current.bands.length
    ? -50 / scale
    : current.mode === "whole" || current.mode === "focus"
      ? 0
      : 80 / scale;
  const fits = (right - left) * scale < wide;
  camera.moveTo({
    position: { x: fits ? (left + right) / 2 + shift : left + (wide / 2 - 90) / scale, y: (top + bottom) / 2 },
    scale,
    animation: false,
  });
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
  if (spot.x > 60 && spot.y > 40 && spot.x < wide - 60 && spot.y < high - 40 && camera.getScale() >= 0.35) return;
  const near = touching(n).flatMap(({ a, b }) => [current.items[a], current.items[b]]);
  requestAnimationFrame(() => {
    // once the details have their room
    frame([current.items[n], ...near], 1);
    if (camera.getScale() < 0.22) camera.moveTo({ position: current.items[n], scale: 0.22, animation: false });
  });
}

/** @param {SceneItem} item */
export const project = (item) => camera.canvasToDOM(item);
/** @param {number} n */
export const touching = (n) => current.lines.filter(({ a, b }) => a === n || b === n);
