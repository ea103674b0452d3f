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
import { drawing, pictureSvg } from "./pictures.js";
import { pageLink, shownView } from "./state.js";

// Of a drawing on A4 landscape without its margins, in pixels.
const PRINTED = { width: 1047, height: 640 };
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
        ? [drawing(view.svg(PRINTED)), printList(view.outline())]
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

const PIXELS_AN_INCH = 96;
/** The picture that is printed, on a sheet of its own size; the page where it is empty. */
let picture = "";

/**
 * Print a picture alone, which browsers also write as PDF: the sheet is as large as the picture, and its text is text.
 * @param {string} size
 */
export function printPicture(size) {
  picture = pictureSvg(size);
  print();
}

/** Put the picture on the sheet; its page size is a rule of the style, the only place where one can be said. */
function layPicture() {
  const drawn = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (drawing(picture)));
  const inches = ["width", "height"].map((side) => `${Number(drawn.getAttribute(side)) / PIXELS_AN_INCH}in`);
  const [style] = document.styleSheets;
  style.insertRule(`@page { size: ${inches.join(" ")}; margin: 0; }`, style.cssRules.length);
  $("print").replaceChildren(drawn);
  document.body.classList.add("print-picture", "print-alone");
}

function liftPicture() {
  if (!picture) return;
  const [style] = document.styleSheets;
  style.deleteRule(style.cssRules.length - 1);
  document.body.classList.remove("print-alone");
  picture = "";
}

export function startPrint() {
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light"; // sheets are white
    readColours();
    if (picture) layPicture();
    else makePrint();
  });
  addEventListener("afterprint", () => {
    $("print").replaceChildren();
    liftPicture();
    applyTheme();
    readColours();
  });
}
