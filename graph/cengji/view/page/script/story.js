// @ts-check
/**
 * What stands above the ladders: what this is and where it comes from, in what the places differ, which ladders are shown.
 */
import { comparesPlaces, isLong, leftLadders, onlyMain, reveal, shownPlaces } from "./axes.js";
import { picker } from "./controls.js";
import { DATA, L, lineKey, R } from "./data.js";
import { button, el, label } from "./dom.js";
import { placeName, t } from "./names.js";
import { orderOf, ORDERS } from "./place-order.js";
import { reporterOf } from "./sources.js";
import { set, state } from "./state.js";

const MOST_DIFFERENCES = 3;
const MOST_NAMES = 5; // publishers that are named
const FEWEST_TO_ORDER = 6; // places that are worth an order of one's own

/**
 * @param {number[]} ladders those that are shown
 * @param {Difference[]} differences
 */
export function storyHead(ladders, differences) {
  const places = new Set(ladders.map((ladder) => L.case[ladder]));
  return el(
    "header",
    { class: "story" },
    el("h2", null, title(places.size)),
    el("p", null, sourceLine(ladders), " ", t("storySigns"), lackingNote()),
    el(
      "div",
      { class: "beside" },
      differenceList(differences),
      el("div", { class: "controls" }, ...ladderButtons(ladders.length), orderPicker(places.size)),
    ),
  );
}

/** How many of the chosen places have no ladder at all, their names as its tip. */
function lackingNote() {
  const having = new Set(L.case);
  const lacking = shownPlaces().filter((place) => !having.has(place));
  if (!lacking.length || !having.size) return "";
  return el("span", { title: lacking.map(placeName).join(t("listComma")) }, " ", t("storyLacking", lacking.length));
}

/** @param {number} places */
const title = (places) => (DATA.meta.reported ? t(places === 1 ? "storyOne" : "story", places) : t("lanes"));

/**
 * From which reports it comes, in one sentence.
 * @param {number[]} ladders
 */
function sourceLine(ladders) {
  const documents = [...new Set(ladders.map((ladder) => DATA.places.document?.[L.case[ladder]] ?? -1))].filter(
    (at) => at >= 0,
  );
  if (!documents.length) return t("foreign");
  const names = [...new Set(documents.map(reporterOf))];
  return [
    t(
      documents.length === 1 ? "storySource" : "storySources",
      documents.length,
      names.slice(0, MOST_NAMES).join(t("listComma")),
    ),
    t(storyOf(ladders)),
  ].join("");
}

/**
 * What the ladders are: those of one place, the Party ladder of each, or any.
 * @param {number[]} ladders
 */
function storyOf(ladders) {
  if (new Set(ladders.map((ladder) => L.case[ladder])).size === 1) return "storyItsOwn";
  return onlyMain() && ladders.every((ladder) => lineKey(L.line[ladder]) === "party") ? "storyMain" : "storyAll";
}

/**
 * The differences as sentences that lead to the rungs that show them.
 * @param {Difference[]} differences
 */
function differenceList(differences) {
  if (!differences.length) return null;
  return el(
    "ul",
    { class: "differences", "aria-label": t("differences") },
    ...differences
      .slice(0, MOST_DIFFERENCES)
      .map(({ text, rungs: [rung] }) =>
        el(
          "li",
          null,
          rung === undefined
            ? label(text)
            : button("link", () => reveal(R.node[rung]), label(text), { "data-keep": `difference ${text}` }),
        ),
      ),
  );
}

/**
 * The buttons between one ladder a place, all and all long ones, where these are others.
 * @param {number} shown
 */
function ladderButtons(shown) {
  const left = leftLadders();
  const long = left.filter(isLong).length;
  const toggle = (/** @type {string} */ key, /** @type {Record<string, any>} */ patch, /** @type {number} */ count) =>
    button("tool", () => set(patch), t(key, count), { "data-keep": "which ladders" });
  if (onlyMain())
    return left.length > shown
      ? [toggle("otherLadders", { lanes: { ...state.lanes, all: true } }, left.length - shown)]
      : [];
  return [
    ...(comparesPlaces() ? [toggle("mainLadders", { long: false, lanes: { ...state.lanes, all: false } }, 0)] : []),
    (long && long < left.length) || state.long
      ? button("tool", () => set({ long: !state.long, lanes: { ...state.lanes, all: true } }), t("long", long), {
          "aria-pressed": String(state.long),
          "data-keep": "long ladders",
        })
      : null,
  ];
}

/** @param {number} places */
function orderPicker(places) {
  if (places < FEWEST_TO_ORDER) return null;
  return picker(
    "order",
    ORDERS.map((rule) => [rule, t(`order.${rule}`)]),
    orderOf(places),
    (order) => set({ lanes: { ...state.lanes, order, front: "" } }),
  );
}
