// @ts-check
/**
 * The network as the text of an SVG document: what its frame shows now, at the width that is asked for.
 */
import { touching } from "./camera.js";
import { weightOf } from "./clusters.js";
import { fitText, ink } from "./ink.js";
import { labelledItems, LINE_NAME_SIZE, linkText, markBox, placeLabels, placeLineNames } from "./labels.js";
import { paintOf } from "./looks.js";
import { dashOf, isHollow, outlineOf } from "./marks.js";
import { tierName } from "./names.js";
import { neighbours, selectedItem } from "./network-canvas.js";
import { current } from "./scene.js";
import { fixed, svgDocument, svgElement } from "./svg.js";
import { Frame, NAME_SIZE, namePen, svgText } from "./svg-frame.js";
import { STACK } from "./symbols.js";
import { tableNames, tableParts } from "./tier-svg.js";

const FAINT = 0.18; // of what is not linked to what is selected
// In pixels: the narrowest column that bears its name, the radius of the smallest mark, and of one with a thin outline.
const LEAST_NAME = 26;
const LEAST_MARK = 0.8;
const SMALL_MARK = 3;

/** @param {number} width in pixels, 0 for that of the screen */
export function networkSvg(width) {
  const frame = new Frame(width);
  const { items, lines, mode, table } = current;
  const selected = selectedItem();
  const parts = table ? [] : columnParts(frame);
  const base = [
    ...(table ? tableParts(current, frame) : lineParts(lines, frame, mode === "path")),
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
    parts.push(...lineParts(links, frame, true), ...markParts(named, frame));
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  const pane = {
    width: frame.width,
    height: frame.height,
    scale: frame.scale,
    project: (/** @type {Point} */ item) => frame.at(item),
  };
  const labels = placeLabels(pen, named, pane.project, frame.scale, frame.width, frame.height);
  const taken = [...named.map((item) => markBox(item, frame.at(item), frame.scale)), ...labels.map(({ box }) => box)];
  const names = placeLineNames(pen, { items, lines: links }, pane, taken, linkText);
  parts.push(...labels.map(({ text, x, y, size, strong }) => svgText(text, x, y + size * 0.9, size, strong)));
  parts.push(...names.map(({ text, x, y }) => svgText(text, x, y + LINE_NAME_SIZE * 0.9, LINE_NAME_SIZE, false)));
  if (table) parts.push(...tableNames(current, frame));
  return svgDocument(parts.join("\n"), frame.width, frame.height);
}

/**
 * The stripes and names of tiers of a large graph.
 * @param {Frame} frame
 */
function columnParts(frame) {
  return current.columns.map(([tier, start, end], n) => {
    const { x } = frame.at({ x: start - 30, y: 0 });
    const width = (end - start + 44) * frame.scale;
    const stripe = n % 2 ? "" : svgElement("rect", { x, y: 0, width, height: frame.height, fill: ink["--wash"] });
    return width < LEAST_NAME || x < -width
      ? stripe
      : stripe + svgText(fitText(namePen(), tierName(tier), width), x + 8, 18, NAME_SIZE, true);
  });
}

/**
 * @param {SceneLine[]} lines
 * @param {Frame} frame
 * @param {boolean} accent
 */
const lineParts = (lines, frame, accent) =>
  lines.flatMap((line) => {
    const [one, other] = [frame.at(current.items[line.a]), frame.at(current.items[line.b])];
    if (!frame.holds([one, other])) return [];
    return svgElement("line", {
      x1: one.x,
      y1: one.y,
      x2: other.x,
      y2: other.y,
      stroke: ink[accent ? "--accent" : line.kind === "touch" ? "--edge" : "--ink-3"],
      "stroke-width": 1 + Math.log10(line.count),
      "stroke-dasharray": dashOf(line).join(" "),
    });
  });

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
      points: outline.map(([px, py]) => `${fixed(x + size * px)},${fixed(y + size * py)}`).join(" "),
      ...look,
    });
  return (item.cluster ? STACK : [0])
    .map((shift) => svgElement("circle", { cx: x + shift, cy: y - shift, r: size, ...look }))
    .join("");
}
