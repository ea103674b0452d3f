// The measures: what each place does of the same kind, as a matrix; and of which parts a measure consists, as a tree.
const MEASURES_BY = ["generic", "kind", "runner", "target", "audience", "result", "stage"];
const CELL_NAMES = 5;

const measuresView = {
  id: "measures",
  available: () => list(N.type).some((type) => TYPE[type] === "measure"),
  keys: { mode: oneOf("matrix", "parts"), by: oneOf(...MEASURES_BY), shared: flag },
  draw(_, root, what) {
    if (["view", "lang", "off", "measures"].some((key) => what.has(key))) keepFocus(root, () => root.replaceChildren(measureControls(), measureBody()));
    markStops(root);
    if (what.has("sel") || what.has("view")) requestAnimationFrame(() => showStop(root));
  },
  twin: () => (state.measures.mode === "matrix" ? matrixTwin() : partsTwin()),
  table: () => (state.measures.mode === "matrix" ? matrixTable() : null),
  move: (key) => moveAmongStops($("measures"), key),
};
const setMeasures = (patch) => set({ measures: patch });

function measureControls() {
  const { mode, by, shared } = state.measures;
  return controls(
    segments("mode", ["matrix", "parts"].map((key) => [key, say(`measures.${key}`)]), mode, (value) => setMeasures({ mode: value })),
    mode === "matrix" ? picker("rowsBy", MEASURES_BY.map((key) => [key, say(`by.${key}`)]), by, (value) => setMeasures({ by: value })) : null,
    mode === "matrix" ? tick("sharedOnly", shared, (on) => setMeasures({ shared: on })) : null);
}

const measureBody = () => (state.measures.mode === "matrix" ? drawMatrix() : drawParts()) ?? emptyNote();

// Side facts of each measure, by node.
const measureFacts = new Map(list(DATA.measures.node).map((node, at) => [node, at]));
const targetsOf = (at, relation) => links[at].filter((edge) => E.from[edge] === at && DATA.relations[E.relation[edge]] === relation);
const kindOrType = (at) => (N.kind[at] >= 0 ? `c${N.kind[at]}` : `t${N.type[at]}`);

// The rows of the matrix on which a measure stands: row key → the status of the link that puts it there, −1 for none.
const MEASURE_ROWS = {
  generic: (at) => targetsOf(at, "variantOf").map((edge) => [`n${E.to[edge]}`, E.status[edge]]),
  kind: (at) => (N.kind[at] >= 0 ? [[`c${N.kind[at]}`, -1]] : []),
  runner: (at) => targetsOf(at, "runBy").map((edge) => [kindOrType(E.to[edge]), E.status[edge]]),
  target: (at) => targetsOf(at, "actsOn").map((edge) => [kindOrType(E.to[edge]), E.status[edge]]),
  audience: (at) => list(DATA.measures.audience?.[measureFacts.get(at)] || []).map((concept) => [`c${concept}`, -1]),
  result: (at) => targetsOf(at, "resultedIn").map((edge) => [`c${F.indicator[figureOf.get(E.to[edge])] ?? -1}`, E.status[edge]]),
  stage: (at) => { const stage = DATA.measures.stage?.[measureFacts.get(at)] ?? -1; return stage >= 0 ? [[`c${stage}`, -1]] : []; },
};

function rowName(key) {
  const at = Number(key.slice(1));
  return key[0] === "n" ? nodeName(at) : key[0] === "t" ? say(`type.${TYPE[at]}`) : conceptName(at);
}

const measuresShown = () => list(N.id).map((_, at) => at).filter((at) => isType(at, "measure") && shownNode(at));
const matrixPlaces = () => list(DATA.places.key).map((_, at) => at).filter((at) => !state.off.place.has(at));

// The rows, the most shared first; each with its cells, a cell with its measures and how sure each stands there.
function matrixRows() {
  const rows = new Map();
  for (const at of measuresShown()) {
    for (const [key, status] of MEASURE_ROWS[state.measures.by](at)) {
      if (status >= 0 && state.off.status.has(status)) continue;
      if (!rows.has(key)) rows.set(key, new Map());
      rows.get(key).set(at, Math.max(status, rows.get(key).get(at) ?? -1));
    }
  }
  const places = matrixPlaces();
  return [...rows].map(([key, members]) => {
    const cells = places.map((place) => [...members].filter(([at]) => N.case[at] === place).map(([at, status]) => ({ at, status })));
    return { key, name: rowName(key), cells, count: members.size, shared: cells.filter((cell) => cell.length).length };
  }).filter((row) => !state.measures.shared || row.shared > 1).sort((a, b) => b.shared - a.shared || b.count - a.count || a.name.localeCompare(b.name, "zh-Hans"));
}

