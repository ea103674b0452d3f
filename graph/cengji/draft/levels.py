"""Levels that are listed by a noun each: 市、区、街、社四级, 市级指导、县区统筹、街道主抓、社区落实."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from cengji.draft.context import Context
from cengji.draft.item_lists import COUNTS
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either

__all__ = ["RANKS", "listed_levels"]

RANKS = (
    "province",
    "prefecture",
    "county",
    "subdistrict",
    "area",
    "community",
    "sub-community",
    "grid",
    "estate",
    "building",
    "household",
)
"""The tiers, the highest first."""

# A noun for a level, its tier, the kinds of which the first that the scheme has is that of its bodies, and what they are called.
_LEVELS = {
    "省": ("province", "", "省"), "市": ("prefecture", "", "市"), "区": ("county", "district-unit", "区"),
    "县": ("county", "district-unit", "县"), "县区": ("county", "district-unit", "县区"), "区县": ("county", "district-unit", "区县"),
    "县(市、区)": ("county", "district-unit", "县(市、区)"), "街": ("subdistrict", "subdistrict-unit", "街道"),
    "街道": ("subdistrict", "subdistrict-unit", "街道"), "街镇": ("subdistrict", "subdistrict-unit", "街镇"),
    "镇街": ("subdistrict", "subdistrict-unit", "镇街"), "镇": ("subdistrict", "town-unit", "镇"), "乡": ("subdistrict", "town-unit", "乡"),
    "乡镇": ("subdistrict", "town-unit", "乡镇"), "乡镇(街道)": ("subdistrict", "town-unit", "乡镇(街道)"),
    "社": ("community", "community-unit", "社区"), "社区": ("community", "community-unit", "社区"),
    "村": ("community", "village-unit", "村"), "村(社区)": ("community", "village-unit", "村(社区)"),
    "网格": ("grid", "grid-unit", "网格"), "小区": ("estate", "estate-unit", "小区"), "楼栋": ("building", "building-unit", "楼栋"),
}  # fmt: skip
_LEVELS |= {
    one: (*_LEVELS[one[0]][:2], one)
    for one in ("区(县)", "县(区)", "县(市)", "市(县)", "镇(街道)", "街道(镇)", "街(镇)", "镇(开发区)", "村(居)", "社区(村)", "村(居民区)")
}
_LEVELS |= {one.translate(str.maketrans("()", "（）")): told for one, told in _LEVELS.items() if "(" in one}
_NOUN = either(_LEVELS)
_COUNTED = re.compile(rf"(?P<levels>(?:(?:{_NOUN})、)+(?:{_NOUN}))(?P<count>[三四五六])(?:个?层[级面]|级)")
_JOINED = re.compile("(?P<levels>[省市区县镇乡街社村]{3,5})(?P<count>[三四五])级")  # 市县乡三级
_DEED = "(?:指导|统筹|牵头|主抓|主导|主责|落实|实施|推动|推进|联动|抓总|负责|协调|执行|兜底|响应|承办|领导|组织|支持|参与|监督|督导)"
_CLAUSES = re.compile(rf"(?:(?:{_NOUN})级?{_DEED}、){{2,}}(?:{_NOUN})级?{_DEED}")
_CLAUSE = re.compile(rf"(?P<level>{_NOUN})级?(?={_DEED})")
_FEWEST = 3


def listed_levels(context: Context) -> Iterator[tuple[list[tuple[Span, Statement]], list[Statement]]]:
    """Yield for each list that descends through three levels or more its rungs, and the groups that are to be made for them.

    A level of the place of the case is its body; the group of another level is taken where one of that name is found already.
    """
    known = context.by_name("groups")
    named = context.mentions("groups", "bodies")
    for start, end in context.passages.sentences:
        for match in (
            *_COUNTED.finditer(context.text, start, end),
            *_JOINED.finditer(context.text, start, end),
            *_CLAUSES.finditer(context.text, start, end),
        ):
            nouns = list(_counted(match) if "count" in match.groupdict() else _clauses(match))
            tiers = [RANKS.index(_LEVELS[noun][0]) for noun, _ in nouns]
            if any(span[1] > match.end() for span, _ in named.within(match.start(), match.start() + 1)):
                continue  # one body of each level: 市、区、镇三级党代表
            if len(nouns) < _FEWEST or not all(above < below for above, below in pairwise(tiers)):
                continue
            made: list[Statement] = []
            chain = []
            for noun, span in nouns:
                body = _body(context, known, noun)
                if body not in known.values() and body.section == "groups":
                    known[_LEVELS[noun][2]] = body
                    made.append(body)
                if body in made:
                    body.spans.append(span)
                chain.append((span, body))
            yield chain, made


def _counted(match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    """Yield the levels of a list, if they are as many as it says."""
    is_joined = "、" not in match["levels"]
    nouns = list(match["levels"]) if is_joined else match["levels"].split("、")
    if len(nouns) == COUNTS[match["count"]]:
        starts = accumulate((len(noun) + (not is_joined) for noun in nouns), initial=match.start())
        yield from ((noun, (start, start + len(noun))) for noun, start in zip(nouns, starts, strict=False))


def _clauses(match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    return ((one["level"], one.span("level")) for one in _CLAUSE.finditer(match.string, *match.span()))


def _body(context: Context, known: dict[str, Statement], noun: str) -> Statement:
    """Return what stands on a level: the place of the case, a group that is known, else a new one."""
    tier, kind, label = _LEVELS[noun]
    home = context.by_name("bodies").get(context.home.label)
    if home and (context.home.fields.get("tier") == tier or (context.home.fields.get("tier") == "province" and noun == home.label[-1])):
        return home
    if label in known:
        return known[label]
    fields: dict[str, object] = {"kind": kind if context.knowledge.knows("body-kind", kind) else "governance-unit", "place": context.home}
    if not context.knowledge.schemes["body-kind"][str(fields["kind"])].tier:
        fields["tier"] = tier
    return Statement("groups", label, [], "listed-level", fields)
