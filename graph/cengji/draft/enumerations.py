"""Lists that a noun sums up: 公安、市场监管等部门, “甲”“乙”“丙”4个办公室; each item is a body or a group of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cengji.draft.body_kinds import LONGEST_LABEL, BodyKinds
from cengji.draft.context import Context
from cengji.draft.passages import Span
from cengji.text.characters import plain_name

__all__ = ["Listed", "find_listed"]

_ITEM = "(?:“[^“”，。；]{2,14}”[\u4e00-\u9fff]{0,6}|[\u4e00-\u9fff]{2,14})"
_COUNT = r"(?:\d{1,2}|[两三四五六七八九十]{1,2})[个支大家类]"
_LIST = re.compile(
    rf"(?P<items>{_ITEM}(?:(?:、|(?<=”)(?=“)){_ITEM}){{1,11}}?)(?:(?:等|组成的)(?P<count>{_COUNT})?|(?P<alone>{_COUNT}|[两三四五六七八九十](?=部门|单位)))(?=[\u4e00-\u9fff])"
)
_SUMMED = re.compile(rf"等|组成的|{_COUNT}|[两三四五六七八九十](?:部门|单位)")  # without one of these no noun sums a list up
_JOINT = re.compile("、|”“")  # nor is there a list without one of these
_SEPARATOR = re.compile("、|(?<=”)(?=“)")
_LONGEST_NOUN = 8
_SHORTEST_ITEM = 2  # characters
_BARE = frozenset({"部门", "机关", "单位", "办公室", "窗口", "科室", "中心", "力量", "小组", "工作组", "专班", "队伍"})
_OFFICES = ("部门", "单位")  # whatever follows is theirs: 民政、人社等部门服务窗口
_BUREAU = re.compile("[省市区县旗州](?![委直属])[\u4e00-\u9fff]{2,4}局$")
_SETS = re.compile("设(?![立置备施计])(?=..)")
_SUMMING = re.compile("(?:(?:等|组成的)?$)")
_NUMERALS = dict(enumerate("零一两三四五六七八九十")) | {2: "两"}
_SETS_UP = re.compile(".*(?:下设|内设|设立|设置|增设|设有|成立|组建|建立|整合为|整合成|划分为|分为|包括)了?(?=..)")
_WITH = re.compile("[\u4e00-\u9fff]{0,8}?(?:联动|会同|统筹|整合|对接)")  # what is done with the first: 联动经发办、便民中心等部门
_NAMED_BY = "部局委办院会所站心厅组"  # what is called so needs no noun: 区委组织部 among departments
_GROUPS = ("工作组",)
_KNOWN_ALONE = ("service-outlet", "internal-office", "dispatched-agency", "institution", "mass-organization")
_ADDED = frozenset({"部门", "办公室", "窗口", "科室", "小组", "工作组", "队伍"})  # what an item is called too: 公安部门


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list; ``counted`` says that the noun counts the items."""

    label: str
    span: Span
    kind: str
    counted: bool


def find_listed(context: Context, kinds: BodyKinds) -> Iterator[Listed]:
    """Yield the items of the lists whose noun names a kind of body."""
    passages = context.passages
    for start, end in passages.sentences:
        if not _JOINT.search(context.text, start, end) or not _SUMMED.search(context.text, start, end):
            continue
        for match in _LIST.finditer(context.text, start, end):
            stop = match.end()
            while stop < min(end, match.end() + _LONGEST_NOUN) and not passages.is_cut_at(stop):
                stop += 1
            noun = context.text[match.end() : stop]
            head = next((one for one in _OFFICES if noun.startswith(one)), None) or next((one for one in _BARE if noun.endswith(one)), None)
            known = kinds.of(head if head in _OFFICES else noun) if head else None
            if head and known:
                yield from _items(context, kinds, match, head, known[1])


def _items(context: Context, kinds: BodyKinds, match: re.Match[str], head: str, kind: str) -> Iterator[Listed]:
    place = first = match.start()
    items = _SEPARATOR.split(match["items"])
    told = re.sub("[个支大家类]", "", match["count"] or match["alone"] or "")
    whole = told in (str(len(items)), _NUMERALS.get(len(items)))  # as many as are counted: no verb is inside any but the first
    counted = (match["count"] or match["alone"]) is not None and (whole or head not in _OFFICES)
    own: list[bool] = []  # whether an item is known by itself
    for number, item in enumerate(items):
        end = place + len(item)
        stop = end - len(_SUMMING.search(item)[0])  # type: ignore[index]  # it may be empty
        start = place if whole and number else max(place, context.passages.phrase_start(end))
        if (bureau := _BUREAU.search(item)) is not None:
            start = min(start, place + bureau.start())  # 区住更局: whatever its short name holds
        if whole and not number and (verb := _SETS_UP.match(item)):
            start = place + verb.end()
        start += (
            len(verb[0])
            if (verb := _WITH.match(context.text, start, stop)) and kinds.of(plain_name(context.text[verb.end() : stop]))
            else 0
        )
        if stop - start < _SHORTEST_ITEM and kinds.of(plain_name(context.text[place:stop])):
            start = place + item.rfind("和") + 1  # 监督组, though its name begins like a verb
        start += _SETS.match(context.text, start, stop) is not None and not number
        label = plain_name(context.text[start:stop])
        place = end + (context.text[end] == "、")
        first = start if number == 0 else first
        if not _SHORTEST_ITEM <= len(label) <= 12:
            continue
        known = kinds.of(label)
        if head == "部门" and known and not kinds.is_below(known[1], "government", "service-outlet", "institution", "mass-organization"):
            known = None  # 公安 among departments
        own.append(known is not None and (kinds.is_below(known[1], *_KNOWN_ALONE) or label.endswith("局")))
        full = label + ("组" if head in _GROUPS else head) if known is None and head in _ADDED and (label[-1] not in _NAMED_BY) else label
        yield Listed(full, (start, stop), known[1] if known else kind, counted)
    told_together = head in _OFFICES and not match["alone"] and "等" in context.text[place : match.end()] and not all(own)
    told_together = told_together and context.text.startswith(head, match.end())  # no 城建、人社等重点领域部门
    if told_together and match.end() + len(head) - first <= LONGEST_LABEL:
        span = (first, match.end() + len(head))
        yield Listed(plain_name(context.text[slice(*span)]), span, kind, counted=False)  # 城管、住建等部门, as one
