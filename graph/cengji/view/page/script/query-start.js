// @ts-check
/**
 * What stands where nothing is asked yet: the questions of the library by group, each a click away.
 */
import { el, label } from "./dom.js";
import { t } from "./names.js";
import { asking } from "./query-engine.js";
import { questionText } from "./query-form.js";
import { state } from "./state.js";

/** @param {(question: LibraryQuestion) => void} take */
export const startList = (take) =>
  el(
    "div",
    { class: "query-start" },
    el("p", { class: "quiet" }, t("queryBrowse")),
    ...asking().groups.map(([key, zh], at) =>
      el(
        "details",
        { open: at === 0 },
        el("summary", null, state.lang === "en" ? key : zh),
        el(
          "ul",
          null,
          ...asking()
            .queries.filter(({ group }) => group === key)
            .map((one) =>
              el(
                "li",
                null,
                el(
                  "button",
                  { type: "button", class: "link", "data-keep": `ask ${one.name}`, on: { click: () => take(one) } },
                  label(questionText(one)),
                ),
              ),
            ),
        ),
      ),
    ),
  );
