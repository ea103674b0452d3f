// @ts-check
/**
 * The page in print: the controls away, the ladders place by place, pictures as drawings with their list of things.
 */
import { applyPaper, applyTheme } from "./appearance.js";
import { onlyMain } from "./axes.js";
import { legendOf, shownText, sourcesText, subjectText } from "./captions.js";
import { L } from "./data.js";
import { $, el, label } from "./dom.js";
import { readColours } from "./ink.js";
import { ladderTable, shownLadders } from "./lanes.js";
import { t } from "./names.js";
import { drawing, pictureSvg } from "./pictures.js";
import { pageLink, shownView } from "./state.js";

// Of a drawing on A4 landscape without its margins, in pixels.
const PRINTED = { width: 1047, height: 480 };
const LIST_MOST = 300;
const SHEET_COLUMNS = 8; // ladders that stand side by side on a sheet

function makePrint() {
  const view = shownView();
  const head = [
    el("h1", null, label(subjectText())),
    el("p", null, label(shownText())),
    legendOf(),
    el("footer", { class: "quiet" }, ...[...sourcesText(), pageLink(false)].map((text) => el("p", null, label(text)))),
  ];
  const parts = view.svg
    ? [el("div", { class: "print-sheet" }, ...head, drawing(view.svg(PRINTED))), printList(view.outline())]
    : [...head, ...(view.id === "lanes" ? placeSheets() : [])];
  $("print").replaceChildren(...parts.filter((part) => part !== null));
  document.body.classList.toggle("print-picture", view.id === "lanes" || Boolean(view.svg));
}

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
 * The things of a picture as a list, where it takes few sheets.
 * @param {OutlineRow[]} rows
 */
const printList = (rows) =>
  rows.length > LIST_MOST
    ? null
    : el(
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
    applyPaper();
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
