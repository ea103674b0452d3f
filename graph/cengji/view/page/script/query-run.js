// @ts-check
/**
 * The question that is asked and what came of it.
 */
import { groupDigits } from "./filling.js";
import { announce } from "./dom.js";
import { t } from "./names.js";
import { ask, asking, MOST_ROWS, MOST_SECONDS, startEngine, stopEngine } from "./query-engine.js";
import { keepLabels, labelOf } from "./query-names.js";
import { findMisspelt } from "./query-spelling.js";
import { fillRows, prepareText, shortenFault } from "./query-text.js";
import { redraw, state } from "./state.js";
import { iriTerm } from "./turtle.js";

/** What stands below the question: an answer, a fault, or neither; `text` is what was asked. @type {QueryOutcome} */
export const outcome = { text: "", isRunning: false, answer: null, fault: null, misspelt: [], quads: null };

/** @param {Partial<QueryOutcome>} patch */
function tell(patch) {
  Object.assign(outcome, patch);
  redraw(new Set(["outcome"]));
}

/** Whether an engine says that it calls no other server. @param {string} message */
const callsServer = (message) => /\bSERVICE\b.* is refused|\bservice\b.* not supported/.test(message);

/**
 * @param {Error & { key?: string, place?: any }} error
 * @returns {QueryFault}
 */
const faultOf = ({ key, message, place }) => ({
  text: callsServer(message)
    ? t("queryNoService")
    : place?.key && place.key !== "faultHere"
      ? t(place.key, ...place.values)
      : key
        ? t(key, MOST_SECONDS, MOST_ROWS)
        : shortenFault(message),
  said: (place && place.key !== "faultHere") || callsServer(message) ? shortenFault(message) : "",
  place: place ?? null,
  isStopped: key === "queryStopped",
});

/** Start the engine when the view is first opened, and say how much it holds. */
export async function warmUp() {
  if (outcome.quads !== null) return;
  outcome.quads = -1;
  try {
    tell({ quads: await startEngine() });
  } catch (error) {
    tell({ fault: faultOf(/** @type {Error} */ (error)) });
  }
}

/**
 * Ask, and show what comes.
 * @param {string} text
 * @param {{ name: string, given: Record<string, string> } | null} question
 */
export async function runQuery(text, question) {
  if (outcome.isRunning) return;
  tell({ text, isRunning: true, fault: null, misspelt: question ? [] : misspeltIn(text) });
  try {
    const answer = await ask(text, question);
    tell({ answer, isRunning: false });
    announce(answerSummary(answer));
    await nameThings(answer);
  } catch (error) {
    const fault = faultOf(/** @type {Error} */ (error));
    tell({ answer: null, isRunning: false, fault });
    announce(fault.text);
  }
}
/** @param {string} text */
function misspeltIn(text) {
  const [namespace, ...terms] = asking().model;
  return findMisspelt(prepareText(text, asking().prefixes).text, namespace, terms);
}
/** The user wants it stopped. */
export const stopQuery = () => stopEngine("queryStopped");

/**
 * @param {Answered} answer
 * @returns {string}
 */
export function answerSummary({ rows, isCut, verdict, milliseconds }) {
  const time = t(
    "queryTime",
    milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`,
  );
  const count =
    verdict === null
      ? t(isCut ? "queryCut" : "queryRows", groupDigits(rows.length))
      : t(verdict ? "queryTrue" : "queryFalse");
  return `${count} · ${time}`;
}

const MOST_NAMED = 1000;
/**
 * Ask for the names of what the page does not know by name.
 * @param {Answered} answer
 */
async function nameThings({ rows }) {
  const iris = rows.flatMap((row) =>
    row.flatMap((term) => (term?.type === "uri" && !labelOf(term.value) ? [term.value] : [])),
  );
  const nameless = [...new Set(iris)].filter((iri) => !iri.includes("/evidence/")).slice(0, MOST_NAMED);
  if (!nameless.length) return;
  const found = await ask(fillRows(asking().labels, { node: nameless.map(iriTerm).join(" ") }));
  const labels = new Map();
  for (const [node, name, language] of found.rows)
    if (node && name && (!labels.has(node.value) || language?.value === state.lang)) labels.set(node.value, name.value);
  keepLabels(labels);
  if (labels.size) tell({});
}

/**
 * Return the evidence that the data give for things, in order.
 * @param {string[]} iris
 */
export async function askEvidence(iris) {
  const question = asking().queries.find(({ name }) => name === "evidence-of");
  if (!question || !iris.length) return [];
  const { columns, rows } = await ask(fillRows(question.text, { thing: iris.map(iriTerm).join(" ") }));
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]?.value ?? ""])));
}
