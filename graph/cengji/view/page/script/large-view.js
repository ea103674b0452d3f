// @ts-check
/**
 * A large graph tier by tier: beside each other the lists in which the way down was taken, and at their end what lies below, with counts.
 */
import { announce, button, el, label } from "./dom.js";
import { childrenOf, familyOf, large, wayTo } from "./large-parts.js";
import { PartError } from "./large-read.js";
import { numberOfId } from "./large-search.js";
import { onTake, unitButton, unitMark, unitName } from "./large-row.js";
import { takeUnit } from "./large-set.js";
import { unitTable } from "./large-table.js";
import { groupDigits } from "./filling.js";
import { t, tierName } from "./names.js";
import { isLocalFile, set, state, textKey } from "./state.js";
import { tierColours } from "./symbols.js";

const ROW_HEIGHT = 30; // pixels a row
const COLUMN_WIDTH = 196;
const TABLE = 430; // what the last list needs at least
const AROUND = 206; // above and below the rows

/** The thing whose children are listed last, −1 for the roots; with its id. */
let open = { number: -1, id: "" };
/** Thing → the first of its children that is listed. @type {Map<number, number>} */
const pages = new Map();
let turn = 0;
let rowsDrawn = 0;

/**
 * Open a thing and select it; one that has nothing below it is selected in the list in which it stands.
 * @param {number} number
 * @param {Record<string, any>} [patch] what else is to change
 */
export async function goTo(number, patch) {
  await orFault(async () => {
    const way = await wayTo(number);
    const last = /** @type {Unit} */ (way.at(-1));
    const sel = await takeUnit(number);
    const at = last.count ? last : way.at(number >= large().listed ? -3 : -2);
    open = at ? { number: at.number, id: at.id } : { number: -1, id: "" };
    for (const [place, unit] of way.entries()) if (unit.number < large().listed) showPage(way[place - 1], unit.number);
    set({ ...patch, sel, units: { at: open.id } });
  });
}

/**
 * Turn to the page of a list on which one of it stands.
 * @param {Unit | undefined} parent
 * @param {number} child
 */
function showPage(parent, child) {
  const first = parent ? parent.first : large().roots[0];
  pages.set(parent ? parent.number : -1, Math.floor((child - first) / rowsThatFit()) * rowsThatFit());
}

const section = () => /** @type {HTMLElement} */ (document.getElementById("units"));
const rowsThatFit = () => Math.max(8, Math.floor((section().clientHeight - AROUND) / ROW_HEIGHT));
const columnsThatFit = () => Math.max(0, Math.floor((section().clientWidth - TABLE) / COLUMN_WIDTH));

/**
 * Do what may need a file; where that cannot be read, say so in place of the lists.
 * @param {() => Promise<void>} run
 */
async function orFault(run) {
  const mine = ++turn;
  const late = setTimeout(() => mine === turn && announce(t("unitsRead")), 250);
  try {
    await run();
  } catch (error) {
    if (!(error instanceof PartError)) throw error;
    const text = missing(error.message);
    announce(text);
    section().replaceChildren(
      el("div", { class: "empty", role: "alert" }, el("p", null, label(text)), el("p", null, again(run), home())),
    );
  } finally {
    clearTimeout(late);
  }
}
/** @param {string} file */
const missing = (file) => t(isLocalFile() ? "unitsMissing" : "unitsGone", file);
/** @param {() => Promise<void>} run */
const again = (run) => button("tool", () => void orFault(run), t("unitsAgain"));
const home = () => button("tool", () => openAt(-1, ""), t("unitsAll"));

/**
 * @param {number} number
 * @param {string} id
 */
function openAt(number, id) {
  open = { number, id };
  if (state.units.at === id) void show();
  else set({ units: { at: id } });
}

onTake((unit) => void takeRow(unit));

/** @param {Unit} unit */
async function takeRow(unit) {
  await orFault(async () => {
    const sel = await takeUnit(unit.number);
    if (unit.count) open = { number: unit.number, id: unit.id };
    set({ sel, units: { at: open.id } });
  });
}

/** Draw what is open, once its parts have been read. */
async function show() {
  await orFault(async () => {
    const mine = turn;
    if (state.units.at !== open.id) {
      const number = state.units.at ? await numberOfId(state.units.at) : -1;
      open = { number, id: number < 0 ? "" : state.units.at };
    }
    const way = open.number < 0 ? [] : await wayTo(open.number);
    const columns = Math.min(way.length, columnsThatFit());
    const lists = [];
    for (let at = way.length - columns; at < way.length; at += 1)
      lists.push(await column(way[at - 1], /** @type {Unit} */ (way[at])));
    const last = await table(way.at(-1));
    if (mine !== turn) return;
    rowsDrawn = lists.reduce((sum, list) => sum + list.querySelectorAll("button[data-unit]").length, last.shown);
    section().replaceChildren(headOf(way, last.family), el("div", { class: "units-lists" }, ...lists, last.element));
    announce(t("unitsShown", groupDigits(rowsDrawn), groupDigits(large().listed)));
  });
}

