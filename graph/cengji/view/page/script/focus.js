// @ts-check
/**
 * Where the keyboard is: never nowhere. Whatever takes away the element that has the focus need not care for it; the focus
 * goes to what stands in its stead, else to the first control beside it.
 */
import { $, all } from "./dom.js";
import { state } from "./state.js";

const REGIONS = "#filters, #outline, #details, #exports, #help, #notes, .view, .bar";
const JUMPS = ".bar, #filters, #outline, .view, #details, .foot";
const CONTROLS = "button, input, select, textarea, summary, a[href]";
/** What opens a region that is closed. @type {Record<string, string>} */
const OPENERS = { outline: "open-outline", filters: "open-filters" };

/** @param {Element} element */
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
/** @param {Element} element */
const isReached = (element) => element.isConnected && isSeen(element) && !element.matches(":disabled");

/**
 * Return where an element stands, so that it is found again when the page around it is drawn anew.
 * @param {Element | null} element
 * @returns {FocusPlace | null}
 */
export function focusAt(element) {
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const { id, dataset } = element;
  const given = Object.entries({ id, "data-keep": dataset.keep, "data-node": dataset.node }).find(([, value]) => value);
  return {
    element,
    region: element.closest(REGIONS),
    name: given ? `[${given[0]}="${CSS.escape(String(given[1]))}"]` : "",
    caret: element instanceof HTMLInputElement && element.type === "text" ? element.selectionStart : null,
  };
}

/**
 * Return the first control of a part of the page: the one at which its tabulator key stops, where the arrows go on from there.
 * @param {Element} root
 */
export const firstControl = (root) =>
  all(root, "[tabindex='0']").find(isReached) ??
  all(root, CONTROLS).find((element) => element.tabIndex >= 0 && isReached(element));

/**
 * Carry the focus to the next part of the page that can be seen, or the last; false at the end, where the browser's own parts follow.
 * @param {boolean} back
 */
export function jumpRegion(back) {
  const regions = all(document.body, JUMPS).filter((region) => isSeen(region) && firstControl(region));
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const to = back ? regions.slice(0, Math.max(0, at)).at(-1) : regions[at + 1];
  if (to) firstControl(to)?.focus();
  return to !== undefined;
}

/** @param {FocusPlace} place */
function elementAt({ element, region, name }) {
  if (isReached(element)) return element;
  const around = region?.isConnected && isSeen(region) ? region : null;
  const again = around && name ? all(around, name).find(isReached) : undefined;
  const opener = region && !around ? $(OPENERS[region.id]) : null;
  return (
    again ??
    (around && firstControl(around)) ??
    (opener && isReached(opener) ? opener : null) ??
    firstControl($(state.view)) ??
    $("main")
  );
}

/**
 * Give the focus back to a place.
 * @param {FocusPlace} place
 */
export function returnTo(place) {
  const found = elementAt(place);
  found.focus({ preventScroll: true });
  if (place.caret !== null && found instanceof HTMLInputElement) found.setSelectionRange(place.caret, place.caret);
  return found;
}

/** Nobody has to call on it: what has lost its element to a change of the page gets the next one. */
export function startFocus() {
  /** @type {FocusPlace | null} */
  let held = null;
  let isOnItsWay = false;
  const rescue = () => {
    const active = document.activeElement;
    const isElsewhere = active !== document.body && active !== held?.element;
    if (!held || isOnItsWay || isElsewhere || !document.hasFocus() || isReached(held.element)) return;
    returnTo(held).scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  document.addEventListener("focusout", ({ relatedTarget }) => {
    isOnItsWay = relatedTarget !== null;
  });
  document.addEventListener("focusin", ({ target }) => {
    isOnItsWay = false;
    held = focusAt(/** @type {Element} */ (target));
  });
  document.addEventListener(
    "pointerdown",
    () => {
      held = null; // who clicks beside everything wants the focus nowhere
    },
    true,
  );
  new MutationObserver(rescue).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["hidden", "disabled"],
  });
  document.addEventListener("toggle", rescue, true);
  addEventListener("resize", rescue);
}
