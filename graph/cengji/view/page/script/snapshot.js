// @ts-check
/**
 * The picture of a view as SVG, read from the geometry of the page: what stands there is what is written, no more.
 */
import { gradientShapes, isClear } from "./gradients.js";
import { svgElement, svgEscape } from "./svg.js";
import { fitted, measure, textLines } from "./text-lines.js";

/** @type {Record<string, string>} */
const DASHED = { dashed: "3 2.5", dotted: "1.5 2" };
const SKIPPED = ".tool, .zoom, input, .segments, .controls, .note, .noted-mark";

/**
 * Return what stands in an element as SVG, and its width and height.
 * @param {HTMLElement} root
 */
export function snapshot(root) {
  const box = root.getBoundingClientRect();
  /** @type {string[]} */
  const parts = [];
  drawElement(root, { parts, dx: -box.left, dy: -box.top });
  const [width, height] = [Math.max(root.scrollWidth, box.width), Math.max(root.scrollHeight, box.height)];
  return { parts: parts.join("\n"), width, height };
}

/**
 * @param {Element} element
 * @param {Picture} picture
 */
function drawElement(element, picture) {
  const style = getComputedStyle(element);
  if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(SKIPPED)) return;
  const rect = element.getBoundingClientRect();
  if (element instanceof SVGSVGElement) {
    picture.parts.push(element.matches(".mark") ? svgCopy(element, rect, picture) : wholeSvg(element, rect, picture));
    return;
  }
  drawBox(style, rect.left + picture.dx, rect.top + picture.dy, rect.width, rect.height, picture);
  drawPseudo(element, "::before", rect, picture);
  for (const child of element.childNodes) {
    if (child instanceof Text) drawText(child, style, picture);
    else if (child instanceof Element) drawElement(child, picture);
  }
  drawPseudo(element, "::after", rect, picture);
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {Picture} picture
 */
function drawBox(style, x, y, width, height, { parts }) {
  if (width <= 0 || height <= 0) return;
  const sides = ["top", "right", "bottom", "left"].map((side) => {
    const [width, colour, line] = ["width", "color", "style"].map((what) =>
      style.getPropertyValue(`border-${side}-${what}`),
    );
    return /** @type {Side} */ ([line === "none" ? 0 : parseFloat(width), colour, line]);
  });
  const [[thick, colour, line]] = sides;
  const even = sides.every((side) => side.join() === sides[0].join());
  /** @type {Record<string, string | number>} */
  const stroke =
    even && thick && !isClear(colour)
      ? { stroke: colour, "stroke-width": thick, "stroke-dasharray": DASHED[line] }
      : {};
  const inset = stroke.stroke ? thick / 2 : 0;
  const radius = Math.max(0, Math.min(parseFloat(style.borderTopLeftRadius) || 0, width / 2, height / 2) - inset);
  if (stroke.stroke || !isClear(style.backgroundColor)) {
    parts.push(
      svgElement("rect", {
        x: x + inset,
        y: y + inset,
        width: width - 2 * inset,
        height: height - 2 * inset,
        rx: radius,
        fill: isClear(style.backgroundColor) ? "none" : style.backgroundColor,
        opacity: style.opacity === "1" ? "" : style.opacity,
        ...stroke,
      }),
    );
  }
  if (style.backgroundImage !== "none") parts.push(...gradientShapes(style, { x, y, width, height }));
  if (even) return;
  sides.forEach((side, at) => {
    if (side[0] && !isClear(side[1])) parts.push(...drawSide(side, at, x, y, width, height));
  });
}

/**
 * One side of a box as its line, or as two where it is double; a line lies inside the box.
 * @param {Side} side
 * @param {number} side
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function drawSide([wide, stroke, kind], side, x, y, width, height) {
  const strokes = kind === "double" ? [wide / 6, (wide * 5) / 6] : [wide / 2];
  return strokes.map((inside) => {
    const [left, top, right, bottom] = [x + inside, y + inside, x + width - inside, y + height - inside];
    const [x1, y1, x2, y2] = [
      [x, top, x + width, top],
      [right, y, right, y + height],
      [x, bottom, x + width, bottom],
      [left, y, left, y + height],
    ][side];
    return svgElement("line", {
      x1,
      y1,
      x2,
      y2,
      stroke,
      "stroke-width": kind === "double" ? wide / 3 : wide,
      "stroke-dasharray": DASHED[kind],
    });
  });
}

/**
 * Lines and stripes are drawn by the style as empty boxes at a place of their own.
 * @param {Element} element
 * @param {string} which
 * @param {DOMRect} rect
 * @param {Picture} picture
 */
function drawPseudo(element, which, rect, picture) {
  const style = getComputedStyle(element, which);
  if (style.display === "none" || !/^".*"$/.test(style.content)) return;
  if (style.content !== '""') drawSign(element, style, rect, picture);
  if (style.content !== '""' || style.position !== "absolute") return;
  const [left, top, width, height] = [style.left, style.top, style.width, style.height].map(parseFloat);
  const borders = (/** @type {string[]} */ ...sides) =>
    style.boxSizing === "border-box"
      ? 0
      : sides.reduce((sum, side) => sum + (parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0), 0);
  const own = getComputedStyle(element);
  drawBox(
    style,
    rect.left + parseFloat(own.borderLeftWidth) + left + (parseFloat(style.marginLeft) || 0) + picture.dx,
    rect.top + parseFloat(own.borderTopWidth) + top + picture.dy,
    width + borders("left", "right"),
    height + borders("top", "bottom"),
    picture,
  );
}

