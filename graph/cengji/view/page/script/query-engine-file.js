// @ts-check
/**
 * The engine in the file: a worker made of blocks of the page. It starts when it is first needed; to stop it is to end the
 * worker, after which a new one is made of the module that is compiled already.
 */
import { $ } from "./dom.js";

/** @type {Worker | null} */
let worker = null;
/** @type {WebAssembly.Module | null} */
let compiled = null;
/** @type {Promise<any> | null} */
let starting = null;
/** Ends the job that runs. @type {((fault: Error) => void) | null} */
let giveUp = null;

/**
 * Have the worker do a job; one at a time.
 * @param {object} job
 * @returns {Promise<any>}
 */
function runJob(job) {
  return new Promise((resolve, reject) => {
    const at = /** @type {Worker} */ (worker);
    giveUp = reject;
    at.onmessage = ({ data }) => {
      giveUp = null;
      if ("done" in data) return resolve(data.done);
      if (data.isBroken) endWorker();
      reject(Object.assign(new Error(data.fault), { key: data.isBroken ? "queryTooLarge" : "" }));
    };
    at.onerror = (event) => {
      event.preventDefault();
      endWorker();
      reject(Object.assign(new Error(event.message ?? ""), { key: "queryNoEngine" }));
    };
    at.postMessage(job);
  });
}

function endWorker() {
  worker?.terminate();
  [worker, starting, giveUp] = [null, null, null];
}

/** @param {Asking} asking */
function startWorker({ united, proposed }) {
  const address = URL.createObjectURL(new Blob([$("engine-script").textContent ?? ""], { type: "text/javascript" }));
  worker = new Worker(address);
  const module = compiled ?? $("engine-module").textContent;
  return runJob({ job: "start", module, data: $("engine-data").textContent, united, proposed }).then((started) => {
    URL.revokeObjectURL(address);
    compiled = started.module;
    return started.quads;
  });
}

/**
 * @param {Asking} asking
 * @returns {QueryEngine}
 */
export const fileEngine = (asking) => ({
  start: () => (starting ??= startWorker(asking)),
  async ask({ text, form, named }) {
    await this.start();
    return runJob({ job: "ask", text, form, named });
  },
  stop(key) {
    const fail = giveUp;
    endWorker();
    fail?.(Object.assign(new Error(""), { key }));
    this.start().catch(() => {}); // so that the next answer need not wait for it
  },
});
