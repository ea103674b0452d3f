"""The outline of an article: its headings and the topic sentences of its paragraphs, each with the stretch it stands over."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from cengji.draft.passages import Passages, Span

__all__ = ["Heading", "Outline", "ordinal_of"]

_LONGEST_HEADING = 40
_LONGEST_TOPIC = 32
_SHORTEST_REST = 20  # characters of a paragraph behind its topic sentence
_ENDS = frozenset("。！？!?；;…”’）)》：:")
_LINE = re.compile(r"[^\n]+")
_CLOSED = re.compile("[。；;!！?？,，、]$")
_TOPIC = re.compile(r"\s*[^。；;!！?？\n]{2,}。")
# What numbers a heading or an item: (一) 一、 一是 第一 1. 首先
_ORDINAL = re.compile(
    r"[(（]?(?P<numeral>[一二三四五六七八九十]{1,2})(?:是(?!否)|[)）、.．]+)|第(?P<place>[一二三四五六七八九十])(?=[,，、是])|\d{1,2}[.．、]"
)
_NUMERALS = {one: value for value, one in enumerate("零一二三四五六七八九十")}


def ordinal_of(text: str) -> tuple[int, str]:
    """Return which number a heading or an item bears (0: none that is written in characters), and what stands behind it."""
    match = _ORDINAL.match(text)
    if not match:
        return 0, text
    return _NUMERALS.get(match["numeral"] or match["place"] or "", 0), text[match.end() :]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or the topic sentence of a paragraph, and the end of the stretch it stands over."""

    span: Span
    stop: int


@dataclass(frozen=True)
class Outline:
    """The headings and topic sentences of a document in reading order."""

    passages: Passages

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings: short lines that no punctuation ends; each stands over all lines up to the next."""
        lines = self._lines
        found = [line for line in lines if self._is_heading(line)]
        ends = [*(start for start, _ in found[1:]), len(self.passages.text)]
        return tuple(Heading(line, end) for line, end in zip(found, ends, strict=False))

    @cached_property
    def topics(self) -> tuple[Heading, ...]:
        """The topic sentences: short first sentences of paragraphs that go on; each stands over the rest of its paragraph."""
        found = []
        for start, end in self._lines:
            match = _TOPIC.match(self.passages.text, start, end)
            if match and len(match[0].strip()) <= _LONGEST_TOPIC and end - match.end() > _SHORTEST_REST:
                found.append(Heading(match.span(), end))
        return tuple(found)

    @cached_property
    def numbered(self) -> tuple[Span, ...]:
        """The paragraphs and headings that a number in characters opens, if there are two or more."""
        found = tuple(line for line in self._lines if ordinal_of(self.passages.text[slice(*line)].lstrip())[0])
        return found if len(found) > 1 else ()

    def heading_over(self, place: int) -> Heading | None:
        """Return the heading of the section that a place stands in."""
        return _over(self.headings, place)

    def topic_over(self, place: int) -> Heading | None:
        """Return the topic sentence of the paragraph that a place stands in."""
        return _over(self.topics, place)

    def topic_at(self, place: int) -> Heading | None:
        """Return the topic sentence that a place stands in."""
        topic = self.topic_over(place)
        return topic if topic and place < topic.span[1] else None

    @cached_property
    def _lines(self) -> list[Span]:
        lines: list[Span] = []
        for match in _LINE.finditer(self.passages.text):
            if not match[0].strip() or not self.passages.is_prose(match.start()):
                continue
            if lines and self._is_broken(lines[-1]):
                lines[-1] = (lines[-1][0], match.end())
            else:
                lines.append(match.span())
        return lines

    def _is_broken(self, line: Span) -> bool:
        """Return whether a paragraph goes on in the next line, as one does that a page break parts."""
        text = self.passages.text[slice(*line)].rstrip()
        return len(text) > _LONGEST_HEADING and text[-1] not in _ENDS

    def _is_heading(self, line: Span) -> bool:
        text = self.passages.text[slice(*line)].strip()
        return len(text) <= _LONGEST_HEADING and "。" not in text and not _CLOSED.search(text)


def _over(headings: tuple[Heading, ...], place: int) -> Heading | None:
    at = bisect_right(headings, place, key=lambda one: one.span[0]) - 1
    return headings[at] if at >= 0 and place < headings[at].stop else None
