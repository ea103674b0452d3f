// @ts-check
/**
 * The worker in which the engine runs: it loads the data and answers one question after the other. Who wants it stopped
 * ends the worker. `oxigraph` stands above it in the same script.
 */
(() => {
  /** @type {Record<string, string>} */
  const FORMATS = { SELECT: "json", ASK: "json", CONSTRUCT: "nt", DESCRIBE: "nt" };
  /** @type {any} */
  let store;
  /** What the default graph is of a query that names none. */
  let unnamed = {};
  let lastWords = "";
  console.error = (/** @type {unknown} */ text) => {
    lastWords = String(text).split("\n")[0]; // of an engine that breaks; the page tells it
  };

  /**
   * Return the bytes of what stands gzipped in base64.
   * @param {string} text
   */
  async function inflate(text) {
    const signs = atob(text);
    const packed = new Uint8Array(signs.length);
    for (let at = 0; at < signs.length; at += 1) packed[at] = signs.charCodeAt(at);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /**
   * What is only proposed stands in no default graph.
   * @param {{ united: boolean, proposed: string }} shape
   */
  function defaultGraph({ united, proposed }) {
    if (!united) return {};
    const graphs = store.query("SELECT DISTINCT ?g { GRAPH ?g {} }").map((/** @type {any} */ row) => row.get("g"));
    const left = graphs.filter((/** @type {any} */ graph) => !graph.value.startsWith(proposed));
    return left.length === graphs.length
      ? { use_default_graph_as_union: true }
      : { default_graph: [oxigraph.defaultGraph(), ...left] };
  }

  /** @type {Record<string, (given: any) => unknown>} */
  const JOBS = {
    async start({ module, data, ...shape }) {
      const compiled = typeof module === "string" ? await WebAssembly.compile(await inflate(module)) : module;
      oxigraph.initSync({ module: compiled });
      store = new oxigraph.Store();
      store.load(await inflate(data), { format: "application/trig" });
      unnamed = defaultGraph(shape);
      return { module: compiled, quads: store.size };
    },
    ask({ text, form, named }) {
      const started = performance.now();
      const answer = store.query(text, { results_format: FORMATS[form], ...(named ? {} : unnamed) });
      return { answer, milliseconds: performance.now() - started };
    },
  };

  onmessage = async ({ data: { job, ...given } }) => {
    try {
      postMessage({ done: await JOBS[job](given) });
    } catch (error) {
      const isBroken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      postMessage({ fault: lastWords || String(/** @type {any} */ (error)?.message ?? error), isBroken });
    }
  };
})();
