// @ts-check
/**
 * The parts of the details: facts, mapping, ladders, figures.
 */
import { reveal } from "./axes.js";
import { boundsText, usualReading } from "./bounds.js";
import {
  auditOf,
  conceptKey,
  DATA,
  derivedTiersOf,
  F,
  figureOf,
  figuresAbout,
  L,
  N,
  R,
  rungsOf,
  rungsWith,
  TYPE,
} from "./data.js";
import { button, el, label } from "./dom.js";
import { helpOn } from "./help.js";
import { audiencesOf, functionsOf, purposeOf, stageOf } from "./measures.js";
import { groupDigits } from "./filling.js";
import {
  conceptName,
  countedName,
  either,
  lineName,
  longName,
  nodeName,
  perName,
  reasonText,
  t,
  tierName,
  typeName,
} from "./names.js";
import { colourOf, mark, tierColours } from "./symbols.js";

/**
 * @param {string} key
 * @param {...Child} content
 */
export const part = (key, ...content) => el("section", null, el("h3", helpOn(key), t(key)), ...content);
/**
 * @param {number} at
 * @param {string} [text]
 */
export const link = (at, text) =>
  button("link to", () => reveal(at), [mark(TYPE[N.type[at]], colourOf(at)), label(text ?? longName(at))], {
    title: typeName(at),
  });

/**
 * Pairs of name and value, without the empty ones.
 * @param {[string, any][]} rows
 */
export function pairs(rows) {
  const full = rows.filter(([, value]) => value !== "" && value !== null && value !== undefined);
  if (!full.length) return null;
  return el(
    "dl",
    null,
    ...full.flatMap(([key, value]) => [
      el("dt", helpOn(key), t(key)),
      el("dd", null, typeof value === "string" ? label(value) : value),
    ]),
  );
}

/**
 * The official code of a division, with which its IRI ends; empty where it is none, or bears none.
 * @param {number} at
 */
const divisionCode = (at) => /(?:^|\/)id\/place\/((?:\d\d){1,3}|\d{9}|\d{12})$/.exec(N.id[at])?.[1] ?? "";

/** @param {string} text */
const code = (text) => (text ? el("span", { class: "quiet", title: t("divisionCode") }, text) : null);

/**
 * @param {number} at
 * @param {number | undefined} rung
 */
export function facts(at, rung) {
  const place = N.place[at];
  return pairs([
    ["aliases", N.alias[at] ? N.alias[at].join("、") : ""],
    ["kind", figureOf.has(at) ? "" : conceptName(N.kind[at])],
    ["by.function", functionsOf(at).map(conceptName).join(t("enumeration"))],
    ["purpose", purposeOf(at)],
    ["by.audience", audiencesOf(at).map(conceptName).join(t("enumeration"))],
    ["by.stage", stageOf(at) >= 0 ? conceptName(stageOf(at)) : ""],
    ["place", place >= 0 ? el("span", null, link(place), " ", code(divisionCode(place))) : ""],
    ["divisionCode", divisionCode(at)],
    ["line", lineName(N.line[at])],
    ["tier", rung === undefined ? tiersFact(at) : ""],
    ["status", conceptName(N.status[at])],
    ["occupant", rung !== undefined && R.actor[rung] >= 0 ? link(R.actor[rung]) : ""],
    ["note", either(N.note_zh[at], N.note_en[at])],
  ]);
}

/**
 * The tiers of a thing, those that a rule gives with the rule; of a measure those on which it acts and at which it is run.
 * @param {number} at
 */
function tiersFact(at) {
  const { property, tier, status, zh, en } = DATA.derivedTiers;
  const derived = derivedTiersOf.get(at) ?? [];
  const rest = (N.tiers[at] || [N.tier[at]]).filter((own) => own >= 0 && !derived.some((one) => tier[one] === own));
  if (!derived.length) return rest.map(tierName).join(t("enumeration"));
  return el(
    "ul",
    { class: "tier-list" },
    ...rest.map((own) => el("li", null, label(tierName(own)))),
    ...derived.map((one) =>
      el(
        "li",
        null,
        property[one] === "commonTier" ? null : el("span", { class: "quiet" }, `${t(property[one])} `),
        label(tierName(tier[one])),
        el("span", { class: "tag inferred" }, conceptName(status[one])),
        label(reasonText(zh[one], en[one]), { class: "reason" }),
      ),
    ),
  );
}

