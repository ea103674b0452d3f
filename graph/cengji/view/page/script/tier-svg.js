// @ts-check
/**
 * The table of the network by tier in SVG.
 */
import { ink } from "./ink.js";
import { placeName } from "./names.js";
import { fixed, svgElement, svgEscape } from "./svg.js";
import { measuringPen, svgName } from "./svg-frame.js";
import { arcLook, columnNames, rowNames, tierRowName } from "./tier-drawing.js";
import { ladderSpines } from "./tier-links.js";

/**
 * Stripes, rules, arcs, each with what it joins and how many links it stands for, and ladders.
 * @param {Scene} scene
 * @param {import("./svg-frame.js").Frame} frame
 */
export function tableParts(scene, frame) {
  const { rows, columns, box, bundles } = /** @type {TierTable} */ (scene.table);
  const stripes = rows
    .filter((_, n) => n % 2 === 0)
    .map(({ start, end }) => {
      const [one, other] = [frame.at({ x: box[0], y: start }), frame.at({ x: box[2], y: end })];
      return svgElement("rect", { ...one, width: other.x - one.x, height: other.y - one.y, fill: ink["--wash"] });
    });
  const rules = columns.slice(1).map(({ start }) => {
    const [from, to] = [frame.at({ x: start, y: 0 }), frame.at({ x: start, y: box[3] })];
    return svgElement("line", { x1: from.x - 5, y1: from.y, x2: to.x - 5, y2: to.y, stroke: ink["--rule-2"] });
  });
  const spines = ladderSpines(scene).map(([one, other]) => {
    const [from, to] = [frame.at(one), frame.at(other)];
    const stroke = { stroke: ink["--ink-3"], "stroke-width": 2, "stroke-opacity": 0.75 };
    return svgElement("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...stroke });
  });
  return [...stripes, ...rules, ...bundles.flatMap((bundle) => arcPart(bundle, frame)), ...spines];
}

/**
 * @param {Bundle} bundle
 * @param {import("./svg-frame.js").Frame} frame
 */
function arcPart(bundle, frame) {
  const { width, colour, opacity, dash } = arcLook(bundle);
  const points = [0, 2, 4, 6].map((n) => frame.at({ x: bundle.curve[n], y: bundle.curve[n + 1] }));
  if (!frame.holds(points)) return [];
  const [from, ...rest] = points.map(({ x, y }) => `${fixed(x)},${fixed(y)}`);
  const ends = bundle.ends.map(([row, column]) => `${placeName(column)} ${tierRowName(row)}`);
  return svgElement(
    "path",
    {
      class: "links",
      d: `M${from} C${rest.join(" ")}`,
      fill: "none",
      stroke: ink[colour],
      "stroke-width": width,
      "stroke-opacity": opacity,
      "stroke-dasharray": dash.join(" "),
    },
    svgElement("title", {}, svgEscape(`${ends.join(" – ")}: ${bundle.count}`)),
  );
}

/**
 * The names of the tiers to the left and of the places above.
 * @param {Scene} scene
 * @param {import("./svg-frame.js").Frame} frame
 */
export function tableNames(scene, frame) {
  const pen = measuringPen();
  const project = (/** @type {Point} */ point) => frame.at(point);
  return [...rowNames(pen, /** @type {TierTable} */ (scene.table), project), ...columnNames(pen, scene, project)]
    .filter(({ x, y }) => y > 0 && y < frame.height && x >= 0 && x < frame.width)
    .map(svgName);
}
