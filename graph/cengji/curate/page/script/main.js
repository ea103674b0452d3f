// @ts-check
/**
 * The curator's page: begun, drawn, and told of what is clicked and typed.
 */
import { act, look } from "./actions.js";
import { drawArticle, takeSelection, text } from "./article.js";
import { $, all, announce, button, el } from "./dom.js";
import { onLook } from "./controls.js";
import { openHelp } from "./help.js";
import { lookAtRaw, onKey, redo, undo } from "./keys.js";
import { beginBrief, drawList, turnBrief } from "./list.js";
import { language, nameOf, t, turnLanguage } from "./names.js";
import { warn } from "./notice.js";
import { drawRun } from "./run.js";
import { select } from "./select.js";
import { enter, reasonOf, Refusal, send } from "./server.js";
import { allEntries, begin, differences, onChange, screen, show, start, state, take } from "./store.js";

const EVERY = 2000; // milliseconds between two looks at what others do
const THEME = "cengji-curate-theme";
const OPEN = ["numeral", "name", "sentence"];

function drawWords() {
  document.documentElement.lang = language.now === "en" ? "en" : "zh-Hans";
  for (const one of all(document, "[data-t]")) one.textContent = t(one.dataset.t ?? "");
  const title = state.entries.case?.[0]?.name ?? "";
  $("title").textContent = title || state.file;
  document.title = `${title || state.file} · Cengji 层级`;
  const query = /** @type {HTMLInputElement} */ ($("query"));
  query.placeholder = t("search");
  query.setAttribute("aria-label", t("search"));
}

function drawProgress() {
  const { accepted = 0, proposed = 0 } = state.counts;
  const share = accepted + proposed ? accepted / (accepted + proposed) : 1;
  $("progress").replaceChildren(
    el("div", { class: "bar-line", "aria-hidden": "true" }, el("span", { vars: { "--share": String(share) } })),
    el("span", null, t("decided", accepted, accepted + proposed)),
    state.against ? el("span", null, t("differing", differences().filter(({ settled }) => !settled).length)) : "",
    el("span", { class: "quiet" }, t("open", ...OPEN.map((kind) => state.counts[kind] ?? 0))),
  );
}

function drawTools() {
  $("tools").setAttribute("aria-label", t("filters"));
  const { undo: back, redo: forth } = state;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.tool : undefined;
  $("tools").replaceChildren(
    state.unanchored
      ? button("tool", () => void act("anchor", []), t("anchor", state.unanchored), { "data-tool": "anchor" })
      : "",
    button("tool", () => void undo(), t("undoShort"), {
      "data-tool": "undo",
      disabled: !back,
      title: back ? t("undo", `${t(`did.${back.action}`)} ${back.what}`) : undefined,
    }),
    button("tool", () => void redo(), t("redoShort"), {
      "data-tool": "redo",
      disabled: !forth,
      title: forth ? t("redo", `${t(`did.${forth.action}`)} ${forth.what}`) : undefined,
    }),
    button("tool", openHelp, [t("help"), el("kbd", { "aria-hidden": "true" }, "?")], { "data-tool": "help" }),
    button("tool icon", turnTheme, "◐", { "aria-label": t("theme"), title: t("theme"), "data-tool": "theme" }),
    button("tool", changeLanguage, t("language"), {
      title: t("languageTitle"),
      "data-tool": "language",
    }),
  );
  if (focused && document.activeElement === document.body)
    all($("tools"), "[data-tool]")
      .find((one) => one.dataset.tool === focused)
      ?.focus();
}

/** Show all in the other language; what is selected stays in sight. */
function changeLanguage() {
  turnLanguage();
  announce("");
  show();
  if (screen.selected) select(screen.selected, false);
}

function drawViews() {
  choices($("views"), t("view"), ["clean", "raw"], screen.view, (view) =>
    show({ view: /** @type {"clean" | "raw"} */ (view), run: null, caret: 0 }),
  );
  $("legend").replaceChildren(
    ...["accepted", "proposed", "excluded", ...OPEN].map((kind) => el("span", { class: `key-of ${kind}` }, t(kind))),
  );
  $("article").setAttribute("aria-label", t("article"));
}

