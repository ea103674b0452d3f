// @ts-check
/**
 * What decides about a statement, in a line: its kind, what it is of, who does it; enough to accept a screenful at a glance.
 */
import { nameOf, t } from "./names.js";
import { allEntries, conceptsOf, start, state } from "./store.js";

/** The fields of each section that are told, in this order. @type {Record<string, string[]>} */
const TOLD = {
  places: ["tier", "part_of", "code"],
  bodies: ["kind", "parent"],
  groups: ["kind", "parent", "subset_of"],
  person_groups: ["kind", "member_of"],
  ladders: ["line", "kind"],
  measures: ["kind", "part_of", "run_by", "acts_on"],
  figures: ["indicator", "about", "role", "paired_with"],
  relations: ["subject", "relation", "object"],
  posts: ["post_in"],
  events: ["kind", "date", "involves", "after"],
  exclusions: ["reason"],
};
const OF_CONCEPTS = ["broader", "tier"];

/**
 * The fields of an entry that its row tells, each reached by the digit of its place; the last is the place that it is of.
 * @param {Entry} entry
 */
export const toldFields = (entry) => {
  const has = (/** @type {string} */ field) => start.forms[entry.section].fields.some(({ name }) => name === field);
  const told = entry.section.startsWith("concepts.") ? OF_CONCEPTS : (TOLD[entry.section] ?? []);
  return [...told, "place"].filter(has);
};

/**
 * Return what a row says of an entry behind its name: one text a field, with a word for what it is where that does not tell itself.
 * What the name says already, and the place of the case, are told only where all is to be told, and what is left out with it.
 * @param {Entry} entry
 * @param {boolean} [every]
 * @returns {{ field: string, text: string, lacks: boolean }[]}
 */
export function factsOf(entry, every = false) {
  const told = toldFields(entry).map((field) => ({ field, text: factOf(entry, field), lacks: false }));
  if (every)
    return told.map((one) => (one.text ? one : { ...one, text: `${nameOf(formOf(entry, one.field))} –`, lacks: true }));
  const isEnds = entry.name.includes(" → ");
  return told.filter(
    ({ field, text }) =>
      text && !(field === "place" && entry.value.place === home()) && !(isEnds && /^(subject|object)$/.test(field)),
  );
}

/**
 * @param {Entry} entry
 * @param {string} field
 */
const formOf = (entry, field) =>
  /** @type {FieldForm} */ (start.forms[entry.section].fields.find(({ name }) => name === field));

/**
 * @param {Entry} entry
 * @param {string} field
 */
function factOf(entry, field) {
  const held = entry.value[field];
  const form = formOf(entry, field);
  if (held === undefined || held === null) return "";
  const names = (Array.isArray(held) ? held : [held]).map((one) => named(form, one)).filter(Boolean);
  return names.length ? t(`fact.${field}`, names.join("、")) : "";
}

/**
 * What a value of a field is called.
 * @param {FieldForm} form
 * @param {any} value
 */
function named(form, value) {
  if (form.kind === "concept") {
    const concept = conceptsOf(form.scheme ?? "").find(({ key }) => key === value);
    return concept ? nameOf(concept) : String(value);
  }
  if (form.kind === "key") return nameOfKey(String(value));
  return typeof value === "object" ? nameOf(value) : String(value);
}

/** @type {Map<string, string>} */
let names = new Map();
let of = -1;
let most = "";

function learn() {
  if (of === state.version) return;
  of = state.version;
  names = new Map(allEntries().map(({ key, name }) => [key, name]));
  /** @type {Map<string, number>} */
  const places = new Map();
  for (const { value } of allEntries()) if (value.place) places.set(value.place, (places.get(value.place) ?? 0) + 1);
  most = [...places].sort(([, one], [, other]) => other - one)[0]?.[0] ?? "";
}

/** @param {string} key */
function nameOfKey(key) {
  learn();
  return names.get(key) || key;
}

/** The place that most of the case is about. */
function home() {
  learn();
  return most;
}

/**
 * What the rule is called that proposes an entry; one of a verb is called as the kind of event, one of a model as that.
 * @param {string} rule
 */
export function ruleName(rule) {
  const [, family, rest = ""] = /^(verb|model)-(.+)$/.exec(rule) ?? [];
  if (start.rules[rule] || !family) return start.rules[rule] ? nameOf(start.rules[rule]) : rule;
  const kind = family === "verb" && conceptsOf("event-kind").find(({ key }) => key === rest);
  return t(`rule.${family}`, kind ? nameOf(kind) : rest);
}
