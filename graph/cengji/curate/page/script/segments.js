// @ts-check
/**
 * A text cut at the edges of the marks upon it: marks that cross each other can thus be drawn side by side.
 */

/** @typedef {{ start: number, end: number }} Span */

/**
 * Return the stretches of a text, each with the numbers of the marks that cover it.
 * @param {number} length
 * @param {Span[]} marks
 * @returns {{ start: number, end: number, marks: number[] }[]}
 */
export function cutAtMarks(length, marks) {
  /** @type {Map<number, { on: number[], off: number[] }>} */
  const edges = new Map();
  /** @param {number} at */
  const edge = (at) => {
    const found = edges.get(at) ?? { on: [], off: [] };
    edges.set(at, found);
    return found;
  };
  edge(0);
  edge(length);
  marks.forEach(({ start, end }, number) => {
    const first = Math.max(0, start);
    const last = Math.min(length, end);
    if (first >= last) return;
    edge(first).on.push(number);
    edge(last).off.push(number);
  });
  const places = [...edges.keys()].sort((a, b) => a - b);
  /** @type {Set<number>} */
  const open = new Set();
  const segments = [];
  for (let at = 0; at + 1 < places.length; at += 1) {
    const { on, off } = edge(places[at]);
    for (const number of off) open.delete(number);
    for (const number of on) open.add(number);
    segments.push({ start: places[at], end: places[at + 1], marks: [...open] });
  }
  return segments;
}
