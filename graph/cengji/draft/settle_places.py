"""The place of what an article about a wider one says of its only village, community or town: 村党支部, 镇纪委, and their figures."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.statements import Statement

__all__ = ["settle_places"]

# What a name begins with that is of a level, and how places of that level end.
_LEVELS = (
    (re.compile("(?:全|该|本)?村(?!镇|居|[(（])|村民"), re.compile("村$")),
    (re.compile("(?:全|该|本)?社区"), re.compile("社区$")),
    (re.compile("(?:全|该|本)?(?:小区|业主|业委会)"), re.compile("小区$")),
    (re.compile("(?:全|该|本)?镇(?!街|[(（])"), re.compile("镇$")),
    (re.compile("(?:全|该|本)?街道(?!社区|[(（])"), re.compile("街道$")),
)
_OFTEN = 2  # times that a place is printed of which an article tells, and no less often than the wider one
_ORGANIZED = ("bodies", "groups", "person_groups", "posts")


def settle_places(context: Context) -> None:
    """Put what is named after a level into the only place of that level that the document names, and figures to what they are about."""
    places = [one for one in context.section("places") if one is not context.home and _lies_in(one, context.home)]
    often = max(_OFTEN, len(context.home.spans))
    only = [(level, inside[0]) for level, ends in _LEVELS if len(inside := [one for one in places if ends.search(one.label)]) == 1]
    only = [(level, place) for level, place in only if len(place.spans) >= often]
    if not only:
        return
    for one in context.section(*_ORGANIZED):
        lower = next((place for level, place in only if level.match(one.label)), None)
        if lower and one.fields.get("place") is context.home:
            one.fields["place"] = lower
    for figure in context.section("figures"):
        about = figure.fields.get("about")
        if isinstance(about, Statement) and isinstance(place := about.fields.get("place"), Statement) and about is not context.home:
            figure.fields["place"] = place


def _lies_in(place: Statement, home: Statement) -> bool:
    at: object = place
    while isinstance(at, Statement) and at is not home:
        at = at.fields.get("part_of")
    return at is home
