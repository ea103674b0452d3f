"""Levels that are listed by a noun each: 市、区、街、社四级, 市级指导、县区统筹、街道主抓、社区落实."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cengji.draft.context import Context
from cengji.draft.item_lists import COUNTS
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either

__all__ = ["RANKS", "body_of_level", "listed_levels"]

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
    "旗": ("county", "district-unit", "旗"), "苏木": ("subdistrict", "town-unit", "苏木"), "嘎查": ("community", "village-unit", "嘎查"),
    "村民小组": ("sub-community", "residents-group", "村民小组"), "屯": ("sub-community", "sub-community-unit", "屯"),
    "自然村": ("sub-community", "sub-community-unit", "自然村"), "院落": ("estate", "estate-unit", "院落"),
    "网格": ("grid", "grid-unit", "网格"), "小区": ("estate", "estate-unit", "小区"), "楼栋": ("building", "building-unit", "楼栋"),
}  # fmt: skip
_LEVELS |= {
    one: (*_LEVELS[one[0]][:2], one)
    for one in ("区(县)", "县(区)", "县(市)", "市(县)", "镇(街道)", "街道(镇)", "街(镇)", "镇(开发区)", "村(居)", "社区(村)", "村(居民区)")
}
_FULL_WIDTH = str.maketrans("()", "（）")
_LEVELS |= {one.translate(_FULL_WIDTH): told for one, told in _LEVELS.items() if "(" in one}
_NOUN = either(_LEVELS)
_BETWEEN = "(?:、|—{1,2}|–|-{1,2}>?|→)"
_COUNTED = re.compile(rf"“?(?P<levels>(?:(?:{_NOUN}){_BETWEEN})+(?:{_NOUN}))”?(?P<count>[三四五六])(?:个?层[级面]|级)")
# A chain whose last levels may be called as nobody else calls them: 镇—嘎查—艾里屯三级.
_CHAINED = re.compile(
    rf"“?(?P<levels>(?:{_NOUN})(?:(?:—{{1,2}}|–|-{{1,2}}>?|→)[\u4e00-\u9fff]{{1,6}}){{2,5}}?)”?“?(?P<count>[三四五六])(?:个?层[级面]|级)"
)
_COUNT = re.compile("[三四五六](?:个?层[级面]|级)")
_ITEM = re.compile("[\u4e00-\u9fff()（）]+")
_DASH = re.compile(_BETWEEN)
_JOINED = re.compile("(?P<levels>[省市区县镇乡街社村]{3,5})(?P<count>[三四五])级")  # 市县乡三级
_DEED = "(?:指导|统筹|牵头|主抓|主导|主责|落实|实施|推动|推进|联动|抓总|负责|协调|执行|兜底|响应|承办|领导|组织|支持|参与|监督|督导)"
# Where the noun is followed by 级, any doing: 县级牵头、镇级主抓、村级落地.
_CLAUSES = re.compile(
    rf"(?:(?:{_NOUN})级?{_DEED}、){{2,}}(?:{_NOUN})级?{_DEED}|(?:(?:{_NOUN})级[\u4e00-\u9fff]{{2}}、){{2,}}(?:{_NOUN})级[\u4e00-\u9fff]{{2}}(?![\u4e00-\u9fff])"
)
_CLAUSE = re.compile(rf"(?P<level>{_NOUN})(?:级?(?={_DEED})|级(?=[\u4e00-\u9fff]{{2}}))")
_MAY_BE_CITIES = ("province", "county")
_FEWEST = 3
_KNOWN = 2  # levels of a chain that are called so elsewhere


def _lists(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the lists of levels in a sentence: those that are counted, if it counts levels, and clauses, if it lists any."""
    found: list[re.Match[str]] = []
    if _COUNT.search(text, start, end):
        found += _COUNTED.finditer(text, start, end)
        found += (match for match in _CHAINED.finditer(text, start, end) if not _COUNTED.match(text, match.start()))
        found += _JOINED.finditer(text, start, end)
    if text.count("、", start, end) >= _FEWEST - 1:
        found += _CLAUSES.finditer(text, start, end)
    return found


def listed_levels(context: Context) -> Iterator[tuple[list[tuple[Span, Statement]], list[Statement]]]:
    """Yield for each list that descends through three levels or more its rungs, and the groups that are to be made for them.

    A level of the place of the case is its body; the group of another level is taken where one of that name is found already.
    """
    known = context.by_name("groups")
    named = context.mentions("groups", "bodies")
    for start, end in context.passages.sentences:
        for match in _lists(context.text, start, end):
            nouns = list(_counted(match) if "count" in match.groupdict() else _clauses(match))
            tiers = [RANKS.index(_LEVELS[noun][0]) for noun, _ in nouns if noun in _LEVELS]
            if any(span[1] > match.end() for span, _ in named.within(match.start(), match.start() + 1)):
                continue  # one body of each level: 市、区、镇三级党代表
            if len(nouns) < _FEWEST or len(tiers) < _KNOWN or not all(above < below for above, below in pairwise(tiers)):
                continue
            made: list[Statement] = []
            chain = []
            for noun, span in nouns:
                body = body_of_level(context, known, noun)
                if body not in known.values() and body.section == "groups":
                    known[body.label] = body
                    made.append(body)
                if body in made:
                    body.spans.append(span)
                chain.append((span, body))
            yield chain, made


def _counted(match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    """Yield the levels of a list, if they are as many as it says."""
    first = match.start("levels")
    if _DASH.search(match["levels"]):
        nouns = [(noun[0], noun.span()) for noun in _ITEM.finditer(match.string, first, match.end("levels"))]
    else:
        nouns = [(noun, (first + at, first + at + 1)) for at, noun in enumerate(match["levels"])]
    if len(nouns) == COUNTS[match["count"]]:
        yield from nouns


def _clauses(match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    return ((one["level"], one.span("level")) for one in _CLAUSE.finditer(match.string, *match.span()))


def body_of_level(context: Context, known: dict[str, Statement], noun: str) -> Statement:
    """Return what stands on a level: the place of the case, a group that is known, else a new one."""
    tier, kind, label = _LEVELS.get(noun, ("", "governance-unit", noun))
    home = context.by_name("bodies").get(context.home.label)
    if (
        home
        and tier
        and (context.home.fields.get("tier") == tier or (context.home.fields.get("tier") in _MAY_BE_CITIES and noun == home.label[-1]))
    ):
        return home
    if (named := known.get(label) or known.get(label.translate(_FULL_WIDTH))) is not None:
        return named
    if not tier and (people := context.by_name("person_groups").get(noun)) is not None:
        return people  # 县—镇街—村社—党员
    fields: dict[str, object] = {"kind": kind if context.knowledge.knows("body-kind", kind) else "governance-unit", "place": context.home}
    if tier and not context.knowledge.schemes["body-kind"][str(fields["kind"])].tier:
        fields["tier"] = tier
    return Statement("groups", label, [], "listed-level", fields)
