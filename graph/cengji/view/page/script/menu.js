// @ts-check
/**
 * A menu under the keyboard: one stop of the tabulator key, the arrows go from item to item and from group to group.
 */
import { all } from "./dom.js";

const ITEMS = "[role^=menuitem]";

/**
 * Return the item to which a key leads: down and up the next and the last one, right and left the first one of the next group and of
 * the group before, around the ends.
 * @param {HTMLElement[]} items
 * @param {HTMLElement} from
 * @param {string} key
 */
function itemAfter(items, from, key) {
  const groups = items.map((item) => item.closest("section"));
  const firsts = items.filter((_, at) => at === 0 || groups[at] !== groups[at - 1]);
  const group = firsts.findIndex((item) => item.closest("section") === from.closest("section"));
  const at = items.indexOf(from);
  switch (key) {
    case "ArrowDown":
      return items[(at + 1) % items.length];
    case "ArrowUp":
      return items.at(at - 1);
    case "ArrowRight":
      return firsts[(group + 1) % firsts.length];
    case "ArrowLeft":
      return firsts.at(group - 1);
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
  }
  return undefined;
}

/**
 * Let the tabulator key stop at this item alone.
 * @param {HTMLElement} menu
 * @param {HTMLElement} item
 */
export function stopAt(menu, item) {
  for (const other of all(menu, ITEMS)) other.tabIndex = other === item ? 0 : -1;
}

/**
 * Lead the keys of a menu that stands in a popover; when the focus leaves it, it closes.
 * @param {HTMLElement} menu
 */
export function startMenu(menu) {
  menu.addEventListener("keydown", (event) => {
    const from = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(ITEMS));
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = itemAfter(all(menu, ITEMS), from, event.key);
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
  menu.addEventListener("focusin", ({ target }) => stopAt(menu, /** @type {HTMLElement} */ (target)));
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.hidePopover();
  });
}
