// @ts-check
/**
 * What the curator does, sent to the server with the version that he saw; what another window did meanwhile is never lost.
 */
import { announce } from "./dom.js";
import { t } from "./names.js";
import { settle, warn } from "./notice.js";
import { reasonOf, Refusal, send, Unreachable } from "./server.js";
import { entryOf, screen, show, state, take } from "./store.js";

/** What is being sent: actions wait for the one before. @type {Promise<unknown>} */
let queue = Promise.resolve();

/** What entries were called before their keys were changed: what was sent meanwhile is still about them. @type {Map<string, string>} */
const renamed = new Map();

/** @param {string} id */
function nowCalled(id) {
  while (!entryOf(id) && renamed.has(id)) id = /** @type {string} */ (renamed.get(id));
  return id;
}

/**
 * Do something to entries, by their ids; return the id of the entry to show then, false where nothing was done.
 * @param {string} action
 * @param {string[]} ids
 * @param {Record<string, any>} [rest]
 * @returns {Promise<string | null | false>}
 */
export function act(action, ids, rest = {}) {
  const seen = ids.map((id) => JSON.stringify(entryOf(id)?.value));
  const done = queue.then(() => tryTo(action, ids, rest, seen, true));
  queue = done;
  document.documentElement.dataset.saving = "";
  const settled = () => queue === done && delete document.documentElement.dataset.saving;
  void done.finally(settled).catch(() => undefined);
  return done;
}

/**
 * @param {string} action
 * @param {string[]} ids
 * @param {Record<string, any>} rest
 * @param {string[]} seen what the entries held when the curator acted
 * @param {boolean} again whether to try once more where others were changed meanwhile
 * @returns {Promise<string | null | false>}
 */
async function tryTo(action, ids, rest, seen, again) {
  ids = ids.map(nowCalled);
  const found = ids.map(entryOf);
  if (found.some((entry) => !entry)) return false;
  const entries = found.map((entry) => [entry?.section, entry?.index]);
  try {
    const answer = await send("/api/act", { do: action, version: state.version, entries, ...rest });
    if (action === "mend") forget(ids[0], Object.keys(rest.fields));
    if (answer.entry && ids.length === 1 && action !== "add" && answer.entry !== ids[0]) {
      renamed.set(ids[0], answer.entry);
      if (screen.selected === ids[0]) screen.selected = answer.entry;
    }
    take(answer.state);
    announce(t("saved"));
    return answer.entry;
  } catch (error) {
    return await onRefusal(error, action, ids, rest, seen, again);
  }
}

/**
 * Declare a concept that a scheme lacks; return its key, nothing where that was refused.
 * @param {string} scheme
 * @param {string} text its name, as typed
 */
export async function declare(scheme, text) {
  const id = await act("declare", [], { scheme, zh: text });
  return id ? id.slice(id.indexOf("/") + 1) : "";
}

/**
 * @param {unknown} error
 * @param {string} action
 * @param {string[]} ids
 * @param {Record<string, any>} rest
 * @param {string[]} seen
 * @param {boolean} again
 */
async function onRefusal(error, action, ids, rest, seen, again) {
  if (!(error instanceof Refusal) || error.answer?.conflict !== "stale") {
    if (action === "mend") keep(ids[0], rest.fields);
    if (error instanceof Refusal && error.answer?.conflict === "outside") warnOfOutside();
    else warn(reasonOf(error));
    show();
    return false;
  }
  take(error.answer.state);
  const same = ids.every((id, at) => JSON.stringify(entryOf(id)?.value) === seen[at]);
  if (same && again && action !== "undo" && action !== "redo") return tryTo(action, ids, rest, seen, false);
  if (action === "mend") keep(ids[0], rest.fields);
  warn(t("stale"));
  show();
  return false;
}

/**
 * Keep what was typed for an entry until it is saved or given up.
 * @param {string} id
 * @param {Record<string, any>} fields
 */
function keep(id, fields) {
  screen.kept.set(id, { ...screen.kept.get(id), ...fields });
}

/**
 * @param {string} id
 * @param {string[]} fields
 */
export function forget(id, fields) {
  const kept = screen.kept.get(id);
  if (!kept) return;
  for (const field of fields) delete kept[field];
  if (!Object.keys(kept).length) screen.kept.delete(id);
}

export const warnOfOutside = () =>
  warn(t("outside", state.file), t("reload"), async () => {
    try {
      take((await send("/api/reload", {})).state);
      return true;
    } catch (error) {
      warn(reasonOf(error));
      return false;
    }
  });

let away = false;

/** Ask now and then what another window or program did; what is written here goes first. */
export async function look() {
  await queue;
  try {
    const answer = await send(`/api/state?version=${state.version}`);
    if (away) settle();
    away = false;
    if (answer.state) take(answer.state);
    if (answer.current === false) warnOfOutside();
  } catch (error) {
    away = error instanceof Unreachable;
    warn(reasonOf(error));
  }
}
