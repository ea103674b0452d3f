// The controls of the network: layout, hops around the selection, path between two things, the lines as a legend that filters.
function drawNetworkControls() {
  const { layout, from, to, open } = state.network, there = layoutsThere(), shown = there.includes(layout) ? layout : there[0];
  $("canvas").setAttribute("aria-label", `${say("network")} · ${say("keys")}`);
  for (const button of $("network").querySelectorAll("[data-key]")) {
    button.title = say(button.dataset.key);
    button.setAttribute("aria-label", say(button.dataset.key));
  }
  $("network-controls").replaceChildren(controls(
    segments("layout", there.map((name) => [name, say(`layout.${name}`)]), current.mode === "focus" || current.mode === "path" ? "" : shown, (value) => set({ focus: 0, network: { layout: value, from: -1, to: -1 } })),
    state.sel < 0 && !state.focus ? el("span", { class: "quiet" }, say("hopsNeed")) : segments("hops", [0, 1, 2, 3].map((hops) => [hops, say(`hops.${hops}`)]), state.focus, (value) => set({ focus: value, network: { from: -1, to: -1 } })),
    pathControls(from, to), open ? el("button", { type: "button", class: "tool", "data-keep": "fold", on: { click: () => set({ network: { open: "" } }) } }, say("foldAll")) : null,
    lineLegend()));
}

function pathControls(from, to) {
  const chosen = state.sel >= 0 ? networkNode(state.sel) : -1;
  const button = (key, patch) => el("button", { type: "button", class: "tool", "data-keep": key, disabled: chosen < 0, on: { click: () => takeEnd(patch) } }, say(key));
  return el("span", { class: "field path", role: "group", "aria-label": say("path"), title: chosen < 0 ? say("pathNeeds") : null }, el("span", { class: "quiet" }, say("path")), button("pathFrom", { from: chosen }), button("pathTo", { to: chosen }),
    from >= 0 || to >= 0 ? el("button", { type: "button", class: "tool", "data-keep": "pathClear", on: { click: () => set({ network: { from: -1, to: -1 } }) } }, say("pathClear")) : null,
    from >= 0 || to >= 0 ? label(say("pathOf", from >= 0 ? nodeName(from) : "…", to >= 0 ? nodeName(to) : "…"), { class: "clip" }) : null,
    from >= 0 && to >= 0 ? el("b", null, current.mode === "path" ? say("pathSteps", current.path.length - 1) : say("noPath")) : null);
}

function takeEnd(patch) {
  set({ network: patch });
  const { from, to } = state.network;
  if (from >= 0 && to >= 0) announce(current.mode === "path" ? `${say("pathOf", nodeName(from), nodeName(to))} · ${say("pathSteps", current.path.length - 1)}` : say("noPath"));
}

// Each kind of line with its look; pressed out, its lines are not drawn and no path takes them.
function lineLegend() {
  const off = state.network.lines ? state.network.lines.split(",") : [];
  return el("span", { class: "field lines", role: "group", "aria-label": say("lines") }, ...LINE_KINDS.map((kind) => el("button", {
    type: "button", class: "tool", "aria-pressed": String(!off.includes(kind)), "data-keep": `line ${kind}`,
    on: { click: () => set({ network: { lines: (off.includes(kind) ? off.filter((one) => one !== kind) : [...off, kind]).join(",") } }) },
  }, el("i", { class: `dash ${kind}`, "aria-hidden": "true" }), say(`line.${kind}`))), el("span", { class: "quiet" }, el("i", { class: "dash unsure", "aria-hidden": "true" }), say("unsure")));
}

// What is drawn, as rows: a path by its steps, a neighbourhood as the tree in which it was found, else place by place;
// below each thing the lines that start from it.
function networkTwin() {
  const seen = current ?? makeScene();
  if (seen.mode === "path") return seen.path.map(({ at, edge }, n) => ({ at, level: 1, name: longName(at), facts: [["position", String(n + 1)], ["relation", n ? lineText(edge, seen.path[n - 1].at) : ""], ["type", typeName(at)], ["place", placeName(N.case[at])]] }));
  const lines = grouped(seen.lines.map(({ a }) => a));
  const rows = (n, level) => [itemRow(seen, n, level), ...(lines.get(n) ?? []).map((line) => lineRow(seen, seen.lines[line], level + 1))];
  if (seen.mode === "focus") return seen.tree.map(({ at, above, edge, hop }, n) => ({ ...itemRow(seen, n, hop + 1), facts: [["relation", edge >= 0 ? lineText(edge, seen.tree[above].at) : ""], ["type", typeName(at)], ["linesTo", (lines.get(n) ?? []).map((line) => lineRow(seen, seen.lines[line], 1).name).join(say("semicolon"))]] })).map((row, n) => ({ ...row, n })).sort(byTree(seen.tree));
  const places = grouped(seen.items.map(({ at, heap }) => (heap ? (heap.anchor < 0 ? -1 : N.case[heap.anchor]) : N.case[at])));
  return [...places].sort(([a], [b]) => (a < 0) - (b < 0) || a - b).flatMap(([place, members]) => [{ at: -1, level: 1, name: placeName(place), facts: [["shownCount", String(members.length)]] }, ...members.flatMap((n) => rows(n, 2))]);
}

