// @ts-check
/**
 * Puts the page of a large graph together: the same head, details and tools as those of any page, over things read as they are opened.
 */
import {
  applyHead,
  applyLanguage,
  applyTheme,
  shortWindow,
  systemDark,
  turnHead,
  turnTheme,
  unfoldHead,
} from "./appearance.js";
import { axesInAddress } from "./axes.js";
import { DATA, loadData, nodeAt } from "./data.js";
import { closeDetails, MORE_PARTS, startDetails } from "./details.js";
import { $, announce, el } from "./dom.js";
import { firstControl, jumpRegion, startFocus } from "./focus.js";
import { startHelp } from "./help.js";
import { askingViews } from "./large-asking.js";
import { startLargeSearch } from "./large-box.js";
import { startParts } from "./large-parts.js";
import { PartError } from "./large-read.js";
import { numberOfId } from "./large-search.js";
import { cutLinks, isTold, numberAt, startSet, takeUnit } from "./large-set.js";
import { goTo, unitsView } from "./large-view.js";
import { groupDigits } from "./filling.js";
import { addWords, dataAbout, longName, t } from "./names.js";
import { KEYS, onChange, readHash, redraw, register, set, shownView, state, VIEWS } from "./state.js";
import { drawTabs, makeViews, moveTab, showView } from "./tabs.js";
import { startTip } from "./tip.js";
import { LARGE_WORDS } from "./large-words.js";

const HIDDEN = ["open-filters", "filters", "open-outline", "outline", "open-exports", "open-notes", "fold"];

/** Take in the thing that the address names, so that it is found among those of the page. */
async function readAddress() {
  const id = new URLSearchParams(location.hash.slice(1)).get("sel");
  if (!id || nodeAt().has(id)) return;
  try {
    const number = await numberOfId(id);
    if (number >= 0) await takeUnit(number);
  } catch (error) {
    if (!(error instanceof PartError)) throw error;
    announce(t("unitsMissing", error.message));
  }
}

async function redrawAll() {
  await readAddress();
  readHash();
  document.body.classList.toggle("embed", state.embed);
  redraw(new Set(["view", "off", "embed", "units", ...Object.keys(KEYS)]));
}

/** A thing of which only the name is known is read when it is selected, and shown where it stands. */
function completeSelection() {
  if (state.sel >= 0 && !isTold(state.sel)) void goTo(numberAt(state.sel)).then(() => redraw(new Set(["sel"])));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const isTyping = /** @type {Element} */ (event.target).closest("input, textarea, select");
  if (event.key === "Escape") {
    if (!document.querySelector(":popover-open") && state.sel >= 0) closeDetails();
  } else if (event.key === "F6") {
    if (jumpRegion(event.shiftKey)) event.preventDefault();
  } else if (event.key === "/" && !isTyping) {
    event.preventDefault();
    unfoldHead();
    $("query").focus();
  } else if (!isTyping && moves(event)) event.preventDefault();
}

/**
 * Go on by an arrow, among the tabs or in the view; false where it means nothing.
 * @param {KeyboardEvent} event
 */
function moves({ key, target }) {
  if (!key.startsWith("Arrow") && key !== "Home" && key !== "End") return false;
  if (!(/** @type {Element} */ (target).closest("[role=tab]"))) return Boolean(shownView().move?.(key, false));
  moveTab(key);
  return true;
}

function drawAbout() {
  const { version, licence, reported } = DATA.meta;
  const about = [version && `Cengji ${version}`, dataAbout(licence, reported)];
  $("about").replaceChildren(about.filter(Boolean).join(" · "));
}

async function start() {
  applyTheme();
  loadData(JSON.parse($("data").textContent ?? ""));
  addWords(LARGE_WORDS);
  document.body.classList.add("large");
  startParts();
  startSet();
  register([unitsView, ...askingViews()], axesInAddress);
  for (const id of HIDDEN) $(id).hidden = true;
  $("tabs").hidden = VIEWS.length < 2;
  makeViews();
  onChange((what) => {
    if (what.has("theme")) applyTheme();
    if (what.has("head")) applyHead();
    if (what.has("lang")) {
      applyLanguage();
      $("query").setAttribute("placeholder", t("unitsSearch"));
      drawAbout();
      drawTabs();
    }
    if (what.has("view") || what.has("lang")) showView();
    if (what.has("sel")) completeSelection();
  });
  MORE_PARTS.push((at) =>
    cutLinks(at) ? el("p", { class: "quiet" }, t("unitsLinks", groupDigits(cutLinks(at)))) : null,
  );
  startDetails();
  onChange((what) => shownView().draw($(state.view), what));
  onChange((what) => {
    if (what.has("sel") && !what.has("view") && state.sel >= 0) announce(t("selected", longName(state.sel)));
  });
  startLargeSearch((number) => void goTo(number, { view: "units" }).then(() => $("details").focus()));
  startHelp();
  startFocus();
  startTip();
  $("language").addEventListener("click", () => set({ lang: state.lang === "zh" ? "en" : "zh" }));
  $("theme").addEventListener("click", turnTheme);
  $("fold").addEventListener("click", turnHead);
  shortWindow.addEventListener("change", applyHead);
  systemDark.addEventListener("change", () => redraw(new Set(["theme"])));
  addEventListener("resize", () => redraw(new Set(["size"])));
  document.addEventListener("keydown", onKey);
  document.querySelector("[data-skip]")?.addEventListener("click", (event) => {
    event.preventDefault();
    (firstControl($(state.view)) ?? $("main")).focus();
  });
  addEventListener("popstate", () => void redrawAll());
  await redrawAll();
  document.documentElement.dataset.ready = "true";
}

start();
