/** What the server tells and the page keeps. */
interface FieldForm {
  name: string;
  zh: string;
  en: string;
  help_zh: string;
  help_en: string;
  kind: "part" | "key" | "concept" | "text" | "number" | "integer" | "boolean" | "date";
  many: boolean;
  required: boolean;
  /** Whether each entry has it for itself, such as its name. */
  own: boolean;
  default: string | null;
  fields?: FieldForm[];
  sections?: string[];
  scheme?: string;
}
interface SectionForm {
  name: string;
  zh: string;
  en: string;
  help_zh: string;
  help_en: string;
  fields: FieldForm[];
}
interface ConceptChoice {
  key: string;
  zh: string;
  en: string;
  pinyin: string;
  others?: string[];
  tier?: string;
  note?: string;
  /** The name of the concept that is declared when this is taken. */
  declares?: string;
}
interface Entry {
  id: string;
  section: string;
  index: number;
  key: string;
  name: string;
  pinyin: string;
  proposed: string;
  value: Record<string, any>;
  /** The keys of the entries that it names. */
  refers: string[];
  /** The fields in which a proposal names what its sentence does not speak of. */
  doubts: string[];
  /** What a draft finds that it refers to, by field, where it leaves that out. */
  drafted?: Record<string, string[]>;
}
interface FieldFault {
  field: string;
  problem: string;
  remedy: string;
  /** Both in Chinese, empty where there is none. */
  zh: string;
  severity: string;
}
/** Decides about the open statement, or about all of the ids. */
type Decide = (action: string, rest?: Record<string, any>, ids?: string[]) => void;
interface CaseMark {
  kind: string;
  entries: string[];
  raw: [number, number];
  clean: [number, number];
}
interface Stretch {
  raw: [number, number];
  clean: [number, number];
}
interface Difference {
  id: string;
  kind: string;
  what: "only first" | "only second" | "evidence" | "value";
  field: string;
  first: string;
  second: string;
  entry: string;
  theirs: Entry | null;
  settled: boolean;
  marks: { first: Stretch[]; second: Stretch[] };
}
interface CaseState {
  version: number;
  file: string;
  entries: Record<string, Entry[]>;
  concepts: Record<string, ConceptChoice[]>;
  faults: Record<string, FieldFault[]>;
  unanchored: number;
  marks: CaseMark[];
  counts: Record<string, number>;
  undo: { action: string; what: string } | null;
  redo: { action: string; what: string } | null;
  against?: { file: string; blocked: boolean; differences: Difference[] } | null;
}
interface Start {
  forms: Record<string, SectionForm>;
  /** What may be made while a statement of a section is open: the section of the new one, and the field in which one names the other. */
  offers: Record<string, [string, string][]>;
  concepts: Record<string, ConceptChoice[]>;
  article: { raw: string; clean: string };
  tiers: string[];
  /** What the rules of a draft are called. */
  rules: Record<string, { zh: string; en: string }>;
}
