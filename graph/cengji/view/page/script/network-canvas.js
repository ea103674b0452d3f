// @ts-check
/**
 * The scene on the canvas: layers that are drawn anew when what they show changes, and moved while the picture is moved.
 */
import { answeredNodes } from "./answer-marks.js";
import { camera, drawFrame, touching } from "./camera.js";
import { weightOf } from "./clusters.js";
import { networkNode } from "./data.js";
import { $ } from "./dom.js";
import { drawLabels, drawLineNames, labelledItems, linkText, markBox, placeLineNames } from "./labels.js";
import { Layer } from "./layers.js";
import { dimCanvas, drawArrows, drawColumns, drawLines, drawMarks, drawNoted, drawRing } from "./marks.js";
import { networkNotes } from "./notes.js";
import { current } from "./scene.js";
import { state } from "./state.js";
import { columnNames, drawNames, drawTable, rowNames } from "./tier-drawing.js";
import { PLACE_NAMES } from "./tier-table.js";

const LAYER_REACH = 240; // pixels that the picture may be moved before it is drawn anew
const ground = new Layer(LAYER_REACH, LAYER_REACH);
const besideRows = new Layer(0, LAYER_REACH);
const aboveColumns = new Layer(LAYER_REACH, 0);

/** What the layers show: the place of the frame and its scale; nothing once `stale`. */
const shown = { stale: true, x: 0, y: 0, scale: 0, width: 0, height: 0 };
/** The items, the weightiest first. @type {SceneItem[]} */
let weighty = [];
/** The item under the pointer with its lines and the item under the keyboard, −1 for none. */
const pointed = { hover: -1, lines: /** @type {SceneLine[]} */ ([]), cursor: -1 };

/** Draw all anew. */
export function repaint() {
  shown.stale = true;
  drawFrame();
}

/** Take in a new scene. */
export function orderItems() {
  weighty = [...current.items].sort((a, b) => weightOf(b) - weightOf(a));
  Object.assign(pointed, { hover: -1, lines: [], cursor: -1 });
}
export const weightiest = () => weighty[0];

/**
 * @param {Partial<typeof pointed>} patch
 */
export function point(patch) {
  Object.assign(pointed, patch);
  pointed.lines = pointed.hover < 0 ? [] : touching(pointed.hover);
  drawFrame();
}

/** The number of the selected thing's item, −1 where it is not shown. */
export const selectedItem = () => (state.sel >= 0 ? (current.place.get(networkNode(state.sel)) ?? -1) : -1);

/**
 * What vis-network asks for at each frame.
 * @param {CanvasRenderingContext2D} pen in the units of the scene
 */
export function drawScene(pen) {
  const { clientWidth: width, clientHeight: height } = pen.canvas;
  const ratio = pen.canvas.width / width;
  const scale = camera.getScale();
  const corner = camera.DOMtoCanvas({ x: 0, y: 0 });
  const dx = (shown.x - corner.x) * scale;
  const dy = (shown.y - corner.y) * scale;
  const fits =
    Math.abs(dx) <= LAYER_REACH && Math.abs(dy) <= LAYER_REACH && shown.width === width && shown.height === height;
  const fresh = shown.stale || shown.scale !== scale || !fits;
  if (fresh) {
    Object.assign(shown, { stale: false, scale, width, height }, corner);
    drawLayers({ width, height, scale, project: (item) => at(item, corner, scale) }, ratio);
  }
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  ground.show(pen, fresh ? 0 : dx, fresh ? 0 : dy, ratio);
  pen.restore();
  drawPointed(pen, scale);
  if (!current.table) return;
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  besideRows.show(pen, 0, fresh ? 0 : dy, ratio);
  aboveColumns.show(pen, fresh ? 0 : dx, 0, ratio);
  pen.restore();
}

/**
 * @param {Point} point
 * @param {Point} corner
 * @param {number} scale
 */
const at = (point, corner, scale) => ({ x: (point.x - corner.x) * scale, y: (point.y - corner.y) * scale });

/**
 * @param {Pane} pane
 * @param {number} ratio
 */
