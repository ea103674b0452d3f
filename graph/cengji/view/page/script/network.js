// The network: a scene drawn on the canvas of vis-network, which is the camera; nothing moves by itself.
let camera = null, current = null, cursor = -1, weighty = [];

const openKey = { none: "", read: (text) => text.slice(0, 6000), write: String };
const networkView = {
  id: "network",
  available: () => COUNT > 0,
  keys: { layout: oneOf("tiers", "radial", "force"), from: nodeKey, to: nodeKey, lines: textKey, open: openKey },
  draw(_, root, what) {
    const fresh = !camera;
    if (fresh) makeCamera(root);
    if (what.has("view")) camera.setSize("100%", "100%");
    const rebuilt = fresh || ["view", "off", "focus", "network"].some((key) => what.has(key)) || (what.has("sel") && (state.focus > 0 || DATA.layouts.tiers === undefined));
    if (rebuilt) setScene(makeScene());
    keepFocus($("network-controls"), () => drawNetworkControls());
    if (rebuilt && (fresh || ["view", "focus", "network"].some((key) => what.has(key)) || current.mode !== "whole")) frame(what.has("network.open") ? opened() : current.items);
    else if (what.has("sel") && state.sel >= 0) bringIn(networkNode(state.sel));
    if ((fresh || what.has("view")) && state.sel >= 0) bringIn(networkNode(state.sel));
    camera.redraw();
  },
  twin: networkTwin,
  svg: networkSvg,
  move: moveInNetwork,
};

function makeCamera(root) {
  const button = (key, text, run) => el("button", { type: "button", class: "tool", "data-key": key, on: { click: run } }, text);
  const canvas = el("div", { class: "canvas", id: "canvas", tabindex: "0", role: "application", on: { keydown: onCanvasKey, mousemove: onCanvasMove } });
  root.replaceChildren(el("div", { id: "network-controls" }), el("div", { class: "stage" }, canvas,
    el("div", { class: "zoom" }, button("in", "+", () => zoomBy(1.4)), button("out", "−", () => zoomBy(1 / 1.4)), button("fit", "⤢", () => frame(current.items))),
    el("p", { class: "note quiet", id: "working", hidden: true })));
  camera = new vis.Network(canvas, { nodes: [], edges: [] }, DATA.options);
  camera.on("click", ({ pointer }) => takeItem(itemAt(pointer.canvas)));
  camera.on("beforeDrawing", drawScene);
  new ResizeObserver(() => { camera.setSize("100%", "100%"); camera.redraw(); }).observe(canvas);
}

function setScene(scene) {
  current = scene;
  cursor = -1;
  weights = weights ?? nodeWeights();
  weighty = scene.items.map((_, n) => n).sort((a, b) => weightOf(scene.items[b]) - weightOf(scene.items[a]) || a - b);
  $("working").textContent = [scene.mode === "heaps" && scene.shown < scene.total ? `${say("inHeaps", grouping(String(scene.shown)), grouping(String(scene.total - scene.shown)))} · ${say("held", HEAP_STEP)}` : "", DATA.meta.left ? say("left", grouping(String(DATA.meta.left))) : ""].filter(Boolean).join(" · ");
  $("working").hidden = !$("working").textContent;
}

// What the heap that was opened last let out, with what it hangs on.
function opened() {
  const last = state.network.open.split("~").pop(), anchor = nodeAt.get(last.split("!")[0]) ?? -1, group = last.split("!")[1];
  const out = current.items.filter(({ at, heap }) => at === anchor || (at >= 0 && N.parent[at] === anchor) || (heap && heap.anchor === anchor && heap.group === group));
  return out.length > 1 ? out.slice(0, 40) : current.items;
}

// Things are named before heaps, the large heaps before the small ones.
const weightOf = (item) => (item.heap ? Math.log(item.heap.members.length) - 1e4 : weights[item.at]);

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 260, easingFunction: "easeInOutQuad" });
const zoomBy = (factor) => camera.moveTo({ scale: Math.min(4, Math.max(0.02, camera.getScale() * factor)), animation: motion() });

// Turn the camera so that all these items are seen, with room for their labels.
function frame(items, most = 1.15) {
  if (!items.length) return;
  const xs = items.map((item) => item.x), ys = items.map((item) => item.y), wide = $("canvas").clientWidth, high = $("canvas").clientHeight;
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = current.mode === "whole" ? [current.columns.length ? 190 : 90, 110] : [Math.min(300, wide / 2), 110];
  const least = current.mode === "heaps" ? 0.42 : current.mode === "whole" && wide < 700 ? 0.2 : 0.02; // a long tree or a narrow screen is read by moving on, not as a strip
  const scale = Math.max(least, Math.min(most, (wide - room[0]) / (right - left + 1), (high - room[1]) / (bottom - top + 1)));
  const shift = current.bands.length ? -50 / scale : current.mode === "whole" || current.mode === "focus" ? 0 : 80 / scale;
  const fits = (right - left) * scale < wide;
  camera.moveTo({ position: { x: fits ? (left + right) / 2 + shift : left + (wide / 2 - 90) / scale, y: (top + bottom) / 2 }, scale, animation: false });
}

