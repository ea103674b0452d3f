// The legend, which is the filter: every axis with its values, their marks and counts.
const OPEN_AT_FIRST = ["place", "line", "tier", "type"];
const FEW = 10; // values of an axis that are listed before "more"

function drawFilters() {
  const box = $("filters");
  const open = new Map([...box.querySelectorAll("details[data-axis]")].map((part) => [part.dataset.axis, part.open]));
  const isOpen = (axis) => open.get(axis) ?? OPEN_AT_FIRST.includes(axis);
  box.replaceChildren(
    el("div", { class: "filters-head" }, el("span", { class: "quiet" }, say("mark")),
      el("button", { type: "button", class: "link", id: "all", on: { click: showAll } }, say("allOff"))),
    ...AXES.filter((axis) => axisCounts[axis].size > 1 || OPEN_AT_FIRST.includes(axis)).map((axis) => axisPart(axis, isOpen(axis))),
    el("p", { class: "quiet keys" }, say("keys")),
  );
  refreshFilters();
}

function axisPart(axis, open) {
  const counts = axisCounts[axis], scaled = OPEN_AT_FIRST.includes(axis);
  const values = axisValues(axis);
  if (!scaled) values.sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const rows = values.map((value) => filterRow(axis, value, counts.get(value)));
  const rest = scaled || rows.length <= FEW + 2 ? [] : rows.splice(FEW);
  return el("details", { open, "data-axis": axis }, el("summary", null, say(`axis.${axis}`), el("span", { class: "n", hidden: true })), ...rows,
    rest.length ? el("details", { class: "rest" }, el("summary", null, say("more", rest.length)), ...rest) : null,
    axis === "tier" ? mappingLegend() : null);
}

function filterSign(axis, value) {
  if (axis === "type") return mark(TYPE[value]);
  if (axis === "tier") return el("i", { class: "swatch", vars: { "--c": value < 0 ? "var(--figure)" : `var(--t${Math.min(10, value)})` } });
  if (axis === "line") return el("i", { class: "stroke", "data-line": lineKey(value) });
  return axis === "status" ? el("i", { class: `stripe ${statusKey(value)}` }) : null;
}

function filterRow(axis, value, count) {
  const name = axisName(axis, value);
  const box = el("input", { type: "checkbox", "data-axis": axis, "data-value": String(value), on: { change: (event) => switchOff(axis, value, !event.target.checked) } });
  return el("div", { class: "row" },
    el("label", { title: name }, box, filterSign(axis, value), label(name, { class: "clip" }), el("span", { class: "n" }, String(count))),
    el("button", { type: "button", class: "only", "aria-label": `${say("only")} ${name}`, on: { click: () => leaveOnly(axis, value) } }, say("only")));
}

// How sure the mapping of a rung is, as its cell shows it.
function mappingLegend() {
  return el("div", { class: "mapping-legend" }, el("span", { class: "quiet" }, say("legendMapping")),
    ...["stated", "inferred", "disputed"].map((status) => el("span", { class: "sample" }, el("i", { class: `stripe ${status}` }), statusName(status))));
}

// Keep the rows (and the keyboard's place) and only set what is on.
function refreshFilters() {
  for (const box of $("filters").querySelectorAll("input")) {
    const on = !state.off[box.dataset.axis].has(Number(box.dataset.value));
    box.checked = on;
    box.closest(".row").classList.toggle("off", !on);
  }
  for (const part of $("filters").querySelectorAll("details[data-axis]")) {
    const off = state.off[part.dataset.axis].size, sign = part.querySelector("summary .n");
    sign.hidden = !off;
    sign.textContent = say("hidden", off);
  }
  $("all").hidden = AXES.every((axis) => !state.off[axis].size);
}

function startFilters() {
  onChange((what) => {
    if (what.has("lang")) drawFilters();
    else if (what.has("off")) refreshFilters();
  });
  $("open-filters").addEventListener("click", () => openFilters(!document.body.classList.contains("show-filters")));
}

function openFilters(open) {
  if (open === document.body.classList.contains("show-filters")) return;
  document.body.classList.toggle("show-filters", open);
  $("open-filters").setAttribute("aria-expanded", String(open));
  if (open) $("filters").querySelector("button:not([hidden]), input")?.focus();
  else if ($("filters").contains(document.activeElement)) $("open-filters").focus();
}
