"""Where bodies and groups are printed again: at the beginning of phrases that go on with what they do, or as 该局, 该镇."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["note_further_mentions", "note_taken_up"]

_SHORTEST, _LONGEST = 4, 16  # characters of a name that is known again
_OF_SOMEBODY = "员长"  # 社区网格员: no grid
# A body that is taken up by the noun it ends in.
_THAT = re.compile(
    "(?<![应活])该(?P<noun>局|镇|乡|街道|社区|村|区|县|市|小区|中心|联盟|公司|协会|商会|党委|党总支|党支部|支队|大队|派出所|司法所|医院|学校|企业|集团|驿站|委员会|居委会|村委会|领导小组|办公室)(?![的级域属])"
)
_QUOTES = re.compile("[“”‘’]*")


def note_further_mentions(context: Context, found: dict[str, Statement]) -> None:
    """Add to what is found the phrases that begin with its name, where they are no names of their own: 街道综治中心 in 街道综治中心转办."""
    named = {name: one for name, one in found.items() if _SHORTEST <= len(name) <= _LONGEST}
    if not named:
        return
    longest = max(map(len, named))
    firsts = {name[0] for name in named}
    taken = sorted(span for one in found.values() if one.rule != "place-as-body" for span in one.spans)  # 姑苏区 of 姑苏区民政局
    at = reach = 0
    for start, end in context.passages.phrases:
        begin = start + len(_QUOTES.match(context.text, start)[0])  # type: ignore[index]  # it matches nothing as well
        while at < len(taken) and taken[at][0] <= begin:
            reach = max(reach, taken[at][1])
            at += 1
        if begin < reach or context.text[begin : begin + 1] not in firsts:
            continue
        if (known := _begins(context.text, begin, min(end, begin + longest), named)) is not None:
            stop, one = known
            one.spans.append((begin, stop))


def note_taken_up(context: Context, found: dict[str, Statement]) -> None:
    """Add to the body that was printed last and ends in a noun where it is taken up by that: 该局 of 姑苏区市场监管局."""
    bodies = [one for one in dict.fromkeys(found.values()) if one.section == "bodies"]
    for match in context.passages.matches(_THAT):
        before = (
            (max(stop for _, stop in spans), one)
            for one in bodies
            if one.label.endswith(match["noun"]) and (spans := _before(one, match.start()))
        )
        last = max(before, key=lambda pair: pair[0], default=None)
        if last is not None and context.passages.is_prose(match.start()):
            last[1].spans.append(match.span())


def _before(one: Statement, place: int) -> list[tuple[int, int]]:
    return [span for span in one.spans if span[1] <= place]


def _begins(text: str, start: int, end: int, named: dict[str, Statement]) -> tuple[int, Statement] | None:
    """Return where the longest known name ends with which a stretch begins, and what bears it."""
    for stop in range(end, start + _SHORTEST - 1, -1):
        one = named.get(plain_name(text[start:stop]))
        if one is not None and text[stop : stop + 1] not in tuple(_OF_SOMEBODY):
            return stop, one
    return None
