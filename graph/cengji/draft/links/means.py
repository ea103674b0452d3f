"""Which measures a sentence tells as the means of what else it says: of a problem that they answer, of an effect that they have."""

from __future__ import annotations

from cengji.draft.context import Context
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["Means"]


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
        return self._wholes(start, place) or self._wholes(self._passages.text.rfind("\n", 0, start) + 1, start)[-1:]

    def around(self, span: Span) -> list[Statement]:
        """Return those told before a span in its sentence, else the next behind it there, else the nearest one of its paragraph."""
        number = self._passages.sentence_at(span[0])
        if number < 0:
            return []
        start, end = self._passages.sentences[number]
        first = self._passages.text.rfind("\n", 0, start) + 1
        last = self._passages.text.find("\n", end)
        return (
            self._wholes(start, span[0])
            or self._wholes(span[1], end)[:1]
            or self._wholes(first, start)[-1:]
            or self._wholes(end, last if last >= 0 else len(self._passages.text))[:1]
        )

    def _wholes(self, start: int, end: int) -> list[Statement]:
        """Return the measures that a stretch names, each once, without elements and without those whose whole it names too."""
        named = list(dict.fromkeys(one for _, one in self._mentions.within(start, end)))
        return [one for one in named if one.kind != "element" and one.fields.get("part_of") not in named]
