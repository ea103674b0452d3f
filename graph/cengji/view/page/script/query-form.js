// @ts-check
/**
 * The forms of the library: a field a parameter, made of the header that the command line reads; and what is typed as terms.
 */
import { DATA, indices } from "./data.js";
import { el, label } from "./dom.js";
import { either, placeName, t } from "./names.js";
import { asking } from "./query-engine.js";
import { meantIris, shortIri } from "./query-names.js";
import { offerThings, suggestList } from "./query-suggest.js";
import { fillRows } from "./query-text.js";
import { iriTerm, textTerm } from "./turtle.js";

const XSD_TYPES = "http://www.w3.org/2001/XMLSchema#";
/** @typedef {{ term: string, sent: string }} Filled */

/** @param {string} name */
export const questionNamed = (name) => asking().queries.find((one) => one.name === name);
/** @param {LibraryQuestion} question */
export const questionText = ({ zh, en }) => either(zh, en);

/** @param {string} value @param {string} type */
const typed = (value, type) => `${textTerm(value)}^^${iriTerm(XSD_TYPES + type)}`;
/** @param {string} text */
const isDate = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;
/** @param {string} text */
function isInteger(text) {
  if (!/^[+-]?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text);
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}

/**
 * What a value is as a term; as a text, why it is none.
 * @type {Record<string, (value: string, name: string, family: string) => Filled | string>}
 */
const READERS = {
  iri(value, name, family) {
    const found = meantIris(name, value, family);
    if (found.length === 1) return { term: iriTerm(found[0]), sent: found[0] };
    if (asking().engine === "server" && !found.length) return { term: iriTerm(value), sent: value }; // it may know more
    return found.length
      ? t("querySeveral", found.slice(0, 6).map(shortIri).join(t("enumeration")))
      : t("queryNobody", value);
  },
  integer: (value) =>
    isInteger(value) ? { term: typed(String(BigInt(value)), "integer"), sent: value } : t("noNumber"),
  decimal: (value) =>
    /^[+-]?(\d{1,18}(\.\d{0,18})?|\.\d{1,18})$/.test(value)
      ? { term: typed(value, "decimal"), sent: value }
      : t("noNumber"),
  date: (value) => (isDate(value) ? { term: typed(value, "date"), sent: value } : t("queryNoDate")),
  boolean: (value) =>
    ["true", "false"].includes(value) ? { term: typed(value, "boolean"), sent: value } : t("queryNoBoolean"),
  "text(zh)": (value) => ({ term: textTerm(value, "@zh"), sent: value }),
  "text(en)": (value) => ({ term: textTerm(value, "@en"), sent: value }),
  text: (value) => ({ term: textTerm(value), sent: value }),
};

/**
 * Return the text of a question with these values, what a server gets of them, and what is wrong, by parameter.
 * @param {LibraryQuestion} question
 * @param {Record<string, string>} values
 */
export function fillQuestion(question, values) {
  /** @type {Record<string, string>} */
  const terms = {};
  /** @type {Record<string, string>} */
  const given = {};
  /** @type {Record<string, string>} */
  const faults = {};
  for (const [name, type, required, , , , family] of question.parameters) {
    const value = (values[name] ?? "").trim();
    if (!value) {
      if (required) faults[name] = t("queryNeeded");
      continue;
    }
    const read = READERS[type](value, name, family);
    if (typeof read === "string") faults[name] = read;
    else [terms[name], given[name]] = [read.term, read.sent];
  }
  return { text: fillRows(question.text, terms), given, faults };
}

/**
 * The fields of a question.
 * @param {LibraryQuestion} question
 * @param {Record<string, string>} values
 * @param {Record<string, string>} faults
 * @param {{ change: (name: string, value: string) => void, run: () => void }} act
 */
export const drawForm = (question, values, faults, act) =>
  question.parameters.length
    ? el(
        "div",
        { class: "query-form" },
        ...question.parameters.map((parameter) => formField(parameter, values[parameter[0]] ?? "", faults, act)),
      )
    : null;

/** What stands in a row as a person would type it. @param {string} term */
const plainTerm = (term) =>
  /^<.*>$/.test(term) ? shortIri(term.slice(1, -1)) : term.replace(/^"(.*)"(?:@\w+|\^\^.*)?$/, "$1");

/**
 * @param {QueryParameter} parameter
 * @param {string} value
 * @param {Record<string, string>} faults
 * @param {{ change: (name: string, value: string) => void, run: () => void }} act
 */
function formField([name, type, required, zh, en, standing, family], value, faults, act) {
  const id = `query-param-${name}`;
  const fault = faults[name];
  const common = {
    id,
    "data-keep": id,
    "aria-describedby": `${id}-note`,
    "aria-invalid": fault ? "true" : null,
    required: Boolean(required),
  };
  const choices =
    name === "case" && type === "iri"
      ? indices(DATA.places.key).map((at) => [DATA.places.key[at], placeName(at)])
      : type === "boolean"
        ? [
            ["true", t("queryTrue")],
            ["false", t("queryFalse")],
          ]
        : null;
  const change = (/** @type {any} */ event) => act.change(name, event.target.value);
  const field = choices
    ? el(
        "select",
        { ...common, on: { change } },
        el("option", { value: "" }, t("allOf")),
        ...choices.map(([key, text]) => el("option", { value: key, selected: key === value }, text)),
      )
    : el("input", {
        ...common,
        type: "text",
        value,
        size: "16",
        autocomplete: "off",
        spellcheck: "false",
        inputmode: ["integer", "decimal"].includes(type) ? "decimal" : null,
        placeholder: standing === "UNDEF" ? null : plainTerm(standing),
        on: {
          input: change,
          keydown: (event) => event.key === "Enter" && !event.defaultPrevented && act.run(),
        },
      });
  const list = type === "iri" && field instanceof HTMLInputElement ? offersFor(field, name, family, act) : null;
  return el(
    "div",
    { class: "query-field" },
    el(
      "label",
      { for: id },
      el("code", null, name),
      required ? el("span", { class: "quiet" }, ` ${t("queryRequired")}`) : null,
    ),
    el("span", { class: "query-input" }, field, list),
    label(fault ?? either(zh, en), { id: `${id}-note`, class: fault ? "fault" : "quiet" }),
  );
}

/**
 * @param {HTMLInputElement} field
 * @param {string} name
 * @param {string} family
 * @param {{ change: (name: string, value: string) => void }} act
 */
function offersFor(field, name, family, act) {
  const list = suggestList(field, `${field.id}-offers`, ({ text }) => {
    field.value = text;
    act.change(name, text);
  });
  field.addEventListener("input", () => list.show(offerThings(field.value, name, family)));
  field.addEventListener("keydown", (event) => list.onKey(event), true);
  return list.box;
}
