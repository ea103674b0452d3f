// @ts-check
/**
 * What can be made of the marked text: a statement of any kind, by a click or a digit.
 */
import { act } from "./actions.js";
import { runText } from "./article.js";
import { $, button, el, label } from "./dom.js";
import { nameOf, t } from "./names.js";
import { select } from "./select.js";
import { entryOf, screen, show, start, state } from "./store.js";
import { WORDS } from "./words.js";

/** The kinds in the order of their digits; the tenth has 0. */
export const KINDS = [
  "figures",
  "measures",
  "groups",
  "bodies",
  "posts",
  "person_groups",
  "events",
  "places",
  "policies",
  "exclusions",
];
const LONGEST = 40;

let drawn = "";

export function drawRun() {
  const text = runText();
  const open = entryOf(screen.selected);
  const now = JSON.stringify([text, nameOf({ zh: "zh", en: "en" }), open?.id, open?.name, screen.run, state.version]);
  if (now === drawn) return;
  drawn = now;
  $("run").setAttribute("aria-label", t("mark"));
  $("run").replaceChildren(
    ...(text
      ? [
          el(
            "p",
            null,
            t("marked", text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text),
            " ",
            el("span", { class: "n" }, t("characters", [...text].length)),
          ),
          el(
            "div",
            { class: "kinds" },
            ...KINDS.map((section, at) =>
              button("tool", () => void make(section), [
                label(nameOf(start.forms[section])),
                el("kbd", { "aria-hidden": "true" }, String((at + 1) % 10)),
              ]),
            ),
            ...otherKinds(),
          ),
          ...forTheOpen(),
          ...forTheOthers(),
        ]
      : [el("p", { class: "quiet" }, t("mark"))]),
  );
}

/** What may be made of the text for the statement that is open. */
export const offered = () => start.offers[entryOf(screen.selected)?.section ?? ""] ?? [];

/** The buttons that make what the open statement names, or what is part of it. */
function forTheOpen() {
  const open = entryOf(screen.selected);
  if (!open || !offered().length) return [];
  const named = open.name.length > LONGEST ? `${open.name.slice(0, LONGEST)}…` : open.name;
  return [
    el(
      "div",
      { class: "kinds", role: "group", "aria-label": t("forOpen", named) },
      el("span", { class: "quiet" }, t("forOpen", named)),
      ...offered().map(([section, field], at) =>
        button("tool", () => void make(section, field), [
          label(ofTheOpen(open.section, section, field)),
          at < 10 ? el("kbd", { "aria-hidden": "true" }, `⇧${(at + 1) % 10}`) : null,
        ]),
      ),
    ),
  ];
}

/** The statements of the open one's kind that rest on the marked text, by their ids, without the open one. */
function othersMarked() {
  const { run, view } = screen;
  const open = entryOf(screen.selected);
  if (!run || !open) return [];
  const there = state.marks.filter(({ [view]: span }) => run.start <= span[0] && span[1] <= run.end);
  const ids = new Set(there.flatMap(({ entries }) => entries));
  return state.entries[open.section].filter(({ id }) => id !== open.id && ids.has(id)).map(({ id }) => id);
}

/** The buttons that say of the other statements of the marked text what the open one says in a field. */
function forTheOthers() {
  const open = entryOf(screen.selected);
  const others = othersMarked();
  const form = open && start.forms[open.section];
  const fields = form ? form.fields.filter(({ name, own }) => !own && open.value[name] !== undefined) : [];
  if (!open || !form || !others.length || !fields.length) return [];
  const told = t("forOthers", others.length, nameOf(form));
  return [
    el(
      "div",
      { class: "kinds", role: "group", "aria-label": told, title: others.map((id) => entryOf(id)?.name).join("、") },
      el("span", { class: "quiet" }, told),
      ...fields.map((field) =>
        button("tool", () => void act("spread", [open.id, ...others], { field: field.name }), label(nameOf(field))),
      ),
    ),
  ];
}

/**
 * What is made for the open statement, with its kind where several kinds may be.
 * @param {string} open
 * @param {string} section
 * @param {string} field
 */
function ofTheOpen(open, section, field) {
  const told = `of.${field}` in WORDS ? t(`of.${field}`) : nameOf(fieldForm(open, section, field));
  const isShared = offered().some(([other, name]) => name === field && other !== section);
  return isShared ? `${told} · ${nameOf(start.forms[section])}` : told;
}

/**
 * The form of the field in which one names the other: of the open statement, else of the new one.
 * @param {string} open
 * @param {string} section
 * @param {string} field
 */
function fieldForm(open, section, field) {
  const fields = [...start.forms[open].fields, ...start.forms[section].fields];
  return fields.find(({ name }) => name === field) ?? start.forms[section];
}

function otherKinds() {
  const others = Object.keys(start.forms).filter(
    (name) => name !== "case" && !name.startsWith("concepts.") && !KINDS.includes(name),
  );
  const select = el(
    "select",
    { "aria-label": t("otherKinds"), class: "tool" },
    el("option", { value: "" }, t("otherKinds")),
    ...others.map((name) => el("option", { value: name }, nameOf(start.forms[name]))),
  );
  select.addEventListener("change", () => select.value && void make(select.value));
  return [select];
}

/**
 * Make a statement of the marked text and open it; one that is made for the open statement leaves that open.
 * @param {string} section
 * @param {string} [field] in which the open statement names it, or it the open one
 */
export async function make(section, field) {
  if (!screen.run) return;
  const open = field && screen.selected ? [screen.selected] : [];
  const id = await act("add", open, { section, view: screen.view, ...screen.run, ...(field ? { field } : {}) });
  if (!id) return;
  show({ run: null, show: "all", section: "", query: "" });
  if (field) return;
  select(id, false);
  show({ opened: id });
}
