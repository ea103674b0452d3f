// What bounds say about a number, after the table "Figures" of the design.
import assert from "node:assert/strict";
import { test } from "node:test";
import { amountOf, answerOf, boundsOf, boundsText, changeOf, rangeText, usualReading } from "../../../graph/cengji/view/page/script/bounds.js";
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

test("the usual reading closes the open side, and only when it is asked for", () => {
  load({ figures: [{ value: "6600", lower: "6600", lower_closed: 0, reading: ["6600", "6700"] }] });
  assert.deepEqual([false, true].map((usual) => answerOf(0, "≥", 6700, usual)), ["possible", "no"]);
  assert.deepEqual([false, true].map((usual) => answerOf(0, "<", 7000, usual)), ["possible", "possible"]); // it rules out only
  assert.deepEqual(boundsOf(0, true), { lower: 6600, lowerIn: false, upper: 6700, upperIn: false });
  assert.deepEqual([false, true].map((usual) => boundsText(0, usual)), ["> 6,600", "(6,600, 6,700)"]);
});

test("of a side that the words leave open the interval says nothing", () => {
  const figures = [{ upper: "400", upper_closed: 0 }, { upper: "3" }, { lower: "5" }, { lower: "1000", upper: "1000" }, { value: "9" }];
  load({ figures });
  assert.deepEqual(figures.map((_, at) => boundsText(at, false)), ["< 400", "≤ 3", "≥ 5", "= 1,000", ""]);
});

test("what the data do not read is read by its word and its last stated digit", () => {
  const comparators = ["moreThan", "nearly", "approximately", "atLeast"];
  const READINGS = {
    "超1500万元": [0, "15000000", [15000000, 16000000]],
    "超过79%": [0, "79", [79, 80]],
    "近8万名": [1, "80000", [75000, 80000]],
    "近76.50%": [1, "76.50", [76.45, 76.5]],
    "约450亿元": [2, "45000000000", [44500000000, 45500000000]],
    "300平方米以上": [3, "300", [null, null]], // a limit, not a quantity
    "近一半": [1, "50", [null, null]], // a fraction has no last digit
    "约百分之五": [2, "5", [4.5, 5.5]],
  };
  load({
    figures: Object.entries(READINGS).map(([written, [comparator, value]]) => ({ written, comparator, value })).concat({ comparator: 0, value: "50", role: 4 }),
    concepts: [...comparators.map((key) => ({ id: `scheme/comparator/${key}` })), { id: "scheme/role/threshold" }],
  });
  const readings = Object.values(READINGS).map(([, , reading]) => reading);
  assert.deepEqual(readings.map((_, at) => usualReading(at)), readings);
  assert.deepEqual(usualReading(readings.length), [null, null]); // a threshold neither
});

test("a decrease stands below zero, and what is ordered by it too", () => {
  load({ figures: [{ value: "5", lower: "5", upper: "5", direction: 1 }, { value: "3", lower: "3", upper: "3", direction: 0 }], concepts: CONCEPTS });
  assert.deepEqual([0, 1].map(amountOf), [-5, 3]);
  assert.deepEqual(changeOf(0, 1).difference, [8, 8]);
});

test("no ratio is told of what may lie below zero, nor a change from each of many to a whole, or to another unit", () => {
  load({ figures: [{ lower: "-4", upper: "-3" }, { lower: "5", upper: "6" }, { lower: "5", upper: "6", per: 1 }, { lower: "5", upper: "6", unit: 1 }] });
  assert.deepEqual(changeOf(0, 1), { difference: [8, 10], ratio: [null, null] });
  assert.deepEqual([changeOf(1, 2), changeOf(1, 3)].map(({ difference }) => difference), [[null, null], [null, null]]);
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
