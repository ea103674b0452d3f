// A SPARQL text before an engine gets it: its tokens, prefixes, bounds, parameters, and where it is wrong.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerJson, readAnswer } from "../../../graph/cengji/view/page/script/query-answer.js";
import { boundRows, declarePrefixes, fillRows, formOf, namesGraphs, placeOfFault, prepareText, shortenFault } from "../../../graph/cengji/view/page/script/query-text.js";
import { findMisspelt } from "../../../graph/cengji/view/page/script/query-spelling.js";
import { readTokens } from "../../../graph/cengji/view/page/script/query-tokens.js";

const PREFIXES = { cj: "https://w3id.org/cengji/ontology#", skos: "http://www.w3.org/2004/02/skos/core#" };
const kinds = (text) => readTokens(text).filter(({ kind }) => kind !== "blank").map(({ kind, text: one }) => `${kind} ${one}`);

test("a string, an IRI, a comment and a name are one token each, whatever words they hold", () => {
  assert.deepEqual(kinds("?x cj:from 'SELECT \\' #' # LIMIT\n<http://a/#SELECT> \"\"\"a\n\"b\"\"\"@zh-hans 1.5"), [
    "variable ?x", "name cj:from", "string 'SELECT \\' #'", "comment # LIMIT", "iri <http://a/#SELECT>", 'string """a\n"b"""', "tag @zh-hans", "number 1.5",
  ]);
  assert.equal(readTokens("层级 ?变量 cj:社区 \u{20000}").map(({ text }) => text).join(""), "层级 ?变量 cj:社区 \u{20000}");
});
test("the form is the first keyword of its kind", () => {
  assert.deepEqual(["# SELECT\nASK {}", "PREFIX select: <urn:x> construct {} {}", "INSERT DATA {}"].map(formOf), ["ASK", "CONSTRUCT", ""]);
  assert.deepEqual(["SELECT * FROM <urn:a> {}", "SELECT ?from { ?from ?p 'FROM' }"].map(namesGraphs), [true, false]);
});
test("prefixes that are used and not declared are, on the line of the first word", () => {
  const { text, line, length } = declarePrefixes("# cj:x\nPREFIX skos: <urn:s>\nSELECT ?a { ?a a cj:Body ; skos:x 'foo:bar', ex:y }", PREFIXES);
  assert.equal(text, "# cj:x\nPREFIX cj: <https://w3id.org/cengji/ontology#> PREFIX skos: <urn:s>\nSELECT ?a { ?a a cj:Body ; skos:x 'foo:bar', ex:y }");
  assert.deepEqual([line, length], [2, text.length - declarePrefixes(text, {}).text.length + "PREFIX cj: <https://w3id.org/cengji/ontology#> ".length]);
});
test("a query is bounded by its own LIMIT, lowered, or by one that is put in before VALUES", () => {
  assert.equal(boundRows("SELECT ?x { { SELECT ?x { } LIMIT 7 } }", 5), "SELECT ?x { { SELECT ?x { } LIMIT 7 } }\nLIMIT 5\n");
  assert.equal(boundRows("SELECT ?x { } LIMIT 3 OFFSET 1", 5), "SELECT ?x { } LIMIT 3 OFFSET 1");
  assert.equal(boundRows("SELECT ?x { } OFFSET 1 LIMIT 30", 5), "SELECT ?x { } OFFSET 1 LIMIT 5");
  assert.equal(boundRows("SELECT ?x { } ORDER BY ?x VALUES ?x { 1 }", 5), "SELECT ?x { } ORDER BY ?x \nLIMIT 5\nVALUES ?x { 1 }");
  assert.equal(boundRows("SELECT ?x { } # LIMIT 2", 5), "SELECT ?x { } # LIMIT 2\nLIMIT 5\n");
});
test("only the marked row of a parameter is filled, and a term stays whole", () => {
  const text = "VALUES ?a { UNDEF }  # param\n  VALUES ?b { UNDEF }  # param\nVALUES ?a { UNDEF }";
  assert.equal(fillRows(text, { a: '"$1 $& }"' }), 'VALUES ?a { "$1 $& }" }  # param\n  VALUES ?b { UNDEF }  # param\nVALUES ?a { UNDEF }');
});

const joined = (text) => prepareText(text, PREFIXES).text;
test("arithmetic gets the one reading that SPARQL gives it, paths and lists stay", () => {
  const pairs = [
    ["SELECT (8-4-2 AS ?x) ?y (1.0/9*1000 AS ?z) {}", "SELECT ((8-4)-2 AS ?x) ?y ((1.0/9)*1000 AS ?z) {}"],
    ["SELECT * { FILTER(-1 - -2 - 3 < .5 - 1 - 2) }", "SELECT * { FILTER((-1 - -2) - 3 < (.5 - 1) - 2) }"],
    ["SELECT * { FILTER(?a + 2*3*4 - 1 > 5 - 1) }", "SELECT * { FILTER((?a + (2*3)*4) - 1 > 5 - 1) }"],
    ["SELECT * { BIND(ROUND(f(?a, 1-2-3) / ?b * 1000) AS ?x) }", "SELECT * { BIND(ROUND((f(?a, (1-2)-3) / ?b) * 1000) AS ?x) }"],
    ["SELECT (SUM(?a)/COUNT(*)/2 AS ?m) {} HAVING (?a - 1 - 1 > 2) ORDER BY (?a - ?b - ?c)", "SELECT ((SUM(?a)/COUNT(*))/2 AS ?m) {} HAVING ((?a - 1) - 1 > 2) ORDER BY ((?a - ?b) - ?c)"],
  ];
  for (const [text, expected] of pairs) assert.equal(joined(text.replaceAll("f(", "STR(")), expected.replaceAll("f(", "STR("));
  const same = "SELECT * { ?s <a>/<b>/<c> ?o ; (<a>/<b>/<c>)* ?p ; <l> (?a -1 -2) FILTER(?a > 1) ?z <p> (1 -2 -3) FILTER EXISTS { ?a (^<x>/<y>/<z>)+ ?b } } VALUES (?a ?b) { (1 -2) }";
  assert.equal(joined(same), same);
});

