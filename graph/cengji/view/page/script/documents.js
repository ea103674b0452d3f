// @ts-check
/**
 * The documents: what each states, in the order of its text; a ribbon shows where in the document one is.
 */
import { shownButStatus, shownEdge, shownNode } from "./axes.js";
import {
  controls,
  keepFocus,
  markStops,
  moveAmongStops,
  outlineRow,
  picker,
  segments,
  showStop,
  stop,
} from "./controls.js";
import { claimEdges, DATA, E, evidenceIn, evidenceOf, indices, list, N, nodeAt, relationOf } from "./data.js";
import { printedText } from "./evidence.js";
import { $, button, el, label } from "./dom.js";
import { emptyNote } from "./empty.js";
import { groupDigits } from "./filling.js";
import { charactersAt, longName, placeName, relationName, t, typeName } from "./names.js";
import { countApart, isDraft } from "./proposals.js";
import { pageName } from "./sources.js";
import { redraw, set, state, textKey } from "./state.js";

const STATEMENT_PAGE = 300;
const RIBBON_PARTS = 120;
let statementLimit = STATEMENT_PAGE;

/** The document that is drawn. */
let drawn = -1;

/** @type {View} */
export const documentsView = {
  id: "documents",
  available: () => list(DATA.documents.id).length > 0,
  keys: { doc: textKey() },
  draw(root, what) {
    if (["view", "lang", "off", "documents", "sel"].some((key) => what.has(key))) {
      if (what.has("documents") || what.has("off")) statementLimit = STATEMENT_PAGE;
      if (
        what.has("sel") &&
        !["view", "lang", "off", "documents"].some((key) => what.has(key)) &&
        drawn === documentShown()
      )
        return afterDocument(root, what);
      drawn = documentShown();
      keepFocus(root, () => root.replaceChildren(documentControls(), drawDocument()));
    }
    afterDocument(root, what);
  },
  outline: documentOutline,
  move: (key, far) => moveAmongStops($("documents"), key, far),
};

/**
 * @param {HTMLElement} root
 * @param {Set<string>} what
 */
function afterDocument(root, what) {
  markStops(root);
  if (what.has("sel") || what.has("view")) requestAnimationFrame(() => showStop(root));
}

/** The document that was chosen, else the one that states what is selected, else the first that the legend leaves. */
export function documentShown() {
  const chosen = list(DATA.documents.id).indexOf(state.documents.doc);
  if (chosen >= 0) return chosen;
  const own = state.sel >= 0 ? evidenceOf.get(N.id[state.sel])?.[0] : undefined;
  if (own !== undefined && DATA.evidence.document[own] >= 0) return DATA.evidence.document[own];
  const place = state.sel >= 0 ? N.case[state.sel] : -1;
  return place >= 0 && DATA.places.document[place] >= 0
    ? DATA.places.document[place]
    : Math.max(
        0,
        list(DATA.documents.id).findIndex(
          (_, at) => !state.off.document.has(at) && !placesOfDocument(at).every((place) => state.off.place.has(place)),
        ),
      );
}

function documentControls() {
  const names = list(DATA.documents.id).map((id, at) => {
    const [place, ...others] = placesOfDocument(at);
    return [id, place === undefined || others.length ? DATA.documents.cited[at] : placeName(place)];
  });
  const current = DATA.documents.id[documentShown()];
  const take = (/** @type {string} */ value) => set({ documents: { doc: value } });
  return controls(
    names.length > 8 ? picker("document", names, current, take) : segments("document", names, current, take),
  );
}
/** @param {number} at */
const placesOfDocument = (at) => indices(DATA.places.document).filter((place) => DATA.places.document[place] === at);

/**
 * Who or what a piece of evidence supports: a thing, or a link between two.
 * @param {number} evidence
 * @returns {Subject | null}
 */
function subjectOf(evidence) {
  const id = DATA.evidence.subject[evidence];
  const at = nodeAt().get(id);
  if (at !== undefined) return shownNode(at) ? { at } : null;
  const edge = claimEdges().get(id)?.[0];
  if (edge === undefined) return { at: -1, id };
  return shownEdge(edge) && shownButStatus(E.from[edge]) && shownButStatus(E.to[edge])
    ? { at: E.from[edge], edge }
    : null;
}

/**
 * The statements of a document by position: one passage and all that it supports; what has no place comes last.
 * @param {number} document
 * @returns {Passage[]}
 */
function statements(document) {
  const passages = new Map();
  for (const evidence of evidenceIn.get(document) ?? []) {
    const subject = subjectOf(evidence);
    if (!subject) continue;
    const [start, end] = [DATA.evidence.start[evidence], DATA.evidence.end[evidence]];
    const key = `${start} ${end} ${start < 0 ? DATA.evidence.text[evidence] : ""}`;
    if (!passages.has(key)) passages.set(key, { start, end, text: DATA.evidence.text[evidence], subjects: [] });
    passages.get(key).subjects.push(subject);
  }
  return [...passages.values()].sort(
    (a, b) => Number(a.start < 0) - Number(b.start < 0) || a.start - b.start || a.end - b.end,
  );
}

