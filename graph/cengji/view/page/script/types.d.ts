/**
 * The types of the page's script. They are no part of the page: only `tsc` reads them.
 * A number that names a thing is its place in the columns of the data block; −1 stands for none.
 */

/** The columns of a table; a table without rows has no columns, which `list` and `indices` take for empty ones. */
interface NodeColumns {
  id: string[];
  parent: number[];
  type: number[];
  case: number[];
  zh: string[];
  en: string[];
  tiers: (number[] | 0)[];
  /** The tier on which each stands in the network: its own or one that another thing lends it. */
  stands: number[];
  /** Ten-thousandths of the shortest ways that lead through each, absent of a large graph. */
  betweenness?: number[];
  alias: (string[] | 0)[];
  pinyin: string[];
  kind: number[];
  tier: number[];
  line: number[];
  place: number[];
  status: number[];
  note_zh: string[];
  note_en: string[];
}

interface EdgeColumns {
  from: number[];
  to: number[];
  relation: number[];
  status: number[];
  claim: string[];
  zh: string[];
  en: string[];
}

interface ConceptColumns {
  id: string[];
  scheme: string[];
  zh: string[];
  en: string[];
}

interface LadderColumns {
  node: number[];
  case: number[];
  line: number[];
  place: number[];
  status: number[];
}

/** A mapping of a rung: tier, status, reason in Chinese, reason in English. */
type Mapping = [tier: number, status: number, zh: string, en: string];

interface RungColumns {
  node: number[];
  ladder: number[];
  position: number[];
  actor: number[];
  tier: number[];
  row: number[];
  inverted: number[];
  mappings: Mapping[][];
}

/** Numbers stand as text, exact; an empty text is no number. */
interface FigureColumns {
  node: number[];
  about: number[];
  written: string[];
  value: string[];
  lower: string[];
  lower_closed: number[];
  upper: string[];
  upper_closed: number[];
  comparator: number[];
  unit: number[];
  kind: number[];
  direction: number[];
  /** For each of what a figure holds, how many of these together, and how; −1 and 0 where it is of a whole. */
  per: number[];
  per_count: number[];
  aggregation: number[];
  role: number[];
  indicator: number[];
  counted_zh: string[];
  counted_en: string[];
  time: string[];
  period: ([string, string] | 0)[];
  reading: ([string, string] | 0)[];
  paired: number[];
}

interface DocumentColumns {
  id: string[];
  node: number[];
  title: string[];
  /** The title without the curator's remark that there is none. */
  cited: string[];
  publisher: string[];
  /** The publisher, empty where the document names no publication. */
  publication: string[];
  issuer: string[];
  kind: number[];
  published: string[];
  page: string[];
  digest: string[];
  characters: number[];
}

interface EvidenceColumns {
  id: string[];
  subject: string[];
  document: number[];
  text: string[];
  start: number[];
  end: number[];
}

interface PlaceColumns {
  key: string[];
  zh: string[];
  en: string[];
  node: number[];
  document: number[];
  /** The title of the part of the document that is about the place; empty where all of it is. */
  part: string[];
}

type Span = [key: number, start: number, end: number];

interface Layout {
  x: number[];
  y: number[];
}

/** A field that may be corrected: its form is "text", "number" or the scheme whose keys it holds. */
interface Correctable {
  field: string;
  form: string;
  old: string;
}

/** A note of the reader; where it corrects a field, with the file, the path and the values. */
interface Note {
  id: string;
  thing: string;
  type?: string;
  label: string;
  case?: string;
  file?: string;
  path?: string;
  field?: string;
  old?: string;
  new?: string;
  note: string;
  date: string;
  version?: string;
  digest?: string;
}

/** A note that is being written: a new one, or `note` anew. */
interface Draft {
  note?: Note;
  field: Correctable | null;
  value: string;
  text: string;
  fault: string;
}

/** The key of the word for what is wrong, and its values, of which one may be such a fault. */
type Fault = [word: string, ...values: any[]];

