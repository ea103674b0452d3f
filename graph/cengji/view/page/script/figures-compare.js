// @ts-check
/**
 * Places beside each other: a row an indicator, a column a place; each cell says how far it may be compared, and why not.
 */
import { shownPlaces } from "./axes.js";
import { comparableSets, compareWithBase, GRADES, placeOfFigure, placesWith } from "./comparable-sets.js";
import { outlineRow } from "./controls.js";
import { DATA, F, groupBy, indices, list } from "./data.js";
import { el, label } from "./dom.js";
import {
  answerChip,
  answerFacts,
  answerTo,
  doubtFacts,
  figureLimit,
  figuresShown,
  figureStop,
  overOf,
} from "./figures.js";
import { conceptName, countedName, placeName, t, writtenName } from "./names.js";
import { state } from "./state.js";

const MOST_WITHOUT = 5; // places without a figure that are named
const CELL_MOST = 3;
/** @type {Record<Grade, string>} */
const GRADE_SIGNS = { base: "◆", same: "●", care: "◐", not: "○" };

/** The rows: of each indicator of two places or more (or the only one) what may stand side by side; the fullest first. */
function comparisonRows() {
  const wanted = list(DATA.places.key).indexOf(state.figures.base);
  const indicators = [...groupBy(figuresShown(), (at) => F.indicator[at]).values()];
  const isOnly = indicators.length === 1;
  return indicators
    .filter((figures) => isOnly || placesWith(figures) > 1)
    .flatMap((figures) => rowsOfIndicator(figures, wanted, isOnly))
    .sort((a, b) => placesInRow(b) - placesInRow(a) || F.indicator[a.base] - F.indicator[b.base]);
}

/** @param {ComparisonRow} row */
const placesInRow = ({ cells }) => cells.filter((cell) => cell.length).length;

/**
 * A row for each set of several places; where there is none, the first; of the only indicator for each set.
 * @param {number[]} figures
 * @param {number} wanted
 * @param {boolean} isOnly
 * @returns {ComparisonRow[]}
 */
function rowsOfIndicator(figures, wanted, isOnly) {
  const sets = comparableSets(figures, wanted);
  const several = sets.filter((set) => placesWith(set.figures.map(({ at }) => at)) > 1);
  return (isOnly ? sets : several.length ? several : sets.slice(0, 1)).map((set) => {
    const own = new Set(set.figures.map(({ at }) => at));
    const rest = figures.filter((at) => !own.has(at));
    return {
      base: set.base,
      cells: cellsOf(set.figures),
      others: cellsOf(rest.map((at) => compareWithBase(set.base, at))),
    };
  });
}

/**
 * What a row compares: its indicator, and the thing that its base counts.
 * @param {ComparisonRow} row
 */
const nameOfRow = ({ base }) => [...new Set([conceptName(F.indicator[base]), countedName(base)])].join(" · ");

/**
 * What stands in the column of each place, the best first.
 * @param {Compared[]} figures
 */
const cellsOf = (figures) =>
  shownPlaces().map((place) =>
    figures
      .filter(({ at }) => placeOfFigure(at) === place)
      .sort((a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) || a.at - b.at),
  );

/**
 * In one sentence what may be compared with the base, what with care, what not, and why.
 * @param {ComparisonRow} row
 */
function verdictText({ base, cells, others }) {
  const names = (/** @type {number[]} */ columns) =>
    columns.map((n) => placeName(shownPlaces()[n])).join(t("enumeration"));
  const best = cells.map((cell, n) => cell[0] ?? others[n][0]);
  const parts = /** @type {Grade[]} */ (["same", "care", "not"]).map((grade) => {
    const columns = indices(best).filter((n) => best[n]?.grade === grade);
    const doubts = columns.flatMap((n) => best[n].reasons.filter(([how]) => how === grade).map(([, , key]) => key));
    return columns.length ? t(`verdict.${grade}`, names(columns), doubtsText(doubts)) : "";
  });
  const none = indices(best).filter((n) => !best[n]);
  return [
    t("verdict.base", placeName(placeOfFigure(base)), writtenName(base)),
    ...parts,
    none.length > MOST_WITHOUT ? t("verdict.others", none.length) : "",
    none.length && none.length <= MOST_WITHOUT ? t("verdict.none", names(none)) : "",
  ]
    .filter(Boolean)
    .join(t("semicolon"));
}

/** @param {string[]} keys */
const doubtsText = (keys) => [...new Set(keys)].map((key) => t(`doubt.${key}`)).join(t("enumeration"));

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
      { class: "sheet comparison", vars: { "--n": String(shownPlaces().length) } },
      el("thead", null, head),
      el(
        "tbody",
        null,
        ...rows.map((row) =>
          el(
            "tr",
            null,
            el("th", { scope: "row" }, label(nameOfRow(row)), label(verdictText(row), { class: "verdict-text" })),
            ...row.cells.map((cell, n) => el("td", null, ...comparedCell(cell, row.others[n]))),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {Compared[]} cell
 * @param {Compared[]} others what else the place has of the indicator, which cannot be compared with the base
 */
function comparedCell(cell, others) {
  if (!cell.length && !others.length)
    return [overOf() === null ? el("span", { class: "quiet" }, "—") : answerChip("unknown")];
  return [
    ...cell.slice(0, CELL_MOST).map(comparedFigure),
    foldedFigures("more", cell.slice(CELL_MOST)),
    foldedFigures("notComparable", others),
  ];
}

/**
 * @param {string} key
 * @param {Compared[]} figures
 */
const foldedFigures = (key, figures) =>
  figures.length
    ? el("details", null, el("summary", null, t(key, figures.length)), ...figures.map(comparedFigure))
    : null;

/** @param {Compared} compared */
function comparedFigure({ at, grade, reasons }) {
  return el(
    "div",
    { class: `compared ${grade}` },
    el(
      "span",
      { class: "line" },
      el("i", { class: "sign", "aria-hidden": "true" }, GRADE_SIGNS[grade]),
      figureStop(at, writtenName(at)),
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
      outlineRow(-1, 1, nameOfRow(row), [["grade", verdictText(row)]]),
      ...row.cells.flatMap((cell, n) =>
        cell.length || row.others[n].length
          ? [...cell, ...row.others[n]].map(({ at, grade, reasons }) =>
              outlineRow(F.node[at], 2, writtenName(at), [
                ["place", placeName(shownPlaces()[n])],
                ["counted", countedName(at)],
                ...doubtFacts(at),
                ["grade", t(`grade.${grade}`)],
                ["reason", reasons.map(([, text]) => text).join(t("semicolon"))],
                ...answerFacts(answerTo(at)),
              ]),
            )
          : [outlineRow(-1, 2, "—", [["place", placeName(shownPlaces()[n])], ...answerFacts("unknown")])],
      ),
    ]);
}
