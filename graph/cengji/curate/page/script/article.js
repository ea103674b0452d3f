// @ts-check
/**
 * The article: its text cut at the edges of the marks, the run that is marked, and the caret of the keyboard.
 */
import { $, all, el } from "./dom.js";
import { Points } from "./points.js";
import { cutAtMarks } from "./segments.js";
import { differences, screen, show, start, state } from "./store.js";

/** @type {Record<string, Points>} */
const texts = {};

/** The text that is shown. */
export function text() {
  texts[screen.view] ??= new Points(start.article[screen.view]);
  return texts[screen.view];
}

/** What is marked, as text. */
export const runText = () => (screen.run ? text().slice(screen.run.start, screen.run.end) : "");

let drawn = "";

/** Draw the text anew where anything upon it has changed. */
export function drawArticle() {
  const pane = $("article");
  const run = screen.run ? [{ kind: "run", entries: [], span: screen.run }] : [];
  const marks = [
    ...state.marks.map((mark) => ({ kind: mark.kind, entries: mark.entries, span: spanOf(mark[screen.view]) })),
    ...run,
    ...differenceMarks(),
    { kind: "caret", entries: [], span: { start: screen.caret, end: screen.caret + 1 } },
  ];
  const now = JSON.stringify([screen.view, screen.show === "differ" ? "" : screen.selected, marks]);
  if (now === drawn) return;
  drawn = now;
  const top = pane.scrollTop;
  const segments = cutAtMarks(
    text().length,
    marks.map(({ span }) => span),
  );
  pane.replaceChildren(
    ...segments.map((segment) => {
      const here = segment.marks.map((number) => marks[number]);
      const ids = [...new Set(here.flatMap(({ entries }) => entries))];
      const kinds = new Set(here.map(({ kind }) => kind));
      if (screen.show !== "differ" && ids.includes(screen.selected)) kinds.add("chosen");
      const span = el("span", {
        class: [...kinds].join(" "),
        "data-start": segment.start,
        "data-ids": ids.length ? ids.join(" ") : null,
        "data-many": ids.length > 1 ? ids.length : null,
      });
      span.append(text().slice(segment.start, segment.end)); // one text in it, of which a selection tells the place
      return span;
    }),
  );
  pane.lang = /\p{Script=Han}/u.test(text().text) ? "zh-Hans" : "";
  pane.scrollTop = top;
}

/** What both sides of the selected difference rest on. */
function differenceMarks() {
  const one = screen.show === "differ" ? differences().find(({ id }) => id === screen.difference) : undefined;
  if (!one) return [];
  const of = (/** @type {"first" | "second"} */ which) =>
    one.marks[which].map((mark) => ({ kind: which, entries: [], span: spanOf(mark[screen.view]) }));
  return [...of("first"), ...of("second")];
}

/** @param {[number, number]} span */
const spanOf = ([first, last]) => ({ start: first, end: last });

/**
 * Bring a place of the text into sight.
 * @param {number} place
 */
export function reveal(place) {
  const segments = all($("article"), "[data-start]");
  const found = segments.findLast((segment) => Number(segment.dataset.start) <= place);
  found?.scrollIntoView({ block: "center" });
}

/** Bring the evidence of the entry that is selected into sight. */
export function revealSelected() {
  const mark = state.marks.find(({ entries }) => entries.includes(screen.selected));
  if (mark) reveal(mark[screen.view][0]);
}

/** Put the focus into the article, the caret where the entry that is selected rests; what is marked stays. */
export function enterArticle() {
  const spans = state.marks.filter(({ entries }) => entries.includes(screen.selected)).map((one) => one[screen.view]);
  const isThere = spans.some(([first, last]) => first <= screen.caret && screen.caret <= last);
  $("article").focus({ preventScroll: true });
  if (!screen.run && spans.length && !isThere) show({ caret: spans[0][0] });
  reveal(screen.run?.start ?? screen.caret);
}

/** Take over what the mouse has marked, as a run of code points. */
export function takeSelection() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return false;
  const range = selection.getRangeAt(0);
  if (!$("article").contains(range.startContainer) || !$("article").contains(range.endContainer)) return false;
  const first = placeOf(range.startContainer, range.startOffset);
  const last = placeOf(range.endContainer, range.endOffset);
  if (first >= last) return false;
  selection.removeAllRanges();
  show({ run: { start: first, end: last }, caret: last });
  return true;
}

/**
 * Return the code point at which an edge of a selection stands.
 * @param {Node} node
 * @param {number} offset
 */
function placeOf(node, offset) {
  if (node.nodeType === Node.TEXT_NODE) {
    const segment = /** @type {HTMLElement} */ (node.parentElement);
    return Number(segment.dataset.start) + new Points(node.textContent ?? "").pointOf(offset);
  }
  const segment = node === $("article") ? node.childNodes[offset] : node;
  return segment instanceof HTMLElement && segment.dataset.start ? Number(segment.dataset.start) : text().length;
}

/**
 * Move the caret by a number of characters, or with ``line`` to the beginning of another line; ``mark`` takes what lies between.
 * @param {number} step
 * @param {{ line?: boolean, mark?: boolean }} how
 */
export function moveCaret(step, { line = false, mark = false }) {
  const from = screen.caret;
  const to = Math.max(0, Math.min(text().length, line ? lineFrom(from, step) : from + step));
  const fixed = screen.run && mark ? (screen.run.start === from ? screen.run.end : screen.run.start) : from;
  const run = mark && fixed !== to ? { start: Math.min(fixed, to), end: Math.max(fixed, to) } : null;
  show({ caret: to, run });
  reveal(to);
}

/**
 * @param {number} place
 * @param {number} step
 */
function lineFrom(place, step) {
  const all = text().text;
  const unit = text().unitOf(place);
  const found =
    step > 0
      ? all.slice(unit + 1).search(/[。！？\n]/)
      : all.slice(0, Math.max(0, unit - 1)).search(/[。！？\n][^。！？\n]*$/);
  if (found < 0) return step > 0 ? text().length : 0;
  return text().pointOf(step > 0 ? unit + 1 + found + 1 : found + 1);
}

/**
 * Move an edge of what is marked.
 * @param {"start" | "end"} edge
 * @param {number} step
 */
export function moveEdge(edge, step) {
  if (!screen.run) return;
  const run = { ...screen.run, [edge]: screen.run[edge] + step };
  if (run.start < run.end && run.start >= 0 && run.end <= text().length) show({ run, caret: run[edge] });
}

/** Mark the next run on which nothing rests; return whether there is one. */
export function markNextOpen() {
  const open = state.marks
    .filter(({ kind }) => ["numeral", "name", "sentence"].includes(kind))
    .map((mark) => spanOf(mark[screen.view]));
  const after = screen.run ? screen.run.start : screen.caret - 1;
  const next = open.find((span) => span.start > after) ?? open[0];
  if (!next) return false;
  show({ run: next, caret: next.start });
  reveal(next.start);
  return true;
}
