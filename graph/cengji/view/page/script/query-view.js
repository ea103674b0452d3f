// @ts-check
/**
 * The query view: a question of the library or one's own, and below it the answer.
 */
import { markAnswer } from "./answer-marks.js";
import { copyText } from "./cite.js";
import { keepFocus, markStops, moveAmongStops, outlineRow, picker, showStop } from "./controls.js";
import { $, announce, button, el, label } from "./dom.js";
import { addWords, longName, t } from "./names.js";
import { asking } from "./query-engine.js";
import { startMarks } from "./query-marks.js";
import { makeEditor, offerButton } from "./query-editor.js";
import { drawForm, fillQuestion, questionNamed, questionText } from "./query-form.js";
import { drawResult, resultLines, resultOutline, showFirstRows } from "./query-result.js";
import { outcome, runQuery, stopQuery, warmUp } from "./query-run.js";
import { startList } from "./query-start.js";
import { statusParts } from "./query-status.js";
import { QUERY_WORDS } from "./query-words.js";
import { onChange, oneOf, pageLink, set, state, textKey, flag } from "./state.js";
import { sparqlOf, sparqlOfShown } from "./sparql.js";

addWords(QUERY_WORDS);
const OWN = "-";
const FIRST_QUESTION = "linked-measures";
const LONGEST_TEXT = 20_000;

/** Values that are typed and not asked yet, and what was wrong with those that were. @type {Record<string, string>} */
let values = {};
/** @type {Record<string, string>} */
let faults = {};
/** What the fields were filled from last. */
let filledFrom = "";
/** @type {ReturnType<typeof makeEditor> | null} */
let editor = null;
/** Whether the text in the editor is not that of the question any more. */
let isOwn = false;

/** @type {View} */
export const queryView = {
  id: "sparql",
  keys: {
    name: textKey(63),
    p: textKey(2000),
    q: textKey(LONGEST_TEXT),
    run: flag,
    shape: oneOf("table", "bars", "json"),
    sort: textKey(),
    filter: textKey(),
    bar: textKey(),
  },
  draw(root, what) {
    const fresh = !editor;
    if (fresh) build(root);
    if (fresh || ["view", "lang", "sparql"].some((key) => what.has(key))) readState();
    if (fresh || ["view", "lang", "sel", "sparql.name", "sparql.q"].some((key) => what.has(key))) drawQuestion();
    if (fresh || ["view", "lang", "off", "outcome", "sparql"].some((key) => what.has(key))) {
      drawStatus();
      keepFocus($("query-result"), drawAnswered);
    }
    markStops(root);
    if (what.has("sel") || what.has("view")) requestAnimationFrame(() => showStop(root));
    if (what.has("view")) warmUp();
  },
  outline: () => [outlineRow(-1, 1, questionShown()?.name ?? t("queryOwn"), []), ...resultOutline()],
  lines: () => resultLines(),
  move: (key, far) => moveAmongStops($("sparql"), key, far),
};

/** The question of the library that is chosen. */
const questionShown = () => {
  const { name, q } = state.sparql;
  return q || name === OWN ? undefined : questionNamed(name || FIRST_QUESTION);
};

/** @param {HTMLElement} root */
function build(root) {
  editor = makeEditor({ input: takeText, run: runShown });
  root.replaceChildren(
    el("div", { id: "query-head" }),
    el("div", { id: "query-form" }),
    el(
      "details",
      { id: "query-source" },
      el("summary", null),
      editor.element,
      el("div", { id: "query-help", class: "controls" }),
    ),
    el("div", { id: "query-actions", class: "controls" }),
    el("div", { id: "query-status" }),
    el("div", { id: "query-result" }),
  );
  startMarks();
  onChange((what) => {
    if (what.has("answer") || what.has("view"))
      $("sparql").dataset.marked = String(document.querySelectorAll(".answered").length);
  });
}

/** Take in what the address says, unless it is what stands there; what it says to run is run. */
function readState() {
  const { name, p, q, run: wanted } = state.sparql;
  const from = JSON.stringify([name, p, q]);
  if (from === filledFrom) return;
  filledFrom = from;
  [values, faults, isOwn] = [Object.fromEntries(new URLSearchParams(p)), {}, false];
  fillEditor();
  showSource(!questionShown());
  if (wanted) queueMicrotask(runShown);
}

/** The text is folded away below a question of the library, until one looks into it. @param {boolean} isOpen */
const showSource = (isOpen) => $("query-source").toggleAttribute("open", isOpen);

function fillEditor() {
  const question = questionShown();
  editor?.write(question ? fillQuestion(question, values).text : state.sparql.q);
}

/** The text is edited: it is a query of one's own from then on. @param {string} text */
function takeText(text) {
  const question = questionShown();
  const changed = Boolean(question) && text !== fillQuestion(/** @type {LibraryQuestion} */ (question), values).text;
  if (changed === isOwn) return;
  isOwn = changed;
  drawQuestion();
}

/** @param {string} name */
function choose(name) {
  const q = name === OWN ? (editor?.text() ?? "") : "";
  set({ sparql: { name, p: "", q, run: false, sort: "", filter: "" } }, { step: false });
}

