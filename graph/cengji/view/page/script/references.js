// @ts-check
/**
 * References in the formats of reference managers: BibTeX, RIS and CSL-JSON. Offices and newspapers are literal names: no
 * format shall take them for persons and turn their words around.
 */

/** @param {string} text */
const oneLine = (text) => text.replace(/[\s\x00-\x1f\x7f\u2028\u2029]+/g, " ").trim();

// Signs that mean something in BibTeX; braces are counted even behind a backslash, so they are named.
/** @type {Record<string, string>} */
const TEX = {
  "\\": "\\textbackslash ",
  "{": "\\textbraceleft ",
  "}": "\\textbraceright ",
  "~": "\\textasciitilde ",
  "^": "\\textasciicircum ",
};
/** @param {string} text */
const texText = (text) => oneLine(text).replace(/[\\{}~^]|[#$%&_]/g, (sign) => TEX[sign] ?? `\\${sign}`);

const BIBTEX_TYPES = { newspaper: "article", web: "misc", other: "misc", dataset: "misc" };
/** @param {Reference} reference */
function bibtexEntry(reference) {
  const { key, kind, title, untitled, author, publication, parts, page, version, note } = reference;
  const [year, month, day] = parts;
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  const texTitle = texText(title);
  /** @type {[string, string | number | undefined][]} */
  const fields = [
    ["author", author && `{${texText(author)}}`],
    ["title", `{${untitled ? `[${texTitle}]` : texTitle}}`],
    [kind === "newspaper" ? "journal" : "howpublished", kind === "dataset" ? "" : texText(publication)],
    ["publisher", kind === "dataset" ? texText(publication) : ""],
    ["date", [year, ...[month, day].filter(Boolean).map(two)].filter(Boolean).join("-")],
    ["year", year],
    ["month", month],
    ["pages", texText(page)],
    ["version", texText(version)],
    ["langid", kind === "dataset" ? "" : "chinese"],
    ["note", texText(note)],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return `@${BIBTEX_TYPES[kind]}{${key},\n${lines.join("\n")}\n}\n`;
}
/** @param {Reference[]} references */
export const bibtex = (references) => references.map(bibtexEntry).join("\n");

const RIS_TYPES = { newspaper: "NEWS", web: "ELEC", other: "GEN", dataset: "DATA" };
/** @param {Reference} reference */
function risEntry({ key, kind, title, untitled, author, publication, parts, page, version, note }) {
  const [year, month, day] = parts;
  const date = year
    ? [year, ...[month, day].map((part) => (part ? String(part).padStart(2, "0") : "")), ""].join("/")
    : "";
  /** @type {[string, string | number | undefined][]} */
  const tags = [
    ["TY", RIS_TYPES[kind]],
    ["ID", key],
    ["AU", author],
    ["TI", untitled ? `[${title}]` : title],
    [kind === "dataset" ? "PB" : "T2", publication],
    ["PY", year],
    ["DA", date],
    ["SP", page],
    ["ET", version],
    ["LA", kind === "dataset" ? "" : "zh"],
    ["N1", note],
  ];
  const lines = tags.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${oneLine(String(value))}\r\n`);
  return `${lines.join("")}ER  - \r\n`;
}
/** @param {Reference[]} references */
export const ris = (references) => references.map(risEntry).join("\r\n");

const CSL_TYPES = { newspaper: "article-newspaper", web: "webpage", other: "document", dataset: "dataset" };
/** @param {Reference[]} references */
export const cslJson = (references) =>
  `${JSON.stringify(
    references.map(({ key, kind, title, untitled, author, publication, date, parts, page, version, note }) => ({
      id: key,
      type: CSL_TYPES[kind],
      title: untitled ? `[${title}]` : title,
      author: author ? [{ literal: author }] : undefined,
      [kind === "dataset" ? "publisher" : "container-title"]: publication || undefined,
      issued: parts.length ? { "date-parts": [parts] } : date ? { literal: date } : undefined,
      page: page || undefined,
      version: version || undefined,
      language: kind === "dataset" ? undefined : "zh-CN",
      note,
    })),
    null,
    2,
  )}\n`;
