// @ts-check
/**
 * What a few typed letters may mean: Chinese, pinyin with or without blanks, its initials, English, or a key.
 */

/** @typedef {{ key: string, zh: string, en: string, pinyin: string, others?: string[], note?: string }} Choice */

const MOST = 60; // that are offered

/**
 * Return the choices that a text may mean, the likeliest first.
 * @template {Choice} T
 * @param {T[]} choices
 * @param {string} text
 * @returns {T[]}
 */
export function matching(choices, text) {
  const wanted = text.normalize("NFKC").trim().toLowerCase();
  if (!wanted) return choices.slice(0, MOST);
  return choices
    .map((choice, place) => ({ choice, place, rank: rankOf(choice, wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank || a.choice.zh.length - b.choice.zh.length || a.place - b.place)
    .slice(0, MOST)
    .map(({ choice }) => choice);
}

/**
 * Return how far a choice is from what was typed: 0 is the same, Infinity nothing in common.
 * @param {Choice} choice
 * @param {string} wanted
 */
function rankOf(choice, wanted) {
  const joined = choice.pinyin.replaceAll(" ", "");
  const initials = choice.pinyin.replace(/(\S)\S*\s*/g, "$1");
  const typed = wanted.replaceAll(" ", "").replaceAll("ü", "v"); // as input methods have it
  const names = [choice.zh, ...(choice.others ?? []), choice.en, choice.key].map((name) => name.toLowerCase());
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (joined.startsWith(typed) || initials.startsWith(typed)) return 2;
  if (names.some((name) => name.split(/[\s-]+/).some((part) => part.startsWith(wanted)))) return 3;
  if (names.some((name) => name.includes(wanted))) return 4;
  return initials.includes(typed) || (typed.length > 2 && joined.includes(typed)) ? 5 : Infinity;
}
