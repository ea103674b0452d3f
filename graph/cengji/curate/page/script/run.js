// @ts-check
/**
 * What can be made of the marked text: a statement of any kind, by a click or a digit.
 */
import { act } from "./actions.js";
import { runText } from "./article.js";
import { $, button, el, label } from "./dom.js";
import { nameOf, t } from "./names.js";
import { screen, show, start } from "./store.js";

/** The kinds in the order of their digits; the tenth has 0. */
export const KINDS = [
  "figures",
  "measures",
  "groups",
  "bodies",
  "posts",
  "person_groups",
  "events",
  "places",
  "policies",
  "exclusions",
];
const LONGEST = 40;

let drawn = "";

export function drawRun() {
  const text = runText();
  const now = JSON.stringify([text, nameOf({ zh: "zh", en: "en" })]);
  if (now === drawn) return;
  drawn = now;
  $("run").setAttribute("aria-label", t("mark"));
  $("run").replaceChildren(
    ...(text
      ? [
          el(
            "p",
            null,
            t("marked", text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text),
            " ",
            el("span", { class: "n" }, t("characters", [...text].length)),
          ),
          el(
            "div",
            { class: "kinds" },
            ...KINDS.map((section, at) =>
              button("tool", () => void make(section), [
                label(nameOf(start.forms[section])),
                el("kbd", { "aria-hidden": "true" }, String((at + 1) % 10)),
              ]),
            ),
            ...otherKinds(),
          ),
        ]
      : [el("p", { class: "quiet" }, t("mark"))]),
  );
}

function otherKinds() {
  const others = Object.keys(start.forms).filter(
    (name) => name !== "case" && !name.startsWith("concepts.") && !KINDS.includes(name),
  );
  const select = el(
    "select",
    { "aria-label": t("otherKinds"), class: "tool" },
    el("option", { value: "" }, t("otherKinds")),
    ...others.map((name) => el("option", { value: name }, nameOf(start.forms[name]))),
  );
  select.addEventListener("change", () => select.value && void make(select.value));
  return [select];
}

/**
 * Make a statement of the marked text and open it.
 * @param {string} section
 */
export async function make(section) {
  if (!screen.run) return;
  const id = await act("add", [], { section, view: screen.view, ...screen.run });
  if (id) show({ run: null, selected: id, show: "all", section: "", query: "" });
}
