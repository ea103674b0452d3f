// @ts-check
/**
 * Search by Chinese name, alias, English, pinyin and initials; then by words, in any order, in all that is said of a thing.
 */
import { reveal } from "./axes.js";
import { indices, isType, N, once, TYPE } from "./data.js";
import { $, el, label } from "./dom.js";
import { longName, placeName, t, typeName } from "./names.js";
import { searchTexts } from "./search-texts.js";
import { colourOf, mark } from "./symbols.js";

/** @type {number[]} */
let hits = [];
let hitAt = -1;
const TYPE_ORDER = [
  "place",
  "ladder",
  "body",
  "group",
  "people",
  "measure",
  "generic",
  "problem",
  "outcome",
  "power",
  "event",
  "post",
  "figure",
  "policy",
  "document",
  "rung",
];

const searchIndex = once(() =>
  indices(N.id).map((at) => {
    const pinyin = N.pinyin[at] ? N.pinyin[at].split("|") : [];
    return {
      at,
      names: [N.zh[at], N.en[at], ...(N.alias[at] || [])].filter(Boolean).map((name) => name.toLowerCase()),
      sounds: pinyin.map((text) => ({
        full: text.replaceAll(" ", ""),
        initials: text
          .split(" ")
          .map((part) => part[0])
          .join(""),
        starts: starts(text),
      })),
      order: TYPE_ORDER.indexOf(TYPE[N.type[at]]),
    };
  }),
);

/**
 * The places in the joined pinyin at which a syllable begins.
 * @param {string} text
 */
function starts(text) {
  let at = 0;
  return new Set(text.split(" ").map((part) => (at += part.length) - part.length));
}

// How good a match is: a name before its sound, the whole before its beginning before its middle.
const NAME = { whole: 100, beginning: 80, middle: 60 };
const PINYIN = { whole: 58, beginning: 48, middle: 40 };
const INITIALS = { whole: 55, beginning: 50, middle: 35 };
const RUNG_PENALTY = 30; // the body that stands on a rung comes first

/**
 * @param {typeof NAME} scores
 * @param {string} text
 * @param {string} typed
 * @param {number} found where in the text it stands, −1 for nowhere
 */
const scoreAt = (scores, text, typed, found) =>
  found < 0 ? 0 : text.length === typed.length ? scores.whole : found === 0 ? scores.beginning : scores.middle;

/**
 * @param {SearchEntry} entry
 * @param {string} query
 */
function scoreOf(entry, query) {
  const best = Math.max(...entry.names.map((name) => scoreAt(NAME, name, query, name.indexOf(query))), 0);
  const typed = query.replaceAll(" ", "");
  if (best || !/^[a-z]+$/.test(typed)) return best;
  const sounds = entry.sounds.flatMap(({ full, initials, starts }) => {
    const found = full.indexOf(typed);
    const pinyin = scoreAt(PINYIN, full, typed, starts.has(found) ? found : -1);
    return [pinyin, scoreAt(INITIALS, initials, typed, initials.indexOf(typed))];
  });
  return Math.max(...sounds, 0);
}

const MOST_HITS = 40; // that are listed

/**
 * Return what a text names, and, where that is less than the list holds, what is said to bear all of its words.
 * @param {string} text
 */
export function search(text) {
  const query = text.trim().toLowerCase();
  if (!query) return [];
  const named = sortHits(
    searchIndex().map((entry) => ({
      ...entry,
      score: scoreOf(entry, query) - (isType(entry.at, "rung") ? RUNG_PENALTY : 0),
    })),
  );
  return named.length < MOST_HITS ? [...named, ...searchWords(query, new Set(named))] : named;
}

/**
 * The more of the words stand in the name, the earlier.
 * @param {string} query
 * @param {Set<number>} found
 */
