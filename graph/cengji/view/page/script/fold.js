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

/**
 * A name as it stands in the index of a large graph: as `fold` of view/large/names.py makes it.
 * @param {string} text
 */
export const foldKey = (text) => foldText(text.normalize("NFKC")).replace(/\s+/g, "");
