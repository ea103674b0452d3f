// @ts-check
/**
 * Drawing a scene on the canvas: bands, lines, marks and clusters in few strokes, labels that do not overlap.
 */
import { E, groupBy, isDisputed, N, TYPE } from "./data.js";
import { fitText, FONT, ink } from "./ink.js";
import { paintOf } from "./looks.js";
import { tierName } from "./names.js";
import { isProposed } from "./proposals.js";
import { HOLLOW, OUTLINES, STACK } from "./symbols.js";

/** @type {Record<string, number[]>} */
const DASHES = { chain: [], tie: [1.5, 4], touch: [] };
const SMALL = 1.6; // pixels; smaller marks are squares without an outline
const DASHES_MOST = 2500; // dashes a stroke; with more the gaps grow
export const SELECTION_RING = { width: 2.5, away: 5 }; // pixels; around what is selected
const NOTED = 4.5; // pixels; the radius of the mark of a note
const LEAST_TIER_NAME = 26; // pixels; narrower columns bear no name

/**
 * Whether a link is disputed or nobody has accepted it yet: it is dashed.
 * @param {number} edge
 */
const isUncertain = (edge) => isDisputed(edge) || (edge >= 0 && isProposed(E.status[edge]));
/** @param {SceneLine} line */
export const dashOf = (line) => (isUncertain(line.edge) ? [6, 4] : DASHES[line.kind]);
/** @param {SceneItem} item */
export const outlineOf = (item) => (item.cluster ? null : OUTLINES[TYPE[N.type[item.at]]]);
/** @param {SceneItem} item */
export const isHollow = (item) => !item.cluster && HOLLOW.has(TYPE[N.type[item.at]]);

/**
 * Stripes and names of the tiers behind the marks.
 * @param {CanvasRenderingContext2D} pen
 * @param {Scene} scene
 * @param {number} scale
 */
export function drawColumns(pen, { columns, items }, scale) {
  if (!columns.length) return;
  const ys = items.map(({ y }) => y);
  const [top, bottom] = [Math.min(...ys) - 30, Math.max(...ys) + 10];
  pen.fillStyle = ink["--wash"];
  columns.forEach(([, start, end], n) => {
    if (n % 2 === 0) pen.fillRect(start - 30, top, end - start + 44, bottom - top);
  });
  pen.fillStyle = ink["--ink-2"];
  pen.textBaseline = "bottom";
  pen.textAlign = "left";
  pen.font = `600 ${13 / scale}px ${FONT}`;
  columns.forEach(([tier, start, end], n) => {
    const space = ((columns[n + 1]?.[1] ?? end + 400) - start) * 0.96;
    if (space * scale > LEAST_TIER_NAME) pen.fillText(fitText(pen, tierName(tier), space), start - 14, top - 6 / scale);
  });
}

/**
 * Whether lines lie on one another: they are only a ground then.
 * @param {SceneLine[]} lines
 * @param {number} scale
 */
export const isCrowded = (lines, scale) => lines.length > 400 && scale < 0.5;
/**
 * The colour of a line as the name of a custom property, its opacity, its width in pixels and its ends.
 * @param {SceneLine} line
 * @param {{ accent: boolean, crowded: boolean }} among
 * @returns {{ colour: string, opacity: number, width: number, cap: CanvasLineCap }}
 */
export function lineLook({ kind, count }, { accent, crowded }) {
  const touch = kind === "touch";
  return {
    colour: accent ? "--accent" : touch ? "--edge" : "--ink-3",
    opacity: accent ? 1 : touch ? (crowded ? 0.35 : 1) : 0.8,
    width: (accent ? 1.5 : touch ? 0.8 : 1.2) + Math.log10(count),
    cap: kind === "tie" ? "round" : "butt",
  };
}

/**
 * Strokes of one look at a time; a line of a cluster is as thick as what it sums up.
 * @param {CanvasRenderingContext2D} pen
 * @param {Drawn} drawn
 * @param {number} scale
 * @param {{ accent?: boolean, view?: number[] | null }} [options]
 */
