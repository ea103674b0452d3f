// @ts-check
/**
 * The page in print: the controls away, the ladders place by place, pictures as drawings with their list of things.
 */
import { applyTheme } from "./appearance.js";
import { axisValues, onlyMain } from "./axes.js";
import { L } from "./data.js";
import { $, el, label } from "./dom.js";
import { filterSign, mappingLegend } from "./filters.js";
import { readColours } from "./ink.js";
import { ladderTable, shownLadders } from "./lanes.js";
import { dataNote, lineName, pageTitle, t } from "./names.js";
import { pageLink, shownView } from "./state.js";

const SHEET_COLUMNS = 8; // ladders that stand side by side on a sheet

function makePrint() {
  const view = shownView();
  const sheet = $("print");
  sheet.replaceChildren(
    el("h1", null, label(pageTitle()), " · ", t(view.id)),
    el("p", { class: "quiet" }, dataNote()),
    el("p", { class: "quiet" }, label(pageLink(false))),
    ...(view.id === "lanes"
      ? [lineLegendOf(), mappingLegend(), ...placeSheets()]
      : view.svg
        ? [drawing(view.svg()), printList(view.outline())]
        : []),
  );
  document.body.classList.toggle("print-picture", view.id === "lanes" || Boolean(view.svg));
}

const lineLegendOf = () =>
  el(
    "div",
    { class: "mapping-legend" },
    ...axisValues("line").map((line) => el("span", { class: "sample" }, filterSign("line", line), lineName(line))),
  );

function placeSheets() {
  /** @type {number[][]} */
  const sheets = [];
  for (const ladder of shownLadders()) {
    const last = sheets.at(-1);
    if (last && (onlyMain() || L.case[last[0]] === L.case[ladder]) && last.length < SHEET_COLUMNS) last.push(ladder);
    else sheets.push([ladder]);
  }
  return sheets.map((ladders) => ladderTable(ladders));
}

/**
 * An SVG text as part of the document; the style sheets leave it alone.
 * @param {string} text
 */
function drawing(text) {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return document.importNode(parsed, true);
}

/** @param {OutlineRow[]} rows */
const printList = (rows) =>
  el(
    "ul",
    { class: "print-list" },
    ...rows.map((row) =>
      el(
        "li",
        { vars: { "--level": String(row.level) } },
        label(row.name),
        " ",
        el(
          "span",
          { class: "quiet" },
          row.facts
            .filter(([, value]) => value !== "" && value !== undefined)
            .map(([key, value]) => `${t(key)} ${value}`)
            .join(" · "),
        ),
      ),
    ),
  );

export function startPrint() {
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light"; // sheets are white
    readColours();
    makePrint();
  });
  addEventListener("afterprint", () => {
    $("print").replaceChildren();
    applyTheme();
    readColours();
  });
}
