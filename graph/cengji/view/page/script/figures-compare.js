// @ts-check
/**
 * Places beside each other: a row an indicator, a column a place; each cell says how far it may be compared, and why not.
 */
import { shownPlaces } from "./axes.js";
import { compare, referenceOf } from "./comparability.js";
import { outlineRow, stop } from "./controls.js";
import { DATA, F, groupBy, list, N } from "./data.js";
import { el, label } from "./dom.js";
import { answerChip, answerFacts, answerTo, figureLimit, figuresShown, overOf } from "./figures.js";
import { conceptName, countedName, placeName, t } from "./names.js";
import { state } from "./state.js";

const CELL_MOST = 3;
/** @type {Grade[]} */
const GRADES = ["base", "same", "care", "not"];
/** @type {Record<Grade, number>} */
const WORTH = { base: 1, same: 3, care: 2, not: 0 };
/** @type {Record<Grade, string>} */
const GRADE_SIGNS = { base: "◆", same: "●", care: "◐", not: "○" };

/**
 * How many places of a row can stand beside its base.
 * @param {ComparisonRow} row
 */
const worth = (row) => row.cells.reduce((sum, [best]) => sum + (best ? WORTH[best.grade] : 0), 0);

/** The rows: indicators of two places or more (or the one that was asked for), those first that compare best. */
function comparisonRows() {
  const rows = groupBy(figuresShown(), (at) => F.indicator[at]);
  const places = (/** @type {number[]} */ figures) => new Set(figures.map((at) => N.case[F.node[at]])).size;
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
 * @returns {ComparisonRow}
 */
function comparisonRow(indicator, figures) {
  const wanted = list(DATA.places.key).indexOf(state.figures.base);
  const own = figures.filter((at) => N.case[F.node[at]] === wanted);
  const reference = referenceOf(own.length ? own : figures, figures);
  const cells = shownPlaces().map((place) =>
    figures
      .filter((at) => N.case[F.node[at]] === place)
      .map((at) =>
        at === reference
          ? { at, grade: /** @type {Grade} */ ("base"), reasons: [] }
          : { at, ...compare(reference, at) },
      )
      .sort((a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) || a.at - b.at),
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
    ...GRADES.map((grade) =>
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

/** @param {Compared} compared */
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

/** @returns {OutlineRow[]} */
export function compareOutline() {
  return comparisonRows()
    .slice(0, figureLimit)
    .flatMap((row) => [
      outlineRow(-1, 1, conceptName(row.indicator), []),
      ...row.cells.flatMap((cell, n) =>
        cell.length
          ? cell.map(({ at, grade, reasons }) =>
              outlineRow(F.node[at], 2, F.written[at], [
                ["place", placeName(shownPlaces()[n])],
                ["counted", countedName(at)],
                ["grade", t(`grade.${grade}`)],
                ["reason", reasons.map(([, text]) => text).join(t("semicolon"))],
                ...answerFacts(answerTo(at)),
              ]),
            )
          : [outlineRow(-1, 2, "—", [["place", placeName(shownPlaces()[n])], ...answerFacts("unknown")])],
      ),
    ]);
}
