"""Passages that a document prints again: what is found where they stand first rests on the repeat too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cengji.draft.context import Context
from cengji.draft.passages import Passages, Span
from cengji.text.prose_marks import MarkKind

__all__ = ["printed_again", "rest_on_repeats"]

_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]*")
_SHORTEST = 16  # characters of a sentence that recurs by no chance
_MOST = 12  # repeats of one passage


def rest_on_repeats(context: Context) -> None:
    """Give each statement the evidence that repeats of its passages hold, and each rung of a ladder."""
    repeats = context.passages.once(_repeats)
    for one in context.statements if repeats else ():
        one.spans += _again(repeats, one.spans)
        for rung in one.fields.get("rungs") or () if one.section == "ladders" else ():  # type: ignore[attr-defined]  # a list of mappings
            held = rung.get("evidence", [])
            rung["evidence"] = [*held, *_again(repeats, held)]


def printed_again(passages: Passages, span: Span) -> list[Span]:
    """Return where repeats of the passage print what stands at a span of the cleaned text."""
    return _again(passages.once(_repeats), [span])


def _again(repeats: Iterable[tuple[int, Span]], spans: Iterable[Span]) -> list[Span]:
    held = list(spans)
    found = (
        (start + at - first, end + at - first)
        for start, end in held
        for first, (at, stop) in repeats
        if first <= start and end <= first + stop - at
    )
    return [span for span in dict.fromkeys(found) if span not in held][:_MOST]


def _repeats(passages: Passages) -> list[tuple[int, Span]]:
    """Return where the first print of each repeated passage begins, and the repeat; by sentences where these stood apart at first."""
    return [
        one
        for mark in passages.document.marks
        if mark.kind is MarkKind.REPEATED
        for one in _first_prints(passages.text, mark.start, mark.end)
    ]


def _first_prints(text: str, start: int, end: int) -> Iterator[tuple[int, Span]]:
    first = text.find(text[start:end], 0, end - 1)
    if first >= 0:
        yield first, (start, end)
        return
    for sentence in _SENTENCE.finditer(text, start, end):
        first = text.find(sentence[0], 0, sentence.end() - 1)
        if first >= 0 and len(sentence[0]) >= _SHORTEST:
            yield first, sentence.span()
