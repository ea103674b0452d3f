// @ts-check
/**
 * The network: a scene drawn on the canvas of vis-network, which is the camera; nothing moves by itself.
 */
import { answeredNodes } from "./answer-marks.js";
import { bringIn, camera, frame, frameAll, isAtRest, setCamera, zoomBy } from "./camera.js";
import { CLUSTER_STEP, openCluster } from "./clusters.js";
import { keepFocus } from "./controls.js";
import { allNodes, DATA, N, networkNode, nodeAt } from "./data.js";
import { $, all, announce, button, el } from "./dom.js";
import { emptyNote } from "./empty.js";
import { itemName } from "./labels.js";
import { COLOUR_KEYS, SIZE_KEYS } from "./looks.js";
import { groupDigits } from "./filling.js";
import { t, typeName } from "./names.js";
import { drawScene, orderItems, point, repaint, selectedItem, weightiest } from "./network-canvas.js";
import { drawNetworkControls } from "./network-controls.js";
import { networkOutline } from "./network-outline.js";
import { networkSvg } from "./network-svg.js";
import { networkNotes } from "./notes.js";
import { ROUTE_KINDS } from "./routes.js";
import { current, makeScene, setCurrent } from "./scene.js";
import { nodeKey, oneOf, select, set, state, textKey } from "./state.js";
import { inNetwork } from "./trails.js";

/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** The item under the keyboard, −1 for none. */
let cursor = -1;

/** @type {View} */
export const networkView = {
  id: "network",
  available: () => allNodes().length > 0,
  keys: {
    layout: oneOf("tiers", "radial", "force"),
    from: nodeKey,
    to: nodeKey,
    route: oneOf(...ROUTE_KINDS),
    size: oneOf(...SIZE_KEYS),
    colour: oneOf(...COLOUR_KEYS),
    lines: textKey(),
    open: textKey(6000),
  },
  draw(root, what) {
    const fresh = !camera;
    if (fresh) makeCamera(root);
    const changed = fresh || ["view", "off", "focus", "lang", "network"].some((key) => what.has(key));
    const rebuilt = changed || (what.has("sel") && (state.focus > 0 || DATA.layouts.radial === undefined));
    if (rebuilt) setScene(makeScene());
    keepFocus($("network-controls"), () => drawNetworkControls());
    if (rebuilt) {
      if (what.has("network.open")) frame(opened());
      else frameAll();
      if (what.has("view") && state.sel < 0) frame(answeredItems());
    } else if (what.has("sel") && state.sel >= 0) bringIn(networkNode(state.sel));
    if ((fresh || what.has("view")) && state.sel >= 0) bringIn(networkNode(state.sel));
    repaint();
  },
  outline: networkOutline,
  svg: networkSvg,
  move: moveInNetwork,
};

/** @param {HTMLElement} root */
function makeCamera(root) {
  const zoomButton = (/** @type {string} */ key, /** @type {string} */ text, /** @type {() => void} */ run) =>
    button("tool", run, text, { "data-key": key });
  const canvas = el("div", {
    class: "canvas",
    id: "canvas",
    tabindex: "0",
    role: "application",
    on: { keydown: onCanvasKey, mousemove: onCanvasMove },
  });
  root.replaceChildren(
    el("div", { id: "network-controls" }),
    el(
      "div",
      { class: "stage" },
      canvas,
      el(
        "div",
        { class: "zoom" },
        zoomButton("in", "+", () => zoomBy(1.4)),
        zoomButton("out", "−", () => zoomBy(1 / 1.4)),
        zoomButton("fit", "⤢", frameAll),
      ),
      el("p", { class: "note quiet", id: "working", hidden: true }),
      el("div", { class: "nothing" }),
    ),
  );
  setCamera(new vis.Network(canvas, { nodes: [], edges: [] }, { ...DATA.options, autoResize: false }));
  camera.on("click", ({ pointer }) => takeItem(itemAt(pointer.canvas)));
  camera.on("beforeDrawing", drawScene);
  camera.on("dragEnd", repaint);
  new ResizeObserver(takeSize).observe(canvas);
}

/** Fill the frame as it is now; what was moved or made larger stays where it is. */
function takeSize() {
  if ($("network").hidden) return;
  if (isAtRest()) {
    const { width, height } = current.table?.frame ?? {};
    const { clientWidth, clientHeight } = $("canvas");
    if (current.table && (width !== clientWidth || height !== clientHeight)) setScene(makeScene());
    frameAll();
    if (state.sel >= 0) bringIn(networkNode(state.sel));
  }
  repaint();
}

