// @ts-check
/**
 * Places beside each other: a row an indicator, a column a place; each cell says how far it may be compared, and why not.
 */
import { shownPlaces } from "./axes.js";
import { compare, referenceOf } from "./comparability.js";
import { stop } from "./controls.js";
import { DATA, F, groupBy, list, N } from "./data.js";
import { el, label } from "./dom.js";
import { answerChip, answerTo, figureLimit, figuresShown, overOf } from "./figures.js";
import { conceptName, countedName, placeName, t } from "./names.js";
import { state } from "./state.js";

const CELL_MOST = 3;
const GRADE_SIGNS = { base: "◆", same: "●", care: "◐", not: "○" };

/**
 * How many places of a row can stand beside its base.
 * @param {ComparisonRow} row
 */
const worth = (row) => row.cells.reduce((sum, cell) => sum + ({ base: 1, same: 3, care: 2 }[cell[0]?.grade] ?? 0), 0);

/** The rows: indicators of two places or more (or the one that was asked for), those first that compare best. */
function comparisonRows() {
  const rows = groupBy(figuresShown(), (at) => F.indicator[at]);
  const places = (figures) => new Set(figures.map((at) => N.case[F.node[at]])).size;
  return [...rows]
    .filter(([, figures]) => state.figures.indicator || places(figures) > 1)
    .map(([indicator, figures]) => comparisonRow(indicator, figures))
    .sort(
      (a, b) =>
        worth(b) - worth(a) ||
        places(b.cells.flat().map(({ at }) => at)) - places(a.cells.flat().map(({ at }) => at)) ||
        a.indicator - b.indicator,
    );
}

/**
 * @param {number} indicator
 * @param {number[]} figures
 */
function comparisonRow(indicator, figures) {
  const wanted = list(DATA.places.key).indexOf(state.figures.base);
  const own = figures.filter((at) => N.case[F.node[at]] === wanted);
  const reference = referenceOf(own.length ? own : figures, figures);
  const cells = shownPlaces().map((place) =>
    figures
      .filter((at) => N.case[F.node[at]] === place)
      .map((at) => (at === reference ? { at, grade: "base", reasons: [] } : { at, ...compare(reference, at) }))
      .sort((a, b) => "bscn".indexOf(a.grade[0]) - "bscn".indexOf(b.grade[0]) || a.at - b.at),
  );
  return { indicator, reference, cells };
}

export function drawComparison() {
  const rows = comparisonRows().slice(0, figureLimit);
  if (!rows.length) return null;
  const head = el(
    "tr",
    null,
    el("th", { scope: "col" }, t("indicator")),
    ...shownPlaces().map((at) => el("th", { scope: "col" }, label(placeName(at)))),
  );
  const legend = el(
    "p",
    { class: "grades quiet" },
    ...["base", "same", "care", "not"].map((grade) =>
      el(
        "span",
        { class: `grade ${grade}` },
        el("i", { "aria-hidden": "true" }, GRADE_SIGNS[grade]),
        t(`grade.${grade}`),
      ),
    ),
  );
  return el(
    "div",
    null,
    legend,
    el(
      "table",
      { class: "sheet comparison" },
      el("thead", null, head),
      el(
        "tbody",
        null,
        ...rows.map((row) =>
          el(
            "tr",
            null,
            el(
              "th",
              { scope: "row" },
              label(conceptName(row.indicator)),
              el("span", { class: "n" }, String(row.cells.flat().length)),
            ),
            ...row.cells.map((cell) => el("td", null, ...comparedCell(cell))),
          ),
        ),
      ),
    ),
  );
}

/** @param {Compared[]} cell */
function comparedCell(cell) {
  if (!cell.length) return [overOf() === null ? el("span", { class: "quiet" }, "—") : answerChip("unknown")];
  const rest = cell.slice(CELL_MOST).map(comparedFigure);
  return [
    ...cell.slice(0, CELL_MOST).map(comparedFigure),
    rest.length ? el("details", null, el("summary", null, t("more", rest.length)), ...rest) : null,
  ];
}

/** @param {Compared} parts */
function comparedFigure({ at, grade, reasons }) {
  return el(
    "div",
    { class: `compared ${grade}` },
    el(
      "span",
      { class: "line" },
      el("i", { class: "sign", "aria-hidden": "true" }, GRADE_SIGNS[grade]),
      stop(F.node[at], F.written[at], { mark: false }),
      label(countedName(at), { class: "quiet clip", title: countedName(at) }),
    ),
    el(
      "span",
      { class: "why" },
      el("b", null, t(`grade.${grade}`)),
      reasons.length
        ? label(
            ` · ${reasons
              .filter(([how]) => how === grade)
              .map(([, text]) => text)
              .join(t("semicolon"))}`,
            { title: reasons.map(([, text]) => text).join(t("semicolon")) },
          )
        : null,
    ),
    answerChip(answerTo(at)),
  );
}

export function compareOutline() {
  return comparisonRows()
    .slice(0, figureLimit)
    .flatMap((row) => [
      { at: -1, level: 1, name: conceptName(row.indicator), facts: [] },
      ...row.cells.flatMap((cell, n) =>
        cell.length
          ? cell.map(({ at, grade, reasons }) => ({
              at: F.node[at],
              level: 2,
              name: F.written[at],
              facts: [
                ["place", placeName(shownPlaces()[n])],
                ["counted", countedName(at)],
                ["grade", t(`grade.${grade}`)],
                ["reason", reasons.map(([, text]) => text).join(t("semicolon"))],
                ...(overOf() === null ? [] : [["answer", t(`answer.${answerTo(at)}`)]]),
              ],
            }))
          : [
              {
                at: -1,
                level: 2,
                name: "—",
                facts: [
                  ["place", placeName(shownPlaces()[n])],
                  ...(overOf() === null ? [] : [["answer", t("answer.unknown")]]),
                ],
              },
            ],
      ),
    ]);
}
