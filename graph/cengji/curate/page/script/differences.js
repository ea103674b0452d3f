// @ts-check
/**
 * Where another curation of the article says otherwise: each difference with both sides, to be settled one by one.
 */
import { act } from "./actions.js";
import { reveal } from "./article.js";
import { $, announce, button, el, label } from "./dom.js";
import { choicesOf } from "./controls.js";
import { nameOf, t } from "./names.js";
import { differences, entryOf, screen, show, start, state } from "./store.js";

/** Draw the list of differences in the place of the statements. */
export function drawDifferences() {
  const focused = $("list").contains(document.activeElement);
  const all = differences();
  const shown = all.length
    ? all.map(row)
    : [el("p", { class: "empty" }, t(state.against?.blocked ? "blocked" : "noneDiffer"))];
  $("list").replaceChildren(...shown);
  if (focused) headOf(screen.difference)?.focus({ preventScroll: true });
}

/** @param {string} id @returns {HTMLElement | null} */
const headOf = (id) => $("list").querySelector(`[data-difference="${CSS.escape(id)}"] button`);

/** @param {Difference} one */
function row(one) {
  const selected = one.id === screen.difference;
  const entry = entryOf(one.entry) ?? one.theirs;
  return el(
    "div",
    { class: `entry ${selected ? "open" : ""}`, "data-difference": one.id },
    el(
      "button",
      {
        type: "button",
        class: "entry-head",
        "aria-expanded": String(selected),
        on: { click: () => selectDifference(one.id) },
      },
      el("span", {
        class: `sign ${one.settled ? "accepted" : "proposed"}`,
        role: "img",
        "aria-label": t(one.settled ? "settled" : "unsettled"),
      }),
      label(entry?.name || one.entry, { class: "entry-name" }),
      el("span", { class: "quiet" }, nameOf(start.forms[entry?.section ?? ""] ?? { zh: one.kind, en: one.kind })),
      el("span", { class: "quiet clip" }, whatOf(one)),
    ),
    selected ? sides(one) : null,
  );
}

/** @param {Difference} one */
function whatOf(one) {
  if (one.what === "value") {
    const named = formsOf(one).map(nameOf);
    return named.join(" · ") || nameOf({ zh: one.field, en: one.field.replaceAll("_", " ") });
  }
  const isDoubted = one.what !== "evidence" && entryOf(one.entry) && one.theirs;
  return t(isDoubted ? "differ.doubted" : `differ.${one.what}`);
}

/**
 * The field that a difference is about, and around it the parts that hold it, outermost first.
 * @param {Difference} one
 */
function formsOf(one) {
  const section = (entryOf(one.entry) ?? one.theirs)?.section ?? "";
  let fields = /** @type {FieldForm[] | undefined} */ (start.forms[section]?.fields);
  return one.field.split(".").flatMap((name) => {
    const form = fields?.find((other) => other.name === name);
    fields = form?.fields;
    return form ?? [];
  });
}

/** @param {Difference} one */
function sides(one) {
  const mine = entryOf(one.entry);
  return el(
    "div",
    { class: "form sides" },
    side(t("mine", state.file), "first", one, mine ?? null),
    side(t("theirs", state.against?.file ?? ""), "second", one, one.theirs),
    el(
      "div",
      { class: "commands", role: "group" },
      choice("takeMine", "A", "first"),
      choice("takeTheirs", "B", "second"),
      choice("leaveOpen", "U", "open"),
    ),
  );
}

/**
 * @param {string} name
 * @param {string} key
 * @param {string} which
 */
const choice = (name, key, which) =>
  button(which === "open" ? "tool" : "tool strong", () => void settle(which), [
    t(name),
    el("kbd", { "aria-hidden": "true" }, key),
  ]);

/**
 * What one side says: of a field its value, of an entry that only one side has all that it says.
 * @param {string} head
 * @param {"first" | "second"} which
 * @param {Difference} one
 * @param {Entry | null} entry
 */
