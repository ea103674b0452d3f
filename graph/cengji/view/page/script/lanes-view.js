// @ts-check
/**
 * The ladders as a view: under the keyboard, as an outline and as rows.
 */
import { leftLadders, onlyMain, shownRungs } from "./axes.js";
import { moveAmong } from "./arrows.js";
import { keepFocus, outlineRow } from "./controls.js";
import { DATA, F, figureOf, L, list, mappingStatus, N, networkNode, R, TYPE } from "./data.js";
import { differencesOf } from "./differences.js";
import { $, all } from "./dom.js";
import { emptyNote } from "./empty.js";
import { ladderPicture, shownLadders, sizeOf } from "./lanes.js";
import { conceptName, lineName, nodeName, placeName, statusName, t, tierName, writtenName } from "./names.js";
import { ORDERS } from "./place-order.js";
import { flag, oneOf, state, textKey } from "./state.js";
import { storyHead } from "./story.js";

const GRID_CELLS = ".ladders button"; // places, ladders, rungs and where else a rung could stand

function markLanes() {
  const figure = figureOf.get(state.sel); // a figure shows on the rung it counts
  const wanted = figure !== undefined ? F.about[figure] : state.sel >= 0 ? networkNode(state.sel) : -1;
  for (const cell of all($("lanes"), "[data-node]")) {
    const node = Number(cell.dataset.node);
    cell.classList.toggle("selected", node === state.sel);
    cell.classList.toggle(
      "same",
      node !== state.sel &&
        wanted >= 0 &&
        TYPE[N.type[node]] === "rung" &&
        networkNode(node) === wanted &&
        TYPE[N.type[wanted]] !== "ladder",
    );
  }
}

/** One stop for the tabulator key: what is selected, else the first rung; the arrows move on from there. */
function rove() {
  const cells = all($("lanes"), GRID_CELLS);
  const current =
    cells.find((cell) => cell.matches(".rung, .ladder") && Number(cell.dataset.node) === state.sel) ??
    cells.find((cell) => cell.matches(".rung")) ??
    cells[0];
  for (const cell of cells) cell.tabIndex = cell === current ? 0 : -1;
}

function showSelected() {
  const cell = $("lanes").querySelector(".selected") ?? $("lanes").querySelector(".same");
  cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/**
 * Place, its ladders, their rungs from the highest down.
 * @returns {OutlineRow[]}
 */
function lanesOutline() {
  const rows = [];
  let place = null;
  for (const ladder of shownLadders()) {
    if (L.case[ladder] !== place)
      rows.push(outlineRow(DATA.places.node?.[L.case[ladder]] ?? -1, 1, placeName(L.case[ladder]), []));
    place = L.case[ladder];
    rows.push(
      outlineRow(L.node[ladder], 2, nodeName(L.node[ladder]), [
        ["line", lineName(L.line[ladder])],
        ["status", conceptName(L.status[ladder])],
      ]),
    );
    for (const rung of shownRungs(ladder))
      rows.push(outlineRow(R.node[rung], 3, nodeName(R.node[rung]), rungFacts(rung)));
  }
  return rows;
}

/**
 * @param {number} rung
 * @returns {Fact[]}
 */
function rungFacts(rung) {
  const number = sizeOf(R.actor[rung]);
  const status = mappingStatus(rung);
  return [
    ["position", String(R.position[rung])],
    ["tier", R.tier[rung] < 0 ? t("noAgreed") : tierName(R.tier[rung])],
    ["mapped", status && statusName(status)],
    ["figures", number >= 0 ? writtenName(number) : ""],
    ["note", R.inverted[rung] ? t("inverted") : ""],
  ];
}

/**
 * One row a rung, with its place and ladder beside it.
 * @returns {TableRow[]}
 */
const lanesRows = () =>
  shownLadders().flatMap((ladder) =>
    shownRungs(ladder).map((rung) => ({
      at: R.node[rung],
      cells: [
        ["place", placeName(L.case[ladder])],
        ["ladder", nodeName(L.node[ladder])],
        ["line", lineName(L.line[ladder])],
        ["name", nodeName(R.node[rung])],
        ...rungFacts(rung),
      ],
    })),
  );
/** @type {View} */
export const lanesView = {
  id: "lanes",
  keys: { all: flag, order: oneOf("", ...ORDERS), front: textKey() },
  available: () => list(L.node).length > 0,
  draw(root, what) {
    if (["view", "lang", "off", "long", "lanes"].some((key) => what.has(key))) drawLanes(root);
    else if (what.has("sel")) {
      markLanes();
      rove();
    }
    if (what.has("sel") || what.has("view")) requestAnimationFrame(showSelected); // after the details have taken their room
  },
  outline: () => lanesOutline(),
  table: () => lanesRows(),
  move: (key, far) => moveAmong($("lanes"), GRID_CELLS, key, far),
};

/** @param {HTMLElement} box */
function drawLanes(box) {
  const ladders = shownLadders();
  keepFocus(box, () => {
    const differences = onlyMain() ? differencesOf(ladders, leftLadders()) : [];
    box.replaceChildren(
      ...(ladders.length
        ? [storyHead(ladders, differences), ladderPicture(ladders, differences)]
        : [emptyNote(() => !shownLadders().length)]),
    );
    rove();
    markLanes();
  });
}
