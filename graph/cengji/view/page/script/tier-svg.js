// @ts-check
/**
 * The table of the network by tier in SVG.
 */
import { fitText, ink } from "./ink.js";
import { placeName } from "./names.js";
import { fixed, svgElement, svgEscape } from "./svg.js";
import { NAME_SIZE, namePen, svgText } from "./svg-frame.js";
import { arcLook, tierRowName } from "./tier-drawing.js";
import { ladderSpines } from "./tier-links.js";

/**
 * Stripes, arcs, each with what it joins and how many links it stands for, and ladders.
 * @param {Scene} scene
 * @param {import("./svg-frame.js").Frame} frame
 */
export function tableParts(scene, frame) {
  const { rows, box, bundles } = /** @type {TierTable} */ (scene.table);
  const stripes = rows
    .filter((_, n) => n % 2 === 0)
    .map(({ start, end }) => {
      const [one, other] = [frame.at({ x: box[0], y: start }), frame.at({ x: box[2], y: end })];
      return svgElement("rect", { ...one, width: other.x - one.x, height: other.y - one.y, fill: ink["--wash"] });
    });
  const spines = ladderSpines(scene).map(([one, other]) => {
    const [from, to] = [frame.at(one), frame.at(other)];
    const stroke = { stroke: ink["--ink-3"], "stroke-width": 2, "stroke-opacity": 0.75 };
    return svgElement("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...stroke });
  });
  return [...stripes, ...bundles.flatMap((bundle) => arcPart(bundle, frame)), ...spines];
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
  const { rows, columns, names } = /** @type {TierTable} */ (scene.table);
  const tiers = rows.map(({ key, start }) => {
    const { y } = frame.at({ x: 0, y: start });
    return { text: fitText(namePen(), tierRowName(key), names * frame.factor - 12), x: 6, y: y + NAME_SIZE };
  });
  const places = columns.map(({ key, start, end }) => {
    const [left, right] = [frame.at({ x: start, y: 0 }).x, frame.at({ x: end, y: 0 }).x];
    return { text: fitText(namePen(), placeName(key), right - left), x: left, y: NAME_SIZE + 4 };
  });
  return [...tiers, ...places]
    .filter(({ x, y }) => y > 0 && y < frame.height && x >= 0 && x < frame.width)
    .map(({ text, x, y }) => svgText(text, x, y, NAME_SIZE, true));
}
