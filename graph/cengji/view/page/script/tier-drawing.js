// @ts-check
/**
 * Drawing the table of the network by tier: its rows and columns, the arcs of links, the ladders, and the names at its sides.
 */
import { countBy, N } from "./data.js";
import { replaceBidi } from "./dom.js";
import { fitText, FONT, ink } from "./ink.js";
import { groupDigits } from "./filling.js";
import { placeName, t, tierName } from "./names.js";
import { dashOf } from "./marks.js";
import { ladderSpines } from "./tier-links.js";
import { PLACE_NAMES, SHARED } from "./tier-table.js";

const SMALL_NAME = 11; // pixels of names for which there is little room

/** @param {number} row */
export const tierRowName = (row) => (row === SHARED ? t("shared") : row < 0 ? t("noTier") : tierName(row));

/**
 * The width of an arc in pixels and how clear it is: areas go by the number of links.
 * @param {Bundle} bundle
 */
export function arcLook({ count, line, ends: [[upper, one], [lower, other]] }) {
  const within = one === other && lower >= 0; // a place and its tiers: the rest lies further back
  return {
    width: Math.min(9, 0.5 + 0.5 * Math.sqrt(count)),
    colour: line.kind === "touch" ? "--edge" : "--ink-3",
    opacity: within && upper !== lower ? 0.5 : 0.22,
    dash: dashOf(line),
  };
}

/**
 * In the units of the scene.
 * @param {CanvasRenderingContext2D} pen
 * @param {Scene} scene
 * @param {number} scale
 */
export function drawTable(pen, scene, scale) {
  const { rows, columns, bundles, box } = /** @type {TierTable} */ (scene.table);
  pen.fillStyle = ink["--wash"];
  rows.forEach(({ start, end }, n) => {
    if (n % 2 === 0) pen.fillRect(box[0], start, box[2] - box[0], end - start);
  });
  pen.strokeStyle = ink["--rule-2"];
  pen.lineWidth = 1 / scale;
  pen.beginPath();
  for (const { start } of columns.slice(1)) {
    pen.moveTo(start - 5 / scale, 0);
    pen.lineTo(start - 5 / scale, box[3]);
  }
  pen.stroke();
  for (const bundle of bundles) {
    const { width, colour, opacity, dash } = arcLook(bundle);
    const [x1, y1, ...rest] = bundle.curve;
    pen.globalAlpha = opacity;
    pen.strokeStyle = ink[colour];
    pen.lineWidth = width / scale;
    pen.setLineDash(dash.map((length) => length / scale));
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.bezierCurveTo(rest[0], rest[1], rest[2], rest[3], rest[4], rest[5]);
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.globalAlpha = 0.75;
  pen.strokeStyle = ink["--ink-3"];
  pen.lineWidth = 2 / scale;
  pen.beginPath();
  for (const [one, other] of ladderSpines(scene)) {
    pen.moveTo(one.x, one.y);
    pen.lineTo(other.x, other.y);
  }
  pen.stroke();
  pen.globalAlpha = 1;
}

/**
 * The names of the tiers at the left edge, in pixels; each beside the first line of its row.
 * @param {CanvasRenderingContext2D} pen
 * @param {TierTable} table
 * @param {(point: Point) => Point} project
 * @returns {TableName[]}
 */
export function rowNames(pen, { rows, names }, project) {
  const look = { size: 12, weight: 600, colour: "--ink-2" };
  pen.font = fontOf(look);
  return rows.map(({ key, start, end }) => {
    const [top, bottom] = [project({ x: 0, y: start }).y, project({ x: 0, y: end }).y];
    const room = names - 14;
    const name = tierRowName(key);
    const short = name.replace(/ ?[（(].*/, ""); // without what is said in brackets
    const text = fits(pen, name, room) ? name : short;
    const size = fits(pen, text, room) ? look.size : SMALL_NAME;
    pen.font = fontOf({ ...look, size });
    const fitted = fitText(pen, text, room);
    pen.font = fontOf(look);
    return { ...look, size, text: fitted, x: 8, y: Math.min(top + 10, (top + bottom) / 2) };
  });
}

/**
 * The names of the places at the upper edge, each with its number of things where there is room, in pixels.
 * @param {CanvasRenderingContext2D} pen
 * @param {Scene} scene
 * @param {(point: Point) => Point} project
 * @returns {TableName[]}
 */
export function columnNames(pen, { items, table }, project) {
  const { columns, box } = /** @type {TierTable} */ (table);
  const counts = countBy(items.map(({ at }) => N.case[at]));
  const [named, counted] = [
    { size: 14, weight: 600, colour: "--ink" },
    { size: 12, weight: 400, colour: "--ink-3" },
  ];
  return columns.flatMap(({ key, start }, n) => {
    const next = columns[n + 1]?.start ?? box[2];
    const [x, right] = [project({ x: start, y: 0 }).x, project({ x: next, y: 0 }).x - 10];
    const y = PLACE_NAMES / 2;
    const name = placeName(key);
    pen.font = fontOf(named);
    if (!fits(pen, name, right - x)) return smallNames(pen, name, { ...named, size: SMALL_NAME, x }, right - x + 7);
    const after = x + pen.measureText(name).width + 6;
    const count = { ...counted, text: groupDigits(counts.get(key) ?? 0), x: after, y };
    return [{ ...named, text: name, x, y }, ...(after + 30 < right ? [count] : [])];
  });
}

/**
 * A name in small letters and, where it has several words, on two lines.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} name
 * @param {Pick<TableName, "size" | "weight" | "colour" | "x">} look
 * @param {number} room
 * @returns {TableName[]}
 */
function smallNames(pen, name, look, room) {
  pen.font = fontOf(look);
  const words = name.split(" ");
  let first = fits(pen, name, room) ? words.length : Math.min(1, words.length);
  while (first < words.length && fits(pen, words.slice(0, first + 1).join(" "), room)) first += 1;
  const lines = [words.slice(0, first), words.slice(first)].filter((line) => line.length);
  return lines.map((line, n) => ({
    ...look,
    text: fitText(pen, line.join(" "), room),
    y: lines.length === 1 ? PLACE_NAMES / 2 : PLACE_NAMES * (n ? 0.72 : 0.28),
  }));
}
/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 * @param {number} room
 */
const fits = (pen, text, room) => pen.measureText(text).width <= room;
/** @param {Pick<TableName, "size" | "weight">} look */
const fontOf = ({ size, weight }) => `${weight} ${size}px ${FONT}`;

/**
 * Names on a ground that covers what is moved below them.
 * @param {CanvasRenderingContext2D} pen
 * @param {TableName[]} names
 * @param {[x: number, y: number, width: number, height: number]} ground
 */
export function drawNames(pen, names, ground) {
  pen.fillStyle = ink["--bg"];
  pen.fillRect(...ground);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  for (const name of names) {
    pen.font = fontOf(name);
    pen.fillStyle = ink[name.colour];
    pen.fillText(replaceBidi(name.text), name.x, name.y);
  }
}
