// Drawing on the canvas of the network: colours, marks, links of the selection, labels that do not overlap.
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';
const SIZES = { place: 15, group: 9, body: 9, ladder: 10, measure: 9, generic: 12, figure: 4.5, event: 9, post: 7, policy: 8, document: 9 };
const VIS_SHAPES = { place: "hexagon", group: "square", body: "dot", ladder: "square", measure: "diamond", generic: "star", figure: "dot", event: "triangle", post: "triangleDown", policy: "square", document: "square" };
let ink = {};

// Read the colours of the style once a theme; the canvas knows no custom properties.
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = [...Array(11).keys()].map((n) => `--t${n}`).concat(TYPE.map((type) => `--${type}`), ["--bg", "--panel", "--ink", "--ink-2", "--ink-3", "--edge", "--accent", "--outline"]);
  ink = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()]));
}

// At rest the links to the place say what the disc says already; they show with the selection.
const isQuiet = (edge) => DATA.relations[E.relation[edge]] === "atPlace" || (DATA.relations[E.relation[edge]] === "resultedIn");
const isCase = (at) => TYPE[N.type[at]] === "place" && list(DATA.places.node).includes(at);
const sizeOfNode = (at) => (isCase(at) ? 22 : SIZES[TYPE[N.type[at]]] ?? 8);

function visNode(at) {
  const type = TYPE[N.type[at]], colour = ink[colourOf(at)], hollow = HOLLOW.has(type);
  const paint = { background: hollow ? ink["--panel"] : colour, border: hollow ? colour : ink["--outline"] };
  return {
    id: at, x: N.x[at], y: N.y[at], shape: VIS_SHAPES[type] ?? "dot", size: sizeOfNode(at), borderWidth: hollow ? 2 : 1,
    color: { ...paint, highlight: paint, hover: paint }, chosen: false,
  };
}

function visEdge(edge) {
  const disputed = statusKey(E.status[edge]) === "disputed";
  return { id: edge, from: E.from[edge], to: E.to[edge], color: { color: ink["--edge"], highlight: ink["--edge"], hover: ink["--edge"] }, dashes: disputed ? [4, 4] : false, chosen: false };
}

// Draw a mark at its place, over the veil.
function drawMark(pen, at) {
  const type = TYPE[N.type[at]], outline = OUTLINES[type], size = sizeOfNode(at);
  pen.beginPath();
  if (!outline) pen.arc(N.x[at], N.y[at], size, 0, 2 * Math.PI);
  else outline.forEach(([x, y], n) => pen[n ? "lineTo" : "moveTo"](N.x[at] + size * x, N.y[at] + size * y));
  pen.closePath();
  pen.fillStyle = HOLLOW.has(type) ? ink["--panel"] : ink[colourOf(at)];
  pen.strokeStyle = HOLLOW.has(type) ? ink[colourOf(at)] : ink["--outline"];
  pen.lineWidth = HOLLOW.has(type) ? 2 : 1;
  pen.fill();
  pen.stroke();
}

function veil(pen) {
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 0.82;
  pen.fillStyle = ink["--bg"];
  pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
  pen.restore();
}

function drawLink(pen, edge, scale, crowded) {
  const [x1, y1, x2, y2] = [N.x[E.from[edge]], N.y[E.from[edge]], N.x[E.to[edge]], N.y[E.to[edge]]];
  const angle = Math.atan2(y2 - y1, x2 - x1), reach = sizeOfNode(E.to[edge]) + 3, head = 7 / scale;
  const [tx, ty] = [x2 - reach * Math.cos(angle), y2 - reach * Math.sin(angle)];
  pen.strokeStyle = pen.fillStyle = ink["--accent"];
  pen.lineWidth = (crowded ? 0.8 : 1.5) / scale;
  pen.setLineDash(statusKey(E.status[edge]) === "disputed" ? [5 / scale, 4 / scale] : []);
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(tx, ty);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(tx, ty);
  pen.lineTo(tx - head * Math.cos(angle - 0.4), ty - head * Math.sin(angle - 0.4));
  pen.lineTo(tx - head * Math.cos(angle + 0.4), ty - head * Math.sin(angle + 0.4));
  pen.closePath();
  pen.fill();
}

function ring(pen, at, scale) {
  pen.strokeStyle = ink["--accent"];
  pen.lineWidth = 2.5 / scale;
  pen.beginPath();
  pen.arc(N.x[at], N.y[at], sizeOfNode(at) + 5 / scale, 0, 2 * Math.PI);
  pen.stroke();
}

// Write labels at a fixed size, the weightiest first, each only where nothing stands yet.
function drawLabels(pen, order, project, scale) {
  const ratio = pen.canvas.width / pen.canvas.clientWidth, wide = pen.canvas.clientWidth, high = pen.canvas.clientHeight;
  const taken = [];
  pen.save();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  for (const at of order) {
    if (taken.length > 160) break;
    const at2d = project(at), y = at2d.y, strong = isCase(at) || at === networkNode(state.sel < 0 ? 0 : state.sel) && state.sel >= 0;
    if (at2d.x < 0 || y < -20 || at2d.x > wide || y > high + 20) continue;
    const text = shortened(longName(at)), size = isCase(at) ? 16 : 12;
    pen.font = `${strong ? 600 : 400} ${size}px ${FONT}`;
    const half = pen.measureText(text).width / 2 + 3, x = Math.min(Math.max(at2d.x, half + 2), wide - half - 2), top = y + sizeOfNode(at) * scale + 3;
    const box = [x - half, top, x + half, top + size + 3];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    pen.strokeStyle = ink["--bg"];
    pen.lineWidth = 3.5;
    pen.strokeText(text, x, top);
    pen.fillStyle = strong ? ink["--ink"] : ink["--ink-2"];
    pen.fillText(text, x, top);
  }
  pen.restore();
  return taken.length;
}
const shortened = (text) => { const signs = [...text]; return signs.length > 16 ? `${signs.slice(0, 15).join("")}…` : text; };
