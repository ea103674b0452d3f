// @ts-check
/**
 * The network by tier, laid out for the space that it has: a row a tier from the highest down, a column a place. In each cell
 * stand its chief units with their names and, packed below them, all else; what has no tier lies in a narrow strip.
 */
import { groupBy, indices, isCase, isType, L, linkCount, N, once, rungsOf, rungsWith } from "./data.js";
import { mainLadders } from "./main-ladders.js";
import { state } from "./state.js";

// The room of a mark at scale 1; in a strip marks are so much smaller.
const WIDE = 34;
const HIGH = 30;
const STRIP = 0.6;
// Pixels, whatever the scale: the line of the chief units, the room of one of them, what parts rows and columns, the arcs of links
// beside a column, the names of the tiers to the left and of the places above.
const CHIEF_LINE = 18;
/** @type {Record<string, number>} */
const CHIEF_SLOT = { zh: 104, en: 150 };
const ROW_GAP = 5;
const MOST_GAP = 40;
const COLUMN_GAP = 10;
export const LEAST_TABLE_SCALE = 0.2;
const SPACINGS = {
  wide: { arcs: 34, names: 92, leastMarks: 9, leastScale: LEAST_TABLE_SCALE },
  narrow: { arcs: 22, names: 74, leastMarks: 9, leastScale: LEAST_TABLE_SCALE },
  tight: { arcs: 14, names: 82, leastMarks: 5, leastScale: 0.13 },
};
export const NARROW_FRAME = 700;
export const PLACE_NAMES = 30;
// The scale: no larger, and what it is more than the least where the picture has to be larger than its frame.
const MOST_TABLE_SCALE = 0.6;
const MOST_CHIEF_LINES = 12; // of chief units in a row
const LARGER = 1.1;
const SHARED_MARKS = 9; // the width of the column of what cases share, in marks; `leastMarks` that of others, in too small a frame

const NO_TIER = -1;

export const SHARED = -2; // the row of what cases share and has no tier, across all columns

const mainRungs = once(() => {
  const main = mainLadders(indices(L.node).filter((ladder) => rungsOf.has(ladder)));
  return new Set([...main].flatMap((ladder) => rungsOf.get(ladder) ?? []));
});

/** @param {number} at */
const isChiefKind = (at) => isType(at, "place", "group", "body");

/**
 * What makes a thing the chief one of a cell: a rung of its main ladder, the place of the case, any unit, then its links.
 * @param {number} at
 */
const rankOf = (at) =>
  ((rungsWith.get(at) ?? []).some((rung) => mainRungs().has(rung))
    ? 3e6
    : isCase(at)
      ? 2e6
      : isChiefKind(at)
        ? 1e6
        : 0) + linkCount(at);

/** @param {TableFrame} frame */
const spacingOf = ({ width, tight }) => SPACINGS[tight ? "tight" : width < NARROW_FRAME ? "narrow" : "wide"];

/**
 * The cells: row and column of each, its units (the chief ones first) and the rest.
 * @param {number[]} things
 */
function tierCells(things) {
  const alone = things.every((at) => N.case[at] < 0);
  const rowOf = (/** @type {number} */ at) => (N.stands[at] < 0 && N.case[at] < 0 && !alone ? SHARED : N.stands[at]);
  /** @type {Cell[]} */
  const cells = [...groupBy(things, (at) => `${rowOf(at)} ${N.case[at]}`).values()].map((members) => {
    const row = rowOf(members[0]);
    const ranked = [...members].sort((a, b) => rankOf(b) - rankOf(a) || a - b);
    return { row, column: N.case[members[0]], ranked, members: sorted(members) };
  });
  const last = (/** @type {number} */ key) => (key < 0 ? 1e3 - key : key);
  const byOrder = (/** @type {number} */ a, /** @type {number} */ b) => last(a) - last(b);
  cells.sort((a, b) => byOrder(a.column, b.column));
  return {
    cells,
    rows: [...new Set(cells.map(({ row }) => row))].sort(byOrder),
    columns: [...new Set(cells.filter(({ row }) => row !== SHARED).map(({ column }) => column))].sort(byOrder),
  };
}

/**
 * Like beside like: by type, then by the number of links.
 * @param {number[]} members
 */
