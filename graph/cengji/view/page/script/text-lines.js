// @ts-check
/**
 * The lines in which a text stands on the page, found without asking for each sign.
 */

const MOST_LINES = 60; // of one text
export const measure = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/**
 * A text node as the lines in which it stands.
 * @param {Text} node
 * @param {{ right: number, bottom: number }} clip beyond which nothing is seen
 */
export function textLines(node, clip) {
  const range = document.createRange();
  const text = node.data;
  range.selectNodeContents(node);
  const whole = range.getClientRects();
  if (whole.length <= 1) return [...whole].map((rect) => ({ text: text.trim(), rect }));
  /** @type {{ text: string, rect: DOMRect }[]} */
  const lines = [];
  for (let from = 0; from < text.length && lines.length < MOST_LINES;) {
    const to = lineEnd(range, node, from);
    const rect = range.getBoundingClientRect();
    if (rect.width) lines.push({ text: text.slice(from, to), rect });
    if (rect.width && (rect.top >= clip.bottom - 2 || rect.left > clip.right + 2)) break;
    from = to;
  }
  return lines;
}

/**
 * The end of the line that starts at a sign of a text; the range is left around it. A range of two lines is nearly twice as high.
 * @param {Range} range
 * @param {Text} node
 * @param {number} from
 */
function lineEnd(range, node, from) {
  const whole = (/** @type {number} */ at) => at + Number(/[\udc00-\udfff]/.test(node.data[at] ?? "")); // no half of a sign
  range.setStart(node, from);
  let last = whole(from + 1);
  range.setEnd(node, last);
  const { height } = range.getBoundingClientRect();
  for (let most = height ? node.data.length : last; last < most;) {
    const middle = whole(Math.ceil((last + most) / 2));
    range.setEnd(node, middle);
    if (range.getBoundingClientRect().height < 1.6 * height) last = middle;
    else most = Math.ceil((last + most) / 2) - 1;
  }
  range.setEnd(node, last);
  return last;
}

/**
 * @param {string} text
 * @param {number} width
 */
export function fitted(text, width) {
  const signs = [...text];
  const cut = (/** @type {number} */ count) => `${signs.slice(0, count).join("")}…`;
  let fitting = 0;
  for (let most = signs.length; fitting < most;) {
    const count = Math.ceil((fitting + most) / 2);
    if (measure.measureText(cut(count)).width <= width + 1) fitting = count;
    else most = count - 1;
  }
  return cut(fitting);
}
