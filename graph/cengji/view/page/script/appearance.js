// @ts-check
/**
 * The theme, the language and the head of the page.
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
  $("language").lang = state.lang === "en" ? "zh-Hans" : "en"; // it names the other
}

export const systemDark = matchMedia("(prefers-color-scheme: dark)");

const systemTheme = () => (systemDark.matches ? "dark" : "light");

/** The theme that the reader chose, else the system's. */
export function applyTheme() {
  document.documentElement.style.removeProperty("--bg");
  document.documentElement.dataset.theme = state.theme || systemTheme();
}

/** Of sheets and of pictures for them: light, on white. */
export function applyPaper() {
  document.documentElement.dataset.theme = "light";
  document.documentElement.style.setProperty("--bg", "#ffffff");
}

export function turnTheme() {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  set({ theme: next === systemTheme() ? "" : next });
}

export const shortWindow = matchMedia("(max-height: 480px)"); // also a larger one, enlarged
const isFolded = () => (state.head ? state.head === "folded" : shortWindow.matches);

/** The head as the reader wants it, else in a low window folded to the tabs. */
export function applyHead() {
  document.body.classList.toggle("folded", isFolded());
  $("fold").setAttribute("aria-expanded", String(!isFolded()));
}

export const turnHead = () => set({ head: isFolded() ? "open" : "folded" });
export const unfoldHead = () => isFolded() && turnHead();
