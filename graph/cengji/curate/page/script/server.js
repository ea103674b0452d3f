// @ts-check
/**
 * Talking to the server on this machine: the token of this start, and requests that bear it.
 */

const KEPT = "cengji-curate-token";

/** An answer that is no success: its status and what it says. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {any} answer
   */
  constructor(status, answer) {
    super(typeof answer === "string" ? answer : (answer?.message ?? ""));
    this.status = status;
    this.answer = answer;
  }
}

/** Exchange the token of the link for that of the session, and take it out of the address. Return whether there is one. */
export async function enter() {
  const link = location.hash.slice(1);
  if (link) {
    history.replaceState(null, "", location.pathname);
    const answer = await send("/api/session", { link }).catch(() => null);
    if (answer) localStorage.setItem(KEPT, answer.token);
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
  const answer = await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  const json = answer.headers.get("content-type")?.startsWith("application/json");
  const said = json ? await answer.json() : await answer.text();
  if (!answer.ok) throw new Refusal(answer.status, said);
  return said;
}
