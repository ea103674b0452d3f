// @ts-check
/**
 * The network as an outline: what is drawn, row by row.
 */
import { openCluster } from "./clusters.js";
import { grouped, isDisputed, N, relationOf } from "./data.js";
import { itemName } from "./labels.js";
import { longName, nodeName, placeName, relationName, t, tierName, typeName } from "./names.js";
import { current, makeScene } from "./scene.js";
import { lineText } from "./trails.js";

/**
 * What is drawn, as rows: a path by its steps, a neighbourhood as the tree in which it was found, else place by place;
 * below each thing the lines that start from it.
 */
export function networkOutline() {
  const seen = current ?? makeScene();
  if (seen.mode === "path")
    return seen.path.map(({ at, edge }, n) => ({
      at,
      level: 1,
      name: longName(at),
      facts: [
        ["position", String(n + 1)],
        ["relation", n ? lineText(edge, seen.path[n - 1].at) : ""],
        ["type", typeName(at)],
        ["place", placeName(N.case[at])],
      ],
    }));
  const lines = grouped(seen.lines.map(({ a }) => a));
  const rows = (n, level) => [
    itemRow(seen, n, level),
    ...(lines.get(n) ?? []).map((line) => lineRow(seen, seen.lines[line], level + 1)),
  ];
  if (seen.mode === "focus")
    return seen.tree
      .map(({ at, above, edge, hop }, n) => ({
        ...itemRow(seen, n, hop + 1),
        facts: [
          ["relation", edge >= 0 ? lineText(edge, seen.tree[above].at) : ""],
          ["type", typeName(at)],
          ["linesTo", (lines.get(n) ?? []).map((line) => lineRow(seen, seen.lines[line], 1).name).join(t("semicolon"))],
        ],
      }))
      .map((row, n) => ({ ...row, n }))
      .sort(byTree(seen.tree));
  const places = grouped(
    seen.items.map(({ at, cluster }) => (cluster ? (cluster.anchor < 0 ? -1 : N.case[cluster.anchor]) : N.case[at])),
  );
  return [...places]
    .sort(([a], [b]) => (a < 0) - (b < 0) || a - b)
    .flatMap(([place, members]) => [
      { at: -1, level: 1, name: placeName(place), facts: [["shownCount", String(members.length)]] },
      ...members.flatMap((n) => rows(n, 2)),
    ]);
}

/**
 * Breadth-first order turned into that of an outline: each thing right after what it hangs on.
 * @param {Hop[]} tree
 */
function byTree(tree) {
  const key = tree.map(() => null);
  const keyOf = (n) => (key[n] ??= tree[n].above < 0 ? [n] : [...keyOf(tree[n].above), n]);
  return (one, other) => {
    const a = keyOf(one.n);
    const b = keyOf(other.n);
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return a[at] - b[at];
    return a.length - b.length;
  };
}

/**
 * @param {Scene} seen
 * @param {number} n
 * @param {number} level
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
 * @param {SceneLine} parts
 * @param {number} level
 */
const lineRow = (seen, { b, edge, count }, level) => ({
  at: seen.items[b].at,
  level,
  name: `→ ${edge >= 0 ? relationName(relationOf(edge), false) : ""} ${itemName(seen.items[b])}`,
  facts: [
    ["status", edge >= 0 && isDisputed(edge) ? t("unsure") : ""],
    ["linesTo", count > 1 ? `×${count}` : ""],
  ],
});
