// @ts-check
/**
 * The search box: what was found, by the view in which it is shown, with counts; the arrows go through it, Enter takes one.
 */
import { reveal } from "./axes.js";
import { groupBy, N, rungsWith, TYPE } from "./data.js";
import { $, el } from "./dom.js";
import { longName, placeName, t, typeName } from "./names.js";
import { clearHits, goToHit, hitRow, marked, openHits, showList, startHits } from "./hit-list.js";
import { tellApart } from "./namesakes.js";
import { aliasFound, search } from "./search.js";
import { state, VIEWS } from "./state.js";
import { colourOf, mark } from "./symbols.js";

const MOST_IN_GROUP = 12; // that are listed before the rest is asked for
const MOST_LISTED = 200; // of one group
// Type → the view that shows such things; the network shows all.
/** @type {Record<string, string>} */
const VIEW_OF = {
  place: "lanes",
  ladder: "lanes",
  rung: "lanes",
  measure: "measures",
  generic: "measures",
  figure: "figures",
  event: "timeline",
  document: "documents",
};

/** The view whose hits are all listed. */
let wholeGroup = "";

/**
 * The view in which a thing is looked at; who stands on a rung is seen in the ladders.
 * @param {number} at
 */
function viewOf(at) {
  const view = VIEW_OF[TYPE[N.type[at]]] ?? (rungsWith.has(at) ? "lanes" : "network");
  return VIEWS.some(({ id }) => id === view) ? view : "network";
}

/** How many hits of a view are listed. @param {string} view */
const mostListed = (view) => (view === wholeGroup ? MOST_LISTED : MOST_IN_GROUP);

/** @param {string} text */
function showHits(text) {
  clearHits();
  const groups = [...groupBy(search(text), viewOf)];
  const told = tellApart(groups.flatMap(([view, found]) => found.slice(0, mostListed(view))));
  showList(
    groups.length
      ? groups.map(([view, found]) => hitGroup(view, found, text, told))
      : [el("p", { class: "quiet" }, t("none"))],
    Boolean(text.trim()),
  );
}

/**
 * The hits of a view under its name and their number.
 * @param {string} view
 * @param {number[]} found
 * @param {string} text
 * @param {Map<number, string>} told
 */
function hitGroup(view, found, text, told) {
  const shown = found.slice(0, mostListed(view));
  const rest = found.length - shown.length;
  return el(
    "div",
    { class: "hit-group", role: "group", "aria-label": t("hitsIn", t(view), found.length) },
    el("p", { class: "quiet", "aria-hidden": "true" }, t("hitsIn", t(view), found.length)),
    ...shown.map((at) =>
      hitRow(
        () => takeHit(at, view),
        mark(TYPE[N.type[at]], colourOf(at)),
        marked(longName(at), text),
        hitNote(at, text, told.get(at) ?? ""),
        el("span", { class: "quiet" }, `${typeName(at)} · ${placeName(N.case[at])}`),
      ),
    ),
    rest && view !== wholeGroup
      ? hitRow((place) => openGroup(view, text, place), el("span", { class: "link" }, t("more", rest)))
      : null,
  );
}

/**
 * What is said beside a name: that by which it was found, where it is another name of the thing, and what tells it from others.
 * @param {number} at
 * @param {string} text
 * @param {string} told
 */
function hitNote(at, text, told) {
  const alias = aliasFound(at, text);
  if (!alias && !told) return null;
  return el("span", { class: "quiet beside clip" }, alias ? marked(alias, text) : "", alias && told ? " · " : "", told);
}

/**
 * Show a thing: in the network where that is open, else in its own view; what only the network draws is told in the details.
 * @param {number} at
 * @param {string} view
 */
function takeHit(at, view) {
  openHits(false);
  reveal(at, [state.view, view].includes("network") ? {} : { view });
  $("details").focus();
}

/**
 * List all of a group, and go on where its rest began.
 * @param {string} view
 * @param {string} text
 * @param {number} place
 */
function openGroup(view, text, place) {
  wholeGroup = view;
  showHits(text);
  goToHit(place);
}

export const startSearch = () =>
  startHits((text, isNew) => {
    if (isNew) wholeGroup = "";
    showHits(text);
  });
