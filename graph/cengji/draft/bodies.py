"""Bodies and groups: noun phrases that end in the name of a kind of body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.body_kinds import LONGEST_LABEL, LONGEST_UNCOUNTED, BodyKinds
from cengji.draft.context import Context, Mentions
from cengji.draft.knowledge import Knowledge, most_common
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import words
from cengji.text.characters import plain_name

__all__ = ["find_bodies"]

# What may stand behind a name and is no part of it: where, and what is done with it.
_REST = re.compile(
    "(?:[上里内中间]|之间|层面|建设|整顿|创建|改造|治理|联动|互动|融合|融合一体|一体化?|全覆盖|合一|工作|体系建设|应建尽建|换届)$"
)
# Who is of a body: what stands before names it.
_HOLDERS = re.compile(
    "(?<=[\u4e00-\u9fff”)])(?:(?:第一|副)?书记|(?:副)?主任|负责人|成员单位|成员|(?:在职|退休)?党员(?:干部)?|(?:优秀|专职)?(?:领导)?干部|职工|员工|居民|业主|群众)$"
)
_PARTY = re.compile("[党支委]")
_PLUS = re.compile("[\u4e00-\u9fff)）”][+＋][\u4e00-\u9fff“]")
# A name that counts, such as “三级联动”, begins a phrase of its own.
_NUMBERED_QUOTE = re.compile("“[一二三四五六七八九十两]")
# 区、街、社党群服务中心: one of each level.
_LEVELS = re.compile(r"((?:[省市区县街镇乡社村](?:道|区)?、)+[省市区县街镇乡社村](?:道|区)?)(?:[两三四五]级)?(?=[\u4e00-\u9fff])")
_LEVEL_NAMES = {"街": "街道", "社": "社区"}
_KIND_OF_TIER = {
    "prefecture": "governance-unit",
    "county": "district-unit",
    "subdistrict": "subdistrict-unit",
    "community": "community-unit",
    "estate": "estate-unit",
}
# What no body is: an aim, a kind of event, anything of a sort.
_NO_BODY = re.compile(
    "力量$|[格布全好]局$|家庭$|怎|什么|[+]|成员单位|共享|党员$|居民$|委员$|农村$|保.{0,3}户$|大局$|一个|所有|有关|某|[^新]型[党政组社]|美好|美丽|法治|坚强|和谐|幸福|一流|现代|各类|任何|协商会|大会|城市中心|一新|党建$|[0-9]年|[大小]网格"
)
_TOO_GENERAL = frozenset(words("general", "bodies"))
_LEVEL_AT_START = re.compile("社区|街道|街镇|小区|村|镇|区域|楼栋|网格|市|区|县|各")
_SINGLE_ENDS = re.compile("(?:局|政务服务中心|指挥中心|管理中心|学院|法院|检察院)$")
_NAMED_ENDS = re.compile("(?:联盟|学院|集团|基金|协会|商会|公司|指挥部|促进会)$")


def find_bodies(context: Context) -> list[Statement]:
    """Return the bodies of the places, and what phrases name: bodies with a name of their own, groups of a kind."""
    found: dict[str, Statement] = {}
    for place in context.section("places"):
        body = _body_of_place(context, place)
        if body:
            found[body.label] = body
    kinds = BodyKinds(context.knowledge)
    places = context.mentions("places")
    organs = context.mentions("bodies")
    for start, end in context.passages.phrases:
        if organs.within(start, end):
            continue
        for label, span in _named_in(context, kinds, places, start, end):
            _note(context, kinds, label, span, found)
    _link(context.knowledge, found)
    return list(found.values())


def _named_in(context: Context, kinds: BodyKinds, places: Mentions, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Yield label and span of what a phrase names: without a verb at its end, from the last place of a chain on."""
    text = context.text
    while (between := text.find("”“", start, end)) >= 0:
        yield from _named_in(context, kinds, places, start, between + 1)
        start = between + 1
    while joint := _PLUS.search(text, start, end):
        yield from _named_in(context, kinds, places, start, joint.start() + 1)
        start = joint.end() - 1
    inside = [span for span, _ in places.within(start, end) if span[1] <= end]
    if any(span[1] == end for span in inside):
        return  # a place, which is a body already
    begin = inside[-1][0] if inside else start
    begin += text[begin:end].startswith(("”", "’"))
    if text[begin:end].count("“") != text[begin:end].count("”"):
        begin, end = begin + text[begin:end].startswith("“"), end - text[begin:end].endswith("”")
    if (numbered := _NUMBERED_QUOTE.search(text, begin + 1, end)) is not None:
        yield from _named_in(context, kinds, places, begin, numbered.start())
        begin = numbered.start()
    phrase = text[begin:end]
    if not kinds.of(plain_name(phrase)) and (holder := _HOLDERS.search(text[begin:end])):
        end = begin + holder.start()
    if not kinds.of(plain_name(text[begin:end])):
        end = kinds.organization_at_start(text, begin, end)
    rest = _REST.search(text[begin:end])
    stop = begin + rest.start() if rest else end
    levels = _LEVELS.search(text, max(0, begin - 12), begin + 5)
    if levels and levels.end() >= begin and levels.start() <= begin and kinds.of(plain_name(text[levels.end() : stop])):
        noun = plain_name(text[levels.end() : stop])
        yield from ((_LEVEL_NAMES.get(level, level) + noun, (levels.start(), stop)) for level in levels[1].split("、"))
        return
    yield plain_name(text[begin:stop]), (begin, stop)


