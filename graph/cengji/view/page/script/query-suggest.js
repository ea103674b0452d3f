// @ts-check
/**
 * What is offered while one types: names by their beginning, in Chinese, pinyin or English; and the list that shows it.
 */
import { C, DATA, fullIri, indices, N, once, TYPE } from "./data.js";
import { all, el, label } from "./dom.js";
import { conceptName, either, longName, placeName, t, typeName } from "./names.js";
import { asking } from "./query-engine.js";
import { expand, shortIri } from "./query-names.js";
import { search } from "./search.js";
import { foldName } from "./fold.js";

const MOST_OFFERED = 12;

/**
 * How well a name or its pinyin fits what is typed; 0 where it does not.
 * @param {string[]} names
 * @param {string} pinyin
 * @param {string} typed
 */
function fit(names, pinyin, typed) {
  const folded = names.map(foldName);
  if (folded.includes(typed)) return 4;
  if (folded.some((name) => name.startsWith(typed))) return 3;
  const initials = pinyin.replace(/(\S)\S* ?/g, "$1");
  if (/^[a-z]+$/.test(typed) && (pinyin.replaceAll(" ", "").startsWith(typed) || initials.startsWith(typed))) return 2;
  return folded.some((name) => name.includes(typed)) ? 1 : 0;
}

/**
 * @param {{ fit: number }[]} found
 */
const bestFirst = (found) => found.filter((one) => one.fit > 0).sort((a, b) => b.fit - a.fit);

const termOffers = once(() =>
  asking().terms.map(([short, kind, uses, zh, en, pinyin, definitionZh, definitionEn]) => ({
    iri: expand(short),
    names: [short, short.slice(short.indexOf(":") + 1), zh, en].filter(Boolean),
    pinyin,
    uses,
    offer: () => ({
      iri: expand(short),
      text: short,
      name: either(zh, en),
      note: [t(`query.${kind}`), t("queryUses", uses), either(definitionZh, definitionEn)].join(" · "),
    }),
  })),
);

/**
 * Return the classes and properties that a text names.
 * @param {string} typed folded
 * @returns {Offer[]}
 */
export const offerTerms = (typed) =>
  bestFirst(
    termOffers()
      .map((one) => ({ ...one, fit: fit(one.names, one.pinyin, typed) + Math.min(0.9, one.uses / 1e5) }))
      .filter((one) => one.fit >= 1),
  ).map((one) => /** @type {any} */ (one).offer());

/** @param {string} typed */
const offerConcepts = (typed) =>
  bestFirst(
    indices(C.id).map((at) => ({ at, fit: fit([C.zh[at], C.en[at]].filter(Boolean), asking().concepts[at], typed) })),
  ).map((one) => {
    const { at } = /** @type {any} */ (one);
    return {
      iri: fullIri(C.id[at]),
      text: shortIri(fullIri(C.id[at])),
      name: conceptName(at),
      note: t("query.concept"),
    };
  });

/** @param {string} typed */
const offerCases = (typed) =>
  bestFirst(
    indices(DATA.places.key).map((at) => ({
      at,
      fit: fit([DATA.places.key[at], DATA.places.zh[at], DATA.places.en[at]].filter(Boolean), "", typed),
    })),
  ).map((one) => {
    const { at } = /** @type {any} */ (one);
    return {
      iri: fullIri(`case/${DATA.places.key[at]}`),
      text: DATA.places.key[at],
      name: placeName(at),
      note: t("query.case"),
    };
  });

/** @param {string} typed */
const offerNodes = (typed) =>
  search(typed)
    .slice(0, 40)
    .filter((at) => TYPE[N.type[at]] !== "rung")
    .map((at) => ({
      iri: fullIri(N.id[at]),
      text: shortIri(fullIri(N.id[at])),
      name: longName(at),
      note: typeName(at),
    }));

/**
 * Return the things and concepts that a text names, for a parameter first those of the kind that it is named after.
 * @param {string} text
 * @param {string} [parameter]
 * @param {string} [family] what their IRIs begin with
 * @returns {Offer[]}
 */
export function offerThings(text, parameter = "", family = "") {
  const typed = foldName(text.trim());
  if (!typed) return [];
  const found = [...offerCases(typed), ...offerConcepts(typed), ...offerNodes(typed)].filter(({ iri }) =>
    iri.startsWith(family),
  );
  const ofKind = found.filter(({ iri }) => iri.includes(`/${parameter}/`));
  return [...ofKind, ...found.filter((one) => !ofKind.includes(one))].slice(0, MOST_OFFERED);
}

/**
 * A list of offers for a field: arrows choose, Enter or Tab takes, Escape closes.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {string} id
 * @param {(offer: Offer) => void} take
 */
export function suggestList(field, id, take) {
  const box = el("div", { id, class: "offers", role: "listbox", "aria-label": t("queryOffers"), hidden: true });
  /** @type {Offer[]} */
  let offers = [];
  let chosen = 0;
  const isCombobox = field instanceof HTMLInputElement;
  field.setAttribute("aria-controls", id);
  field.setAttribute("aria-autocomplete", "list");
  if (isCombobox)
    Object.entries({ role: "combobox", "aria-expanded": "false" }).forEach(([name, value]) =>
      field.setAttribute(name, value),
    );
  const tell = () => {
    box.hidden = !offers.length;
    if (isCombobox) field.setAttribute("aria-expanded", String(!box.hidden));
    if (offers.length) field.setAttribute("aria-activedescendant", `${id}-${chosen}`);
    else field.removeAttribute("aria-activedescendant");
    all(box, "[role=option]").forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
    if (offers.length) box.children[chosen].scrollIntoView({ block: "nearest" });
  };
  /** @param {Offer[]} given */
  const show = (given) => {
    [offers, chosen] = [given, 0];
    box.replaceChildren(
      ...offers.map((offer, at) =>
        el(
          "div",
          {
            id: `${id}-${at}`,
            role: "option",
            class: "offer",
            on: {
              pointerdown: (event) => {
                event.preventDefault(); // the field keeps the keyboard
                pick(at);
              },
            },
          },
          label(offer.shown ?? offer.text, { class: "code" }),
          offer.name && offer.name !== offer.text ? label(offer.name) : null,
          offer.note ? label(offer.note, { class: "quiet clip" }) : null,
        ),
      ),
    );
    tell();
  };
  const close = () => show([]);
  /** @param {number} at */
  const pick = (at) => {
    const offer = offers[at];
    close();
    take(offer);
  };
  /** Whether the key meant something. @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (box.hidden || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      chosen = (chosen + step + offers.length) % offers.length;
      tell();
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.shiftKey) pick(chosen);
    else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  field.addEventListener("blur", close);
  return { box, show, close, onKey };
}
