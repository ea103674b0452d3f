"""The article under curation: what a draft finds in it, which evidence stands where, and what no statement rests on yet."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cengji.draft import Knowledge
from cengji.draft.context import Context
from cengji.draft.passages import Span
from cengji.draft.pipeline import find_statements
from cengji.text.characters import is_han, plain_name
from cengji.text.clean import Cleaned
from cengji.text.coverage import Account, account_for
from cengji.text.wordlists import lexical_uses

__all__ = ["Article", "Mark"]

_NAMED: Final = ("bodies", "groups", "person_groups", "measures", "posts")
"""The sections whose things are found by name, also without quotes."""
_SHORTEST_SENTENCE: Final = 8
"""Characters of Chinese that a sentence holds of which some statement is expected."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the raw text and what it is.

    Evidence of ``entries`` is ``accepted``, ``proposed`` or ``excluded``; what none rests on is a ``numeral``, ``name`` or ``sentence``.
    """

    kind: str
    start: int
    end: int
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """A cleaned document and what the schemes and other cases teach about it."""

    document: Cleaned
    knowledge: Knowledge

    @cached_property
    def found(self) -> Context:
        """What a draft finds in it."""
        return find_statements(self.document, self.knowledge)

    @cached_property
    def _names(self) -> tuple[Span, ...]:
        """The raw spans of names that a draft finds, in quotes or not."""
        spans = {span for one in self.found.statements if one.section in _NAMED for span in one.spans}
        return tuple(sorted(self.document.raw_span(*span) for span in spans))

    @cached_property
    def _sentences(self) -> tuple[Span, ...]:
        """The raw spans of the sentences of the prose that are long enough to say something."""
        text = self.document.text
        spans = (span for span in self.found.passages.sentences if sum(map(is_han, text[slice(*span)])) >= _SHORTEST_SENTENCE)
        return tuple(self.document.raw_span(*span) for span in spans)

    def open_marks(self, stated: Sequence[Span], excluded: Sequence[Span], known: Container[str]) -> list[Mark]:
        """Return the numerals, names and sentences that neither statements nor exclusions account for, in reading order.

        :param stated: the raw spans of evidence, of proposals too; ``excluded`` are those of exclusions and of what was rejected.
        :param known: what the case calls its things: such a name, printed again without quotes, is no open one.
        """
        numerals = self.found.passages.all_numerals
        tokens = account_for(self.document, stated, excluded, lexical_uses(), numerals)
        found = [Mark(str(one.kind), one.start, one.end) for one in tokens if one.account is Account.OPEN]
        covered = _Overlaps([*stated, *excluded])
        quoted = _Overlaps([(one.start, one.end) for one in found if one.kind == "name"])
        for start, end in self._names:
            name = plain_name(self.document.text[slice(*self.document.clean_span(start, end))])
            if name not in known and not covered.touch(start, end) and not quoted.touch(start, end):
                found.append(Mark("name", start, end))
        found += (Mark("sentence", start, end) for start, end in self._sentences if not covered.touch(start, end))
        return sorted(found, key=lambda one: (one.start, -one.end))

    def both_spans(self, start: int, end: int) -> dict[str, list[int]]:
        """Return a raw span as the page shows it in either text, in code points."""
        start, end = min(start, len(self.document.raw)), min(end, len(self.document.raw))
        return {"raw": [start, end], "clean": list(self.clean_span(start, end))}

    def clean_span(self, start: int, end: int) -> Span:
        """Return a raw span in the cleaned text; what lies beyond the article ends with it."""
        length = len(self.document.raw)
        return self.document.clean_span(min(start, length), min(end, length))

    def trimmed(self, view: str, start: int, end: int) -> Span:
        """Return a run of the raw or the cleaned text as a span of the cleaned one, without blanks and points at its edges."""
        text = self.document.text
        first, last = self.document.clean_span(start, end) if view == "raw" else (start, end)
        while first < last and (text[first].isspace() or text[first] in _EDGES):
            first += 1
        while first < last and (text[last - 1].isspace() or text[last - 1] in _EDGES):
            last -= 1
        return first, last

    def as_json(self) -> dict[str, str]:
        """Return both texts."""
        return {"raw": self.document.raw, "clean": self.document.text}


_EDGES: Final = frozenset("，。；：、！？,;:!?")


class _Overlaps:
    """Spans that can be asked whether one of them shares a character with another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._held: set[int] = set()
        for start, end in spans:
            self._held.update(range(start, end))

    def touch(self, start: int, end: int) -> bool:
        """Return whether it does."""
        return not self._held.isdisjoint(range(start, end))
