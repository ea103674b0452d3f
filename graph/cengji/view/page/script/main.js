// @ts-check
/**
 * Puts the parts together: the views and their tabs, language, theme, keys, the line below.
 */
import { analysisView } from "./analysis-view.js";
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
import { showAnswer } from "./answer-marks.js";
import { axesInAddress, shownNode, shownRung } from "./axes.js";
import { allNodes, DATA, indices, L, loadData, R } from "./data.js";
import { closeDetails, startDetails } from "./details.js";
import { documentsView } from "./documents.js";
import { $, announce, el } from "./dom.js";
import { startExports } from "./exports.js";
import { figuresView } from "./figures-view.js";
import { openFilters, startFilters } from "./filters.js";
import { firstControl, jumpRegion, startFocus } from "./focus.js";
import { readColours } from "./ink.js";
import { startHelp } from "./help.js";
import { shownLadders } from "./lanes.js";
import { lanesView } from "./lanes-view.js";
import { measuresView } from "./measures-view.js";
import { dataAbout, longName, t } from "./names.js";
import { networkView } from "./network.js";
import { startNotesPanel } from "./notes-panel.js";
import { startNotes } from "./notes.js";
import { startOutline } from "./outline.js";
import { readData } from "./packed.js";
import { startPrint } from "./print.js";
import { queryView } from "./query-view.js";
import { countApart } from "./proposals.js";
import { startSearch } from "./search-box.js";
import {
  KEYS,
  missingSelection,
  onChange,
  pageLink,
  readHash,
  redraw,
  register,
  set,
  shownView,
  state,
} from "./state.js";
import { drawTabs, makeViews, moveTab, showView } from "./tabs.js";
import { timelineView } from "./timeline.js";
import { startTip } from "./tip.js";
import { inNetwork } from "./trails.js";

/** @param {number} at */
const inPicture = (at) => shownNode(at) || inNetwork(at);

/**
 * How much is shown of what there is; announced when it changes.
 * @param {Set<string>} what
 */
function drawFoot(what) {
  if (["view", "off", "long", "lanes", "lang", "focus"].some((key) => what.has(key))) {
    const things = allNodes();
    announce(
      state.view === "lanes"
        ? t(
            "shownLadders",
            countApart(shownLadders().map((ladder) => L.node[ladder])),
            countApart(
              indices(R.node)
                .filter(shownRung)
                .map((rung) => R.node[rung]),
            ),
          )
        : t("shown", countApart(things.filter(state.view === "network" ? inPicture : shownNode)), countApart(things)),
    );
  }
  if (what.has("sel") && !what.has("view"))
    announce(state.sel < 0 ? t("unselected") : t("selected", longName(state.sel)));
  if (missingSelection()) announce(t("notHere", missingSelection()));
  const { version, licence, reported } = DATA.meta;
  const about = [version && `Cengji ${version}`, dataAbout(licence, reported), t("library")]
    .filter(Boolean)
    .join(" · ");
  $("about").replaceChildren(
    about,
    state.embed ? el("a", { href: pageLink(false), target: "_blank", rel: "noopener" }, t("openFull")) : "",
  );
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const ends = event.key === "Home" || event.key === "End";
  if ((event.ctrlKey && !ends) || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = /** @type {Element} */ (event.target);
  const typing = target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  if (event.key === "Escape") {
    if (document.querySelector(":popover-open")) return; // closes by itself
    if (document.body.classList.contains("show-filters")) openFilters(false);
    else if (state.sel >= 0) closeDetails();
  } else if (event.key === "F6") {
    if (jumpRegion(event.shiftKey)) event.preventDefault();
  } else if (event.key === "/" && !typing) {
    event.preventDefault();
    unfoldHead();
    $("query").focus();
    /** @type {HTMLInputElement} */ ($("query")).select();
  } else if ((ends || event.key.startsWith("Arrow")) && !typing) {
    const tab = target.closest("[role=tab]");
    if (tab) moveTab(event.key);
    else if (target.closest("[role=tree]") || !shownView().move?.(event.key, event.ctrlKey)) return;
    event.preventDefault();
  }
}

function redrawAll() {
  readHash();
  document.body.classList.toggle("embed", state.embed);
  redraw(new Set(["view", "off", "embed", ...Object.keys(KEYS)]));
}

async function start() {
  applyTheme(); // before the data are read, which may take a while
  loadData(await readData($("data")));
  register(
    [lanesView, measuresView, figuresView, analysisView, timelineView, documentsView, queryView, networkView],
    axesInAddress,
  );
  startNotes($("data").dataset.digest ?? "");
  makeViews();
  readHash();
  onChange((what) => {
    if (what.has("theme")) {
      applyTheme();
      readColours();
    }
    if (what.has("head")) applyHead();
    if (what.has("lang")) {
      applyLanguage();
      drawTabs();
    }
    if (what.has("view") || what.has("lang")) showView();
  });
  startFilters();
  startDetails();
  onChange((what) => {
    shownView().draw($(state.view), what);
    showAnswer($(state.view));
  });
  startOutline();
  startSearch();
  startExports();
  startHelp();
  startPrint();
  startNotesPanel();
  startFocus();
  startTip();
  onChange(drawFoot);
  $("language").addEventListener("click", () => set({ lang: state.lang === "zh" ? "en" : "zh" }));
  $("theme").addEventListener("click", turnTheme);
  $("fold").addEventListener("click", turnHead);
  shortWindow.addEventListener("change", applyHead);
  systemDark.addEventListener("change", () => redraw(new Set(["theme"])));
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if (!(/** @type {Element} */ (event.target).closest("#filters, #open-filters"))) openFilters(false);
  });
  document.querySelector("[data-skip]")?.addEventListener("click", (event) => {
    event.preventDefault();
    (firstControl($(state.view)) ?? $("main")).focus();
  });
  addEventListener("popstate", redrawAll); // also when the address is typed over
  redrawAll();
  document.documentElement.dataset.ready = "true";
}

start();
