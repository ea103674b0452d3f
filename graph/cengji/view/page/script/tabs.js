// @ts-check
/**
 * The tabs of the views, and the sections in which these are drawn.
 */
import { $, el } from "./dom.js";
import { t } from "./names.js";
import { set, shownView, state, VIEWS } from "./state.js";

export function makeViews() {
  $("main").replaceChildren(
    ...VIEWS.map((view) =>
      el("section", {
        id: view.id,
        class: `view ${view.id}`,
        role: "tabpanel",
        "aria-labelledby": `tab-${view.id}`,
        tabindex: "-1",
        hidden: true,
      }),
    ),
  );
}

export function drawTabs() {
  $("tabs").setAttribute("aria-label", t("views"));
  $("tabs").replaceChildren(
    ...VIEWS.map((view) =>
      el(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${view.id}`,
          "aria-controls": view.id,
          on: { click: () => set({ view: view.id }) },
        },
        t(view.id),
      ),
    ),
  );
}

export function showView() {
  for (const { id } of VIEWS) {
    $(id).hidden = id !== state.view;
    $(`tab-${id}`).setAttribute("aria-selected", String(id === state.view));
    $(`tab-${id}`).tabIndex = id === state.view ? 0 : -1;
  }
  $(`tab-${state.view}`).scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** @param {string} key */
export function moveTab(key) {
  const at = VIEWS.indexOf(shownView());
  const to = { Home: 0, End: -1, ArrowRight: at + 1, ArrowDown: at + 1 }[key] ?? at - 1;
  set({ view: VIEWS.at(to % VIEWS.length)?.id });
  $(`tab-${state.view}`).focus();
}
