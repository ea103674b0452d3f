// @ts-check
/**
 * The links of the network by tier, gathered: one arc from cell to cell for all links of a kind, as thick as they are many; and
 * the main ladder of each place, rung by rung.
 */
import { groupBy, indices, isDisputed, L, N, R, rungsOf } from "./data.js";
import { mainLadders } from "./main-ladders.js";
import { SHARED } from "./tier-table.js";

const RISE = 0.85; // of an arc over the longest way, in parts of the room for arcs
const LEAST_RISE = 0.25;
const LOOP = 7; // pixels up and down from the middle of a cell whose things are linked with each other

/**
 * Return the arcs: those of one column beside it, others from column to column.
 * @param {Drawn} drawn
 * @param {TierTable} table
 * @returns {Bundle[]}
 */
export function bundlesOf({ items, lines }, { rows, columns, arcs, scale }) {
  const rowAt = new Map(rows.map(({ key }, n) => [key, n]));
  const columnAt = new Map(columns.map(({ key }, n) => [key, n]));
  const middles = rows.map(({ start, end }) => (start + end) / 2);
  const edges = columns.map(({ end }) => end + 4 / scale);
  const cellOf = (/** @type {SceneItem} */ item, /** @type {SceneItem} */ other) => {
    const of = item.row === SHARED && other.row !== SHARED ? other : item; // what is shared is met below each column
    const column = columnAt.get(N.case[of.at]) ?? columns.length - 1;
    return { row: rowAt.get(item.row ?? SHARED) ?? 0, column };
  };
  const groups = groupBy(lines, (line) => {
    const ends = [cellOf(items[line.a], items[line.b]), cellOf(items[line.b], items[line.a])];
    const [one, other] = ends.sort((p, q) => p.row - q.row || p.column - q.column);
    return [one.row, one.column, other.row, other.column, line.kind, Number(isDisputed(line.edge))].join(" ");
  });
  return [...groups].map(([key, group]) => {
    const [top, from, bottom, to] = key.split(" ").map(Number);
    return {
      line: group[0],
      count: group.length,
      ends: [
        [rows[top].key, columns[from]?.key ?? -1],
        [rows[bottom].key, columns[to]?.key ?? -1],
      ],
      curve: curveOf(top, from, bottom, to),
    };
  });

  /**
   * @param {number} top
   * @param {number} from
   * @param {number} bottom
   * @param {number} to
   */
  function curveOf(top, from, bottom, to) {
    const loop = top === bottom && from === to ? LOOP / scale : 0;
    const [y1, y2] = [middles[top] - loop, middles[bottom] + loop];
    const [x1, x2] = [edges[from], edges[to]];
    const length = (bottom - top) / Math.max(1, rows.length - 1);
    const rise = arcs * (4 / 3) * (loop ? LEAST_RISE : LEAST_RISE + (RISE - LEAST_RISE) * length);
    return [x1, y1, x1 + rise, y1, x2 + rise, y2, x2, y2];
  }
}

/**
 * Return the steps of the main ladders between what is drawn of them, as pairs of items.
 * @param {Scene} scene
 */
export const ladderSpines = ({ items, place }) =>
  [...mainLadders(indices(L.node).filter((ladder) => rungsOf.has(ladder)))].flatMap((ladder) => {
    const stood = (rungsOf.get(ladder) ?? [])
      .map((rung) => items[place.get(R.actor[rung]) ?? -1])
      .filter((item) => item?.chief);
    return stood.slice(1).map((item, n) => [stood[n], item]);
  });