/**
 * The way down, the name of what is open, and how much lies below it, by tier.
 * @param {Unit[]} way
 * @param {{ below: [number, number][] }} family
 */
function headOf(way, family) {
  const last = way.at(-1);
  const sum = family.below.reduce((total, [, count]) => total + count, 0);
  const crumbs = [
    el(
      "li",
      null,
      button("link", () => openAt(-1, ""), t("unitsAll"), { "data-keep": "unit -1" }),
    ),
  ];
  for (const unit of way.slice(0, -1))
    crumbs.push(
      el(
        "li",
        null,
        button("link", () => openAt(unit.number, unit.id), label(unitName(unit))),
      ),
    );
  return el(
    "div",
    { class: "units-head" },
    way.length ? el("nav", { "aria-label": t("unitsPath") }, el("ol", { class: "crumbs" }, ...crumbs)) : null,
    el("h2", null, last ? unitMark(last) : null, label(last ? unitName(last) : t("unitsAll"))),
    el("p", { class: "quiet" }, last ? t("unitsBelow", groupDigits(sum)) : sumOf(sum)),
    el(
      "ul",
      { class: "tier-counts" },
      ...family.below.map(([tier, count]) =>
        el(
          "li",
          { vars: tierColours(tier) },
          el("span", null, tier < 0 ? t("noTier") : tierName(tier)),
          el("b", { class: "n" }, groupDigits(count)),
        ),
      ),
    ),
  );
}

/** @param {number} sum */
function sumOf(sum) {
  const beside = large().count - large().listed;
  return beside ? t("unitsSumBeside", groupDigits(sum), groupDigits(beside)) : t("unitsSum", groupDigits(sum));
}

/**
 * A list in which the way went on.
 * @param {Unit | undefined} parent
 * @param {Unit} chosen
 */
async function column(parent, chosen) {
  const { units, pager } = await pageOf(parent);
  const rows = units.map((unit) =>
    el("li", null, unitButton(unit, unit.number === chosen.number ? "chosen" : "", unit.number === chosen.number)),
  );
  const name = t("unitsList", parent ? unitName(parent) : t("unitsAll"));
  return el("div", { class: "units-column" }, el("ol", { "aria-label": name }, ...rows), pager);
}

/** @param {Unit | undefined} parent */
async function table(parent) {
  const number = parent?.number ?? -1;
  const { units, pager, family } = await pageOf(parent);
  return { element: unitTable(parent, units, family, pager), shown: units.length, family, number };
}

/**
 * The children of a thing that are listed, and what turns to others.
 * @param {Unit | undefined} parent
 */
async function pageOf(parent) {
  const number = parent?.number ?? -1;
  const family = await familyOf(number);
  const rows = rowsThatFit();
  const from = Math.min(pages.get(number) ?? 0, Math.max(0, family.count - 1));
  const units = await childrenOf(number, from, from + rows);
  const turnTo = (/** @type {number} */ to) => {
    pages.set(number, to);
    void show();
  };
  const pager =
    family.count > rows
      ? el(
          "p",
          { class: "pager" },
          button("tool", () => turnTo(Math.max(0, from - rows)), "‹", {
            ...{ "aria-label": t("unitsBefore"), title: t("unitsBefore"), disabled: from === 0 },
            "data-keep": `before ${number}`,
          }),
          button("tool", () => turnTo(from + rows), "›", {
            ...{ "aria-label": t("unitsAfter"), title: t("unitsAfter"), disabled: from + rows >= family.count },
            "data-keep": `after ${number}`,
          }),
          el(
            "span",
            { class: "n" },
            t("unitsRows", from + 1, groupDigits(from + units.length), groupDigits(family.count)),
          ),
        )
      : null;
  return { units, pager, family };
}

/**
 * Up and down in a list, right into what is below, left back to what is above.
 * @param {string} key
 */
function move(key) {
  const here = document.activeElement?.closest("button[data-unit]");
  const list = here?.closest(".units-column, .units-table");
  if (!(here instanceof HTMLElement) || !list) return false;
  const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("button[data-unit]")]);
  const at = rows.indexOf(here);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  if (to !== undefined) rows[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
  else if (key === "ArrowRight") {
    if (here.getAttribute("aria-expanded") === "false") here.click();
    else /** @type {HTMLElement | null} */ (list.nextElementSibling?.querySelector("button[data-unit]"))?.focus();
  } else if (key === "ArrowLeft")
    /** @type {HTMLElement | null} */ (list.previousElementSibling?.querySelector(".chosen"))?.focus();
  return true;
}

/** @type {View} */
export const unitsView = {
  id: "units",
  keys: { at: textKey(2000) },
  draw: (_, changed) => {
    if (["view", "lang", "units", "sel", "size"].some((key) => changed.has(key))) void show();
  },
  outline: () => [],
  move,
};
