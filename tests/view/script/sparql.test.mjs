// The query that gives what the page shows: its conditions, and that no text of the data becomes part of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { indices, isType, N, TYPE } from "../../../graph/cengji/view/page/script/data.js";
import { shownNode } from "../../../graph/cengji/view/page/script/axes.js";
import { sparqlOf } from "../../../graph/cengji/view/page/script/sparql.js";
import { register, state } from "../../../graph/cengji/view/page/script/state.js";
import { hide, loadBlock, sampleBlock } from "./block.mjs";

const outline = () => indices(N.id).filter((at) => !isType(at, "rung") && shownNode(at)).map((at) => ({ at, level: 1, name: "", facts: [] }));
register(["lanes", "figures", "network"].map((id) => ({ id, draw: () => {}, outline })));

const query = (patch) => {
  loadBlock(sampleBlock());
  Object.assign(state, { view: "network" });
  patch();
  return sparqlOf(-1);
};

test("nothing switched off: every class, no condition on a value", () => {
  const text = query(() => {});
  assert.match(text, /VALUES \?class \{ cj:Place .*cj:SourceDocument.* \}/);
  assert.doesNotMatch(text, /NOT IN|FILTER\(BOUND/);
});

test("what is switched off is excluded, what has nothing on the axis stays unless that is switched off too", () => {
  const some = query(() => hide("tier", 0));
  assert.match(some, /OPTIONAL \{ \?thing cj:commonTier\|cj:actsOnTier\|cj:runAtTier \?tier \}\n {2}FILTER\(!BOUND\(\?tier\) \|\| \?tier NOT IN \(<[^>]+>\)\)/);
  assert.doesNotMatch(some, /FILTER\(BOUND\(\?tier\)\)/);
  assert.match(query(() => hide("tier", -1)), /FILTER\(BOUND\(\?tier\)\)/);
  assert.match(query(() => hide("place", 1)), /FILTER\(!BOUND\(\?case\) \|\| \?case NOT IN \(<https:\/\/w3id\.org\/cengji\/case\/[^>]+>\)\)/);
});

test("a type that is switched off is not asked for", () => {
  assert.doesNotMatch(query(() => hide("type", TYPE.indexOf("measure"))), /cj:Measure\b/);
});

test("ladders: rungs in order; only the long ones; none where ladders are switched off", () => {
  const rungs = (patch) => query(() => { state.view = "lanes"; patch(); });
  assert.match(rungs(() => {}), /ORDER BY \?thing \?position \?rung/);
  assert.match(rungs(() => { state.long = true; }), /HAVING\(COUNT\(\?any\) > 2\)/);
  assert.match(rungs(() => hide("type", TYPE.indexOf("ladder"))), /FILTER\(false\)/);
});

test("the name of the selected thing stays one line of comment", () => {
  loadBlock(sampleBlock());
  N.zh[0] = N.en[0] = "a\n} ; DROP ALL #\r\u2028b";
  const lines = sparqlOf(0).split(/\r\n|[\n\r]/);
  assert.equal(lines.filter((line) => line.includes("DROP")).length, 1);
  assert.ok(lines.find((line) => line.includes("DROP")).startsWith("# "));
});

test("an IRI of the data cannot end before its end", () => {
  loadBlock(sampleBlock());
  N.id[0] = "urn:x> } INSERT DATA { <urn:y";
  assert.doesNotMatch(sparqlOf(0), /urn:x>/);
});
