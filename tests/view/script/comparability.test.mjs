// How far two figures may be compared, and every reason why not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compare } from "../../../graph/cengji/view/page/script/comparability.js";
import { comparableSets } from "../../../graph/cengji/view/page/script/comparable-sets.js";
import { countedName } from "../../../graph/cengji/view/page/script/names.js";
import { load } from "./block.mjs";

const CONCEPTS = ["kind/count", "kind/share", "unit/item", "unit/person", "role/stock", "role/result", "role/target", "role/changeFrom", "tier/district", "tier/community", "direction/increase", "direction/decrease", "comparator/more than", "comparator/about"];
const concept = (key) => CONCEPTS.indexOf(key);
const EXACT = { kind: concept("kind/count"), unit: concept("unit/item"), role: concept("role/stock"), value: "5", lower: "5", upper: "5", period: ["2024-12-31", ""], written: "5个" };

// Two figures of two cases; each differs from an exact stock of 2024 by what is given.
function graded(one, other, { nodes = [{}, {}], tables = {} } = {}) {
  load({
    nodes: [0, 1].map((n) => ({ id: `id/${n}/figure/f`, type: "figure", case: n, ...nodes[n] })).concat(tables.nodes ?? []),
    edges: tables.edges,
    figures: [{ node: 0, ...EXACT, ...one }, { node: 1, ...EXACT, ...other }],
    concepts: CONCEPTS.map((id) => ({ id: `scheme/${id}`, zh: id, en: id })),
    tiers: [concept("tier/district"), concept("tier/community")],
    places: tables.places ?? [{ document: 0 }, { key: "b", document: 1 }],
    documents: [{ published: "2024-11-16" }, { published: "--11-16" }],
  });
  const { grade, reasons } = compare(0, 1);
  return [grade, ...reasons.map(([, text]) => text)];
}

test("alike in all: comparable", () => assert.deepEqual(graded({}, {}), ["same"]));
test("another kind or unit: not", () => {
  assert.deepEqual(graded({}, { kind: concept("kind/share") }), ["not", "another kind of number: kind/count / kind/share"]);
  assert.deepEqual(graded({}, { unit: concept("unit/person") }), ["not", "units differ: unit/item / unit/person"]);
});
test("an increase beside a decrease, or beside a number without direction: not", () => {
  const [increase, decrease] = ["direction/increase", "direction/decrease"].map(concept);
  assert.deepEqual(graded({ direction: increase }, { direction: increase }), ["same"]);
  assert.deepEqual(graded({ direction: increase }, { direction: decrease }), ["not", "directions differ: direction/increase / direction/decrease"]);
  assert.deepEqual(graded({ direction: increase }, {}), ["not", "directions differ: direction/increase / no direction"]);
});
test("a decrease is named as one, since its number has no sign", () => {
  graded({ direction: concept("direction/decrease"), counted_en: "complaints" }, { counted_en: "complaints" });
  assert.deepEqual([0, 1].map(countedName), ["complaints · direction/decrease", "complaints"]);
});
test("what is said of each of many units: only beside the same of units of that kind", () => {
  const nodes = ["Grids", "Other grids", "Blocks"].map((en, n) => ({ type: "group", en, kind: concept(n < 2 ? "tier/district" : "tier/community") }));
  const each = (per, per_count = 1) => ({ per, per_count });
  assert.deepEqual(graded(each(2), {}, { tables: { nodes } }), ["not", "one is per unit, the other of a whole: each: Grids / 5"]);
  assert.deepEqual(graded(each(2), each(3), { tables: { nodes } }), ["same"]);
  assert.deepEqual(graded(each(2), each(4), { tables: { nodes } })[0], "not");
  assert.deepEqual(graded(each(2), each(2, 10), { tables: { nodes } }), ["not", "per other units: each: Grids / each: 10 × Grids"]);
  assert.deepEqual(graded(each(-1), {})[0], "not"); // its units are not in the page
});
test("a stock beside a result: with care; beside a target: not", () => {
  assert.deepEqual(graded({}, { role: concept("role/result") })[0], "care");
  assert.deepEqual(graded({}, { role: concept("role/target") })[0], "not");
});
test("what is counted: the head of the name decides, what is not given is no reason", () => {
  assert.deepEqual(graded({ counted_zh: "网格党支部" }, { counted_zh: "“楼栋”党支部" })[0], "care");
  assert.deepEqual(graded({ counted_zh: "网格" }, { counted_zh: "志愿者" })[0], "not");
  assert.deepEqual(graded({ counted_zh: "志愿队" }, { counted_zh: "突击队" })[0], "not"); // one sign is not enough
  assert.deepEqual(graded({ counted_zh: "“网格”" }, { counted_zh: "网格" }), ["same"]);
  assert.deepEqual(graded({ counted_zh: "网格" }, {}), ["same"]);
});
test("a count of a whole place beside one of a community in it: not; a share: with care", () => {
  const context = { nodes: [{ place: 2 }, { place: 3 }], tables: { nodes: [{ type: "place", tier: 0, en: "D" }, { type: "place", tier: 1, en: "C" }], places: [{ node: 2, document: 0 }] } };
  assert.deepEqual(graded({}, {}, context), ["not", "other extent: D / C"]);
  assert.deepEqual(graded({ kind: concept("kind/share") }, { kind: concept("kind/share") }, context)[0], "care");
});
test("a part beside a whole, things on different tiers: with care", () => {
  const nodes = [{ type: "group", tier: 0, en: "All" }, { type: "group", tier: 0, en: "Some" }, { type: "group", tier: 1, en: "Low" }];
  assert.deepEqual(graded({ about: 2 }, { about: 3 }, { tables: { nodes, edges: [{ from: 3, to: 2, relation: "subsetOf" }] } }), ["care", "“Some” is a part only"]);
  assert.deepEqual(graded({ about: 2 }, { about: 4 }, { tables: { nodes } }), ["care", "tiers differ: tier/district / tier/community"]);
});
test("a bound is no exact number", () => {
  assert.deepEqual(graded({}, { upper: "", comparator: concept("comparator/more than"), written: "5余个" }), ["care", "“comparator/more than 5” is no exact number"]);
  assert.deepEqual(graded({ lower: "", upper: "", comparator: concept("comparator/about"), written: "约5个" }, {}), ["care", "“comparator/about 5” is no exact number"]);
});
test("the year is that of the period, else of the document, else unknown", () => {
  assert.deepEqual(graded({}, { period: ["2019-01-01", "2023-12-31"] }), ["care", "years differ: 2024 / 2023"]);
  assert.deepEqual(graded({ period: 0 }, {}), ["same"]);
  assert.deepEqual(graded({}, { period: 0, value: "6", written: "6个" }), ["care", "the year of “6” is not known"]);
});
test("个 beside another measure word is no other unit, if the things are of one kind", () => {
  const named = (unit, counted_zh) => ({ unit: concept(unit), counted_zh });
  assert.deepEqual(graded(named("unit/item", "两新组织"), named("unit/person", "两新组织")), ["care", "units differ: unit/item / unit/person"]);
  assert.deepEqual(graded(named("unit/item", ""), named("unit/person", ""))[0], "not");
});

