// @ts-check
/**
 * The timeline: time runs down, a row a year, in it the places of which something is dated; below what has no year, in the
 * order in which its document tells it. A strip above shows how much each year has and leads to it.
 */
import { shownNode } from "./axes.js";
import { controls, keepFocus, markStops, moveAmongStops, outlineRow, showStop, stop, tick } from "./controls.js";
import { allNodes, DATA, evidenceOf, groupBy, isType, list, N } from "./data.js";
import { $, button, el, label } from "./dom.js";
import { emptyNote } from "./empty.js";
import { conceptName, nodeName, placeName, t, typeName } from "./names.js";
import { flag, set, state } from "./state.js";

/** @type {View} */
export const timelineView = {
  id: "timeline",
  available: () => list(DATA.dates.node).length > 0,
  keys: { dated: flag },
  draw(root, what) {
    if (["view", "lang", "off", "timeline"].some((key) => what.has(key)))
      keepFocus(root, () =>
        root.replaceChildren(timelineControls(), drawTimeline() ?? emptyNote(() => !timelineItems().length)),
      );
    markStops(root);
    if (what.has("sel") || what.has("view")) requestAnimationFrame(() => showStop(root));
  },
  outline: timelineOutline,
  move: (key, far) => moveAmongStops($("timeline"), key, far),
};

const timelineControls = () =>
  controls(tick("onlyDated", state.timeline.dated, (on) => set({ timeline: { dated: on } })));

/**
 * What stands on the timeline: every thing with a date, and every event.
 * @returns {Moment[]}
 */
function timelineItems() {
  const dated = new Map(
    list(DATA.dates.node).map((node, at) => [
      node,
      { at: node, date: DATA.dates.date[at], written: DATA.dates.written[at] },
    ]),
  );
  const events = allNodes()
    .filter((at) => isType(at, "event") && !dated.has(at))
    .map((at) => ({ at, date: "", written: "" }));
  const items = [...dated.values(), ...events].filter(({ at }) => at >= 0 && shownNode(at));
  return items
    .map((item) => ({ ...item, year: /^\d{4}/.exec(item.date)?.[0] ?? "" }))
    .map((item) => ({ item, told: toldAt(item.at) }))
    .sort((a, b) => a.item.date.localeCompare(b.item.date) || a.told - b.told || a.item.at - b.item.at)
    .map(({ item }) => item);
}

/**
 * Where in its document a thing is first told of.
 * @param {number} at
 */
const toldAt = (at) =>
  Math.min(
    ...(evidenceOf.get(N.id[at]) ?? []).map((evidence) => DATA.evidence.start[evidence]).filter((start) => start >= 0),
  );

/**
 * The rows from the first year to the last; years of which nothing is reported are folded into one gap.
 * @param {Moment[]} items
 * @returns {TimelineRow[]}
 */
function timelineRows(items) {
  const years = [...new Set(items.filter(({ year }) => year).map(({ year }) => Number(year)))].sort((a, b) => a - b);
  const rows = [];
  for (const [n, year] of years.entries()) {
    const skipped = n ? year - years[n - 1] - 1 : 0;
    if (skipped > 0) rows.push({ gap: skipped, year: "", items: [] });
    rows.push({ gap: 0, year: String(year), items: items.filter((item) => item.year === String(year)) });
  }
  const later = items.filter(({ year }) => !year);
  if (later.length) rows.push({ gap: 0, year: "", items: later });
  return rows;
}

/**
 * The things of a row by place, in the order of the places; what belongs to none comes last.
 * @param {TimelineRow} row
 */
const rowPlaces = ({ items }) =>
  [...groupBy(items, ({ at }) => N.case[at])].sort(([a], [b]) => Number(a < 0) - Number(b < 0) || a - b);

/**
 * The name of a row: its year.
 * @param {TimelineRow} row
 */
const yearName = ({ year }) => year || t("noDate");

function drawTimeline() {
  const rows = timelineRows(timelineItems());
  return rows.length ? el("div", null, yearStrip(rows), el("ol", { class: "years" }, ...rows.map(timelineRow))) : null;
}

/**
 * A bar a row, as high as it has things; a gap is a gap.
 * @param {TimelineRow[]} rows
 */
function yearStrip(rows) {
  const most = Math.max(...rows.filter(({ year }) => year).map(({ items }) => items.length), 1);
  return el(
    "nav",
    { class: "year-strip", "aria-label": t("timeline") },
    ...rows.map((row) =>
      row.gap ? el("span", { class: "gap", title: t("yearsBetween", row.gap) }) : yearBar(row, row.items.length / most),
    ),
  );
}

/**
 * @param {TimelineRow} row
 * @param {number} share of the fullest year
 */
const yearBar = (row, share) =>
  el(
    "button",
    {
      type: "button",
      class: row.year ? "year-bar" : "year-bar undated",
      title: yearName(row),
      "data-keep": `year ${row.year}`,
      on: { click: () => $(`year-${row.year}`).scrollIntoView({ block: "start" }) },
    },
    el("span", null, row.year || t("yearless")),
    " ",
    el(
      "i",
      { vars: { "--high": `${(100 * Math.min(1, share)).toFixed(1)}%` } },
      el("span", { class: "n" }, String(row.items.length)),
    ),
  );

/** @param {TimelineRow} row */
function timelineRow(row) {
  if (row.gap) return el("li", { class: "gap quiet" }, t("yearsBetween", row.gap));
  const shown = row.year || !state.timeline.dated;
  return el(
    "li",
    { class: row.year ? "" : "undated", id: `year-${row.year}` },
    el("h2", null, yearName(row)),
    el(
      "div",
      { class: "year-places" },
      ...rowPlaces(row).map(([place, moments]) =>
        el(
          "section",
          { vars: { "--share": String(moments.length) } },
          el("h3", null, label(placeName(place)), el("span", { class: "n" }, String(moments.length))),
          ...(shown ? [el("div", { class: "moments" }, ...moments.map(timelineItem))] : undatedCount(moments.length)),
        ),
      ),
    ),
  );
}

/**
 * The date as far as it is known, and the words of the document where they say it in another way.
 * @param {Moment} moment
 */
function timelineItem({ at, date, written }) {
  const day = date.replace(/^\d{4}-?/, "").replace(/^--/, "");
  return el(
    "div",
    { class: "moment" },
    el(
      "span",
      { class: "when" },
      day ? el("b", null, day) : null,
      written && written !== `${date}年` ? label(written, { class: "quiet" }) : null,
    ),
    stop(at, nodeName(at)),
    el("span", { class: "quiet kind" }, conceptName(N.kind[at]) || typeName(at)),
  );
}
/** @param {number} count */
const undatedCount = (count) => [
  button("link quiet", () => set({ timeline: { dated: false } }), t("undatedCount", count), { "data-keep": "undated" }),
];

/** @returns {OutlineRow[]} */
function timelineOutline() {
  return timelineRows(timelineItems()).flatMap((row) => {
    if (row.gap) return [outlineRow(-1, 1, t("yearsBetween", row.gap), [])];
    const shown = row.year || !state.timeline.dated;
    return [
      outlineRow(-1, 1, yearName(row), []),
      ...rowPlaces(row).flatMap(([place, moments]) =>
        shown
          ? moments.map(({ at, date, written }) =>
              outlineRow(at, 2, nodeName(at), [
                ["time", date],
                ["written", written],
                ["kind", conceptName(N.kind[at]) || typeName(at)],
                ["place", placeName(place)],
              ]),
            )
          : [outlineRow(-1, 2, t("undatedCount", moments.length), [["place", placeName(place)]])],
      ),
    ];
  });
}
