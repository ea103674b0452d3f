// @ts-check
/**
 * The full text of what is cut short or only hinted at, beside what has the focus or lies under the pointer.
 */
import { $ } from "./dom.js";

let tipped = null;

/**
 * What there is to say about an element: its own note, or the labels in it that do not fit.
 * @param {Element} element
 */
function tipText(element) {
  if (element.dataset.tip) return element.dataset.tip;
  const cut = [element, ...element.querySelectorAll(".clamp, .clip")].filter(
    (one) =>
      one.matches(".clamp, .clip") &&
      (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2),
  );
  return cut.map((one) => one.textContent).join(" · ");
}

/** @param {Element} element */
function showTip(element) {
  const text = tipText(element);
  const tip = $("tip");
  if (!text || element.closest("#tip")) return;
  tipped = element;
  tip.textContent = text;
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
  const owner = (event) =>
    event.target instanceof Element
      ? event.target.closest(
          "[data-tip], button, label, [role=treeitem], [role=option], td, th, summary, .t.clip, .t.clamp",
        )
      : null;
  document.addEventListener("focusin", (event) => {
    hideTip();
    if (event.target.matches(":focus-visible")) showTip(event.target);
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
    if (tipped && !$("tip").contains(event.relatedTarget) && !tipped.contains(event.relatedTarget)) hideTip();
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
