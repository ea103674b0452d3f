// @ts-check
/**
 * The picture of a view, ready for a page, a slide or a site: with title, state of the filters, legend and sources.
 */
import { applyPaper, applyTheme } from "./appearance.js";
import { legendOf, shownText, sourcesText, subjectText } from "./captions.js";
import { $, el, label } from "./dom.js";
import { writeGenerated } from "./generated.js";
import { readColours } from "./ink.js";
import { ladderTable, shownLadders } from "./lanes.js";
import { snapshot } from "./snapshot.js";
import { shownView, state } from "./state.js";
import { svgDocument } from "./svg.js";

const PIXELS_A_MILLIMETRE = 96 / 25.4;
/** @param {number} millimetres */
const pixels = (millimetres) => Math.round(millimetres * PIXELS_A_MILLIMETRE);
const LEAST_LETTERS = 6 / 0.75; // pixels of 6 points, which journals ask for
const SLIDE = { width: 1280, height: 720 };
const COLUMN_LAID = Math.floor((11 / LEAST_LETTERS) * pixels(85)); // so wide that the smallest letters, of 11 pixels, keep 6 points
const PRINT_DOTS = 300 / 96; // dots of a journal's print to a pixel of the page

/**
 * The sizes of pictures: width in pixels, 0 for that of the screen; the height it fills at least; how many dots a PNG has to a pixel;
 * at which width a drawing is laid out, where it is made smaller as a whole.
 * @type {Record<string, { width: number, height: number, dots: number, laid?: number }>}
 */
const OUTPUT_SIZES = {
  screen: { width: 0, height: 0, dots: 2 },
  column: { width: pixels(85), height: 0, dots: PRINT_DOTS, laid: COLUMN_LAID },
  columns: { width: pixels(175), height: 0, dots: PRINT_DOTS },
  slide: { ...SLIDE, dots: 1.5 },
};
export const PICTURE_SIZES = Object.keys(OUTPUT_SIZES);

// Widths of a ladder table in a picture: the names of the tiers, and the least of a ladder.
const LEAST_HEAD = 82;
const LEAST_LADDER = 104;
const SHEET_MARGINS = 28;
const LEAST_DRAWING = 420; // as high as a drawing is at least
const PORTRAIT = 1.5; // and as high as it may be, to its width
const LEAST_VIEW = 600; // a view of tables and lists is laid out no narrower, and made smaller as a whole

/**
 * The ladders in tables as wide as the picture, as many side by side as it holds.
 * @param {number} width
 */
function ladderTables(width) {
  const ladders = shownLadders();
  const space = width - SHEET_MARGINS - LEAST_HEAD;
  const most = Math.max(1, Math.floor(space / LEAST_LADDER));
  const beside = Math.ceil(ladders.length / Math.ceil(ladders.length / most)); // tables of about the same width
  const tables = [];
  for (let at = 0; at < ladders.length; at += beside) {
    const table = ladderTable(ladders.slice(at, at + beside));
    table.style.setProperty("--head", `${LEAST_HEAD}px`);
    table.style.setProperty("--col", `${Math.floor(space / beside)}px`);
    tables.push(table);
  }
  return tables;
}

/**
 * An SVG text as part of the document; the style sheets leave it alone.
 * @param {string} text
 */
export function drawing(text) {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return document.importNode(parsed, true);
}

/** The view as it stands, with the properties of its style, which a policy may keep from being copied. */
function copyOfView() {
  const view = $(state.view);
  const copy = /** @type {HTMLElement} */ (view.cloneNode(true));
  const originals = view.querySelectorAll("*");
  copy.removeAttribute("id");
  copy.querySelectorAll("*").forEach((element, at) => {
    element.removeAttribute("id");
    const { style } = /** @type {HTMLElement} */ (originals[at]);
    if (style?.length) /** @type {HTMLElement} */ (element).style.cssText = style.cssText;
  });
  return copy;
}

/** @param {Size} size of the picture in pixels, without a width that of the screen */
function pictureBody({ width, height }) {
  const view = shownView();
  if (view.svg) return [drawing(view.svg(width ? drawingSize(width, height) : null))];
  return width && state.view === "lanes" ? ladderTables(width) : [copyOfView()];
}

/**
 * The room for a drawing on a sheet: that which its words leave or, where it may be as high as it likes, one in portrait.
 * @param {number} width
 * @param {number} height
 */
function drawingSize(width, height) {
  const words = height ? withSheet({ width, height: 0 }, (sheet) => sheet.scrollHeight, []) : 0;
  const wide = width - SHEET_MARGINS;
  return { width: wide, height: height ? height - words : Math.max(LEAST_DRAWING, PORTRAIT * wide) };
}

