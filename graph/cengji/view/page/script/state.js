// The state of the page, kept in the address after "#", so that a link brings all of it back.
//
// ONE OBJECT.  state = { view, sel, focus, lang, theme, embed, twin, long, off: { axis: Set }, <view id>: { own keys } }
//   view   id of the view that is shown          sel    place of the selected node, −1 for none
//   focus  hops around the selection, 0 = off    off    what the legend switches off, by axis (axes.js)
//   twin   whether the outline stands beside the picture; embed hides all but the picture
// set({ sel: 3 }) or set({ figures: { over: 2000 } }) changes it, writes the address and redraws. Nobody else writes to it.
//
// THE VIEW CONTRACT.  A view is an object that main.js registers:
//   id               key of its word in words.js, of its <section id="…" class="view …"> and its own state
//   keys             its own state: name → kind of value (oneOf, flag, number, nodeKey, textKey, or alike)
//   draw(state, root, what)   draw into the section; `what` is the set of names that changed, such as "sel", "lang", "theme",
//                    "off", "figures", "figures.over"; it has "view" when the section is shown (first or again)
//   twin(state)      exactly what is drawn: [{ at: node or −1, level: 1…, name, facts: [[word key, text], …], take? }, …] in reading
//                    order, deeper levels below their parent; the outline and the table that is saved are made of it
//   table?(state)    its rows for spreadsheets, where the outline is not the best form: [{ at, cells: [[word key, text, heading?], …] }, …]
//   svg?(state)      the whole picture as the text of an SVG document, for saving and printing
//   move?(key)       an arrow key outside all fields; true when it meant something
//   available?()     false when this data has nothing for it: then it has no tab
const VIEWS = [];
const state = { view: "", sel: -1, focus: 0, lang: "zh", theme: "", embed: false, twin: false, long: false, off: {} };
const listeners = [];

// Kinds of values in the address: none is what a missing or faulty one means; read and write go between value and text.
const oneOf = (...choices) => ({ none: choices[0], read: (text) => (choices.includes(text) ? text : choices[0]), write: String });
const flag = { none: false, read: (text) => text === "1", write: () => "1" };
const textKey = { none: "", read: (text) => text.slice(0, 400), write: String };
const number = (none, least = -Infinity, most = Infinity) => ({
  none, write: String,
  read: (text) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Math.min(most, Math.max(least, Number(text))) : none),
});
const nodeKey = { none: -1, read: (text) => nodeAt.get(text) ?? -1, write: (at) => N.id[at] };
const KEYS = { sel: nodeKey, focus: number(0, 0, 3), lang: oneOf("zh", "en"), theme: oneOf("", "light", "dark"), twin: flag, long: flag };

function register(...views) {
  VIEWS.push(...views.filter((view) => view.available?.() ?? true));
  for (const view of VIEWS) state[view.id] = {};
}
const shownView = () => VIEWS.find((view) => view.id === state.view);

function readHash() {
  const text = location.hash.slice(1), given = new URLSearchParams(text);
  state.view = (VIEWS.find((view) => view.id === given.get("view")) ?? VIEWS[0]).id;
  state.embed = given.has("embed");
  for (const [key, kind] of Object.entries(KEYS)) state[key] = kind.read(given.get(key) ?? "");
  if (!text && DATA.meta.focus) Object.assign(state, { sel: nodeKey.read(DATA.meta.focus), view: "network" });
  for (const view of VIEWS) {
    for (const [key, kind] of Object.entries(view.keys ?? {})) {
      const value = given.get(`${view.id}.${key}`);
      state[view.id][key] = value === null ? kind.none : kind.read(value);
    }
  }
  readAxes(given);
}

const escaped = (text) => encodeURIComponent(wellFormed(text)).replace(/%2F|%3A|%2C/g, decodeURIComponent);

function hashOf() {
  const parts = [`view=${state.view}`];
  const add = (name, kind, value) => { if (value !== kind.none) parts.push(`${name}=${escaped(kind.write(value))}`); };
  for (const [key, kind] of Object.entries(KEYS)) add(key, kind, state[key]);
  for (const view of VIEWS) for (const [key, kind] of Object.entries(view.keys ?? {})) add(`${view.id}.${key}`, kind, state[view.id][key]);
  parts.push(...axisParts());
  if (state.embed) parts.push("embed");
  return `#${parts.join("&")}`;
}

// Change the state, then let every part that cares redraw. A new view or selection is a step that "Back" takes back;
// `step: false` keeps it from being one (walking with the arrow keys).
function set(patch, { step = true } = {}) {
  const what = new Set();
  for (const [key, value] of Object.entries(patch)) {
    const own = VIEWS.some((view) => view.id === key);
    for (const [name, one] of own ? Object.entries(value) : []) {
      if (state[key][name] === one) continue;
      state[key][name] = one;
      what.add(key).add(`${key}.${name}`);
    }
    if (own || (key !== "off" && state[key] === value)) continue;
    state[key] = value;
    what.add(key);
  }
  if (!what.size) return;
  const hash = hashOf();
  if (hash !== location.hash) history[step && (what.has("view") || what.has("sel")) ? "pushState" : "replaceState"](null, "", hash);
  redraw(what);
}
const onChange = (listen) => listeners.push(listen);
const redraw = (what) => { for (const listen of listeners) listen(what); };
const select = (at) => set({ sel: at });
