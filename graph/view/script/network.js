// The whole graph on the canvas of vis-network: positions are given, nothing moves by itself.
const WORKING_SET = 1500;
let network = null, visNodes = null, visEdges = null, drawn = [], weight = [];
const brought = new Set(); // nodes that a search or a selection brought into the working set

function startNetwork() {
  weight = links.map((edges, at) => (isCase(at) ? 1e6 : TYPE[N.type[at]] === "place" ? 400 : 0) + (TYPE[N.type[at]] === "generic" ? 200 : 0) + (TYPE[N.type[at]] === "ladder" ? 60 : 0) + (TYPE[N.type[at]] === "figure" ? -500 : 0) + edges.length);
  onChange((what) => {
    if (what.has("theme")) { readColours(); if (network) fillNetwork(); }
    if (state.view !== "network") return;
    if (!network) makeNetwork();
    else if (what.has("off")) fillNetwork();
    else if (what.has("view")) { network.setSize("100%", "100%"); fillNetwork(); }
    else network.redraw();
    if (what.has("lang")) nameNetwork();
    if ((what.has("sel") || what.has("view")) && state.sel >= 0) bringIn(networkNode(state.sel));
  });
}

function makeNetwork() {
  const canvas = el("div", { class: "canvas", id: "canvas", tabindex: "0", role: "application" });
  const button = (key, text, run) => el("button", { type: "button", class: "tool", "data-key": key, on: { click: run } }, text);
  $("network").replaceChildren(canvas, el("div", { class: "zoom" },
    button("in", "+", () => zoomBy(1.4)), button("out", "−", () => zoomBy(1 / 1.4)), button("fit", "⤢", () => network.fit({ animation: motion() }))),
    el("p", { class: "note quiet", id: "working", hidden: true }));
  visNodes = new vis.DataSet();
  visEdges = new vis.DataSet();
  fillNetwork();
  network = new vis.Network(canvas, { nodes: visNodes, edges: visEdges }, DATA.options);
  network.on("click", ({ nodes }) => select(nodes.length ? nodes[0] : -1));
  network.on("hoverNode", ({ node }) => { canvas.title = `${longName(node)} · ${typeName(node)}`; canvas.style.cursor = "pointer"; });
  network.on("blurNode", () => { canvas.title = ""; canvas.style.cursor = ""; });
  network.on("afterDrawing", drawOver);
  nameNetwork();
  network.fit();
}

function nameNetwork() {
  $("canvas").setAttribute("aria-label", `${say("network")} · ${say("keys")}`);
  for (const button of $("network").querySelectorAll("[data-key]")) {
    button.title = say(button.dataset.key);
    button.setAttribute("aria-label", say(button.dataset.key));
  }
}

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 260, easingFunction: "easeInOutQuad" });
const zoomBy = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: motion() });

// Put what is shown on the canvas; of a large graph the weightiest, with all that was asked for.
function fillNetwork() {
  const shown = list(N.id).map((_, at) => at).filter((at) => TYPE[N.type[at]] !== "rung" && shownNode(at));
  drawn = [...shown].sort((a, b) => weight[b] - weight[a] || a - b);
  if (drawn.length > WORKING_SET) drawn = drawn.filter((at, place) => place < WORKING_SET || brought.has(at));
  const inside = new Set(drawn);
  visNodes.clear();
  visEdges.clear();
  visNodes.add(drawn.map(visNode));
  visEdges.add(list(E.from).map((_, edge) => edge).filter((edge) => !isQuiet(edge) && inside.has(E.from[edge]) && inside.has(E.to[edge])).map(visEdge));
  $("working").hidden = drawn.length === shown.length;
  $("working").textContent = say("working", drawn.length, shown.length);
}

// Bring a node and its neighbours into the picture and, if it lies outside, the camera to them.
function bringIn(at) {
  const near = neighbours(at);
  for (const node of [at, ...near]) brought.add(node);
  if (!visNodes.get(at)) fillNetwork();
  if (!visNodes.get(at)) return;
  const { x, y } = network.canvasToDOM({ x: N.x[at], y: N.y[at] }), box = $("canvas").getBoundingClientRect();
  const seen = x > 40 && y > 40 && x < box.width - 40 && y < box.height - 40;
  if (seen && network.getScale() >= 0.45) return;
  const nodes = [at, ...near].filter((node) => visNodes.get(node));
  requestAnimationFrame(() => network.fit({ nodes, minZoomLevel: 0.4, maxZoomLevel: 1.2, animation: motion() })); // once the details have their room
}

const neighbours = (at) => links[at].map((edge) => (E.from[edge] === at ? E.to[edge] : E.from[edge])).filter((node) => TYPE[N.type[node]] !== "rung");

function drawOver(pen) {
  const scale = network.getScale(), selected = state.sel >= 0 ? networkNode(state.sel) : -1;
  const inside = selected >= 0 && visNodes.get(selected) !== null;
  let order = drawn;
  if (inside) {
    const near = [...new Set(neighbours(selected))].filter((node) => visNodes.get(node));
    veil(pen);
    for (const edge of links[selected]) if (near.includes(E.from[edge] === selected ? E.to[edge] : E.from[edge])) drawLink(pen, edge, scale, near.length > 24);
    for (const node of [...near, selected]) drawMark(pen, node);
    ring(pen, selected, scale);
    order = [selected, ...near.sort((a, b) => weight[b] - weight[a] || a - b)];
  } else if (scale < 0.75) order = drawn.filter((at) => TYPE[N.type[at]] !== "figure");
  const shown = drawLabels(pen, order, (at) => network.canvasToDOM({ x: N.x[at], y: N.y[at] }), scale);
  $("canvas").dataset.labels = String(shown);
}

// The arrows go from the selected node to the nearest one in that direction.
function moveInNetwork(key) {
  if (document.activeElement !== $("canvas")) return false;
  const from = state.sel >= 0 ? networkNode(state.sel) : drawn[0];
  const [ux, uy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = -1, least = Infinity;
  for (const at of drawn) {
    const [dx, dy] = [N.x[at] - N.x[from], N.y[at] - N.y[from]], along = dx * ux + dy * uy;
    if (along <= 0 || at === from) continue;
    const cost = along + 2.5 * Math.abs(dx * uy - dy * ux);
    if (cost < least) [best, least] = [at, cost];
  }
  if (best >= 0) select(best);
  return true;
}
