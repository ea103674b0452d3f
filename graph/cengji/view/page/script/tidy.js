// @ts-check
/**
 * Trees laid out in the page: each leaf has a slot, each parent stands amid its children; columns run across or outwards.
 */

const ROW = 24;
export const COLUMN = 250;
const RING = 150;
const ARC = 52;

/**
 * Give each thing its slot; `above` names the parent by place, −1 for a root; parents come before their children.
 * @param {number[]} above
 */
export function slots(above) {
  const children = above.map(() => /** @type {number[]} */ ([]));
  const slot = new Array(above.length);
  /** @type {number[]} */
  const first = [];
  above.forEach((parent, n) => {
    if (parent >= 0) children[parent].push(n);
    else first.push(n);
  });
  const stack = first.reverse().map((n) => ({ n, ready: false }));
  let next = 0;
  while (stack.length) {
    const { n, ready } = /** @type {{ n: number, ready: boolean }} */ (stack.pop());
    if (!children[n].length) slot[n] = next++;
    else if (ready) slot[n] = (slot[children[n][0]] + slot[children[n][children[n].length - 1]]) / 2;
    else {
      stack.push({ n, ready: true });
      for (let child = children[n].length - 1; child >= 0; child -= 1)
        stack.push({ n: children[n][child], ready: false });
    }
  }
  return { slot, count: next };
}

/**
 * Columns from left to right, labels beside the marks.
 * @param {number[]} above
 * @param {number[]} column
 */
export function treeAcross(above, column) {
  const { slot } = slots(above);
  const last = Math.max(...column);
  return above.map((_, n) => ({
    x: column[n] * COLUMN,
    y: slot[n] * ROW,
    side: "right",
    space: column[n] < last ? COLUMN - 30 : undefined,
  }));
}

/**
 * Rings around the root, wide enough for what stands on each; labels point outwards.
 * @param {number[]} above
 * @param {number[]} column
 */
export function treeAround(above, column) {
  const { slot, count } = slots(above);
  const onRing = new Map();
  for (const one of column) onRing.set(one, (onRing.get(one) ?? 0) + 1);
  const radius = [0];
  for (let ring = 1; ring <= Math.max(...column); ring += 1)
    radius[ring] = Math.max(radius[ring - 1] + RING, ((onRing.get(ring) ?? 0) * ARC) / (2 * Math.PI));
  return above.map((_, n) => {
    const angle = (2 * Math.PI * (slot[n] + 0.5)) / count - Math.PI / 2;
    const away = radius[column[n]];
    return {
      x: Math.round(away * Math.cos(angle)),
      y: Math.round(away * Math.sin(angle)),
      side: !away
        ? "below"
        : Math.abs(Math.cos(angle)) < 0.2
          ? Math.sin(angle) < 0
            ? "above"
            : "below"
          : Math.cos(angle) > 0
            ? "right"
            : "left",
    };
  });
}
