// @ts-check
/**
 * The search box of the page of a large graph: names as they are found in the parts of the index, each with the names above it.
 */
import { el, label } from "./dom.js";
import { clearHits, hitRow, marked, openHits, showList, startHits } from "./hit-list.js";
import { PartError } from "./large-read.js";
import { findNames, namesAbove } from "./large-search.js";
import { groupDigits } from "./filling.js";
import { t } from "./names.js";
import { mark } from "./symbols.js";
import { TYPE } from "./data.js";

/** What was asked last: an answer that comes later than that to a newer question is not shown. */
let askedLast = "";

/**
 * @param {string} text
 * @param {(number: number) => void} take
 */
async function showFound(text, take) {
  askedLast = text;
  if (!text.trim()) {
    clearHits();
    showList([], false);
    return;
  }
  const rows = await findRows(text, take);
  if (askedLast === text) showList(rows(), true);
}

/**
 * @param {string} text
 * @param {(number: number) => void} take
 * @returns {Promise<() => Child[]>}
 */
async function findRows(text, take) {
  try {
    const { found, more } = await findNames(text);
    return () => {
      clearHits();
      const rows = found.map((one) => foundRow(one, text, take));
      const rest = more === 1 ? t("unitsManyMore") : t("unitsMore", groupDigits(more));
      return [...rows, rows.length || more ? null : quiet(t("none")), more ? quiet(rest) : null];
    };
  } catch (error) {
    if (!(error instanceof PartError)) throw error;
    return () => {
      clearHits();
      return [el("p", { class: "fault" }, t("unitsMissing", error.message))];
    };
  }
}

/** @param {string} text */
const quiet = (text) => el("p", { class: "quiet" }, text);

/**
 * @param {Found} found
 * @param {string} text
 * @param {(number: number) => void} take
 */
function foundRow(found, text, take) {
  const colour = found.tier >= 0 ? `--t${Math.min(10, found.tier)}` : undefined;
  return hitRow(
    () => {
      openHits(false);
      take(found.number);
    },
    mark(TYPE[found.type], colour),
    marked(found.name, text),
    el("span", { class: "quiet clip" }, label(namesAbove(found).join(" › "))),
  );
}

/** @param {(number: number) => void} take */
export const startLargeSearch = (take) => startHits((text) => void showFound(text, take));
