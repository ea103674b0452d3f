// @ts-check
/**
 * An answer as bars: its first column of numbers, named by what else stands in the row.
 */
import { el, label } from "./dom.js";
import { groupDigits, t } from "./names.js";
import { cellText, nodesOf, numberOf, shownRows } from "./query-table.js";
import { stop } from "./controls.js";

const MOST_BARS = 200;

/** The number of the column that is drawn, −1 for none. @param {Answered} answer */
export const barColumn = ({ columns, rows }) =>
  columns.findIndex(
    (_, at) =>
      rows.some((row) => numberOf(row[at]) !== null) && rows.every((row) => !row[at] || numberOf(row[at]) !== null),
  );

/** @param {Answered} answer */
export function drawAnswerBars(answer) {
  const column = barColumn(answer);
  if (column < 0) return el("p", { class: "quiet" }, t("queryNoBars"));
  const rows = shownRows(answer);
  const shown = rows.slice(0, MOST_BARS).filter((row) => row[column]);
  const most = Math.max(...shown.map((row) => Math.abs(numberOf(row[column]) ?? 0)), Number.MIN_VALUE);
  return el(
    "div",
    { class: "query-bars" },
    el(
      "p",
      { class: "quiet" },
      [answer.columns[column], rows.length > MOST_BARS ? t("queryFirstBars", MOST_BARS) : ""]
        .filter(Boolean)
        .join(" · "),
    ),
    el(
      "ul",
      null,
      ...shown.map((row) => {
        const number = numberOf(row[column]) ?? 0;
        const name = row
          .filter((term, at) => at !== column && term && numberOf(term) === null)
          .slice(0, 3)
          .map(cellText)
          .join(" · ");
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
