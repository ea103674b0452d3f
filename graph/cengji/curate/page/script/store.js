// @ts-check
/**
 * What the page knows and what is selected; whoever shows it is told when it changes.
 */

/** @type {Start} */
export let start = { forms: {}, offers: {}, concepts: {}, article: { raw: "", clean: "" }, tiers: [], rules: {} };
/** @type {CaseState} */
export let state = {
  version: 0,
  file: "",
  entries: {},
  concepts: {},
  faults: {},
  unanchored: 0,
  marks: [],
  counts: {},
  undo: null,
  redo: null,
};

export const screen = {
  /** @type {"clean" | "raw"} */
  view: "clean",
  /** @type {"all" | "proposed" | "doubtful" | "unsure" | "faulty" | "differ"} */
  show: "all",
  section: "",
  query: "",
  /** The entry that is selected, by its id. */
  selected: "",
  /** Where the range begins that ends at the selected entry, by its id; empty where only that one is meant. */
  anchor: "",
  /** Whether the selected entry is shown in brief, and the one whose form is open nevertheless. */
  brief: false,
  opened: "",
  /** The difference to another curation that is selected. */
  difference: "",
  /** What is marked in the article, in code points of the text shown. @type {{ start: number, end: number } | null} */
  run: null,
  caret: 0,
  /** Whether the list is being drawn: fields that lose the focus by that are not left. */
  drawing: false,
  /** What was typed into entries that another window changed meanwhile, by entry and field. @type {Map<string, Record<string, any>>} */
  kept: new Map(),
};

/** @type {(() => void)[]} */
const showers = [];

/** @param {() => void} show */
export const onChange = (show) => showers.push(show);

/** @param {Partial<typeof screen>} [changes] */
export function show(changes) {
  Object.assign(screen, changes);
  for (const one of showers) one();
}

/** @param {Start} told */
export const begin = (told) => {
  start = told;
};

/** @param {CaseState} told */
export function take(told) {
  state = told;
  show();
}

/** Every entry but the head of the case, in the order of the sections. */
export const allEntries = () =>
  Object.entries(state.entries).flatMap(([section, held]) => (section === "case" ? [] : held));

/** @param {string} id */
export const entryOf = (id) => state.entries[id.split("/")[0]]?.find((entry) => entry.id === id);

/** @param {string} id */
export const faultsOf = (id) => state.faults[id] ?? [];

/** What another curation says otherwise. */
export const differences = () => state.against?.differences ?? [];

/**
 * Whether the curator has left an entry undecided.
 * @param {Entry} entry
 */
export const isUnsure = (entry) => entry.proposed === "unsure";

/**
 * Whether the curator has still to decide about an entry.
 * @param {Entry} entry
 */
export const isUndecided = (entry) => Boolean(entry.proposed) && !isUnsure(entry);

/**
 * Whether a proposal is to be looked at more closely than others.
 * @param {Entry} entry
 */
export const isDoubtful = (entry) => isUndecided(entry) && (entry.doubts.length > 0 || faultsOf(entry.id).length > 0);

/** The entries of the list from where the range begins to the selected one; that one alone where no range is marked. */
export function marked() {
  const entries = listed();
  const [first, last] = [screen.anchor || screen.selected, screen.selected].map((id) =>
    entries.findIndex((entry) => entry.id === id),
  );
  if (last < 0) return [];
  if (first < 0) return [entries[last]];
  return entries.slice(Math.min(first, last), Math.max(first, last) + 1).filter(({ section }) => section !== "case");
}

/**
 * By what an entry is searched: name in both languages, key, pinyin with and without blanks, initials.
 * @param {Entry} entry
 * @returns {string[]}
 */
const namesOf = ({ name, key, pinyin, value }) => [
  name,
  value.label?.en ?? "",
  key,
  pinyin,
  pinyin.replaceAll(" ", ""),
  pinyin.replace(/(\S)\S*\s*/g, "$1"),
];

/** The entries that the list shows now. */
export function listed() {
  const wanted = screen.query.trim().toLowerCase();
  return Object.values(state.entries)
    .flat()
    .filter(
      (entry) =>
        (!screen.section || entry.section === screen.section) &&
        (screen.show !== "proposed" || entry.proposed) &&
        (screen.show !== "doubtful" || isDoubtful(entry)) &&
        (screen.show !== "unsure" || isUnsure(entry)) &&
        (screen.show !== "faulty" || faultsOf(entry.id).length) &&
        (!wanted || namesOf(entry).some((text) => text.toLowerCase().includes(wanted))),
    );
}

/**
 * The concepts of a scheme, the case's own first.
 * @param {string} scheme
 */
export const conceptsOf = (scheme) => [...(state.concepts[scheme] ?? []), ...(start.concepts[scheme] ?? [])];