// Breadth-first order turned into that of an outline: each thing right after what it hangs on.
function byTree(tree) {
  const key = tree.map(() => null);
  const keyOf = (n) => (key[n] ??= tree[n].above < 0 ? [n] : [...keyOf(tree[n].above), n]);
  return (one, other) => {
    const a = keyOf(one.n), b = keyOf(other.n);
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return a[at] - b[at];
    return a.length - b.length;
  };
}

const itemRow = (seen, n, level) => {
  const { at, heap } = seen.items[n];
  return { at, level, name: itemName(seen.items[n]), take: heap && (() => openHeap(heap)), facts: heap ? [["note", heap.anchor >= 0 ? say("below", nodeName(heap.anchor)) : ""]] : [["type", typeName(at)], ["tier", tierName(N.tier[at])]] };
};
const lineRow = (seen, { b, edge, count }, level) => ({ at: seen.items[b].at, level, name: `→ ${edge >= 0 ? relationName(DATA.relations[E.relation[edge]], false) : ""} ${itemName(seen.items[b])}`, facts: [["status", edge >= 0 && isDisputed(edge) ? say("unsure") : ""], ["linesTo", count > 1 ? `×${count}` : ""]] });

// The whole scene as SVG at scale 1, labels where there is room for them.
function networkSvg() {
  const { items, lines, columns, bands, mode } = current ?? makeScene(), xs = items.map(({ x }) => x), ys = items.map(({ y }) => y);
  const [dx, dy] = [Math.min(...xs, 0) - 160, Math.min(...ys, 0) - 70], width = Math.max(...xs, 0) - dx + 320, height = Math.max(...ys, 0) - dy + 70;
  const parts = columns.map(([tier, start, end], n) => svgElement("rect", { x: start - 30 - dx, y: 40, width: end - start + 44, height: height - 60, fill: n % 2 ? "none" : ink["--wash"] }) + svgText(tier < 0 ? say("noTier") : tierName(tier), start - 14 - dx, 32, 13, true));
  parts.push(...bands.map(([place, start]) => svgText(placeName(place), 12, start - dy, 13, true)));
  for (const line of lines) parts.push(svgElement("line", { x1: items[line.a].x - dx, y1: items[line.a].y - dy, x2: items[line.b].x - dx, y2: items[line.b].y - dy, stroke: ink[line.kind === "touch" ? "--edge" : "--ink-3"], "stroke-width": 1 + Math.log10(line.count), "stroke-dasharray": dashOf(line).join(" ") }));
  for (const item of items) parts.push(svgMark(item, item.x - dx, item.y - dy));
  weights = weights ?? nodeWeights();
  const order = [...items].sort((a, b) => weightOf(b) - weightOf(a));
  const pen = document.createElement("canvas").getContext("2d");
  for (const { text, x, y, size, strong } of placeLabels(pen, order, (item) => ({ x: item.x - dx, y: item.y - dy }), 1, width, height, Infinity)) parts.push(svgText(text, x, y + size * 0.9, size, strong));
  if (mode === "path") for (const { a, b, edge } of lines) parts.push(svgText(`${items[a].y > items[b].y ? "↑" : "↓"} ${lineText(edge, items[a].at)}`, 12 - dx, (items[a].y + items[b].y) / 2 - dy + 4, 12, false));
  return svgDocument(parts.join("\n"), width, height);
}

const svgText = (text, x, y, size, strong) => svgElement("text", { x, y, "font-size": size, "font-weight": strong ? "600" : "", "font-family": FONT, fill: ink[strong ? "--ink" : "--ink-2"] }, svgEscape(text));

function svgMark(item, x, y) {
  const hollow = isHollow(item), colour = ink[paintOf(item)], outline = outlineOf(item);
  const look = { fill: hollow ? ink["--panel"] : colour, stroke: hollow ? colour : ink["--outline"], "stroke-width": hollow ? 2 : 1 };
  if (outline) return svgElement("polygon", { points: outline.map(([px, py]) => `${fixed(x + item.size * px)},${fixed(y + item.size * py)}`).join(" "), ...look });
  return (item.heap ? [6, 3, 0] : [0]).map((shift) => svgElement("circle", { cx: x + shift, cy: y - shift, r: item.size, ...look })).join("");
}
