// The table twin: what is shown, as rows to read, sort and copy.
const PAGE = 200;
const sorted = { rungs: [-1, 1], things: [-1, 1], figures: [-1, 1] };
let limit = PAGE;

const SHEETS = {
  rungs: {
    places: () => list(R.node).map((_, at) => at).filter(shownRung),
    node: (at) => R.node[at],
    columns: [
      ["place", (at) => placeName(L.case[R.ladder[at]])], ["ladder", (at) => nodeName(L.node[R.ladder[at]])], ["line", (at) => lineName(L.line[R.ladder[at]])],
      ["position", (at) => R.position[at]], ["name", (at) => nodeName(R.node[at])], ["tier", (at) => (R.tier[at] < 0 ? say("noAgreed") : tierName(R.tier[at]))],
      ["mapping", (at) => (mappingStatus(at) ? statusName(mappingStatus(at)) : "")], ["figures", (at) => (sizeOf(R.actor[at]) >= 0 ? F.written[sizeOf(R.actor[at])] : "")],
    ],
  },
  things: {
    places: () => list(N.id).map((_, at) => at).filter((at) => !["rung", "figure"].includes(TYPE[N.type[at]]) && shownNode(at)),
    node: (at) => at,
    columns: [
      ["place", (at) => placeName(N.case[at])], ["type", typeName], ["name", nodeName], ["kind", (at) => conceptName(N.kind[at])],
      ["tier", (at) => tierName(N.tier[at])], ["status", (at) => conceptName(N.status[at])], ["figures", (at) => (figuresAbout.get(at) ?? []).map((figure) => F.written[figure]).join("、")],
      ["links", (at) => links[at].length],
    ],
  },
  figures: {
    places: () => list(F.node).map((_, at) => at).filter((at) => F.node[at] >= 0 && shownNode(F.node[at])),
    node: (at) => F.node[at],
    columns: [
      ["place", (at) => placeName(N.case[F.node[at]])], ["about", (at) => (F.about[at] >= 0 ? nodeName(F.about[at]) : "")], ["indicator", (at) => conceptName(F.indicator[at])],
      ["written", (at) => F.written[at]], ["bounds", (at) => boundsText(at)], ["unit", (at) => conceptName(F.unit[at])], ["comparator", (at) => conceptName(F.comparator[at])],
      ["role", (at) => conceptName(F.role[at])], ["time", (at) => F.time[at]],
    ],
  },
};

function drawTable() {
  const sheet = SHEETS[state.rows], [by, sign] = sorted[state.rows];
  let rows = sheet.places();
  if (by >= 0) {
    const value = sheet.columns[by][1];
    const keyed = rows.map((at) => [value(at), at]);
    keyed.sort(([a, x], [b, y]) => sign * (typeof a === "number" ? a - b : String(a).localeCompare(String(b), state.lang === "en" ? "en" : "zh-Hans", { numeric: true })) || x - y);
    rows = keyed.map(([, at]) => at);
  }
  const switcher = el("div", { class: "segments", role: "group", "aria-label": say("table") }, ...Object.keys(SHEETS).map((key) =>
    el("button", { type: "button", "aria-pressed": String(key === state.rows), on: { click: () => { limit = PAGE; change({ rows: key }); } } }, `${say(key)} ${SHEETS[key].places().length}`)));
  const more = rows.length > limit ? el("button", { type: "button", class: "tool", on: { click: () => { limit += PAGE; drawTable(); } } }, say("more", Math.min(PAGE, rows.length - limit))) : null;
  const grid = el("table", { class: "sheet" },
    el("thead", null, el("tr", null, ...sheet.columns.map(([key], at) => columnHead(key, at)))),
    el("tbody", null, ...rows.slice(0, limit).map((at) => tableRow(sheet, at))));
  $("table").replaceChildren(switcher, rows.length ? grid : emptyNote(), more ?? "");
}

function columnHead(key, at) {
  const [by, sign] = sorted[state.rows];
  return el("th", { scope: "col", "aria-sort": by === at ? (sign > 0 ? "ascending" : "descending") : null },
    el("button", { type: "button", on: { click: () => { sorted[state.rows] = [at, by === at ? -sign : 1]; drawTable(); } } }, say(key)));
}

function tableRow(sheet, at) {
  const node = sheet.node(at);
  const cells = sheet.columns.map(([key, value]) => {
    const text = String(value(at));
    const main = key === "name" || key === "written";
    return el("td", { class: key }, main ? el("button", { type: "button", class: "link", on: { click: () => select(node) } }, label(text, { class: "clamp", title: text })) : label(text, { class: "clamp", title: text.length > 30 ? text : null }));
  });
  return el("tr", { "data-node": String(node), class: node === state.sel ? "selected" : "" }, ...cells);
}

function startTable() {
  onChange((what) => {
    if (state.view !== "table") return;
    if (what.has("view") || what.has("lang") || what.has("off") || what.has("rows") || what.has("long")) drawTable();
    else for (const row of $("table").querySelectorAll("tr[data-node]")) row.classList.toggle("selected", Number(row.dataset.node) === state.sel);
  });
}
