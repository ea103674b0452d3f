// @ts-check
/**
 * Reads the data block: JSON or, of a large graph, the bytes that view/page/packed.py makes.
 */
import { once } from "./data.js";

/**
 * Return the data from their block.
 * @param {HTMLElement} block
 * @returns {Promise<DataBlock>}
 */
export async function readData(block) {
  const text = block.textContent ?? "";
  if (block.getAttribute("type") === "application/json") return JSON.parse(text);
  const bytes = await inflate(text);
  const data = readJson(bytes, Number(block.dataset.head));
  return { ...data, nodes: unpack(data.nodes, bytes), edges: unpack(data.edges, bytes) };
}

/**
 * Return what stands gzipped in base64.
 * @param {string} text
 */
async function inflate(text) {
  const signs = atob(text);
  const packed = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) packed[at] = signs.charCodeAt(at); // a tenth of what Uint8Array.from costs
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} [end]
 */
const readJson = (bytes, start, end) => JSON.parse(new TextDecoder().decode(bytes.subarray(start, end)));

/**
 * Return a table with its columns; texts are read when they are first asked for.
 * @template {object} T
 * @param {T} table
 * @param {Uint8Array} bytes
 * @returns {T}
 */
function unpack(table, bytes) {
  for (const [name, { json, numbers, value, times }] of Object.entries(table))
    Object.defineProperty(
      table,
      name,
      json
        ? { get: once(() => readJson(bytes, json[0], json[1])) }
        : { value: numbers ? new Int32Array(bytes.buffer, numbers[0], numbers[1]) : repeated(value, times) },
    );
  return table;
}

/**
 * Return a column that is one value throughout.
 * @param {unknown} value
 * @param {number} times
 */
const repeated = (value, times) =>
  typeof value === "number" ? new Int32Array(times).fill(value) : new Array(times).fill(value);
