// @ts-check
/**
 * Decisions: about the selected statement, a range of them, all of one rule or kind, or all that hangs on one; then on to the next.
 */
import { act } from "./actions.js";
import { announce } from "./dom.js";
import { t } from "./names.js";
import { select } from "./select.js";
import {
  allEntries,
  entryOf,
  isDoubtful,
  isUndecided,
  isUnsure,
  listed,
  marked,
  screen,
  show,
  state,
} from "./store.js";

/**
 * Decide about the marked entries, or about others with the selected one, and go on to the next undecided one.
 * @param {string} action
 * @param {Record<string, any>} [rest]
 * @param {string[]} [ids] of all that it is about
 */
export async function decide(action, rest, ids) {
  const entry = entryOf(screen.selected);
  if (!entry || entry.section === "case") return announce(t("noSelection"));
  const range = marked();
  const entries = listed();
  const at = entries.findIndex(({ id }) => id === (range.at(-1) ?? entry).id);
  const after = [...entries.slice(at + 1), ...entries.slice(0, at)].map(({ id }) => id);
  const wanted = ids ?? range.filter((one) => isOpenTo(action, one)).map(({ id }) => id);
  if (!wanted.length) return go(after);
  const done = await act(action, wanted, rest);
  if (done === false) return;
  if (wanted.length > 1) announce(t(`didMany.${action}`, wanted.length));
  if (screen.selected === entry.id) go(after); // else he has gone on himself
}

/**
 * Whether an action changes an entry.
 * @param {string} action
 * @param {Entry} entry
 */
const isOpenTo = (action, entry) =>
  action === "accept" ? Boolean(entry.proposed) : action === "unsure" ? !isUnsure(entry) : true;

/**
 * Select the first of some entries that is still to be decided, else the first that is there; where the list shows no other, go on in
 * all.
 * @param {string[]} ids
 */
function go(ids) {
  const found = ids.map(entryOf).filter((entry) => entry !== undefined);
  const next = found.find(isUndecided) ?? found[0];
  if (next) select(next.id);
  else nextUndecided();
}

/** @param {(entry: Entry) => string[]} idsOf what is accepted with the selected entry @param {Record<string, any>} [rest] */
export function acceptWith(idsOf, rest) {
  const entry = entryOf(screen.selected);
  if (!entry) return announce(t("noSelection"));
  const ids = idsOf(entry);
  if (ids.length) void decide("accept", rest, ids);
  else announce(t("noneSure"));
}

/**
 * The entries of the same kind that the same rule proposes and nothing speaks against.
 * @param {Entry} entry
 */
export const alike = (entry) =>
  isUndecided(entry) ? ofKind(entry).filter((id) => entryOf(id)?.proposed === entry.proposed) : [];

/**
 * The entries of the same kind that are to be decided and nothing speaks against; what is doubtful is decided by itself.
 * @param {Entry} entry
 */
export const ofKind = (entry) => sure(state.entries[entry.section]);

/**
 * An entry and the proposals that name it and nothing speaks against.
 * @param {Entry} entry
 */
export const hanging = (entry) => [entry.id, ...sure(naming(entry))];

/** @param {Entry[]} entries */
const sure = (entries) => entries.filter((entry) => isUndecided(entry) && !isDoubtful(entry)).map(({ id }) => id);

/**
 * The entries that name another.
 * @param {Entry} entry
 */
export const naming = ({ key, section }) =>
  key && !section.startsWith("concepts.") ? allEntries().filter(({ refers }) => refers.includes(key)) : [];

/**
 * Select the entry some places further in the list.
 * @param {number} by
 * @param {boolean} [extend] whether what is passed is marked
 */
export function step(by, extend = false) {
  const entries = listed();
  const at = entries.findIndex(({ id }) => id === screen.selected);
  const next = entries[at < 0 ? 0 : Math.max(0, Math.min(entries.length - 1, at + by))];
  if (next) (extend ? extendTo : select)(next.id);
}

/** Mark to the last or the first entry of the kind that is selected. @param {boolean} down */
export function extendOverKind(down) {
  const section = entryOf(screen.selected)?.section;
  const found = listed().filter((entry) => entry.section === section);
  const last = down ? found.at(-1) : found[0];
  if (last) extendTo(last.id);
}

/**
 * Mark from the selected entry, or from where the range began, to another.
 * @param {string} id
 */
export function extendTo(id) {
  const anchor = screen.anchor || screen.selected;
  select(id, true, anchor === id ? "" : anchor);
  announce(t("range", marked().length));
}

/**
 * @param {(entry: Entry) => boolean} is
 * @param {string} none
 */
export function nextOf(is, none) {
  const entries = [...state.entries.case, ...allEntries()];
  const at = entries.findIndex(({ id }) => id === screen.selected);
  const next = [...entries.slice(at + 1), ...entries.slice(0, at + 1)].find(is);
  if (!next) return void (none && announce(t(none)));
  if (!listed().includes(next)) show({ show: "all", section: "", query: "" });
  select(next.id);
  return next;
}

export const nextUndecided = () => nextOf(isUndecided, "") ?? nextOf((entry) => Boolean(entry.proposed), "noneLeft");
export const nextDoubtful = () => nextOf(isDoubtful, "noneDoubtful");
