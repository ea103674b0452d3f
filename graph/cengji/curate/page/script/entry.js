// @ts-check
/**
 * A statement as a row, and where it is selected what is to be decided about it, in brief or as its form.
 */
import { act, forget } from "./actions.js";
import { combobox } from "./combobox.js";
import { faultList } from "./controls.js";
import { alike, decide, extendTo, hanging, naming, ofKind } from "./deciding.js";
import { button, el, label } from "./dom.js";
import { factsOf, ruleName } from "./facts.js";
import { fieldRows } from "./fields.js";
import { drawLadder } from "./ladder.js";
import { nameOf, t } from "./names.js";
import { select } from "./select.js";
import { faultsOf, isDoubtful, isUndecided, isUnsure, marked, screen, show, start, state } from "./store.js";

/**
 * @param {Entry} entry
 * @param {"" | "in-range" | "selected"} how
 */
export function entryRow(entry, how) {
  const faults = faultsOf(entry.id);
  const selected = how === "selected";
  const isOpen = selected && (!screen.brief || screen.opened === entry.id || entry.section === "case");
  const isBrief = selected && !isOpen;
  return el(
    "div",
    { class: `entry ${isOpen ? "open" : selected ? "brief" : how}`, "data-id": entry.id },
    el(
      "button",
      {
        type: "button",
        class: "entry-head",
        "aria-expanded": String(isOpen),
        "data-command": "head",
        on: { click: (/** @type {MouseEvent} */ event) => onHead(entry, event.shiftKey) },
      },
      entry.section === "case"
        ? null
        : el("span", { class: `sign ${signOf(entry)}`, role: "img", "aria-label": t(signOf(entry)) }),
      label(entry.name || entry.key || "…", { class: "entry-name" }),
      ...factsOf(entry, isBrief).map(({ field, text, lacks }, at) =>
        el(
          "span",
          { class: `fact ${lacks ? "lacks" : entry.doubts.includes(field) ? "doubt" : ""}` },
          isBrief && !screen.run ? el("kbd", { "aria-hidden": "true" }, String((at + 1) % 10)) : null,
          text,
        ),
      ),
      lacksEnglish(entry) ? el("span", { class: "fact lacks" }, t("lacksEnglish")) : null,
      faults.length ? el("span", { class: "count" }, t("faults", faults.length)) : null,
      isDoubtful(entry) && !faults.length ? el("span", { class: "count doubt" }, t("doubtful")) : null,
    ),
    isOpen ? form(entry, faults) : selected ? brief(entry, faults) : null,
  );
}

/**
 * Open what is clicked, close what is open; with Shift mark up to it.
 * @param {Entry} entry
 * @param {boolean} extend
 */
function onHead({ id }, extend) {
  if (extend && screen.selected && screen.selected !== id) return extendTo(id);
  if (screen.selected !== id) {
    select(id);
    if (screen.brief) show({ opened: id });
  } else if (screen.brief) show({ opened: screen.opened === id ? "" : id });
  else show({ selected: "" });
}

/** @param {Entry} entry */
const signOf = (entry) =>
  isUnsure(entry) ? "unsure" : entry.proposed ? "proposed" : entry.section === "exclusions" ? "excluded" : "accepted";

/** @param {Entry} entry */
const lacksEnglish = ({ section, value }) => section !== "case" && Boolean(value.label?.zh) && !value.label.en;

/**
 * What is to be decided about, without the form: its buttons, and what speaks against it.
 * @param {Entry} entry
 * @param {FieldFault[]} faults
 */
const brief = (entry, faults) =>
  el(
    "div",
    { class: "form" },
    commands(entry),
    doubtList(entry),
    faults.length ? faultList(faults) : null,
    entry.section === "ladders" ? drawLadder(entry) : null,
  );

