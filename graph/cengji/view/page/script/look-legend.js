// @ts-check
/**
 * What the marks of the network mean by shape, colour and size, as far as they are drawn.
 */
import { N, TYPE } from "./data.js";
import { el, label } from "./dom.js";
import { filterSign } from "./filters.js";
import { MEASURES, placeTint, radiusFor, shownKey, valueTint } from "./looks.js";
import { groupDigits } from "./filling.js";
import { placeName, t, tierName } from "./names.js";
import { current } from "./scene.js";
import { state } from "./state.js";

/**
 * @param {string} colour
 * @param {string} text
 */
const swatch = (colour, text) =>
  el("span", { class: "sample" }, el("i", { class: "swatch", vars: { "--c": `var(${colour})` } }), label(text));

/** The scale of colours of a measure, its ends named. */
function ramp(/** @type {string} */ key) {
  const tints = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    el("i", { class: "swatch", vars: { "--c": `var(${valueTint(share)})` } }),
  );
  return el(
    "span",
    { class: "sample" },
    t(`look.${key}`),
    el("span", { class: "n" }, "0"),
    ...tints,
    el("span", { class: "n" }, mostOf(key)),
  );
}
const mostOf = (/** @type {string} */ key) =>
  key === "degree" ? groupDigits(MEASURES.degree().most) : `${(MEASURES.betweenness().most / 100).toFixed(1)}%`;

/**
 * Each value once, in order, what is none last.
 * @param {number[]} values
 * @param {(value: number) => HTMLElement} make
 */
const samplesOf = (values, make) =>
  [...new Set(values)].sort((a, b) => Number(a < 0) - Number(b < 0) || a - b).map(make);
const thingsDrawn = () => current.items.map(({ at }) => at).filter((at) => at >= 0);

/** What the colours of the marks that are drawn mean. */
export function colourLegend() {
  const { colour } = state.network;
  const things = thingsDrawn();
  if (MEASURES[shownKey(colour)]) return [ramp(shownKey(colour))];
  if (colour === "type") return typeLegend();
  if (colour === "place")
    return samplesOf(
      things.map((at) => N.case[at]),
      (place) => swatch(placeTint(place), placeName(place)),
    );
  return samplesOf(
    things.map((at) => N.tier[at]).filter((tier) => tier >= 0),
    (tier) => swatch(`--t${Math.min(10, tier)}`, tierName(tier)),
  );
}

/** The shapes of the marks that are drawn, in the colours of their types. */
export const typeLegend = () =>
  samplesOf(
    thingsDrawn().map((at) => N.type[at]),
    (type) => el("span", { class: "sample" }, filterSign("type", type), label(t(`type.${TYPE[type]}`))),
  );

/** A small, a middle and a large mark with what they stand for. */
export function sizeLegend() {
  const key = shownKey(state.network.size);
  if (!MEASURES[key]) return [];
  const dots = [0, 0.25, 1].map((share) => el("i", { class: "dot", vars: { "--size": `${radiusFor(share)}px` } }));
  const ends = ["0", mostOf(key)].map((text) => el("span", { class: "n" }, text));
  return [el("span", { class: "sample" }, `${t("size")}${t("colon")}${t(`look.${key}`)}`, ends[0], ...dots, ends[1])];
}
