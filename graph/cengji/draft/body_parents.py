"""The parents of bodies: the body of the place around, the kind that is above in most cases, the level that a name begins with."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import itemgetter

from cengji.draft.body_kinds import BodyKinds
from cengji.draft.context import Context
from cengji.draft.knowledge import Knowledge, most_common
from cengji.draft.passages import Span
from cengji.draft.rungs import are_joined
from cengji.draft.statements import Statement

__all__ = ["link_parents"]


# The tier right above one: a body that lies in a wider place is no direct subordinate of it.
_DIRECTLY_ABOVE = {
    "estate": ("community",), "community": ("subdistrict",), "subdistrict": ("county",), "county": ("prefecture", "province"),
}  # fmt: skip
# And the tiers right below: no estate of a street, whose communities are not printed.
_DIRECTLY_BELOW = {"subdistrict": ("community",), "community": ("estate", "grid", "building", "sub-community")}
_LEVEL = re.compile("(?P<level>街道|乡镇|街镇|镇街|镇|社区|村(?:[(]社区[)])?|区镇)(?=[\u4e00-\u9fff“]{2})")
_SETS_UP = re.compile("(?:下设|内设)了?(?:[^，。；]{2,60}[、”])?(?:[^，。；、]{2,12})?(?:[\\d一二三四五六七八九十]+个)?$")
_SHORT = re.compile(
    "该?(?P<noun>中心|联盟|驿站|基地|学院|平台|街道|社区|委员会)(?=[由以现面内下占于总是])"
)  # of what was named before in full
_DIVIDES = re.compile("(?:划分|细分|分|划)(?:为|成)(?:了)?$")
_LONGEST_DIVIDED = 8  # characters
_FAR = 64  # characters between a verb of setting up and the last of what it takes
_LOCAL_UNITS = frozenset({"社区", "村", "行政村", "村(社区)", "村（社区）", "社区(村)", "社区（村）", "居民区"})
_PLAIN = ("counted-noun", "noun-of-a-kind", "listed-level")
_SET_UP_BY_UNITS = ("internal-office", "law-enforcement-team", "government-department", "service-outlet", "team")
# From a verb of setting up to what it governs, with other such things between.
_FOUNDS = re.compile("(?:设置|设立|组建|成立|整合为|整合组建|调整设置为|重新设置|增设|设)(?:[^。；，]{0,24}$|[^。；]{0,40}[、和,，]$)")
_CONTAINS = re.compile("(?:内|设|分为|包括)(?!.*从)")
_OF_LEVELS = ("government", "service-outlet", "law-enforcement-team")  # kinds that a unit of its level sets up

# What a street or town has within it; an outlet is run by whoever runs it.
_OF_BUREAUS = ("派出所", "司法所", "大队", "中队")
_OFFICE_OF_STREET = re.compile("(?:街道|镇|乡)(?:(?!.*(?:党群|便民)服务中心).+(?:办|办公室|中心|执法大?队|财政所|工作部))")

_BARE_OFFICE = re.compile("[\u4e00-\u9fff]{2,5}(?:办|办公室)")  # 党建办, of the street that an article is about


def link_parents(context: Context, kinds: BodyKinds, found: dict[str, Statement]) -> None:
    """Give each body the parent that its kind mostly has, that its name begins with, or that is printed before the name of its place."""
    usual = context.knowledge.learn(_usual_parents)
    groups = {one.kind: one for one in reversed(list(found.values())) if one.section == "groups"}
    levels = _levels(found)
    for body in found.values():
        if body.section == "groups":
            parent = (
                _set_up_by(context, body, found)
                or _divided(context, kinds, body, found)
                or levels.get(id(body))
                or groups.get(usual.get(body.kind, ""))
                or _level(kinds, body, found)
                or _unit_above(kinds, body, groups)
                or _founder(context, kinds, body, found)
                or _county(context, body, found)
                or _spoken_of(context, kinds, body, found)
            )
            if parent is not None and parent is not body:
                body.fields["parent"] = parent
        elif body.rule == "place-as-body":
            _into_place_around(body, found)
        elif body.rule == "listed":
            _into_body_before(context, body, found)
        elif body.rule == "named-body":
            _into_street(body, found)
            _under_bureau(body, found)


def _set_up_by(context: Context, body: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return what is named last before 下设 and a body behind it in the sentence."""
    start = body.start
    first = context.passages.sentences[max(0, context.passages.sentence_at(start))][0]
    verb = _SETS_UP.search(context.text, max(first, start - _FAR), start)
    if verb is None:
        return None
    others = [(span, one) for one in found.values() for span in one.spans if one is not body]
    before = [(span[1], one) for span, one in others if first <= span[0] and span[1] <= verb.start()]
    if (short := _SHORT.match(context.text, first)) and not any(first <= span[0] < short.end() for span, _ in others):
        meant = [(span[1], one) for span, one in others if span[1] <= first and one.label.endswith(short["noun"])]
        before = meant or before
    return max(before, key=itemgetter(0))[1] if before else None


