// @ts-check
/**
 * Asks whichever engine the page has, one question at a time, within bounds of time and rows.
 */
import { $ } from "./dom.js";
import { once } from "./data.js";
import { fileEngine } from "./query-engine-file.js";
import { serverEngine } from "./query-engine-server.js";
import { readAnswer } from "./query-answer.js";
import { boundRows, formOf, namesGraphs, placeOfFault, prepareText } from "./query-text.js";

export const MOST_SECONDS = 30;
export const MOST_ROWS = 10_000;

export const asking = once(() => /** @type {Asking} */ (JSON.parse($("asking").textContent ?? "")));
const engine = once(() => (asking().engine === "file" ? fileEngine : serverEngine)(asking()));

/** Get the engine ready; returns the number of quads that it holds, −1 where it does not say. */
export const startEngine = () => engine().start();
/** Stop what runs. @param {string} key the word that says why */
export const stopEngine = (key) => engine().stop(key);

/**
 * Return the answer to a text; `question` names one of the library with its values, which a server may answer by itself.
 * @param {string} text
 * @param {{ name: string, given: Record<string, string> } | null} [question]
 * @returns {Promise<Answered>}
 */
export function ask(text, question = null) {
  const mine = lastAsked.catch(() => {}).then(() => askNow(text, question));
  lastAsked = mine;
  return mine;
}
/** The question before: one waits for the other. @type {Promise<any>} */
let lastAsked = Promise.resolve();

/**
 * @param {string} text
 * @param {{ name: string, given: Record<string, string> } | null} question
 * @returns {Promise<Answered>}
 */
async function askNow(text, question) {
  const form = formOf(text);
  if (!form) throw Object.assign(new Error(""), { key: "queryNoForm" });
  const prepared = prepareText(text, asking().prefixes);
  const bounded = form === "ASK" || form === "DESCRIBE" ? prepared.text : boundRows(prepared.text, MOST_ROWS + 1);
  await startEngine();
  const timer = setTimeout(() => stopEngine("queryTooLong"), MOST_SECONDS * 1000);
  try {
    const { answer, milliseconds } = await engine().ask({ text: bounded, form, named: namesGraphs(text), question });
    return { ...readAnswer(answer, form, MOST_ROWS), milliseconds };
  } catch (error) {
    const fault = /** @type {Error & { key?: string, place?: object | null }} */ (error);
    if (!fault.key) fault.place = placeOfFault(text, fault.message, prepared, asking().prefixes);
    throw fault;
  } finally {
    clearTimeout(timer);
  }
}
