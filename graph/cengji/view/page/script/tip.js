// @ts-check
/**
 * The full text of what is cut short or only hinted at, beside what has the focus or lies under the pointer.
 */
import { $, all, replaceBidi } from "./dom.js";

/** @type {HTMLElement | null} */
let tipped = null;

/**
 * What there is to say about an element: its own note, or the labels in it that do not fit.
 * @param {HTMLElement} element
 */
function tipText(element) {
  if (element.dataset.tip) return element.dataset.tip;
  const cut = [element, ...all(element, ".clamp, .clip")].filter(
    (one) =>
      one.matches(".clamp, .clip") &&
      (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2),
  );
  return cut.map((one) => one.textContent).join(" · ");
}

/** @param {HTMLElement} element */
function showTip(element) {
  const text = tipText(element);
  const tip = $("tip");
  if (!text || element.closest("#tip")) return;
  tipped = element;
  tip.textContent = replaceBidi(text);
  tip.hidden = false;
  placeTip();
}

/** Beside its element, also while that scrolls into view. */
function placeTip() {
  if (!tipped) return;
  const tip = $("tip");
  const box = tipped.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const below = box.bottom + size.height < innerHeight - 4;
  tip.style.setProperty("--x", `${Math.max(4, Math.min(box.left, innerWidth - size.width - 4))}px`);
  tip.style.setProperty("--y", `${below ? box.bottom : Math.max(0, box.top - size.height)}px`);
}

function hideTip() {
  tipped = null;
  $("tip").hidden = true;
}

export function startTip() {
  /** @type {(event: Event) => HTMLElement | null} */
  const owner = (event) =>
    event.target instanceof Element
      ? event.target.closest(
          "[data-tip], button, label, [role=treeitem], [role=option], td, th, summary, .t.clip, .t.clamp",
        )
      : null;
  document.addEventListener("focusin", (event) => {
    hideTip();
    const element = /** @type {HTMLElement} */ (event.target);
    if (element.matches(":focus-visible")) showTip(element);
  });
  document.addEventListener("focusout", hideTip);
  document.addEventListener("pointerover", (event) => {
    const element = owner(event);
    if (element && element !== tipped) {
      hideTip();
      showTip(element);
    }
  });
  document.addEventListener("pointerout", (event) => {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (tipped && !$("tip").contains(to) && !tipped.contains(to)) hideTip();
  });
  document.addEventListener("scroll", placeTip, true);
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape") hideTip();
    },
    true,
  );
}
