// @ts-check
/**
 * A ladder as it is written: its rungs from the top down, each at its tier of the common scale.
 */
import { el, label } from "./dom.js";
import { nameOf, t } from "./names.js";
import { allEntries, conceptsOf, start } from "./store.js";

/** @param {Entry} entry */
export function drawLadder(entry) {
  const rungs = /** @type {any[]} */ (entry.value.rungs ?? []);
  const things = new Map(allEntries().map((one) => [one.key, one]));
  const kinds = new Map(conceptsOf("body-kind").map((one) => [one.key, one]));
  const tiers = new Map(conceptsOf("tier").map((one) => [one.key, one]));
  /** @type {{ rungs: any[] }[]} */
  const steps = [];
  for (const rung of rungs) {
    if (rung?.beside && steps.length) steps[steps.length - 1].rungs.push(rung);
    else steps.push({ rungs: [rung] });
  }
  let last = -1;
  return el(
    "figure",
    { class: "ladder" },
    el("figcaption", { class: "quiet" }, t("drawing")),
    el(
      "ol",
      null,
      ...steps.map(({ rungs: beside }) => {
        const thing = things.get(beside[0]?.body);
        const own = beside[0]?.tier;
        const usual = kinds.get(thing?.value.kind)?.tier;
        const tier = own || thing?.value.tier || usual;
        const rank = start.tiers.indexOf(tier);
        const turned = rank >= 0 && last > rank;
        if (rank >= 0) last = rank;
        const named = tiers.get(tier);
        return el(
          "li",
          {
            class: `step ${own ? "" : "usual"} ${turned ? "turned" : ""}`,
            vars: { "--c": rank < 0 ? "var(--rule-2)" : `var(--t${Math.min(rank, 10)})` },
          },
          el("span", { class: "tier" }, named ? nameOf(named) : tier || t("noTier")),
          el(
            "span",
            { class: "rungs" },
            ...beside.map((rung) =>
              label(rung?.label?.zh || things.get(rung?.body)?.name || rung?.body || "…", {
                class: things.get(rung?.body)?.proposed ? "rung proposed" : "rung",
              }),
            ),
          ),
        );
      }),
    ),
  );
}
