// The state of the page, kept in the address after "#", so that a link brings it back.
const VIEWS = ["lanes", "network", "table"];
const AXES = ["place", "line", "type", "tier"];
const state = { view: "lanes", sel: -1, lang: "zh", theme: "", rows: "rungs", long: false, off: { place: new Set(), line: new Set(), type: new Set(), tier: new Set() } };
const listeners = [];

// What may be switched off on each axis: place in the axis → its key in the address.
const axisKeys = {
  place: [...list(DATA.places.key), "-"].map((key, at, all) => [at === all.length - 1 ? -1 : at, key]),
  line: DATA.lines.map((at, place) => [place, conceptKey(at)]),
  type: TYPE.map((type, at) => [at, type]),
  tier: [...DATA.tiers.map((at, place) => [place, conceptKey(at)]), [-1, "-"]],
};

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (VIEWS.includes(given.get("view"))) state.view = given.get("view");
  else if (!list(L.node).length) state.view = "network";
  else state.view = "lanes";
  state.sel = nodeAt.get(given.get("sel") ?? "") ?? -1;
  state.lang = given.get("lang") === "en" ? "en" : "zh";
  state.theme = ["light", "dark"].includes(given.get("theme")) ? given.get("theme") : "";
  state.rows = ["rungs", "things", "figures"].includes(given.get("rows")) ? given.get("rows") : "rungs";
  state.long = given.get("long") === "1";
  for (const axis of AXES) {
    const keys = new Set((given.get(`no-${axis}`) ?? "").split(","));
    state.off[axis] = new Set(axisKeys[axis].filter(([, key]) => keys.has(key)).map(([value]) => value));
  }
}

function writeHash() {
  const parts = [`view=${state.view}`];
  if (state.sel >= 0) parts.push(`sel=${encodeURIComponent(N.id[state.sel]).replaceAll("%2F", "/")}`);
  for (const axis of AXES) {
    const keys = axisKeys[axis].filter(([value]) => state.off[axis].has(value)).map(([, key]) => encodeURIComponent(key));
    if (keys.length) parts.push(`no-${axis}=${keys.join(",")}`);
  }
  if (state.view === "table" && state.rows !== "rungs") parts.push(`rows=${state.rows}`);
  if (state.long) parts.push("long=1");
  if (state.lang !== "zh") parts.push(`lang=${state.lang}`);
  if (state.theme) parts.push(`theme=${state.theme}`);
  const hash = `#${parts.join("&")}`;
  if (hash !== location.hash) history.replaceState(null, "", hash);
}

// Change the state, then let every part that cares redraw; "what" names what changed.
function change(changes) {
  const what = new Set(Object.keys(changes).filter((key) => key === "off" || state[key] !== changes[key]));
  if (!what.size) return;
  Object.assign(state, changes);
  writeHash();
  for (const listen of listeners) listen(what);
}
const onChange = (listen) => listeners.push(listen);
const select = (at) => change({ sel: at });

const shownPlace = (at) => !state.off.place.has(at);
const shownTier = (at) => !state.off.tier.has(at);
const shownLine = (at) => at < 0 || !state.off.line.has(at);
const shownNode = (at) =>
  shownPlace(N.case[at]) && !state.off.type.has(N.type[at]) && shownTier(N.tier[at]) && shownLine(N.line[at]);
const isLong = (at) => (rungsOf.get(at) ?? []).length > 2;
const shownLadder = (at) => (!state.long || isLong(at)) && shownPlace(L.case[at]) && shownLine(L.line[at]) && !state.off.type.has(TYPE.indexOf("ladder"));
const shownRung = (at) => shownLadder(R.ladder[at]) && (R.tier[at] < 0 ? shownTier(-1) : shownTier(R.tier[at]));

function switchOff(axis, value, off) {
  const values = new Set(state.off[axis]);
  if (off) values.add(value);
  else values.delete(value);
  change({ off: { ...state.off, [axis]: values } });
}

// Leave only one value of an axis on; asked again, all of them.
function leaveOnly(axis, value) {
  const others = axisKeys[axis].map(([other]) => other).filter((other) => other !== value);
  const already = others.every((other) => state.off[axis].has(other)) && !state.off[axis].has(value);
  change({ off: { ...state.off, [axis]: new Set(already ? [] : others) } });
}
const showAll = () => change({ off: Object.fromEntries(AXES.map((axis) => [axis, new Set()])) });
