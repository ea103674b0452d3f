// @ts-check
/**
 * The engine of the server that the page comes from: SPARQL 1.1 Protocol at an address of the same origin.
 */

const ACCEPTED = {
  SELECT: "application/sparql-results+json",
  ASK: "application/sparql-results+json",
  CONSTRUCT: "application/n-triples",
  DESCRIBE: "application/n-triples",
};
/** @type {AbortController | null} */
let pending = null;
let whyStopped = "";

/**
 * What a server says that does not answer: the detail of a problem document, else the text itself.
 * @param {Response} response
 */
async function serverFault(response) {
  const text = (await response.text()).slice(0, 2000);
  try {
    const problem = JSON.parse(text);
    return String(problem.detail ?? problem.title ?? text);
  } catch {
    return text || `${response.status} ${response.statusText}`;
  }
}

/**
 * @param {Asking} asking
 * @returns {QueryEngine}
 */
export const serverEngine = (asking) => ({
  start: async () => -1,
  async ask({ text, form, question }) {
    pending = new AbortController();
    const started = performance.now();
    const accept = ACCEPTED[/** @type {"ASK"} */ (form)];
    const query = question && new URLSearchParams(question.given).toString();
    try {
      const response = await (question
        ? fetch(`${asking.questions}${encodeURIComponent(question.name)}${query ? `?${query}` : ""}`, {
            headers: { accept },
            signal: pending.signal,
          })
        : fetch(asking.address, {
            method: "POST",
            headers: { accept, "content-type": "application/sparql-query" },
            body: text,
            signal: pending.signal,
          }));
      if (!response.ok) throw Object.assign(new Error(await serverFault(response)), { key: "" });
      return { answer: await response.text(), milliseconds: performance.now() - started };
    } catch (error) {
      const stopped = /** @type {Error} */ (error).name === "AbortError";
      const lost = error instanceof TypeError;
      throw Object.assign(
        /** @type {Error} */ (error),
        stopped ? { key: whyStopped } : lost ? { key: "queryNoServer" } : {},
      );
    }
  },
  stop(key) {
    whyStopped = key;
    pending?.abort();
  },
});
