// @ts-check
/**
 * What the style writes before and after elements, as elements of their own: a picture can measure and draw those only.
 */
import { all, el } from "./dom.js";

const WORDS_OF_STYLE = /^"(.*\S.*)"$/;

/**
 * Put what the style writes into an element and all below it; the style then writes it no more.
 * @param {HTMLElement} root
 */
export function writeGenerated(root) {
  for (const element of all(root, "*")) {
    for (const side of ["before", "after"]) {
      const style = getComputedStyle(element, `::${side}`);
      const words = style.display === "none" ? null : WORDS_OF_STYLE.exec(style.content);
      if (!words) continue;
      const text = el("span", null, words[1]);
      for (const name of style) text.style.setProperty(name, style.getPropertyValue(name));
      element.classList.add(`written-${side}`);
      element[side === "before" ? "prepend" : "append"](text);
    }
  }
}
