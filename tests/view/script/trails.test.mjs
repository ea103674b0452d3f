// Ways through the network: hops, and the path that belongs rather than passes through a hub.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hopTree, lineKind, lineText, pathBetween } from "../../../graph/cengji/view/page/script/trails.js";
import { state } from "../../../graph/cengji/view/page/script/state.js";
import { routesBetween } from "../../../graph/cengji/view/page/script/routes.js";
import { hide, load } from "./block.mjs";

const bodies = (count) => Array.from({ length: count }, (_, n) => ({ id: `id/a/body/${n}`, zh: `组织${n}`, en: `Body ${n}` }));
const edge = (from, to, relation) => ({ from, to, relation });
const way = (from, to) => pathBetween(from, to)?.map(({ at }) => at) ?? null;

test("two steps of belonging are cheaper than two of being about", () => {
  load({ nodes: bodies(4), edges: [edge(0, 1, "actsOn"), edge(1, 3, "actsOn"), edge(0, 2, "partOf"), edge(2, 3, "partOf")] });
  assert.deepEqual(way(0, 3), [0, 2, 3]);
  assert.deepEqual(way(3, 0), [3, 2, 0]); // backward alike
});

test("a hub costs by its size", () => {
  const spokes = Array.from({ length: 600 }, (_, n) => edge(n + 5, 1, "partOf"));
  load({ nodes: bodies(700), edges: [edge(0, 1, "partOf"), edge(1, 4, "partOf"), edge(0, 2, "partOf"), edge(2, 3, "partOf"), edge(3, 4, "partOf"), ...spokes] });
  assert.deepEqual(way(0, 4), [0, 2, 3, 4]);
});

test("being at the same place is the last resort", () => {
  const about = [edge(0, 3, "actsOn"), edge(3, 4, "actsOn"), edge(4, 1, "actsOn")];
  load({ nodes: bodies(5), edges: [edge(0, 2, "atPlace"), edge(1, 2, "atPlace"), ...about] });
  assert.deepEqual(way(0, 1), [0, 3, 4, 1]);
});

test("no path leads through what is hidden, or along lines that are switched off", () => {
  const tables = { nodes: bodies(3), edges: [edge(0, 1, "partOf"), edge(1, 2, "partOf")] };
  load({ ...tables, nodes: tables.nodes.map((node, n) => ({ ...node, type: n === 1 ? "event" : "body" })) });
  assert.deepEqual(way(0, 2), [0, 1, 2]);
  hide("type", 8); // events
  assert.equal(way(0, 2), null);
  load(tables);
  state.network.lines = "tie,chain";
  assert.equal(way(0, 2), null);
});

test("on a ladder one goes rung by rung, and not by way of the ladder", () => {
  const nodes = [...bodies(4), { id: "id/a/ladder/l", type: "ladder", en: "Ladder" }];
  load({
    nodes,
    edges: [0, 1, 2, 3].map((body) => edge(4, body, "rungOf")),
    ladders: [{ node: 4 }],
    rungs: [0, 1, 2, 3].map((actor) => ({ ladder: 0, position: actor + 1, actor })),
  });
  const path = pathBetween(3, 0);
  assert.deepEqual(path.map(({ at }) => at), [3, 2, 1, 0]);
  assert.equal(lineText(path[1].edge, 3), "next rung · Ladder");
  assert.deepEqual(way(0, 4), [0, 4]); // the ladder itself may be the end
});

test("the route along the ladder is offered before shorter ones by working ties and through measures", () => {
  const nodes = [...bodies(4), { id: "id/a/measure/m", type: "measure" }];
  const ladder = [edge(0, 1, "subordinateTo"), edge(1, 2, "subordinateTo"), edge(2, 3, "subordinateTo")];
  const routes = (...edges) => {
    load({ nodes, edges });
    return routesBetween(0, 3).map(({ kind, path }) => [kind, path.map(({ at }) => at)]);
  };
  const measure = [edge(4, 0, "runBy"), edge(4, 3, "actsOn")];
  assert.deepEqual(routes(...ladder, ...measure, edge(0, 3, "secondedTo")), [["ladder", [0, 1, 2, 3]], ["units", [0, 3]], ["things", [0, 4, 3]]]);
  assert.deepEqual(routes(...ladder), [["ladder", [0, 1, 2, 3]]]); // the same way is offered once
  assert.deepEqual(routes(...measure), [["things", [0, 4, 3]]]);
  assert.deepEqual(routes(...ladder.slice(1), edge(0, 4, "runBy"), edge(4, 1, "partOf")), [["things", [0, 4, 1, 2, 3]]]);
  assert.deepEqual(routes(edge(0, 1, "partOf")), []);
  assert.deepEqual(routes(edge(0, 3, "secondedTo"), edge(4, 3, "actsOn")), [["units", [0, 3]]]); // there and back is no way
});

test("hops go on from all but hubs, and at rest not by way of the place", () => {
  const spokes = Array.from({ length: 51 }, (_, n) => edge(n + 5, 1, "partOf"));
  load({ nodes: bodies(60), edges: [edge(0, 1, "partOf"), edge(0, 2, "actsOn"), edge(2, 3, "runBy"), edge(0, 4, "atPlace"), ...spokes] });
  assert.deepEqual(hopTree(0, 1).map(({ at }) => at), [0, 1, 2]);
  assert.deepEqual(hopTree(0, 2).map(({ at, above, hop }) => [at, above, hop]), [[0, -1, 0], [1, 0, 1], [2, 0, 1], [3, 2, 2]]);
  assert.equal(hopTree(1, 1).length, 53); // the start may be a hub
  assert.deepEqual(hopTree(4, 1).map(({ at }) => at), [4]); // a place gathers nothing at rest
});

test("kinds of lines", () => {
  load({ nodes: bodies(2), edges: ["partOf", "secondedTo", "scheme/relation/pairing", "about"].map((relation) => edge(0, 1, relation)) });
  assert.deepEqual([0, 1, 2, 3].map(lineKind), ["chain", "tie", "tie", "touch"]);
});
