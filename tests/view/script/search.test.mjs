// Search: by name, alias, English, pinyin from a syllable on, initials; the better match first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tellApart } from "../../../graph/cengji/view/page/script/namesakes.js";
import { aliasFound, search } from "../../../graph/cengji/view/page/script/search.js";
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
test("pinyin counts from any syllable on, not from the first place alone where its letters stand", () => {
  assert.deepEqual(found([{ zh: "天安门", pinyin: "tian an men" }], "anmen"), ["天安门"]);
  assert.deepEqual(found([{ zh: "山安", pinyin: "shan an" }], "an"), ["山安"]);
});
test("by initials, in the middle of a name by half of them at least and by more than one letter", () => {
  assert.deepEqual(found(NODES, "sqdw"), ["社区党委", "社区党委会", "老社区党委"]);
  const nodes = [{ zh: "壮族自治区", pinyin: "zhuang zu zi zhi qu" }, { zh: "广西壮族自治区", pinyin: "guang xi zhuang zu zi zhi qu" }];
  assert.deepEqual(["zzzz", "zzzzq", "xz", "g"].map((text) => found(nodes, text).length), [1, 2, 0, 1]);
});
test("an alias says by what a thing was found, and namesakes are told apart by what differs", () => {
  load({
    nodes: [
      { id: "a", zh: "支部", alias: ["旗支部"], parent: 2 }, { id: "b", zh: "支部", parent: 3 }, { id: "c", zh: "党委" }, { id: "d", zh: "总支" },
      { id: "id/e", zh: "小组", parent: 2 }, { id: "id/f", zh: "小组", parent: 2 }, { id: "g", zh: "3个", type: "figure" }, { id: "h", zh: "3个", type: "figure" },
    ],
    figures: [{ node: 6, written: "3个", about: 2 }, { node: 7, written: "3个", about: 3 }],
  });
  assert.deepEqual([aliasFound(0, "旗支"), aliasFound(0, "支部"), aliasFound(1, "旗支")], ["旗支部", "", ""]);
  assert.deepEqual([...tellApart([0, 1, 2, 4, 5, 6, 7])], [[0, "党委"], [1, "总支"], [4, "党委 · e"], [5, "党委 · f"], [6, "党委"], [7, "总支"]]);
  assert.deepEqual([...tellApart([0, 2, 4])], []);
});
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
test("what prints nothing, radicals and decomposed letters make no difference, on both sides", () => {
  const nodes = [{ zh: "户籍科" }, { zh: "⼾籍\u200b所" }, { zh: "Café" }].map((node) => ({ ...node, type: "body" }));
  load({ nodes, traditional: "戶户" });
  for (const text of ["户籍", "⼾籍", "户\ufe00籍", "户\u200d籍\u{e0100}"]) assert.deepEqual(search(text), [0, 1], text);
  assert.deepEqual(search("cafe\u0301"), [2]);
});
test("pinyin may bear its tones", () => {
  for (const text of ["Shè qū dǎng wěi", "she\u0300qu\u0304 da\u030cngwe\u030ci", "shèqūdǎngwěi"]) assert.deepEqual(found(NODES, text)[0], "社区党委", text);
  assert.deepEqual(found([{ zh: "旅游局", pinyin: "lv you ju" }], "lǚyóu"), ["旅游局"]);
});
test("an empty text finds nothing", () => assert.deepEqual(found(NODES, "  "), []));
