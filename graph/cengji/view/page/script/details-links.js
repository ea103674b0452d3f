// @ts-check
/**
 * The parts of the details: links, evidence, document.
 */
import { conceptKey, DATA, E, evidenceOf, groupBy, linksOf, N, otherEnd, relationOf } from "./data.js";
import { link, pairs, part } from "./details-parts.js";
import { el, label } from "./dom.js";
import { copyPart, quote } from "./evidence.js";
import { groupDigits } from "./filling.js";
import { conceptName, placeName, reasonText, relationName, t } from "./names.js";
import { pageName } from "./sources.js";

/**
 * The links in both directions, by name; figures and places have their own part.
 * @param {number} subject
 */
export function linksPart(subject) {
  const listed = linksOf(subject).filter(
    (edge) =>
      !["about", "rungOf"].includes(relationOf(edge)) && (relationOf(edge) !== "atPlace" || E.to[edge] === subject),
  );
  const groups = groupBy(listed, (edge) => relationName(relationOf(edge), E.to[edge] === subject));
  if (!groups.size) return null;
  return part(
    "links",
    ...[...groups].map(([name, edges]) =>
      linkGroup(
        name,
        edges.map((edge) => [edge, otherEnd(edge, subject), subject]),
      ),
    ),
  );
}

/**
 * @param {string} name
 * @param {[number, number, number][]} ends
 */
function linkGroup(name, ends) {
  const rest = ends.slice(8).map(linkRow);
  return el(
    "div",
    { class: "link-group" },
    el("h4", null, label(name), el("span", { class: "n" }, String(ends.length))),
    el("ul", null, ...ends.slice(0, 8).map(linkRow)),
    rest.length ? el("details", null, el("summary", null, t("more", rest.length)), el("ul", null, ...rest)) : null,
  );
}

/** @param {[edge: number, other: number, subject: number]} link */
function linkRow([edge, other, subject]) {
  const status = conceptKey(E.status[edge]);
  const reason = reasonText(E.zh[edge], E.en[edge]);
  const elsewhere = N.case[other] !== N.case[subject] && N.case[other] >= 0;
  return el(
    "li",
    null,
    link(other),
    elsewhere ? el("span", { class: "tag" }, placeName(N.case[other])) : null,
    status && status !== "stated" ? el("span", { class: `tag ${status}` }, conceptName(E.status[edge])) : null,
    reason ? label(reason, { class: "reason" }) : null,
    ...(evidenceOf.get(E.claim[edge]) ?? []).map((one) => quote(one, false)),
  );
}

/**
 * @param {number} at
 * @param {number} subject
 */
export function evidencePart(at, subject) {
  const { document, text, start, end } = DATA.evidence;
  const places = new Map(); // a rung and who stands on it may rest on the same words
  for (const one of [...(evidenceOf.get(N.id[at]) ?? []), ...(evidenceOf.get(N.id[subject]) ?? [])]) {
    const place = [document[one], start[one], end[one], text[one]].join(" ");
    if (!places.has(place)) places.set(place, one);
  }
  const found = [...places.values()];
  return found.length
    ? part("evidence", ...found.map((one) => quote(one, true)), copyPart(DATA.evidence.document[found[0]]))
    : null;
}

/**
 * @param {number} place
 * @param {number | undefined} own
 */
export function documentPart(place, own) {
  const at = own ?? (place >= 0 ? DATA.places.document[place] : -1);
  if (at < 0 || at === undefined) return null;
  const D = DATA.documents;
  return part(
    "document",
    el("p", { class: "doc-title" }, label(D.title[at], { lang: "zh-Hans" })),
    pairs([
      ["documentPart", place >= 0 && DATA.places.document[place] === at ? DATA.places.part[place] : ""],
      ["publisher", D.publisher[at]],
      ["issuer", D.issuer[at]],
      ["sourceKind", conceptName(D.kind[at])],
      ["published", D.published[at]],
      ["page", pageName(at)],
      ["characters", D.characters[at] ? groupDigits(D.characters[at]) : ""],
      ["digest", D.digest[at] ? el("code", { title: D.digest[at] }, `${D.digest[at].slice(0, 12)}…`) : ""],
    ]),
  );
}
