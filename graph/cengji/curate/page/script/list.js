// @ts-check
/**
 * The statements by kind; the one that is selected stands open as its form.
 */
import { act, forget } from "./actions.js";
import { revealSelected } from "./article.js";
import { $, all, button, el, label } from "./dom.js";
import { combobox } from "./combobox.js";
import { drawDifferences } from "./differences.js";
import { faultList } from "./controls.js";
import { fieldRows } from "./fields.js";
import { drawLadder } from "./ladder.js";
import { language, nameOf, t } from "./names.js";
import { conceptsOf, faultsOf, isUnsure, listed, screen, show, start, state } from "./store.js";
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
    const selected = entry.id === screen.selected;
    // A form shows the names of other things too: it is drawn anew whenever the case has changed.
    const around = selected && [state.version, [...screen.kept], Boolean(screen.run)];
    keep(entry.id, [entry, faultsOf(entry.id), around], () => entryRow(entry, selected));
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

/**
 * @param {Entry} entry
 * @param {boolean} selected
 */
function entryRow(entry, selected) {
  const faults = faultsOf(entry.id);
  const kind = conceptsOf(schemeOfKind(entry.section)).find(({ key }) => key === entry.value.kind);
  const sign = isUnsure(entry)
    ? "unsure"
    : entry.proposed
      ? "proposed"
      : entry.section === "exclusions"
        ? "excluded"
        : "accepted";
  return el(
    "div",
    { class: `entry ${selected ? "open" : ""}`, "data-id": entry.id },
    el(
      "button",
      {
        type: "button",
        class: "entry-head",
        "aria-expanded": String(selected),
        "data-command": "head",
        on: { click: () => (selected ? show({ selected: "" }) : select(entry.id)) },
      },
      entry.section === "case" ? null : el("span", { class: `sign ${sign}`, role: "img", "aria-label": t(sign) }),
      label(entry.name || entry.key || "…", { class: "entry-name" }),
      kind ? el("span", { class: "quiet" }, nameOf(kind)) : null,
      entry.section === "figures" ? el("span", { class: "quiet clip" }, figureNote(entry)) : null,
      faults.length ? el("span", { class: "count" }, t("faults", faults.length)) : null,
    ),
    selected ? form(entry, faults) : null,
  );
}

/** What decides about the open statement and goes on; the page sets it. @type {Decide} */
let decide = () => undefined;

/** @param {Decide} run */
export const onDecide = (run) => {
  decide = run;
};

/**
 * Select an entry and bring it and its evidence into sight.
 * @param {string} id
 * @param {boolean} [focus] whether the focus goes there too
 */
export function select(id, focus = true) {
  show({ selected: id });
  const row = document.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const tall = row && row.clientHeight > $("list").clientHeight - 40;
  row?.scrollIntoView({ block: tall ? "start" : "nearest" });
  if (focus) row?.querySelector("button")?.focus({ preventScroll: true });
  revealSelected();
}

/** @param {Entry} entry */
function figureNote(entry) {
  const indicator = conceptsOf("indicator").find(({ key }) => key === entry.value.indicator);
  const about = Object.values(state.entries)
    .flat()
    .find(({ key }) => key && key === entry.value.about);
  return [indicator && nameOf(indicator), about?.name].filter(Boolean).join(" · ");
}

/** @param {string} section */
const schemeOfKind = (section) => start.forms[section]?.fields.find(({ name }) => name === "kind")?.scheme ?? "";

/**
 * @param {Entry} entry
 * @param {FieldFault[]} faults
 */
function form(entry, faults) {
  const fields = start.forms[entry.section].fields.filter(({ name }) => name !== "proposed");
  const names = new Set(fields.map(({ name }) => name));
  const own = faults.filter(({ field }) => !names.has(headOf(field)));
  const kept = screen.kept.get(entry.id);
  return el(
    "div",
    { class: "form" },
    entry.section === "case" ? null : commands(entry),
    kept ? keptNotice(entry, kept) : null,
    own.length ? faultList(own) : null,
    entry.section === "ladders" ? drawLadder(entry) : null,
    ...fieldRows(
      fields,
      entry.value,
      "",
      (name, value) => void act("mend", [entry.id], { fields: { [name]: value } }),
      (path) => faults.filter(({ field }) => isAt(field, path)),
      entry.drafted,
    ),
  );
}

