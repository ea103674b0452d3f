// The legend, which is the filter: places, lines, types and tiers, each with its mark and count.
function drawFilters() {
  const box = $("filters");
  const open = new Set([...box.querySelectorAll("details:not([open])")].map((part) => part.dataset.axis));
  const section = (axis, rows) => el("details", { open: !open.has(axis), "data-axis": axis }, el("summary", null, say(`axis.${axis}`)), ...rows);
  box.replaceChildren(
    el("div", { class: "filters-head" }, el("span", { class: "quiet" }, say("mark")),
      el("button", { type: "button", class: "link", id: "all", on: { click: showAll } }, say("allOff"))),
    section("place", axisKeys.place.filter(([at]) => countOf("case", at)).map(([at]) => filterRow("place", at, placeName(at), null, countOf("case", at)))),
    section("line", DATA.lines.map((_, at) => [at, list(L.line).filter((line) => line === at).length]).filter(([, n]) => n)
      .map(([at, n]) => filterRow("line", at, lineName(at), null, n))),
    section("tier", [...tierRows(), mappingLegend()]),
    section("type", TYPE.map((type, at) => [type, at, countOf("type", at)]).filter(([, , n]) => n)
      .map(([type, at, n]) => filterRow("type", at, say(`type.${type}`), mark(type), n))),
    el("p", { class: "quiet keys" }, say("keys")),
  );
  $("all").hidden = AXES.every((axis) => !state.off[axis].size);
}
const countOf = (column, value) => list(N[column]).filter((other) => other === value).length;

function tierRows() {
  return axisKeys.tier.map(([at]) => [at, countOf("tier", at)]).filter(([, n]) => n)
    .map(([at, n]) => filterRow("tier", at, at < 0 ? say("noTier") : tierName(at), el("i", { class: "swatch", vars: { "--c": at < 0 ? "var(--figure)" : `var(--t${Math.min(10, at)})` } }), n));
}

function filterRow(axis, value, name, sign, count) {
  const on = !state.off[axis].has(value);
  const box = el("input", { type: "checkbox", "data-axis": axis, "data-value": String(value), on: { change: (event) => switchOff(axis, value, !event.target.checked) } });
  box.checked = on;
  return el("div", { class: on ? "row" : "row off" },
    el("label", null, box, sign, label(name, { class: "clip" }), el("span", { class: "n" }, String(count))),
    el("button", { type: "button", class: "only", "aria-label": `${say("only")} ${name}`, on: { click: () => leaveOnly(axis, value) } }, say("only")));
}

// How sure the mapping of a rung is, as its cell shows it.
function mappingLegend() {
  return el("div", { class: "mapping-legend" }, el("span", { class: "quiet" }, say("legendMapping")),
    ...["stated", "inferred", "disputed"].map((status) => el("span", { class: "sample" }, el("i", { class: `stripe ${status}` }), statusName(status))));
}

function startFilters() {
  onChange((what) => {
    if (what.has("lang")) drawFilters();
    else if (what.has("off")) refreshFilters();
  });
  $("open-filters").addEventListener("click", () => openFilters(!document.body.classList.contains("show-filters")));
  drawFilters();
}

// Keep the rows (and the keyboard's place) and only set what is on.
function refreshFilters() {
  for (const box of $("filters").querySelectorAll("input")) {
    const on = !state.off[box.dataset.axis].has(Number(box.dataset.value));
    box.checked = on;
    box.closest(".row").classList.toggle("off", !on);
  }
  $("all").hidden = AXES.every((axis) => !state.off[axis].size);
}

function openFilters(open) {
  document.body.classList.toggle("show-filters", open);
  $("open-filters").setAttribute("aria-expanded", String(open));
}
