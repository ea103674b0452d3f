// The ladders under the keyboard, as an outline and as rows.
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

// Place, its ladders, their rungs from the highest down.
function lanesTwin() {
  const rows = [];
  let place = null;
  for (const ladder of shownLadders()) {
    if (L.case[ladder] !== place) rows.push({ at: DATA.places.node?.[L.case[ladder]] ?? -1, level: 1, name: placeName(L.case[ladder]), facts: [] });
    place = L.case[ladder];
    rows.push({ at: L.node[ladder], level: 2, name: nodeName(L.node[ladder]), facts: [["line", lineName(L.line[ladder])], ["status", conceptName(L.status[ladder])]] });
    for (const rung of rungsOf.get(ladder).filter(shownRung)) rows.push({ at: R.node[rung], level: 3, name: nodeName(R.node[rung]), facts: rungFacts(rung) });
  }
  return rows;
}

function rungFacts(rung) {
  const number = sizeOf(R.actor[rung]), status = mappingStatus(rung);
  return [["position", String(R.position[rung])], ["tier", R.tier[rung] < 0 ? say("noAgreed") : tierName(R.tier[rung])], ["mapped", status && statusName(status)],
    ["figures", number >= 0 ? F.written[number] : ""], ["note", R.inverted[rung] ? say("inverted") : ""]];
}

// One row a rung, with its place and ladder beside it.
const lanesRows = () => shownLadders().flatMap((ladder) => rungsOf.get(ladder).filter(shownRung).map((rung) => ({
  at: R.node[rung], cells: [["place", placeName(L.case[ladder])], ["ladder", nodeName(L.node[ladder])], ["line", lineName(L.line[ladder])], ["name", nodeName(R.node[rung])], ...rungFacts(rung)],
})));
