// @ts-check
/**
 * The list below the search box: rows that can be taken; the arrows go through it, Enter takes one.
 */
import { $, all, el, label } from "./dom.js";
import { foldName, foldText } from "./fold.js";

/** What each row does. @type {((place: number) => void)[]} */
let runs = [];
let hitAt = -1;

const queryField = () => /** @type {HTMLInputElement} */ ($("query"));

/** Forget the rows, before others are made. */
export function clearHits() {
  runs = [];
}

/**
 * Return a row that does something when it is taken.
 * @param {(place: number) => void} run
 * @param {...Child} parts
 */
export function hitRow(run, ...parts) {
  const place = runs.push(run) - 1;
  const on = {
    mousedown: (/** @type {Event} */ event) => {
      event.preventDefault();
      run(place);
    },
    mousemove: () => {
      if (hitAt !== place) goToHit(place);
    },
  };
  return el("div", { class: "hit", role: "option", id: `hit-${place}`, "aria-selected": "false", on }, ...parts);
}

/**
 * The name with the part that was typed set off.
 * @param {string} name
 * @param {string} text
 */
export function marked(name, text) {
  const query = foldName(text.trim());
  const found = foldText(name).indexOf(query);
  if (!query || found < 0) return label(name, { class: "clip" });
  const parts = [
    name.slice(0, found),
    el("mark", null, name.slice(found, found + query.length)),
    name.slice(found + query.length),
  ];
  return el("span", { class: "t clip", dir: "auto" }, ...parts);
}

/**
 * Show what was found, the first of it marked.
 * @param {Child[]} children
 * @param {boolean} open
 */
export function showList(children, open) {
  $("hits").replaceChildren(...children.filter((child) => child !== null && child !== undefined));
  openHits(open);
  goToHit(runs.length ? 0 : -1);
}

/** @param {number} place */
export function goToHit(place) {
  hitAt = place;
  all($("hits"), ".hit").forEach((row, at) => row.setAttribute("aria-selected", String(at === hitAt)));
  if (hitAt < 0) {
    queryField().removeAttribute("aria-activedescendant");
    return;
  }
  $(`hit-${hitAt}`).scrollIntoView({ block: "nearest" });
  queryField().setAttribute("aria-activedescendant", `hit-${hitAt}`);
}

/** @param {boolean} open */
export function openHits(open) {
  $("hits").hidden = !open;
  queryField().setAttribute("aria-expanded", String(open));
}

/**
 * @param {(text: string, isNew: boolean) => void} find shows what a text finds; it is new when it has been changed
 */
export function startHits(find) {
  const field = queryField();
  field.addEventListener("input", () => find(field.value, true));
  field.addEventListener("focus", () => {
    if (field.value.trim()) find(field.value, false);
  });
  field.addEventListener("blur", () => openHits(false));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") hitAt = Math.min(runs.length - 1, hitAt + 1);
    else if (event.key === "ArrowUp") hitAt = Math.max(0, hitAt - 1);
    else if (event.key === "Enter") {
      if (!event.isComposing) runs[hitAt]?.(hitAt);
      return;
    } else if (event.key === "Escape") {
      if (!field.value) return; // and let the details close
      event.stopPropagation();
      if ($("hits").hidden) field.value = "";
      openHits(false);
      return;
    } else return;
    event.preventDefault();
    goToHit(hitAt);
  });
}
