// The labels of a scene at a fixed size, the weightiest first, each only where nothing stands yet.
const widths = new Map();
const heapCount = (item) => `×${grouping(String(item.heap.members.length))}`;
const itemName = (item) => (item.heap ? say("heap", groupName(item.heap.group), grouping(String(item.heap.members.length))) : longName(item.at));

function widthOf(pen, text) {
  const key = `${pen.font} ${text}`;
  if (!widths.has(key)) widths.set(key, pen.measureText(text).width);
  return widths.get(key);
}

// The text, or as much of it as fits, with an ellipsis.
function fittedTo(pen, text, width) {
  const full = widthOf(pen, text);
  if (full <= width) return text;
  const signs = [...text].slice(0, Math.ceil((text.length * width) / full) + 2);
  while (signs.length > 1 && widthOf(pen, `${signs.join("")}…`) > width) signs.pop();
  return `${signs.join("")}…`;
}

// The name as far as there is room: a heap gives its number rather than a part of its name.
function labelText(pen, item, room) {
  const name = itemName(item);
  return item.heap && widthOf(pen, name) > room ? heapCount(item) : fittedTo(pen, name, room);
}

// How much room a label has beside its mark: up to the next column, the edge of the picture, or a fair measure.
function roomFor(item, spot, away, scale, width) {
  if (item.side === "below" || item.side === "above") return Math.min(190, width - 8);
  const edge = (item.side === "left" ? spot.x : width - spot.x) - away - 4;
  return Math.min(edge, item.room ? Math.max(70, item.room * scale - away) : 260);
}

const markBox = ({ size }, { x, y }, scale) => [x - size * scale, y - size * scale, x + size * scale, y + size * scale];

// Where the labels go: [{ item, text, x, y, size, strong }], in pixels; `project` gives the pixel of an item.
function placeLabels(pen, items, project, scale, width, height, most = LABELS_MOST) {
  const placed = [], spread = items.length <= 120 && items.some(({ side }) => side !== "below");
  const taken = spread ? items.map((item) => markBox(item, project(item), scale)) : []; // of a few marks in a tree none is covered
  for (const item of items) {
    if (placed.length >= most) break;
    const spot = project(item), big = item.at >= 0 && isCase(item.at), strong = big || item.strong;
    if (spot.x < -10 || spot.y < -20 || spot.x > width + 10 || spot.y > height + 20) continue;
    const size = big ? 16 : 12, away = item.size * scale + 5, room = roomFor(item, spot, away, scale, width);
    if (room < 40) continue;
    pen.font = `${strong ? 600 : 400} ${size}px ${FONT}`;
    const text = labelText(pen, item, room), wide = widthOf(pen, text);
    const left = item.side === "left" ? spot.x - away - wide : item.side === "right" ? spot.x + away : Math.min(Math.max(spot.x - wide / 2, 3), Math.max(3, width - wide - 3));
    const top = item.side === "below" ? spot.y + away - 2 : item.side === "above" ? spot.y - away - size - 1 : spot.y - size / 2 - 1;
    const box = [left - 3, top - 1, left + wide + 3, top + size + 3];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    placed.push({ item, text, x: left, y: top, size, strong });
  }
  return placed;
}

function drawLabels(pen, items, project, scale) {
  const ratio = pen.canvas.width / pen.canvas.clientWidth;
  pen.save();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.textAlign = "left";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  const placed = placeLabels(pen, items, project, scale, pen.canvas.clientWidth, pen.canvas.clientHeight);
  for (const { text, x, y, size, strong } of placed) {
    pen.font = `${strong ? 600 : 400} ${size}px ${FONT}`;
    pen.strokeStyle = ink["--bg"];
    pen.lineWidth = 3.5;
    pen.strokeText(text, x, y);
    pen.fillStyle = strong ? ink["--ink"] : ink["--ink-2"];
    pen.fillText(text, x, y);
  }
  pen.restore();
  return placed.length;
}

// The names of the links of a path, amid each line.
function drawLineNames(pen, { items, lines }, project, scale) {
  const ratio = pen.canvas.width / pen.canvas.clientWidth;
  pen.save();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.font = `400 12px ${FONT}`;
  pen.fillStyle = ink["--ink-3"];
  pen.textBaseline = "middle";
  for (const { a, b, edge } of lines.filter(({ named }) => named)) {
    const one = project(items[a]), other = project(items[b]), up = one.y > other.y;
    pen.fillText(`${up ? "↑" : "↓"} ${lineText(edge, items[a].at)}`, (one.x + other.x) / 2 + 12, (one.y + other.y) / 2);
  }
  pen.restore();
}