/** What of a proposal its sentence does not bear out. @param {Entry} entry */
function doubtList({ section, doubts }) {
  if (!doubts.length) return null;
  const fields = start.forms[section].fields.filter(({ name }) => doubts.includes(name)).map(nameOf);
  return el("p", { class: "doubt" }, t(section === "places" ? "doubtsFar" : "doubts", fields.join("、")));
}

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
    doubtList(entry),
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
  const range = marked();
  if (range.length > 1) return rangeCommands(range);
  const mergeable = state.entries[entry.section].filter((one) => one.id !== entry.id && one.key);
  const [same, kind, with_, named] = [alike(entry), ofKind(entry), hanging(entry), naming(entry)].map(
    ({ length }) => length,
  );
  return el(
    "div",
    { class: "commands", role: "group" },
    entry.proposed ? command("accept", "A", () => decide("accept"), "tool strong") : null,
    entry.proposed && entry.refers.some((key) => proposedKey(key))
      ? command("acceptWhole", "⇧A", () => decide("accept", { whole: true }), "tool")
      : null,
    isUndecided(entry) && with_ > 1
      ? command("acceptHanging", "H", () => decide("accept", { whole: true }, hanging(entry)), "tool", with_ - 1)
      : null,
    same > 1 ? command("acceptAlike", "G", () => decide("accept", {}, alike(entry)), "tool", same) : null,
    isUndecided(entry) && kind > same
      ? command(
          "acceptKind",
          "⇧G",
          () => decide("accept", {}, ofKind(entry)),
          "tool",
          kind,
          nameOf(start.forms[entry.section]),
        )
      : null,
    isUnsure(entry) || isConcept(entry) ? null : command("unsure", "U", () => decide("unsure"), "tool"),
    command("reject", "X", () => decide("reject"), "tool"),
    named ? command("rejectWhole", "⇧X", () => decide("reject", { whole: true }), "tool", named) : null,
    screen.run && !isConcept(entry) ? command("addEvidence", "V", () => void addEvidence(entry), "tool") : null,
    mergeable.length ? mergeField(entry, mergeable) : null,
    isUndecided(entry) ? el("span", { class: "quiet" }, t("rule", ruleName(entry.proposed))) : null,
  );
}

/** @param {string} key @returns whether it is that of a proposal */
const proposedKey = (key) =>
  Object.values(state.entries).some((held) => held.some((one) => one.key === key && one.proposed));

/** What is done to all that is marked. @param {Entry[]} range */
const rangeCommands = (range) =>
  el(
    "div",
    { class: "commands", role: "group" },
    el("span", { class: "quiet" }, t("range", range.length)),
    command("accept", "A", () => decide("accept"), "tool strong"),
    command("acceptWhole", "⇧A", () => decide("accept", { whole: true }), "tool"),
    command("unsure", "U", () => decide("unsure"), "tool"),
    command("reject", "X", () => decide("reject"), "tool"),
  );

/**
 * @param {Entry} entry
 * @param {Entry[]} mergeable
 */
const mergeField = (entry, mergeable) =>
  combobox({
    value: "",
    choices: () =>
      mergeable.map((one) => ({ key: one.key, zh: one.name, en: one.value.label?.en ?? "", pinyin: one.pinyin })),
    pick: (key) => {
      const into = mergeable.find((one) => one.key === key);
      if (into) void act("merge", [entry.id, into.id]).then((id) => id && select(id));
    },
    properties: { placeholder: t("merge"), "aria-label": t("mergeInto"), "data-path": "merge", "data-merge": true },
    empties: true,
  });

/**
 * @param {string} name
 * @param {string} key
 * @param {() => void} run
 * @param {string} look
 * @param {...(string | number)} values that the name has places for
 */
const command = (name, key, run, look, ...values) =>
  button(look, run, [t(name, ...values), el("kbd", { "aria-hidden": "true" }, key)], { "data-command": name });

/** @param {Entry} entry */
const isConcept = ({ section }) => section.startsWith("concepts.");

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