// The sets of some figures, one a place: [base, …those beside it].
function sets(figures, place = -1, { nodes = [], tables = {} } = {}) {
  load({
    nodes: figures.map((_, n) => ({ id: `id/${n}/figure/f`, type: "figure", case: n, ...nodes[n] })).concat(tables.nodes ?? []),
    figures: figures.map((figure, node) => ({ node, ...EXACT, ...figure })),
    concepts: CONCEPTS.map((id) => ({ id: `scheme/${id}`, zh: id, en: id })),
    places: figures.map((_, n) => ({ key: String(n), ...tables.places?.[n] })),
  });
  return comparableSets(figures.map((_, n) => n), place).map(({ base, figures: own }) => [base, ...own.map(({ at }) => at).filter((at) => at !== base)]);
}
const counting = (...names) => names.map((counted_zh) => ({ counted_zh }));

test("one thing counted makes one set, the fullest first", () => {
  assert.deepEqual(sets(counting("楼栋", "网格", "单元网格")), [[1, 2], [0]]);
  assert.deepEqual(sets([{}, { unit: concept("unit/person") }, {}]), [[0, 2], [1]]);
});
test("the base is reported rather than planned or past, and the thing named most plainly; or of the place asked for", () => {
  assert.deepEqual(sets(counting("先锋社区", "村（社区）", "社区")), [[2, 0, 1]]);
  assert.deepEqual(sets(counting("先锋社区", "村（社区）", "社区"), 0), [[0, 1, 2]]);
  assert.deepEqual(sets([{ role: concept("role/changeFrom") }, { role: concept("role/result") }]), [[1, 0]]);
});
test("the base is of its whole place rather than of a part of it", () => {
  const places = [{ type: "place", tier: 0 }, { type: "place", tier: 1 }].map((place, n) => ({ id: `id/place/${n}`, ...place }));
  const share = { kind: concept("kind/share") };
  assert.deepEqual(sets([share, share], -1, { nodes: [{ place: 3 }, { place: 2 }], tables: { nodes: places, places: [{}, { node: 2 }] } }), [[1, 0]]);
});
