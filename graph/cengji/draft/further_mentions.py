"""Where bodies and groups are printed again: at the beginning of phrases that go on with what they do."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["note_further_mentions"]

_SHORTEST, _LONGEST = 4, 16  # characters of a name that is known again
_OF_SOMEBODY = "员长"  # 社区网格员: no grid
_QUOTES = re.compile("[“”‘’]*")


def note_further_mentions(context: Context, found: dict[str, Statement]) -> None:
    """Add to what is found the phrases that begin with its name, where they are no names of their own: 街道综治中心 in 街道综治中心转办."""
    named = {name: one for name, one in found.items() if _SHORTEST <= len(name) <= _LONGEST}
    if not named:
        return
    longest = max(map(len, named))
    firsts = {name[0] for name in named}
    taken = sorted(span for one in found.values() for span in one.spans)
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


def _begins(text: str, start: int, end: int, named: dict[str, Statement]) -> tuple[int, Statement] | None:
    """Return where the longest known name ends with which a stretch begins, and what bears it."""
    for stop in range(end, start + _SHORTEST - 1, -1):
        one = named.get(plain_name(text[start:stop]))
        if one is not None and text[stop : stop + 1] not in tuple(_OF_SOMEBODY):
            return stop, one
    return None
