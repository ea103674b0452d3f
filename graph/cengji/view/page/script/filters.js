// @ts-check
/**
 * The legend, which is the filter: every axis with its values, their marks and counts.
 */
import { moveAmong } from "./arrows.js";
import { AXES, axisCounts, axisName, axisValues, leaveOnly, showAll, switchOff } from "./axes.js";
import { conceptKey, lineKey, TYPE } from "./data.js";
import { $, all, button, el, label } from "./dom.js";
import { firstControl } from "./focus.js";
import { helpOn } from "./help.js";
import { statusName, t } from "./names.js";
import { hasDrafts, isTurned } from "./proposals.js";
import { onChange, state } from "./state.js";
import { mark } from "./symbols.js";

const OPEN_AT_FIRST = ["place", "line", "tier", "type"];
const FEW = 10; // values of an axis that are listed before "more"

function drawFilters() {
  const box = $("filters");
  const open = new Map(all(box, "details[data-axis]").map((part) => [part.dataset.axis, part.hasAttribute("open")]));
  const isOpen = (/** @type {string} */ axis) => open.get(axis) ?? OPEN_AT_FIRST.includes(axis);
  box.replaceChildren(
    el(
      "div",
      { class: "filters-head" },
      el("span", { class: "quiet" }, t("mark")),
      button("link", showAll, t("allOff"), { id: "all" }),
    ),
    ...AXES.filter((axis) => axisCounts()[axis].size > 1 || OPEN_AT_FIRST.includes(axis)).map((axis) =>
      axisPart(axis, isOpen(axis)),
    ),
    el("p", { class: "quiet keys" }, t("keys")),
  );
  refreshFilters();
}

/**
 * @param {string} axis
 * @param {boolean} open
 */
function axisPart(axis, open) {
  const counts = axisCounts()[axis];
  const scaled = OPEN_AT_FIRST.includes(axis);
  const values = axisValues(axis);
  const sizeOf = (/** @type {number} */ value) => counts.get(value) ?? [0, 0];
  if (!scaled) values.sort((a, b) => sizeOf(b)[0] - sizeOf(a)[0] || sizeOf(b)[1] - sizeOf(a)[1] || a - b);
  const rows = values.map((value) => filterRow(axis, value, ...sizeOf(value)));
  const rest = scaled || rows.length <= FEW + 2 ? [] : rows.splice(FEW);
  const more = el("summary", { tabindex: "-1" }, t("more", rest.length));
  rows[0]?.querySelector("input")?.setAttribute("tabindex", "0");
  return el(
    "details",
    { open, "data-axis": axis },
    el("summary", null, el("span", helpOn(axis), t(`axis.${axis}`)), el("span", { class: "n", hidden: true })),
    el(
      "div",
      { on: { keydown: moveAmongRows } },
      ...rows,
      rest.length ? el("details", { class: "rest" }, more, ...rest) : null,
    ),
    axis === "tier" ? mappingLegend() : null,
  );
}

/**
 * @param {string} axis
 * @param {number} value
 */
export function filterSign(axis, value) {
  if (axis === "type") return mark(TYPE[value]);
  if (axis === "tier")
    return el("i", {
      class: "swatch",
      vars: { "--c": value < 0 ? "var(--figure)" : `var(--t${Math.min(10, value)})` },
    });
  if (axis === "line") return el("i", { class: "stroke", "data-line": lineKey(value) });
  return axis === "status" ? el("i", { class: `stripe ${conceptKey(value)}` }) : null;
}

/**
 * @param {string} axis
 * @param {number} value
 * @param {number} accepted
 * @param {number} proposed
 */
function filterRow(axis, value, accepted, proposed) {
  const name = axisName(axis, value);
  const box = el("input", {
    type: "checkbox",
    "data-axis": axis,
    "data-value": String(value),
    tabindex: "-1",
    on: { change: (event) => switchOff(axis, value, !event.target.checked) },
  });
  return el(
    "div",
    { class: "row" },
    el(
      "label",
      { title: name },
      box,
      filterSign(axis, value),
      label(name, { class: "clip" }),
      el("span", { class: "n" }, proposed ? `${accepted} + ${proposed}` : String(accepted)),
    ),
    button("only", () => leaveOnly(axis, value), t("only"), { tabindex: "-1", "aria-label": `${t("only")} ${name}` }),
  );
}

/**
 * What the marks of statuses mean.
 * @param {string} heading
 * @param {string[]} statuses
 */
const statusLegend = (heading, statuses) =>
  el(
    "div",
    { class: "mapping-legend" },
    el("span", { class: "quiet" }, heading),
    ...statuses.map((status) =>
      el("span", { class: "sample" }, el("i", { class: `stripe ${status}` }), statusName(status)),
    ),
  );
/** The marks of doubt: that of what nobody has accepted yet only where there is any. */
const doubts = () => ["inferred", "disputed", ...(hasDrafts() ? ["proposed"] : [])];
/** How sure the mapping of a rung is, as its cell shows it. */
export const mappingLegend = () => statusLegend(t("legendMapping"), ["stated", ...doubts()]);
/** Where what is stated bears no mark. */
export const doubtLegend = () => statusLegend(t("axis.status"), doubts());

/** Keep the rows (and the keyboard's place) and only set what is on. */
function refreshFilters() {
  for (const row of all($("filters"), ".row")) {
    const box = /** @type {HTMLInputElement} */ (row.querySelector("input"));
    box.checked = !state.off[String(box.dataset.axis)].has(Number(box.dataset.value));
    row.classList.toggle("off", !box.checked);
  }
  for (const part of all($("filters"), "details[data-axis]")) {
    const off = state.off[String(part.dataset.axis)].size;
    const [sign] = all(part, "summary .n");
    sign.hidden = !off;
    sign.textContent = t("hidden", off);
  }
  $("all").hidden = !AXES.some(isTurned);
}

export function startFilters() {
  onChange((what) => {
    if (what.has("lang")) drawFilters();
    else if (what.has("off")) refreshFilters();
  });
  $("filters").addEventListener("keydown", moveAmongAxes);
  $("open-filters").addEventListener("click", () => openFilters(!document.body.classList.contains("show-filters")));
}

/**
 * From the head of one axis the arrows up and down lead to that of another, whatever is open between them.
 * @param {KeyboardEvent} event
 */
function moveAmongAxes(event) {
  const heads = all($("filters"), "[data-axis] > summary");
  const at = heads.indexOf(/** @type {HTMLElement} */ (event.target));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || !step) return;
  event.preventDefault();
  heads[(at + step + heads.length) % heads.length].focus();
}

/**
 * The rows of an axis are one stop of the tabulator key: up and down from row to row, right to what leaves one value only.
 * @param {KeyboardEvent} event
 */
function moveAmongRows(event) {
  const isMove = event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
  const group = /** @type {HTMLElement} */ (event.currentTarget);
  if (isMove && !event.ctrlKey && moveAmong(group, "input, .only, summary", event.key, false)) event.preventDefault();
}

/** @param {boolean} open */
export function openFilters(open) {
  if (open === document.body.classList.contains("show-filters")) return;
  document.body.classList.toggle("show-filters", open);
  $("open-filters").setAttribute("aria-expanded", String(open));
  if (open) firstControl($("filters"))?.focus();
  else if ($("filters").contains(document.activeElement)) $("open-filters").focus();
}