function searchWords(query, found) {
  const words = query.split(/[\s,;，；、]+/).filter(Boolean);
  const texts = searchTexts();
  const bearing = searchIndex().filter(({ at }) => !found.has(at) && words.every((word) => texts[at].includes(word)));
  return sortHits(
    bearing.map((entry) => ({
      ...entry,
      score: 1 + words.filter((word) => entry.names.some((name) => name.includes(word))).length,
    })),
  );
}

/** @param {(SearchEntry & { score: number })[]} entries */
const sortHits = (entries) =>
  entries
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order || N.zh[a.at].length - N.zh[b.at].length || a.at - b.at)
    .map(({ at }) => at);

const queryField = () => /** @type {HTMLInputElement} */ ($("query"));

function showHits() {
  const text = queryField().value;
  hits = search(text);
  const shown = hits.slice(0, MOST_HITS);
  hitAt = shown.length ? 0 : -1;
  $("hits").replaceChildren(
    ...(shown.length ? shown.map((at, place) => hitRow(at, place, text)) : [el("p", { class: "quiet" }, t("none"))]),
  );
  openHits(Boolean(text.trim()));
  markHit();
}

/**
 * @param {number} at
 * @param {number} place
 * @param {string} text
 */
function hitRow(at, place, text) {
  return el(
    "div",
    {
      class: "hit",
      role: "option",
      id: `hit-${place}`,
      "aria-selected": "false",
      on: {
        mousedown: (event) => {
          event.preventDefault();
          takeHit(place);
        },
        mousemove: () => {
          if (hitAt !== place) {
            hitAt = place;
            markHit();
          }
        },
      },
    },
    mark(TYPE[N.type[at]], colourOf(at)),
    marked(longName(at), text),
    el("span", { class: "quiet" }, `${typeName(at)} · ${placeName(N.case[at])}`),
  );
}

/**
 * The name with the part that was typed set off.
 * @param {string} name
 * @param {string} text
 */
function marked(name, text) {
  const query = text.trim().toLowerCase();
  const found = name.toLowerCase().indexOf(query);
  if (!query || found < 0) return label(name, { class: "clip" });
  const parts = [
    name.slice(0, found),
    el("mark", null, name.slice(found, found + query.length)),
    name.slice(found + query.length),
  ];
  return el("span", { class: "t clip", dir: "auto" }, ...parts);
}

function markHit() {
  [...$("hits").children].forEach((row, place) => row.setAttribute("aria-selected", String(place === hitAt)));
  $("hits").children[hitAt]?.scrollIntoView({ block: "nearest" });
  if (hitAt >= 0) $("query").setAttribute("aria-activedescendant", `hit-${hitAt}`);
  else $("query").removeAttribute("aria-activedescendant");
}

/** @param {boolean} open */
function openHits(open) {
  $("hits").hidden = !open;
  $("query").setAttribute("aria-expanded", String(open));
}

/** @param {number} place */
function takeHit(place) {
  const at = hits[place];
  if (at === undefined) return;
  openHits(false);
  reveal(at);
  $("details").focus();
}

export function startSearch() {
  const field = queryField();
  field.addEventListener("input", showHits);
  field.addEventListener("focus", () => {
    if (field.value.trim()) showHits();
  });
  field.addEventListener("blur", () => openHits(false));
  field.addEventListener("keydown", (event) => {
    const last = Math.min(hits.length, MOST_HITS) - 1;
    if (event.key === "ArrowDown") hitAt = Math.min(last, hitAt + 1);
    else if (event.key === "ArrowUp") hitAt = Math.max(0, hitAt - 1);
    else if (event.key === "Enter") {
      if (!event.isComposing) takeHit(hitAt);
      return;
    } else if (event.key === "Escape") {
      if (!field.value) {
        field.blur();
        return;
      } // and let the details close
      event.stopPropagation();
      if ($("hits").hidden) field.value = "";
      openHits(false);
      return;
    } else return;
    event.preventDefault();
    markHit();
  });
}
