// Trees laid out: nothing on top of anything else, each parent amid its children.
import assert from "node:assert/strict";
import { test } from "node:test";
import { slots, treeAcross, treeAround } from "../../../graph/cengji/view/page/script/tidy.js";

//   0 ─ 1 ─ 3, 4      5 is a second root; 2 a leaf
//     └ 2
const ABOVE = [-1, 0, 0, 1, 1, -1];

test("leaves stand in their order, one slot each, and parents amid their children", () => {
  assert.deepEqual(slots(ABOVE), { slot: [1.25, 0.5, 2, 0, 1, 3], count: 4 });
});

test("a chain as deep as a large graph needs no deep stack", () => {
  const deep = Array.from({ length: 50_000 }, (_, n) => n - 1);
  assert.deepEqual(slots(deep).slot.at(-1), 0);
});

test("across: a column for each level, rows apart, labels free up to the next column", () => {
  const spots = treeAcross(ABOVE, [0, 1, 1, 2, 2, 0]);
  assert.equal(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size, ABOVE.length);
  assert.ok(spots[0].x < spots[1].x && spots[1].x < spots[3].x);
  assert.ok(spots[1].space < spots[3].x - spots[1].x);
  assert.equal(spots[3].space, undefined); // the last column is free
});

test("around: rings wide enough for what stands on them, labels outwards", () => {
  const above = [-1, ...Array(100).fill(0)];
  const spots = treeAround(above, above.map((parent) => (parent < 0 ? 0 : 1)));
  assert.deepEqual([spots[0].x, spots[0].y, spots[0].side], [0, 0, "below"].map((value) => (value === 0 ? value : value)));
  const distances = spots.slice(2).map(({ x, y }, n) => Math.hypot(x - spots[n + 1].x, y - spots[n + 1].y));
  assert.ok(Math.min(...distances) > 45);
  for (const { x, side } of spots.slice(1)) if (Math.abs(x) > 300) assert.equal(side, x > 0 ? "right" : "left");
});
