"""Whether something not known to be a name stands where the name of a place does: it is led to, or acts at the beginning of a clause."""

from __future__ import annotations

import re

from cengji.draft.passages import boundary_pattern

__all__ = ["ends_in_verb", "is_named", "opens_clause", "verb_before"]

# Behind these stands a name rather than a description.
_LEADS_TO_NAME = re.compile("(?:与|在|走进|来到|位于|以|由|到|为例|如|像)$")
_LONG_NAME = 4  # characters of what may be a clause: 党校开设社区
_AFTER_SAYING = ("。”", "！”", "？”")
_BEFORE_CLAUSE = frozenset("，。；：\n,;: 　")
# What says which ones, never what one is called.
_WHICH_ONES = re.compile(
    "^[各每]|不少|许多|很多|一些|多数|部分|个别|[这那]些|有的|邻|附近|周边|其[他它余]|帮扶|结对|空壳|后进|先行|经济|集体|明星|特困|移民|边境|偏远|山区|城郊|近郊|远郊|合并|撤并|相关|有关|[新一上本首]届|试验|典型|入围|上榜|[全各每本该此两某报问找回驻联包访帮到事]$"
)
# What shows that a clause begins with the name of one: what is one's own, what one does or is.
_ACTS = re.compile(
    "(?:全面|积极|主动|大力|深入|持续|率先|近年来|也|还)?(?:推行|实施|开展|打造|建立|构建)|[：:]|党(?=工委|委|总支|支部|组织|员)|工委|妇联|村民|“?两委|居委会|村委会|办事处|政府|综治|乡贤|红白|[\u4e00-\u9fff]{0,6}(?:理事会|议事会|工作站|服务站|服务中心)|是(?!否)|位于|地处|坐落|现?有(?![关效的人])|辖|常住"
    "|于(?=[0-9]{4}年)|成立|组建|建立|建起|建成|设立|创新|创建|探索|打造|推行|推出|通过|把|将|在|以|依托|利用|针对|围绕|聚焦|立足|结合|坚持|投入|投资|整合|盘活|引进|流转|发展|发动|动员|邀请"
    "|开展|举办|组织|召开|实施|试点|率先|还|也|则|获评|荣获|获得|入选|先后|被(?:评|授|列|确)"
)
# A verb of one character with one other makes a name: 建光社区.
_IN_NAME = re.compile("[建进用达均兼除][\u4e00-\u9fff]")


def is_named(text: str, name: str, start: int, end: int) -> bool:
    """Return whether something not known to be a name stands where one does, or acts at the beginning of a clause."""
    if _LEADS_TO_NAME.search(text, max(0, start - 3), start):
        return _WHICH_ONES.search(name) is None and not text.endswith("参与", 0, start)  # 参与周边社区治理
    if text[end - 3 : end] == "居民区":
        return False  # what a community is called beside its name
    told = opens_clause(text, start) and _ACTS.match(text, end) is not None and _WHICH_ONES.search(name) is None
    return told and (_IN_NAME.fullmatch(name) is not None or not any(match["cut"] for match in boundary_pattern().finditer(name)))


def opens_clause(text: str, start: int) -> bool:
    """Return whether a clause begins at a place."""
    return start == 0 or text[start - 1] in _BEFORE_CLAUSE or text[start - 2 : start] in _AFTER_SAYING


def verb_before(name: str) -> str | None:
    """Return the verb of two characters or more with which something begins that is no name."""
    match = boundary_pattern().match(name)
    return match["cut"] if match and match["cut"] and len(match["cut"]) > 1 else None


def ends_in_verb(name: str) -> bool:
    """Return whether what may be a clause ends in a verb of two characters or more: 社区 is then what something is done for."""
    found = boundary_pattern().finditer(name) if len(name) >= _LONG_NAME else ()
    return any(match["cut"] and len(match["cut"]) > 1 and match.end() == len(name) for match in found)
