// @ts-check
/**
 * Texts with places for values, and numbers as they are read.
 */

/**
 * Return a text with its values filled in: ``{0}`` is the first, ``{0|fault|faults}`` the one word or the other by the number there.
 * @param {string} text
 * @param {any[]} values
 */
export const fillIn = (text, values) =>
  text.replace(/\{(\d)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, at, one, many) => {
    const value = values[Number(at)] ?? "";
    return many === undefined ? String(value) : Number(value) === 1 ? one : many;
  });

/**
 * Digits in threes, without changing the number: 14000 → 14,000.
 * @param {string | number} number
 */
export function groupDigits(number) {
  const [whole, part] = String(number).split(".");
  const threes = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return part && Number(part) ? `${threes}.${part}` : threes;
}
