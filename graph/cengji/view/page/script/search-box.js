// @ts-check
/**
 * The search box: what was found, by the view in which it is shown, with counts; the arrows go through it, Enter takes one.
 */
import { reveal } from "./axes.js";
import { groupBy, N, rungsWith, TYPE } from "./data.js";
import { $, all, el, label } from "./dom.js";
import { longName, placeName, t, typeName } from "./names.js";
import { foldText } from "./search-texts.js";
import { search } from "./search.js";
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

/** What the list offers: a thing found, or the rest of a group. @type {Hit[]} */
let hits = [];
let hitAt = -1;
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

const queryField = () => /** @type {HTMLInputElement} */ ($("query"));

function showHits() {
  const text = queryField().value;
  const groups = [...groupBy(search(text), viewOf)];
  hits = [];
  $("hits").replaceChildren(
    ...(groups.length
      ? groups.map(([view, found]) => hitGroup(view, found, text))
      : [el("p", { class: "quiet" }, t("none"))]),
  );
  hitAt = hits.length ? 0 : -1;
  openHits(Boolean(text.trim()));
  markHit();
}

/**
 * The hits of a view under its name and their number.
 * @param {string} view
 * @param {number[]} found
 * @param {string} text
 */
function hitGroup(view, found, text) {
  const shown = found.slice(0, view === wholeGroup ? MOST_LISTED : MOST_IN_GROUP);
  const rest = found.length - shown.length;
  return el(
    "div",
    { class: "hit-group", role: "group", "aria-label": t("hitsIn", t(view), found.length) },
    el("p", { class: "quiet", "aria-hidden": "true" }, t("hitsIn", t(view), found.length)),
    ...shown.map((at) =>
      hitRow(
        { at, view },
        mark(TYPE[N.type[at]], colourOf(at)),
        marked(longName(at), text),
        el("span", { class: "quiet" }, `${typeName(at)} · ${placeName(N.case[at])}`),
      ),
    ),
    rest && view !== wholeGroup ? hitRow({ at: -1, view }, el("span", { class: "link" }, t("more", rest))) : null,
  );
}

/**
 * @param {Hit} hit
 * @param {...Child} parts
 */
function hitRow(hit, ...parts) {
  const place = hits.push(hit) - 1;
  const on = {
    mousedown: (/** @type {Event} */ event) => {
      event.preventDefault();
      takeHit(place);
    },
    mousemove: () => {
      if (hitAt === place) return;
      hitAt = place;
      markHit();
    },
  };
  return el("div", { class: "hit", role: "option", id: `hit-${place}`, "aria-selected": "false", on }, ...parts);
}

/**
 * The name with the part that was typed set off.
 * @param {string} name
 * @param {string} text
 */
function marked(name, text) {
  const query = foldText(text.trim());
  const found = foldText(name).indexOf(query);
  if (!query || found < 0) return label(name, { class: "clip" });
  const parts = [
    name.slice(0, found),
    el("mark", null, name.slice(found, found + query.length)),
    name.slice(found + query.length),
  ];
  return el("span", { class: "t clip", dir: "auto" }, ...parts);
}

function markHit() {
  all($("hits"), ".hit").forEach((row, place) => row.setAttribute("aria-selected", String(place === hitAt)));
  if (hitAt < 0) {
    queryField().removeAttribute("aria-activedescendant");
    return;
  }
  $(`hit-${hitAt}`).scrollIntoView({ block: "nearest" });
  queryField().setAttribute("aria-activedescendant", `hit-${hitAt}`);
}

/** @param {boolean} open */
function openHits(open) {
  $("hits").hidden = !open;
  queryField().setAttribute("aria-expanded", String(open));
}

/**
 * Show a hit: in the network where that is open, else in its own view; what only the network draws is told in the details.
 * @param {number} place
 */
function takeHit(place) {
  const hit = hits[place];
  if (!hit) return;
  if (hit.at < 0) {
    wholeGroup = hit.view;
    showHits();
    hitAt = place;
    markHit();
    return;
  }
  openHits(false);
  reveal(hit.at, [state.view, hit.view].includes("network") ? {} : { view: hit.view });
  $("details").focus();
}

export function startSearch() {
  const field = queryField();
  field.addEventListener("input", () => {
    wholeGroup = "";
    showHits();
  });
  field.addEventListener("focus", () => {
    if (field.value.trim()) showHits();
  });
  field.addEventListener("blur", () => openHits(false));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") hitAt = Math.min(hits.length - 1, hitAt + 1);
    else if (event.key === "ArrowUp") hitAt = Math.max(0, hitAt - 1);
    else if (event.key === "Enter") {
      if (!event.isComposing) takeHit(hitAt);
      return;
    } else if (event.key === "Escape") {
      if (!field.value) return; // and let the details close
      event.stopPropagation();
      if ($("hits").hidden) field.value = "";
      openHits(false);
      return;
    } else return;
    event.preventDefault();
    markHit();
  });
}
