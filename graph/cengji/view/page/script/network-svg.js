// @ts-check
/**
 * The network as the text of an SVG document: what its frame shows now, at the width that is asked for.
 */
import { showsAll, touching, wholeFrame } from "./camera.js";
import { weightOf } from "./clusters.js";
import { fitText, FONT, ink } from "./ink.js";
import { labelledItems, LINE_NAME_SIZE, linkText, markBox, placeLabels, placeLineNames } from "./labels.js";
import { paintOf } from "./looks.js";
import { arrowHead, dashOf, isCrowded, isHollow, lineLook, outlineOf, SELECTION_RING } from "./marks.js";
import { tierName } from "./names.js";
import { neighbours, selectedItem } from "./network-canvas.js";
import { current, setCurrent, tableScene } from "./scene.js";
import { fixed, svgDocument, svgElement } from "./svg.js";
import { Frame, measuringPen, svgLabel, svgName } from "./svg-frame.js";
import { STACK } from "./symbols.js";
import { tableNames, tableParts } from "./tier-svg.js";

const FAINT = 0.18; // of what is not linked to what is selected
// In pixels: the narrowest column that bears its name, the radius of the smallest mark, and of one with a thin outline.
const LEAST_NAME = 26;
const LEAST_MARK = 0.8;
const SMALL_MARK = 3;
const TIGHT_FRAME = 480; // the width of a picture that is too narrow for the spacing of the screen

/**
 * The network as the screen shows it or, where that is all of it, laid out for a picture of so many pixels.
 * @param {Size | null} size null for that of the screen
 */
export function networkSvg(size) {
  if (!size || !showsAll()) return drawNetwork(Frame.ofScreen(size?.width ?? 0));
  const shown = current;
  if (shown.table) setCurrent(tableScene({ ...size, tight: size.width < TIGHT_FRAME }));
  try {
    return drawNetwork(new Frame(wholeFrame(size)));
  } finally {
    setCurrent(shown);
  }
}

/** @param {Frame} frame */
function drawNetwork(frame) {
  const { items, lines, mode, table } = current;
  const selected = selectedItem();
  const parts = table ? [] : columnParts(frame);
  const base = [
    ...(table ? tableParts(current, frame) : lineParts(lines, frame, mode === "path")),
    ...(mode === "path" ? arrowParts(lines, frame) : []),
    ...markParts(items, frame),
  ];
  let named = labelledItems(
    [...items].sort((a, b) => weightOf(b) - weightOf(a)),
    frame.scale,
  );
  let links = ["path", "focus"].includes(mode) ? lines : [];
  if (selected < 0 || links.length) parts.push(...base);
  else {
    links = touching(selected);
    named = [{ ...items[selected], strong: true }, ...neighbours(links, selected)];
    parts.push(svgElement("g", { opacity: String(FAINT) }, base.join("")));
    parts.push(...lineParts(links, frame, true), ...arrowParts(links, frame), ...markParts(named, frame));
  }
  if (selected >= 0) parts.push(ringPart(items[selected], frame));
  parts.push(...wordParts(named, links, frame));
  if (table) parts.push(...tableNames(current, frame));
  return svgDocument(parts.join("\n"), frame.width, frame.height);
}

/**
 * The names of things and of links.
 * @param {SceneItem[]} named
 * @param {SceneLine[]} links
 * @param {Frame} frame
 */
function wordParts(named, links, frame) {
  const pen = measuringPen();
  const { width, height, scale } = frame;
  const project = (/** @type {Point} */ item) => frame.at(item);
  const labels = placeLabels(pen, named, project, scale, width, height);
  const taken = [...named.map((item) => markBox(item, project(item), scale)), ...labels.map(({ box }) => box)];
  const drawn = { items: current.items, lines: links };
  const names = placeLineNames(pen, drawn, { width, height, scale, project }, taken, linkText);
  return [
    ...labels.map((label) =>
      svgLabel({ ...label, weight: label.strong ? 600 : 400, colour: label.strong ? "--ink" : "--ink-2" }),
    ),
    ...names.map((name) => svgLabel({ ...name, size: LINE_NAME_SIZE, weight: 400, colour: "--accent" })),
  ];
}