interface DataBlock {
  meta: {
    base: string;
    zh: string;
    en: string;
    version: string;
    licence: string;
    reported: boolean;
    left: number;
    focus: string;
    /** The IRI of the data set and its title in Chinese and in English, empty where it does not describe itself. */
    dataset: string;
    title: [zh: string, en: string];
    creator: string;
  };
  /** Table to compute with → its columns: name, type, meaning in Chinese and in English. */
  columns: Record<string, [name: string, kind: string, zh: string, en: string][]>;
  /** Traditional characters, each before its simplified form. */
  traditional: string;
  types: string[];
  relations: string[];
  tiers: number[];
  lines: number[];
  /** Indicators that say how many there are of what a figure is about. */
  sizes: number[];
  nodes: NodeColumns;
  edges: EdgeColumns;
  concepts: ConceptColumns;
  places: PlaceColumns;
  documents: DocumentColumns;
  rows: { tier: number[]; between: number[] };
  ladders: LadderColumns;
  rungs: RungColumns;
  layouts: Partial<Record<string, Layout>>;
  measures: {
    node: number[];
    stage: number[];
    zh: string[];
    en: string[];
    audience: (number[] | 0)[];
    function: (number[] | 0)[];
  };
  dates: { node: number[]; date: string[]; written: string[] };
  /** The tiers that a rule gives; the property says whether a thing stands there, acts on it or is run there. */
  derivedTiers: { node: number[]; property: string[]; tier: number[]; status: number[]; zh: string[]; en: string[] };
  figures: FigureColumns;
  /** What registers say of figures, where the page was written with an audit. */
  audit: {
    figure: number[];
    counts: string[];
    verdict_zh: string[];
    verdict_en: string[];
    why_zh: string[];
    why_en: string[];
  };
  evidence: EvidenceColumns;
  charts: Chart[];
  rdf: RdfTable;
  /** Kind in the IRI → section of the case file; type → its fields: name, column, form. */
  caseFile: {
    sections: Record<string, string>;
    fields: Record<string, [field: string, column: string, form: string][]>;
  };
  options: object;
  /** Of a graph too large for one file: its parts, and what of it stands in the page. */
  large?: LargeBlock;
}

/** A column: as it is, or stretches of one value, each followed by its length. */
type Stretched = any[] | { runs: any[] };
type PartTable = Record<string, Stretched>;

/** What a part holds; see view/large/parts.py. */
interface PartBlock {
  start: number;
  prefix: string;
  nodes: PartTable;
  beside: PartTable & { start?: any };
  outside: PartTable;
  edges: PartTable;
  /** Things with more links than are told, and how many. */
  cut: [number: number, total: number][];
  figures: Record<string, any[]>;
  evidence: Record<string, any[]>;
}

/** The names of files are those of the parts, in order; numbers are those of things. */
interface LargeBlock {
  folder: string;
  things: string[];
  names: string[];
  /** The first key of each part of names. */
  firsts: string[];
  starts: number[];
  beside: number[];
  /** The first number of what stands beside another thing. */
  listed: number;
  count: number;
  roots: [first: number, count: number];
  total: [tier: number, count: number][];
  head: PartBlock;
}

/** A thing as a part tells of it; of one that stands elsewhere only its names and what is above it. */
interface Unit {
  number: number;
  id: string;
  zh: string;
  en: string;
  type: number;
  tier: number;
  parent: number;
  /** Whether all of it is known. */
  whole: boolean;
  first: number;
  count: number;
  below: [tier: number, count: number][];
  alias: string[] | 0;
  code: string;
  kind: number;
  status: number;
  case: number;
  place: number;
  relation: number;
  note_zh: string;
  note_en: string;
}

/** A name found: with which thing, and the names above it. */
interface Found {
  name: string;
  number: number;
  type: number;
  tier: number;
  above: number;
  via: string;
}

