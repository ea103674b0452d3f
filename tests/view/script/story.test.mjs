// Which ladder is the main one of a place, in what places differ, in which order they stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { differencesOf } from "../../../graph/cengji/view/page/script/differences.js";
import { R } from "../../../graph/cengji/view/page/script/data.js";
import { fillIn, groupDigits } from "../../../graph/cengji/view/page/script/filling.js";
import { sizeOf } from "../../../graph/cengji/view/page/script/lanes.js";
import { mainLadders } from "../../../graph/cengji/view/page/script/main-ladders.js";
import { inOrder, movedToFront } from "../../../graph/cengji/view/page/script/place-order.js";
import { state } from "../../../graph/cengji/view/page/script/state.js";
import { load } from "./block.mjs";

const TIERS = ["county", "subdistrict", "community", "grid"];

// Load ladders given as [place, line, status, [tier or "" for an open one, name] …]; the concepts come before: tiers, lines, statuses.
function ladders(rows) {
  const keys = [...TIERS.map((key) => `scheme/tier/${key}`), "scheme/line/party", "scheme/line/team", "scheme/status/stated", "scheme/status/inferred"];
  const places = [...new Set(rows.map(([place]) => place))];
  const nodes = [];
  const rungs = [];
  const found = rows.map(([place, line, status, steps], ladder) => {
    steps.forEach(([tier, name], at) => {
      rungs.push({ node: nodes.push({ id: `r${ladder}-${at}`, type: "rung", zh: name, en: name }) - 1, ladder, position: at + 1, tier: TIERS.indexOf(tier) });
    });
    const node = nodes.push({ id: `l${ladder}`, type: "ladder", zh: `l${ladder}` }) - 1;
    return { node, case: places.indexOf(place), line: ["party", "team"].indexOf(line), status: keys.indexOf(`scheme/status/${status}`) };
  });
  load({
    nodes, rungs, ladders: found, tiers: TIERS.map((_, at) => at), lines: [4, 5],
    concepts: keys.map((id) => ({ id, zh: id.split("/")[2], en: id.split("/")[2] })),
    places: places.map((key) => ({ key, zh: key, en: key })),
  });
  state.lanes = { all: false, order: "data", front: "" };
  return found.map((_, at) => at);
}
const steps = (...tiers) => tiers.map((tier) => [tier, `${tier} committee`]);
const main = (rows) => [...mainLadders(ladders(rows))];
const told = (rows) => differencesOf(...Array(2).fill(ladders(rows))).map(({ kind, text }) => [kind, text]);

test("the Party ladder before a longer one of another line", () =>
  assert.deepEqual(main([["a", "team", "stated", steps("subdistrict", "community", "grid")], ["a", "party", "stated", steps("subdistrict")]]), [1]));
test("the one over more local tiers before one with more rungs above them or without a tier", () =>
  assert.deepEqual(main([["a", "party", "stated", steps("county", "", "", "subdistrict")], ["a", "party", "inferred", steps("subdistrict", "grid")]]), [1]));
test("of equals the stated one, then the first", () => {
  assert.deepEqual(main([["a", "party", "inferred", steps("grid")], ["a", "party", "stated", steps("grid")]]), [1]);
  assert.deepEqual(main([["a", "party", "stated", steps("grid")], ["a", "party", "stated", steps("grid")]]), [0]);
});
test("a place without a Party ladder still has one", () =>
  assert.deepEqual(main([["a", "party", "stated", steps("grid")], ["b", "team", "stated", steps("grid")]]), [0, 1]));

test("a tier that only one has, and one that only one lacks; above the subdistrict nothing is said", () =>
  assert.deepEqual(
    told([["A", "party", "stated", steps("county", "subdistrict", "grid")], ["B", "party", "stated", steps("subdistrict", "community")], ["C", "party", "stated", steps("community", "community")]]),
    [["only", "Of these, only A has a rung at the grid tier: grid committee"], ["missing", "Of these, only C has none at the subdistrict tier"], ["missing", "Of these, only A has none at the community tier"]],
  ));
