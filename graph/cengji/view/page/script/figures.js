// @ts-check
/**
 * Which figures are shown, and what each says about the number that they are held against.
 */
import { shownNode } from "./axes.js";
import { answerOf } from "./bounds.js";
import { stop } from "./controls.js";
import { conceptKey, F, indices, isUnsure, N } from "./data.js";
import { el } from "./dom.js";
import { conceptName, t } from "./names.js";
import { redraw, set, state } from "./state.js";
import { doubtMark } from "./symbols.js";

export const FIGURE_PAGE = 300;
export let figureLimit = FIGURE_PAGE;
export const resetFigures = () => {
  figureLimit = FIGURE_PAGE;
};
/** @param {Record<string, any>} patch */
export const setFigures = (patch) => set({ figures: patch });
export const showMoreFigures = () => {
  figureLimit += FIGURE_PAGE;
  redraw(new Set(["view"]));
};

/** The number that the figures are held against, or null. */
export function overOf() {
  const text = state.figures.over.replaceAll(/[\s,，]/g, "");
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : null;
}
/** Whether the figures are read as usual, and not by what is certain alone. */
export const readsUsually = () => !state.figures.cautious;
/** @param {number} figure */
export const answerTo = (figure) =>
  overOf() === null ? "" : answerOf(figure, state.figures.op, Number(overOf()), readsUsually());

/** The figures that the legend and the indicator leave, in the order of the data. */
export function figuresShown() {
  return indices(F.node).filter(
    (at) =>
      F.node[at] >= 0 &&
      shownNode(F.node[at]) &&
      (!state.figures.indicator || conceptKey(F.indicator[at]) === state.figures.indicator),
  );
}
export const figuresAnswered = () =>
  figuresShown().filter((at) => overOf() === null || !state.figures.answer || answerTo(at) === state.figures.answer);

/**
 * A figure as a button, with the mark of what is inferred or disputed.
 * @param {number} at
 * @param {string} text
 */
export const figureStop = (at, text) =>
  el("span", { class: "figure" }, doubtMark(N.status[F.node[at]]), stop(F.node[at], text, { mark: false }));
/**
 * The same in words, as a fact of an outline.
 * @param {number} at
 * @returns {Fact[]}
 */
export const doubtFacts = (at) =>
  isUnsure(N.status[F.node[at]]) ? [["status", conceptName(N.status[F.node[at]])]] : [];

// Whether a figure certainly, possibly or does not pass: a sign beside the word, not colour alone.
/** @type {Record<string, string>} */
const ANSWER_SIGNS = { certain: "✓", possible: "?", no: "✗", unknown: "–" };
/** @param {string} answer */
export const answerChip = (answer) =>
  answer
    ? el(
        "span",
        { class: `answer ${answer}` },
        el("i", { "aria-hidden": "true" }, ANSWER_SIGNS[answer]),
        t(`answer.${answer}`),
      )
    : null;
/**
 * The answer as a fact of an outline, if there is a number to hold the figures against.
 * @param {string} answer
 * @returns {Fact[]}
 */
export const answerFacts = (answer) => (overOf() === null ? [] : [["answer", t(`answer.${answer}`)]]);