/** @param {string} field */
const headOf = (field) => field.split(/[.[]/)[0];

/**
 * Return whether a fault is to stand at a field: it is of just that field, or of what it holds as one value.
 * @param {string} field as the server names it
 * @param {string} path as the form does
 */
function isAt(field, path) {
  const plain = field.replaceAll("[", ".").replaceAll("]", "");
  return (
    plain === path ||
    (plain.startsWith(`${path}.`) &&
      /^(zh|en|\d+|text|start|end|sha256|occurrence)$/.test(plain.slice(path.length + 1)))
  );
}

/** @param {Entry} entry */
function commands(entry) {
  const mergeable = state.entries[entry.section].filter((one) => one.id !== entry.id && one.key);
  return el(
    "div",
    { class: "commands", role: "group" },
    entry.proposed ? command("accept", "A", () => decide("accept"), "tool strong") : null,
    entry.proposed ? command("acceptWhole", "⇧A", () => decide("accept", { whole: true }), "tool") : null,
    alike(entry).length > 1
      ? command("acceptAlike", "G", () => decide("accept", {}, alike(entry)), "tool", String(alike(entry).length))
      : null,
    isUnsure(entry) || isConcept(entry) ? null : command("unsure", "U", () => decide("unsure"), "tool"),
    command("reject", "X", () => decide("reject"), "tool"),
    screen.run && !isConcept(entry) ? command("addEvidence", "V", () => void addEvidence(entry), "tool") : null,
    mergeable.length
      ? combobox({
          value: "",
          choices: () =>
            mergeable.map((one) => ({ key: one.key, zh: one.name, en: one.value.label?.en ?? "", pinyin: one.pinyin })),
          pick: (key) => {
            const into = mergeable.find((one) => one.key === key);
            if (into) void act("merge", [entry.id, into.id]).then((id) => id && show({ selected: id }));
          },
          properties: {
            placeholder: t("merge"),
            "aria-label": t("mergeInto"),
            "data-path": "merge",
            "data-merge": true,
          },
          empties: true,
        })
      : null,
    entry.proposed && !isUnsure(entry) ? el("span", { class: "quiet" }, t("rule", entry.proposed)) : null,
  );
}

/**
 * @param {string} name
 * @param {string} key
 * @param {() => void} run
 * @param {string} look
 * @param {...string} values that the name has places for
 */
const command = (name, key, run, look, ...values) =>
  button(look, run, [t(name, ...values), el("kbd", { "aria-hidden": "true" }, key)], { "data-command": name });

/** @param {Entry} entry */
const isConcept = ({ section }) => section.startsWith("concepts.");

/**
 * The entries of the same kind that the same rule proposes.
 * @param {Entry} entry
 */
export const alike = (entry) =>
  entry.proposed && !isUnsure(entry)
    ? state.entries[entry.section].filter(({ proposed }) => proposed === entry.proposed).map(({ id }) => id)
    : [];

/** @param {Entry} entry */
export const addEvidence = (entry) =>
  act("evidence", [entry.id], { view: screen.view, ...(screen.run ?? {}) }).then((id) => id && show({ run: null }));

/**
 * What was typed while another window changed the entry.
 * @param {Entry} entry
 * @param {Record<string, any>} kept
 */
function keptNotice(entry, kept) {
  return el(
    "div",
    { class: "kept" },
    el("p", null, t("yours", Object.values(kept).map(plainText).join("; "))),
    button("tool strong", () => void act("mend", [entry.id], { fields: kept }), t("keepMine")),
    button(
      "tool",
      () => {
        forget(entry.id, Object.keys(kept));
        show();
      },
      t("keepTheirs"),
    ),
  );
}

/** @param {any} value @returns {string} */
const plainText = (value) =>
  value && typeof value === "object" ? Object.values(value).map(plainText).join(" / ") : String(value ?? "–");
