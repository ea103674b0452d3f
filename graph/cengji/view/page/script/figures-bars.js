// The figures as bars on a common scale, an open end where the document leaves one open; and the pairs before → after.
// One scale serves one indicator in one unit.
function barGroups() {
  const groups = new Map();
  for (const at of figuresAnswered().filter((figure) => amountOf(figure) !== null)) {
    const key = `${F.indicator[at]} ${F.unit[at]}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(at);
  }
  const over = overOf();
  const planned = (figures) => figures.filter((at) => conceptKey(F.role[at]) === "design").length > figures.length / 2; // how a scheme is made says little as a bar
  return [...groups.values()].sort((a, b) => planned(a) - planned(b) || b.length - a.length || F.indicator[a[0]] - F.indicator[b[0]]).map((figures) => {
    const sorted = [...figures].sort((a, b) => amountOf(b) - amountOf(a) || a - b);
    return { figures: sorted, most: Math.max(...sorted.map((at) => Math.max(Math.abs(amountOf(at)), boundsOf(at, state.figures.reading).upper ?? 0)), over !== null && state.figures.indicator ? over : 0) || 1, name: conceptName(F.indicator[sorted[0]]), unit: conceptName(F.unit[sorted[0]]) };
  });
}

function drawBars() {
  const groups = barGroups();
  if (!groups.length) return null;
  return el("div", { class: "bar-groups" }, ...groups.slice(0, figureLimit).map((group) => el("section", { class: "bar-group" },
    el("h2", null, label(group.name), el("span", { class: "quiet" }, say("scaleTo", grouping(String(group.most)), group.unit))),
    ...group.figures.map((at) => barRow(at, group.most)))));
}

// How the end of a bar looks: closed, or open to the right, to the left or to both.
function endOf(figure) {
  const { lower, upper } = boundsOf(figure, false);
  return lower === null && upper === null ? "around" : upper === null ? "open-right" : lower === null ? "open-left" : lower === upper ? "exact" : "between";
}

function barRow(at, most) {
  const share = (number) => `${Math.max(0, Math.min(100, (100 * Math.abs(number)) / most)).toFixed(2)}%`;
  const { lower, upper } = boundsOf(at, false), amount = amountOf(at), over = overOf(), reading = F.reading[at] && state.figures.reading ? bound(F.reading[at][1]) : null;
  const bar = el("span", { class: `gauge ${endOf(at)}`, "aria-hidden": "true", vars: { "--to": share(lower !== null && upper !== null && lower !== upper ? lower : amount), "--end": share(upper ?? reading ?? amount) } },
    el("i", { class: "full" }), el("i", { class: "rest" }), over === null || over > most ? null : el("i", { class: "over", vars: { "--at": share(over) } }));
  return el("div", { class: "bar-row" }, el("span", { class: "who" }, label(placeName(N.case[F.node[at]]), { class: "clip" }), label(whatOf(at), { class: "quiet clip", title: whatOf(at) })),
    bar, stop(F.node[at], F.written[at], { mark: false }), answerChip(answerTo(at)), el("span", { class: "quiet time" }, F.time[at]));
}

function barsTwin() {
  return barGroups().slice(0, figureLimit).flatMap((group) => [
    { at: -1, level: 1, name: `${group.name} · ${group.unit}`, facts: [] },
    ...group.figures.map((at) => ({ at: F.node[at], level: 2, name: F.written[at], facts: [["place", placeName(N.case[F.node[at]])], ["counted", whatOf(at)], ["bounds", boundsText(at) || say("unbounded")], ["time", F.time[at]], ...(overOf() === null ? [] : [["answer", say(`answer.${answerTo(at)}`)]])] })),
  ]);
}

// Each pair once, the figure before first.
function pairsShown() {
  const shown = new Set(figuresShown()), pairs = new Map();
  for (const at of shown) {
    const other = F.paired[at] >= 0 ? figureOf.get(F.paired[at]) : undefined;
    if (other === undefined || !shown.has(other)) continue;
    const before = conceptKey(F.role[at]) === "changeFrom" ? at : conceptKey(F.role[other]) === "changeFrom" ? other : at;
    const after = before === at ? other : at;
    pairs.set(`${before} ${after}`, [before, after]);
  }
  return [...pairs.values()];
}

function drawPairs() {
  const pairs = pairsShown();
  if (!pairs.length) return null;
  return el("ul", { class: "pairs" }, ...pairs.map(([before, after]) => {
    const most = Math.max(amountOf(before) ?? 0, amountOf(after) ?? 0) || 1, { difference, ratio } = changeOf(before, after);
    const side = (at, key) => el("div", { class: "side" }, el("span", { class: "quiet" }, say(key)), el("i", { class: "column", "aria-hidden": "true", vars: { "--high": `${(100 * (amountOf(at) ?? 0)) / most}%` } }), stop(F.node[at], F.written[at], { mark: false, class: "amount" }), el("span", { class: "quiet" }, F.time[at]));
    return el("li", null, el("p", { class: "pair-head" }, label(placeName(N.case[F.node[after]]), { class: "quiet" }), label(F.about[after] >= 0 ? nodeName(F.about[after]) : whatOf(after), { class: "what" })),
      el("div", { class: "sides" }, side(before, "before"), el("span", { class: "arrow", "aria-hidden": "true" }, "→"), side(after, "after")),
      pairFacts(difference, ratio, conceptName(F.unit[after])));
  }));
}
const pairFacts = (difference, ratio, unit) => el("p", { class: "quiet" }, `${say("difference")} ${rangeText(difference)} ${unit} · ${say("ratio")} ${rangeText(ratio)}`);

function pairsTwin() {
  return pairsShown().flatMap(([before, after]) => {
    const { difference, ratio } = changeOf(before, after);
    return [
      { at: -1, level: 1, name: `${F.written[before]} → ${F.written[after]}`, facts: [["place", placeName(N.case[F.node[after]])], ["about", F.about[after] >= 0 ? nodeName(F.about[after]) : whatOf(after)], ["difference", rangeText(difference)], ["ratio", rangeText(ratio)]] },
      { at: F.node[before], level: 2, name: F.written[before], facts: [["role", conceptName(F.role[before])], ["time", F.time[before]]] },
      { at: F.node[after], level: 2, name: F.written[after], facts: [["role", conceptName(F.role[after])], ["time", F.time[after]]] },
    ];
  });
}
