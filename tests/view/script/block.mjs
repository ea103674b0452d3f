// A small data block for the tests of the page's script, and the tools that npm installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { axesInAddress } from "../../../graph/cengji/view/page/script/axes.js";
import { loadData } from "../../../graph/cengji/view/page/script/data.js";
import { state } from "../../../graph/cengji/view/page/script/state.js";

export const TYPES = ["place", "group", "body", "ladder", "rung", "measure", "generic", "figure", "event", "post", "policy", "document"];
export const BASE = "https://w3id.org/cengji/";

const DEFAULTS = {
  nodes: { id: "", parent: -1, type: "body", case: 0, zh: "", en: "", alias: 0, pinyin: "", kind: -1, tier: -1, tiers: 0, stands: -1, line: -1, place: -1, status: -1, note_zh: "", note_en: "" },
  edges: { from: 0, to: 0, relation: "", status: -1, claim: "", zh: "", en: "" },
  figures: {
    node: -1, about: -1, written: "", value: "", lower: "", lower_closed: 1, upper: "", upper_closed: 1, comparator: -1, unit: -1, kind: -1, direction: -1, per: -1, per_count: 0, aggregation: -1, role: -1,
    indicator: -1, counted_zh: "", counted_en: "", time: "", period: 0, reading: 0, paired: -1,
  },
  ladders: { node: -1, case: 0, line: -1, place: -1, status: -1 },
  rungs: { node: -1, ladder: 0, position: 1, actor: -1, tier: -1, row: 0, inverted: 0, mappings: [] },
  concepts: { id: "", scheme: "", zh: "", en: "" },
  places: { key: "a", zh: "甲地", en: "A", node: -1, document: -1 },
  documents: { id: "", node: -1, title: "", cited: "", publisher: "", publication: "", issuer: "", kind: -1, published: "", page: "", digest: "", characters: 0 },
};

const columns = (rows, defaults) => Object.fromEntries(Object.keys(rows.length ? defaults : {}).map((key) => [key, rows.map((row) => row[key] ?? defaults[key])]));

// Load a block of these rows; types and relations are given by name. Nothing is switched off, the language is English.
export function load({ tiers = [], lines = [], sizes = [], traditional = "", ...rows }) {
  const relations = [...new Set((rows.edges ?? []).map(({ relation }) => relation))].sort();
  const block = {
    meta: { base: BASE, zh: "", en: "", version: "", licence: "", left: 0, focus: "", dataset: "", title: ["", ""], creator: "" }, types: TYPES, relations, tiers, lines, sizes, traditional, rows: {}, layouts: {},
    measures: {}, dates: {}, evidence: {}, derivedTiers: {}, audit: {}, options: {},
  };
  for (const [name, defaults] of Object.entries(DEFAULTS)) block[name] = columns(rows[name] ?? (name === "places" ? [{}] : []), defaults);
  block.nodes.type = block.nodes.type?.map((type) => TYPES.indexOf(type));
  block.edges.relation = block.edges.relation?.map((relation) => relations.indexOf(relation));
  loadBlock(block);
}

export function loadBlock(block) {
  loadData(block);
  axesInAddress.read(new URLSearchParams());
  Object.assign(state, { sel: -1, lang: "en", long: false, network: { layout: "tiers", from: -1, to: -1, route: "ladder", size: "degree", colour: "tier", lines: "", open: "" } });
}

// Switch a value of an axis off, as the legend does.
export function hide(axis, value) {
  state.off = { ...state.off, [axis]: new Set([...state.off[axis], value]) };
}

// The data block of a page, as the test in Python leaves it.
export const sampleBlock = () => JSON.parse(readFileSync(process.env.CENGJI_PAGE_DATA, "utf8"));

// A package among those that graph/cengji/view/page/package.json names.
export function installed(name) {
  const folder = process.env.CENGJI_PAGE_TOOLS;
  return createRequire(folder ? pathToFileURL(`${folder}/package.json`) : new URL("../../../graph/cengji/view/page/package.json", import.meta.url))(name);
}
