// @ts-check
/**
 * What a picture says of itself once it has left the page: what is shown of what, what its signs mean, where it comes from.
 */
import { AXES, axisName, axisValues, onlyMain, shownNode, shownPlaces } from "./axes.js";
import { allNodes, conceptAt, DATA, indices, L, N, nodeAt } from "./data.js";
import { documentShown } from "./documents.js";
import { el, label } from "./dom.js";
import { doubtLegend, filterSign, mappingLegend } from "./filters.js";
import { shownLadders } from "./lanes.js";
import { genericShown } from "./measures-variants.js";
import { colourLegend, sizeLegend, typeLegend } from "./look-legend.js";
import { groupDigits } from "./filling.js";
import { conceptName, longName, nodeName, pageTitle, placeName, t } from "./names.js";
import { reporterOf } from "./sources.js";
import { state } from "./state.js";

const MOST_VALUES = 6; // values of an axis that are named before their number alone is
const MOST_SIGNS = 80; // of a name

/** @param {string} name */
export const shortName = (name) => (name.length > MOST_SIGNS ? `${[...name].slice(0, MOST_SIGNS).join("")}…` : name);

/** @param {string[]} names */
const someOf = (names) =>
  names.length > MOST_VALUES
    ? t("andMore", names.slice(0, MOST_VALUES).join(t("listComma")), names.length - MOST_VALUES)
    : names.join(t("listComma"));

/** @param {string} axis */
function axisText(axis) {
  const on = axisValues(axis).filter((value) => !state.off[axis].has(value));
  const off = axisValues(axis).filter((value) => state.off[axis].has(value));
  const few = on.length > off.length ? off : on;
  const names = someOf(few.map((value) => shortName(axisName(axis, value))));
  return `${t(`axis.${axis}`)}${t("colon")}${few === off ? t("without", names) : names || t("nothing")}`;
}

/** What the view of figures leaves beside the filters. */
function figuresText() {
  const { mode, indicator, op, over, answer, cautious } = state.figures;
  const at = conceptAt.get(`scheme/indicator/${indicator}`) ?? -1;
  return [
    t(`figures.${mode}`),
    conceptName(at),
    over && `${t("is")} ${op} ${groupDigits(over)}`,
    over && answer && t(`answer.${answer}`),
    cautious && t("cautious"),
  ];
}

/** In which way the view shows the measures, and which of them. */
function measuresText() {
  const { mode, by, columns, shared, all } = state.measures;
  const generic = nodeAt().get(genericShown()) ?? -1;
  return {
    matrix: [t("measures.matrix"), `${t(`by.${by}`)} × ${t(columns)}`, shared && t(`shared.${shared}`)],
    linked: [t("measures.linked"), all ? "" : t("chain.few")],
    variants: [t("measures.variants"), generic >= 0 ? shortName(nodeName(generic)) : ""],
    parts: [t("measures.parts")],
  }[/** @type {"matrix" | "linked" | "variants" | "parts"} */ (mode)];
}

/** The places of what is shown, of ladders those that have one. */
const placesInView = () =>
  state.view === "lanes" ? [...new Set(shownLadders().map((ladder) => L.case[ladder]))] : shownPlaces();

/** What a view shows beside its own name. @type {Record<string, () => (string | false | undefined)[]>} */
const SUBJECTS = {
  figures: figuresText,
  measures: measuresText,
  network: () => [t(`layout.${state.network.layout}`), state.sel >= 0 ? shortName(longName(state.sel)) : ""],
  documents: () => [shortName(DATA.documents.title[documentShown()])],
};

/** Return what is shown, as the title of a picture or a print. */
export function subjectText() {
  const places = placesInView().length;
  if (state.view === "lanes" && DATA.meta.reported) return t(places === 1 ? "storyOne" : "story", places);
  const parts = (SUBJECTS[state.view]?.() ?? []).filter(Boolean).join(t("semicolon"));
  return parts ? `${t(state.view)}${t("colon")}${parts}` : `${t(state.view)} · ${shortName(pageTitle())}`;
}

/** Return which places are shown and what the filters leave of them. */
export function shownText() {
  const places = someOf(placesInView().map((place) => shortName(placeName(place))));
  const filters = [
    state.view === "lanes" && onlyMain() ? t("mainLadders") : "",
    state.view === "lanes" && state.long ? t("long", shownLadders().length) : "",
    ...AXES.filter((axis) => state.off[axis].size).map(axisText),
  ].filter(Boolean);
  return [places, filters.join(t("semicolon")) || t("unfiltered")].filter(Boolean).join(" · ");
}

/**
 * @param {string} axis
 * @param {number[]} values
 */
const samples = (axis, values) =>
  [...values]
    .sort((a, b) => Number(a < 0) - Number(b < 0) || a - b)
    .map((value) => el("span", { class: "sample" }, filterSign(axis, value), label(shortName(axisName(axis, value)))));

/** The strokes of the lines that are drawn. */
const strokeLegend = () => samples("line", [...new Set(shownLadders().map((ladder) => L.line[ladder]))]);

/** What the marks of the network mean by shape, colour and size. */
const networkLegend = () => [
  ...typeLegend(),
  ...(state.network.colour === "type" ? [] : colourLegend()),
  ...sizeLegend(),
];

/** Return what the signs of the view mean. */
export function legendOf() {
  const signs = state.view === "lanes" ? strokeLegend() : state.view === "network" ? networkLegend() : [];
  const mapping =
    state.view === "lanes" ? mappingLegend() : ["measures", "figures"].includes(state.view) ? doubtLegend() : null;
  return el("div", { class: "legend" }, ...signs, mapping);
}

/** @param {number} document */
function sourceText(document) {
  const { published, page } = DATA.documents;
  return [reporterOf(document), published[document], page[document]].filter(Boolean).map(shortName).join(" ");
}

/** The documents of the things that are shown, in the order of the data. */
function shownDocuments() {
  const places = new Set(
    allNodes()
      .filter(shownNode)
      .map((at) => N.case[at]),
  );
  const documents = new Set(indices(DATA.places.key).flatMap((at) => (places.has(at) ? DATA.places.document[at] : [])));
  return indices(DATA.documents.id).filter((at) => documents.has(at) && !state.off.document.has(at));
}

/** Return where the picture comes from: the documents with their dates, the data set, its version and licence. */
export function sourcesText() {
  const { licence, version, dataset } = DATA.meta;
  const documents = shownDocuments().map(sourceText).join(t("semicolon"));
  const about = [pageTitle(), version, licence, dataset].filter(Boolean).map(shortName).join(" · ");
  return [documents ? t("sourcesOf", documents) : t("foreignNote"), about];
}
