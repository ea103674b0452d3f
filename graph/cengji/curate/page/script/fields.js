// @ts-check
/**
 * The controls of a form: one a field, by what it holds. Each tells the new value of its field when it is left.
 */
import { combobox } from "./combobox.js";
import { chip, choicesOf, declarer, faultList, line, lookAt, several } from "./controls.js";
import { button, el } from "./dom.js";
import { helpOf, nameOf, t } from "./names.js";

/**
 * The controls of the fields of a part, each with its name, help and faults.
 * @param {FieldForm[]} forms
 * @param {Record<string, any>} value
 * @param {string} path of the part within the entry
 * @param {(field: string, value: any) => void} set
 * @param {(path: string) => FieldFault[]} faults
 * @param {Record<string, string[]>} [drafted] what a draft would put into fields that are empty
 * @returns {HTMLElement[]}
 */
export function fieldRows(forms, value, path, set, faults, drafted = {}) {
  const isNeeded = (/** @type {FieldForm} */ form) =>
    form.required ||
    value[form.name] !== undefined ||
    drafted[form.name] !== undefined ||
    faults(join(path, form.name)).length > 0;
  const rows = (/** @type {FieldForm[]} */ some) =>
    some.map((form) => {
      const row = fieldRow(form, value[form.name], join(path, form.name), (next) => set(form.name, next), faults);
      const names = drafted[form.name];
      if (names) row.lastElementChild?.append(el("p", { class: "quiet" }, t("drafted", names.join("、"))));
      return row;
    });
  const rest = forms.filter((form) => !isNeeded(form));
  return [
    ...rows(forms.filter(isNeeded)),
    ...(rest.length
      ? [
          el(
            "details",
            { class: "more", "data-more": path },
            el("summary", null, t("more", rest.length)),
            ...rows(rest),
          ),
        ]
      : []),
  ];
}

/**
 * @param {string} path
 * @param {string | number} name
 */
const join = (path, name) => (path ? `${path}.${name}` : String(name));

/**
 * @param {FieldForm} form
 * @param {any} value
 * @param {string} path
 * @param {(value: any) => void} set
 * @param {(path: string) => FieldFault[]} faults
 */
function fieldRow(form, value, path, set, faults) {
  const id = `field-${path.replaceAll(".", "-")}`;
  const found = faults(path);
  const described = found.length ? `${id}-faults` : undefined;
  const properties = {
    id,
    "data-path": path,
    title: helpOf(form),
    "aria-describedby": described,
    "aria-invalid": found.length ? "true" : undefined,
    "aria-required": form.required ? "true" : undefined,
  };
  return el(
    "div",
    { class: `form-row ${found.length ? "wrong" : ""}` },
    el(
      "label",
      { for: id, title: helpOf(form) },
      nameOf(form),
      form.required ? el("span", { class: "needed", "aria-hidden": "true" }, " *") : null,
    ),
    el(
      "div",
      { class: "control" },
      controlOf(form, value, path, properties, set, faults),
      found.length ? faultList(found, `${id}-faults`) : null,
    ),
  );
}

/**
 * @param {FieldForm} form
 * @param {any} value
 * @param {string} path
 * @param {Properties} properties
 * @param {(value: any) => void} set
 * @param {(path: string) => FieldFault[]} faults
 */
function controlOf(form, value, path, properties, set, faults) {
  if (form.kind === "part")
    return form.many
      ? partList(form, value ?? [], path, properties, set, faults)
      : part(form, value ?? {}, path, set, faults);
  if (form.many) return several(form, value ?? [], properties, set);
  if (form.kind === "key" || form.kind === "concept")
    return combobox({
      value: value ?? "",
      choices: () => choicesOf(form),
      pick: (key) => set(key || null),
      properties,
      declare: declarer(form),
    });
  if (form.kind === "boolean") {
    const box = el("input", { type: "checkbox", ...properties });
    box.checked = value === true;
    box.addEventListener("change", () => set(box.checked ? "true" : null));
    return box;
  }
  const number = form.kind === "number" || form.kind === "integer";
  return line(value ?? "", { ...properties, inputmode: number ? "decimal" : undefined }, (text) => set(text || null));
}