def _body_of_place(context: Context, place: Statement) -> Statement | None:
    """Return the body that a place from the home downwards is, too."""
    at: object = place
    while isinstance(at, Statement) and at is not context.home:
        at = at.fields.get("part_of")
    kind = _KIND_OF_TIER.get(str(place.fields.get("tier")))
    if at is not context.home or kind is None:
        return None
    kind = "town-unit" if place.label.endswith(("镇", "乡")) else "village-unit" if place.label.endswith("村") else kind
    return Statement("bodies", place.label, list(place.spans), "place-as-body", {"kind": kind, "place": place})


def _note(context: Context, kinds: BodyKinds, label: str, span: Span, found: dict[str, Statement]) -> None:
    """Keep what ends in the name of a kind."""
    counted = context.passages.counts.get(span[0])
    known = (
        kinds.of(label)
        if 1 < len(label) <= (LONGEST_LABEL if counted or "“" in context.text[slice(*span)] else LONGEST_UNCOUNTED)
        else None
    )
    if not known:
        return
    span = (counted.start if counted else span[0], span[1])
    if label in found:
        found[label].spans.append(span)
        return
    if _NO_BODY.search(label) or (not counted and label in _TOO_GENERAL):
        return
    named = next((place for place in context.section("places") if label.startswith(place.label) and len(label) > len(place.label)), None)
    if named and (named is context.home or _is_above(named, context.home) or context.text[span[0] + len(named.label)] == "“"):
        label, named = label.removeprefix(named.label), None
    if not counted and (named or _is_proper(label, known[0], context.home.label[-1:])):
        found[label] = Statement("bodies", label, [span], "named-body", {"kind": known[1], "place": named or context.home})
    else:
        rule = "counted-noun" if counted else "noun-of-a-kind" if label == known[0] else "head-noun"
        found[label] = Statement("groups", label, [span], rule, {"kind": known[1], "place": context.home})


def _is_above(place: Statement, home: Statement) -> bool:
    """Return whether the home lies in a place."""
    at = home.fields.get("part_of")
    while isinstance(at, Statement) and at is not place:
        at = at.fields.get("part_of")
    return at is place


def _is_proper(label: str, head: str, level: str) -> bool:
    """Return whether a name is that of one body: an alliance, a college, not called by a level alone; a bureau of the home's own level."""
    own = re.match(f"{level}级?[^直职]", label) and _SINGLE_ENDS.search(label) is not None
    return bool(own) or (_NAMED_ENDS.search(label) is not None and len(label) > len(head) and not _LEVEL_AT_START.match(label))


def _parents(knowledge: Knowledge) -> dict[str, str]:
    """Return the kind of the parent that most bodies and groups of a kind have in the cases, where most of them have one."""
    votes: dict[str, list[str]] = {}
    for case in knowledge.cases:
        kinds = {one.key: one.kind for one in (*case.bodies, *case.groups)}
        for one in (*case.bodies, *case.groups):
            votes.setdefault(one.kind, []).append(kinds[one.parent] if one.parent else "")
    usual = {kind: most_common(found) or "" for kind, found in votes.items()}
    return {kind: parent for kind, parent in usual.items() if parent and votes[kind].count(parent) * 2 > len(votes[kind])}


def _link(knowledge: Knowledge, found: dict[str, Statement]) -> None:
    """Give each body of a place the body of the place around it as parent, where both are printed together."""
    usual = _parents(knowledge)
    groups = {one.kind: one for one in reversed(list(found.values())) if one.section == "groups"}
    for body in found.values():
        parent = groups.get(usual.get(body.kind, ""))
        if body.section == "groups" and parent is not None and parent is not body:
            body.fields["parent"] = parent
    for body in found.values():
        place = body.fields["place"]
        if body.rule != "place-as-body" or not isinstance(place, Statement):
            continue
        around = place.fields.get("part_of")
        parent = found.get(around.label) if isinstance(around, Statement) else None
        if parent and any(span[0] == other[1] for span in place.spans for other in parent.spans):
            body.fields["parent"] = parent
