// @ts-check
/**
 * The controls above a view, and the keyboard among what it draws.
 */
import { moveAmong } from "./arrows.js";
import { N, TYPE } from "./data.js";
import { all, el, label } from "./dom.js";
import { focusAt, returnTo } from "./focus.js";
import { longName, t, typeName } from "./names.js";
import { select, state } from "./state.js";
import { colourOf, mark } from "./symbols.js";

/** @param {...Child} parts */
export const controls = (...parts) => el("div", { class: "controls" }, ...parts.filter(Boolean));

/**
 * One of a few: buttons of which one is pressed. `choices` are [value, text].
 * @param {string} name
 * @param {any[][]} choices
 * @param {any} current
 * @param {(value: any) => void} take
 */
export function segments(name, choices, current, take) {
  return el(
    "div",
    { class: "segments", role: "group", "aria-label": t(name) },
    ...choices.map(([value, text]) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(value === current),
          "data-keep": `${name} ${value}`,
          on: { click: () => take(value) },
        },
        text,
      ),
    ),
  );
}

/**
 * One of many.
 * @param {string} name
 * @param {any[][]} choices
 * @param {string} current
 * @param {(value: any) => void} take
 */
export function picker(name, choices, current, take) {
  const select = el(
    "select",
    { "aria-label": t(name), "data-keep": name, on: { change: (event) => take(event.target.value) } },
    ...choices.map(([value, text]) => el("option", { value, selected: value === current }, text)),
  );
  return el("span", { class: "field" }, el("span", { class: "quiet", "aria-hidden": "true" }, t(name)), select);
}

/**
 * @param {string} name
 * @param {boolean} on
 * @param {(on: boolean) => void} take
 */
export function tick(name, on, take) {
  const box = el("input", {
    type: "checkbox",
    "data-keep": name,
    on: { change: (event) => take(event.target.checked) },
  });
  box.checked = on;
  return el("label", { class: "field tick" }, box, t(name));
}

/**
 * Draw anew and give the keyboard back its place.
 * @param {HTMLElement} root
 * @param {() => void} run
 */
export function keepFocus(root, run) {
  const place = root.contains(document.activeElement) ? focusAt(document.activeElement) : null;
  const scroll = [root.scrollLeft, root.scrollTop];
  run();
  [root.scrollLeft, root.scrollTop] = scroll;
  if (place) returnTo(place);
}

/**
 * A thing as a button: its mark and name; the arrows go from one to the next.
 * @param {number} at
 * @param {string} [text]
 * @param {Properties | null} [properties]
 */
export function stop(at, text, properties) {
  const { class: extra, mark: bare, ...rest } = properties ?? {};
  return el(
    "button",
    {
      type: "button",
      class: `stop link ${extra ?? ""}`,
      "data-node": String(at),
      "data-keep": rest.keep ?? `stop ${at}`,
      tabindex: "-1",
      title: `${longName(at)} · ${typeName(at)}`,
      on: { click: () => select(at) },
      ...rest,
    },
    bare === false ? null : mark(TYPE[N.type[at]], colourOf(at)),
    label(text ?? longName(at), { class: "clamp" }),
  );
}

/**
 * Show what is selected and let the tabulator key stop at one thing only.
 * @param {HTMLElement} root
 */
export function markStops(root) {
  const stops = all(root, ".stop");
  const current = stops.find((one) => Number(one.dataset.node) === state.sel) ?? stops[0];
  for (const one of stops) {
    one.classList.toggle("selected", Number(one.dataset.node) === state.sel);
    if (Number(one.dataset.node) === state.sel) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
    one.tabIndex = one === current ? 0 : -1;
  }
}

/** @param {HTMLElement} root */
export function showStop(root) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  if (state.sel < 0 || (focused && !focused.matches(".selected"))) return;
  const found = focused ?? root.querySelector(".stop.selected");
  const closed = found?.closest("details:not([open])");
  closed?.querySelector("summary")?.click();
  found?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/**
 * @param {HTMLElement} root
 * @param {string} key
 * @param {boolean} far
 */
export const moveAmongStops = (root, key, far) => moveAmong(root, ".stop, .matrix summary", key, far);

/**
 * @param {number} at
 * @param {number} level
 * @param {string} name
 * @param {Fact[]} facts
 * @param {() => void} [take]
 * @returns {OutlineRow}
 */
export const outlineRow = (at, level, name, facts, take) => ({ at, level, name, facts, take });