/**
 * The sheet of a picture, in the document for as long as `use` takes.
 * @template T
 * @param {Size} size
 * @param {(sheet: HTMLElement) => T} use
 * @param {(Element | SVGElement)[]} [body]
 * @returns {T}
 */
function withSheet({ width, height }, use, body = pictureBody({ width, height })) {
  const sheet = el(
    "section",
    { class: `picture ${width ? "sized" : ""}`, "aria-hidden": "true" },
    el("header", null, el("h1", null, label(subjectText())), el("p", null, label(shownText()))),
    el("div", { class: "picture-body" }, ...body),
    legendOf(),
    el("footer", null, ...sourcesText().map((text) => el("p", null, label(text)))),
  );
  sheet.style.width = `${width || $(state.view).scrollWidth + (shownView().svg ? SHEET_MARGINS : 0)}px`;
  sheet.style.minHeight = `${height}px`;
  document.body.append(sheet);
  if (sheet.scrollWidth > sheet.offsetWidth) sheet.style.width = `${sheet.scrollWidth}px`; // its words go as wide as its picture
  try {
    return use(sheet);
  } finally {
    sheet.remove();
  }
}

/**
 * What is used in the light theme, for paper is white.
 * @template T
 * @param {() => T} make
 * @returns {T}
 */
function inLight(make) {
  applyPaper();
  readColours();
  try {
    return make();
  } finally {
    applyTheme();
    readColours();
  }
}

/**
 * Return the picture as SVG; what is wider than its size is made smaller as a whole.
 * @param {string} size
 */
export function pictureSvg(size) {
  const { width, height, laid = 0 } = OUTPUT_SIZES[size];
  if (size === "screen") return withSheet(OUTPUT_SIZES.screen, (sheet) => svgOf(sheet, 0));
  const least = shownView().svg
    ? laid
    : state.view === "lanes"
      ? 0
      : state.view === "figures" && laid
        ? laid
        : LEAST_VIEW;
  const fitting =
    height && !shownView().svg ? () => fittingSlide(width) : () => ({ width: Math.max(width, least), height });
  return inLight(() => withSheet(fitting(), (sheet) => svgOf(sheet, width, height)));
}

/**
 * The size at which a picture has to be laid out to fill a slide: the same shape, larger as far as its content needs.
 * @param {number} width
 */
function fittingSlide(width) {
  const shape = SLIDE.height / SLIDE.width;
  let wide = width;
  for (let tries = 0; tries < 6; tries += 1) {
    const size = { width: wide, height: Math.round(wide * shape) };
    const needed = withSheet(size, (sheet) => Math.max(sheet.scrollHeight / shape, sheet.scrollWidth));
    if (needed <= wide + 1) break;
    wide = Math.ceil((wide + needed) / 2) + 1;
  }
  return { width: wide, height: Math.round(wide * shape) };
}

/**
 * @param {HTMLElement} sheet
 * @param {number} width
 * @param {number} [height]
 */
function svgOf(sheet, width, height = 0) {
  writeGenerated(sheet);
  const { parts, width: wide, height: high } = snapshot(sheet);
  const factor = width ? width / wide : 1;
  return svgDocument(parts, wide, Math.max(high, height / factor), factor, subjectText());
}

// What canvases of browsers hold, with some reserve.
const LONGEST_SIDE = 16_000;
const MOST_PIXELS = 2e8;

/**
 * The picture as PNG, as fine as its size asks for; of a very large one as much smaller as canvases need.
 * @param {string} size
 * @returns {Promise<Blob>}
 */
export async function picturePng(size) {
  const address = URL.createObjectURL(new Blob([pictureSvg(size)], { type: "image/svg+xml;charset=utf-8" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(
      OUTPUT_SIZES[size].dots,
      LONGEST_SIDE / Math.max(image.width, image.height),
      Math.sqrt(MOST_PIXELS / (image.width * image.height)),
    );
    const canvas = el("canvas", {
      width: String(Math.round(image.width * scale)),
      height: String(Math.round(image.height * scale)),
    });
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.scale(scale, scale);
    pen.drawImage(image, 0, 0);
    return await new Promise((done) => {
      canvas.toBlob((blob) => done(/** @type {Blob} */ (blob)), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * Return the picture as a page to put on a site: the SVG in HTML, with no script, and a policy that allows nothing else.
 * @param {string} size
 */
export function picturePage(size) {
  const picture = pictureSvg(size).replace(/^<svg ([^>]*?)width="[^"]*" height="[^"]*"/, '<svg $1width="100%"');
  return [
    "<!doctype html>",
    `<html lang="${document.documentElement.lang}">`,
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    picture.replace(/^[^]*?<title>([^]*?)<\/title>[^]*/, "<title>$1</title>"),
    picture,
  ].join("\n");
}
