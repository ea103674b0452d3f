// @ts-check
/**
 * A row of a list of a large graph: mark, name, how many lie below; a click selects the thing and opens what is below it.
 */
import { TYPE } from "./data.js";
import { button, el, label } from "./dom.js";
import { numberAt } from "./large-set.js";
import { groupDigits } from "./filling.js";
import { either } from "./names.js";
import { state } from "./state.js";
import { mark } from "./symbols.js";

/** @type {(unit: Unit) => void} */
let take = () => {};
/** @param {(unit: Unit) => void} run what a click on a row does */
export const onTake = (run) => (take = run);

/** @param {Unit} unit */
export const unitName = (unit) => either(unit.zh, unit.en);
/** @param {Unit} unit */
export const unitMark = (unit) => mark(TYPE[unit.type], unit.tier >= 0 ? `--t${Math.min(10, unit.tier)}` : undefined);

/**
 * @param {Unit} unit
 * @param {string} look
 * @param {boolean} isOpen
 */
export const unitButton = (unit, look, isOpen) =>
  button(
    `unit ${look}`,
    () => take(unit),
    [
      unitMark(unit),
      label(unitName(unit), { class: "clip" }),
      unit.count ? el("span", { class: "n" }, groupDigits(unit.count)) : null,
      unit.count ? el("i", { class: "more", "aria-hidden": "true" }) : null,
    ],
    {
      "data-unit": unit.number,
      "data-keep": `unit ${unit.number}`,
      "aria-expanded": unit.count ? String(isOpen) : null,
      "aria-current": isOpen || (state.sel >= 0 && numberAt(state.sel) === unit.number) ? "true" : null,
    },
  );
