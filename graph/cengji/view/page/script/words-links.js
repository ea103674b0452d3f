// @ts-check
/**
 * The names of the links; kinds of relation claims come with the data.
 */

// Relation → its name read forward and backward in Chinese, then in English.
/** @type {Record<string, [string, string, string, string]>} */
export const LINK_WORDS = {
  about: ["关于", "数字", "about", "figures"],
  actsOn: ["作用于", "受其作用的举措", "acts on", "acted on by"],
  atDepth: ["同级", "同级各机构", "on the level", "on this level"],
  atPlace: ["所在地", "当地有", "at", "here"],
  basisOf: ["据以实施", "依据文件", "basis of", "based on"],
  citesDocument: ["引用", "被引用于", "cites", "cited by"],
  founds: ["设立", "设立于", "founds", "founded in"],
  groupAfter: ["变更后", "形成于", "after", "result of"],
  groupBefore: ["变更前", "变更于", "before", "changed in"],
  heldWith: ["兼任", "兼任", "held together with", "held together with"],
  involves: ["涉及", "参与事件", "involves", "involved in"],
  issuedBy: ["发文单位", "发出文件", "issued by", "issued"],
  memberOfGroup: ["属于", "成员", "member of", "members"],
  partOf: ["组成部分，属于", "组成部分", "part of", "parts"],
  partOfPlace: ["隶属于", "辖", "part of", "contains"],
  postIn: ["设于", "岗位", "post in", "posts"],
  resultedIn: ["成效", "成效出自", "resulted in", "result of"],
  rungOf: ["各级", "在梯级链", "rungs", "on ladder"],
  runBy: ["实施者", "实施举措", "run by", "runs"],
  sameBody: ["同一组织", "同一组织", "same body as", "same body as"],
  secondedTo: ["派驻到", "接收派驻自", "seconds staff to", "receives staff from"],
  subordinateTo: ["上级", "下级", "subordinate to", "superior of"],
  subsetOf: ["子集，属于", "子集", "subset of", "subsets"],
  variantOf: ["通用举措", "各地做法", "variant of", "variants"],
};
