// The figures: a table with what they certainly exceed, bars with open ends, pairs before → after, places beside each other.
const FIGURE_MODES = ["table", "bars", "pairs", "compare"];
const FIGURE_PAGE = 300;
let figureLimit = FIGURE_PAGE;

const figuresView = {
  id: "figures",
  available: () => list(F.node).length > 0,
  keys: {
    mode: oneOf(...FIGURE_MODES), indicator: textKey, op: oneOf(...OPERATIONS), over: textKey, answer: oneOf("", "certain", "possible", "no"),
    reading: flag, sort: textKey, base: textKey,
  },
  draw(_, root, what) {
    if (["view", "lang", "off", "figures"].some((key) => what.has(key))) {
      if (what.has("off") || what.has("figures")) figureLimit = FIGURE_PAGE;
      keepFocus(root, () => root.replaceChildren(figureControls(), figureBody()));
    }
    markStops(root);
    if (what.has("sel") || what.has("view")) requestAnimationFrame(() => showStop(root));
  },
  twin: () => ({ table: tableTwin, bars: barsTwin, pairs: pairsTwin, compare: compareTwin })[state.figures.mode](),
  move: (key) => moveAmongStops($("figures"), key),
};
const setFigures = (patch) => set({ figures: patch });

// The number that the figures are held against, or null.
function overOf() {
  const text = state.figures.over.replaceAll(/[\s,，]/g, "");
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : null;
}
const answerTo = (figure) => (overOf() === null ? "" : answerOf(figure, state.figures.op, overOf(), state.figures.reading));

// The figures that the legend and the indicator leave, in the order of the data.
function figuresShown() {
  return list(F.node).map((_, at) => at).filter((at) => F.node[at] >= 0 && shownNode(F.node[at]) && (!state.figures.indicator || conceptKey(F.indicator[at]) === state.figures.indicator));
}
const figuresAnswered = () => figuresShown().filter((at) => overOf() === null || !state.figures.answer || answerTo(at) === state.figures.answer);

function figureControls() {
  const { mode, indicator, op, over, answer, reading } = state.figures;
  const count = new Map();
  for (const at of list(F.node).keys()) if (F.node[at] >= 0 && shownNode(F.node[at])) count.set(F.indicator[at], (count.get(F.indicator[at]) ?? 0) + 1);
  const indicators = [...count].map(([at, n]) => [conceptKey(at), `${conceptName(at)} ${n}`, n]).sort((a, b) => b[2] - a[2] || a[0].localeCompare(b[0]));
  const number = el("input", { type: "text", inputmode: "decimal", size: "9", value: over, "aria-label": say("threshold"), placeholder: "2000", "data-keep": "over", on: { input: (event) => setFigures({ over: event.target.value }) } });
  const held = overOf() !== null;
  return controls(
    segments("mode", FIGURE_MODES.map((key) => [key, say(`figures.${key}`)]), mode, (value) => setFigures({ mode: value })),
    picker("indicator", [["", say("allOf")], ...indicators], indicator, (value) => setFigures({ indicator: value })),
    mode === "pairs" ? null : el("span", { class: "field" }, picker("is", OPERATIONS.map((one) => [one, one]), op, (value) => setFigures({ op: value })), number,
      over && !held ? el("span", { class: "fault", role: "alert" }, say("noNumber")) : null),
    held && mode !== "pairs" && mode !== "compare" ? segments("answer", [["", say("allOf")], ...["certain", "possible", "no"].map((key) => [key, `${say(`answer.${key}`)} ${figuresShown().filter((at) => answerTo(at) === key).length}`])], answer, (value) => setFigures({ answer: value })) : null,
    held && mode !== "pairs" ? tick("useReading", reading, (on) => setFigures({ reading: on })) : null,
    mode === "compare" ? picker("base", [["", say("baseBest")], ...list(DATA.places.key).map((key, at) => [key, placeName(at)])], state.figures.base, (value) => setFigures({ base: value })) : null);
}

function figureBody() {
  const body = { table: drawFigureTable, bars: drawBars, pairs: drawPairs, compare: drawComparison }[state.figures.mode]();
  return el("div", { class: `figures-${state.figures.mode}` }, body ?? emptyNote());
}

// Whether a figure certainly, possibly or does not pass: a sign beside the word, not colour alone.
const ANSWER_SIGNS = { certain: "✓", possible: "?", no: "✗", unknown: "–" };
const answerChip = (answer) => (answer ? el("span", { class: `answer ${answer}` }, el("i", { "aria-hidden": "true" }, ANSWER_SIGNS[answer]), say(`answer.${answer}`)) : null);
const whatOf = (figure) => either(F.counted_zh[figure], F.counted_en[figure]) || conceptName(F.indicator[figure]);
