// @ts-check
/**
 * All that is inferred or disputed, with its reason: things, mappings of rungs to tiers, tiers that rules give, and links.
 */
import { allNodes, DATA, E, indices, isUnsure, L, N, R, relationOf } from "./data.js";
import {
  conceptName,
  either,
  longName,
  nodeName,
  placeName,
  reasonText,
  relationName,
  t,
  tierName,
  typeName,
} from "./names.js";
import { isProposed } from "./proposals.js";

/**
 * Whether there is doubt about what is accepted; what is not is no statement yet.
 * @param {number} status
 */
const isInDoubt = (status) => isUnsure(status) && !isProposed(status);

/**
 * @param {number} at
 * @param {string} statement
 * @param {number} status
 * @param {string} reason
 * @returns {TableRow}
 */
const unsureRow = (at, statement, status, reason) => ({
  at,
  cells: [
    ["place", placeName(N.case[at])],
    ["type", typeName(at)],
    ["name", longName(at)],
    ["statement", statement],
    ["status", conceptName(status)],
    ["reason", reason],
  ],
});

/**
 * Return a row for each statement that no document makes, or that one may well deny; whatever is filtered.
 * @returns {TableRow[]}
 */
export function unsureRows() {
  const things = allNodes()
    .filter((at) => isInDoubt(N.status[at]))
    .map((at) => unsureRow(at, t("itself"), N.status[at], either(N.note_zh[at], N.note_en[at])));
  const mappings = indices(R.node).flatMap((rung) =>
    R.mappings[rung]
      .filter(([, status]) => isInDoubt(status))
      .map(([tier, status, zh, en]) => {
        const statement = `${nodeName(L.node[R.ladder[rung]])} · ${t("mapping")} → ${tierName(tier)}`;
        return unsureRow(R.node[rung], statement, status, either(zh, en));
      }),
  );
  const linked = indices(E.from)
    .filter((edge) => isInDoubt(E.status[edge]))
    .map((edge) => {
      const statement = `${relationName(relationOf(edge), false)} → ${longName(E.to[edge])}`;
      return unsureRow(E.from[edge], statement, E.status[edge], reasonText(E.zh[edge], E.en[edge]));
    });
  const { node, property, tier, status, zh, en } = DATA.derivedTiers;
  const tiers = indices(node).map((one) =>
    unsureRow(node[one], `${t(property[one])} → ${tierName(tier[one])}`, status[one], reasonText(zh[one], en[one])),
  );
  return [...things, ...mappings, ...tiers, ...linked];
}