export function drawLines(pen, { items, lines }, scale, { accent = false, view = null } = {}) {
  const seen = lines.filter((line) => {
    const a = items[line.a];
    const b = items[line.b];
    return (
      !view ||
      (Math.max(a.x, b.x) >= view[0] &&
        Math.min(a.x, b.x) <= view[2] &&
        Math.max(a.y, b.y) >= view[1] &&
        Math.min(a.y, b.y) <= view[3])
    );
  });
  const looks = groupBy(
    seen,
    (line) => `${line.kind} ${isUncertain(line.edge)} ${Math.min(3, Math.floor(Math.log10(line.count)))}`,
  );
  for (const group of looks.values()) {
    const { colour, opacity, width, cap } = lineLook(group[0], { accent, crowded: isCrowded(lines, scale) });
    pen.strokeStyle = ink[colour];
    pen.globalAlpha = opacity;
    pen.lineWidth = width / scale;
    pen.lineCap = cap;
    pen.setLineDash(sparse(dashOf(group[0]), items, group, scale));
    pen.beginPath();
    for (const { a, b } of group) {
      pen.moveTo(items[a].x, items[a].y);
      pen.lineTo(items[b].x, items[b].y);
    }
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/**
 * A dash in pixels, the gaps the wider the more there is to dash: every dash is a stroke of its own.
 * @param {number[]} pattern
 * @param {SceneItem[]} items
 * @param {SceneLine[]} lines
 * @param {number} scale
 */
function sparse([dash, gap], items, lines, scale) {
  if (dash === undefined) return [];
  const length = lines.reduce(
    (sum, { a, b }) => sum + Math.abs(items[a].x - items[b].x) + Math.abs(items[a].y - items[b].y),
    0,
  );
  return [dash / scale, Math.max(gap / scale, length / DASHES_MOST)];
}

/**
 * The three corners of the head of an arrow that ends at a mark.
 * @param {SceneItem} from
 * @param {SceneItem} to
 * @param {number} scale
 * @returns {Point[]}
 */
export function arrowHead(from, to, scale) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const reach = to.size + 3;
  const head = 7 / scale;
  const tip = { x: to.x - reach * Math.cos(angle), y: to.y - reach * Math.sin(angle) };
  const barb = (/** @type {number} */ turn) => ({
    x: tip.x - head * Math.cos(angle + turn),
    y: tip.y - head * Math.sin(angle + turn),
  });
  return [tip, barb(-0.4), barb(0.4)];
}

/**
 * Arrow heads where lines end at a mark.
 * @param {CanvasRenderingContext2D} pen
 * @param {Drawn} drawn
 * @param {number} scale
 */
export function drawArrows(pen, { items, lines }, scale) {
  pen.fillStyle = ink["--accent"];
  pen.beginPath();
  for (const { a, b } of lines) {
    arrowHead(items[a], items[b], scale).forEach(({ x, y }, n) => pen[n ? "lineTo" : "moveTo"](x, y));
    pen.closePath();
  }
  pen.fill();
}

/**
 * All marks of one colour in one path; very small ones as squares.
 * @param {CanvasRenderingContext2D} pen
 * @param {SceneItem[]} items
 * @param {number} scale
 */
export function drawMarks(pen, items, scale) {
  const looks = groupBy(items, (item) => `${paintOf(item)} ${isHollow(item)}`);
  for (const [look, group] of looks) {
    const colour = ink[look.split(" ")[0]];
    const hollow = isHollow(group[0]);
    pen.beginPath();
    for (const item of group) traceMark(pen, item, scale);
    pen.fillStyle = hollow ? ink["--panel"] : colour;
    pen.strokeStyle = hollow ? colour : ink["--outline"];
    pen.lineWidth = hollow ? 2 : 1;
    pen.fill();
    if (group[0].size * scale > SMALL) pen.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {SceneItem} item
 * @param {number} scale
 */
function traceMark(pen, item, scale) {
  const { x, y, size } = item;
  const outline = outlineOf(item);
  if (size * scale < SMALL) pen.rect(x - size, y - size, 2 * size, 2 * size);
  else if (item.cluster)
    for (const shift of STACK) {
      pen.moveTo(x + size + shift, y - shift);
      pen.arc(x + shift, y - shift, size, 0, 2 * Math.PI);
    }
  else if (!outline) {
    pen.moveTo(x + size, y);
    pen.arc(x, y, size, 0, 2 * Math.PI);
  } else {
    outline.forEach(([dx, dy], n) => pen[n ? "lineTo" : "moveTo"](x + size * dx, y + size * dy));
    pen.closePath();
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {SceneItem} item
 * @param {number} scale
 */
export function drawRing(pen, item, scale) {
  pen.strokeStyle = ink["--accent"];
  pen.lineWidth = SELECTION_RING.width / scale;
  pen.beginPath();
  pen.arc(item.x, item.y, item.size + SELECTION_RING.away / scale, 0, 2 * Math.PI);
  pen.stroke();
}

/**
 * A drop at the upper right of a mark: the reader has a note there.
 * @param {CanvasRenderingContext2D} pen
 * @param {SceneItem} item
 * @param {number} scale
 */
export function drawNoted(pen, item, scale) {
  const size = NOTED / scale;
  const away = Math.max(item.size * Math.SQRT1_2, size);
  const [x, y] = [item.x + away, item.y - away];
  pen.fillStyle = ink["--accent"];
  pen.strokeStyle = ink["--panel"];
  pen.lineWidth = 1.5 / scale;
  pen.beginPath();
  pen.moveTo(x - size, y + size);
  pen.arc(x, y, size, Math.PI, Math.PI / 2);
  pen.closePath();
  pen.stroke();
  pen.fill();
}

/** @param {CanvasRenderingContext2D} pen */
export function dimCanvas(pen) {
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 0.82;
  pen.fillStyle = ink["--bg"];
  pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
  pen.restore();
}
