// @ts-check
/**
 * Talking to the server on this machine: the token of this start, and requests that bear it.
 */

import { language, t } from "./names.js";

const KEPT = "cengji-curate-token";

/** An answer that is no success: its status and what it says. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {any} answer
   */
  constructor(status, answer) {
    const chinese = language.now === "zh" && answer?.message_zh;
    super(typeof answer === "string" ? answer : chinese || (answer?.message ?? ""));
    this.status = status;
    this.answer = answer;
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {}

/**
 * Return in words what really happened: nobody answered, the token is of another start, the server says why, or the page failed.
 * @param {unknown} error
 */
export function reasonOf(error) {
  if (error instanceof Unreachable) return t("offline");
  if (!(error instanceof Refusal)) return t("failed", error instanceof Error ? error.message : String(error));
  return error.status === 401 ? t("ended") : t("unsaved", error.message || String(error.status));
}

/**
 * Exchange the token of the link for that of the session, and take it out of the address. Return whether there is one: a link that has
 * been used in this browser already leads back to where it led.
 */
export async function enter() {
  const link = location.hash.slice(1);
  if (link) {
    history.replaceState(null, "", location.pathname);
    try {
      localStorage.setItem(KEPT, (await send("/api/session", { link })).token);
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 403)) throw error;
    }
  }
  return Boolean(localStorage.getItem(KEPT));
}

/**
 * Return what the server answers; without a body it is only asked.
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>}
 */
export async function send(path, body) {
  /** @type {Record<string, string>} */
  const headers = { authorization: `Bearer ${localStorage.getItem(KEPT) ?? ""}` };
  if (body) headers["content-type"] = "application/json";
  const request = { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) };
  const answer = await fetch(path, request).catch(() => Promise.reject(new Unreachable()));
  const json = answer.headers.get("content-type")?.startsWith("application/json");
  const said = json ? await answer.json() : await answer.text();
  if (!answer.ok) throw new Refusal(answer.status, said);
  return said;
}
