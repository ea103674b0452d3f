// @ts-check
/**
 * The names of the links; kinds of relation claims come with the data.
 */

// Relation → its name read forward and backward in Chinese, then in English.
/** @type {Record<string, [string, string, string, string]>} */
export const LINK_WORDS = {
  about: ["关于", "数字", "about", "figures"],
  actsOn: ["作用于", "受其作用的举措", "acts on", "acted on by"],
  addresses: ["应对", "应对的举措", "addresses", "addressed by"],
  assistedBy: ["配合者", "配合举措", "assisted by", "assists"],
  atDepth: ["同级", "同级各机构", "on the level", "on this level"],
  atPlace: ["所在地", "当地有", "at", "here"],
  basisOf: ["据以实施", "依据文件", "basis of", "based on"],
  citesDocument: ["引用", "被引用于", "cites", "cited by"],
  concerns: ["涉及", "涉及它的问题或成效", "concerns", "concerned by"],
  drawnFrom: ["来自", "其人员", "drawn from", "people of it"],
  feedsInto: ["汇入", "汇入它的举措", "feeds into", "fed by"],
  brokenDownInto: ["分为", "所分自", "broken down into", "broken down from"],
  firstIn: ["首创于", "在此首创的举措", "first in", "first here"],
  founds: ["产生", "产生于", "results in", "result of"],
  grantedPower: ["授予职权", "授予它的举措", "grants", "granted by measure"],
  grantee: ["被授权者", "得到的职权", "grantee", "powers received"],
  grantor: ["授权者", "让出的职权", "grantor", "powers given"],
  groupAfter: ["变更后", "形成于", "after", "result of"],
  originalOrganization: ["变更前", "变更于", "before", "changed in"],
  groupBefore: ["变更前", "变更于", "before", "changed in"],
  heldWith: ["兼任", "兼任", "held together with", "held together with"],
  input: ["投入", "投入于", "input", "put into"],
  involves: ["涉及", "参与事件", "involves", "involved in"],
  issuedBy: ["发文单位", "发出文件", "issued by", "issued"],
  ledBy: ["牵头者", "牵头举措", "led by", "leads"],
  memberOfGroup: ["属于", "成员", "member of", "members"],
  outcome: ["成效", "带来它的举措", "outcome", "outcome of"],
  partOf: ["组成部分，属于", "组成部分", "part of", "parts"],
  partOfPlace: ["隶属于", "辖", "part of", "contains"],
  perUnitOf: ["每单位", "按每一个计的数字", "per unit of", "figures per unit"],
  postIn: ["设于", "岗位", "post in", "posts"],
  powerOver: ["所及", "受其约束的职权", "power over", "subject to"],
  quantifiedBy: ["数量", "所量", "quantified by", "quantifies"],
  resultedIn: ["成果", "成果出自", "resulted in", "result of"],
  rolledOutFrom: ["推广自", "推广为", "rolled out from", "rolled out as"],
  runBy: ["实施者", "实施举措", "run by", "runs"],
  rungOf: ["各级", "所在阶梯", "rungs", "on ladder"],
  sameBody: ["同一组织", "同一组织", "same body as", "same body as"],
  secondedTo: ["派驻到", "接收派驻自", "seconds staff to", "receives staff from"],
  subordinateTo: ["上级", "下级", "subordinate to", "superior of"],
  subsetOf: ["子集，属于", "子集", "subset of", "subsets"],
  succeeds: ["接续", "由其接续", "succeeds", "succeeded by"],
  variantOf: ["通用举措", "各地做法", "variant of", "variants"],
};

/** What the rules are called by which links and tiers are derived: the name of the rule's query → Chinese, English. @type {Record<string, [string, string]>} */
export const RULE_WORDS = {
  "actor-tier-1-rung": ["所在梯级的层级", "the tier of the rung it occupies"],
  "actor-tier-2-kind": ["其种类的惯常层级", "the usual tier of its kind"],
  "actor-tier-3-whole": ["所属较大群体的层级", "the tier of the group it belongs to"],
  "actor-tier-4-place": ["所辖地方的层级", "the tier of its place"],
  "inherited-runner": ["所属整体的实施者", "who runs the whole it is part of"],
  "inherited-target": ["所属整体的作用对象", "what the whole it is part of acts on"],
  "measure-tier-acted-on": ["作用对象的层级", "the tier of what it acts on"],
  "measure-tier-run-at": ["实施者的层级", "the tier of who runs it"],
};
