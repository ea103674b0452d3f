// @ts-check
/**
 * The state of the page, kept in the address after "#", so that a link brings all of it back. A view is registered with
 * the keys of its own state; nobody writes to the state but set().
 */
import { DATA, N, nodeAt } from "./data.js";
import { wellFormed } from "./dom.js";

/** @type {View[]} */
export const VIEWS = [];
/** @type {State} */
export const state = {
  view: "",
  sel: -1,
  focus: 0,
  lang: "zh",
  theme: "",
  head: "",
  embed: false,
  outline: false,
  long: false,
  off: {},
};
/** @type {((changed: Set<string>) => void)[]} */
const listeners = [];
/** @type {AddressPart[]} */
const addressParts = [];

/**
 * Kinds of values in the address: none is what a missing or faulty one means; read and write go between value and text.
 * @param {...string} choices
 * @returns {KeyKind}
 */
export const oneOf = (...choices) => ({
  none: choices[0],
  read: (text) => (choices.includes(text) ? text : choices[0]),
  write: String,
});
/**
 * @param {number} [longest]
 * @returns {KeyKind}
 */
export const textKey = (longest = 400) => ({ none: "", read: (text) => text.slice(0, longest), write: String });
/** @type {KeyKind} */
export const flag = { none: false, read: (text) => text === "1", write: () => "1" };
/** @type {KeyKind} */
export const nodeKey = { none: -1, read: (text) => (text ? (nodeAt().get(text) ?? -1) : -1), write: (at) => N.id[at] };
/** @type {KeyKind} */
const hops = { none: 0, read: (text) => Math.min(3, Math.max(0, Number(text) || 0)), write: String };
/** @type {Record<string, KeyKind>} */
export const KEYS = {
  sel: nodeKey,
  focus: hops,
  lang: oneOf("zh", "en"),
  theme: oneOf("", "light", "dark"),
  head: oneOf("", "folded", "open"),
  outline: flag,
  long: flag,
};
/** @type {Record<string, string>} */
const OLD_NAMES = { outline: "twin" }; // in links made by earlier versions

/**
 * Take in the views that have something to show and what else stands in the address.
 * @param {View[]} views
 * @param {...AddressPart} parts
 */
export function register(views, ...parts) {
  VIEWS.push(...views.filter((view) => view.available?.() ?? true));
  addressParts.push(...parts);
  for (const view of VIEWS) state[view.id] = {};
}
/** The view with which a page opens: one that shows its data. @returns {View} */
export const firstView = () => VIEWS.find(({ id }) => id !== "sparql") ?? VIEWS[0];
/** @returns {View} */
export const shownView = () => /** @type {View} */ (VIEWS.find((view) => view.id === state.view));

export function readHash() {
  const text = location.hash.slice(1);
  const given = new URLSearchParams(text);
  state.view = (VIEWS.find((view) => view.id === given.get("view")) ?? firstView()).id;
  state.embed = given.has("embed");
  for (const [key, kind] of Object.entries(KEYS))
    state[key] = kind.read(given.get(key) ?? given.get(OLD_NAMES[key]) ?? "");
  if (!text && DATA.meta.focus) Object.assign(state, { sel: nodeKey.read(DATA.meta.focus), view: "network" });
  for (const view of VIEWS) {
    for (const [key, kind] of Object.entries(view.keys ?? {})) {
      const value = given.get(`${view.id}.${key}`);
      state[view.id][key] = value === null ? kind.none : kind.read(value);
    }
  }
  for (const part of addressParts) part.read(given);
}

/**
 * Return a text as a value in the address, without halves of characters.
 * @param {string} text
 */
export const escaped = (text) => encodeURIComponent(wellFormed(text)).replace(/%2F|%3A|%2C/g, decodeURIComponent);

/** The thing that the address selects and this page does not have; empty where there is none. */
export function missingSelection() {
  const key = new URLSearchParams(location.hash.slice(1)).get("sel") ?? "";
  return key && nodeKey.read(key) < 0 ? key : "";
}

export function hashOf() {
  const parts = [`view=${state.view}`];
  const add = (/** @type {string} */ name, /** @type {KeyKind} */ kind, /** @type {any} */ value) => {
    if (value !== kind.none) parts.push(`${name}=${escaped(kind.write(value))}`);
  };
  for (const [key, kind] of Object.entries(KEYS)) add(key, kind, state[key]);
  for (const view of VIEWS)
    for (const [key, kind] of Object.entries(view.keys ?? {})) add(`${view.id}.${key}`, kind, state[view.id][key]);
  parts.push(...addressParts.flatMap((part) => part.write()));
  if (state.embed) parts.push("embed");
  return `#${parts.join("&")}`;
}

/** Whether the page is a file of this computer, whose folders mean nothing elsewhere. */
export const isLocalFile = () => location.protocol === "file:";
/**
 * Return the address of the page as it stands; of a file its name alone, which holds wherever the file is put.
 * @param {boolean} embed
 */
export function pageLink(embed) {
  const page = location.href.split("#")[0];
  const address = isLocalFile() ? page.slice(page.lastIndexOf("/") + 1) : page;
  return address + hashOf().replace(/&embed$/, "") + (embed ? "&embed" : "");
}

/**
 * Change the state, then let every part that cares redraw. A new view or selection is a step that "Back" takes back;
 * `step: false` keeps it from being one (walking with the arrow keys).
 * @param {Record<string, any>} patch
 * @param {{ step?: boolean }} [options]
 */
export function set(patch, { step = true } = {}) {
  const changed = new Set();
  for (const [key, value] of Object.entries(patch)) {
    const own = VIEWS.some((view) => view.id === key);
    for (const [name, one] of own ? Object.entries(value) : []) {
      if (state[key][name] === one) continue;
      state[key][name] = one;
      changed.add(key).add(`${key}.${name}`);
    }
    if (own || (key !== "off" && state[key] === value)) continue;
    state[key] = value;
    changed.add(key);
  }
  if (!changed.size) return;
  const hash = hashOf();
  if (hash !== location.hash)
    history[step && (changed.has("view") || changed.has("sel")) ? "pushState" : "replaceState"](null, "", hash);
  redraw(changed);
}
/** @param {(changed: Set<string>) => void} listen */
export const onChange = (listen) => listeners.push(listen);
/** @param {Set<string>} changed */
export const redraw = (changed) => {
  for (const listen of listeners) listen(changed);
};
/** @param {number} at */
export const select = (at) => set({ sel: at });