function drawMatrix() {
  const rows = matrixRows(), places = matrixPlaces();
  if (!rows.length) return null;
  const head = el("tr", null, el("th", { scope: "col", class: "corner" }, say(`by.${state.measures.by}`)), ...places.map((at, n) => el("th", { scope: "col" }, label(placeName(at)), el("span", { class: "n" }, String(rows.reduce((sum, row) => sum + row.cells[n].length, 0))))));
  return el("table", { class: "sheet matrix" }, el("thead", null, head), el("tbody", null, ...rows.map(matrixRow)));
}

function matrixRow(row) {
  const own = row.key[0] === "n" ? stop(Number(row.key.slice(1)), row.name, { mark: false }) : label(row.name);
  return el("tr", null, el("th", { scope: "row" }, own, el("span", { class: "n" }, say("placesOf", row.shared, matrixPlaces().length))),
    ...row.cells.map((cell) => el("td", { class: cell.length ? "" : "none" }, ...(cell.length ? matrixCell(cell, row.key) : [el("span", { class: "quiet" }, "—")]))));
}

function matrixCell(cell, key) {
  const names = cell.map(({ at, status }) => matrixName(at, status, key)), rest = names.slice(CELL_NAMES);
  return [el("ul", null, ...names.slice(0, CELL_NAMES)), rest.length ? el("details", null, el("summary", null, say("more", rest.length)), el("ul", null, ...rest)) : null].filter(Boolean);
}

// How sure the link is shows as in the ladders; doubt has its word too.
function matrixName(at, status, key) {
  const sure = statusKey(status);
  return el("li", null, sure ? el("i", { class: `stripe ${sure}`, title: conceptName(status) }) : null, el("div", null, stop(at, nodeName(at), { keep: `${key} ${at}`, mark: false, title: [nodeName(at), conceptName(status)].filter(Boolean).join(" · ") }), sure === "disputed" ? el("span", { class: "tag disputed" }, conceptName(status)) : null, resultText(at)));
}

// The figures that the document gives as the result of a measure.
const resultsOf = (at) => targetsOf(at, "resultedIn").map((edge) => E.to[edge]).filter((node) => figureOf.has(node)).map((node) => figureOf.get(node));
const resultText = (at) => { const results = resultsOf(at); return results.length ? label(results.map((figure) => F.written[figure]).join(" · "), { class: "quiet results clip", title: results.map((figure) => `${F.written[figure]} ${whatOf(figure)}`).join(" · ") }) : null; };

function matrixTwin() {
  const places = matrixPlaces();
  return matrixRows().flatMap((row) => [
    { at: row.key[0] === "n" ? Number(row.key.slice(1)) : -1, level: 1, name: row.name, facts: [["placesCount", `${row.shared} / ${places.length}`]] },
    ...row.cells.flatMap((cell, n) => (cell.length ? cell.map(({ at, status }) => ({ at, level: 2, name: nodeName(at), facts: [["place", placeName(places[n])], ["status", status >= 0 ? conceptName(status) : ""], ["by.result", resultsOf(at).map((figure) => F.written[figure]).join(" · ")]] }))
      : [{ at: -1, level: 2, name: "—", facts: [["place", placeName(places[n])]] }])),
  ]);
}

// The matrix for a spreadsheet: a row each kind, a column each place.
function matrixTable() {
  const places = matrixPlaces();
  return matrixRows().map((row) => ({
    at: row.key[0] === "n" ? Number(row.key.slice(1)) : -1,
    cells: [[`by.${state.measures.by}`, row.name], ["placesCount", String(row.shared)], ...row.cells.map((cell, n) => [`place ${places[n]}`, cell.map(({ at }) => nodeName(at)).join("\n"), placeName(places[n])])],
  }));
}