/**
 * A part as a group of fields; a text in two languages stands in two lines.
 * @param {FieldForm} form
 * @param {Record<string, any>} value
 * @param {string} path
 * @param {(value: any) => void} set
 * @param {(path: string) => FieldFault[]} faults
 */
function part(form, value, path, set, faults) {
  const setField = (/** @type {string} */ name, /** @type {any} */ next) => {
    const changed = { ...value, [name]: next };
    if (next === null) delete changed[name];
    set(Object.keys(changed).length ? changed : null);
  };
  const inner = form.fields ?? [];
  if (inner.every(({ name }) => name === "zh" || name === "en")) {
    return el(
      "div",
      { class: "both", id: `field-${path.replaceAll(".", "-")}` },
      ...inner.map(({ name }) =>
        line(
          value[name] ?? "",
          {
            "data-path": join(path, name),
            lang: name === "zh" ? "zh-Hans" : "en",
            placeholder: name === "zh" ? "中文" : "English",
            "aria-label": `${nameOf(form)} ${name === "zh" ? "中文" : "English"}`,
          },
          (text) => setField(name, text || null),
        ),
      ),
    );
  }
  return el(
    "div",
    { class: "part", role: "group", "aria-label": nameOf(form), id: `field-${path.replaceAll(".", "-")}` },
    ...fieldRows(inner, value, path, setField, faults),
  );
}

/**
 * A list of parts: evidence as chips, larger ones as groups that can be moved.
 * @param {FieldForm} form
 * @param {any[]} values
 * @param {string} path
 * @param {Properties} properties
 * @param {(value: any) => void} set
 * @param {(path: string) => FieldFault[]} faults
 */
function partList(form, values, path, properties, set, faults) {
  const without = (/** @type {number} */ at) => set(values.filter((_, other) => other !== at));
  if (form.name === "evidence") {
    return el(
      "div",
      { class: "several", id: properties.id, "data-evidence": path, tabindex: "-1" },
      ...values.map((one, at) =>
        chip(
          one.text ?? `${one.start}–${one.end}`,
          () => without(at),
          one.start === undefined ? null : () => lookAt(one.start),
        ),
      ),
    );
  }
  const swap = (/** @type {number} */ at, /** @type {number} */ step) => {
    const next = [...values];
    [next[at], next[at + step]] = [next[at + step], next[at]];
    set(next);
  };
  return el(
    "div",
    { class: "parts", id: properties.id },
    ...values.map((one, at) =>
      el(
        "div",
        { class: "part", role: "group", "aria-label": `${nameOf(form)} ${at + 1}` },
        el(
          "div",
          { class: "part-tools" },
          el("span", { class: "n" }, `${at + 1}`),
          at ? button("tool icon", () => swap(at, -1), "↑", { "aria-label": `${t("up")} ${at + 1}` }) : null,
          at + 1 < values.length
            ? button("tool icon", () => swap(at, 1), "↓", { "aria-label": `${t("down")} ${at + 1}` })
            : null,
          button("tool icon", () => without(at), "×", { "aria-label": t("remove", at + 1) }),
        ),
        ...fieldRows(
          form.fields ?? [],
          one,
          join(path, at),
          (name, next) => set(values.map((other, place) => (place === at ? { ...other, [name]: next } : other))),
          faults,
        ),
      ),
    ),
    addPart(form, values, path, set),
  );
}

/**
 * The field by which a part more is begun: its first field of keys or concepts is chosen, the rest follows.
 * @param {FieldForm} form
 * @param {any[]} values
 * @param {string} path
 * @param {(value: any) => void} set
 */
function addPart(form, values, path, set) {
  const first = form.fields?.find(({ kind, required }) => required && (kind === "key" || kind === "concept"));
  if (!first) return button("tool", () => set([...values, {}]), t("add", nameOf(form)));
  return combobox({
    value: "",
    choices: () => choicesOf(first),
    pick: (key) => key && set([...values, { [first.name]: key }]),
    declare: declarer(first),
    properties: {
      placeholder: t("add", nameOf(form)),
      "aria-label": t("add", nameOf(form)),
      "data-path": join(path, "add"),
    },
    empties: true,
  });
}
