// Puts the parts together: tabs, language, theme, keys, the line below.
function drawTabs() {
  $("tabs").replaceChildren(...VIEWS.map((view) => el("button", {
    type: "button", role: "tab", id: `tab-${view}`, "aria-controls": view, "aria-selected": String(view === state.view), tabindex: view === state.view ? "0" : "-1",
    on: { click: () => change({ view }) },
  }, say(view))));
}

function showView() {
  for (const view of VIEWS) {
    $(view).hidden = view !== state.view;
    $(`tab-${view}`).setAttribute("aria-selected", String(view === state.view));
    $(`tab-${view}`).tabIndex = view === state.view ? 0 : -1;
  }
}

function applyLanguage() {
  const root = document.documentElement;
  root.lang = state.lang === "en" ? "en" : "zh-Hans";
  document.title = `${DATA.meta.zh} ${DATA.meta.en}`;
  $("title").textContent = state.lang === "en" ? DATA.meta.en : `${DATA.meta.zh} ${DATA.meta.en}`;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
  for (const element of document.querySelectorAll("[data-a]")) element.setAttribute("aria-label", say(element.dataset.a));
  $("query").placeholder = say("search");
  $("query").setAttribute("aria-label", say("search"));
  $("language").textContent = say("language");
  $("language").title = say("languageTitle");
  $("theme").title = say("theme");
  $("theme").setAttribute("aria-label", say("theme"));
  $("hits").setAttribute("aria-label", say("search"));
}

const systemDark = matchMedia("(prefers-color-scheme: dark)");
function applyTheme() {
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
}
function turnTheme() {
  const dark = state.theme ? state.theme === "dark" : systemDark.matches;
  const next = dark ? "light" : "dark";
  change({ theme: (next === "dark") === systemDark.matches ? "" : next });
}

function drawFoot() {
  if (state.view === "lanes") {
    const rungs = list(R.node).map((_, at) => at).filter(shownRung);
    announce(say("shownLadders", new Set(rungs.map((rung) => R.ladder[rung])).size, rungs.length));
  } else {
    const all = list(N.id).map((_, at) => at).filter((at) => TYPE[N.type[at]] !== "rung");
    announce(say("shown", all.filter(shownNode).length, all.length));
  }
  const { version, licence } = DATA.meta;
  $("about").textContent = [version && `Cengji ${version}`, say("licence", licence), say("library")].filter(Boolean).join(" · ");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "Escape") {
    if (document.body.classList.contains("show-filters")) openFilters(false);
    else if (state.sel >= 0) closeDetails();
  } else if (event.key === "/" && (!typing || typing.type === "checkbox")) {
    event.preventDefault();
    $("query").focus();
    $("query").select();
  } else if (event.key.startsWith("Arrow") && !typing) {
    const tab = event.target.closest("[role=tab]");
    if (tab) moveTab(event.key);
    else if (!(state.view === "lanes" ? moveInLanes(event.key) : state.view === "network" && moveInNetwork(event.key))) return;
    event.preventDefault();
  }
}

function moveTab(key) {
  const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  change({ view: VIEWS[(VIEWS.indexOf(state.view) + step + VIEWS.length) % VIEWS.length] });
  $(`tab-${state.view}`).focus();
}

function start() {
  readHash();
  applyTheme();
  applyLanguage();
  readColours();
  drawTabs();
  onChange((what) => {
    if (what.has("theme")) applyTheme();
    if (what.has("lang")) { applyLanguage(); drawTabs(); }
    if (what.has("view")) showView();
  });
  startFilters();
  startLanes();
  startNetwork();
  startTable();
  startDetails();
  startSearch();
  onChange(() => drawFoot());
  $("language").addEventListener("click", () => change({ lang: state.lang === "zh" ? "en" : "zh" }));
  $("theme").addEventListener("click", turnTheme);
  systemDark.addEventListener("change", () => { for (const listen of listeners) listen(new Set(["theme"])); });
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => { if (!event.target.closest("#filters, #open-filters")) openFilters(false); });
  document.querySelector("[data-skip]").addEventListener("click", (event) => { event.preventDefault(); $("main").focus(); });
  addEventListener("hashchange", () => { readHash(); redrawAll(); });
  redrawAll();
  document.documentElement.dataset.ready = "true";
}

function redrawAll() {
  for (const listen of listeners) listen(new Set(["view", "sel", "lang", "theme", "off", "rows", "long"]));
}

start();
