// Search: by name, alias, English, pinyin from a syllable on, initials; the better match first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { search } from "../../../graph/cengji/view/page/script/search.js";
import { load } from "./block.mjs";

const found = (nodes, text) => {
  load({ nodes });
  return search(text).map((at) => nodes[at].zh);
};
const NODES = [
  { zh: "社区党委会", pinyin: "she qu dang wei hui", type: "group" },
  { zh: "老社区党委", pinyin: "lao she qu dang wei", type: "group" },
  { zh: "社区党委", pinyin: "she qu dang wei", type: "group", en: "Community Party committee" },
  { zh: "网格", pinyin: "wang ge|ge zi", alias: ["格子"], type: "body", en: "Grid" },
  { zh: "西安路", pinyin: "xi an lu", type: "place" },
  { zh: "县", pinyin: "xian", type: "place" },
];

test("the whole name before its beginning before its middle", () => assert.deepEqual(found(NODES, "社区党委"), ["社区党委", "社区党委会", "老社区党委"]));
test("by alias, and by its pinyin", () => assert.deepEqual([found(NODES, "格子"), found(NODES, "gezi")], [["网格"], ["网格"]]));
test("by English, whatever the case and width", () => assert.deepEqual(["GRID", "Ｇｒｉｄ"].map((text) => found(NODES, ` ${text} `)), [["网格"], ["网格"]]));
test("by pinyin with or without spaces, the whole before the beginning", () => {
  assert.deepEqual(found(NODES, "xian"), ["县", "西安路"]);
  assert.deepEqual(found(NODES, "she qu dang wei"), ["社区党委", "社区党委会", "老社区党委"]);
});
test("pinyin counts from a syllable on only", () => {
  assert.deepEqual(found(NODES, "angwei"), []);
  assert.deepEqual(found(NODES, "dangwei"), ["社区党委", "社区党委会", "老社区党委"]);
});
test("by initials", () => assert.deepEqual(found(NODES, "sqdw"), ["社区党委", "社区党委会", "老社区党委"]));
test("a rung comes after the body that stands on it, what has no match is left out", () => {
  const nodes = [{ zh: "网格支部", type: "rung" }, { zh: "网格支部", type: "body" }, { zh: "网格支部书记", type: "post" }, { zh: "楼栋", type: "body" }];
  load({ nodes });
  assert.deepEqual(search("网格支部"), [1, 2, 0]);
});
test("by words in any order, over place, type, relation, evidence and figures; more of them in the name first", () => {
  load({
    nodes: [{ zh: "网格支部", id: "a", type: "group" }, { zh: "支部", id: "b", type: "group", note_zh: "建在网格上" }, { zh: "76%", id: "c", type: "figure" }, { zh: "书记", id: "d", type: "post" }],
    edges: [{ from: 3, to: 1, relation: "postIn" }],
    figures: [{ node: 2, written: "76%", counted_zh: "覆盖率" }],
    places: [{ key: "a", zh: "姑苏区", en: "Gusu" }],
  });
  const hits = (text) => search(text);
  assert.deepEqual(hits("姑苏 支部 网格"), [0, 1]);
  assert.deepEqual(hits("覆盖率"), [2]);
  assert.deepEqual(hits("post gusu"), [1, 3]);
  assert.deepEqual(hits("支部 街道"), []);
});
test("traditional characters are simplified ones, on both sides", () => {
  const nodes = [{ zh: "双报到" }, { zh: "乾县" }, { zh: "雙報到中心", note_zh: "黨建" }].map((node) => ({ ...node, type: "body" }));
  load({ nodes, traditional: "雙双報报黨党乾干" });
  for (const text of ["双报到", "雙報到", "雙报到"]) assert.deepEqual(search(text), [0, 2], text);
  assert.deepEqual([search("乾县"), search("干县"), search("党建")], [[1], [1], [2]]);
});
test("an empty text finds nothing", () => assert.deepEqual(found(NODES, "  "), []));
