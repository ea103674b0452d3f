// @ts-check
/**
 * Texts as they are searched.
 */
import { DATA, once } from "./data.js";

const simplifiedForms = once(() => {
  const pairs = (DATA.traditional ?? "").match(/../gu) ?? [];
  const any = pairs.map((pair) => pair[0]).join("");
  return { of: new Map(pairs.map((pair) => [pair[0], pair[1]])), any: new RegExp(any ? `[${any}]` : "(?!)", "g") };
});

/** How far full-width letters, digits and signs stand behind the plain ones. */
const FULL_WIDTH = 0xfee0;

/**
 * A text as it is searched: in small letters of plain width, traditional characters as simplified ones; every sign keeps its place.
 * @param {string} text
 */
export function foldText(text) {
  const { of, any } = simplifiedForms();
  return text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH))
    .toLowerCase()
    .replace(any, (sign) => of.get(sign) ?? sign);
}

/** What prints nothing: `UNSEEN` of core/texts.py. */
const UNSEEN =
  /\u034f|[\u180b-\u180f]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e01ef}]|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * A text as names are compared: folded, radicals and other forms of compatibility as plain characters, without what prints nothing.
 * @param {string} text
 */
export const foldName = (text) => foldText(text.normalize("NFKC").replace(UNSEEN, ""));

/**
 * A name as it stands in the index of a large graph: as `fold` of view/traditional.py makes it.
 * @param {string} text
 */
export const foldKey = (text) => foldName(text).replace(/\s+/g, "");
