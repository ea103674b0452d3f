// @ts-check
/**
 * The network as the text of an SVG document.
 */
import { weightOf } from "./clusters.js";
import { FONT, ink } from "./ink.js";
import { placeLabels } from "./labels.js";
import { dashOf, isHollow, outlineOf, paintOf } from "./marks.js";
import { placeName, t, tierName } from "./names.js";
import { current, makeScene } from "./scene.js";
import { fixed, svgDocument, svgElement, svgEscape } from "./svg.js";
import { STACK } from "./symbols.js";
import { lineText } from "./trails.js";

/** The whole scene as SVG at scale 1, labels where there is space for them. */
export function networkSvg() {
  const { items, lines, columns, bands, mode } = current ?? makeScene();
  const xs = items.map(({ x }) => x);
  const ys = items.map(({ y }) => y);
  const [dx, dy] = [Math.min(...xs, 0) - 160, Math.min(...ys, 0) - 70];
  const width = Math.max(...xs, 0) - dx + 320;
  const height = Math.max(...ys, 0) - dy + 70;
  const parts = columns.map(
    ([tier, start, end], n) =>
      svgElement("rect", {
        x: start - 30 - dx,
        y: 40,
        width: end - start + 44,
        height: height - 60,
        fill: n % 2 ? "none" : ink["--wash"],
      }) + svgText(tier < 0 ? t("noTier") : tierName(tier), start - 14 - dx, 32, 13, true),
  );
  parts.push(...bands.map(([place, start]) => svgText(placeName(place), 12, start - dy, 13, true)));
  for (const line of lines)
    parts.push(
      svgElement("line", {
        x1: items[line.a].x - dx,
        y1: items[line.a].y - dy,
        x2: items[line.b].x - dx,
        y2: items[line.b].y - dy,
        stroke: ink[line.kind === "touch" ? "--edge" : "--ink-3"],
        "stroke-width": 1 + Math.log10(line.count),
        "stroke-dasharray": dashOf(line).join(" "),
      }),
    );
  for (const item of items) parts.push(svgMark(item, item.x - dx, item.y - dy));
  const order = [...items].sort((a, b) => weightOf(b) - weightOf(a));
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  for (const { text, x, y, size, strong } of placeLabels(
    pen,
    order,
    (item) => ({ x: item.x - dx, y: item.y - dy }),
    1,
    width,
    height,
    Infinity,
  ))
    parts.push(svgText(text, x, y + size * 0.9, size, strong));
  if (mode === "path")
    for (const { a, b, edge } of lines)
      parts.push(
        svgText(
          `${items[a].y > items[b].y ? "↑" : "↓"} ${lineText(edge, items[a].at)}`,
          12 - dx,
          (items[a].y + items[b].y) / 2 - dy + 4,
          12,
          false,
        ),
      );
  return svgDocument(parts.join("\n"), width, height);
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
 */
function svgMark(item, x, y) {
  const hollow = isHollow(item);
  const colour = ink[paintOf(item)];
  const outline = outlineOf(item);
  const look = {
    fill: hollow ? ink["--panel"] : colour,
    stroke: hollow ? colour : ink["--outline"],
    "stroke-width": hollow ? 2 : 1,
  };
  if (outline)
    return svgElement("polygon", {
      points: outline.map(([px, py]) => `${fixed(x + item.size * px)},${fixed(y + item.size * py)}`).join(" "),
      ...look,
    });
  return (item.cluster ? STACK : [0])
    .map((shift) => svgElement("circle", { cx: x + shift, cy: y - shift, r: item.size, ...look }))
    .join("");
}
