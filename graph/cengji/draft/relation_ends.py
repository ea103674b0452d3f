"""Which of what is printed around a verb may be an end of the relation that it tells."""

from __future__ import annotations

import re

from cengji.draft.context import Mentions
from cengji.draft.passages import Span
from cengji.draft.relation_verbs import ADVERBIAL
from cengji.draft.statements import Statement

__all__ = ["is_of_what_follows", "is_taken", "last_of_chain", "listed_up_to", "longest", "opens_clause"]

_LISTS = re.compile("[、和及与或]|以及")
# Behind what is named, this is what something is done for, and not the one that is named: 助力社区治理, 整合各部门资源.
_OF_IT = re.compile(
    "的?(?:资源|资金|优势|服务管理|管理服务|权益|治理(?!中心|站|办|委)|建设(?!局)|发展(?!中心|局|办)|振兴|更新|改造|满意度|获得感|幸福感|安全感|参与度|积极性|诉求|需求|难题|增收|创业|就业(?!中心|局)|自治|共治)"
)


_NEAR = 12  # characters before a name in which a word stands that takes it
# What is done something with: 将群众反映的事项上报…
_TAKES = re.compile(
    "[将把][^，,。；;：:将把]*$|(?:依托|借助|利用|运用)[^，,。；;：:]*$|(?:联合|会同|携手|协同)$|(?:联动|整合|协调|联系|统筹|对接|链接|凝聚)(?:了|该|本|各类?|相关|有关)?$|(?:下沉|进驻|入驻|深入|走进|赴|到|进)(?:到|至|全[省市区县镇])?[\\d余个各]*$"
)

_MADE_OF = ("组成的", "构成的", "组成的“", "构成的“")
_OPENS = re.compile(
    "(?:^|[，,。；;：:\n])\\s*(?:由|同时|并|如今|目前|其中|近年来|此外|为此|同时，|全市|全区|全县|各|每[个家支]?|辖区|\\d[\\d.]*[万千]?[余多]?[个名家支位]|[一二三四五六]是)?$"
)


def is_taken(text: str, start: int, place: int) -> bool:
    """Return whether what is named at a place stands behind a preposition: it is with it, for it or there that somebody else acts."""
    if text.endswith(_MADE_OF, start, place):
        return False  # 由退休医生组成的服务队，为老人义诊
    near = max(start, place - _NEAR)
    return ADVERBIAL.search(text, near, place) is not None or _TAKES.search(text, start, place) is not None


def opens_clause(text: str, start: int, place: int) -> bool:
    """Return whether a clause begins at a place, or before it with a connective, a time or a number only."""
    return place == start or text.endswith(_MADE_OF, start, place) or _OPENS.search(text, start, place) is not None


def last_of_chain(named: list[tuple[Span, Statement]], first: tuple[Span, Statement]) -> Statement:
    """Return what a chain of names without anything between ends in: the community of 秦都区陕广社区."""
    span, last = first
    for other, one in named:
        if other[0] == span[1]:
            span, last = other, one
    return last


def longest(printed: list[tuple[Span, Statement]]) -> list[tuple[Span, Statement]]:
    """Return what is printed without what is only the beginning of something longer: 乡镇 of 乡镇干部."""
    last = {span[0]: span[1] for span, _ in printed}
    return [(span, one) for span, one in printed if span[1] == last[span[0]]]


def listed_up_to(text: str, agents: Mentions, start: int, place: int, gap: int = 0) -> list[tuple[Span, Statement]]:
    """Return what ends right before a place, or up to some characters before it, with what is listed before that."""
    before = longest([(span, one) for span, one in agents.within(start, place) if span[1] <= place])
    if not before or place - before[-1][0][1] > gap:
        return []
    listed = [before.pop()]
    while before and (before[-1][0] == listed[-1][0] or _LISTS.fullmatch(text[before[-1][0][1] : listed[-1][0][0]])):
        listed.append(before.pop())
    return listed[::-1]


def is_of_what_follows(text: str, end: int) -> bool:
    """Return whether a name only says of whom is what stands behind it: 社区 of 助力社区治理."""
    return _OF_IT.match(text, end) is not None
