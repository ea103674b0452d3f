// @ts-check
/**
 * What the page knows and what is selected; whoever shows it is told when it changes.
 */

/** @type {Start} */
export let start = { forms: {}, offers: {}, concepts: {}, article: { raw: "", clean: "" }, tiers: [] };
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
  /** @type {"all" | "proposed" | "unsure" | "faulty" | "differ"} */
  show: "all",
  section: "",
  query: "",
  /** The entry that is selected, by its id. */
  selected: "",
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

/** The entries that the list shows now. */
export function listed() {
  const wanted = screen.query.trim().toLowerCase();
  return Object.values(state.entries)
    .flat()
    .filter(
      (entry) =>
        (!screen.section || entry.section === screen.section) &&
        (screen.show !== "proposed" || entry.proposed) &&
        (screen.show !== "unsure" || isUnsure(entry)) &&
        (screen.show !== "faulty" || faultsOf(entry.id).length) &&
        (!wanted ||
          [entry.name, entry.key, entry.pinyin, entry.pinyin.replaceAll(" ", "")].some((text) =>
            text.toLowerCase().includes(wanted),
          )),
    );
}

/**
 * The concepts of a scheme, the case's own first.
 * @param {string} scheme
 */
export const conceptsOf = (scheme) => [...(state.concepts[scheme] ?? []), ...(start.concepts[scheme] ?? [])];