function side(head, which, one, entry) {
  return el(
    "section",
    { class: `side ${which}` },
    el("h3", null, head),
    entry?.proposed ? el("p", { class: "quiet" }, t("onlyProposed")) : null,
    entry
      ? el("p", null, one.what === "value" ? valueOf(one, which) : evidenceOf(entry))
      : el("p", { class: "quiet" }, t("saysNothing")),
    entry && one.what !== "value" && one.what !== "evidence" ? summary(entry, which) : null,
  );
}

/**
 * @param {Difference} one
 * @param {"first" | "second"} which
 */
function valueOf(one, which) {
  const said = one[which];
  if (!said) return t("leftOut");
  const form = one.field === "section" ? undefined : formsOf(one).at(-1);
  if (one.field === "section") return nameOf(start.forms[said] ?? { zh: said, en: said });
  if (!form || form.kind === "part" || (form.kind !== "concept" && form.kind !== "key")) return said;
  const choices = which === "first" || form.kind === "concept" ? choicesOf(form) : [];
  const named = said.split(" ").map((key) => {
    const found = choices.find((choice) => choice.key === key);
    return found ? `${nameOf(found)} (${key})` : key;
  });
  return named.join("; ");
}

/** @param {Entry} entry */
const evidenceOf = (entry) => {
  const rungs = (entry.value.rungs ?? []).flatMap((/** @type {any} */ rung) => rung.evidence ?? []);
  const texts = [...(entry.value.evidence ?? []), ...rungs].map(
    (/** @type {any} */ one) => one.text ?? `${one.start}–${one.end}`,
  );
  return texts.length ? texts.map((text) => `“${text}”`).join(" ") : t("leftOut");
};

/**
 * @param {Entry} entry
 * @param {"first" | "second"} which side says it: the names of what it refers to are known of this case alone
 */
function summary(entry, which) {
  const fields = start.forms[entry.section].fields.filter(
    ({ name, kind }) => kind !== "part" && name in entry.value && name !== "key",
  );
  return el(
    "dl",
    null,
    ...fields.flatMap((form) => [
      el("dt", null, nameOf(form)),
      el(
        "dd",
        null,
        [entry.value[form.name]]
          .flat()
          .map((one) => shownOf(form, one, which))
          .join("; "),
      ),
    ]),
  );
}

/**
 * @param {FieldForm} form
 * @param {any} value
 * @param {"first" | "second"} which
 */
function shownOf(form, value, which) {
  const isNamed = form.scheme || (form.kind === "key" && which === "first");
  const found = isNamed ? choicesOf(form).find(({ key }) => key === value) : undefined;
  return found ? nameOf(found) : String(value);
}

/** @param {string} id */
export function selectDifference(id) {
  const one = differences().find((other) => other.id === id);
  show({ difference: id, selected: one && entryOf(one.entry) ? one.entry : "" });
  const head = headOf(id);
  head?.scrollIntoView({ block: "nearest" });
  head?.parentElement?.scrollIntoView({ block: "nearest" });
  head?.focus({ preventScroll: true });
  const mark = one && [...one.marks.first, ...one.marks.second][0];
  if (mark) reveal(mark[screen.view][0]);
}

/**
 * Select a difference further in the list; with ``open`` the next that is not settled.
 * @param {number} by
 * @param {boolean} [open]
 */
export function stepDifference(by, open = false) {
  const all = differences();
  const at = all.findIndex(({ id }) => id === screen.difference);
  const next = open
    ? [...all.slice(at + 1), ...all.slice(0, at + 1)].find(({ settled }) => !settled)
    : all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))];
  if (next) selectDifference(next.id);
  else announce(t("noneDiffer"));
}

/**
 * Take a side of the difference that is selected, and go on.
 * @param {string} which
 */
export async function settle(which) {
  const before = differences();
  const at = before.findIndex(({ id }) => id === screen.difference);
  if (at < 0) return announce(t("noSelection"));
  const done = await act("settle", [], { difference: before[at].id, side: which });
  if (done === false) return;
  const after = [...before.slice(at + 1), ...before.slice(0, at)].map(({ id }) => id);
  const left = differences().filter(({ settled }) => !settled);
  const next = after.map((id) => left.find((one) => one.id === id)).find(Boolean);
  if (next) selectDifference(next.id);
  else announce(t("noneDiffer"));
}
