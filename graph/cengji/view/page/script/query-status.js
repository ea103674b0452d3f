// @ts-check
/**
 * What stands between question and answer: that it runs, what was wrong and where, which engine answers.
 */
import { hidingAxes } from "./axes.js";
import { button, el, label } from "./dom.js";
import { groupDigits } from "./filling.js";
import { t } from "./names.js";
import { asking } from "./query-engine.js";
import { questionNamed } from "./query-form.js";
import { outcome } from "./query-run.js";
import { state } from "./state.js";

/**
 * @param {QueryFault} fault
 * @param {(place: any) => void} goTo
 */
function faultNote({ text, said, place }, goTo) {
  return el(
    "div",
    { class: "query-fault", role: "alert" },
    el("p", null, place ? el("b", null, `${t("queryPlace", place.line, place.column)} `) : null, label(text)),
    said ? el("p", { class: "quiet" }, label(said)) : null,
    place ? button("tool", () => goTo(place), t("queryGoTo"), { "data-keep": "go" }) : null,
  );
}

/** Whether a link names a question that the library of this page does not have. */
const isUnknown = () => {
  const { name, q } = state.sparql;
  return !q && name && name !== "-" && !questionNamed(name);
};

function engineLine() {
  const { quads } = outcome;
  const served = asking().engine === "server";
  if (quads === null || (quads < 0 && !served)) return t("queryStarting");
  return served ? t("queryServed") : `${t("queryHolds", asking().version, groupDigits(quads))} · ${t("queryLicence")}`;
}

/**
 * Return the parts of the status; `goTo` shows a place of the text.
 * @param {(place: any) => void} goTo
 * @returns {(HTMLElement | string)[]}
 */
export const statusParts = (goTo) => [
  outcome.isRunning ? el("p", { class: "running" }, t("queryRunning")) : "",
  isUnknown() ? el("p", { class: "query-fault", role: "alert" }, label(t("queryUnknown", state.sparql.name))) : "",
  outcome.fault ? faultNote(outcome.fault, goTo) : "",
  ...(outcome.fault?.place ? [] : outcome.misspelt).map(([name, near]) =>
    el(
      "p",
      { class: "query-fault", role: "alert" },
      label(near ? t("queryMisspelt", `cj:${name}`, `cj:${near}`) : t("queryNoTerm", `cj:${name}`)),
    ),
  ),
  hidingAxes().length ? el("p", { class: "quiet" }, t("queryUnfiltered")) : "",
  el("p", { class: "quiet", id: "query-engine" }, engineLine()),
];
