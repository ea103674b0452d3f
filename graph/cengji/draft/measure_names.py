"""Where the name of a measure begins that is in quotes: at them, or at words before them that belong to it."""

from __future__ import annotations

import re

from cengji.draft.context import Mentions
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name

__all__ = ["OF_A_KIND", "name_start"]

_LONGEST = 24
# Verbs that are no part of the name in quotes behind them.
_VERB_BEFORE = re.compile(f"(?:高标准|高质量|高水平)?(?:{either(words('general', 'before'))})")
_TAKES_NAME = tuple(verb for verb in words("general", "before") if len(verb) > 1 and verb != "建设")  # behind a subject too: 社区开办“甲”
# The last such verb in what stands before a quote, and what is not yet of the name: 社区转入“甲”小程序, 锅炉房改成“乙”邻里中心.
_VERB_WITHIN = re.compile(
    "(?:(?:摸索|探索|总结|提炼|创造|形成|打造|创新|推)出|转入|转到|录入|接入|改成|改造成|改建成|改为|变成|引来|引入|引进|委托|挂出|建起|办起|请来|组成|换成|升级为|转型为|整合成|整合为)了?(?!.*(?:转入|引进))"
)
_NO_PREFIX = re.compile("[（(]|\\d[年月日]|^[自在]|^[个支项种条家村镇乡县区市街]$|^基层$")  # 自2024年首场“甲”
_PARTICLES = frozenset("经按凭用以靠请由把将属")  # 经“甲”解决
# What says only of which kind the name is behind it: 服务项目“甲”, 全市首个“乙”中心.
OF_A_KIND = ("项目", "品牌", "平台", "课程", "小程序", "栏目")
_OF_A_KIND = re.compile(f"(?:{either(OF_A_KIND)}|首[个家支批座场届]|第一[个家支批座]|多?功能|这一|诸如)$")
_CUT_WORD = re.compile("[化性们]")  # 对标规范|化建设“甲”标准
# What bodies and people do with what is named behind: 街道组织“甲”宣讲团, 党委结成“乙”.
_DONE_BY = re.compile("组织|结成|成立|组建|跳出|引导|发动|带领|邀请|动员|鼓励|探索|试行|主动|积极|通过|属于?")
_DOER = re.compile(
    "[一-鿿]{0,6}(?:街道|社区|[镇乡区县市村]|部门|单位|[党工]委|支部|居委会|村委会)(?:组织|结成|成立|组建|引导|发动|带领|邀请|动员|鼓励)"
)


def name_start(found: MeasureCollection, mentions: Mentions, match: re.Match[str], end: int, *, is_listed_before: bool) -> int:
    """Return where a name begins that ends at ``end``, behind its quote or the noun that follows.

    Places, verbs and those who act are no part of it, nor is what is listed before it.
    """
    text = found.context.text
    start = match.start() if is_listed_before else min(found.context.passages.phrase_start(match.start()), match.start())
    if (
        set(text[start : match.start()]) & set("“”‘’")
        or _ends_list(text, start)
        or text.startswith("等", start - 1)
        or len(plain_name(text[start:end])) > _LONGEST
    ):
        start = match.start()
    if found.is_places(start, match.start()):
        start = match.start()  # of 拓东街道“骑士驿站” the place is no part
    if _NO_PREFIX.search(text[start : match.start()]):
        start = match.start()
    if _VERB_BEFORE.fullmatch(text, start, match.start()) or text.endswith(_TAKES_NAME, start, match.start()):
        start = match.start()
    if (verb := _VERB_WITHIN.search(text, start, match.start())) and not text[verb.end() : match.start()].startswith(
        ("的", "员", "站", "队")
    ):
        start = verb.end()
    if _OF_A_KIND.search(text, start, match.start()):
        start = match.start()
    if (
        text[start : match.start()] in _PARTICLES
        or _CUT_WORD.match(text, start, match.start())
        or _acts(mentions, text, start, match.start())
    ):
        start = match.start()
    return start


def _ends_list(text: str, place: int) -> bool:
    """Return whether what begins at a place is an item listed behind others that are not in quotes: 党组织、居委会、物业公司“三位一体”."""
    return text.startswith("、", place - 1) and not text.startswith("”", place - 2)


def _acts(mentions: Mentions, text: str, start: int, end: int) -> bool:
    """Return whether before a name somebody stands who does something with it: 街道组织“甲”宣讲团."""
    named = (last for (first, last), _ in mentions.within(start, end) if first == start and last < end)
    return _DOER.match(text, start, end) is not None or any(_DONE_BY.match(text, last, end) for last in named)
