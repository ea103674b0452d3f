// @ts-check
/**
 * The words of the page of a large graph: key → Chinese, English.
 */

/** @type {Record<string, [string, string]>} */
export const LARGE_WORDS = {
  units: ["逐级打开", "Tier by tier"],
  unitsAll: ["全部", "All"],
  unitsSearch: [
    "搜索名称、拼音、代码；加上级名称可缩小范围",
    "Search names, pinyin, codes; add a name above to narrow",
  ],
  unitsSum: ["共 {0} 个", "{0} in all"],
  unitsSumBeside: ["共 {0} 个，另有 {1} 个列在所在地的详情里", "{0} in all, and {1} more told with their places"],
  unitsBelow: ["以下共 {0} 个", "{0} below"],
  unitsCode: ["代码", "Code"],
  unitsName: ["名称", "Name"],
  unitsRows: ["第 {0}—{1} 个，共 {2} 个", "{0}–{1} of {2}"],
  unitsBefore: ["前一页", "Previous page"],
  unitsAfter: ["后一页", "Next page"],
  unitsRead: ["正在读取…", "Reading…"],
  unitsNothing: ["没有下级", "Nothing below"],
  unitsMissing: [
    "读不到文件 {0}。这个页面由 index.html 和它旁边的文件夹组成，请把两者一起、完整地复制到同一处。",
    "The file {0} cannot be read. This page is index.html with the folder beside it: copy both, whole, to one place.",
  ],
  unitsGone: [
    "服务器没有给出 {0}：数据可能已经更新，请重新载入页面。",
    "The server did not give {0}: the data may have changed. Load the page anew.",
  ],
  unitsAgain: ["再试一次", "Try again"],
  unitsMore: ["另有 {0} 个：请多输入几个字，或加上级名称", "{0} more: type more, or add a name above"],
  unitsManyMore: ["还有更多：请多输入几个字，或加上级名称", "And more: type more, or add a name above"],
  unitsLinks: ["只列出 {0} 条联系中的一部分", "Only some of {0} {0|link|links} are listed"],
  unitsShown: ["显示 {0} / {1}", "{0} of {1} shown"],
  unitsPath: ["路径", "Path"],
  unitsList: ["{0}的下级", "What lies below {0}"],
};
