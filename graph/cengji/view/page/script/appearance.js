// @ts-check
/**
 * The theme and the language of the page.
 */
import { DATA } from "./data.js";
import { $, all } from "./dom.js";
import { pageTitle, t } from "./names.js";
import { set, state } from "./state.js";

export function applyLanguage() {
  document.documentElement.lang = state.lang === "en" ? "en" : "zh-Hans";
  document.title = `${DATA.meta.zh} ${DATA.meta.en}`;
  $("title").textContent = pageTitle();
  for (const element of all(document, "[data-t]")) element.textContent = t(element.dataset.t ?? "");
  for (const element of all(document, "[data-a]")) element.setAttribute("aria-label", t(element.dataset.a ?? ""));
  for (const element of all(document, "[data-title]")) element.title = t(element.dataset.title ?? "");
  $("query").setAttribute("placeholder", t("search"));
}

export const systemDark = matchMedia("(prefers-color-scheme: dark)");

const systemTheme = () => (systemDark.matches ? "dark" : "light");

/** The theme that the reader chose, else the system's. */
export function applyTheme() {
  document.documentElement.dataset.theme = state.theme || systemTheme();
}

export function turnTheme() {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  set({ theme: next === systemTheme() ? "" : next });
}
