"""Passages that a document prints again: what is found where they stand first rests on the repeat too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from cengji.draft.context import Context
from cengji.draft.passages import Passages, Span
from cengji.text.prose_marks import MarkKind

__all__ = ["printed_again", "rest_on_repeats"]

_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]*")
_SHORTEST = 16  # characters of a sentence that recurs by no chance
_MOST = 1  # further prints that a statement rests on


def rest_on_repeats(context: Context) -> None:
    """Give each statement the evidence that repeats of its passages hold, and each rung of a ladder."""
    repeats = context.passages.once(_Repeats)
    for one in context.statements if repeats.firsts else ():
        one.spans += repeats.again(one.spans)
        for rung in one.fields.get("rungs") or () if one.section == "ladders" else ():  # type: ignore[attr-defined]  # a list of mappings
            held = rung.get("evidence", [])
            rung["evidence"] = [*held, *repeats.again(held)]


def printed_again(passages: Passages, spans: Iterable[Span]) -> list[Span]:
    """Return where repeats of passages print what stands at spans of the cleaned text."""
    return passages.once(_Repeats).again(spans)


class _Repeats:
    """The passages that are printed again, by where they stand first; in a text that is all repeats there are thousands."""

    def __init__(self, passages: Passages) -> None:
        found: dict[Span, list[int]] = {}
        first_prints: dict[str, int] = {}
        for mark in passages.document.marks:
            if mark.kind is MarkKind.REPEATED:
                for start, end in _passages_of(passages.text, mark.start, mark.end, first_prints):
                    first = first_prints[passages.text[start:end]]
                    found.setdefault((first, first + end - start), []).append(start)
        self._repeats = sorted(found.items())
        self.firsts = [first for (first, _), _ in self._repeats]
        self._reach = list(accumulate((end for (_, end), _ in self._repeats), max))

    def again(self, spans: Iterable[Span]) -> list[Span]:
        """Return where what stands at spans is printed again, at the first repeats of each."""
        held = list(spans)
        found: dict[Span, None] = {}
        for start, end in held:
            at = bisect_right(self.firsts, start) - 1
            while at >= 0 and self._reach[at] >= end:
                (first, last), places = self._repeats[at]
                if end <= last:
                    found |= dict.fromkeys((place + start - first, place + end - first) for place in places[:_MOST])
                at -= 1
        return [span for span in found if span not in held]


def _passages_of(text: str, start: int, end: int, first_prints: dict[str, int]) -> Iterator[Span]:
    """Yield a repeated passage, or the sentences of one that stood apart at first, and note where each is printed first."""
    if _note_first(text, start, end, first_prints):
        yield start, end
        return
    for sentence in _SENTENCE.finditer(text, start, end):
        if len(sentence[0]) >= _SHORTEST and _note_first(text, *sentence.span(), first_prints):
            yield sentence.span()


def _note_first(text: str, start: int, end: int, first_prints: dict[str, int]) -> bool:
    """Note where a passage is printed first; return whether that is before."""
    passage = text[start:end]
    if passage not in first_prints:
        first_prints[passage] = text.find(passage)
    return first_prints[passage] < start