/**
 * The stripes and names of tiers of a large graph.
 * @param {Frame} frame
 */
function columnParts(frame) {
  const look = { size: 13, weight: 600, colour: "--ink-2" };
  const pen = measuringPen();
  pen.font = `${look.weight} ${look.size}px ${FONT}`;
  return current.columns.map(([tier, start, end], n) => {
    const { x } = frame.at({ x: start - 30, y: 0 });
    const width = (end - start + 44) * frame.scale;
    const stripe = n % 2 ? "" : svgElement("rect", { x, y: 0, width, height: frame.height, fill: ink["--wash"] });
    return width < LEAST_NAME || x < -width
      ? stripe
      : stripe + svgName({ text: fitText(pen, tierName(tier), width), x: x + 8, y: 13, ...look });
  });
}

/**
 * @param {SceneLine[]} lines
 * @param {Frame} frame
 * @param {boolean} accent
 */
function lineParts(lines, frame, accent) {
  const crowded = isCrowded(lines, frame.scale);
  return lines.flatMap((line) => {
    const [one, other] = [frame.at(current.items[line.a]), frame.at(current.items[line.b])];
    if (!frame.holds([one, other])) return [];
    const { colour, opacity, width, cap } = lineLook(line, { accent, crowded });
    return svgElement("line", {
      x1: one.x,
      y1: one.y,
      x2: other.x,
      y2: other.y,
      stroke: ink[colour],
      "stroke-width": width,
      "stroke-opacity": opacity === 1 ? "" : String(opacity),
      "stroke-linecap": cap === "butt" ? "" : cap,
      "stroke-dasharray": dashOf(line).join(" "),
    });
  });
}

/**
 * @param {SceneLine[]} lines
 * @param {Frame} frame
 */
const arrowParts = (lines, frame) =>
  lines.map(({ a, b }) => {
    const corners = arrowHead(current.items[a], current.items[b], frame.scale).map((corner) => frame.at(corner));
    return svgElement("polygon", { points: pointsOf(corners), fill: ink["--accent"] });
  });

/**
 * @param {SceneItem} item
 * @param {Frame} frame
 */
function ringPart(item, frame) {
  const { x, y } = frame.at(item);
  const r = item.size * frame.scale + SELECTION_RING.away;
  return svgElement("circle", {
    cx: x,
    cy: y,
    r,
    fill: "none",
    stroke: ink["--accent"],
    "stroke-width": SELECTION_RING.width,
  });
}

/** @param {Point[]} corners */
const pointsOf = (corners) => corners.map(({ x, y }) => `${fixed(x)},${fixed(y)}`).join(" ");

/**
 * @param {SceneItem[]} items
 * @param {Frame} frame
 */
const markParts = (items, frame) =>
  items.flatMap((item) => {
    const { x, y } = frame.at(item);
    const size = item.size * frame.scale;
    return frame.holds([
      { x: x - size, y: y - size },
      { x: x + size, y: y + size },
    ])
      ? svgMark(item, x, y, Math.max(LEAST_MARK, size))
      : [];
  });

/**
 * @param {SceneItem} item
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function svgMark(item, x, y, size) {
  const hollow = isHollow(item);
  const colour = ink[paintOf(item)];
  const outline = outlineOf(item);
  const look = {
    fill: hollow ? ink["--panel"] : colour,
    stroke: hollow ? colour : ink["--outline"],
    "stroke-width": size < SMALL_MARK ? 0.5 : hollow ? 2 : 1,
  };
  if (outline)
    return svgElement("polygon", {
      points: pointsOf(outline.map(([px, py]) => ({ x: x + size * px, y: y + size * py }))),
      ...look,
    });
  return (item.cluster ? STACK : [0])
    .map((shift) => svgElement("circle", { cx: x + shift, cy: y - shift, r: size, ...look }))
    .join("");
}
