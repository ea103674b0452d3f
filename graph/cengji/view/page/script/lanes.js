// The ladders side by side: a column a ladder, grouped by place; a row a tier of the common scale.
const lanesView = {
  id: "lanes",
  available: () => list(L.node).length > 0,
  draw(_, root, what) {
    if (["view", "lang", "off", "long"].some((key) => what.has(key))) drawLanes(root);
    else if (what.has("sel")) { markLanes(); rove(); }
    if (what.has("sel") || what.has("view")) requestAnimationFrame(showSelected); // after the details have taken their room
  },
  twin: () => lanesTwin(),
  table: () => lanesRows(),
  move: (key) => moveInLanes(key),
};

const shownLadders = () => list(L.node).map((_, at) => at).filter((at) => shownLadder(at) && (rungsOf.get(at) ?? []).some(shownRung));

function drawLanes(box) {
  const kept = [box.scrollLeft, box.scrollTop], ladders = shownLadders();
  box.replaceChildren(ladders.length ? ladderTable(ladders) : emptyNote());
  rove();
  markLanes();
  [box.scrollLeft, box.scrollTop] = kept;
}

function ladderTable(ladders) {
  const used = new Set(ladders.flatMap((ladder) => rungsOf.get(ladder).filter(shownRung).map((rung) => R.row[rung])));
  const rows = list(DATA.rows.tier).map((_, row) => row).filter((row) => used.has(row));
  const body = rows.map((row) => el("tr", { class: DATA.rows.between[row] ? "between" : "" }, rowHead(row), ...ladders.map((ladder, at) => laneCell(ladder, row, rows, isFirst(ladders, at)))));
  return el("table", { class: "ladders", vars: { "--n": String(ladders.length) } },
    el("colgroup", null, el("col", { class: "head" }), ...ladders.map(() => el("col"))),
    el("thead", null, placeHeads(ladders), ladderHeads(ladders)), el("tbody", null, ...body));
}

const lineKey = (line) => (line >= 0 ? conceptKey(DATA.lines[line]) : null);
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
      el("button", { type: "button", class: "ladder", "data-node": String(node), "data-tip": `${nodeName(node)} · ${tags}`, on: { click: () => select(node) } },
        label(nodeName(node), { class: "clamp" }), el("span", { class: "quiet clip" }, tags)));
  });
  return el("tr", { class: "names" }, el("td", { class: "corner" }, longButton()), ...heads);
}
// Many ladders have two rungs only: the corner leaves the longer ones, for a first comparison.
const longButton = () => el("button", { type: "button", class: "tool", "aria-pressed": String(state.long), on: { click: () => set({ long: !state.long }) } }, say(state.long ? "longNow" : "long"));
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
  return el("td", { class: `${line} ${first ? "first" : ""}`, "data-line": lineKey(L.line[ladder]) }, ...here.map(rungButton), ...ghosts(all, row));
}

function rungButton(rung) {
  const node = R.node[rung], status = mappingStatus(rung), number = sizeOf(R.actor[rung]);
  const notes = [nodeName(node), R.tier[rung] >= 0 ? tierName(R.tier[rung]) : say("between"), status && statusName(status), R.inverted[rung] && say("inverted")];
  return el("button", {
    type: "button", class: `rung ${status || "open"} ${R.inverted[rung] ? "inverted" : ""}`, "data-node": String(node), tabindex: "-1",
    "data-tip": notes.filter(Boolean).join(" · "), "aria-description": notes.slice(1).filter(Boolean).join(" · "), vars: { "--c": R.tier[rung] >= 0 ? `var(--t${Math.min(10, R.tier[rung])})` : "var(--ink-3)" },
    on: { click: () => select(node) },
  }, el("span", { class: "pos" }, String(R.position[rung])), label(nodeName(node), { class: R.tier[rung] < 0 ? "clip" : "clamp" }),
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
    .map((rung) => el("button", { type: "button", class: "ghost", tabindex: "-1", "data-tip": `${say("alternatives")}: ${nodeName(R.node[rung])}`, on: { click: () => select(R.node[rung]) } },
      `${say("or")} ${R.position[rung]}`));
}

// The figure that says how many there are of what stands on a rung.
function sizeOf(actor) {
  const counts = (figuresAbout.get(actor) ?? []).filter((at) => conceptKey(F.kind[at]) === "count" && !["target", "changeFrom", "design"].includes(conceptKey(F.role[at])));
  return actor >= 0 && counts.length ? counts[0] : -1;
}
