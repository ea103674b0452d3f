// @ts-check
/**
 * The timeline: time runs down, a column a place; what the document dates stands in its year, the rest below without one.
 */
import { shownNode } from "./axes.js";
import { controls, keepFocus, markStops, moveAmongStops, outlineRow, showStop, stop, tick } from "./controls.js";
import { DATA, indices, isType, list, N } from "./data.js";
import { $, button, el, label } from "./dom.js";
import { emptyNote } from "./empty.js";
import { conceptName, nodeName, placeName, t, typeName } from "./names.js";
import { flag, set, state } from "./state.js";

/** @type {View} */
export const timelineView = {
  id: "timeline",
  available: () => list(DATA.dates.node).length > 0,
  keys: { undated: flag },
  draw(root, what) {
    if (["view", "lang", "off", "timeline"].some((key) => what.has(key)))
      keepFocus(root, () =>
        root.replaceChildren(timelineControls(), drawTimeline() ?? emptyNote(() => !timelineItems().length)),
      );
    markStops(root);
    if (what.has("sel") || what.has("view")) requestAnimationFrame(() => showStop(root));
  },
  outline: timelineOutline,
  move: (key) => moveAmongStops($("timeline"), key),
};

const timelineControls = () =>
  controls(tick("showUndated", state.timeline.undated, (on) => set({ timeline: { undated: on } })));

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
  const events = indices(N.id)
    .filter((at) => isType(at, "event") && !dated.has(at))
    .map((at) => ({ at, date: "", written: "" }));
  const items = [...dated.values(), ...events].filter(({ at }) => at >= 0 && shownNode(at));
  return items
    .map((item) => ({ ...item, year: /^\d{4}/.exec(item.date)?.[0] ?? "" }))
    .sort((a, b) => a.date.localeCompare(b.date) || a.at - b.at);
}

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

/** @param {Moment[]} items */
function timelinePlaces(items) {
  const used = new Set(items.map(({ at }) => N.case[at]));
  return [...indices(DATA.places.key), -1].filter((at) => used.has(at));
}

function drawTimeline() {
  const items = timelineItems();
  if (!items.length) return null;
  const places = timelinePlaces(items);
  return el(
    "table",
    { class: "sheet years" },
    el(
      "thead",
      null,
      el(
        "tr",
        null,
        el("th", { scope: "col" }, t("time")),
        ...places.map((place) =>
          el(
            "th",
            { scope: "col" },
            label(placeName(place)),
            el("span", { class: "n" }, String(items.filter(({ at }) => N.case[at] === place).length)),
          ),
        ),
      ),
    ),
    el("tbody", null, ...timelineRows(items).map((row) => timelineRow(row, places))),
  );
}

/**
 * @param {TimelineRow} row
 * @param {number[]} places
 */
function timelineRow(row, places) {
  if (row.gap)
    return el(
      "tr",
      { class: "gap" },
      el("td", { colspan: String(places.length + 1) }, el("span", { class: "quiet" }, t("yearsBetween", row.gap))),
    );
  const cell = (/** @type {number} */ place) => row.items.filter(({ at }) => N.case[at] === place);
  return el(
    "tr",
    { class: row.year ? "" : "undated" },
    el("th", { scope: "row" }, row.year || t("noDate")),
    ...places.map((place) =>
      el(
        "td",
        null,
        ...(row.year || state.timeline.undated ? cell(place).map(timelineItem) : undatedCount(cell(place).length)),
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
const undatedCount = (count) =>
  count
    ? [
        button("link quiet", () => set({ timeline: { undated: true } }), t("undatedCount", count), {
          "data-keep": "undated",
        }),
      ]
    : [];

/** @returns {OutlineRow[]} */
function timelineOutline() {
  const items = timelineItems();
  const places = timelinePlaces(items);
  return timelineRows(items).flatMap((row) => {
    if (row.gap) return [outlineRow(-1, 1, t("yearsBetween", row.gap), [])];
    const shown = row.year || state.timeline.undated;
    return [
      outlineRow(-1, 1, row.year || t("noDate"), []),
      ...places.flatMap((place) => {
        const here = row.items.filter(({ at }) => N.case[at] === place);
        if (!shown)
          return here.length ? [outlineRow(-1, 2, t("undatedCount", here.length), [["place", placeName(place)]])] : [];
        return here.map(({ at, date, written }) =>
          outlineRow(at, 2, nodeName(at), [
            ["time", date],
            ["written", written],
            ["kind", conceptName(N.kind[at]) || typeName(at)],
            ["place", placeName(place)],
          ]),
        );
      }),
    ];
  });
}