function drawLayers(pane, ratio) {
  const { width, height, scale, project } = pane;
  const pen = ground.begin(width, height, ratio);
  const origin = project({ x: 0, y: 0 });
  pen.save();
  pen.translate(origin.x, origin.y);
  pen.scale(scale, scale);
  const named = drawGround(pen, pane);
  pen.restore();
  const labels = drawLabels(pen, named.items, pane);
  const marks = named.items.map((item) => markBox(item, project(item), scale));
  const names = placeLineNames(
    pen,
    { items: current.items, lines: named.lines },
    pane,
    [...marks, ...labels.map(({ box }) => box)],
    linkText,
  );
  drawLineNames(pen, names);
  if (current.table) {
    const { names: wide } = current.table;
    drawNames(besideRows.begin(wide, height, ratio), rowNames(pen, current.table, project), [
      0,
      -height,
      wide - 4,
      3 * height,
    ]);
    drawNames(aboveColumns.begin(width, 40, ratio), columnNames(pen, current, project), [
      -width,
      0,
      3 * width,
      PLACE_NAMES - 4,
    ]);
  }
  const selected = current.items[selectedItem()];
  Object.assign($("canvas").dataset, {
    selected: selected ? Math.round(project(selected).y) : "", // how far down the ring stands
    labels: String(labels.length),
    linkNames: String(names.length),
    items: String(current.items.length),
    lines: String(current.lines.length),
  });
}

/**
 * All but the words, in the units of the scene; gives the items and lines that are to be named.
 * @param {CanvasRenderingContext2D} pen
 * @param {Pane} pane
 */
function drawGround(pen, { width, height, scale, project }) {
  const origin = project({ x: 0, y: 0 });
  const [left, top] = [(-LAYER_REACH - origin.x) / scale - 30, (-LAYER_REACH - origin.y) / scale - 30];
  const view = [
    left,
    top,
    left + (width + 2 * LAYER_REACH) / scale + 60,
    top + (height + 2 * LAYER_REACH) / scale + 60,
  ];
  const seen = current.items.filter(({ x, y }) => x > view[0] && x < view[2] && y > view[1] && y < view[3]);
  const selected = selectedItem();
  const dims = selected >= 0 && ["whole", "clusters"].includes(current.mode);
  drawColumns(pen, current, scale);
  if (current.table) drawTable(pen, current, scale);
  else drawLines(pen, current, scale, { view, accent: current.mode === "path" });
  if (current.mode === "path") drawArrows(pen, current, scale);
  drawMarks(pen, seen, scale);
  const named = dims
    ? drawSelection(pen, selected, scale)
    : { items: labelledItems(weighty, scale), lines: namedLines() };
  if (selected >= 0) drawRing(pen, current.items[selected], scale);
  const answered = [...answeredNodes].map((node) => current.place.get(node)).filter((n) => n !== undefined);
  for (const n of answered) drawRing(pen, current.items[n], scale);
  $("canvas").dataset.answered = String(answered.length);
  const noted = [...networkNotes().keys()].map((node) => current.place.get(node)).filter((n) => n !== undefined);
  for (const n of noted) drawNoted(pen, current.items[n], scale);
  $("canvas").dataset.noted = String(noted.length);
  return named;
}

/** Of a path and of a neighbourhood the links bear names. */
const namedLines = () => (["path", "focus"].includes(current.mode) ? current.lines : []);

/**
 * The selected thing and what it is linked to, over a dimmed picture; gives these items and links, to be named.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} selected
 * @param {number} scale
 */
function drawSelection(pen, selected, scale) {
  const { items } = current;
  const lines = touching(selected);
  const near = neighbours(lines, selected);
  dimCanvas(pen);
  drawLines(pen, { items, lines }, scale, { accent: true });
  drawArrows(pen, { items, lines }, scale);
  drawMarks(pen, [...near, items[selected]], scale);
  return { items: [{ ...items[selected], strong: true }, ...near], lines };
}

/**
 * @param {SceneLine[]} lines
 * @param {number} n
 */
export const neighbours = (lines, n) =>
  [...new Set(lines.flatMap(({ a, b }) => [a, b]))]
    .filter((one) => one !== n)
    .map((one) => current.items[one])
    .sort((one, other) => weightOf(other) - weightOf(one));

/**
 * What the pointer or the keyboard is at, with its links.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} scale
 */
function drawPointed(pen, scale) {
  const { hover, cursor } = pointed;
  if (hover >= 0) {
    drawLines(pen, { items: current.items, lines: pointed.lines }, scale, { accent: true });
    drawRing(pen, current.items[hover], scale);
  }
  if (cursor >= 0) drawRing(pen, current.items[cursor], scale);
}
