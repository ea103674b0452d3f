// SHA-256 against that of Node, on every length around the edges of its blocks.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import { ownSha256, sha256 } from "../../../graph/cengji/view/page/script/sha256.js";

const expected = (bytes) => createHash("sha256").update(bytes).digest("hex");
const hex = (bytes) => Buffer.from(bytes).toString("hex");

test("all lengths up to three blocks, and long ones", () => {
  for (const length of [...Array(200).keys(), 1000, 4095, 4096, 100_003]) {
    const bytes = new Uint8Array(randomBytes(length));
    assert.equal(hex(ownSha256(bytes)), expected(bytes), `${length} bytes`);
  }
});

test("every value of a byte", () => {
  for (let value = 0; value < 256; value += 1) assert.equal(hex(ownSha256(Uint8Array.of(value))), expected(Uint8Array.of(value)));
});

test("with and without the browser's own, as hexadecimal digits", async (context) => {
  const bytes = new TextEncoder().encode("街道党工委");
  assert.equal(await sha256(bytes), expected(bytes));
  context.mock.getter(globalThis, "crypto", () => undefined);
  assert.equal(await sha256(bytes), expected(bytes));
});
