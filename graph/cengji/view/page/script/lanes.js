// @ts-check
/**
 * The ladders side by side: a column a ladder, grouped by place; a row a tier of the common scale.
 */
import { hasLeft, onlyMain, shownLadder, shownRungs } from "./axes.js";
import { conceptKey, DATA, F, figuresAbout, indices, isPerUnit, L, lineKey, mappingStatus, N, R } from "./data.js";
import { button, el, label } from "./dom.js";
import { conceptName, lineName, nodeName, placeName, statusName, t, tierName, writtenName } from "./names.js";
import { reportedBy } from "./sources.js";
import { inOrder, movedToFront } from "./place-order.js";
import { select, set } from "./state.js";
import { tierColours } from "./symbols.js";

export const shownLadders = () => inOrder(indices(L.node).filter((at) => shownLadder(at) && hasLeft(at)));

/** Rung → the kind of difference that it shows. @type {Map<number, string>} */
let oddRungs = new Map();

const MOST_COLUMNS = 8; // places in one table; of more, each has a small one of its own

/**
 * The ladders in one table or, of many places, one small table a place, all with the same rows.
 * @param {number[]} ladders
 * @param {Difference[]} differences
 */
export function ladderPicture(ladders, differences) {
  oddRungs = new Map(differences.flatMap(({ kind, rungs }) => rungs.map((at) => [at, kind])));
  if (!onlyMain() || ladders.length <= MOST_COLUMNS) return ladderTable(ladders);
  const rows = rowsOf(ladders);
  return el("div", { class: "multiples" }, ...ladders.map((ladder) => ladderTable([ladder], neededRows(ladder, rows))));
}

/**
 * The same rows for all, but for open tiers at the end where a ladder has nothing.
 * @param {number} ladder
 * @param {number[]} rows
 */
function neededRows(ladder, rows) {
  const own = new Set(shownRungs(ladder).map((rung) => R.row[rung]));
  return rows.slice(0, rows.findLastIndex((row) => !DATA.rows.between[row] || own.has(row)) + 1);
}

/** @param {number[]} ladders */
function rowsOf(ladders) {
  const used = new Set(ladders.flatMap((ladder) => shownRungs(ladder).map((rung) => R.row[rung])));
  return indices(DATA.rows.tier).filter((row) => used.has(row));
}

/**
 * @param {number[]} ladders
 * @param {number[]} [rows]
 */
export function ladderTable(ladders, rows = rowsOf(ladders)) {
  const body = rows.map((row) =>
    el(
      "tr",
      { class: DATA.rows.between[row] ? "between" : "" },
      rowHead(row),
      ...ladders.map((ladder, at) => laneCell(ladder, row, rows, isFirst(ladders, at))),
    ),
  );
  return el(
    "table",
    {
      class: `ladders ${onlyMain() ? "main" : ""}`,
      role: "grid",
      "aria-label": gridName(ladders),
      vars: { "--n": String(ladders.length) },
    },
    el("colgroup", null, el("col", { class: "head" }), ...ladders.map(() => el("col"))),
    el("thead", null, placeHeads(ladders), ladderHeads(ladders)),
    el("tbody", null, ...body),
  );
}

/**
 * The name of a table: the view or, where each place has a table of its own, the place.
 * @param {number[]} ladders
 */
const gridName = (ladders) =>
  [t("lanes"), ladders.length === 1 ? placeName(L.case[ladders[0]]) : ""].filter(Boolean).join(" · ");

/** @param {number[]} ladders */
function placeHeads(ladders) {
  /** @type {[place: number, width: number][]} */
  const groups = [];
  for (const ladder of ladders) {
    const last = groups.at(-1);
    if (last?.[0] === L.case[ladder]) last[1] += 1;
    else groups.push([L.case[ladder], 1]);
  }
  const firstPlace = L.case[shownLadders()[0]];
  const heads = groups.map(([place, width]) =>
    el(
      "th",
      { scope: "colgroup", colspan: String(width), class: "place first" },
      el(
        "span",
        { class: "stuck" },
        label(placeName(place), { class: "big clip" }),
        label(reportedBy(place), { class: "quiet clip" }),
        place !== firstPlace ? frontButton(place) : null,
      ),
    ),
  );
  return el("tr", { class: "places" }, el("td", { class: "corner" }), ...heads);
}

/** @param {number} place */
const frontButton = (place) =>
  button("front", () => set(movedToFront(place)), "⇤", {
    "aria-label": t("toFront", placeName(place)),
    "data-tip": t("toFront", placeName(place)),
    "data-keep": `front ${place}`,
  });

