// A packed data block gives the same columns as a plain one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loadData, N } from "../../../graph/cengji/view/page/script/data.js";
import { readData } from "../../../graph/cengji/view/page/script/packed.js";
import { sampleBlock } from "./block.mjs";

const { head, text } = JSON.parse(readFileSync(process.env.CENGJI_PAGE_PACKED, "utf8"));
const block = { textContent: text, getAttribute: () => "application/gzip", dataset: { head } };
const columns = (table) => Object.fromEntries(Object.keys(table).map((name) => [name, [...table[name]]]));

test("every table has the columns that it was packed with", async () => {
  const read = await readData(block);
  loadData(read);
  assert.ok(N.parent instanceof Int32Array);
  assert.deepEqual({ ...read, nodes: columns(read.nodes), edges: columns(read.edges) }, sampleBlock());
});
