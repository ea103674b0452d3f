// The ladders side by side: a column a ladder, grouped by place; a row a tier of the common scale.
function drawLanes() {
  const box = $("lanes");
  const kept = [box.scrollLeft, box.scrollTop];
  const ladders = list(L.node).map((_, at) => at).filter((at) => shownLadder(at) && (rungsOf.get(at) ?? []).some(shownRung));
  if (!ladders.length) {
    box.replaceChildren(emptyNote());
    return;
  }
  const rungs = ladders.flatMap((ladder) => rungsOf.get(ladder).filter(shownRung));
  const rows = list(DATA.rows.tier).map((_, row) => row).filter((row) => rungs.some((rung) => R.row[rung] === row));
  const body = rows.map((row) => el("tr", { class: DATA.rows.between[row] ? "between" : "" }, rowHead(row), ...ladders.map((ladder, at) => laneCell(ladder, row, rows, isFirst(ladders, at)))));
  box.replaceChildren(el("table", { class: "ladders", vars: { "--n": String(ladders.length) } },
    el("colgroup", null, el("col", { class: "head" }), ...ladders.map(() => el("col"))),
    el("thead", null, placeHeads(ladders), ladderHeads(ladders)), el("tbody", null, ...body)));
  rove();
  markLanes();
  [box.scrollLeft, box.scrollTop] = kept;
}

const emptyNote = () => el("div", { class: "empty" }, el("p", null, say("empty")), el("button", { type: "button", class: "tool", on: { click: showAll } }, say("allOff")));

function placeHeads(ladders) {
  const groups = [];
  for (const ladder of ladders) {
    if (groups.length && groups[groups.length - 1][0] === L.case[ladder]) groups[groups.length - 1][1] += 1;
    else groups.push([L.case[ladder], 1]);
  }
  const heads = groups.map(([place, width]) => el("th", { scope: "colgroup", colspan: String(width), class: "place first" },
    el("span", { class: "stuck" }, label(placeName(place), { class: "big clip" }), label(reportedBy(place), { class: "quiet clip" }))));
  return el("tr", { class: "places" }, el("td", { class: "corner" }), ...heads);
}

function ladderHeads(ladders) {
  const heads = ladders.map((ladder, at) => {
    const node = L.node[ladder], status = statusKey(L.status[ladder]);
    const tags = [lineName(L.line[ladder]), status && status !== "stated" ? conceptName(L.status[ladder]) : ""].filter(Boolean).join(" · ");
    return el("th", { scope: "col", class: isFirst(ladders, at) ? "first" : "" },
      el("button", { type: "button", class: "ladder", "data-node": String(node), title: `${nodeName(node)} · ${tags}`, on: { click: () => select(node) } },
        label(nodeName(node), { class: "clamp" }), el("span", { class: "quiet clip" }, tags)));
  });
  return el("tr", { class: "names" }, el("td", { class: "corner" }, longButton()), ...heads);
}
// Many ladders have two rungs only: the corner leaves the longer ones, for a first comparison.
const longButton = () => el("button", { type: "button", class: "tool", "aria-pressed": String(state.long), on: { click: () => change({ long: !state.long }) } }, say(state.long ? "longNow" : "long"));
const isFirst = (ladders, at) => at === 0 || L.case[ladders[at]] !== L.case[ladders[at - 1]];

function rowHead(row) {
  const tier = DATA.rows.tier[row];
  if (DATA.rows.between[row]) return el("th", { scope: "row" }, el("span", { class: "quiet" }, say("between")));
  return el("th", { scope: "row", vars: { "--c": `var(--t${Math.min(10, tier)})` } }, el("span", { class: "tier" }, tierName(tier)));
}

function laneCell(ladder, row, rows, first) {
  const all = rungsOf.get(ladder).filter(shownRung);
  const here = all.filter((rung) => R.row[rung] === row);
  const reach = all.map((rung) => rows.indexOf(R.row[rung]));
  const at = rows.indexOf(row), top = Math.min(...reach), bottom = Math.max(...reach);
  const line = at < top || at > bottom || top === bottom ? "" : at === top ? "from" : at === bottom ? "to" : "thru";
  return el("td", { class: `${line} ${first ? "first" : ""}` }, ...here.map(rungButton), ...ghosts(all, row));
}

