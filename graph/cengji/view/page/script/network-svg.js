// @ts-check
/**
 * The network as the text of an SVG document: what its frame shows now, at the width that is asked for.
 */
import { camera, touching } from "./camera.js";
import { weightOf } from "./clusters.js";
import { networkNode } from "./data.js";
import { $ } from "./dom.js";
import { fitText, FONT, ink } from "./ink.js";
import { labelledItems, placeLabels } from "./labels.js";
import { dashOf, isHollow, outlineOf, paintOf } from "./marks.js";
import { placeName, t, tierName } from "./names.js";
import { current } from "./scene.js";
import { state } from "./state.js";
import { fixed, svgDocument, svgElement, svgEscape } from "./svg.js";
import { STACK } from "./symbols.js";
import { lineText } from "./trails.js";

const FAINT = 0.18; // of what is not linked to what is selected
const NAME_SIZE = 13;
// In pixels: the narrowest column that bears its name, the radius of the smallest mark, and of one with a thin outline.
const LEAST_NAME = 26;
const LEAST_MARK = 0.8;
const SMALL_MARK = 3;

/** From the scene to the picture: its size in pixels, its scale, and the pixel of a point. */
class Frame {
  /** @param {number} width of the picture, 0 for that of the screen */
  constructor(width) {
    const { clientWidth, clientHeight } = $("canvas");
    const factor = width ? width / clientWidth : 1;
    this.width = clientWidth * factor;
    this.height = clientHeight * factor;
    this.scale = camera.getScale() * factor;
    this.corner = camera.DOMtoCanvas({ x: 0, y: 0 });
  }
  /**
   * @param {Point} point
   * @returns {Point}
   */
  at({ x, y }) {
    return { x: (x - this.corner.x) * this.scale, y: (y - this.corner.y) * this.scale };
  }
  /**
   * Whether something of a box lies in the picture.
   * @param {Point[]} corners
   */
  holds(corners) {
    const xs = corners.map(({ x }) => x);
    const ys = corners.map(({ y }) => y);
    return (
      Math.max(...xs) >= 0 && Math.min(...xs) <= this.width && Math.max(...ys) >= 0 && Math.min(...ys) <= this.height
    );
  }
}

/** @param {number} width in pixels, 0 for that of the screen */
export function networkSvg(width) {
  const frame = new Frame(width);
  const { items, lines, mode } = current;
  const selected = state.sel >= 0 ? current.place.get(networkNode(state.sel)) : undefined;
  const parts = [...bandParts(frame)];
  let named = labelledItems(
    [...items].sort((a, b) => weightOf(b) - weightOf(a)),
    frame.scale,
  );
  if (selected === undefined || (mode !== "whole" && mode !== "clusters"))
    parts.push(...drawnParts(items, lines, frame, mode === "path"));
  else {
    const picked = touching(selected);
    const near = [...new Set(picked.flatMap(({ a, b }) => [a, b]))].filter((n) => n !== selected);
    parts.push(svgElement("g", { opacity: String(FAINT) }, drawnParts(items, lines, frame, false).join("")));
    named = [{ ...items[selected], strong: true }, ...near.map((n) => items[n])];
    parts.push(...lineParts(picked, frame, true), ...markParts(named, frame));
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  const labels = placeLabels(pen, named, (item) => frame.at(item), frame.scale, frame.width, frame.height);
  parts.push(...labels.map(({ text, x, y, size, strong }) => svgText(text, x, y + size * 0.9, size, strong)));
  if (mode === "path") parts.push(...lines.map((line) => lineNamePart(line, frame)));
  return svgDocument(parts.join("\n"), frame.width, frame.height);
}

/** A pen with the letters of the names of tiers, to measure them. */
function namePen() {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = `600 ${NAME_SIZE}px ${FONT}`;
  return pen;
}

/**
 * The stripes and names of tiers, and the names of places.
 * @param {Frame} frame
 */
function bandParts(frame) {
  const { columns, bands } = current;
  const stripes = columns.map(([tier, start, end], n) => {
    const { x } = frame.at({ x: start - 30, y: 0 });
    const width = (end - start + 44) * frame.scale;
    const stripe = n % 2 ? "" : svgElement("rect", { x, y: 0, width, height: frame.height, fill: ink["--wash"] });
    const name = tier < 0 ? t("noTier") : tierName(tier);
    return width < LEAST_NAME || x < -width
      ? stripe
      : stripe + svgText(fitText(namePen(), name, width), x + 8, 18, NAME_SIZE, true);
  });
  const names = bands.map(([place, start]) => [placeName(place), frame.at({ x: 0, y: start }).y + NAME_SIZE]);
  return [
    ...stripes,
    ...names
      .filter(([, y]) => Number(y) > NAME_SIZE && Number(y) < frame.height)
      .map(([name, y]) => svgText(String(name), 6, Number(y), NAME_SIZE, true)),
  ];
}

/**
 * @param {SceneItem[]} items
 * @param {SceneLine[]} lines
 * @param {Frame} frame
 * @param {boolean} accent
 */
const drawnParts = (items, lines, frame, accent) => [...lineParts(lines, frame, accent), ...markParts(items, frame)];

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
 * @param {SceneLine} line
 * @param {Frame} frame
 */
function lineNamePart({ a, b, edge }, frame) {
  const [one, other] = [frame.at(current.items[a]), frame.at(current.items[b])];
  const text = `${one.y > other.y ? "↑" : "↓"} ${lineText(edge, current.items[a].at)}`;
  return svgText(text, (one.x + other.x) / 2 + 12, (one.y + other.y) / 2 + 4, 12, false);
}

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {boolean} [strong]
 */
const svgText = (text, x, y, size, strong) =>
  svgElement(
    "text",
    {
      x,
      y,
      "font-size": size,
      "font-weight": strong ? "600" : "",
      "font-family": FONT,
      fill: ink[strong ? "--ink" : "--ink-2"],
    },
    svgEscape(text),
  );

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
