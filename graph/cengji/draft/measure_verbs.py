"""Measures that verbs of doing take: names that end in a noun of measures, as far as the noun phrase goes."""

from __future__ import annotations

import re

from cengji.draft.context import Context, Mentions
from cengji.draft.measure_collection import GENERAL, MeasureCollection
from cengji.draft.measure_quotes import NO_NAME_BEHIND
from cengji.draft.passages import Span
from cengji.draft.word_lists import either, words

__all__ = ["read_doing"]

_SHORTEST_GENERAL = 8  # characters of a name that may be made of general words alone
_LONGEST_TAIL = 6  # characters behind the noun of measures that a name goes on by
# What a place does with a measure; 组织 is a noun in 基层组织.
_DOING = re.compile(f"(?!(?<=[\u4e00-\u9fff])组织)(?:{either(words('general', 'doing'))}|(?:(?<![\u4e00-\u9fff])|(?<=[元资]))建设)")
_JOINT = re.compile("[、和]")
_END_OF_DOING = re.compile("[，,。；;：:！!？?“” 　—\n]")
# What says no more than the name before it: 推动电梯加装工作.
_NO_TAIL = re.compile("工作|活动|任务|梳理|试点|项目|课题|经验|成果|[上下中里内前后]|为.*|相.*")
# Behind a name that only tells which post, time or aim is meant.
_OF_OTHERS = re.compile("书记|主任|委员|阶段|任务|目标|标准|要求|需求|问题|情况|水平|能力|质量|成效|效果|成果")
# What comes of all that is done, and is none of it: 构建起共建共治共享的基层治理新格局.
_RESULT = re.compile("格局$")
# What a sentence says of such things at large: 建立健全考核体系，能够引导干部.
_AT_LARGE = re.compile("[，,](?:才?能够?|可以|必须|必然)")
# What is praised more than named: 打造政治过硬、素质优良的干部队伍.
_PRAISED = re.compile("[^，,。；;、]{2,12}、[^，,。；;、]{2,12}的$")
_PRAISED_KINDS = frozenset({"team", "scheme", "platform"})
# What is used, not set up: 利用闲置空间, 依托服务中心.
_USED = re.compile("(?:依托|利用|借助|运用)[^，,。；;]{0,8}$")
_SOLID = frozenset({"facility", "team", "organization-setting", "platform", "list"})  # kinds that the end of a name tells
# A verb within what is listed: 组织居民代表、业委会定期会商.
_CLAUSE = re.compile("[^，]定期|[^，]每[年月周季]")
_FAR = 24


def read_doing(context: Context, found: MeasureCollection, bodies: Mentions, start: int, end: int) -> None:
    """Read what a verb of doing takes, if it ends in a noun of measures."""
    for match in _DOING.finditer(context.text, start, end):
        if context.text.rfind("《", start, match.start()) > context.text.rfind("》", start, match.start()):
            continue  # in the title of a paper
        closing = _END_OF_DOING.search(context.text, match.end(), end)
        at, stop = match.end(), closing.start() if closing else end
        if match[0] == "建设" and "、" in context.text[at:stop]:
            continue  # a list up to a noun for all of it
        for piece in _JOINT.split(context.text[at:stop]):
            if name := found.name_in(at, at + len(piece)):
                _note_done(context, found, bodies, name)
            at += len(piece) + 1


def _note_done(context: Context, found: MeasureCollection, bodies: Mentions, name: Span) -> None:
    """Keep what is done, unless it is too general, the aim or the setting of something else; with the rest of its noun phrase."""
    text, told = context.text, context.text[slice(*name)]
    kind, before = found.kinds.kind(told, "programme"), text[max(0, name[0] - _FAR) : name[0]]
    whole = (name[0], _end_of_phrase(context, name[1]))
    tail = text[name[1] : whole[1]]
    if (
        found.is_taken(name)
        or _is_general(told)
        or found.is_place(told.removesuffix("建设"))
        or NO_NAME_BEHIND.match(text, name[1])
        or _RESULT.search(told)
        or _CLAUSE.search(told)
        or _AT_LARGE.match(text, whole[1])
        or (kind in _PRAISED_KINDS and _PRAISED.search(before))
        or (kind == "facility" and _USED.search(before))
        or (tail and (_OF_OTHERS.search(tail) or _is_body(bodies, name[1], whole[1])))
    ):
        return
    if tail and not _NO_TAIL.fullmatch(tail):
        longer = found.kinds.kind(text[slice(*whole)], kind)
        name, kind = whole, longer if longer in _SOLID or found.kinds.head_of(text[slice(*whole)]) else kind
    found.note(text[slice(*name)], name, "verb-of-doing", kind)


def _is_body(bodies: Mentions, start: int, end: int) -> bool:
    """Return whether a stretch is the name of a body: 上级党组织服务下级党组织 names no service."""
    return any(span[1] == end for span, _ in bodies.within(start, end))


def _end_of_phrase(context: Context, place: int) -> int:
    """Return where the noun phrase ends that goes on at a place, if that is near; else the place: 爱心义诊进社区."""
    end = place
    while end - place <= _LONGEST_TAIL and not context.passages.is_cut_at(end) and context.text[end] not in "“”‘’()（）":
        end += 1
    return end if end - place <= _LONGEST_TAIL else place


def _is_general(name: str) -> bool:
    """Return whether a name is made of general words alone, and of few."""
    return len(name) < _SHORTEST_GENERAL and GENERAL.fullmatch(name) is not None