def _divided(context: Context, kinds: BodyKinds, body: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return the group of units that are divided into others: 将138个社区划分为1126个网格."""
    start = body.start
    verb = _DIVIDES.search(context.text, max(0, start - _LONGEST_DIVIDED), start)
    if verb is None or body.rule != "counted-noun":
        return None
    ends = {span[1]: (span, one) for one in found.values() if one.section == "groups" and one is not body for span in one.spans}
    if verb.start() not in ends:
        return None
    span, units = ends[verb.start()]
    joined = are_joined(context, span, body.spans[0]) or (
        kinds.is_below(units.kind, "estate-unit") and not kinds.is_below(body.kind, "grid-unit")
    )
    return None if joined else units  # 将41个小区划分为9个片区, which hold several each


def _levels(found: dict[str, Statement]) -> dict[int, Statement]:
    """Return the one above of those named as one of each level: 区、街、社党群服务中心."""
    by_span: dict[Span, list[Statement]] = {}
    for body in found.values():
        if body.section == "groups" and body.kind:
            by_span.setdefault(body.spans[0], []).append(body)
    chains = (dict.fromkeys(one) for one in by_span.values())
    pairs = (pair for chain in chains for pair in pairwise(chain))
    return {id(below): above for above, below in pairs if above.kind == below.kind and "级" not in below.label and "级" not in above.label}


def _unit_above(kinds: BodyKinds, body: Statement, groups: dict[str, Statement]) -> Statement | None:
    """Return the group of streets or towns above the communities and villages of a place, that of grids above the small ones in them."""
    small = body.label.startswith("微") and kinds.is_below(body.kind, "grid-unit")
    if body.label not in _LOCAL_UNITS and not small:
        return None
    named = [groups[kind] for kind in (("grid-unit",) if small else ("subdistrict-unit", "town-unit")) if kind in groups]
    return next((one for one in named if one.rule in _PLAIN and one is not body), None)


def _founder(context: Context, kinds: BodyKinds, body: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return the group of streets, towns or communities that set up an office or outlet named behind it: 各街道设置党建办."""
    if not kinds.is_below(body.kind, *_SET_UP_BY_UNITS):
        return None
    start = body.start
    first = context.passages.sentences[max(0, context.passages.sentence_at(start))][0]
    verb = _FOUNDS.search(context.text, first, start)
    if verb is None:
        return None
    units = [
        (span[1], one)
        for kind in ("街道", "乡镇", "镇", "乡镇(街道)", "镇(街道)", "乡镇（街道）", "镇（街道）", "街镇", "社区", "村(社区)")
        if (one := found.get(kind)) is not None and one.section == "groups"
        for span in one.spans
        if first <= span[0] and span[1] <= verb.start()
    ]
    return max(units, key=itemgetter(0))[1] if units else None


def _county(context: Context, body: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return the body of the county that an article is about as the superior of its streets and towns."""
    streets = body.kind in ("subdistrict-unit", "town-unit") and body.rule in ("counted-noun", "noun-of-a-kind")
    return found.get(context.home.label) if streets and context.home.fields.get("tier") == "county" else None


def _spoken_of(context: Context, kinds: BodyKinds, body: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return the body of the street or community named last before units or outlets that are counted, in their sentence or before it."""
    if body.rule != "counted-noun" or body.kind == "household-unit" or not kinds.is_below(body.kind, "governance-unit", "service-outlet"):
        return None
    start = body.start
    number = max(1, context.passages.sentence_at(start))
    first = max(context.text.rfind("\n", 0, start) + 1, context.passages.sentences[number - 1][0])
    places = {id(one): one for span, one in context.mentions("places").within(first, start)}
    named = [one for one in places.values() if one.fields.get("tier") in ("subdistrict", "community") and one.label in found]
    if not named:
        return None
    direct = kinds.tier_of(body.kind) in _DIRECTLY_BELOW.get(str(named[-1].fields["tier"]), ())
    return found[named[-1].label] if direct or kinds.is_below(body.kind, "service-outlet") else None


def _level(kinds: BodyKinds, body: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return the group of the level that a name begins with, if the level sets up such bodies: 街道联动分中心."""
    level = _LEVEL.match(body.label)
    of_grids = kinds.is_below(body.kind, "grid-unit") and level is not None and level["level"] in _LOCAL_UNITS
    if level is None or not (of_grids or kinds.is_below(body.kind, *_OF_LEVELS)):
        return None
    return found.get(level["level"])


def _into_body_before(context: Context, body: Statement, found: dict[str, Statement]) -> None:
    """Give what is listed and counted the body named last before it in its sentence as parent: 服务中心内，由…5个窗口."""
    start = context.passages.sentences[context.passages.sentence_at(body.start)][0]
    before = [
        (span[1], one)
        for one in found.values()
        if one.rule == "named-body"
        for span in one.spans
        if start <= span[0] and span[1] <= body.start
    ]
    end, parent = max(before, key=itemgetter(0), default=(0, None))
    if parent is not None and _CONTAINS.search(context.text, end, body.start):
        body.fields["parent"] = parent


def _into_place_around(body: Statement, found: dict[str, Statement]) -> None:
    """Give the body that a place is the body of the place printed around it as parent, if no tier between is left out."""
    place = body.fields["place"]
    around = place.fields.get("part_of") if isinstance(place, Statement) else None
    if not isinstance(place, Statement) or not isinstance(around, Statement):
        return
    parent = found.get(around.label)
    direct = around.fields.get("tier") in _DIRECTLY_ABOVE.get(str(place.fields.get("tier")), ())
    if parent is not None and parent.rule == "place-as-body" and direct:
        body.fields["parent"] = parent


def _into_street(body: Statement, found: dict[str, Statement]) -> None:
    """Give an office or centre that is called by a street or town the body of that one as parent."""
    place = body.fields["place"]
    unit = found.get(place.label) if isinstance(place, Statement) and place.fields.get("tier") == "subdistrict" else None
    names = (re.sub(f"^{re.escape(unit.label)}", "街道", name) for name in (body.label, *body.aliases)) if unit else ()
    own = any(_OFFICE_OF_STREET.fullmatch(name) or _BARE_OFFICE.fullmatch(name) for name in names)
    if unit is not None and unit.rule == "place-as-body" and own:
        body.fields["parent"] = unit


def _under_bureau(body: Statement, found: dict[str, Statement]) -> None:
    """Give a station or brigade the bureau right before its name as parent: 某县公安局某派出所."""
    if not body.label.endswith(_OF_BUREAUS):
        return
    starts = {span[0] for span in body.spans}
    above = next((one for one in found.values() if one.label.endswith("局") and any(span[1] in starts for span in one.spans)), None)
    if above is not None:
        body.fields["parent"] = above


def _usual_parents(knowledge: Knowledge) -> dict[str, str]:
    """Return the kind of the parent that most bodies and groups of a kind have in the cases, where most of them have one."""
    votes: dict[str, list[str]] = {}
    for case in knowledge.cases:
        kinds = {one.key: one.kind for one in (*case.bodies, *case.groups)}
        for one in (*case.bodies, *case.groups):
            votes.setdefault(one.kind, []).append(kinds[one.parent] if one.parent else "")
    usual = {kind: most_common(found) or "" for kind, found in votes.items()}
    return {kind: parent for kind, parent in usual.items() if parent and votes[kind].count(parent) * 2 > len(votes[kind])}