type BothTexts = [zh: string, en: string];
/** A row or column of a chart, with the heading that it stands under, and the place that it is, or −1. */
type ChartItem = [zh: string, en: string, headZh: string, headEn: string, place: number];
/** A mark of a chart; see `view/charts.py`. */
type ChartMark = [
  row: number,
  column: number,
  place: number,
  value: number | null,
  lower: number | null,
  upper: number | null,
  text: string,
  begin: string,
  end: string,
  sureness: number,
  evidence: number[],
  zh: string,
  en: string,
];
type ChartLevel = [mark: number, text: string, sureness: number, share: number];
interface Chart {
  name: string;
  kind: string;
  title: BothTexts;
  subtitle: BothTexts;
  unit: BothTexts;
  formula: BothTexts;
  source: BothTexts;
  cautions: BothTexts[];
  rows: ChartItem[];
  columns: ChartItem[];
  marks: ChartMark[];
  levels: [place: number, top: number, levels: ChartLevel[]][];
}
/** What is shown of a chart at one place of it: a number with what it rests on. */
interface ChartValue {
  key: string;
  name: string;
  text: string;
  sureness: number;
  evidence: number[];
  place: number;
  value: number;
}

/** A property, or node type → property, "*" for all other types; an empty one stands for none. */
type RdfProperty = string | Record<string, string>;
/** A column, the form of its values and the property. */
type RdfField = [column: string, form: string, property: RdfProperty];
type RdfClaim = { class: string; kind?: string; of?: string; subject?: string; object: RdfProperty };
type RdfLink = { property: RdfProperty } | { inverse: string } | RdfClaim | null;

/** How the columns are RDF. */
interface RdfTable {
  prefixes: Record<string, string>;
  classes: Record<string, string>;
  nodes: RdfField[];
  figures: RdfField[];
  rungs: RdfField[];
  ladders: RdfField[];
  claims: RdfField[];
  links: Record<string, RdfLink>;
  relationClaim: RdfClaim;
  evidence: { of: string; class: string; fields: RdfField[] };
  selector: { of: string; class: string; fields: RdfField[] };
}

/** A kind of value in the address: `none` is what a missing or faulty one means. */
interface KeyKind {
  none: any;
  read(text: string): any;
  write(value: any): string;
}

/** What stands in the address beside the keys of the state. */
interface AddressPart {
  read(given: URLSearchParams): void;
  write(): string[];
}

/** The state of the page; each view has its own part under its id. */
interface State {
  /** The id of the view that is shown. */
  view: string;
  /** The selected node. */
  sel: number;
  /** Hops around the selection, 0 for all. */
  focus: number;
  lang: string;
  theme: string;
  /** Whether the head of the page is folded: "folded", "open" or, as the height of the window has it, "". */
  head: string;
  /** Whether all but the picture is hidden. */
  embed: boolean;
  /** Whether the outline stands beside the picture. */
  outline: boolean;
  /** Whether only ladders of three rungs or more are shown, of all ladders. */
  long: boolean;
  /** Axis → the values that are switched off. */
  off: Record<string, Set<number>>;
  [view: string]: any;
}

/** The key of a word and what it says of a thing. */
type Fact = [word: string, text: string | undefined | false];

/** A row of an outline: a thing, or a heading where `at` is −1; `take` acts where a thing would be selected. */
interface OutlineRow {
  at: number;
  level: number;
  name: string;
  facts: Fact[];
  take?: () => void;
}

/** A row for spreadsheets; a cell has the key of its heading, its text and, where no word has that key, the heading. */
interface TableRow {
  at: number;
  cells: [word: string, text: string | undefined | false, heading?: string][];
}

/** A view. `changed` names what changed: keys of the state, "figures.over" or alike, "view" when the section is shown. */
interface View {
  /** Also the key of its word, the id of its section and the name of its own state. */
  id: string;
  /** Its own state. */
  keys?: Record<string, KeyKind>;
  /** Whether this data has something for it. */
  available?(): boolean;
  draw(root: HTMLElement, changed: Set<string>): void;
  /** Exactly what is drawn, in reading order. */
  outline(): OutlineRow[];
  /** Rows for spreadsheets, where the outline is not the best form. */
  table?(): TableRow[] | null;
  /** The lines of a table to compute with, its header first; of the thing that is asked for alone, unless that is −1. */
  lines?(only: number): string[][];
  /** The picture as the text of an SVG document of this width, 0 for that of the screen. */
  svg?(size: Size | null): string;
  /** An arrow, Home or End outside all fields, `far` with Ctrl; true when it meant something. */
  move?(key: string, far: boolean): boolean;
}

