// @ts-check
/**
 * The names of things, in the language of the page.
 */
import { C, conceptAt, conceptKey, DATA, F, figureOf, isPerUnit, lastPart, N, TYPE } from "./data.js";
import { fillIn, groupDigits } from "./filling.js";
import { isDraft } from "./proposals.js";
import { state } from "./state.js";
import { LINK_WORDS, RULE_WORDS } from "./words-links.js";
import { NOTE_WORDS } from "./words-notes.js";
import { VIEW_WORDS } from "./words-views.js";
import { WORDS } from "./words.js";

/** @type {Record<string, [string, string]>} */
const ALL_WORDS = { ...WORDS, ...VIEW_WORDS, ...NOTE_WORDS };

/**
 * Take in the words of a part that not every page has.
 * @param {Record<string, [string, string]>} words
 */
export const addWords = (words) => Object.assign(ALL_WORDS, words);

/**
 * Return a text of the interface with its values filled in.
 * @param {string} key
 * @param {...any} values
 */
export function t(key, ...values) {
  const [zh, en] = Object.hasOwn(ALL_WORDS, key) ? ALL_WORDS[key] : [key, key];
  return fillIn(state.lang === "en" ? en : zh, values);
}

/**
 * Where a passage stands, as a reader counts: from 1, the last character included. The data count from 0 and leave the end out.
 * @param {number} start
 * @param {number} end
 */
export const charactersAt = (start, end) => (end - start === 1 ? t("char", end) : t("chars", start + 1, end));

/**
 * A text with two languages: the one asked for, else the other.
 * @param {string} zh
 * @param {string} en
 */
export const either = (zh, en) => (state.lang === "en" ? en || zh : zh || en) ?? "";
/**
 * A reason in the language of the page; where that names a rule, the rule is called as a reader would.
 * @param {string} zh
 * @param {string} en
 */
export const reasonText = (zh, en) =>
  either(zh, en).replace(/^(依规则推得：|by rule: )([\w-]+)$/, (whole, before, rule) =>
    Object.hasOwn(RULE_WORDS, rule) ? before + RULE_WORDS[rule][state.lang === "en" ? 1 : 0] : whole,
  );

/**
 * The same of a row of a table, without reading a column of the other language that is not needed.
 * @param {{ zh: string[], en: string[] }} columns
 * @param {number} at
 */
const nameIn = (columns, at) =>
  (state.lang === "en" ? columns.en[at] || columns.zh[at] : columns.zh[at] || columns.en[at]) ?? "";
/** @param {number} at */
export const conceptName = (at) => (at >= 0 ? nameIn(C, at) : "");
/** @param {number} at */
export const tierName = (at) => (at >= 0 ? conceptName(DATA.tiers[at]) : "");
/** @param {number} at */
export const lineName = (at) => (at >= 0 ? conceptName(DATA.lines[at]) : "");
/** @param {number} at */
export const placeName = (at) => (at >= 0 ? nameIn(DATA.places, at) : t("shared"));
/**
 * A name as it is shown: what nobody has accepted yet says so.
 * @param {string} name
 * @param {number} at
 */
const withDraftMark = (name, at) => (name && isDraft(at) ? t("draftName", name) : name);
/** @param {number} at */
export const nodeName = (at) => withDraftMark(nameIn(N, at), at);
/** @param {number} at */
export const typeName = (at) => t(`type.${TYPE[N.type[at]]}`);
/**
 * The name of a status as the scheme has it, else as the interface does.
 * @param {string} key
 */
export const statusName = (key) => conceptName(conceptAt.get(`scheme/status/${key}`) ?? -1) || t(key);
/**
 * For each of what a figure holds: "每一：网格", "mean: 10 × residents"; empty of a figure that holds of a whole.
 * @param {number} figure
 */
export function perName(figure) {
  if (!isPerUnit(figure)) return "";
  const times = F.per_count[figure] > 1 ? `${groupDigits(F.per_count[figure])} × ` : "";
  const unit = F.per[figure] >= 0 ? nodeName(F.per[figure]) : t("perUnknown");
  return t("perUnits", conceptName(F.aggregation[figure]) || t("each"), `${times}${unit}`);
}
/**
 * Whether a figure says an increase or a decrease, which its number does not show; empty where it says neither.
 * @param {number} figure
 */
export const directionName = (figure) => conceptName(F.direction[figure]);
/**
 * What a figure counts, else its indicator; which way it changed; and for each of what, where it holds of no whole.
 * @param {number} figure
 */
export const countedName = (figure) =>
  [
    either(F.counted_zh[figure], F.counted_en[figure]) || conceptName(F.indicator[figure]),
    directionName(figure),
    perName(figure),
  ]
    .filter(Boolean)
    .join(" · ");
export const pageTitle = () => (state.lang === "en" ? DATA.meta.en : `${DATA.meta.zh} ${DATA.meta.en}`);

/** What follows a number in English; other units are named by what is counted. @type {Record<string, string>} */
const UNIT_SIGNS = {
  cny: " yuan",
  hectare: " ha",
  hour: " h",
  jin: " jin",
  kilogram: " kg",
  kilometre: " km",
  metre: " m",
  minute: " min",
  mu: " mu",
  percent: "%",
  "square-kilometre": " km²",
  "square-metre": " m²",
  tonne: " t",
  usd: " US dollars",
  year: " years",
};

/**
 * What follows a number to say its unit; counting units, which English has not, only in Chinese.
 * @param {number} figure
 */
export const unitSign = (figure) =>
  state.lang === "en" ? (UNIT_SIGNS[conceptKey(F.unit[figure])] ?? "") : ` ${conceptName(F.unit[figure])}`;

/**
 * A figure as it is printed; in English the number with how exact it is, and its unit.
 * @param {number} figure
 */
export function writtenName(figure) {
  const [value, lower, upper] = [F.value[figure], F.lower[figure], F.upper[figure]].map(groupDigits);
  if (state.lang !== "en" || !(value || lower || upper)) return F.written[figure];
  const comparator = conceptKey(F.comparator[figure]);
  const about = ["exact", "range", ""].includes(comparator) ? "" : `${conceptName(F.comparator[figure])} `;
  const number = comparator === "range" || !value ? [lower, upper].filter(Boolean).join("–") : value;
  return `${about}${number}${unitSign(figure)}`;
}
/**
 * The name in lists: a figure says what it counts.
 * @param {number} at
 */
export function longName(at) {
  const figure = figureOf.get(at);
  if (figure === undefined) return nodeName(at);
  return withDraftMark([writtenName(figure), countedName(figure)].filter(Boolean).join(" · "), at);
}

/**
 * @param {string} relation
 * @param {boolean} backward
 */
export function relationName(relation, backward) {
  if (Object.hasOwn(LINK_WORDS, relation))
    return LINK_WORDS[relation][(state.lang === "en" ? 2 : 0) + (backward ? 1 : 0)];
  const at = conceptAt.get(relation);
  const name = at === undefined ? lastPart(relation) : conceptName(at);
  return backward ? `← ${name}` : name;
}

/**
 * What the foot of the page says of the data: their licence, or that none is stated, or that no document stands behind them.
 * @param {string} licence
 * @param {boolean} reported
 */
export const dataAbout = (licence, reported) =>
  licence ? t("licence", licence) : t(reported ? "unlicensed" : "foreign");

/** Where the data come from and under which licence; of data without documents, or whose cases state none, that is not known here. */
export function dataNote() {
  if (!DATA.meta.reported) return t("foreignNote");
  return DATA.meta.licence ? t("dataNote", DATA.meta.licence) : t("unlicensedNote");
}