/** @param {string} text */
function write(text) {
  const q = linkable(text);
  filledFrom = JSON.stringify([OWN, "", q]);
  [values, faults, isOwn] = [{}, {}, false];
  editor?.write(text);
  showSource(true);
  set({ sparql: { name: OWN, p: "", q, run: false, sort: "", filter: "" } }, { step: false });
  drawQuestion();
}

/** What the address bears of a text: all, or nothing where it is too long, but never a part. @param {string} text */
const linkable = (text) => (text.length > LONGEST_TEXT ? "" : text);
function copyLink() {
  const isLong = !questionShown() && !linkable(editor?.text() ?? "");
  if (isLong && editor?.text()) return announce(t("queryLinkTooLong"));
  copyText(pageLink(false), t("queryLinkWhat"));
}

/** Ask what stands there, and put it into the address. */
function runShown() {
  if (!editor || outcome.isRunning) return;
  const question = isOwn ? undefined : questionShown();
  const filled = question ? fillQuestion(question, values) : null;
  faults = filled?.faults ?? {};
  if (question) drawForms();
  if (Object.keys(faults).length)
    return void document.querySelector(/** @type {"input"} */ ("#query-form [aria-invalid]"))?.focus();
  const text = filled?.text ?? editor.text();
  if (!text.trim()) return editor.field.focus();
  const p = question ? new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString() : "";
  const patch = question
    ? { name: question.name, p, q: "", run: true }
    : { name: OWN, p: "", q: linkable(text), run: Boolean(linkable(text)) };
  if (text !== outcome.text) Object.assign(patch, { sort: "", filter: "" });
  filledFrom = JSON.stringify([patch.name, patch.p, patch.q]);
  editor.write(text);
  editor.mark(null);
  isOwn = false;
  showFirstRows();
  markAnswer([]);
  set({ sparql: patch }, { step: false });
  runQuery(text, question ? { name: question.name, given: filled?.given ?? {} } : null);
}

function drawQuestion() {
  keepFocus($("query-head"), drawHead);
  drawForms();
  keepFocus($("query-actions"), drawActions);
  keepFocus($("query-help"), drawEditorHelp);
  $("query-source").children[0].textContent = t("querySource");
  editor?.relabel();
}

function drawHead() {
  const question = isOwn ? undefined : questionShown();
  const chosen = question?.name ?? OWN;
  const choices = picker("queryQuestion", [[OWN, t("queryOwn")]], chosen, choose);
  const list = /** @type {HTMLSelectElement} */ (choices.querySelector("select"));
  for (const [key, zh] of asking().groups)
    list.append(
      el(
        "optgroup",
        { label: state.lang === "en" ? key : zh },
        ...asking()
          .queries.filter(({ group }) => group === key)
          .map((one) =>
            el("option", { value: one.name, selected: one.name === chosen }, `${questionText(one)} · ${one.name}`),
          ),
      ),
    );
  $("query-head").replaceChildren(choices);
}

function drawForms() {
  const question = isOwn ? undefined : questionShown();
  const form = question
    ? drawForm(question, values, faults, {
        run: runShown,
        change(name, value) {
          values[name] = value;
          fillEditor();
        },
      })
    : null;
  keepFocus($("query-form"), () => $("query-form").replaceChildren(form ?? ""));
}

function drawActions() {
  const isRunning = outcome.isRunning;
  $("query-actions").replaceChildren(
    isRunning
      ? button("tool primary", stopQuery, t("queryStop"), { "data-keep": "run" })
      : button("tool primary", runShown, t("queryRun"), { "data-keep": "run", title: t("queryRunTitle") }),
    button("tool", () => write(sparqlOfShown()), t("queryHere"), { "data-keep": "here" }),
    state.sel >= 0
      ? button("tool", () => write(sparqlOf(state.sel)), t("querySelection"), {
          "data-keep": "selection",
          title: longName(state.sel),
        })
      : "",
    button("tool", copyLink, t("queryLink"), { "data-keep": "link" }),
  );
}

function drawEditorHelp() {
  $("query-help").replaceChildren(
    offerButton(() => {
      editor?.field.focus();
      editor?.offer();
    }),
    label(t("queryHint"), { class: "quiet" }),
  );
}

/** The answer or, before anything is asked, what there is to ask. */
function drawAnswered() {
  const root = $("query-result");
  drawResult(root);
  const { answer, fault, isRunning, text } = outcome;
  if (answer || fault || isRunning || text || state.sparql.name === OWN) return;
  root.append(
    startList(({ name, parameters }) =>
      set(
        {
          sparql: {
            name,
            p: "",
            q: "",
            run: !parameters.some(([, , required]) => required),
            sort: "",
            filter: "",
            bar: "",
          },
        },
        { step: false },
      ),
    ),
  );
}

/** What runs, what was wrong, or what answers. */
function drawStatus() {
  const { fault, text } = outcome;
  keepFocus($("query-actions"), drawActions);
  if (fault?.place && text === editor?.text()) editor?.mark(fault.place);
  $("query-status").replaceChildren(
    ...statusParts((place) => {
      showSource(true);
      editor?.goTo(place);
    }),
  );
}