// If a thing lies outside of what is seen, or too small, turn the camera to it and what it is linked to.
function bringIn(at) {
  const n = current.place.get(at);
  if (n === undefined || current.mode === "path" || current.mode === "focus") return;
  const spot = project(current.items[n]), wide = $("canvas").clientWidth, high = $("canvas").clientHeight;
  if (spot.x > 60 && spot.y > 40 && spot.x < wide - 60 && spot.y < high - 40 && camera.getScale() >= 0.35) return;
  const near = touching(n).flatMap(({ a, b }) => [current.items[a], current.items[b]]);
  requestAnimationFrame(() => { // once the details have their room
    frame([current.items[n], ...near], 1);
    if (camera.getScale() < 0.22) camera.moveTo({ position: current.items[n], scale: 0.22, animation: false });
  });
}

const project = (item) => camera.canvasToDOM(item);
const touching = (n) => current.lines.filter(({ a, b }) => a === n || b === n);

function drawScene(pen) {
  const scale = camera.getScale(), corner = camera.DOMtoCanvas({ x: 0, y: 0 }), far = camera.DOMtoCanvas({ x: pen.canvas.clientWidth, y: pen.canvas.clientHeight });
  const view = [corner.x - 30, corner.y - 30, far.x + 30, far.y + 30], seen = current.items.filter(({ x, y }) => x > view[0] && x < view[2] && y > view[1] && y < view[3]);
  const selected = state.sel >= 0 ? current.place.get(networkNode(state.sel)) : undefined;
  drawBands(pen, current, scale);
  drawLines(pen, current, scale, { view, accent: current.mode === "path" });
  if (current.mode === "path") drawArrows(pen, current, scale);
  drawMarks(pen, seen, scale);
  let named = weighty.map((n) => current.items[n]);
  if (selected !== undefined && (current.mode === "whole" || current.mode === "heaps")) named = drawSelection(pen, selected, scale);
  else if (scale < 0.6 && current.mode === "whole") named = named.filter(({ at }) => (current.columns.length ? isType(at, "place") : !isType(at, "figure")));
  if (selected !== undefined) drawRing(pen, current.items[selected], scale);
  if (cursor >= 0) drawRing(pen, current.items[cursor], scale);
  const labels = drawLabels(pen, named, project, scale);
  if (current.mode === "path") drawLineNames(pen, current, project, scale);
  Object.assign($("canvas").dataset, { labels: String(labels), items: String(current.items.length), lines: String(current.lines.length) });
}

// The selected thing and what it is linked to, over a veil; gives these items, for their labels.
function drawSelection(pen, selected, scale) {
  const lines = touching(selected), near = [...new Set(lines.flatMap(({ a, b }) => [a, b]))].filter((n) => n !== selected).map((n) => current.items[n]);
  drawVeil(pen);
  drawLines(pen, { items: current.items, lines }, scale, { accent: true });
  if (lines.length <= 40) drawArrows(pen, { items: current.items, lines }, scale);
  drawMarks(pen, [...near, current.items[selected]], scale);
  return [{ ...current.items[selected], strong: true }, ...near];
}

// The item under a point, or −1.
function itemAt({ x, y }) {
  const slack = 5 / camera.getScale();
  let best = -1, least = Infinity;
  current.items.forEach((item, n) => {
    const away = Math.hypot(item.x - x, item.y - y);
    if (away <= item.size + slack && away < least) [best, least] = [n, away];
  });
  return best;
}

function takeItem(n) {
  if (n < 0) select(-1);
  else if (current.items[n].heap) openHeap(current.items[n].heap);
  else select(current.items[n].at);
}
const openHeap = (heap) => set({ network: { open: [state.network.open, heap.key].filter(Boolean).join("~") } });

function onCanvasMove(event) {
  const box = $("canvas").getBoundingClientRect(), n = itemAt(camera.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top }));
  const name = n < 0 ? "" : current.items[n].heap ? say("heapOpen", itemName(current.items[n])) : `${itemName(current.items[n])} · ${typeName(current.items[n].at)}`;
  if ($("canvas").title !== name) $("canvas").title = name;
  $("canvas").style.cursor = n < 0 ? "" : "pointer";
}

function onCanvasKey(event) {
  const act = { "+": () => zoomBy(1.4), "=": () => zoomBy(1.4), "-": () => zoomBy(1 / 1.4), 0: () => frame(current.items), Enter: () => cursor >= 0 && takeItem(cursor) }[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

// The arrows go from the selected item to the nearest one in that direction; on a heap they rest, Enter opens it.
function moveInNetwork(key) {
  if (document.activeElement !== $("canvas") || !current.items.length) return false;
  const selected = state.sel >= 0 ? current.place.get(networkNode(state.sel)) : undefined, from = cursor >= 0 ? cursor : selected ?? weighty[0];
  const [ux, uy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = -1, least = Infinity;
  current.items.forEach(({ x, y }, n) => {
    const dx = x - current.items[from].x, dy = y - current.items[from].y, along = dx * ux + dy * uy, cost = along + 2.5 * Math.abs(dx * uy - dy * ux);
    if (n !== from && along > 0 && cost < least) [best, least] = [n, cost];
  });
  if (best < 0) return true;
  cursor = best;
  if (current.items[best].heap || current.mode === "focus") { announce(itemName(current.items[best])); camera.redraw(); } else { set({ sel: current.items[best].at }, { step: false }); cursor = best; }
  return true;
}