function drawFilters() {
  choices(
    $("filters"),
    t("filters"),
    ["all", "proposed", "doubtful", "unsure", "faulty", ...(state.against ? ["differ"] : [])],
    screen.show,
    (one) => show({ show: /** @type {typeof screen.show} */ (one) }),
  );
  $("brief").replaceChildren(
    button("tool", turnBrief, [t("brief"), el("kbd", { "aria-hidden": "true" }, "T")], {
      "aria-pressed": String(screen.brief),
      title: t("briefTitle"),
    }),
  );
  const sections = /** @type {HTMLSelectElement} */ ($("section"));
  sections.setAttribute("aria-label", t("section"));
  sections.replaceChildren(
    el("option", { value: "" }, t("everySection")),
    ...Object.entries(start.forms)
      .filter(([name]) => !name.startsWith("concepts.") || state.entries[name]?.length)
      .map(([name, form]) =>
        el(
          "option",
          { value: name },
          `${name === "case" ? t("head") : nameOf(form)} ${state.entries[name]?.length || ""}`,
        ),
      ),
  );
  sections.value = screen.section;
  const query = /** @type {HTMLInputElement} */ ($("query"));
  for (const field of [sections, query]) field.parentElement?.toggleAttribute("hidden", screen.show === "differ"); // they choose statements
  if (document.activeElement !== query) query.value = screen.query;
}

/**
 * Buttons of which one is on.
 * @param {HTMLElement} group
 * @param {string} name
 * @param {string[]} words
 * @param {string} on
 * @param {(word: string) => void} choose
 */
function choices(group, name, words, on, choose) {
  const focused = group.contains(document.activeElement);
  group.setAttribute("aria-label", name);
  group.replaceChildren(
    ...words.map((word) => button("", () => choose(word), t(word), { "aria-pressed": String(word === on) })),
  );
  if (focused) /** @type {HTMLElement | null} */ (group.querySelector("[aria-pressed=true]"))?.focus();
}

function applyTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = localStorage.getItem(THEME) ?? (dark ? "dark" : "light");
}

function turnTheme() {
  localStorage.setItem(THEME, document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  applyTheme();
}

/** @param {MouseEvent} event */
function onArticleClick(event) {
  if (takeSelection() || !(event.target instanceof HTMLElement)) return;
  const segment = /** @type {HTMLElement | null} */ (event.target.closest("[data-start]"));
  if (!segment) return;
  const place = Number(segment.dataset.start);
  const ids = segment.dataset.ids?.split(" ") ?? [];
  if (ids.length) {
    const next = ids[(ids.indexOf(screen.selected) + 1) % ids.length];
    if (!allEntries().some(({ id }) => id === next)) return;
    show({ show: "all", section: "", query: "", run: null, caret: place });
    select(next);
    return;
  }
  const open = state.marks.find(
    ({ kind, [screen.view]: [first, last] }) => OPEN.includes(kind) && first <= place && place < last,
  );
  show(
    open
      ? { run: { start: open[screen.view][0], end: open[screen.view][1] }, caret: place }
      : { run: null, caret: place },
  );
}

function listen() {
  addEventListener("error", ({ message }) => warn(t("failed", message)));
  addEventListener("unhandledrejection", ({ reason }) => warn(reasonOf(reason)));
  document.addEventListener("keydown", onKey);
  $("article").addEventListener("mouseup", onArticleClick);
  const query = /** @type {HTMLInputElement} */ ($("query"));
  query.addEventListener("input", () => show({ query: query.value }));
  const section = /** @type {HTMLSelectElement} */ ($("section"));
  section.addEventListener("change", () => show({ section: section.value }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
  addEventListener("focus", () => void look());
  setInterval(() => document.hidden || void look(), EVERY);
}

async function main() {
  applyTheme();
  onChange(drawWords);
  onChange(drawProgress);
  onChange(drawTools);
  onChange(drawViews);
  onChange(drawFilters);
  onChange(drawList);
  onChange(drawArticle);
  onChange(drawRun);
  onChange(() => (document.documentElement.dataset.version = String(state.version)));
  try {
    if (!(await enter())) return stop(t("locked"));
    begin(await send("/api/start"));
    take((await send("/api/state")).state);
    beginBrief();
    show();
  } catch (error) {
    return stop(error instanceof Refusal && error.status !== 401 ? t("unread", error.message) : reasonOf(error));
  }
  onLook(lookAtRaw);
  listen();
  screen.caret = Math.min(screen.caret, text().length);
  document.documentElement.dataset.ready = "";
}

/** @param {string} why there is nothing to show */
function stop(why) {
  drawWords();
  warn(why);
  document.documentElement.dataset.ready = "locked";
}

void main();
