// @ts-check
/**
 * The query view of a page without an engine: the command that writes one with it, and the query of what is shown.
 */
import { copyText } from "./cite.js";
import { outlineRow } from "./controls.js";
import { button, el } from "./dom.js";
import { t } from "./names.js";
import { sparqlOfShown } from "./sparql.js";

const COMMAND = "cengji view --sparql -o page.html --open";
const RUN_COMMAND = "cengji query query.rq";

/**
 * A text to copy with its button.
 * @param {string} text
 * @param {string} key
 */
const copied = (text, key) =>
  el(
    "div",
    { class: "offer-copy" },
    el("pre", { class: "iri", tabindex: "0", lang: "en" }, text),
    button("tool", () => copyText(text, t(key)), t("copy"), {
      "data-keep": `copy ${key}`,
      "aria-label": `${t("copy")} ${t(key)}`,
    }),
  );

/** @type {View} */
export const queryView = {
  id: "sparql",
  draw(root, what) {
    if (!["view", "lang", "off"].some((key) => what.has(key))) return;
    root.replaceChildren(
      el(
        "div",
        { class: "query-offer" },
        el("h2", null, t("queryOffer")),
        el("p", null, t("queryOfferWhy")),
        copied(COMMAND, "queryCommand"),
        el("p", { class: "quiet" }, t("queryOfferOwn")),
        el("p", null, t("queryOfferHere")),
        copied(sparqlOfShown(), "queryText"),
        el("p", null, t("queryOfferRun")),
        copied(RUN_COMMAND, "queryCommand"),
      ),
    );
  },
  outline: () => [outlineRow(-1, 1, COMMAND, [])],
};