/** @param {Scene} scene */
function setScene(scene) {
  setCurrent(scene);
  orderItems();
  cursor = -1;
  hovered = -1;
  $("working").textContent = [
    scene.shown < scene.total
      ? `${t("inClusters", groupDigits(scene.shown), groupDigits(scene.total - scene.shown))} · ${t("held", CLUSTER_STEP)}`
      : "",
    DATA.meta.left ? t("left", groupDigits(DATA.meta.left)) : "",
  ]
    .filter(Boolean)
    .join(" · ");
  $("working").hidden = !$("working").textContent;
  const isEmpty = () => !allNodes().some(inNetwork);
  all($("network"), ".nothing")[0].replaceChildren(...(scene.items.length ? [] : [emptyNote(isEmpty)]));
}

/** What an answer marks. */
const answeredItems = () =>
  [...answeredNodes].flatMap((node) => {
    const n = current.place.get(node);
    return n === undefined ? [] : [current.items[n]];
  });

/** What the cluster that was opened last let out, with what it hangs on. */
function opened() {
  const last = state.network.open.split("~").pop();
  const anchor = nodeAt().get(last.split("!")[0]) ?? -1;
  const group = last.split("!")[1];
  const out = current.items.filter(
    ({ at, cluster }) =>
      at === anchor ||
      (at >= 0 && N.parent[at] === anchor) ||
      (cluster && cluster.anchor === anchor && cluster.group === group),
  );
  return out.length > 1 ? out.slice(0, 40) : current.items;
}

/**
 * The item under a point, or −1.
 * @param {Point} point
 */
function itemAt({ x, y }) {
  const slack = 5 / camera.getScale();
  let best = -1;
  let least = Infinity;
  current.items.forEach((item, n) => {
    const away = Math.hypot(item.x - x, item.y - y);
    if (away > item.size + slack || away >= least) return;
    best = n;
    least = away;
  });
  return best;
}

/** @param {number} n */
function takeItem(n) {
  if (n < 0) select(-1);
  else if (current.items[n].cluster) openCluster(current.items[n].cluster);
  else select(current.items[n].at);
}

/** @param {MouseEvent} event */
function onCanvasMove(event) {
  if (event.buttons) return hoverOver(-1); // the picture is being moved
  const box = $("canvas").getBoundingClientRect();
  const n = itemAt(camera.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top }));
  const name =
    n < 0
      ? ""
      : current.items[n].cluster
        ? t("clusterOpen", itemName(current.items[n]))
        : pointedText(current.items[n]);
  if ($("canvas").title !== name) $("canvas").title = name;
  $("canvas").style.cursor = n < 0 ? "" : "pointer";
  hoverOver(n);
}

/**
 * What the pointer is at: its name, its type, and whether there are notes on it.
 * @param {SceneItem} item
 */
function pointedText(item) {
  const notes = networkNotes().get(item.at);
  return [itemName(item), typeName(item.at), notes ? t("noteOf", notes) : ""].filter(Boolean).join(" · ");
}

let hovered = -1;
/** @param {number} n */
function hoverOver(n) {
  if (n === hovered) return;
  hovered = n;
  point({ hover: n });
}

/** @param {KeyboardEvent} event */
function onCanvasKey(event) {
  const act = {
    "+": () => zoomBy(1.4),
    "=": () => zoomBy(1.4),
    "-": () => zoomBy(1 / 1.4),
    0: frameAll,
    Enter: () => cursor >= 0 && takeItem(cursor),
  }[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

/**
 * The arrows go from the selected item to the nearest one in that direction; on a cluster they rest, Enter opens it.
 * @param {string} key
 */
function moveInNetwork(key) {
  if (document.activeElement !== $("canvas") || !current.items.length || !(key in DIRECTIONS)) return false;
  const first = current.table ? 0 : current.items.indexOf(weightiest());
  const from = [cursor, selectedItem()].find((n) => n >= 0) ?? first;
  const [ux, uy] = DIRECTIONS[key];
  let best = -1;
  let least = Infinity;
  current.items.forEach(({ x, y }, n) => {
    const dx = x - current.items[from].x;
    const dy = y - current.items[from].y;
    const along = dx * ux + dy * uy;
    const cost = along + 2.5 * Math.abs(dx * uy - dy * ux);
    if (n !== from && along > 0 && cost < least) [best, least] = [n, cost];
  });
  if (best < 0) return true;
  cursor = best;
  if (current.items[best].cluster || current.mode === "focus") {
    announce(itemName(current.items[best]));
    point({ cursor });
  } else {
    set({ sel: current.items[best].at }, { step: false });
    cursor = best;
    point({ cursor });
  }
  return true;
}
