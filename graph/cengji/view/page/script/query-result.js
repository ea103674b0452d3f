// @ts-check
/**
 * What is shown of an answer: its size, its forms, files of it, the marks on the other views.
 */
import { answeredNodes, markAnswer } from "./answer-marks.js";
import { outlineRow, segments } from "./controls.js";
import { button, el, label } from "./dom.js";
import { save } from "./exports.js";
import { t } from "./names.js";
import { answerCsv, answerJson, TRIPLE_COLUMNS } from "./query-answer.js";
import { drawAnswerBars } from "./query-bars.js";
import { showThings } from "./query-marks.js";
import { cellText, drawAnswer, nodesOf, ROW_PAGE, shownRows } from "./query-table.js";
import { answerSummary, outcome } from "./query-run.js";
import { nodeOf, sparqlIri } from "./query-names.js";
import { redraw, set, state, VIEWS } from "./state.js";
import { iriTerm, textTerm, turtle } from "./turtle.js";
import { asking } from "./query-engine.js";

let limit = ROW_PAGE;
export const showFirstRows = () => {
  limit = ROW_PAGE;
};
const SHAPES = ["table", "bars", "json"];

/** The things that the shown rows name, each once. @param {Answered} answer */
const answerThings = (answer) => [...new Set(shownRows(answer).flatMap(nodesOf))];
/** @param {string} ending */
const answerName = (ending) =>
  `cengji-${state.sparql.name && state.sparql.name !== "-" ? state.sparql.name : "query"}.${ending}`;

/** @param {HTMLElement} root */
export function drawResult(root) {
  const { answer } = outcome;
  root.setAttribute("aria-busy", String(outcome.isRunning));
  root.dataset.asked = state.sparql.name;
  if (!answer) return root.replaceChildren();
  const isTable = answer.verdict === null;
  root.replaceChildren(
    el(
      "div",
      { class: "controls" },
      el("h2", { id: "query-count" }, answerSummary(answer)),
      isTable
        ? segments(
            "queryShape",
            SHAPES.map((key) => [key, t(`queryShape.${key}`)]),
            state.sparql.shape,
            (shape) => set({ sparql: { shape } }, { step: false }),
          )
        : null,
      isTable && answer.rows.length ? filterField(answer) : null,
      downloads(answer),
      isTable ? markButtons(answer) : null,
    ),
    isTable ? bodyOf(answer) : el("p", { class: "verdict-big" }, t(answer.verdict ? "queryTrue" : "queryFalse")),
  );
}

/** @param {Answered} answer */
function bodyOf(answer) {
  const rows = shownRows(answer);
  if (!answer.rows.length) return el("p", { class: "quiet" }, t("queryEmpty"));
  if (!rows.length) return el("p", { class: "quiet" }, t("queryNoneLeft"));
  if (state.sparql.shape === "json")
    return el("pre", { class: "iri answer-json", tabindex: "0", lang: "en" }, answerJson(answer, rows.slice(0, limit)));
  if (state.sparql.shape === "bars") return drawAnswerBars(answer);
  if (answer.rows.length === 1 && answer.columns.length === 1)
    return el("p", { class: "verdict-big" }, label(cellText(rows[0][0])));
  return drawAnswer(answer, limit, () => {
    limit += ROW_PAGE;
    redraw(new Set(["outcome"]));
  });
}

/** @param {Answered} answer */
function filterField(answer) {
  const left = shownRows(answer).length;
  return el(
    "span",
    { class: "field" },
    el("input", {
      type: "text",
      value: state.sparql.filter,
      size: "14",
      "aria-label": t("queryFilter"),
      placeholder: t("queryFilter"),
      "data-keep": "query filter",
      on: { input: (event) => set({ sparql: { filter: event.target.value } }, { step: false }) },
    }),
    left < answer.rows.length ? el("span", { class: "quiet" }, t("queryFiltered", left, answer.rows.length)) : null,
  );
}

/** @param {Answered} answer */
function downloads(answer) {
  const rows = () => shownRows(answer);
  const isGraph = answer.columns === TRIPLE_COLUMNS;
  const things = isGraph || answer.verdict !== null ? [] : answerThings(answer);
  return el(
    "span",
    { class: "buttons", role: "group", "aria-label": t("queryDownload") },
    button("tool", () => save(answerName("csv"), answerCsv(answer, rows()), "text/csv"), "CSV"),
    button(
      "tool",
      () => save(answerName("json"), answerJson(answer, rows()), "application/sparql-results+json"),
      "JSON",
    ),
    isGraph
      ? button("tool", () => save(answerName("ttl"), answerTurtle(rows()), "text/turtle"), "Turtle")
      : things.length
        ? button("tool", () => save(answerName("ttl"), turtle(things), "text/turtle"), t("queryTurtleOf"))
        : null,
  );
}

/** @param {RdfTerm | null} term */
const termOf = (term) =>
  !term
    ? ""
    : term.type === "uri"
      ? sparqlIri(term.value)
      : term.type === "bnode"
        ? `_:${term.value}`
        : textTerm(
            term.value,
            term["xml:lang"] ? `@${term["xml:lang"]}` : term.datatype ? `^^${iriTerm(term.datatype)}` : "",
          );

/** Return the triples of a CONSTRUCT as Turtle. @param {(RdfTerm | null)[][]} rows */
function answerTurtle(rows) {
  const prefixes = Object.entries(asking().prefixes).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`);
  return `${prefixes.join("")}\n${rows.map((row) => `${row.map(termOf).join(" ")} .\n`).join("")}`;
}

/** @param {Answered} answer */
function markButtons(answer) {
  const things = answerThings(answer);
  if (!things.length) return null;
  const views = VIEWS.map(({ id }) => id);
  return el(
    "span",
    { class: "field" },
    el("span", { class: "quiet" }, t("queryMark", things.length)),
    views.includes("lanes")
      ? button("tool", () => showThings(things, "lanes"), t("queryOnLanes"), { "data-keep": "on lanes" })
      : null,
    views.includes("network")
      ? button("tool", () => showThings(things, "network"), t("queryInNetwork"), { "data-keep": "in network" })
      : null,
    answeredNodes.size ? button("tool", () => markAnswer([]), t("queryUnmark"), { "data-keep": "unmark" }) : null,
  );
}

/** The rows that are drawn, each by its first thing. @returns {OutlineRow[]} */
export function resultOutline() {
  const { answer } = outcome;
  if (!answer) return [];
  if (answer.verdict !== null) return [outlineRow(-1, 2, t(answer.verdict ? "queryTrue" : "queryFalse"), [])];
  return shownRows(answer)
    .slice(0, limit)
    .map((row) => {
      const texts = row.map(cellText);
      const first = texts.findIndex(Boolean);
      const facts = answer.columns.flatMap((name, at) =>
        at === first || !texts[at] ? [] : [/** @type {Fact} */ ([name, texts[at]])],
      );
      const node = row.map((term) => (term?.type === "uri" ? nodeOf(term.value) : -1)).find((at) => at >= 0) ?? -1;
      return outlineRow(node, 2, texts[first] ?? "", facts);
    });
}

/** The shown rows with their header, as they are in the answer. */
export function resultLines() {
  const { answer } = outcome;
  if (!answer) return [];
  return [answer.columns, ...shownRows(answer).map((row) => row.map((term) => term?.value ?? ""))];
}
