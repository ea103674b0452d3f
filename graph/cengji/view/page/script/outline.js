// @ts-check
/**
 * The outline: the outline of every picture as a tree that the keyboard walks, made of the rows of the view's own outline().
 */
import { N, TYPE } from "./data.js";
import { $, all, button, el, label } from "./dom.js";
import { t } from "./names.js";
import { onChange, select, set, shownView, state } from "./state.js";
import { colourOf, mark } from "./symbols.js";

const OUTLINE_PAGE = 400;
/** @type {(OutlineRow & { key: string, open: boolean })[]} */
let outlineRows = [];
/** The keys of the rows that are closed. @type {Set<string>} */
let outlineShut = new Set();
let outlineLimit = OUTLINE_PAGE;
let outlineAt = 0;

export function drawOutline() {
  const rows = shownView().outline();
  let shut = Infinity; // the level of the closed row below which nothing is listed
  outlineRows = rows
    .map((row, at) => ({ ...row, key: outlineKey(row), open: rows[at + 1]?.level > row.level }))
    .filter((row) => {
      if (row.level > shut) return false;
      shut = row.open && outlineShut.has(row.key) ? row.level : Infinity;
      return true;
    });
  outlineAt = Math.max(0, Math.min(outlineAt, outlineRows.length - 1));
  const listed = outlineRows.slice(0, outlineLimit);
  const focused = $("outline").contains(document.activeElement);
  const tree = el(
    "ul",
    { role: "tree", "aria-label": `${t("outline")} · ${t(state.view)}`, on: { keydown: onOutlineKey } },
    ...listed.map(outlineItem),
  );
  const rest = outlineRows.length - listed.length;
  $("outline").replaceChildren(
    el(
      "div",
      { class: "outline-head" },
      el("h2", null, t("outline")),
      el("span", { class: "n" }, t("rows", rows.length)),
      button("tool icon close", () => set({ outline: false }), "×", { "aria-label": t("close") }),
    ),
    listed.length ? tree : el("p", { class: "quiet" }, t("empty")),
    rest > 0
      ? button(
          "tool",
          () => {
            outlineLimit += OUTLINE_PAGE;
            drawOutline();
          },
          t("more", Math.min(rest, OUTLINE_PAGE)),
        )
      : "",
  );
  markOutline();
  if (focused) focusOutline(outlineAt);
}
/** @param {OutlineRow} row */
const outlineKey = (row) => (row.at >= 0 ? `${row.level} ${N.id[row.at]}` : `${row.level} ${row.name}`);

/**
 * @param {OutlineRow & { open: boolean, key: string }} row
 * @param {number} at
 */
function outlineItem(row, at) {
  const facts = row.facts.filter(([, value]) => value !== "" && value !== undefined);
  return el(
    "li",
    {
      role: "treeitem",
      "aria-level": String(row.level),
      "aria-expanded": row.open ? String(!outlineShut.has(row.key)) : null,
      "data-node": String(row.at),
      tabindex: "-1",
      vars: { "--level": String(row.level) },
      on: {
        click: () => {
          outlineAt = at;
          focusOutline(at);
          takeOutline(at);
        },
      },
    },
    row.at >= 0 ? mark(TYPE[N.type[row.at]], colourOf(row.at)) : null,
    el(
      "span",
      { class: "outline-text" },
      label(row.name, { class: "clamp", title: row.name }),
      facts.length
        ? el("span", { class: "quiet clamp" }, facts.map(([key, value]) => `${t(key)} ${value}`).join(" · "))
        : null,
    ),
  );
}

/**
 * Enter on a thing selects it; on a heading it opens or closes what is below.
 * @param {number} at
 */
function takeOutline(at) {
  if (outlineRows[at].take) outlineRows[at].take();
  else if (outlineRows[at].at >= 0) select(outlineRows[at].at);
  else toggleOutline(at, outlineShut.has(outlineRows[at].key));
}

/**
 * @param {number} at
 * @param {boolean} open
 */
function toggleOutline(at, open) {
  outlineShut[open ? "delete" : "add"](outlineRows[at].key);
  drawOutline();
  focusOutline(at);
}

const outlineItems = () => all($("outline"), "[role=treeitem]");

/** @param {number} at */
function focusOutline(at) {
  const items = outlineItems();
  if (!items[at]) return;
  outlineAt = at;
  items.forEach((item, place) => {
    item.tabIndex = place === at ? 0 : -1;
  });
  items[at].focus({ preventScroll: true });
  items[at].scrollIntoView({ block: "nearest" });
}

function markOutline() {
  const items = [...outlineItems()];
  const found = items.findIndex((item) => state.sel >= 0 && Number(item.dataset.node) === state.sel);
  if (found >= 0 && !$("outline").contains(document.activeElement)) outlineAt = found;
  items.forEach((item, place) => {
    item.setAttribute("aria-selected", String(state.sel >= 0 && Number(item.dataset.node) === state.sel));
    item.tabIndex = place === outlineAt ? 0 : -1;
  });
  if (found >= 0) items[found].scrollIntoView({ block: "nearest" });
}

/** @param {KeyboardEvent} event */
function onOutlineKey(event) {
  const at = outlineAt;
  const row = outlineRows[at];
  const last = outlineItems().length - 1;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const shut = row.open && outlineShut.has(row.key);
  if (event.key === "ArrowDown") focusOutline(Math.min(last, at + 1));
  else if (event.key === "ArrowUp") focusOutline(Math.max(0, at - 1));
  else if (event.key === "Home") focusOutline(0);
  else if (event.key === "End") focusOutline(last);
  else if (event.key === "ArrowRight") {
    if (shut) toggleOutline(at, true);
    else if (row.open) focusOutline(at + 1);
  } else if (event.key === "ArrowLeft") {
    if (row.open && !shut) toggleOutline(at, false);
    else focusOutline(outlineRows.findLastIndex((other, place) => place < at && other.level < row.level));
  } else if (event.key === "Enter" || event.key === " ") outlineItems()[at].click();
  else if (event.key.length === 1 && event.key !== "/") typeOutline(event.key, last);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * A letter goes to the next row whose name begins with it.
 * @param {string} letter
 * @param {number} last
 */
function typeOutline(letter, last) {
  const order = [...Array(last + 1).keys()].map((n) => (outlineAt + 1 + n) % (last + 1));
  const found = order.find((at) => outlineRows[at].name.toLowerCase().startsWith(letter.toLowerCase()));
  if (found !== undefined) focusOutline(found);
}

export function startOutline() {
  $("open-outline").addEventListener("click", () => {
    set({ outline: !state.outline });
    if (state.outline) focusOutline(outlineAt);
  });
  onChange((what) => {
    if (what.has("view")) {
      outlineShut = new Set();
      outlineLimit = OUTLINE_PAGE;
      outlineAt = 0;
    }
    document.body.classList.toggle("show-outline", state.outline);
    $("outline").hidden = !state.outline;
    $("open-outline").setAttribute("aria-pressed", String(state.outline));
    if (!state.outline) return;
    if ([...what].some((name) => name !== "sel" && name !== "theme")) drawOutline();
    else markOutline();
  });
}
