// Puts the parts together: the views and their tabs, language, theme, keys, the line below.
function makeViews() {
  $("main").replaceChildren(...VIEWS.map((view) => el("section", { id: view.id, class: `view ${view.id}`, role: "tabpanel", "aria-labelledby": `tab-${view.id}`, tabindex: "-1", hidden: true })));
}

function drawTabs() {
  $("tabs").setAttribute("aria-label", say("views"));
  $("tabs").replaceChildren(...VIEWS.map((view) => el("button", {
    type: "button", role: "tab", id: `tab-${view.id}`, "aria-controls": view.id, on: { click: () => set({ view: view.id }) },
  }, say(view.id))));
}

function showView() {
  for (const { id } of VIEWS) {
    $(id).hidden = id !== state.view;
    $(`tab-${id}`).setAttribute("aria-selected", String(id === state.view));
    $(`tab-${id}`).tabIndex = id === state.view ? 0 : -1;
  }
  $(`tab-${state.view}`).scrollIntoView({ block: "nearest", inline: "nearest" });
}

const pageTitle = () => (state.lang === "en" ? DATA.meta.en : `${DATA.meta.zh} ${DATA.meta.en}`);

function applyLanguage() {
  document.documentElement.lang = state.lang === "en" ? "en" : "zh-Hans";
  document.title = `${DATA.meta.zh} ${DATA.meta.en}`;
  $("title").textContent = pageTitle();
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
  for (const element of document.querySelectorAll("[data-a]")) element.setAttribute("aria-label", say(element.dataset.a));
  for (const element of document.querySelectorAll("[data-title]")) element.title = say(element.dataset.title);
  $("query").placeholder = say("search");
}

const systemDark = matchMedia("(prefers-color-scheme: dark)");
function applyTheme() {
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
}
function turnTheme() {
  const dark = state.theme ? state.theme === "dark" : systemDark.matches;
  const next = dark ? "light" : "dark";
  set({ theme: (next === "dark") === systemDark.matches ? "" : next });
}

// How much is shown of what there is; said aloud when it changes.
function drawFoot(what) {
  if (["view", "off", "long", "lang", "focus"].some((key) => what.has(key))) {
    const rungs = list(R.node).map((_, at) => at).filter(shownRung);
    const things = list(N.id).map((_, at) => at).filter((at) => !isType(at, "rung"));
    announce(state.view === "lanes" ? say("shownLadders", new Set(rungs.map((rung) => R.ladder[rung])).size, rungs.length) : say("shown", things.filter(shownNode).length, things.length));
  }
  if (what.has("sel") && !what.has("view")) announce(state.sel < 0 ? say("unselected") : say("selected", longName(state.sel)));
  const { version, licence } = DATA.meta;
  const about = [version && `Cengji ${version}`, licence ? say("licence", licence) : say("foreign"), say("library")].filter(Boolean).join(" · ");
  $("about").replaceChildren(about, state.embed ? el("a", { href: pageLink(false), target: "_blank", rel: "noopener" }, say("openFull")) : "");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  if (event.key === "Escape") {
    if (document.querySelector(":popover-open")) return; // closes by itself
    if (document.body.classList.contains("show-filters")) openFilters(false);
    else if (state.sel >= 0) closeDetails();
  } else if (event.key === "/" && !typing) {
    event.preventDefault();
    $("query").focus();
    $("query").select();
  } else if (event.key.startsWith("Arrow") && !typing) {
    const tab = event.target.closest("[role=tab]");
    if (tab) moveTab(event.key);
    else if (event.target.closest("[role=tree]") || !shownView().move?.(event.key)) return;
    event.preventDefault();
  }
}

function moveTab(key) {
  const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  set({ view: VIEWS[(VIEWS.indexOf(shownView()) + step + VIEWS.length) % VIEWS.length].id });
  $(`tab-${state.view}`).focus();
}

function redrawAll() {
  readHash();
  document.body.classList.toggle("embed", state.embed);
  redraw(new Set(["view", "off", "embed", ...Object.keys(KEYS)]));
}

function start() {
  register(lanesView, measuresView, figuresView, timelineView, documentsView, networkView);
  makeViews();
  readHash();
  onChange((what) => {
    if (what.has("theme")) { applyTheme(); readColours(); }
    if (what.has("lang")) { applyLanguage(); drawTabs(); }
    if (what.has("view") || what.has("lang")) showView();
  });
  startFilters();
  startDetails();
  onChange((what) => shownView().draw(state, $(state.view), what));
  startTwin();
  startSearch();
  startOuts();
  startPaper();
  startTip();
  onChange(drawFoot);
  $("language").addEventListener("click", () => set({ lang: state.lang === "zh" ? "en" : "zh" }));
  $("theme").addEventListener("click", turnTheme);
  systemDark.addEventListener("change", () => redraw(new Set(["theme"])));
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => { if (!event.target.closest("#filters, #open-filters")) openFilters(false); });
  document.querySelector("[data-skip]").addEventListener("click", (event) => { event.preventDefault(); $("main").focus(); });
  addEventListener("popstate", redrawAll); // also when the address is typed over
  redrawAll();
  document.documentElement.dataset.ready = "true";
}

start();
