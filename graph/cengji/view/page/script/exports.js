// @ts-check
/**
 * The menu of what can be exported: pictures, data, the query, links, print.
 */
import { copyText, REFERENCE_FORMATS, withDataset } from "./cite.js";
import { DATA, indices, lastPart, N } from "./data.js";
import { $, all, announce, button, el, label } from "./dom.js";
import { csvLines, csvOf, csvText, jsonOf, thingsOf } from "./files.js";
import { startMenu, stopAt } from "./menu.js";
import { longName, t } from "./names.js";
import { PICTURE_SIZES, picturePage, picturePng, pictureSvg } from "./pictures.js";
import { printPicture } from "./print.js";
import { documentReference } from "./sources.js";
import { sparqlOf } from "./sparql.js";
import { isLocalFile, pageLink, state } from "./state.js";
import { dictionaryLines, figureLines, linkLines, nodeLines } from "./tables.js";
import { turtle } from "./turtle.js";
import { unsureRows } from "./unsure.js";

let scope = "view"; // or "selection": the selected thing alone
let pictureSize = PICTURE_SIZES[0];

/**
 * @param {string} name
 * @param {string | Blob} content
 * @param {string} type
 */
export function save(name, content, type) {
  const address = URL.createObjectURL(
    content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }),
  );
  const anchor = el("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser may still be reading it
  announce(t("saved", name));
}

/**
 * What is copied; of a file the link goes by its name, and that is said.
 * @param {string} key
 */
const linkName = (key) => t(key) + (isLocalFile() ? t("linkOfFile") : "");

/** The documents that the filters leave, as references. */
const shownReferences = () =>
  indices(DATA.documents.id)
    .filter((document) => !state.off.document.has(document))
    .map((document) => documentReference(document));

/** @type {Record<string, [key: string, run: () => void][]>} */
const EXPORTS = {
  pictures: [
    ["svg", () => save(fileName("svg"), pictureSvg(pictureSize), "image/svg+xml")],
    ["png", async () => save(fileName("png"), await picturePng(pictureSize), "image/png")],
    ["embedStatic", () => save(fileName("html"), picturePage(pictureSize), "text/html")],
    [
      "pdf",
      () => {
        closeExports();
        printPicture(pictureSize);
      },
    ],
    [
      "print",
      () => {
        closeExports();
        print();
      },
    ],
  ],
  data: [
    ["csv", () => save(fileName("csv"), csvOf(scoped()), "text/csv")],
    ["json", () => save(fileName("json"), jsonOf(scoped()), "application/json")],
    ["ttl", () => save(fileName("ttl"), turtle(thingsOf(scoped())), "text/turtle")],
    ["rq", () => save(fileName("rq"), sparqlOf(scoped()), "application/sparql-query")],
  ],
  tables: [
    ["figureLines", () => save("cengji-figures.csv", csvLines(figureLines(-1)), "text/csv")],
    ["nodeLines", () => save("cengji-nodes.csv", csvLines(nodeLines()), "text/csv")],
    ["linkLines", () => save("cengji-links.csv", csvLines(linkLines()), "text/csv")],
    ["dictionary", () => save("cengji-dictionary.csv", csvLines(dictionaryLines()), "text/csv")],
  ],
  references: REFERENCE_FORMATS.map(([key, ending, type, write]) => [
    key,
    () => save(`cengji-references.${ending}`, write(withDataset(shownReferences())), type),
  ]),
  all: [["unsureRows", () => save("cengji-inferred-or-disputed.csv", csvText(unsureRows()), "text/csv")]],
  linking: [
    ["permalink", () => copyText(pageLink(false), linkName("permalink"))],
    [
      "embedLink",
      () =>
        copyText(
          `<iframe src="${pageLink(true).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" width="960" height="600"></iframe>`,
          linkName("embedLink"),
        ),
    ],
  ],
};
/** @param {string} ending */
const fileName = (ending) =>
  `cengji-${state.view}${
    scoped() >= 0 && ["csv", "json", "ttl", "rq"].includes(ending)
      ? `-${lastPart(N.id[state.sel]).replace(/[^\w-]/g, "")}`
      : ""
  }.${ending}`;
const scoped = () => (scope === "selection" && state.sel >= 0 ? state.sel : -1);

/**
 * One of a few, of which one is marked.
 * @param {string} name
 * @param {string} look
 * @param {[value: string, text: string, isOff?: boolean][]} choices
 * @param {string} current
 * @param {(value: string) => void} take
 */
function radios(name, look, choices, current, take) {
  const items = choices.map(([value, text, isOff]) =>
    button(
      "",
      ({ currentTarget }) => {
        if (isOff) return;
        take(value);
        for (const item of items) item.setAttribute("aria-checked", String(item === currentTarget));
      },
      label(text, { class: "clip" }),
      {
        role: "menuitemradio",
        "aria-checked": String(value === current),
        "aria-disabled": isOff ? "true" : null,
        "data-keep": `${name} ${value}`,
      },
    ),
  );
  return el("div", { class: look, role: "group", "aria-label": t(name) }, ...items);
}

const sizeChoice = () =>
  radios(
    "pictureSize",
    "segments",
    PICTURE_SIZES.map((size) => [size, t(`size.${size}`)]),
    pictureSize,
    (size) => {
      pictureSize = size;
    },
  );

const scopeChoice = () =>
  radios(
    "scope",
    "scope",
    [
      ["view", t("scopeView", t(state.view))],
      ["selection", state.sel < 0 ? t("scopeNothing") : longName(state.sel), state.sel < 0],
    ],
    scope,
    (value) => {
      scope = value;
    },
  );

function drawExports() {
  if (state.sel < 0) scope = "view";
  const menu = $("exports");
  menu.replaceChildren(
    el("p", { class: "menu-title", "aria-hidden": "true" }, t("exports")),
    ...Object.entries(EXPORTS).map(([group, rows]) =>
      el(
        "section",
        { role: "group", "aria-label": t(group) },
        el("p", { class: "menu-head", "aria-hidden": "true" }, t(group)),
        group === "pictures" ? sizeChoice() : null,
        group === "data" ? scopeChoice() : null,
        el(
          "div",
          { class: "buttons", role: "none" },
          ...rows.map(([key, run]) => button("tool", run, t(key), { role: "menuitem", "data-out": key })),
        ),
      ),
    ),
  );
  stopAt(menu, all(menu, "button")[0]);
}
const closeExports = () => $("exports").hidePopover();

export function startExports() {
  startMenu($("exports"));
  $("exports").addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    drawExports();
    all($("exports"), "button")[0].autofocus = true; // has the keyboard as soon as the menu is open, not when "toggle" comes
  });
  $("exports").addEventListener("toggle", (event) => {
    $("open-exports").setAttribute("aria-expanded", String(event.newState === "open"));
  });
}