/** @param {number} rung */
export function mappingPart(rung) {
  const claims = R.mappings[rung].map(([tier, status, zh, en]) =>
    el(
      "li",
      null,
      el("i", {
        class: `stripe ${conceptKey(status)}`,
        vars: tierColours(tier),
      }),
      el("b", null, tierName(tier)),
      el("span", { class: "quiet" }, conceptName(status)),
      either(zh, en) ? label(either(zh, en), { class: "reason" }) : null,
    ),
  );
  return part(
    "mapping",
    claims.length ? el("ul", { class: "claims" }, ...claims) : el("p", { class: "quiet" }, t("noAgreed")),
    R.inverted[rung] ? el("p", { class: "quiet" }, t("inverted")) : null,
  );
}

/**
 * The ladders on which a body stands, each as its chain.
 * @param {number} subject
 * @param {number | undefined} rung
 */
export function laddersPart(subject, rung) {
  const rungs =
    rung === undefined
      ? (rungsWith.get(subject) ?? [])
      : [rung, ...(rungsWith.get(subject) ?? []).filter((other) => other !== rung)];
  if (!rungs.length) return null;
  return part("ladders", ...rungs.flatMap((at) => [link(L.node[R.ladder[at]]), chain(R.ladder[at], at)]));
}
/**
 * @param {number} ladder
 * @param {number} current
 */
export const rungsPart = (ladder, current) => part("rungs", chain(ladder, current));

/**
 * @param {number} ladder
 * @param {number} current
 */
function chain(ladder, current) {
  return el(
    "ol",
    { class: "chain" },
    ...(rungsOf.get(ladder) ?? []).map((rung) =>
      el(
        "li",
        {
          class: rung === current ? "here" : "",
          vars: { "--c": R.tier[rung] >= 0 ? `var(--t${Math.min(10, R.tier[rung])})` : "var(--ink-3)" },
        },
        button("link", () => reveal(R.node[rung]), label(nodeName(R.node[rung]))),
        el("span", { class: "quiet" }, R.tier[rung] >= 0 ? tierName(R.tier[rung]) : t("noAgreed")),
      ),
    ),
  );
}

/** @param {number} at */
export function figurePart(at) {
  const reading = usualReading(at).some((end) => end !== null) ? boundsText(at, true) : "";
  const period = F.period[at] ? F.period[at].filter(Boolean).join(" → ") : "";
  return pairs([
    ["written", F.written[at]],
    ["about", F.about[at] >= 0 ? link(F.about[at]) : ""],
    ["indicator", conceptName(F.indicator[at])],
    ["counted", either(F.counted_zh[at], F.counted_en[at])],
    ["perUnit", F.per[at] >= 0 ? link(F.per[at], perName(at)) : perName(at)],
    ["value", F.value[at] ? `${groupDigits(F.value[at])} ${conceptName(F.unit[at])}` : conceptName(F.unit[at])],
    ["comparator", conceptName(F.comparator[at])],
    ["direction", conceptName(F.direction[at])],
    ["bounds", boundsText(at, false) || t("unbounded")],
    ["reading", reading],
    ["role", conceptName(F.role[at])],
    ["time", [F.time[at], period].filter(Boolean).join(" · ")],
    ["pairedWith", F.paired[at] >= 0 ? link(F.paired[at]) : ""],
    ["register", registerFact(auditOf.get(F.node[at]))],
  ]);
}

/**
 * What the registers of its time count, and whether the figure agrees; empty where it was not held against any.
 * @param {number | undefined} row
 */
function registerFact(row) {
  if (row === undefined) return "";
  const { counts, verdict_zh, verdict_en, why_zh, why_en } = DATA.audit;
  const said = [counts[row], either(verdict_zh[row], verdict_en[row])].filter(Boolean).join(" · ");
  const why = either(why_zh[row], why_en[row]);
  return el("div", null, said, why ? el("div", { class: "quiet" }, why) : null);
}

/** @param {number} subject */
export function figuresPart(subject) {
  const rows = (figuresAbout.get(subject) ?? []).filter((at) => F.node[at] >= 0 && subject >= 0);
  if (!rows.length) return null;
  return part(
    "figures",
    el(
      "table",
      { class: "mini" },
      ...rows.map((at) =>
        el(
          "tr",
          null,
          el(
            "td",
            null,
            button("link", () => reveal(F.node[at]), label(F.written[at])),
          ),
          el("td", { class: "bounds" }, boundsText(at, false) || "—"),
          el("td", null, label(countedName(at))),
        ),
      ),
    ),
  );
}
