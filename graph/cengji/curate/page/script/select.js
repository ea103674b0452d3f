// @ts-check
/**
 * Which statement is selected, brought into sight with what it rests on.
 */
import { revealSelected } from "./article.js";
import { $ } from "./dom.js";
import { screen, show } from "./store.js";

/**
 * Select an entry and bring it and its evidence into sight.
 * @param {string} id
 * @param {boolean} [focus] whether the focus goes there too
 * @param {string} [anchor] where the range begins that ends there, by its id
 */
export function select(id, focus = true, anchor = "") {
  show({ selected: id, anchor, opened: screen.selected === id ? screen.opened : "" });
  const row = document.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const tall = row && row.clientHeight > $("list").clientHeight - 40;
  row?.scrollIntoView({ block: tall ? "start" : "nearest" });
  if (focus) row?.querySelector("button")?.focus({ preventScroll: true });
  revealSelected();
}
