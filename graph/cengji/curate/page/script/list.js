// @ts-check
/**
 * The statements by kind; the one that is selected stands open as its form, or in brief.
 */
import { drawDifferences } from "./differences.js";
import { $, all, el } from "./dom.js";
import { entryRow } from "./entry.js";
import { factsOf } from "./facts.js";
import { language, nameOf, t } from "./names.js";
import { select } from "./select.js";
import { allEntries, faultsOf, listed, marked, screen, show, start, state } from "./store.js";
import { restoreIn, typedIn } from "./typing.js";

/** What is drawn of each entry, and of what. @type {Map<string, { node: HTMLElement, of: string }>} */
let drawn = new Map();

export function drawList() {
  if (screen.show === "differ") {
    drawn = new Map();
    return drawDifferences();
  }
  const typed = typedIn($("list"));
  const open = new Set(all($("list"), "details[open]").map((one) => one.dataset.more));
  const entries = listed();
  const rows = new Map();
  /** @type {HTMLElement[]} */
  const shown = [];
  let section = "";
  const range = new Set(marked().map(({ id }) => id));
  /**
   * Return what stands for something: what was drawn of it before, where nothing about it has changed.
   * @param {string} id
   * @param {any} what
   * @param {() => HTMLElement} draw
   */
  const keep = (id, what, draw) => {
    const of = JSON.stringify([what, language.now]);
    const before = drawn.get(id);
    const node = before?.of === of ? before.node : draw();
    rows.set(id, { node, of });
    shown.push(node);
  };
  for (const entry of entries) {
    if (entry.section !== section) {
      section = entry.section;
      const many = section === "case" ? "" : ` ${countOf(section, entries)}`;
      keep(`=${section}`, many, () =>
        el("h3", null, nameOf(start.forms[entry.section]), el("span", { class: "n" }, many)),
      );
    }
    const how = entry.id === screen.selected ? "selected" : range.has(entry.id) ? "in-range" : "";
    // A form shows the names of other things too: it is drawn anew whenever the case has changed.
    const around = how === "selected" && [
      state.version,
      [...screen.kept],
      Boolean(screen.run),
      screen.opened,
      range.size,
    ];
    const what = [entry, faultsOf(entry.id), how, screen.brief, around, factsOf(entry)];
    keep(entry.id, what, () => entryRow(entry, how));
  }
  drawn = rows;
  if (!shown.length) shown.push(el("p", { class: "empty" }, t("none")));
  arrange($("list"), shown);
  for (const one of all($("list"), "details")) if (open.has(one.dataset.more)) one.setAttribute("open", "");
  restoreIn($("list"), typed);
}

/**
 * Return how many statements of a kind there are, and of those that are shown where not all are.
 * @param {string} section
 * @param {Entry[]} entries that are shown
 */
function countOf(section, entries) {
  const all = state.entries[section].length;
  const here = entries.filter((entry) => entry.section === section).length;
  return here === all ? String(all) : t("ofAll", here, all);
}

/**
 * Put elements into a parent in this order; what stands there already is not touched, so that it keeps the focus.
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} wanted
 */
function arrange(parent, wanted) {
  const kept = new Set(wanted);
  screen.drawing = true;
  for (const child of [...parent.children]) if (!kept.has(/** @type {HTMLElement} */ (child))) child.remove();
  let at = parent.firstElementChild;
  for (const child of wanted) {
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
  screen.drawing = false;
}

const KEPT = "cengji-curate-brief";
const MANY = 30;

/** Show statements in brief as the curator has chosen; where he has not, if there are many. */
export function beginBrief() {
  const chosen = localStorage.getItem(KEPT);
  screen.brief = chosen ? chosen === "brief" : allEntries().length > MANY;
}

/** Show the selected statement in brief, or as its form. */
export function turnBrief() {
  localStorage.setItem(KEPT, screen.brief ? "form" : "brief");
  show({ brief: !screen.brief, opened: "" });
  if (screen.selected) select(screen.selected);
}
