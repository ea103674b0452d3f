// @ts-check
/**
 * What the curator must know, above everything else, until it is settled.
 */
import { $, button, el } from "./dom.js";
import { t } from "./names.js";

let shown = "";

/**
 * Say something, with a way out if there is one; that returns whether it is settled.
 * @param {string} text
 * @param {string} [way]
 * @param {() => Promise<boolean>} [go]
 */
export function warn(text, way, go) {
  if (shown === text) return;
  shown = text;
  $("notice").replaceChildren(
    el("p", null, text),
    el(
      "div",
      { class: "field" },
      way && go ? button("tool strong", async () => (await go()) && settle(), way) : null,
      button("tool", settle, t("close")),
    ),
  );
}

export function settle() {
  shown = "";
  $("notice").replaceChildren();
}
