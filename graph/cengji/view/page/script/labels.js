// @ts-check
/**
 * The labels of a scene at a fixed size, the weightiest first, each only where nothing stands yet.
 */
import { groupName } from "./clusters.js";
import { isCase, isType } from "./data.js";
import { replaceBidi } from "./dom.js";
import { fitText, FONT, ink, widthOf } from "./ink.js";
import { groupDigits } from "./filling.js";
import { longName, t } from "./names.js";
import { current } from "./scene.js";
import { lineText } from "./trails.js";

const LABELS_MOST = 160;
const FAR = 0.6; // the scale below which the network is seen from afar
// Widths of labels in pixels: below or above a mark, beside one, the least beside one, and the least that is worth a label.
const LABEL_BELOW = 190;
const LABEL_BESIDE = 260;
const LEAST_BESIDE = 70;
const LEAST_LABEL = 40;
// Names of links: their size in pixels, how many at most, and where along a link they may stand.
export const LINE_NAME_SIZE = 11;
const LINE_NAMES_MOST = 40;
const ALONG = [0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26];

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
export const markBox = ({ size }, { x, y }, scale) => [
  x - size * scale,
  y - size * scale,
  x + size * scale,
  y + size * scale,
];

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
  const spread = current.table || (items.length <= 120 && items.some(({ side }) => side !== "below"));
  const taken = spread ? items.map((item) => markBox(item, project(item), scale)) : []; // of few marks none is covered
  for (const item of items) {
    if (placed.length >= most) break;
    const spot = project(item);
    const home = item.at >= 0 && isCase(item.at);
    const big = home && !item.chief;
    const strong = home || item.strong;
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
    if (taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    placed.push({ item, text, x: left, y: top, size, strong, box });
  }
  return placed;
}

/**
 * The items that may have labels at a scale: from afar only those of the weightiest kinds.
 * @param {SceneItem[]} items
 * @param {number} scale
 */
export function labelledItems(items, scale) {
  if (current.mode !== "whole" || scale >= (current.table ? 2 * current.table.scale : FAR)) return items;
  return items.filter(({ at, chief }) => (current.table ? chief : !isType(at, "figure")));
}

/**
 * @param {CanvasRenderingContext2D} pen in pixels of the frame
 * @param {SceneItem[]} items
 * @param {Pane} pane
 */
export function drawLabels(pen, items, { project, scale, width, height }) {
  pen.textAlign = "left";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  const placed = placeLabels(pen, items, project, scale, width, height);
  for (const { text, x, y, size, strong } of placed) {
    pen.font = `${strong ? 600 : 400} ${size}px ${FONT}`;
    pen.strokeStyle = ink["--bg"];
    pen.lineWidth = 3.5;
    pen.strokeText(replaceBidi(text), x, y);
    pen.fillStyle = strong ? ink["--ink"] : ink["--ink-2"];
    pen.fillText(replaceBidi(text), x, y);
  }
  return placed;
}

/**
 * Where the names of links go: amid each or, where a mark or a label stands, along it; each relation once before any twice.
 * `taken` are the boxes of what stands there already, to which these are added.
 * @param {CanvasRenderingContext2D} pen
 * @param {Drawn} drawn
 * @param {Pane} pane
 * @param {number[][]} taken
 * @param {(line: SceneLine) => string} textOf
 */
export function placeLineNames(pen, { items, lines }, { project, width, height }, taken, textOf) {
  pen.font = `400 ${LINE_NAME_SIZE}px ${FONT}`;
  const placed = [];
  const seen = new Set();
  const named = lines.map((line) => ({ line, text: textOf(line) })).filter(({ text }) => text);
  const first = named.filter(({ text }) => !seen.has(text) && seen.add(text));
  for (const { line, text } of [...first, ...named.filter((one) => !first.includes(one))]) {
    if (placed.length >= LINE_NAMES_MOST) break;
    const [one, other] = [project(items[line.a]), project(items[line.b])];
    const wide = widthOf(pen, text);
    for (const share of ALONG) {
      const x = one.x + (other.x - one.x) * share - wide / 2;
      const y = one.y + (other.y - one.y) * share - LINE_NAME_SIZE / 2;
      const box = [x - 3, y - 2, x + wide + 3, y + LINE_NAME_SIZE + 2];
      if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height || taken.some((mark) => overlaps(box, mark)))
        continue;
      taken.push(box);
      placed.push({ text, x, y, box });
      break;
    }
  }
  return placed;
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
const overlaps = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

/**
 * What a link is called, read along its direction.
 * @param {SceneLine} line
 */
export const linkText = ({ edge, a }) => (edge === -1 ? "" : lineText(edge, current.items[a].at));

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {ReturnType<typeof placeLineNames>} names
 */
export function drawLineNames(pen, names) {
  pen.font = `400 ${LINE_NAME_SIZE}px ${FONT}`;
  pen.textAlign = "left";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  pen.strokeStyle = ink["--bg"];
  pen.lineWidth = 4;
  pen.fillStyle = ink["--accent"];
  for (const { text, x, y } of names) {
    pen.strokeText(replaceBidi(text), x, y);
    pen.fillText(replaceBidi(text), x, y);
  }
}
