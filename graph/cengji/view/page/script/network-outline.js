// @ts-check
/**
 * The network as an outline: what is drawn, row by row.
 */
import { openCluster } from "./clusters.js";
import { outlineRow } from "./controls.js";
import { grouped, isDisputed, N, relationOf } from "./data.js";
import { itemName } from "./labels.js";
import { longName, nodeName, placeName, relationName, t, tierName, typeName } from "./names.js";
import { countApart } from "./proposals.js";
import { current, makeScene } from "./scene.js";
import { lineText } from "./trails.js";

/**
 * What is drawn, as rows: a path by its steps, a neighbourhood as the tree in which it was found, else place by place;
 * below each thing the lines that start from it.
 * @returns {OutlineRow[]}
 */
export function networkOutline() {
  const seen = current ?? makeScene();
  const { path = [], tree } = seen;
  if (seen.path)
    return path.map(({ at, edge }, n) =>
      outlineRow(at, 1, longName(at), [
        ["position", String(n + 1)],
        ["relation", n ? lineText(edge, path[n - 1].at) : ""],
        ["type", typeName(at)],
        ["place", placeName(N.case[at])],
      ]),
    );
  const lines = grouped(seen.lines.map(({ a }) => a));
  const rows = (/** @type {number} */ n, /** @type {number} */ level) => [
    itemRow(seen, n, level),
    ...(lines.get(n) ?? []).map((line) => lineRow(seen, seen.lines[line], level + 1)),
  ];
  if (tree) {
    const below = grouped(tree.map(({ above }) => above));
    /** @type {(n: number) => number[]} */
    const walk = (n) => [n, ...(below.get(n) ?? []).flatMap(walk)];
    return walk(0).map((n) => {
      const { above, edge, hop } = tree[n];
      const linesTo = (lines.get(n) ?? []).map((line) => lineRow(seen, seen.lines[line], 1).name);
      const relation = edge >= 0 ? lineText(edge, tree[above].at) : "";
      const row = itemRow(seen, n, hop + 1);
      return outlineRow(row.at, row.level, row.name, [
        ["relation", relation],
        ["type", typeName(row.at)],
        ["linesTo", linesTo.join(t("semicolon"))],
      ]);
    });
  }
  const places = grouped(
    seen.items.map(({ at, cluster }) => (cluster ? (cluster.anchor < 0 ? -1 : N.case[cluster.anchor]) : N.case[at])),
  );
  return [...places]
    .sort(([a], [b]) => Number(a < 0) - Number(b < 0) || a - b)
    .flatMap(([place, members]) => [
      outlineRow(-1, 1, placeName(place), [["shownCount", countApart(members.map((n) => seen.items[n].at))]]),
      ...members.flatMap((n) => rows(n, 2)),
    ]);
}

/**
 * @param {Scene} seen
 * @param {number} n
 * @param {number} level
 * @returns {OutlineRow}
 */
const itemRow = (seen, n, level) => {
  const { at, cluster } = seen.items[n];
  return {
    at,
    level,
    name: itemName(seen.items[n]),
    take: cluster && (() => openCluster(cluster)),
    facts: cluster
      ? [["note", cluster.anchor >= 0 ? t("below", nodeName(cluster.anchor)) : ""]]
      : [
          ["type", typeName(at)],
          ["tier", tierName(N.tier[at])],
        ],
  };
};
/**
 * @param {Scene} seen
 * @param {SceneLine} line
 * @param {number} level
 * @returns {OutlineRow}
 */
const lineRow = (seen, { b, edge, count }, level) =>
  outlineRow(
    seen.items[b].at,
    level,
    `→ ${edge >= 0 ? relationName(relationOf(edge), false) : ""} ${itemName(seen.items[b])}`,
    [
      ["status", edge >= 0 && isDisputed(edge) ? t("unsure") : ""],
      ["linesTo", count > 1 ? `×${count}` : ""],
    ],
  );