const sorted = (members) => [...members].sort((a, b) => N.type[a] - N.type[b] || linkCount(b) - linkCount(a) || a - b);

/** How a table is laid out with columns so many marks wide, at a scale. */
class Shape {
  /**
   * @param {number[]} columns
   * @param {number} marks
   * @param {number} arcs pixels beside each column
   */
  constructor(columns, marks, arcs) {
    this.columns = columns;
    this.marks = marks;
    this.beside = arcs + COLUMN_GAP;
    this.scale = 1;
    this.lines = 1;
    this.gap = ROW_GAP;
  }
  /** The room for chief units side by side in a cell. @param {Pick<Cell, "row" | "column">} cell */
  slots(cell) {
    const wide = cell.row === SHARED ? this.total : this.wide(cell.column);
    return Math.max(1, Math.floor((wide * WIDE * this.scale) / CHIEF_SLOT[state.lang]));
  }
  /** The lines of chief units in a row; without a tier things are named only where there is room left. @param {Cell[]} cells */
  chiefLines(cells) {
    const needed = Math.max(...cells.map((cell) => Math.ceil(cell.ranked.length / this.slots(cell))));
    return Math.min(cells[0].row === NO_TIER ? this.lines - 1 : this.lines, needed);
  }
  /** The width of a column in marks; what cases share with a tier is little. @param {number} column */
  wide(column) {
    return column < 0 && this.columns.length > 1 ? Math.min(this.marks, SHARED_MARKS) : this.marks;
  }
  /** The width of all columns in marks. */
  get total() {
    return this.columns.reduce((sum, column) => sum + this.wide(column), 0);
  }
  /** Where a column starts. @param {number} column */
  left(column) {
    const before = this.columns.slice(0, Math.max(0, this.columns.indexOf(column)));
    return before.reduce((sum, one) => sum + this.wide(one) * WIDE + this.beside / this.scale, 0);
  }
  /** The width of a cell in marks of its size. @param {Pick<Cell, "row" | "column">} cell */
  across({ row, column }) {
    if (row === SHARED) return Math.max(1, Math.floor(this.total / STRIP));
    return Math.max(1, row < 0 ? Math.floor(this.wide(column) / STRIP) : this.wide(column) - 1); // beside the ladder
  }
  /** The height of the rest of a row in marks, if so many lines of it are named. @param {Cell[]} cells @param {number} lines */
  high(cells, lines) {
    const rest = (/** @type {Cell} */ cell) => Math.max(0, cell.members.length - (lines && lines * this.slots(cell)));
    return Math.max(...cells.map((cell) => Math.ceil(rest(cell) / this.across(cell)) * smallness(cell.row)));
  }
  /** The pixels of a row beyond its first line. @param {Cell[]} cells */
  pixels(cells) {
    const lines = this.chiefLines(cells);
    return this.high(cells, lines) * HIGH * this.scale + lines * CHIEF_LINE - chiefLine(cells[0].row);
  }
}
/** @param {number} row */
const smallness = (row) => (row < 0 ? STRIP : 1);
/** @param {number} row */
const chiefLine = (row) => (row === NO_TIER ? 0 : CHIEF_LINE);

/**
 * The shape that fills a frame of so many pixels best; where none does at a scale that reads, one as wide as the frame.
 * @param {Cell[][]} rows
 * @param {number[]} columns
 * @param {TableFrame} frame
 */
function bestShape(rows, columns, frame) {
  const { arcs, names, leastMarks, leastScale } = spacingOf(frame);
  const larger = LARGER * leastScale;
  const { width, height } = frame;
  const wide = width - names - columns.length * (arcs + COLUMN_GAP);
  const lines = rows.reduce((sum, [{ row }]) => sum + ROW_GAP + chiefLine(row), PLACE_NAMES);
  const most = Math.max(...rows.flat().map(({ members }) => members.length), leastMarks);
  let best = new Shape(columns, Math.max(leastMarks, Math.floor(wide / columns.length / WIDE / larger)), arcs);
  best.scale = larger;
  let fits = false;
  for (let marks = 3; marks <= most + 1; marks += 1) {
    const shape = new Shape(columns, marks, arcs);
    const stacked = rows.reduce((sum, cells) => sum + shape.high(cells, 0), 0);
    shape.scale = Math.min(MOST_TABLE_SCALE, wide / shape.total / WIDE, (height - lines) / stacked / HIGH);
    if (shape.scale < (fits ? best.scale : leastScale)) continue;
    best = shape;
    fits = true;
  }
  if (fits) useRoom(best, rows, height - lines);
  return { shape: best, arcs, fits };
}

