// @ts-check
/**
 * The labels of a scene at a fixed size, the weightiest first, each only where nothing stands yet.
 */
import { groupName } from "./clusters.js";
import { isCase, isType } from "./data.js";
import { fitText, FONT, ink, widthOf } from "./ink.js";
import { groupDigits, longName, t } from "./names.js";
import { current } from "./scene.js";
import { lineText } from "./trails.js";

const LABELS_MOST = 160;
const FAR = 0.6; // the scale below which the network is seen from afar
// Widths of labels in pixels: below or above a mark, beside one, the least beside one, and the least that is worth a label.
const LABEL_BELOW = 190;
const LABEL_BESIDE = 260;
const LEAST_BESIDE = 70;
const LEAST_LABEL = 40;

/** @param {SceneItem} item */
const clusterCount = (item) => `×${groupDigits(item.cluster?.members.length ?? 0)}`;
/** @param {SceneItem} item */
export const itemName = (item) =>
  item.cluster
    ? t("cluster", groupName(item.cluster.group), groupDigits(item.cluster.members.length))
    : longName(item.at);

/**
 * The name as far as there is space: a cluster gives its number rather than a part of its name.
 * @param {CanvasRenderingContext2D} pen
 * @param {SceneItem} item
 * @param {number} space
 */
function labelText(pen, item, space) {
  const name = itemName(item);
  return item.cluster && widthOf(pen, name) > space ? clusterCount(item) : fitText(pen, name, space);
}

/**
 * How much space a label has beside its mark: up to the next column, the edge of the picture, or a fair measure.
 * @param {SceneItem} item
 * @param {Point} spot
 * @param {number} away
 * @param {number} scale
 * @param {number} width
 */
function spaceFor(item, spot, away, scale, width) {
  if (item.side === "below" || item.side === "above") return Math.min(LABEL_BELOW, width - 8);
  const edge = (item.side === "left" ? spot.x : width - spot.x) - away - 4;
  return Math.min(edge, item.space ? Math.max(LEAST_BESIDE, item.space * scale - away) : LABEL_BESIDE);
}

/**
 * @param {SceneItem} item
 * @param {Point} point
 * @param {number} scale
 */
const markBox = ({ size }, { x, y }, scale) => [x - size * scale, y - size * scale, x + size * scale, y + size * scale];

/**
 * Where the labels go: [{ item, text, x, y, size, strong }], in pixels; `project` gives the pixel of an item.
 * @param {CanvasRenderingContext2D} pen
 * @param {SceneItem[]} items
 * @param {(item: SceneItem) => Point} project
 * @param {number} scale
 * @param {number} width
 * @param {number} height
 * @param {number} [most]
 */
export function placeLabels(pen, items, project, scale, width, height, most = LABELS_MOST) {
  const placed = [];
  const spread = items.length <= 120 && items.some(({ side }) => side !== "below");
  const taken = spread ? items.map((item) => markBox(item, project(item), scale)) : []; // of a few marks in a tree none is covered
  for (const item of items) {
    if (placed.length >= most) break;
    const spot = project(item);
    const big = item.at >= 0 && isCase(item.at);
    const strong = big || item.strong;
    if (spot.x < -10 || spot.y < -20 || spot.x > width + 10 || spot.y > height + 20) continue;
    const size = big ? 16 : 12;
    const away = item.size * scale + 5;
    const space = spaceFor(item, spot, away, scale, width);
    if (space < LEAST_LABEL) continue;
    pen.font = `${strong ? 600 : 400} ${size}px ${FONT}`;
    const text = labelText(pen, item, space);
    const wide = widthOf(pen, text);
    const left =
      item.side === "left"
        ? spot.x - away - wide
        : item.side === "right"
          ? spot.x + away
          : Math.min(Math.max(spot.x - wide / 2, 3), Math.max(3, width - wide - 3));
    const top =
      item.side === "below"
        ? spot.y + away - 2
        : item.side === "above"
          ? spot.y - away - size - 1
          : spot.y - size / 2 - 1;
    const box = [left - 3, top - 1, left + wide + 3, top + size + 3];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]))
      continue;
    taken.push(box);
    placed.push({ item, text, x: left, y: top, size, strong });
  }
  return placed;
}

/**
 * The items that may have labels at a scale: from afar only those of the weightiest kinds.
 * @param {SceneItem[]} items
 * @param {number} scale
 */
export function labelledItems(items, scale) {
  if (scale >= FAR || current.mode !== "whole") return items;
  return items.filter(({ at }) => (current.columns.length ? isType(at, "place") : !isType(at, "figure")));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {SceneItem[]} items
 * @param {(item: SceneItem) => Point} project
 * @param {number} scale
 */
export function drawLabels(pen, items, project, scale) {
  const ratio = pen.canvas.width / pen.canvas.clientWidth;
  pen.save();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.textAlign = "left";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  const placed = placeLabels(pen, items, project, scale, pen.canvas.clientWidth, pen.canvas.clientHeight);
  for (const { text, x, y, size, strong } of placed) {
    pen.font = `${strong ? 600 : 400} ${size}px ${FONT}`;
    pen.strokeStyle = ink["--bg"];
    pen.lineWidth = 3.5;
    pen.strokeText(text, x, y);
    pen.fillStyle = strong ? ink["--ink"] : ink["--ink-2"];
    pen.fillText(text, x, y);
  }
  pen.restore();
  return placed.length;
}

/**
 * The names of the links of a path, amid each line.
 * @param {CanvasRenderingContext2D} pen
 * @param {Drawn} drawn
 * @param {(item: SceneItem) => Point} project
 */
export function drawLineNames(pen, { items, lines }, project) {
  const ratio = pen.canvas.width / pen.canvas.clientWidth;
  pen.save();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.font = `400 12px ${FONT}`;
  pen.fillStyle = ink["--ink-3"];
  pen.textBaseline = "middle";
  for (const { a, b, edge } of lines.filter(({ named }) => named)) {
    const one = project(items[a]);
    const other = project(items[b]);
    const up = one.y > other.y;
    pen.fillText(`${up ? "↑" : "↓"} ${lineText(edge, items[a].at)}`, (one.x + other.x) / 2 + 12, (one.y + other.y) / 2);
  }
  pen.restore();
}
