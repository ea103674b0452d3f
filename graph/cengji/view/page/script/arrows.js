// @ts-check
/**
 * The arrow keys among the things of a view: in tables along rows and columns, elsewhere to what lies nearest.
 */
import { all } from "./dom.js";

/** @param {Element} element */
const isDrawn = (element) => element.checkVisibility();

/**
 * Return the things of all tables of a view by row and column; tables side by side have the same rows.
 * @param {HTMLElement} root
 * @param {string} selector
 */
function gridOf(root, selector) {
  /** @type {GridPlace[]} */
  const places = [];
  let before = 0; // columns of the tables to the left
  for (const table of /** @type {HTMLTableElement[]} */ (all(root, "table"))) {
    let width = 0;
    [...table.rows].forEach((line, row) => {
      let column = before;
      for (const cell of line.cells) {
        const inside = all(cell, selector).filter(isDrawn);
        inside.forEach((element, order) => places.push({ element, row, column, end: column + cell.colSpan, order }));
        column += cell.colSpan;
      }
      width = Math.max(width, column - before);
    });
    before += width;
  }
  return places;
}

/**
 * Return what a key leads to in a table: right and left inside the row, up and down inside the column, Home and End the ends of
 * the row or, `far`, of the table. Empty cells are passed over.
 * @param {GridPlace[]} places
 * @param {GridPlace} from
 * @param {string} key
 * @param {boolean} far
 */
function inGrid(places, from, key, far) {
  if (key === "Home" || key === "End") {
    const among = far ? places : places.filter(({ row, order }) => row === from.row && order === 0);
    return key === "Home" ? among[0] : among.at(-1);
  }
  if (key === "ArrowUp" || key === "ArrowDown") {
    const column = places.filter((one) => one === from || (one.column < from.end && from.column < one.end));
    const above = (/** @type {GridPlace} */ one) =>
      one.row < from.row || (one.row === from.row && one.order < from.order);
    const below = (/** @type {GridPlace} */ one) =>
      one.row > from.row || (one.row === from.row && one.order > from.order);
    return key === "ArrowUp" ? column.findLast(above) : column.find(below);
  }
  const right = key === "ArrowRight";
  const aside = places.filter(
    ({ row, column }) => row === from.row && (right ? column >= from.end : column < from.column),
  );
  const next = right ? aside[0]?.column : aside.at(-1)?.column;
  return aside.findLast(({ column, order }) => column === next && order <= from.order);
}

/**
 * Return the nearest thing that an arrow points to; what lies aside counts threefold.
 * @param {HTMLElement[]} things
 * @param {HTMLElement} from
 * @param {string} key
 */
function nearest(things, from, key) {
  if (key === "Home") return things[0];
  if (key === "End") return things.at(-1);
  const across = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const here = from.getBoundingClientRect();
  const costs = things.map((element) => {
    const there = element.getBoundingClientRect();
    const [right, down] = [there.left - here.left, there.top - here.top];
    const [along, aside] = across ? [sign * right, down] : [sign * down, right];
    return { element, cost: along < 3 ? Infinity : along + 3 * Math.abs(aside) };
  });
  const best = costs.reduce((one, other) => (other.cost < one.cost ? other : one));
  return best.cost === Infinity ? undefined : best.element;
}

/**
 * Go from the focused thing to where a key leads; the tabulator key stops there from now on. True where the key meant that.
 * @param {HTMLElement} root
 * @param {string} selector
 * @param {string} key
 * @param {boolean} far
 */
export function moveAmong(root, selector, key, far) {
  const from = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest(selector));
  if (!from || !root.contains(from)) return false;
  const places = gridOf(root, selector);
  const place = places.find(({ element }) => element === from);
  const to = place ? inGrid(places, place, key, far)?.element : nearest(all(root, selector).filter(isDrawn), from, key);
  if (!to) return true;
  for (const stop of all(root, `:is(${selector})[tabindex="0"]`)) stop.tabIndex = -1;
  to.tabIndex = 0;
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}
