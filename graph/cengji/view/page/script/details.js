// The details of the selected thing: what it is, its mapping, figures, links, evidence, document.
let cameFrom = null;

function drawDetails() {
  const pane = $("details"), at = state.sel;
  document.body.classList.toggle("show-details", at >= 0);
  pane.hidden = at < 0;
  if (at < 0) return;
  const rung = rungOf.get(at), ladder = ladderOf.get(at), figure = figureOf.get(at);
  const subject = rung !== undefined && R.actor[rung] >= 0 ? R.actor[rung] : at;
  pane.replaceChildren(...[
    detailsHead(at),
    facts(at, rung),
    rung === undefined ? null : mappingPart(rung),
    figure === undefined ? null : figurePart(figure),
    evidencePart(at, subject),
    ladder === undefined ? laddersPart(subject, rung) : rungsPart(ladder, -1),
    figuresPart(subject),
    linksPart(subject),
    documentPart(N.case[at], documentOf.get(at)),
    citePart(at),
    part("iri", el("code", { class: "iri" }, fullIri(N.id[at]))),
  ].filter(Boolean));
  pane.scrollTop = 0;
}

const part = (key, ...content) => el("section", null, el("h3", null, say(key)), ...content);
const link = (at, text) => el("button", { type: "button", class: "link to", title: typeName(at), on: { click: () => reveal(at) } }, mark(TYPE[N.type[at]], colourOf(at)), label(text ?? longName(at)));

// Pairs of name and value, without the empty ones.
function pairs(rows) {
  const full = rows.filter(([, value]) => value !== "" && value !== null && value !== undefined);
  if (!full.length) return null;
  return el("dl", null, ...full.flatMap(([key, value]) => [el("dt", null, say(key)), el("dd", null, typeof value === "string" ? label(value) : value)]));
}

function detailsHead(at) {
  const other = state.lang === "en" ? N.zh[at] : N.en[at];
  return el("div", { class: "details-head" },
    el("button", { type: "button", class: "tool icon close", "aria-label": say("close"), title: say("close"), on: { click: closeDetails } }, "×"),
    el("p", { class: "quiet" }, `${typeName(at)} · ${placeName(N.case[at])}`),
    el("h2", null, mark(TYPE[N.type[at]], colourOf(at)), label(nodeName(at))),
    other && other !== nodeName(at) ? label(other, { class: "other", lang: state.lang === "en" ? "zh-Hans" : "en" }) : null,
    N.case[at] >= 0 ? el("p", { class: "quiet reported" }, reportedBy(N.case[at])) : null);
}

function facts(at, rung) {
  const place = N.place[at];
  return pairs([
    ["aliases", N.alias[at] ? N.alias[at].join("、") : ""],
    ["kind", figureOf.has(at) ? "" : conceptName(N.kind[at])],
    ["place", place >= 0 ? link(place) : ""],
    ["line", lineName(N.line[at])],
    ["tier", rung === undefined ? tierName(N.tier[at]) : ""],
    ["status", conceptName(N.status[at])],
    ["occupant", rung !== undefined && R.actor[rung] >= 0 ? link(R.actor[rung]) : ""],
    ["note", either(N.note_zh[at], N.note_en[at])],
  ]);
}

function mappingPart(rung) {
  const claims = R.mappings[rung].map(([tier, status, zh, en]) => el("li", null,
    el("i", { class: `stripe ${statusKey(status)}`, vars: { "--c": tier < 0 ? "var(--ink-3)" : `var(--t${Math.min(10, tier)})` } }),
    el("b", null, tierName(tier)), el("span", { class: "quiet" }, conceptName(status)), either(zh, en) ? label(either(zh, en), { class: "reason" }) : null));
  return part("mapping", claims.length ? el("ul", { class: "claims" }, ...claims) : el("p", { class: "quiet" }, say("noAgreed")),
    R.inverted[rung] ? el("p", { class: "quiet" }, say("inverted")) : null);
}

// The ladders on which a body stands, each as its chain.
function laddersPart(subject, rung) {
  const rungs = rung === undefined ? rungsWith.get(subject) ?? [] : [rung, ...(rungsWith.get(subject) ?? []).filter((other) => other !== rung)];
  if (!rungs.length) return null;
  return part("ladders", ...rungs.flatMap((at) => [link(L.node[R.ladder[at]]), chain(R.ladder[at], at)]));
}
const rungsPart = (ladder, current) => part("rungs", chain(ladder, current));

function chain(ladder, current) {
  return el("ol", { class: "chain" }, ...(rungsOf.get(ladder) ?? []).map((rung) => el("li", { class: rung === current ? "here" : "", vars: { "--c": R.tier[rung] >= 0 ? `var(--t${Math.min(10, R.tier[rung])})` : "var(--ink-3)" } },
    el("button", { type: "button", class: "link", on: { click: () => reveal(R.node[rung]) } }, label(nodeName(R.node[rung]))),
    el("span", { class: "quiet" }, R.tier[rung] >= 0 ? tierName(R.tier[rung]) : say("noAgreed")))));
}