/** @param {number[]} ladders */
function ladderHeads(ladders) {
  const heads = ladders.map((ladder, at) => {
    const node = L.node[ladder];
    const status = conceptKey(L.status[ladder]);
    const tags = [lineName(L.line[ladder]), status && status !== "stated" ? conceptName(L.status[ladder]) : ""]
      .filter(Boolean)
      .join(" · ");
    return el(
      "th",
      { scope: "col", class: isFirst(ladders, at) ? "first" : "" },
      button(
        "ladder",
        () => select(node),
        [label(nodeName(node), { class: "clamp" }), el("span", { class: "quiet clip" }, tags)],
        { "data-node": String(node), "data-keep": `ladder ${node}`, "data-tip": `${nodeName(node)} · ${tags}` },
      ),
    );
  });
  return el("tr", { class: "names" }, el("td", { class: "corner" }), ...heads);
}
/**
 * @param {number[]} ladders
 * @param {number} at
 */
const isFirst = (ladders, at) => at === 0 || L.case[ladders[at]] !== L.case[ladders[at - 1]];

/** @param {number} row */
function rowHead(row) {
  const tier = DATA.rows.tier[row];
  if (DATA.rows.between[row]) return el("th", { scope: "row" }, el("span", { class: "quiet" }, t("between")));
  return el(
    "th",
    { scope: "row", vars: { "--c": `var(--t${Math.min(10, tier)})` } },
    el("span", { class: "tier" }, tierName(tier)),
  );
}

/**
 * @param {number} ladder
 * @param {number} row
 * @param {number[]} rows
 * @param {boolean} first
 */
function laneCell(ladder, row, rows, first) {
  const all = shownRungs(ladder);
  const here = all.filter((rung) => R.row[rung] === row);
  const reach = all.map((rung) => rows.indexOf(R.row[rung]));
  const at = rows.indexOf(row);
  const top = Math.min(...reach);
  const bottom = Math.max(...reach);
  const line = at < top || at > bottom || top === bottom ? "" : at === top ? "from" : at === bottom ? "to" : "thru";
  return el(
    "td",
    { class: `${line} ${first ? "first" : ""}`, "data-line": lineKey(L.line[ladder]) },
    ...here.map((rung, n) => rungButton(rung, n > 0 && R.position[rung] === R.position[here[n - 1]])),
    ...ghosts(all, row),
  );
}

/**
 * @param {number} rung
 * @param {boolean} beside whether it stands beside the one before it: an equal, which no line joins
 */
function rungButton(rung, beside) {
  const node = R.node[rung];
  const status = mappingStatus(rung);
  const number = sizeOf(R.actor[rung]);
  const difference = oddRungs.has(rung) ? t(oddRungs.get(rung) === "name" ? "twoTiersTag" : "onlyHereTag") : "";
  const notes = [
    nodeName(node),
    R.tier[rung] >= 0 ? tierName(R.tier[rung]) : t("between"),
    status && statusName(status),
    R.inverted[rung] && t("inverted"),
  ];
  return button(
    `rung ${status || "open"} ${R.inverted[rung] ? "inverted" : ""} ${beside ? "beside" : ""}`,
    () => select(node),
    [
      el("span", { class: "pos" }, String(R.position[rung])),
      label(nodeName(node), { class: R.tier[rung] < 0 ? "clip" : "clamp" }),
      number >= 0 ? label(writtenName(number), { class: "size clip" }) : null,
      difference ? el("span", { class: "odd" }, difference) : null,
    ],
    {
      "data-node": String(node),
      "data-keep": `rung ${node}`,
      "data-tip": notes.filter(Boolean).join(" · "),
      "aria-description": notes.slice(1).filter(Boolean).join(" · "),
      vars: tierColours(R.tier[rung]),
    },
  );
}

/**
 * The other tiers on which somebody could put a rung.
 * @param {number[]} rungs
 * @param {number} row
 */
function ghosts(rungs, row) {
  if (DATA.rows.between[row]) return [];
  return rungs
    .filter((rung) => R.mappings[rung].some(([tier]) => tier === DATA.rows.tier[row] && tier !== R.tier[rung]))
    .map((rung) =>
      button("ghost", () => select(R.node[rung]), label(t("or", nodeName(R.node[rung])), { class: "clip" }), {
        "data-keep": `ghost ${R.node[rung]} ${row}`,
        "data-tip": `${t("alternatives")}: ${nodeName(R.node[rung])}`,
      }),
    );
}

/**
 * The figure that says how many there are of what stands on a rung; how often it met or how many people it has is no such figure.
 * @param {number} actor
 */
export function sizeOf(actor) {
  const counts = (figuresAbout.get(actor) ?? []).filter(
    (at) =>
      conceptKey(F.kind[at]) === "count" &&
      (F.indicator[at] < 0 || DATA.sizes.includes(F.indicator[at])) &&
      !isPerUnit(at) &&
      !["target", "threshold", "changeFrom", "design"].includes(conceptKey(F.role[at])),
  );
  const undisputed = counts.find((at) => conceptKey(N.status[F.node[at]]) !== "disputed");
  return actor >= 0 && counts.length ? (undisputed ?? counts[0]) : -1;
}
