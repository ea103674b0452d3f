// What bounds say about a number, after the table "Figures" of the design.
import assert from "node:assert/strict";
import { test } from "node:test";
import { amountOf, answerOf, boundsOf, changeOf, rangeText } from "../../../graph/cengji/view/page/script/bounds.js";
import { load } from "./block.mjs";

const open = { lower_closed: 0, upper_closed: 0 };
// printed: figure, and number → the answers to >, ≥, <, ≤ (c certain, p possible, n no)
const TABLE = {
  "148个": [{ value: "148", lower: "148", upper: "148" }, { 147: "ccnn", 148: "ncnc", 149: "nncc" }],
  "1.4万个": [{ value: "14000", lower: "13000", upper: "15000", ...open }, { 13000: "ccnn", 13001: "pppp", 14999: "pppp", 15000: "nncc" }],
  "6600余人": [{ value: "6600", lower: "6600", lower_closed: 0 }, { 6599: "ccnn", 6600: "ccnn", 6601: "pppp" }],
  "近2000个": [{ value: "2000", upper: "2000", upper_closed: 0 }, { 1999: "pppp", 2000: "nncc", 2001: "nncc" }],
  "约450亿元": [{ value: "45000000000" }, { 0: "pppp", 45000000000: "pppp" }],
  "300平方米以上": [{ value: "300", lower: "300" }, { 299: "ccnn", 300: "pcnp", 301: "pppp" }],
  "3—4个": [{ lower: "3", upper: "4" }, { 2: "ccnn", 3: "pcnp", 4: "nppc", 5: "nncc" }],
  "3年以下": [{ value: "3", upper: "3" }, { 2: "pppp", 3: "nppc", 4: "nncc" }],
  "下降5.5度，负三度": [{ value: "-3", lower: "-3", upper: "-3" }, { "-4": "ccnn", "-3": "ncnc", 0: "nncc" }],
};

const CONCEPTS = ["increase", "decrease"].map((key) => ({ id: `scheme/direction/${key}` }));
const DECREASES = {
  "下降5.5%": [{ value: "5.5", lower: "5.4", upper: "5.6", ...open, direction: 1 }, { "-6": "ccnn", "-5.5": "pppp", "-5.4": "nncc", 5: "nncc" }],
  "降幅超过5%": [{ value: "5", lower: "5", lower_closed: 0, direction: 1 }, { "-6": "pppp", "-5": "nncc", 5: "nncc" }],
  "增长5.5%": [{ value: "5.5", lower: "5.4", upper: "5.6", ...open, direction: 0 }, { 5: "ccnn", 5.5: "pppp" }],
};

for (const [printed, [figure, answers]] of Object.entries({ ...TABLE, ...DECREASES })) {
  test(printed, () => {
    load({ figures: [figure], concepts: CONCEPTS });
    for (const [number, expected] of Object.entries(answers)) {
      const given = [">", "≥", "<", "≤"].map((operation) => answerOf(0, operation, Number(number), false)[0]);
      assert.equal(given.join(""), expected, number);
    }
  });
}

test("a reading closes the open side, and only when it is asked for", () => {
  load({ figures: [{ value: "6600", lower: "6600", lower_closed: 0, reading: ["6600", "6700"] }] });
  assert.equal(answerOf(0, "<", 7000, false), "possible");
  assert.equal(answerOf(0, "<", 7000, true), "certain");
  assert.deepEqual(boundsOf(0, true), { lower: 6600, lowerIn: false, upper: 6700, upperIn: true });
});

test("a decrease stands below zero, and what is ordered by it too", () => {
  load({ figures: [{ value: "5", lower: "5", upper: "5", direction: 1 }, { value: "3", lower: "3", upper: "3", direction: 0 }], concepts: CONCEPTS });
  assert.deepEqual([0, 1].map(amountOf), [-5, 3]);
  assert.deepEqual(changeOf(0, 1).difference, [8, 8]);
});

test("a figure is drawn by its value, else by the bound that it has", () => {
  load({ figures: [{ value: "0", lower: "5" }, { lower: "3", upper: "4" }, { upper: "4" }, {}] });
  assert.deepEqual([0, 1, 2, 3].map(amountOf), [0, 3, 4, null]);
});

test("of a change is certain what the bounds of both ends leave", () => {
  load({ figures: [{ lower: "10", upper: "20" }, { lower: "30", upper: "45" }, { lower: "8" }, { lower: "0", upper: "0" }] });
  assert.deepEqual(changeOf(0, 1), { difference: [10, 35], ratio: [1.5, 4.5] });
  assert.deepEqual(changeOf(0, 2), { difference: [-12, null], ratio: [0.4, null] });
  assert.deepEqual(changeOf(3, 0).ratio, [null, null]); // nothing is divided by 0
});

test("an interval as text", () => {
  assert.equal(rangeText([1234.5, 1234.5]), "1,234.5");
  assert.equal(rangeText([-1000, 2]), "−1,000 – 2");
  assert.equal(rangeText([null, 4000]), "≤ 4,000");
  assert.equal(rangeText([3, null]), "≥ 3");
  assert.equal(rangeText([null, null]), "no certain bounds");
});
