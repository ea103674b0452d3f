"""Which measures a sentence tells as the means of what else it says: of a problem that they answer, of an effect that they have."""

from __future__ import annotations

from collections.abc import Iterable

from cengji.draft.context import Context
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["Means", "refer"]

_FARTHEST = 300  # characters between a measure and what the text says of it


class Means:
    """The measures of each sentence, to ask which of them stand before a place, or around it."""

    def __init__(self, context: Context) -> None:
        """Sort the mentions of measures that are no elements."""
        self._passages = context.passages
        self._mentions = context.mentions("measures")

    def told_before(self, place: int) -> list[Statement]:
        """Return the measures that the sentence tells before a place, else the last one told before it in its paragraph."""
        number = self._passages.sentence_at(place)
        start = self._passages.sentences[number][0] if number >= 0 else place
        return self._wholes(max(start, place - _FARTHEST), place) or self._wholes(self._above(start), start)[-1:]

    def around(self, span: Span) -> list[Statement]:
        """Return those told before a span in its sentence, else the next behind it there, else the nearest one of its paragraph."""
        number = self._passages.sentence_at(span[0])
        if number < 0:
            return []
        start, end = self._passages.sentences[number]
        return (
            self._wholes(max(start, span[0] - _FARTHEST), span[0])
            or self._wholes(span[1], min(end, span[1] + _FARTHEST))[:1]
            or self._wholes(self._above(start), start)[-1:]
            or self._wholes(end, self._below(end))[:1]
        )

    def _above(self, place: int) -> int:
        """Return where what is near begins in the paragraph before a place."""
        near = max(0, place - _FARTHEST)
        return max(near, self._passages.text.rfind("\n", near, place) + 1)

    def _below(self, place: int) -> int:
        """Return where what is near ends in the paragraph behind a place."""
        near = place + _FARTHEST
        line = self._passages.text.find("\n", place, near)
        return line if line >= 0 else near

    def _wholes(self, start: int, end: int) -> list[Statement]:
        """Return the measures that a stretch names, each once, without elements and without those whose whole it names too."""
        named = dict.fromkeys(one for _, one in self._mentions.within(start, end))
        return [one for one in named if one.kind != "element" and one.fields.get("part_of") not in named]


def refer(measures: Iterable[Statement], name: str, thing: Statement) -> None:
    """Let measures refer to a thing in a field, each once."""
    for one in measures:
        held = one.fields.setdefault(name, [])
        if isinstance(held, list) and thing not in held:
            held.append(thing)