/**
 * A sign that the style writes: at its place, or in the middle of an element that holds nothing else.
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {DOMRect} rect
 * @param {Picture} picture
 */
function drawSign(element, style, rect, { parts, dx, dy }) {
  const own = style.position === "absolute";
  if (!own && element.childNodes.length) return;
  const text = style.content.slice(1, -1);
  measure.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { width, fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = measure.measureText(text);
  const [wide, high] = [parseFloat(style.width) || width, parseFloat(style.height) || ascent + descent];
  const left = rect.left + (own ? parseFloat(style.left) + (wide - width) / 2 : (rect.width - width) / 2);
  const top =
    rect.top + (own ? parseFloat(style.top) + (high - ascent - descent) / 2 : (rect.height - ascent - descent) / 2);
  parts.push(
    svgElement(
      "text",
      {
        x: left + dx,
        y: top + ascent + dy,
        "font-size": parseFloat(style.fontSize),
        "font-weight": style.fontWeight === "400" ? "" : style.fontWeight,
        "font-family": style.fontFamily,
        fill: style.color,
      },
      svgEscape(text),
    ),
  );
}

/**
 * @param {Text} node
 * @param {CSSStyleDeclaration} style
 * @param {Picture} picture
 */
function drawText(node, style, { parts, dx, dy }) {
  if (!node.data.trim() || style.opacity === "0") return;
  const clip = clipOf(node.parentElement);
  measure.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = measure.measureText("级");
  const lines = textLines(node, clip);
  const seen = lines.filter(({ rect }) => rect.top < clip.bottom - 2 && rect.left < clip.right - 2 && rect.width > 0);
  seen.forEach(({ text, rect }, at) => {
    const cut = (at === seen.length - 1 && seen.length < lines.length) || rect.right > clip.right + 1;
    const line = cut ? fitted(text, Math.min(rect.right, clip.right) - rect.left) : text;
    const baseline = rect.top + (rect.height - ascent - descent) / 2 + ascent;
    parts.push(
      svgElement(
        "text",
        {
          x: rect.left + dx,
          y: baseline + dy,
          "font-size": parseFloat(style.fontSize),
          "font-weight": style.fontWeight === "400" ? "" : style.fontWeight,
          "font-family": style.fontFamily,
          fill: style.color,
          opacity: style.opacity === "1" ? "" : style.opacity,
          "xml:space": "preserve",
        },
        svgEscape(line),
      ),
    );
  });
}

/**
 * The box beyond which nothing of the text is seen.
 * @param {Element | null} element
 */
function clipOf(element) {
  let right = Infinity;
  let bottom = Infinity;
  for (let at = element; at && !at.matches(".view, .picture"); at = at.parentElement) {
    if (getComputedStyle(at).overflow !== "visible") {
      const box = at.getBoundingClientRect();
      right = Math.min(right, box.right);
      bottom = Math.min(bottom, box.bottom);
    }
  }
  return { right, bottom };
}

/**
 * @param {SVGSVGElement} svg
 * @param {DOMRect} rect
 * @param {Picture} picture
 */
function svgCopy(svg, rect, { dx, dy }) {
  const copy = [...svg.children].map((shape) => {
    const style = getComputedStyle(shape);
    const names =
      {
        polygon: ["points"],
        circle: ["cx", "cy", "r"],
        rect: ["x", "y", "width", "height", "rx"],
        line: ["x1", "y1", "x2", "y2"],
        path: ["d"],
        text: ["x", "y", "text-anchor", "font-size"],
      }[shape.tagName] ?? [];
    const attributes = Object.fromEntries(names.map((name) => [name, shape.getAttribute(name) ?? ""]));
    return svgElement(
      shape.tagName,
      { ...attributes, fill: style.fill, stroke: style.stroke, "stroke-width": style.strokeWidth.replace("px", "") },
      shape.tagName === "text" ? svgEscape(shape.textContent) : "",
    );
  });
  const box = svg.getAttribute("viewBox");
  return svgElement(
    "svg",
    { x: rect.left + dx, y: rect.top + dy, width: rect.width, height: rect.height, viewBox: box ?? "" },
    copy.join(""),
  );
}

/**
 * A drawing that is SVG already and bears its look itself.
 * @param {SVGSVGElement} svg
 * @param {DOMRect} rect
 * @param {Picture} picture
 */
function wholeSvg(svg, rect, { dx, dy }) {
  const place = { x: rect.left + dx, y: rect.top + dy, width: rect.width, height: rect.height };
  for (const [name, value] of Object.entries(place)) svg.setAttribute(name, String(value));
  return new XMLSerializer().serializeToString(svg);
}