type Child = Node | string | null | undefined;

/** An event of an element of the page. */
type Handler<E extends Event> = (event: E & { target: any }) => void;

/** What an element is made with: attributes, `class`, listeners under `on`, custom properties of the style under `vars`. */
interface Properties {
  class?: string;
  on?: { [E in keyof HTMLElementEventMap]?: Handler<HTMLElementEventMap[E]> };
  vars?: Record<string, string>;
  [attribute: string]: unknown;
}

/** Where the focus is: its element, the part of the page around it, and the selector that finds it there again. */
interface FocusPlace {
  element: HTMLElement;
  region: Element | null;
  name: string;
  caret: number | null;
}

/** A thing in a table: its row, its columns from `column` to before `end`, and its order in the cell. */
interface GridPlace {
  element: HTMLElement;
  row: number;
  column: number;
  end: number;
  order: number;
}

interface Point {
  x: number;
  y: number;
}

/** In what the ladders of places differ. */
interface Difference {
  kind: string;
  text: string;
  /** The rungs that show it. */
  rungs: number[];
}

/** What of a large graph is summed up below one thing. */
interface Cluster {
  anchor: number;
  group: string;
  members: number[];
}

/** A mark of the network: a thing, or a cluster where `at` is −1. `space` is the width that its label may take. */
interface SceneItem extends Point {
  at: number;
  size: number;
  side?: string;
  space?: number;
  strong?: boolean;
  cluster?: Cluster;
  /** In the network by tier: its row, and whether it is named at rest. */
  row?: number;
  chief?: boolean;
}

/** A line between two items by their numbers; `edge` is −1 where it stands for many, below it where it is a step on a ladder. */
interface SceneLine {
  a: number;
  b: number;
  kind: string;
  edge: number;
  count: number;
  named?: boolean;
}

/** A thing found on the way from another: `above` is the number of what led there. */
interface Hop {
  at: number;
  above: number;
  edge: number;
  hop: number;
}

/** A step of a path: a thing and the link that led to it. */
interface Step {
  at: number;
  edge: number;
}

/** A path between two things and its kind. */
interface Route {
  kind: string;
  path: Step[];
}

/** Items and lines on the canvas. */
interface Drawn {
  items: SceneItem[];
  lines: SceneLine[];
}

/** A row or a column of the network by tier, in the units of the scene: its tier or place and where it lies. */
interface Stripe {
  key: number;
  start: number;
  end: number;
}

/** All links of a kind between two cells, drawn as one arc: the points of a Bézier curve; the ends are [row, column] by their keys. */
interface Bundle {
  line: SceneLine;
  count: number;
  ends: [row: number, column: number][];
  curve: number[];
}

/** Pixels. */
interface Size {
  width: number;
  height: number;
}

/** A name at the side of the table: where it starts and the middle of its line in pixels, its look. */
interface TableName {
  text: string;
  x: number;
  y: number;
  size: number;
  weight: number;
  /** As the name of a custom property. */
  colour: string;
}

/** The frame in which the network by tier is laid out; tight, where it is narrower than any screen. */
interface TableFrame extends Size {
  tight?: boolean;
}

/** The network by tier; `box` is what the frame of so large a scale shows: left, top, right, bottom; `arcs` the room beside a column; `names` the pixels of the names of tiers. */
interface TierTable {
  rows: Stripe[];
  columns: Stripe[];
  bundles: Bundle[];
  box: number[];
  scale: number;
  /** Whether all of it fits into the frame. */
  fits: boolean;
  /** The frame in pixels for which it is laid out. */
  frame: TableFrame;
  arcs: number;
  names: number;
}

