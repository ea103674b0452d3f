// The outline: the twin of every picture as a tree that the keyboard walks, made of the rows of the view's own twin().
const TWIN_PAGE = 400;
let twinRows = [], twinShut = new Set(), twinLimit = TWIN_PAGE, twinAt = 0;

function drawTwin() {
  const rows = shownView().twin(state);
  let shut = Infinity; // the level of the closed row below which nothing is listed
  twinRows = rows.map((row, at) => ({ ...row, key: twinKey(row), open: rows[at + 1]?.level > row.level }))
    .filter((row) => {
      if (row.level > shut) return false;
      shut = row.open && twinShut.has(row.key) ? row.level : Infinity;
      return true;
    });
  twinAt = Math.max(0, Math.min(twinAt, twinRows.length - 1));
  const listed = twinRows.slice(0, twinLimit), focused = $("twin").contains(document.activeElement);
  const tree = el("ul", { role: "tree", "aria-label": `${say("twin")} · ${say(state.view)}`, on: { keydown: onTwinKey } }, ...listed.map(twinItem));
  const rest = twinRows.length - listed.length;
  $("twin").replaceChildren(
    el("div", { class: "twin-head" }, el("h2", null, say("twin")), el("span", { class: "n" }, say("rows", rows.length)),
      el("button", { type: "button", class: "tool icon close", "aria-label": say("close"), on: { click: () => set({ twin: false }) } }, "×")),
    listed.length ? tree : el("p", { class: "quiet" }, say("empty")),
    rest > 0 ? el("button", { type: "button", class: "tool", on: { click: () => { twinLimit += TWIN_PAGE; drawTwin(); } } }, say("more", Math.min(rest, TWIN_PAGE))) : "");
  markTwin();
  if (focused) focusTwin(twinAt);
}
const twinKey = (row) => (row.at >= 0 ? `${row.level} ${N.id[row.at]}` : `${row.level} ${row.name}`);

function twinItem(row, at) {
  const facts = row.facts.filter(([, value]) => value !== "" && value !== undefined);
  return el("li", {
    role: "treeitem", "aria-level": String(row.level), "aria-expanded": row.open ? String(!twinShut.has(row.key)) : null,
    "data-node": String(row.at), tabindex: "-1", vars: { "--level": String(row.level) }, on: { click: () => { twinAt = at; focusTwin(at); takeTwin(at); } },
  }, row.at >= 0 ? mark(TYPE[N.type[row.at]], colourOf(row.at)) : null,
  el("span", { class: "twin-text" }, label(row.name, { class: "clamp", title: row.name }),
    facts.length ? el("span", { class: "quiet clamp" }, facts.map(([key, value]) => `${say(key)} ${value}`).join(" · ")) : null));
}

// Enter on a thing selects it; on a heading it opens or closes what is below.
function takeTwin(at) {
  if (twinRows[at].take) twinRows[at].take();
  else if (twinRows[at].at >= 0) select(twinRows[at].at);
  else toggleTwin(at, twinShut.has(twinRows[at].key));
}

function toggleTwin(at, open) {
  twinShut[open ? "delete" : "add"](twinRows[at].key);
  drawTwin();
  focusTwin(at);
}

const twinItems = () => $("twin").querySelectorAll("[role=treeitem]");
function focusTwin(at) {
  const items = twinItems();
  if (!items[at]) return;
  twinAt = at;
  items.forEach((item, place) => { item.tabIndex = place === at ? 0 : -1; });
  items[at].focus({ preventScroll: true });
  items[at].scrollIntoView({ block: "nearest" });
}

function markTwin() {
  const items = [...twinItems()], found = items.findIndex((item) => state.sel >= 0 && Number(item.dataset.node) === state.sel);
  if (found >= 0 && !$("twin").contains(document.activeElement)) twinAt = found;
  items.forEach((item, place) => {
    item.setAttribute("aria-selected", String(state.sel >= 0 && Number(item.dataset.node) === state.sel));
    item.tabIndex = place === twinAt ? 0 : -1;
  });
  if (found >= 0) items[found].scrollIntoView({ block: "nearest" });
}

function onTwinKey(event) {
  const at = twinAt, row = twinRows[at], last = twinItems().length - 1;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const shut = row.open && twinShut.has(row.key);
  if (event.key === "ArrowDown") focusTwin(Math.min(last, at + 1));
  else if (event.key === "ArrowUp") focusTwin(Math.max(0, at - 1));
  else if (event.key === "Home") focusTwin(0);
  else if (event.key === "End") focusTwin(last);
  else if (event.key === "ArrowRight") { if (shut) toggleTwin(at, true); else if (row.open) focusTwin(at + 1); }
  else if (event.key === "ArrowLeft") { if (row.open && !shut) toggleTwin(at, false); else focusTwin(twinRows.findLastIndex((other, place) => place < at && other.level < row.level)); }
  else if (event.key === "Enter" || event.key === " ") takeTwin(at);
  else if (event.key.length === 1 && event.key !== "/") typeTwin(event.key, last);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// A letter goes to the next row whose name begins with it.
function typeTwin(letter, last) {
  const order = [...Array(last + 1).keys()].map((n) => (twinAt + 1 + n) % (last + 1));
  const found = order.find((at) => twinRows[at].name.toLowerCase().startsWith(letter.toLowerCase()));
  if (found !== undefined) focusTwin(found);
}

function startTwin() {
  $("open-twin").addEventListener("click", () => { set({ twin: !state.twin }); if (state.twin) focusTwin(twinAt); });
  onChange((what) => {
    if (what.has("view")) { twinShut = new Set(); twinLimit = TWIN_PAGE; twinAt = 0; }
    document.body.classList.toggle("show-twin", state.twin);
    $("twin").hidden = !state.twin;
    $("open-twin").setAttribute("aria-pressed", String(state.twin));
    if (!state.twin) return;
    if ([...what].some((name) => name !== "sel" && name !== "theme")) drawTwin();
    else markTwin();
  });
}
