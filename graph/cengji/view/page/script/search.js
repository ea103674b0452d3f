// @ts-check
/**
 * Search by Chinese name, alias, English, pinyin and initials; then by words, in any order, in all that is said of a thing.
 */
import { allNodes, isType, N, once, TYPE } from "./data.js";
import { foldName } from "./fold.js";
import { longName } from "./names.js";
import { searchTexts } from "./search-texts.js";

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
  allNodes().map((at) => {
    const pinyin = N.pinyin[at] ? N.pinyin[at].split("|") : [];
    return {
      at,
      names: [N.zh[at], N.en[at], ...(N.alias[at] || [])].filter(Boolean).map(foldName),
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
const PART_IN_MIDDLE = 0.5; // of a name that initials must be to count in its middle: of long names any few letters are some
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
  const typed = plainPinyin(query);
  if (best || !/^[a-z]+$/.test(typed)) return best;
  const sounds = entry.sounds.flatMap(({ full, initials, starts }) => {
    const pinyin = scoreAt(PINYIN, full, typed, findSyllables(full, typed, starts));
    return [pinyin, scoreAt(INITIALS, initials, typed, findInitials(initials, typed))];
  });
  return Math.max(...sounds, 0);
}

/**
 * Pinyin without its tones and blanks, ü as v.
 * @param {string} text
 */
const plainPinyin = (text) =>
  text
    .normalize("NFD")
    .replace(/u\u0308/g, "v")
    .replace(/[\u0300-\u0304\u030c\s'’]/g, "");

/**
 * Where in a pinyin what is typed begins with a syllable, −1 for nowhere.
 * @param {string} full
 * @param {string} typed
 * @param {Set<number>} starts
 */
function findSyllables(full, typed, starts) {
  let found = full.indexOf(typed);
  while (found >= 0 && !starts.has(found)) found = full.indexOf(typed, found + 1);
  return found;
}

/**
 * Where initials stand in those of a name, −1 for nowhere. One letter over and over names no middle of anything.
 * @param {string} initials
 * @param {string} typed
 */
function findInitials(initials, typed) {
  const found = initials.indexOf(typed);
  const isSaying = typed.length >= initials.length * PART_IN_MIDDLE && new Set(typed).size > 1;
  return found > 0 && !isSaying ? -1 : found;
}

/**
 * Return the other name of a thing that bears a text, where the name that is shown does not; else nothing.
 * @param {number} at
 * @param {string} text
 */
export function aliasFound(at, text) {
  const query = foldName(text.trim());
  const bears = (/** @type {string} */ name) => foldName(name).includes(query);
  return query && !bears(longName(at)) ? ([...(N.alias[at] || []), N.zh[at], N.en[at]].find(bears) ?? "") : "";
}

const ENOUGH_NAMED = 40; // not to look further than the names

/**
 * Return what a text names, and, where that is little, what is said to bear all of its words.
 * @param {string} text
 */
export function search(text) {
  const query = foldName(text.trim());
  if (!query) return [];
  const named = sortHits(
    searchIndex().map((entry) => ({
      ...entry,
      score: scoreOf(entry, query) - (isType(entry.at, "rung") ? RUNG_PENALTY : 0),
    })),
  );
  return named.length < ENOUGH_NAMED ? [...named, ...searchWords(query, new Set(named))] : named;
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