function rungButton(rung) {
  const node = R.node[rung], status = mappingStatus(rung), number = sizeOf(R.actor[rung]);
  const notes = [nodeName(node), R.tier[rung] >= 0 ? tierName(R.tier[rung]) : say("between"), status && statusName(status), R.inverted[rung] && say("inverted")];
  return el("button", {
    type: "button", class: `rung ${status || "open"} ${R.inverted[rung] ? "inverted" : ""}`, "data-node": String(node), tabindex: "-1",
    title: notes.filter(Boolean).join(" · "), vars: { "--c": R.tier[rung] >= 0 ? `var(--t${Math.min(10, R.tier[rung])})` : "var(--ink-3)" },
    on: { click: () => select(node) },
  }, el("span", { class: "pos" }, String(R.position[rung])), label(nodeName(node), { class: "clamp" }),
  number >= 0 ? label(F.written[number], { class: "size clip" }) : null);
}

// The status of the mapping that put the rung where it stands; "disputed" if there is doubt of any kind.
function mappingStatus(rung) {
  const kinds = R.mappings[rung].map(([, status]) => statusKey(status));
  if (kinds.includes("disputed")) return "disputed";
  return R.tier[rung] < 0 ? "" : kinds.includes("inferred") ? "inferred" : "stated";
}

// The other tiers on which somebody could put a rung.
function ghosts(rungs, row) {
  if (DATA.rows.between[row]) return [];
  return rungs.filter((rung) => R.mappings[rung].some(([tier]) => tier === DATA.rows.tier[row] && tier !== R.tier[rung]))
    .map((rung) => el("button", { type: "button", class: "ghost", tabindex: "-1", title: `${say("alternatives")}: ${nodeName(R.node[rung])}`, on: { click: () => select(R.node[rung]) } },
      `${say("or")} ${R.position[rung]}`));
}

// The figure that says how many there are of what stands on a rung.
function sizeOf(actor) {
  const counts = (figuresAbout.get(actor) ?? []).filter((at) => conceptKey(F.kind[at]) === "count" && !["target", "changeFrom", "design"].includes(conceptKey(F.role[at])));
  return actor >= 0 && counts.length ? counts[0] : -1;
}

function markLanes() {
  const figure = figureOf.get(state.sel); // a figure shows on the rung it counts
  const wanted = figure !== undefined ? F.about[figure] : state.sel >= 0 ? networkNode(state.sel) : -1;
  for (const cell of $("lanes").querySelectorAll("[data-node]")) {
    const node = Number(cell.dataset.node);
    cell.classList.toggle("selected", node === state.sel);
    cell.classList.toggle("same", node !== state.sel && wanted >= 0 && TYPE[N.type[node]] === "rung" && networkNode(node) === wanted && TYPE[N.type[wanted]] !== "ladder");
  }
}

// One stop for the tabulator key, the arrows move on from there.
function rove() {
  const cells = [...$("lanes").querySelectorAll(".rung")];
  const current = cells.find((cell) => Number(cell.dataset.node) === state.sel) ?? cells[0];
  cells.forEach((cell) => { cell.tabIndex = cell === current ? 0 : -1; });
}

function moveInLanes(key) {
  const from = document.activeElement.closest(".rung");
  if (!from) return false;
  const here = from.getBoundingClientRect(), across = key === "ArrowLeft" || key === "ArrowRight", sign = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  let best = null, least = Infinity;
  for (const cell of $("lanes").querySelectorAll(".rung")) {
    const there = cell.getBoundingClientRect();
    const dx = there.left - here.left, dy = there.top + there.height / 2 - here.top - here.height / 2;
    const along = sign * (across ? dx : dy), aside = Math.abs(across ? dy : dx);
    if (along < 4 || (!across && aside > 4)) continue;
    const cost = across ? along * 3 + aside : along;
    if (cost < least) [best, least] = [cell, cost];
  }
  if (!best) return true;
  from.tabIndex = -1;
  best.tabIndex = 0;
  best.focus({ preventScroll: true });
  best.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

function showSelected() {
  const cell = $("lanes").querySelector(".selected") ?? $("lanes").querySelector(".same");
  cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function startLanes() {
  onChange((what) => {
    if (state.view !== "lanes") return;
    if (what.has("view") || what.has("lang") || what.has("off") || what.has("long")) drawLanes();
    else if (what.has("sel")) { markLanes(); rove(); }
    if (what.has("sel") || what.has("view")) requestAnimationFrame(showSelected); // after the details have taken their room
  });
}
