// @ts-check
/**
 * The engine in the file: a worker made of blocks of the page. It starts when it is first needed; to stop it is to end the
 * worker. While a question takes long, a second worker is made ready, which takes its place where it is stopped or breaks.
 */
import { $ } from "./dom.js";
import { orderTotally } from "./query-order.js";

/** How long a question runs before the worker that may replace its own is made, in milliseconds. */
const BEFORE_SPARE = 1000;
/** @typedef {{ run: (job: object) => Promise<any>, fail: (fault: Error) => void, end: () => void, ready: Promise<any> }} Runner */

/** The worker that answers. @type {Runner | null} */
let answering = null;
/** The one that takes its place. @type {Runner | null} */
let spare = null;
/** @type {WebAssembly.Module | null} */
let compiled = null;

/**
 * Make a worker and have it load the data; it does one job at a time.
 * @param {Asking} asking
 * @returns {Runner}
 */
function makeRunner({ united, proposed }) {
  const address = URL.createObjectURL(new Blob([$("engine-script").textContent ?? ""], { type: "text/javascript" }));
  const worker = new Worker(address);
  /** @type {(fault: Error) => void} */
  let giveUp = () => {};
  const run = (/** @type {object} */ job) =>
    new Promise((resolve, reject) => {
      giveUp = reject;
      worker.onmessage = ({ data }) => {
        if ("done" in data) return resolve(data.done);
        if (data.isBroken) replace(runner);
        reject(Object.assign(new Error(data.fault), { key: data.isBroken ? "queryTooLarge" : "" }));
      };
      worker.onerror = (event) => {
        event.preventDefault();
        replace(runner);
        reject(Object.assign(new Error(event.message ?? ""), { key: "queryNoEngine" }));
      };
      worker.postMessage(job);
    });
  const module = compiled ?? $("engine-module").textContent;
  const started = run({ job: "start", module, data: $("engine-data").textContent, united, proposed });
  const runner = {
    run,
    fail: (/** @type {Error} */ fault) => giveUp(fault),
    end: () => worker.terminate(),
    ready: started.then(({ module: made, quads }) => {
      URL.revokeObjectURL(address);
      compiled = made;
      return quads;
    }),
  };
  runner.ready.catch(() => {}); // who waits for it hears of it
  return runner;
}

/** End a worker; the spare one, if there is one, takes its place. @param {Runner} runner */
function replace(runner) {
  runner.end();
  if (spare === runner) spare = null;
  if (answering === runner) [answering, spare] = [spare, null];
}

/**
 * @param {Asking} asking
 * @returns {QueryEngine}
 */
export const fileEngine = (asking) => ({
  start: () => (answering ??= makeRunner(asking)).ready,
  async ask({ text, form, named }) {
    await this.start();
    const timer = setTimeout(() => (spare ??= makeRunner(asking)), BEFORE_SPARE);
    const runner = /** @type {Runner} */ (answering);
    const ordered = orderTotally(text, asking.order);
    try {
      return await runner.run({ job: "ask", text: ordered, form, named }).catch((fault) => {
        if (ordered === text || !/ at \d+:\d+/.test(fault.message)) throw fault;
        return runner.run({ job: "ask", text, form, named }); // to find the fault where it was written
      });
    } finally {
      clearTimeout(timer);
      spare?.end();
      spare = null;
    }
  },
  stop(key) {
    const runner = answering;
    if (runner) replace(runner);
    this.start().catch(() => {}); // so that the next answer need not wait for it
    runner?.fail(Object.assign(new Error(""), { key }));
  },
});
