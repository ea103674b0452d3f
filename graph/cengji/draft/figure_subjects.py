"""What a figure is about: what it adjoins, those of whom it is a share, the measure or group printed before it."""

from __future__ import annotations

import re

from cengji.draft.context import Context, Mentions
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["subject_of"]

_FAR = 600  # characters before a number or behind it within which its subject is sought
_SHARE_OF = re.compile("(?:(?!满意|好评|知晓|认可)[^，,。；;：:、]){1,10}")  # between those and the share: 党员占比达56%
_HAVE_SHARES = frozenset({"groups", "person_groups", "posts"})
_NEXT_IN_ROW = re.compile("、|[，,](?:现|共|总)?有")  # 11个镇、5个农场，有7个民族: of the place each
_OF_MEASURES = frozenset({"result", "input", "target"})


def subject_of(context: Context, mentions: Mentions, span: Span, quoted: Span | None, role: str, *, share: bool) -> Statement | None:
    """Return what a figure is about: what it adjoins, else the measure or group printed before it in its sentence.

    A share is one of those named last before it in its clause. What came of something or was put into it is about the measure that is
    printed before, if there is one.
    """
    number = context.passages.sentence_at(span[0])
    start, end = context.passages.sentences[number] if number >= 0 else (0, len(context.text))
    near = mentions.within(max(start, span[0] - _FAR), min(end, span[1] + _FAR))
    touching = [one for (first, last), one in near if first <= span[1] and last > span[0]]
    touching = touching or [one for (_, last), one in near if last == span[0]]  # 党工委47个小区: of the estates
    if share and not touching:
        of = [
            one
            for (first, last), one in near
            if last <= span[0] and one.section in _HAVE_SHARES and _SHARE_OF.fullmatch(context.text, last, span[0])
        ]
        if of:
            return of[-1]
    if (
        not touching
        and role in _OF_MEASURES
        and (measures := [one for (first, _), one in near if first < span[0] and one.section == "measures"])
    ):
        return measures[-1]
    if touching:
        order = (
            ("groups", "person_groups", "measures", "bodies", "posts")
            if not quoted
            else ("measures", "groups", "person_groups", "bodies", "posts")
        )
        return min(touching, key=lambda one: order.index(one.section))
    before = [
        one
        for (first, last), one in near
        if first < span[0]
        and not _NEXT_IN_ROW.fullmatch(context.text, last, span[0])
        and one.section in ("measures", "groups")
        and one.rule != "holders-of-a-post"
    ]
    return before[-1] if before else None
