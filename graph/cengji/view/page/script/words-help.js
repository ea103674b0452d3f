// @ts-check
/**
 * What the terms of the page mean, for a reader who has not read the ontology: key of the term → Chinese, English.
 */

/** @type {Record<string, [string, string]>} */
export const HELP = {
  ladder: ["一地自己的、有次序的各级，沿一条线排列", "a place's own ordered rungs along one line"],
  "type.rung": ["阶梯上的一步，由当地文件命名", "one step of a ladder, named as the place's document does"],
  tier: [
    "各地通用的层级尺上的一格，如街道、社区、网格",
    "a level of the scale that all places share, such as subdistrict",
  ],
  mapping: [
    "把一地的梯级放到通用层级上的主张，有地位和理由，可以争议",
    "the claim that puts a place's rung on a tier; it has a status and a reason and may be disputed",
  ],
  line: [
    "阶梯所属的系统：党组织、行政、服务、派单等",
    "the system a ladder belongs to: Party, administration, service, dispatch",
  ],
  "type.group": ["一地同一种组织的全体，不逐一列名", "all bodies of one kind at a place, none of them named"],
  "type.people": ["一地同一种人的全体；本图谱没有个人", "all people of one kind at a place; nobody is named here"],
  "type.measure": [
    "一地所做的事：机制、平台、规则、队伍、活动等",
    "what a place does: a mechanism, platform, rule, team, campaign",
  ],
  "type.generic": [
    "几地的举措所共有的名目，如积分制",
    "what measures of several places have in common, such as a points system",
  ],
  "type.figure": [
    "文件所说的一个数量，记有比较词、单位和作用",
    "a quantity that a document states, with its comparator, unit and role",
  ],
  bounds: [
    "数字肯定所在的范围：“6600余”肯定多于6600，上限不知",
    "where the quantity certainly lies: “6600余” is more than 6,600 for certain, its upper end is open",
  ],
  perUnit: [
    "数字说的是每一个这样的单位（或平均、至多），不是总数：“每个网格75户”不能与总户数相比",
    "the figure is said of each such unit (or their mean, or their most), not of the whole: “75 households per grid” does not stand beside a total",
  ],
  register: [
    "国家统计局各年区划年册中该地此类单位的数目，与数字是否相符",
    "how many such units the yearly register of divisions has in the place, and whether the figure agrees",
  ],
  reading: [
    "按惯例理解的较窄范围：“6600余”在6600与6700之间，“近8万”在7.5万与8万之间；本页比较数字时用它，可改为只认肯定的界限",
    "a narrower range by convention: “6600余” lies between 6,600 and 6,700, “近8万” between 75,000 and 80,000; the page compares by it unless certain bounds only are asked for",
  ],
  role: [
    "数字在报告中的作用：现有、成效、目标、设计等",
    "what a figure does in a report: stock, result, target, design",
  ],
  status: [
    "明示：文件所说；推断：由整理者或规则得出；有争议：可作他解；拟议：草拟而尚未有人采纳，另计",
    "stated: a document says so; inferred: by the curator or a rule; disputed: it may be read otherwise; proposed: drafted, not accepted by anybody yet, and counted apart",
  ],
  otherTier: [
    "“或：某级”：有人也可以把这一级放在此处",
    "“or: name”: the tier on which somebody could also put that rung",
  ],
  evidence: [
    "文件中的起止字符、摘要值和所印用语，不附原文",
    "characters, digest and printed expression in the document, without its text",
  ],
};
/** The terms that the help lists, in its order. */
export const TERMS = Object.keys(HELP);

/** The keys of the page and what each does: key, Chinese, English. @type {[key: string, zh: string, en: string][]} */
export const KEY_HELP = [
  ["Tab", "到下一组控件；一张表、一棵树各算一站", "to the next control; a table or a tree is one stop"],
  ["← →", "表内：同一行（同一层级）的下一处", "in a table: along the row, that is on the same tier"],
  ["↑ ↓", "表内：同一列（同一阶梯）的下一级", "in a table: along the column, that is on the same ladder"],
  ["Home End", "行首、行尾；加 Ctrl 为表首、表尾", "the ends of the row; with Ctrl those of the table"],
  ["Enter", "打开详情；再按一次进入详情", "opens the details; again, goes into them"],
  ["Esc", "关闭；焦点回到原处", "closes, and the focus goes back to where it was"],
  ["/", "搜索", "search"],
  ["+ − 0", "网络：放大、缩小、全图", "in the network: zoom in, zoom out, show all"],
];