/** What the network draws; `place` gives the number of a thing's item. */
interface Scene extends Drawn {
  mode: "whole" | "clusters" | "focus" | "path";
  place: Map<number, number>;
  columns: Span[];
  table?: TierTable;
  /** How many things are drawn, and how many there are. */
  shown: number;
  total: number;
  tree?: Hop[];
  path?: Step[];
  /** All routes between the ends of the path. */
  routes?: Route[];
}

/**
 * What of a large graph is drawn, and the clusters of the rest; `anchor` names for each thing what it hangs on, `clusterOf` its
 * cluster, −1 where it is drawn or no filter leaves it.
 */
interface WorkingSet {
  drawn: number[];
  total: number;
  anchor: Int32Array;
  clusters: Cluster[];
  clusterOf: Int32Array;
}

/** A lower and an upper end, null where it is open. */
type Interval = [lower: number | null, upper: number | null];

type Grade = "base" | "same" | "care" | "not";
/** `key` names the kind of reason. */
type Reason = [grade: Grade, text: string, key: string];

interface Compared {
  at: number;
  grade: Grade;
  reasons: Reason[];
}

/** Figures of one indicator that may stand beside each other; `base` is the one that the others are held against. */
interface ComparableSet {
  base: number;
  figures: Compared[];
}

/** The ends of a figure, null where open, and whether each end itself is possible. */
interface Bounds {
  lower: number | null;
  lowerIn: boolean;
  upper: number | null;
  upperIn: boolean;
}

/** Bars on one scale, which goes by powers of ten where the figures lie far apart. */
interface BarChart {
  figures: number[];
  from: number;
  to: number;
  byTens: boolean;
}

interface BarGroup {
  indicator: number;
  charts: BarChart[];
  alone: number[];
}

/** A set beside the places: what of each is in the set, and `others`, what else each has of the indicator. */
interface ComparisonRow {
  base: number;
  cells: Compared[][];
  others: Compared[][];
}

type MatrixCell = { at: number; status: number }[];

interface MatrixColumn {
  key: string;
  name: string;
  holds: (at: number) => boolean;
  /** How sure it is that a thing stands in the column, −1 where nothing doubts it. */
  status: (at: number) => number;
}

interface MatrixRow {
  key: string;
  name: string;
  cells: MatrixCell[];
  count: number;
  shared: number;
}

/** A measure with its parts; `others` are its other wholes. */
interface PartTree {
  at: number;
  others: number[];
  parts: PartTree[];
}

interface Moment {
  at: number;
  date: string;
  written: string;
  year: string;
}

/** A row of the timeline: a year with what stands in it, or a gap of so many years. */
interface TimelineRow {
  gap: number;
  year: string;
  items: Moment[];
}

/** What a piece of evidence supports: a thing, a link from it, or something that is not in this page. */
interface Subject {
  at: number;
  edge?: number;
  id?: string;
}

interface Passage {
  start: number;
  end: number;
  text: string;
  subjects: Subject[];
}

interface SearchEntry {
  at: number;
  names: string[];
  sounds: { full: string; initials: string; starts: Set<number> }[];
  order: number;
}

/** Year, month and day, as far as they are known. */
type DateParts = number[];

/** What is cited, in terms of no format; a text is empty where nothing is printed. */
interface Reference {
  key: string;
  kind: "newspaper" | "web" | "other" | "dataset";
  /** The title, or words for what has none. */
  title: string;
  untitled: boolean;
  /** The title of the part of it that is meant, or of several. */
  part: string;
  /** The office that wrote it; never a person. */
  author: string;
  /** The newspaper, web site or alike. */
  publication: string;
  /** The date as it is known, and its parts where there is a year. */
  date: string;
  parts: DateParts;
  page: string;
  version: string;
  iri: string;
  note: string;
}

/** A picture in the making: SVG elements, and how far the page lies from its origin. */
interface Picture {
  parts: string[];
  dx: number;
  dy: number;
}

/** A frame on the scene, in pixels, and where in it an item stands. */
interface Pane {
  width: number;
  height: number;
  scale: number;
  project(item: Point): Point;
}