function figurePart(at) {
  const reading = F.reading[at] ? F.reading[at].map((end) => (end ? grouping(end) : "∞")).join("–") : "";
  const period = F.period[at] ? F.period[at].filter(Boolean).join(" → ") : "";
  return pairs([
    ["written", F.written[at]], ["about", F.about[at] >= 0 ? link(F.about[at]) : ""], ["indicator", conceptName(F.indicator[at])],
    ["counted", either(F.counted_zh[at], F.counted_en[at])], ["value", F.value[at] ? `${grouping(F.value[at])} ${conceptName(F.unit[at])}` : conceptName(F.unit[at])],
    ["comparator", conceptName(F.comparator[at])], ["bounds", boundsText(at) || say("unbounded")], ["reading", reading],
    ["role", conceptName(F.role[at])], ["time", [F.time[at], period].filter(Boolean).join(" · ")], ["pairedWith", F.paired[at] >= 0 ? link(F.paired[at]) : ""],
  ]);
}

function figuresPart(subject) {
  const rows = (figuresAbout.get(subject) ?? []).filter((at) => F.node[at] >= 0 && subject >= 0);
  if (!rows.length) return null;
  return part("figures", el("table", { class: "mini" }, ...rows.map((at) => el("tr", null,
    el("td", null, el("button", { type: "button", class: "link", on: { click: () => reveal(F.node[at]) } }, label(F.written[at]))),
    el("td", { class: "bounds" }, boundsText(at) || "—"), el("td", null, label(either(F.counted_zh[at], F.counted_en[at]) || conceptName(F.indicator[at])))))));
}

// The links in both directions, by name; figures and places have their own part.
function linksPart(subject) {
  const groups = new Map();
  for (const edge of links[subject]) {
    const backward = E.to[edge] === subject, relation = DATA.relations[E.relation[edge]];
    if (relation === "about" || relation === "rungOf" || (relation === "atPlace" && !backward)) continue;
    const name = relationName(relation, backward);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push([edge, backward ? E.from[edge] : E.to[edge], subject]);
  }
  if (!groups.size) return null;
  return part("links", ...[...groups].map(([name, ends]) => linkGroup(name, ends)));
}

function linkGroup(name, ends) {
  const rest = ends.slice(8).map(linkRow);
  return el("div", { class: "link-group" }, el("h4", null, label(name), el("span", { class: "n" }, String(ends.length))),
    el("ul", null, ...ends.slice(0, 8).map(linkRow)),
    rest.length ? el("details", null, el("summary", null, say("more", rest.length)), el("ul", null, ...rest)) : null);
}

function linkRow([edge, other, subject]) {
  const status = statusKey(E.status[edge]), reason = either(E.zh[edge], E.en[edge]);
  const elsewhere = N.case[other] !== N.case[subject] && N.case[other] >= 0;
  return el("li", null, link(other), elsewhere ? el("span", { class: "tag" }, placeName(N.case[other])) : null, status && status !== "stated" ? el("span", { class: `tag ${status}` }, conceptName(E.status[edge])) : null,
    reason ? label(reason, { class: "reason" }) : null, ...(evidenceOf.get(E.claim[edge]) ?? []).map((one) => quote(one, false)));
}

function evidencePart(at, subject) {
  const { document, text, start, end } = DATA.evidence, places = new Map(); // a rung and who stands on it may rest on the same words
  for (const one of [...(evidenceOf.get(N.id[at]) ?? []), ...(evidenceOf.get(N.id[subject]) ?? [])]) {
    const place = [document[one], start[one], end[one], text[one]].join(" ");
    if (!places.has(place)) places.set(place, one);
  }
  const found = [...places.values()];
  return found.length ? part("evidence", ...found.map((one) => quote(one, true)), copyPart(DATA.evidence.document[found[0]])) : null;
}

function documentPart(place, own) {
  const at = own ?? (place >= 0 ? DATA.places.document[place] : -1);
  if (at < 0 || at === undefined) return null;
  const D = DATA.documents;
  return part("document", el("p", { class: "doc-title" }, label(D.title[at], { lang: "zh-Hans" })), pairs([
    ["publisher", D.publisher[at]], ["issuer", D.issuer[at]], ["sourceKind", conceptName(D.kind[at])], ["published", D.published[at]], ["page", D.page[at]],
    ["characters", D.characters[at] ? grouping(String(D.characters[at])) : ""], ["digest", D.digest[at] ? el("code", { title: D.digest[at] }, `${D.digest[at].slice(0, 12)}…`) : ""],
  ]));
}

function closeDetails() {
  const back = cameFrom;
  select(-1);
  if (back?.isConnected) back.focus();
}

// The pane anew with the passages of the copy that was given; the keyboard goes to the first.
function showPassages() {
  const kept = $("details").scrollTop;
  drawDetails();
  const first = $("details").querySelector(".passage");
  if (first) first.focus();
  else $("details").scrollTop = kept;
}

function startDetails() {
  startEvidence();
  onChange((what) => {
    if (what.has("copies")) showPassages();
    if (!what.has("sel") && !what.has("lang")) return;
    if (what.has("sel") && !what.has("view") && state.sel >= 0 && !$("details").contains(document.activeElement)) cameFrom = document.activeElement;
    const inside = $("details").contains(document.activeElement);
    drawDetails();
    if (inside && state.sel >= 0) $("details").focus();
  });
}
