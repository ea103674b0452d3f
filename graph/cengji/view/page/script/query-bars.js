// @ts-check
/**
 * An answer as bars: one column of numbers, named by what else stands in the row.
 */
import { el, label } from "./dom.js";
import { groupDigits } from "./filling.js";
import { t } from "./names.js";
import { picker, stop } from "./controls.js";
import { nodeOf } from "./query-names.js";
import { cellText, columnName, nodesOf, numberOf, shownRows } from "./query-table.js";
import { set, state } from "./state.js";

const MOST_BARS = 200;

// Columns of numbers that put in order or point somewhere and measure nothing.
const ORDERING = ["rank", "position", "ordinal", "distance", "start", "end", "found_at", "begin", "code"];

/** The columns of numbers, those that measure first. @param {Answered} answer */
function barColumns({ columns, rows }) {
  const numeric = columns.filter(
    (_, at) =>
      rows.some((row) => numberOf(row[at]) !== null) && rows.every((row) => !row[at] || numberOf(row[at]) !== null),
  );
  return [...numeric.filter((name) => !ORDERING.includes(name)), ...numeric.filter((name) => ORDERING.includes(name))];
}

/**
 * What a bar is called: the thing of its row, its case, then what else tells it from others.
 * @param {(RdfTerm | null)[]} row
 * @param {RdfTerm | null} ofCase
 */
function barName(row, ofCase) {
  const things = row.filter((term) => term?.type === "uri" && nodeOf(term.value) >= 0);
  const others = row.filter((term) => term && !things.includes(term) && numberOf(term) === null);
  return [...new Set([...things.slice(0, 1), ...(ofCase ? [ofCase] : []), ...others, ...things.slice(1)].map(cellText))]
    .slice(0, 3)
    .join(" · ");
}

/** @param {Answered} answer */
export function drawAnswerBars(answer) {
  const choices = barColumns(answer);
  if (!choices.length) return el("p", { class: "quiet" }, t("queryNoBars"));
  const chosen = choices.includes(state.sparql.bar) ? state.sparql.bar : choices[0];
  const column = answer.columns.indexOf(chosen);
  const rows = shownRows(answer);
  const drawn = rows.filter((row) => row[column]);
  const shown = drawn.slice(0, MOST_BARS);
  const most = Math.max(...shown.map((row) => Math.abs(numberOf(row[column]) ?? 0)), Number.MIN_VALUE);
  const said = [
    drawn.length > MOST_BARS ? t("queryFirstBars", MOST_BARS) : "",
    drawn.length < rows.length ? t("queryNoNumber", rows.length - drawn.length) : "",
  ];
  return el(
    "div",
    { class: "query-bars" },
    el(
      "div",
      { class: "controls" },
      picker(
        "queryBar",
        choices.map((name) => [name, columnName(name)]),
        chosen,
        (bar) => set({ sparql: { bar } }, { step: false }),
      ),
      el("span", { class: "quiet" }, said.filter(Boolean).join(" · ")),
    ),
    el(
      "ul",
      null,
      ...shown.map((row) => {
        const number = numberOf(row[column]) ?? 0;
        const name = barName(row, row[answer.columns.indexOf("case")] ?? null);
        const [at] = nodesOf(row);
        return el(
          "li",
          null,
          at === undefined ? label(name, { class: "clamp" }) : stop(at, name),
          el(
            "span",
            { class: "query-bar", "aria-hidden": "true" },
            el("i", {
              class: number < 0 ? "below" : "",
              vars: { "--w": `${((Math.abs(number) / most) * 100).toFixed(2)}%` },
            }),
          ),
          el("span", { class: "n" }, groupDigits(row[column]?.value ?? "")),
        );
      }),
    ),
  );
}