/** The part of vis-network that the page uses. */
interface Camera {
  on(event: "click", run: (event: { pointer: { canvas: Point } }) => void): void;
  on(event: "dragEnd", run: () => void): void;
  on(event: "beforeDrawing", run: (pen: CanvasRenderingContext2D) => void): void;
  redraw(): void;
  setSize(width: string, height: string): boolean;
  getScale(): number;
  moveTo(view: { position?: Point; scale?: number; animation: false | object }): void;
  canvasToDOM(point: Point): Point;
  DOMtoCanvas(point: Point): Point;
}

/** Oxigraph's build for browsers, in the worker. */
declare const oxigraph: any;

declare const vis: { Network: new (canvas: HTMLElement, data: object, options: object) => Camera };

/** A property and its value, and all of a subject, in Turtle. */
type Pair = [property: string, value: string];
type Block = [subject: string, pairs: Pair[]];

/** A side of a box: width, colour, style of its line. */
type Side = [width: number, colour: string, line: string];

/** A token of a SPARQL text: its kind (blank, comment, iri, string, tag, variable, name, word, number, sign), as written, where it starts. */
interface QueryToken {
  kind: string;
  text: string;
  start: number;
}

/** A term as in SPARQL 1.1 Query Results JSON. */
interface RdfTerm {
  type: string;
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

/** An answer: `isCut` where there are more rows, `verdict` of ASK. */
interface Answered {
  form: string;
  columns: string[];
  rows: (RdfTerm | null)[][];
  isCut: boolean;
  verdict: boolean | null;
  milliseconds: number;
}

/** A parameter of a question: name, type, whether it is required, what it means, what stands in its row. */
type QueryParameter = [
  name: string,
  type: string,
  required: number,
  zh: string,
  en: string,
  standing: string,
  family: string,
];

/** A question of the library, from the header of its file. */
interface LibraryQuestion {
  name: string;
  group: string;
  zh: string;
  en: string;
  columns: [name: string, type: string][];
  parameters: QueryParameter[];
  text: string;
}

/** A class or property of the data: short name, kind, uses, label, its pinyin, definition. */
type QueryTerm = [
  short: string,
  kind: string,
  uses: number,
  zh: string,
  en: string,
  pinyin: string,
  definitionZh: string,
  definitionEn: string,
];

/** The block that view/asking.py makes. */
interface Asking {
  engine: "file" | "server";
  version: string;
  united: boolean;
  proposed: string;
  address: string;
  questions: string;
  prefixes: Record<string, string>;
  groups: [key: string, zh: string][];
  queries: LibraryQuestion[];
  terms: QueryTerm[];
  /** The namespace of the model, and the names of its terms, whether the data use them or not. */
  model: [namespace: string, ...terms: string[]];
  /** What the columns of the library are called in Chinese. */
  columns: Record<string, string>;
  /** The pinyin of the concepts of the page, in their order. */
  concepts: string[];
  labels: string;
  /** The keys that order the values of `?value`; none where a server orders them. */
  order: string[];
}

/** An engine: one question at a time; a fault bears the key of the word that says what it is, if the engine's own words do not. */
interface QueryEngine {
  start(): Promise<number>;
  ask(job: {
    text: string;
    form: string;
    named: boolean;
    question: { name: string; given: Record<string, string> } | null;
  }): Promise<{ answer: string; milliseconds: number }>;
  stop(key: string): void;
}

/** What is offered while one types: what is put in, for which IRI, its name and a word on it; `from` is where what was typed begins. */
interface Offer {
  iri: string;
  text: string;
  name: string;
  note: string;
  /** What is shown in place of what is put in. */
  shown?: string;
  from?: number;
}

interface QueryFault {
  text: string;
  /** The engine's own words, where ours say it better. */
  said: string;
  place: { line: number; column: number; start: number; end: number } | null;
  isStopped: boolean;
}

/** What became of a question; `quads` is null before the engine starts, −1 where it does not say. */
interface QueryOutcome {
  text: string;
  isRunning: boolean;
  answer: Answered | null;
  fault: QueryFault | null;
  /** Names in the text that are no terms of the model, each with the nearest term. */
  misspelt: [name: string, near: string][];
  quads: number | null;
}
