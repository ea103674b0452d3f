// Turtle of the page, read back by N3.js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { indices, N } from "../../../graph/cengji/view/page/script/data.js";
import { iriTerm, turtle } from "../../../graph/cengji/view/page/script/turtle.js";
import { installed, loadBlock, sampleBlock } from "./block.mjs";

const { Parser } = installed("n3");
const parsed = (text) => new Parser().parse(text);
const LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
const HOSTILE = ['"', "\\", '\\"', 'a"@en .', "line\nline\r\ttab", "' ''' \"\"\"", "\\u0041", "<b>{}|^`", "\u0000\u001f\u007f\u0085\u2028", "😀𠀀", "é", "=1+1", "#"];

test("every text comes back as it was", () => {
  const block = sampleBlock();
  for (const label of HOSTILE) {
    block.nodes.zh = block.nodes.zh.map(() => label);
    loadBlock(block);
    const labels = parsed(turtle(indices(N.id))).filter(({ predicate, object }) => predicate.value === LABEL && object.language === "zh");
    assert.ok(labels.length > 5);
    for (const { object } of labels) assert.equal(object.value, label);
  }
});

test("halves of characters become the replacement sign", () => {
  const block = sampleBlock();
  block.nodes.zh = block.nodes.zh.map(() => "一\ud800二\udfff");
  loadBlock(block);
  assert.ok(parsed(turtle([0])).some(({ object }) => object.value === "一\ufffd二\ufffd"));
});

test("an IRI cannot end before its end", () => {
  const term = iriTerm('urn:x> <urn:p> <urn:o> . <"{}|^`\\ \n\u0000é');
  assert.match(term, /^<([^\u0000-\u0020<>"{}|^`\\]|\\u[0-9A-F]{4})*>$/); // IRIREF of the grammar of Turtle
  assert.equal(term.match(/\\u003E/g).length, 3);
});

test("numbers, truth values and languages have their type", () => {
  const block = sampleBlock();
  block.figures.lower = block.figures.node.map((_, n) => (n ? "6600" : ""));
  block.figures.lower_closed = block.figures.node.map(() => 0);
  block.figures.upper_closed = block.figures.node.map(() => 1);
  loadBlock(block);
  const quads = parsed(turtle(block.figures.node));
  const values = (name) => quads.filter(({ predicate }) => predicate.value.endsWith(`#${name}`)).map(({ object }) => `${object.value} ${object.datatype.value.split("#")[1]}`);
  assert.equal(values("lowerBound").length, block.figures.node.length - 1);
  assert.equal(values("lowerInclusive").length, block.figures.node.length - 1);
  assert.ok(values("lowerBound").every((value) => value === "6600 decimal"));
  assert.ok(values("lowerInclusive").every((value) => value === "false boolean"));
  assert.deepEqual(values("upperInclusive"), []); // a bound that is included is not said to be
});

test("each type has its class, each thing its links and no triple twice", () => {
  const block = sampleBlock();
  block.evidence.id = block.evidence.subject.map((_, n) => `id/a/evidence/${n}`);
  loadBlock(block);
  const quads = parsed(turtle(indices(N.id)));
  const text = quads.map(({ subject, predicate, object }) => `${subject.value} ${predicate.value} ${object.value} ${object.language ?? ""}`);
  assert.equal(new Set(text).size, text.length);
  const classes = new Set(quads.filter(({ predicate }) => predicate.value.endsWith("#type")).map(({ object }) => object.value.split("#")[1]));
  for (const name of ["Place", "BodyGroup", "Ladder", "Rung", "Measure", "Figure", "Evidence", "TextPositionSelector"]) assert.ok(classes.has(name), name);
  assert.ok(!quads.some(({ predicate }) => predicate.value.includes("undefined")));
});
