// @ts-check
/**
 * The keys of the page, listed.
 */
import { $, el } from "./dom.js";
import { t } from "./names.js";

/** @type {[string, string][]} */
const HELP = [
  ["J K ↓ ↑", "help.move"],
  ["A", "help.accept"],
  ["⇧A", "help.whole"],
  ["H", "help.hanging"],
  ["X", "help.reject"],
  ["⇧X", "help.rejectWhole"],
  ["⇧J ⇧K ⇧↓ ⇧↑", "help.range"],
  ["⇧End ⇧Home", "help.kindRange"],
  ["G", "help.alike"],
  ["⇧G", "help.kind"],
  ["U", "help.unsure"],
  ["E", "help.mend"],
  ["M", "help.merge"],
  ["Z · Ctrl+Z", "help.undo"],
  ["⇧Z · Ctrl+⇧Z", "help.redo"],
  ["N", "help.next"],
  ["⇧N", "help.doubtful"],
  ["T", "help.brief"],
  ["O", "help.open"],
  ["F", "help.fault"],
  ["D · A B U", "help.differ"],
  ["1 … 0", "help.digit"],
  ["⇧1 … ⇧0", "help.forOpen"],
  ["V", "help.evidence"],
  ["[ ⇧[", "help.start"],
  ["] ⇧]", "help.end"],
  ["F6", "help.pane"],
  ["← → ↑ ↓", "help.caret"],
  ["R", "help.raw"],
  ["/", "help.search"],
];

export function openHelp() {
  const dialog = /** @type {HTMLDialogElement} */ ($("help"));
  const close = el("button", { type: "button", class: "tool", on: { click: () => dialog.close() } }, t("close"));
  dialog.setAttribute("aria-label", t("help"));
  dialog.replaceChildren(
    el("h2", null, t("help")),
    el(
      "dl",
      null,
      ...HELP.flatMap(([keys, words]) => [el("dt", null, el("kbd", null, keys)), el("dd", null, t(words))]),
    ),
    close,
  );
  dialog.showModal();
}