test("of two places neither is the only one", () => assert.deepEqual(told([["A", "party", "stated", steps("grid")], ["B", "party", "stated", steps("community")]]), []));
test("a tier to which a rung may be mapped is no tier that only another has, nor one that is lacking", () => {
  const shown = ladders([["A", "party", "stated", steps("grid")], ["B", "party", "stated", steps("community")], ["C", "party", "stated", steps("community")]]);
  assert.deepEqual(differencesOf(shown, shown).map(({ kind }) => kind), ["only", "missing"]);
  R.mappings[0] = [[TIERS.indexOf("community"), -1, "", ""]];
  R.mappings[1] = [[TIERS.indexOf("grid"), -1, "", ""]];
  assert.deepEqual(differencesOf(shown, shown), []);
});
test("a name on two tiers of two places comes first, quotation marks aside; in one place it is no difference", () => {
  const rows = (other) => [["A", "party", "stated", [["grid", "“片区”"]]], [other, "team", "stated", [["community", "片区"]]]];
  assert.deepEqual(told(rows("B")), [["name", "““片区”” is grid in A but community in B"]]);
  assert.deepEqual(told(rows("A")), []);
});

test("places are ordered by the rule, and those moved to the front before it", () => {
  const all = ladders([["b", "party", "stated", steps("grid")], ["a", "party", "stated", steps("county")], ["a", "team", "stated", steps("grid")], ["c", "party", "stated", steps("grid", "grid")]]);
  const order = (rule) => ((state.lanes.order = rule), inOrder(all));
  assert.deepEqual(["data", "name", "rungs", "highest"].map(order), [[0, 1, 2, 3], [1, 2, 0, 3], [3, 0, 1, 2], [1, 2, 0, 3]]);
  assert.deepEqual(order(""), [0, 1, 2, 3]); // of few places none comes first
  Object.assign(state, movedToFront(2));
  Object.assign(state, movedToFront(1));
  assert.deepEqual(order("data"), [1, 2, 3, 0]);
});
test("of many places those with the deepest main ladder come first, also where a shorter ladder of theirs stands before it", () => {
  const shallow = ["a", "b", "c", "d", "e"].map((place) => [place, "party", "stated", steps("county")]);
  const all = ladders([...shallow, ["f", "team", "stated", steps("grid")], ["f", "party", "stated", steps("subdistrict", "grid")]]);
  state.lanes.order = "";
  assert.deepEqual(inOrder(all), [5, 6, 0, 1, 2, 3, 4]);
});

test("how many there are of a rung is told by a size, not by how often it met or how many people it has", () => {
  const keys = ["indicator/grid-count", "indicator/activity-count", "indicator/staff-size", "figure-kind/count"];
  const figures = [1, 2, 0, -1].map((indicator, node) => ({ node, about: node < 3 ? 4 : 5, kind: 3, indicator, written: String(node) }));
  const nodes = [..."abcdef"].map((id) => ({ id }));
  load({ nodes, figures, concepts: keys.map((key) => ({ id: `scheme/${key}` })), sizes: [0] });
  assert.deepEqual([4, 5, 3, -1].map(sizeOf), [2, 3, -1, -1]);
});

test("a threshold is no size, and of two sizes the one that nobody disputes is told", () => {
  const keys = ["indicator/grid-count", "figure-kind/count", "role/threshold", "role/stock", "status/disputed"];
  const figures = [2, 3, 3].map((role, node) => ({ node, about: 3, kind: 1, indicator: 0, role }));
  const nodes = [..."abcd"].map((id, at) => ({ id, status: at === 1 ? 4 : -1 }));
  load({ nodes, figures, concepts: keys.map((key) => ({ id: `scheme/${key}` })), sizes: [0] });
  assert.equal(sizeOf(3), 2);
});

test("a word follows the number before it, and digits stand in threes", () => {
  const text = "{0} of {1} {1|place|places}";
  assert.deepEqual([[1, 1], [0, 2], ["1,000", "1,000"], [3]].map((values) => fillIn(text, values)), [
    "1 of 1 place", "0 of 2 places", "1,000 of 1,000 places", "3 of  places",
  ]);
  assert.deepEqual([999, 1000, "1234567.50"].map(groupDigits), ["999", "1,000", "1,234,567.50"]);
});