const faultIn = (text, message = "error at 9:9: expected one of …") => {
  const place = placeOfFault(text, message, prepareText(text, PREFIXES), PREFIXES);
  return place && [place.key, text.slice(place.start, place.end), place.line, place.column];
};
test("the place of a fault: the bracket, the prefix, the word; else where the engine says", () => {
  assert.deepEqual(faultIn("SELECT ?x {\n ?x a cj:Body FILTER(?x > '中' }"), ["faultOpen", "(", 2, 21]);
  assert.deepEqual(faultIn("SELECT ?x { ?x ?p ?o"), ["faultOpen", "{", 1, 11]);
  assert.deepEqual(faultIn("SELECT ?x { } }"), ["faultClosing", "}", 1, 15]);
  assert.deepEqual(faultIn("SELECT ?x { ?x a 中文 ; foo:bar 1 }"), ["faultWord", "中文", 1, 18]);
  assert.deepEqual(faultIn("SELECT ?x { ?x a foo:bar }"), ["faultPrefix", "foo:bar", 1, 18]);
  assert.deepEqual(faultIn("SELECT ?x { ?x a 'b }"), ["faultString", "'", 1, 18]);
  const text = "SELECT ?x { ?x cj:a ?y } ORDER ?x";
  const lead = declarePrefixes(text, PREFIXES);
  assert.deepEqual(faultIn(`SELECT (1-2-3 AS ?y) {\n} ORDER ?x`, "error at 2:9: expected BY"), ["faultHere", "?x", 2, 9]);
  assert.deepEqual(faultIn("SELECT (1-2-3 AS ?y) { ?x ?p } }", "error at 1:33: expected OPTIONAL").slice(0, 2), ["faultClosing", "}"]);
  assert.deepEqual(faultIn(text, `error at 1:${lead.length + 32}: expected BY`), ["faultHere", "?x", 1, 32]);
  assert.equal(faultIn("SELECT ?x { }", "The service is not supported"), null);
});
test("triples of a CONSTRUCT are rows of three terms", () => {
  const answer = readAnswer('<urn:a> <urn:b> "x\\"\\u4E2D\\n"@zh .\n_:b1 <urn:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n', "CONSTRUCT", 1);
  assert.deepEqual(answer.rows[0].map((term) => term.value), ["urn:a", "urn:b", 'x"中\n']);
  assert.deepEqual([answer.rows[0][2]["xml:lang"], answer.isCut], ["zh", true]);
});
test("an answer is written as it came, an unbound cell as none", () => {
  const text = '{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"type":"literal","value":"1","xml:lang":"en"}},{"b":{"type":"uri","value":"urn:x"}}]}}';
  const answer = readAnswer(text, "SELECT", 5);
  assert.deepEqual(answer.rows, [[{ type: "literal", value: "1", "xml:lang": "en" }, null], [null, { type: "uri", value: "urn:x" }]]);
  assert.deepEqual(JSON.parse(answerJson(answer, answer.rows)), JSON.parse(text));
  assert.deepEqual(JSON.parse(answerJson(readAnswer('{"head":{},"boolean":false}', "ASK", 5), [])), { head: {}, boolean: false });
});

test("what the engine says is told without the classes of its grammar", () => {
  const classes = "['0' ..= '9' | '\\u{00B7}' |\n'\\u{203F}'..='\\u{2040}'], ['\\\\'], ['_'], [_]";
  assert.equal(shortenFault(`error at 1:9: expected one of Prefix not found, ${classes}`), "error at 1:9: Prefix not found");
  assert.equal(shortenFault(`error at 1:2: expected one of ",", "}", BIND, ${classes}`), 'error at 1:2: ",", "}", BIND …');
  assert.equal(shortenFault("error at 1:2: expected [_]"), "error at 1:2");
  assert.equal(shortenFault("The service <http://x/> is not supported"), "The service <http://x/> is not supported");
});

test("terms of the model that a text misspells are named, and nothing else", () => {
  const found = (text) => findMisspelt(joined(text), PREFIXES.cj, ["Body", "Measure", "inCase", "lowerBound"]);
  assert.deepEqual(found("ASK { ?x a cj:Mesure ; cj:inCase ?c ; cj:inCas ?d }"), [["Mesure", "Measure"], ["inCas", "inCase"]]);
  assert.deepEqual(found(`PREFIX my: <${PREFIXES.cj}> ASK { ?x a my:Bdy ; <${PREFIXES.cj}lowerbound> 'cj:Nothing' } # cj:Not`), [["Bdy", "Body"], ["lowerbound", "lowerBound"]]);
  assert.deepEqual(found("PREFIX cj: <urn:x> ASK { ?x a cj:Bdy ; skos:prefLabell ?y }"), []);
  assert.deepEqual(found(`ASK { ?x a cj:Zzz, cj:${"y".repeat(1e4)} }`), [["Zzz", ""], ["y".repeat(60), ""]]);
});
