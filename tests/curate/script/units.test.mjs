// The parts of the curator's page that need no browser: offsets, segments, completion, keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, isComposing } from "../../../graph/cengji/curate/page/script/keyboard.js";
import { matching } from "../../../graph/cengji/curate/page/script/complete.js";
import { Points } from "../../../graph/cengji/curate/page/script/points.js";
import { cutAtMarks } from "../../../graph/cengji/curate/page/script/segments.js";

test("code points and units are each other's inverse, wide characters among them", () => {
  const text = "甲𠮷村是😀青山区𠮷";
  const points = new Points(text);
  const characters = [...text];
  assert.equal(points.length, characters.length);
  for (let point = 0; point <= characters.length; point += 1) {
    const unit = characters.slice(0, point).join("").length;
    assert.equal(points.unitOf(point), unit);
    assert.equal(points.pointOf(unit), point);
    assert.equal(points.slice(point, characters.length), characters.slice(point).join(""));
  }
  assert.equal(points.pointOf(2), 1, "within a wide character is that character");
});

test("marks that cross are cut at every edge", () => {
  const segments = cutAtMarks(10, [{ start: 2, end: 6 }, { start: 4, end: 8 }, { start: 4, end: 4 }, { start: 9, end: 99 }]);
  assert.deepEqual(
    segments.map(({ start, end, marks }) => [start, end, marks]),
    [[0, 2, []], [2, 4, [0]], [4, 6, [0, 1]], [6, 8, [1]], [8, 9, []], [9, 10, [3]]],
  );
  assert.deepEqual(cutAtMarks(0, []), []);
});

const CHOICES = [
  { key: "grid-unit", zh: "网格", en: "grid", pinyin: "wang ge" },
  { key: "micro-grid-unit", zh: "微网格", en: "micro-grid", pinyin: "wei wang ge" },
  { key: "community-unit", zh: "社区", en: "community", pinyin: "she qu", others: ["小区"] },
];

test("a choice is found by Chinese, pinyin, initials, English, key and another name", () => {
  for (const typed of ["网格", "wangge", "wang ge", "wg", "grid", "GRID", "grid-unit"])
    assert.equal(matching(CHOICES, typed)[0].key, "grid-unit", typed);
  for (const typed of ["社", "shequ", "sq", "comm", "小区", "ｓｈｅｑｕ", "ＣＯＭＭ"]) assert.equal(matching(CHOICES, typed)[0].key, "community-unit", typed);
  assert.equal(matching([{ key: "rate", zh: "率", en: "rate", pinyin: "lv" }], "lü").length, 1);
  assert.deepEqual(matching(CHOICES, "xyz"), []);
  assert.equal(matching(CHOICES, " ").length, 3);
});

const key = (code, rest = {}) => ({ code, key: "", keyCode: 65, repeat: false, ...rest });

test("keys are no commands while an input method composes, or when held down", () => {
  assert.equal(commandOf(key("KeyA")), "KeyA");
  assert.equal(commandOf(key("KeyZ", { ctrlKey: true, shiftKey: true })), "Ctrl+Shift+KeyZ");
  for (const rest of [{ isComposing: true }, { keyCode: 229 }, { key: "Process" }, { altKey: true }, { repeat: true }])
    assert.equal(commandOf(key("KeyA", rest)), "", JSON.stringify(rest));
  assert.equal(commandOf(key("KeyJ", { repeat: true })), "KeyJ");
  assert.ok(isComposing(key("Enter", { keyCode: 229 })));
});
