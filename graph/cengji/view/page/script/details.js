// @ts-check
/**
 * The details of the selected thing: what it is, its mapping, figures, links, evidence, document.
 */
import { citePart } from "./cite.js";
import { DATA, documentOf, figureOf, fullIri, ladderOf, list, N, R, rungOf, TYPE } from "./data.js";
import { documentPart, evidencePart, linksPart } from "./details-links.js";
import { facts, figurePart, figuresPart, laddersPart, mappingPart, part, rungsPart } from "./details-parts.js";
import { $, all, button, el, label } from "./dom.js";
import { startEvidence } from "./evidence.js";
import { noteButton, notesPart } from "./notes-part.js";
import { focusAt, returnTo } from "./focus.js";
import { nodeName, placeName, t, tierName, typeName } from "./names.js";
import { reportedBy } from "./sources.js";
import { onChange, select, state } from "./state.js";
import { colourOf, mark } from "./symbols.js";

/** What had the focus before the details. @type {FocusPlace | null} */
let cameFrom = null;

function drawDetails() {
  const pane = $("details");
  const at = state.sel;
  document.body.classList.toggle("show-details", at >= 0);
  pane.hidden = at < 0;
  if (at < 0) return;
  const rung = rungOf.get(at);
  const ladder = ladderOf.get(at);
  const figure = figureOf.get(at);
  const subject = rung !== undefined && R.actor[rung] >= 0 ? R.actor[rung] : at;
  pane.replaceChildren(
    ...[
      detailsHead(at),
      notesPart(at),
      facts(at, rung),
      rung === undefined ? null : mappingPart(rung),
      figure === undefined ? null : figurePart(figure),
      evidencePart(at, subject),
      ladder === undefined ? laddersPart(subject, rung) : rungsPart(ladder, -1),
      figuresPart(subject),
      linksPart(subject),
      ...MORE_PARTS.map((more) => more(at)),
      documentPart(N.case[at], documentOf.get(at)),
      citePart(at),
      part("iri", el("code", { class: "iri" }, fullIri(N.id[at]))),
    ].filter((one) => one !== null),
  );
  pane.scrollTop = 0;
}

/** @param {number} at */
function detailsHead(at) {
  const other = state.lang === "en" ? N.zh[at] : N.en[at];
  return el(
    "div",
    { class: "details-head" },
    button("tool icon close", closeDetails, "×", { "aria-label": t("close"), title: t("close") }),
    el("p", { class: "quiet" }, `${typeName(at)} · ${homeName(at)}`),
    el("h2", null, mark(TYPE[N.type[at]], colourOf(at)), label(nodeName(at))),
    other && other !== nodeName(at)
      ? label(other, { class: "other", lang: state.lang === "en" ? "zh-Hans" : "en" })
      : null,
    N.case[at] >= 0 ? el("p", { class: "quiet reported" }, label(reportedBy(N.case[at]))) : null,
    noteButton(at),
  );
}

/**
 * The place of the case that tells of a thing; where there is no case at all, its tier.
 * @param {number} at
 */
const homeName = (at) => (list(DATA.places.key).length ? placeName(N.case[at]) : tierName(N.tier[at]) || t("noTier"));

/** Further parts of the details. @type {((at: number) => HTMLElement | null)[]} */
export const MORE_PARTS = [];

export function closeDetails() {
  const inside = $("details").contains(document.activeElement);
  select(-1);
  if (inside && cameFrom) returnTo(cameFrom);
}

/** The pane anew with the passages of the copy that was given; the keyboard goes to the first. */
function showPassages() {
  const kept = $("details").scrollTop;
  drawDetails();
  const [first] = all($("details"), ".passage");
  if (first) first.focus();
  else $("details").scrollTop = kept;
}

/**
 * A key on what is selected already goes on into its details.
 * @param {MouseEvent} event
 */
function enterDetails(event) {
  const thing = /** @type {Element} */ (event.target).closest("[data-node]");
  const isKey = event.detail === 0;
  if (isKey && state.sel >= 0 && Number(thing?.getAttribute("data-node")) === state.sel)
    queueMicrotask(() => $("details").focus());
}

export function startDetails() {
  startEvidence();
  document.addEventListener("click", enterDetails, true); // before the click selects it
  $("details").addEventListener("focusin", ({ relatedTarget }) => {
    const from = /** @type {Element | null} */ (relatedTarget);
    if (from && !$("details").contains(from)) cameFrom = focusAt(from);
  });
  onChange((what) => {
    if (what.has("copies")) showPassages();
    if (!what.has("sel") && !what.has("lang")) return;
    const inside = $("details").contains(document.activeElement);
    drawDetails();
    if (inside && state.sel >= 0) $("details").focus();
  });
}