/**
 * Where there is room left, name more of the chief units, and part the rows.
 * @param {Shape} shape
 * @param {Cell[][]} rows
 * @param {number} room pixels for all but the first line of each row
 */
function useRoom(shape, rows, room) {
  const left = () => room - rows.reduce((sum, cells) => sum + shape.pixels(cells), 0);
  while (shape.lines < MOST_CHIEF_LINES && left() > 0) shape.lines += 1;
  while (shape.lines > 1 && left() < 0) shape.lines -= 1;
  shape.gap = Math.min(MOST_GAP, ROW_GAP + Math.max(0, left()) / rows.length);
}

/**
 * @typedef {{ row: number, column: number, ranked: number[], members: number[] }} Cell
 */

/**
 * The items of a cell: as many chief units side by side as have room for their names, the rest below.
 * @param {Cell} cell
 * @param {Point} corner
 * @param {Shape} shape
 * @param {number} lines of chief units in its row
 * @param {(at: number) => number} markSize
 * @returns {SceneItem[]}
 */
function placeCell({ row, column, ranked, members }, { x, y }, shape, lines, markSize) {
  const small = smallness(row);
  const across = shape.across({ row, column });
  const slots = shape.slots({ row, column });
  const chief = ranked.slice(0, slots * lines);
  const space = (row === SHARED ? shape.total : shape.wide(column)) * (WIDE / slots);
  const named = chief.map((at, n) => ({
    at,
    row,
    x: x + (n % slots) * space + WIDE / 2,
    y: y + ((Math.floor(n / slots) + 0.55) * CHIEF_LINE) / shape.scale,
    size: Math.min(markSize(at), (CHIEF_LINE * 0.42) / shape.scale),
    side: "right",
    space: space - WIDE / 2,
    chief: true,
  }));
  const below = y + (lines * CHIEF_LINE) / shape.scale;
  const packed = members
    .filter((at) => !chief.includes(at))
    .map((at, n) => ({
      at,
      row,
      x: x + (row < 0 ? 0 : WIDE) + (0.5 + (n % across)) * WIDE * small,
      y: below + (0.5 + Math.floor(n / across)) * HIGH * small,
      size: markSize(at) * small,
      side: "below",
    }));
  return [...named, ...packed];
}

/**
 * Lay things out in a frame of so many pixels; gives the items, the rows and columns and the frame in the units of the scene.
 * @param {number[]} things
 * @param {TableFrame} frame
 * @param {(at: number) => number} markSize
 * @returns {{ items: SceneItem[], table: TierTable }}
 */
export function tierTable(things, frame, markSize) {
  const { cells, rows, columns } = tierCells(things);
  const byRow = rows.map((row) => cells.filter((cell) => cell.row === row));
  const { shape, arcs, fits } = bestShape(byRow, columns, frame);
  const { scale } = shape;
  /** @type {SceneItem[]} */
  const items = [];
  let top = 0;
  const spans = byRow.map((inRow) => {
    const [{ row }] = inRow;
    const lines = shape.chiefLines(inRow);
    for (const cell of inRow) {
      const x = row === SHARED ? 0 : shape.left(cell.column);
      items.push(...placeCell(cell, { x, y: top }, shape, lines, markSize));
    }
    const span = { key: row, start: top, end: top + (lines * CHIEF_LINE) / scale + shape.high(inRow, lines) * HIGH };
    top = span.end + shape.gap / scale;
    return span;
  });
  const stripes = columns.map((key) => ({
    key,
    start: shape.left(key),
    end: shape.left(key) + shape.wide(key) * WIDE,
  }));
  const { names } = spacingOf(frame);
  const right = (stripes.at(-1)?.end ?? 0) + shape.beside / scale;
  const box = [-names / scale, -PLACE_NAMES / scale, right, top];
  return {
    items,
    table: { rows: spans, columns: stripes, bundles: [], box, scale, fits, frame, arcs: arcs / scale, names },
  };
}
