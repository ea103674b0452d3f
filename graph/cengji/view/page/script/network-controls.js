// @ts-check
/**
 * The controls of the network: layout, hops around the selection, path between two things, the lines as a legend that filters.
 */
import { controls, picker, segments } from "./controls.js";
import { networkNode } from "./data.js";
import { $, all, announce, button, el, label } from "./dom.js";
import { colourLegend, sizeLegend } from "./look-legend.js";
import { COLOUR_KEYS, keysThere, SIZE_KEYS } from "./looks.js";
import { nodeName, t } from "./names.js";
import { ROUTE_KINDS } from "./routes.js";
import { current, layoutsThere } from "./scene.js";
import { set, state } from "./state.js";
import { LINE_KINDS } from "./trails.js";

export function drawNetworkControls() {
  const { layout, from, to, open } = state.network;
  const there = layoutsThere();
  const shown = there.includes(layout) ? layout : there[0];
  $("canvas").setAttribute("aria-label", `${t("network")} · ${t("keys")}`);
  for (const control of all($("network"), "[data-key]")) {
    control.title = t(control.dataset.key ?? "");
    control.setAttribute("aria-label", t(control.dataset.key ?? ""));
  }
  $("network-controls").replaceChildren(
    controls(
      segments(
        "layout",
        there.map((name) => [name, t(`layout.${name}`)]),
        current.mode === "focus" || current.mode === "path" ? "" : shown,
        (value) => set({ focus: 0, network: { layout: value, from: -1, to: -1 } }),
      ),
      state.sel < 0 && !state.focus
        ? el("span", { class: "quiet" }, t("hopsNeed"))
        : segments(
            "hops",
            [0, 1, 2, 3].map((hops) => [hops, t(`hops.${hops}`)]),
            state.focus,
            (value) => set({ focus: value, network: { from: -1, to: -1 } }),
          ),
      state.sel >= 0 || from >= 0 || to >= 0 ? pathControls(from, to) : null,
      open ? button("tool", () => set({ network: { open: "" } }), t("foldAll"), { "data-keep": "fold" }) : null,
      looksControls(),
      lineLegend(),
      el("div", { class: "look-legend" }, ...sizeLegend(), ...colourLegend()),
    ),
  );
}

/** By what the marks are large and coloured. */
const looksControls = () =>
  el(
    "span",
    { class: "field" },
    ...[
      ["size", SIZE_KEYS],
      ["colour", COLOUR_KEYS],
    ].map(([name, keys]) =>
      picker(
        String(name),
        keysThere(/** @type {string[]} */ (keys)).map((key) => [key, t(`look.${key}`)]),
        state.network[String(name)],
        (value) => set({ network: { [String(name)]: value } }),
      ),
    ),
  );

/**
 * @param {number} from
 * @param {number} to
 */
function pathControls(from, to) {
  const chosen = state.sel >= 0 ? networkNode(state.sel) : -1;
  const endButton = (/** @type {string} */ key, /** @type {object} */ patch) =>
    button("tool", () => takeEnd(patch), t(key), { "data-keep": key, disabled: chosen < 0 });
  return el(
    "span",
    { class: "field path", role: "group", "aria-label": t("path"), title: chosen < 0 ? t("pathNeeds") : null },
    el("span", { class: "quiet" }, t("path")),
    endButton("pathFrom", { from: chosen }),
    endButton("pathTo", { to: chosen }),
    from >= 0 || to >= 0
      ? button("tool", () => set({ network: { from: -1, to: -1, route: ROUTE_KINDS[0] } }), t("pathClear"), {
          "data-keep": "pathClear",
        })
      : null,
    from >= 0 || to >= 0
      ? label(t("pathOf", from >= 0 ? nodeName(from) : "…", to >= 0 ? nodeName(to) : "…"), { class: "clip" })
      : null,
    from >= 0 && to >= 0 ? routeControls() : null,
  );
}

/** The routes that there are, with their lengths, as a choice. */
function routeControls() {
  const { routes, path } = current;
  if (!routes) return el("b", null, t("noPath"));
  return segments(
    "route",
    routes.map((route) => [route.kind, routeText(route)]),
    routes.find((route) => route.path === path)?.kind,
    (value) => set({ network: { route: value } }),
  );
}

/** @param {Route} route */
const routeText = ({ kind, path }) => `${t(`route.${kind}`)} · ${t("pathSteps", path.length - 1)}`;

/** @param {Record<string, any>} patch */
function takeEnd(patch) {
  set({ network: { ...patch, route: ROUTE_KINDS[0] } });
  const { from, to } = state.network;
  if (from >= 0 && to >= 0)
    announce(
      current.path
        ? `${t("pathOf", nodeName(from), nodeName(to))} · ${(current.routes ?? []).map(routeText).join(t("semicolon"))}`
        : t("noPath"),
    );
}

/** Each kind of line with its look; pressed out, its lines are not drawn and no path takes them. */
function lineLegend() {
  /** @type {string[]} */
  const off = state.network.lines ? state.network.lines.split(",") : [];
  return el(
    "span",
    { class: "field lines", role: "group", "aria-label": t("lines") },
    ...LINE_KINDS.map((kind) =>
      button(
        "tool",
        () =>
          set({
            network: { lines: (off.includes(kind) ? off.filter((one) => one !== kind) : [...off, kind]).join(",") },
          }),
        [el("i", { class: `dash ${kind}`, "aria-hidden": "true" }), t(`line.${kind}`)],
        { "aria-pressed": String(!off.includes(kind)), "data-keep": `line ${kind}` },
      ),
    ),
    el("span", { class: "quiet" }, el("i", { class: "dash unsure", "aria-hidden": "true" }), t("unsure")),
  );
}
