// @ts-check
/**
 * Reads the files beside the page. They are scripts, since a page opened from a disk may read nothing else, and each hands its content
 * to the page and does nothing more.
 */

/** What says that a file is not there, or is not the one that it should be. */
export class PartError extends Error {}

const MOST_KEPT = 48;
/** @type {Map<string, Promise<any>>} */
const kept = new Map();
/** @type {Map<string, (content: any) => void>} */
const waiting = new Map();
const page = /** @type {any} */ (globalThis);
page.cengjiPart = (/** @type {string} */ name, /** @type {any} */ content) => waiting.get(name)?.(content);

/**
 * Return the content of a file; those read last are kept.
 * @param {string} folder
 * @param {string} name without its ending
 * @returns {Promise<any>}
 */
export function readPart(folder, name) {
  const known = kept.get(name);
  kept.delete(name);
  const content = known ?? load(folder, name);
  kept.set(name, content);
  if (kept.size > MOST_KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
  return content;
}

/**
 * @param {string} folder
 * @param {string} name
 */
function load(folder, name) {
  const script = document.createElement("script");
  script.src = `${folder}/${name}.js`;
  return new Promise((resolve, reject) => {
    const fail = () => {
      kept.delete(name); // so that it is looked for again
      reject(new PartError(`${folder}/${name}.js`));
    };
    waiting.set(name, resolve);
    script.onload = fail; // too late, unless it said nothing
    script.onerror = fail;
    document.head.append(script);
  }).finally(() => {
    waiting.delete(name);
    script.remove();
  });
}