/**
 * How many passages there are, those on which only what is proposed rests beside.
 * @param {Passage[]} passages
 */
const countPassages = (passages) =>
  countApart(passages.map(({ subjects }) => subjects.find(({ at }) => !isDraft(at))?.at ?? subjects[0].at));

function drawDocument() {
  const at = documentShown();
  const D = DATA.documents;
  const all = statements(at);
  const shown = all.slice(0, statementLimit);
  const facts = [
    D.publisher[at],
    D.published[at],
    pageName(at),
    D.characters[at] ? `${groupDigits(D.characters[at])} ${t("characters")}` : "",
    t("statementCount", countPassages(all)),
  ].filter(Boolean);
  const more =
    all.length > shown.length
      ? button(
          "tool",
          () => {
            statementLimit += STATEMENT_PAGE;
            redraw(new Set(["view"]));
          },
          t("more", Math.min(STATEMENT_PAGE, all.length - shown.length)),
          { "data-keep": "more" },
        )
      : null;
  return el(
    "article",
    { class: "document" },
    el("h2", null, D.node[at] >= 0 ? stop(D.node[at], D.title[at]) : label(D.title[at], { lang: "zh-Hans" })),
    el("p", { class: "quiet" }, facts.join(" · ")),
    ribbon(all, D.characters[at]),
    all.length
      ? el("ol", { class: "statements" }, ...shown.map(statementRow))
      : emptyNote(() => !statements(at).length),
    more,
  );
}

/**
 * How densely each part of the document is covered; a part leads to its first statement.
 * @param {Passage[]} all
 * @param {number} length
 */
function ribbon(all, length) {
  if (!length) return null;
  /** @type {number[][]} */
  const parts = Array.from({ length: RIBBON_PARTS }, () => []);
  for (const [n, { start }] of all.entries())
    if (start >= 0) parts[Math.min(RIBBON_PARTS - 1, Math.floor((start / length) * RIBBON_PARTS))].push(n);
  const most = Math.max(1, ...parts.map((part) => part.length));
  return el(
    "div",
    { class: "ribbon", "aria-hidden": "true" },
    ...parts.map((part) =>
      el("i", {
        class: part.length ? "on" : "",
        title: part.length ? charactersAt(all[part[0]].start, all[part[part.length - 1]].end) : null,
        vars: { "--dense": (part.length / most).toFixed(2) },
        on: part.length ? { click: () => goToStatement(part[0]) } : {},
      }),
    ),
  );
}

/** @param {number} n */
function goToStatement(n) {
  while (statementLimit <= n) statementLimit += STATEMENT_PAGE;
  if (!$("documents").querySelector(`[data-statement="${n}"]`)) redraw(new Set(["view"]));
  $("documents").querySelector(`[data-statement="${n}"]`)?.scrollIntoView({ block: "start" });
}

/**
 * @param {Passage} passage
 * @param {number} n
 */
function statementRow({ start, end, text, subjects }, n) {
  return el(
    "li",
    { "data-statement": String(n) },
    el("span", { class: "at quiet" }, start >= 0 ? `${groupDigits(start + 1)}–${groupDigits(end)}` : t("unanchored")),
    el(
      "span",
      { class: "words" },
      text ? printedText(text) : el("span", { class: "quiet" }, t("longPassage", end - start)),
    ),
    el("ul", { class: "supports" }, ...subjects.map((subject) => el("li", null, ...supported(subject, start)))),
  );
}

/**
 * @param {Subject} subject
 * @param {number} start
 */
function supported({ at, edge, id }, start) {
  if (id !== undefined) return [label(id.split("/").slice(-2).join(" "), { class: "quiet" })];
  if (edge === undefined)
    return [stop(at, longName(at), { keep: `statement ${start} ${at}` }), el("span", { class: "quiet" }, typeName(at))];
  return [
    stop(at, longName(at), { keep: `statement ${start} ${edge}` }),
    el("span", { class: "quiet" }, relationName(relationOf(edge), false)),
    stop(E.to[edge], longName(E.to[edge]), { keep: `statement ${start} ${edge} to` }),
  ];
}

/** @returns {OutlineRow[]} */
function documentOutline() {
  const shown = documentShown();
  const D = DATA.documents;
  const head = outlineRow(D.node[shown], 1, D.title[shown], [
    ["publisher", D.publisher[shown]],
    ["published", D.published[shown]],
    ["page", pageName(shown)],
  ]);
  return [
    head,
    ...statements(shown)
      .slice(0, statementLimit)
      .flatMap(({ start, end, text, subjects }) => [
        outlineRow(-1, 2, text || t("longPassage", end - start), [
          ["position", start >= 0 ? charactersAt(start, end) : t("unanchored")],
        ]),
        ...subjects.map(({ at, edge, id }) =>
          outlineRow(
            at ?? -1,
            3,
            id ?? longName(at),
            edge === undefined
              ? [["type", id === undefined ? typeName(at) : ""]]
              : [["relation", `${relationName(relationOf(edge), false)} ${longName(E.to[edge])}`]],
          ),
        ),
      ]),
  ];
}
