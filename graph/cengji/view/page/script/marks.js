// Drawing a scene on the canvas: bands, lines, marks and heaps in few strokes, labels that do not overlap.
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';
const DASHES = { chain: [], tie: [1.5, 4], touch: [] };
const LABELS_MOST = 160, SMALL = 1.6, DASHES_MOST = 2500;
let ink = {};

// Read the colours of the style once a theme; the canvas knows no custom properties.
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = [...Array(11).keys()].map((n) => `--t${n}`).concat(TYPE.map((type) => `--${type}`), ["--bg", "--panel", "--ink", "--ink-2", "--ink-3", "--edge", "--rule", "--rule-2", "--wash", "--accent", "--outline"]);
  ink = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()]));
}

const isDisputed = (edge) => edge >= 0 && statusKey(E.status[edge]) === "disputed";
const dashOf = (line) => (isDisputed(line.edge) ? [6, 4] : DASHES[line.kind]);
const paintOf = (item) => (item.heap ? (item.heap.group[0] === "t" ? `--t${Math.min(10, Number(item.heap.group.slice(1)))}` : `--${TYPE[Number(item.heap.group.slice(1))]}`) : colourOf(item.at));
const outlineOf = (item) => (item.heap ? null : OUTLINES[TYPE[N.type[item.at]]]);
const isHollow = (item) => !item.heap && HOLLOW.has(TYPE[N.type[item.at]]);

// Stripes and names of the tiers and places behind the marks.
function drawBands(pen, { columns, bands, items }, scale) {
  if (!columns.length) return;
  const ys = bands.length ? [bands[0][1], bands[bands.length - 1][2]] : [Math.min(...items.map(({ y }) => y)), Math.max(...items.map(({ y }) => y))];
  const [left, right, top, bottom] = [columns[0][1] - 30, columns[columns.length - 1][2] + 10, ys[0] - 30, ys[1] + 10];
  pen.fillStyle = ink["--wash"];
  columns.forEach(([, start, end], n) => { if (n % 2 === 0) pen.fillRect(start - 30, top, end - start + 44, bottom - top); });
  pen.strokeStyle = ink["--rule-2"];
  pen.lineWidth = 1 / scale;
  pen.beginPath();
  bands.slice(1).forEach(([, start]) => { pen.moveTo(left, start - 46); pen.lineTo(right, start - 46); });
  pen.stroke();
  pen.fillStyle = ink["--ink-2"];
  pen.textBaseline = "bottom";
  pen.textAlign = "left";
  pen.font = `600 ${13 / scale}px ${FONT}`;
  columns.forEach(([tier, start, end], n) => {
    const room = ((columns[n + 1]?.[1] ?? end + 400) - start) * 0.96;
    if (room * scale > 26) pen.fillText(fittedTo(pen, tier < 0 ? say("noTier") : tierName(tier), room), start - 14, top - 6 / scale);
  });
  pen.textAlign = "right";
  pen.textBaseline = "top";
  bands.forEach(([place, start]) => pen.fillText(placeName(place), left - 10 / scale, start - 14));
}

// Strokes of one look at a time; a line of a heap is as thick as what it sums up.
function drawLines(pen, { items, lines }, scale, { accent = false, view = null } = {}) {
  const looks = new Map();
  for (const line of lines) {
    const a = items[line.a], b = items[line.b];
    if (view && (Math.max(a.x, b.x) < view[0] || Math.min(a.x, b.x) > view[2] || Math.max(a.y, b.y) < view[1] || Math.min(a.y, b.y) > view[3])) continue;
    const look = `${line.kind} ${isDisputed(line.edge)} ${Math.min(3, Math.floor(Math.log10(line.count)))}`;
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look).push(line);
  }
  for (const group of looks.values()) {
    pen.strokeStyle = ink[accent ? "--accent" : group[0].kind === "touch" ? "--edge" : "--ink-3"];
    pen.globalAlpha = accent ? 1 : (group[0].kind === "touch" ? 0.9 : 0.6) * (lines.length > 400 && scale < 0.5 ? 0.6 : 1);
    pen.lineWidth = ((accent ? 1.5 : group[0].kind === "touch" ? 0.8 : 1.2) + Math.log10(group[0].count)) / scale;
    pen.lineCap = group[0].kind === "tie" ? "round" : "butt";
    pen.setLineDash(sparse(dashOf(group[0]), items, group, scale));
    pen.beginPath();
    for (const { a, b } of group) { pen.moveTo(items[a].x, items[a].y); pen.lineTo(items[b].x, items[b].y); }
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

// A dash in pixels, the gaps the wider the more there is to dash: every dash is a stroke of its own.
function sparse([dash, gap], items, lines, scale) {
  if (dash === undefined) return [];
  const length = lines.reduce((sum, { a, b }) => sum + Math.abs(items[a].x - items[b].x) + Math.abs(items[a].y - items[b].y), 0);
  return [dash / scale, Math.max(gap / scale, length / DASHES_MOST)];
}

// Arrow heads where lines end at a mark.
function drawArrows(pen, { items, lines }, scale) {
  pen.fillStyle = ink["--accent"];
  pen.beginPath();
  for (const { a, b } of lines) {
    const angle = Math.atan2(items[b].y - items[a].y, items[b].x - items[a].x), reach = items[b].size + 3, head = 7 / scale;
    const [x, y] = [items[b].x - reach * Math.cos(angle), items[b].y - reach * Math.sin(angle)];
    pen.moveTo(x, y);
    pen.lineTo(x - head * Math.cos(angle - 0.4), y - head * Math.sin(angle - 0.4));
    pen.lineTo(x - head * Math.cos(angle + 0.4), y - head * Math.sin(angle + 0.4));
    pen.closePath();
  }
  pen.fill();
}

// All marks of one colour in one path; very small ones as squares.
function drawMarks(pen, items, scale) {
  const looks = new Map();
  for (const item of items) {
    const look = `${paintOf(item)} ${isHollow(item)}`;
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look).push(item);
  }
  for (const [look, group] of looks) {
    const colour = ink[look.split(" ")[0]], hollow = isHollow(group[0]);
    pen.beginPath();
    for (const item of group) traceMark(pen, item, scale);
    pen.fillStyle = hollow ? ink["--panel"] : colour;
    pen.strokeStyle = hollow ? colour : ink["--outline"];
    pen.lineWidth = hollow ? 2 : 1;
    pen.fill();
    if (group[0].size * scale > SMALL) pen.stroke();
  }
}

function traceMark(pen, item, scale) {
  const { x, y, size } = item, outline = outlineOf(item);
  if (size * scale < SMALL) pen.rect(x - size, y - size, 2 * size, 2 * size);
  else if (item.heap) for (const shift of [6, 3, 0]) { pen.moveTo(x + size + shift, y - shift); pen.arc(x + shift, y - shift, size, 0, 2 * Math.PI); }
  else if (!outline) { pen.moveTo(x + size, y); pen.arc(x, y, size, 0, 2 * Math.PI); }
  else {
    outline.forEach(([dx, dy], n) => pen[n ? "lineTo" : "moveTo"](x + size * dx, y + size * dy));
    pen.closePath();
  }
}

function drawRing(pen, item, scale) {
  pen.strokeStyle = ink["--accent"];
  pen.lineWidth = 2.5 / scale;
  pen.beginPath();
  pen.arc(item.x, item.y, item.size + 5 / scale, 0, 2 * Math.PI);
  pen.stroke();
}

function drawVeil(pen) {
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 0.82;
  pen.fillStyle = ink["--bg"];
  pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
  pen.restore();
}
