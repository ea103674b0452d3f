// @ts-check
/**
 * Evidence: where the documents say it, and the reader's own copies of them, checked by digest and kept in memory only.
 */
import { documentsOf } from "./axes.js";
import { DATA, indices } from "./data.js";
import { all, announce, button, el } from "./dom.js";
import { charactersAt, t } from "./names.js";
import { pageName } from "./sources.js";
import { sha256 } from "./sha256.js";
import { onChange, redraw, state } from "./state.js";

const LARGEST_COPY = 64 * 2 ** 20; // bytes; the builder reads no larger document either
const REACH = 90; // code points of context on each side
const copies = new Map(); // place of the document → its code points
/** @type {{ good: boolean, text: string } | null} */
let verdict = null; // what became of the file that was offered last: { good, text }

/** @param {string} digest */
const shortDigest = (digest) => `${digest.slice(0, 8)}…${digest.slice(-4)}`;
/** @param {number} at */
const documentTitle = (at) => `《${DATA.documents.title[at]}》`;

/**
 * The text as the builder decodes it: UTF-8 without its byte-order mark, else GB18030; as code points.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function decoded(bytes) {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return Array.from(new TextDecoder(encoding, { fatal: true }).decode(bytes));
    } catch {
      /* the next one, then */
    }
  }
  return null;
}

/**
 * Take a file in as the copy of the document with its digest; `wanted` is the document that the reader looks at.
 * @param {File} file
 * @param {number} wanted
 */
async function offer(file, wanted) {
  if (file.size > LARGEST_COPY) return { good: false, text: t("copyLarge", file.name) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const digest = await sha256(bytes);
  const found = indices(DATA.documents.digest).filter((at) => DATA.documents.digest[at] === digest);
  if (!found.length && wanted >= 0)
    return {
      good: false,
      text: t(
        "copyWrong",
        file.name,
        documentTitle(wanted),
        shortDigest(DATA.documents.digest[wanted]),
        shortDigest(digest),
      ),
    };
  if (!found.length) return { good: false, text: t("copyUnknown", file.name, shortDigest(digest)) };
  const text = decoded(bytes);
  if (!text) return { good: false, text: t("copyUnreadable", file.name) };
  for (const at of found) copies.set(at, text);
  const good = wanted < 0 || found.includes(wanted);
  return {
    good,
    text: t(
      good ? "copyGood" : "copyOther",
      documentTitle(found[0]),
      shortDigest(digest),
      good ? "" : documentTitle(wanted),
    ),
  };
}

/**
 * @param {File[]} files
 * @param {number} wanted
 */
async function offerAll(files, wanted) {
  const verdicts = [];
  for (const file of files) verdicts.push(await offer(file, wanted));
  if (!verdicts.length) return;
  verdict = verdicts.find(({ good }) => !good) ?? verdicts[0];
  redraw(new Set(["copies"]));
  announce(verdict.text);
}

/**
 * What a document prints, in quotation marks unless it has its own; round a quotation within it stand others.
 * @param {string} text
 */
export function printedText(text) {
  const isQuoted = /^(?:“[^“”]*”|「[^「」]*」|『[^『』]*』)$/.test(text);
  const look = isQuoted ? "quoted" : /[“”]/.test(text) ? "quoting" : "";
  return el("q", { dir: "auto", lang: "zh-Hans", class: look }, text);
}

/**
 * One piece of evidence: the printed expression, where it stands and, from the reader's copy, its surroundings.
 * @param {number} at
 * @param {boolean} open
 */
export function quote(at, open) {
  const { text, start, end, document } = DATA.evidence;
  const page = document[at] >= 0 ? pageName(document[at]) : "";
  const where = [page, start[at] >= 0 ? charactersAt(start[at], end[at]) : t("unanchored")].filter(Boolean).join(" · ");
  return el(
    "div",
    { class: "quote" },
    text[at] ? printedText(text[at]) : null,
    el("span", { class: "quiet" }, where),
    copies.has(document[at]) && start[at] >= 0 ? passageOf(copies.get(document[at]), start[at], end[at], open) : null,
  );
}

/**
 * The passage, or a button that brings it where there are many.
 * @param {string[]} points
 * @param {number} start
 * @param {number} end
 * @param {boolean} open
 */
function passageOf(points, start, end, open) {
  if (open) return passage(points, start, end);
  const opener = button(
    "link wider",
    () => {
      const box = passage(points, start, end);
      opener.replaceWith(box);
      all(box, ".passage")[0].focus();
    },
    t("passage"),
  );
  return opener;
}

/**
 * @param {string[]} points
 * @param {number} start
 * @param {number} end
 * @param {number} [reach]
 */
function passage(points, start, end, reach = REACH) {
  const part = (/** @type {number} */ from, /** @type {number} */ to) =>
    points.slice(Math.max(0, from), Math.min(points.length, to)).join("");
  const box = el(
    "blockquote",
    { class: "passage", lang: "zh-Hans", dir: "auto", tabindex: "0", "aria-label": t("passage") },
    start > reach ? "…" : "",
    part(start - reach, start),
    el("mark", null, part(start, end)),
    part(end, end + reach),
    end + reach < points.length ? "…" : "",
  );
  const whole = start <= reach && end + reach >= points.length;
  const more = whole
    ? null
    : button(
        "link wider",
        () => {
          const wider = passage(points, start, end, reach * 4);
          holder.replaceWith(wider);
          all(wider, ".passage")[0].focus();
        },
        t("wider"),
      );
  const holder = el("div", { class: "passage-box" }, box, more);
  return holder;
}

/**
 * Where the reader gives his copy: a button and a place to drop, with what became of it.
 * @param {number} wanted
 */
export function copyPart(wanted) {
  if (wanted < 0 || !DATA.documents.digest[wanted]) return null;
  const input = el("input", {
    type: "file",
    class: "file",
    id: "copy",
    "aria-label": t("copyOpen"),
    tabindex: "-1",
    on: { change: (event) => offerAll([...event.target.files], wanted) },
  });
  const loaded = copies.has(wanted);
  return el(
    "div",
    { class: "copy" },
    loaded ? null : el("p", { class: "quiet" }, t("copyWhy", documentTitle(wanted))),
    loaded ? null : button("tool", () => input.click(), t("copyOpen")),
    input,
    verdict
      ? el(
          "p",
          { class: verdict.good ? "verdict good" : "verdict bad", role: verdict.good ? null : "alert" },
          verdict.text,
        )
      : loaded
        ? el(
            "p",
            { class: "verdict good" },
            t("copyGood", documentTitle(wanted), shortDigest(DATA.documents.digest[wanted])),
          )
        : null,
  );
}

const wantedDocument = () => (state.sel >= 0 ? (documentsOf(state.sel)[0] ?? -1) : -1);

export function startEvidence() {
  onChange((what) => {
    if (what.has("sel") || what.has("lang")) verdict = null;
  });
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  const over = (/** @type {boolean} */ on) => document.body.classList.toggle("dropping", on);
  document.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      over(true);
    }
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) over(false);
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over(false);
    offerAll([...(event.dataTransfer?.files ?? [])], wantedDocument());
  });
}
