"""Cleaning: the text of a document without its noise, with an exact map back to what was printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from cengji.core.errors import InputError, UsageError
from cengji.text.characters import INVISIBLE, fold_and_check
from cengji.text.markup import markup_edits
from cengji.text.offsets import Step, apply, drop
from cengji.text.pinyin_brackets import drop_pinyin
from cengji.text.prose_marks import Mark, find_marks
from cengji.text.simplify import simplify

__all__ = ["VERSION", "Cleaned", "clean"]

# The name of this way of cleaning; it changes whenever any text would come out differently.
VERSION = "cengji-clean-3"

_MAX_DEPTH = 16  # of markup within markup
_DROPPED = re.compile(rf"({INVISIBLE.pattern}|\r(?=\n))")
_REFUSED = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Cleaned:
    """A raw text, what cleaning made of it, and the map between the two in code points.

    Spans are half-open. ``steps`` is the map, raw text first.
    """

    raw: str = field(repr=False)
    text: str
    steps: tuple[Step, ...] = field(repr=False, compare=False)
    version: str = VERSION

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the cleaned text is printed; noise inside it is taken along, noise at its edges is not.

        >>> clean("姑(gū)蘇(sū)區").raw_span(0, 2)
        (0, 6)

        :raises UsageError: if the span is not inside the cleaned text.
        """
        _demand_span(start, end, self.text)
        for step in reversed(self.steps):
            start, end = step.to_before(start, end)
        return start, end

    def clean_span(self, start: int, end: int) -> tuple[int, int]:
        """Return what became of a span of the raw text; empty where it was all noise.

        >>> clean("姑(gū)蘇(sū)區").clean_span(1, 6)
        (1, 2)

        :raises UsageError: if the span is not inside the raw text.
        """
        _demand_span(start, end, self.raw)
        for step in self.steps:
            start, end = step.to_after(start, end)
        return start, end

    def whole_span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the cleaned text with all of what stands for the same raw characters: that of its raw span.

        >>> clean("a&hellip;b").whole_span(0, 2)
        (0, 2)

        :raises UsageError: if the span is not inside the cleaned text.
        """
        return (start, end) if self._returns_spans else self.clean_span(*self.raw_span(start, end))

    @cached_property
    def _returns_spans(self) -> bool:
        return all(step.returns_spans for step in self.steps)

    def within(self, start: int, end: int) -> Cleaned:
        """Return the same document with the cleaned text of a span of the raw text alone; offsets count in the whole as before.

        >>> part = clean("甲：168个。乙：3个。").within(7, 12)
        >>> part.text, part.raw_span(2, 4)
        ('乙：3个。', (9, 11))

        :raises UsageError: if the span is not inside the raw text.
        """
        first, last = self.clean_span(start, end)
        text, step = apply(self.text, [(0, first, ""), (last, len(self.text), "")])
        return replace(self, text=text, steps=(*self.steps, step))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Return the stretches of the cleaned text that are not its running prose, in reading order; found on first use."""
        return find_marks(self.text)


def clean(text: str, *, path: str = "<text>") -> Cleaned:
    """Return a text without invisible characters, markup and inserted pinyin, in simplified characters and plain spaces.

    Radicals, which texts drawn out of a PDF hold, are the characters that they stand for. Chinese punctuation, line ends and
    runs of spaces stay as printed; cleaning a cleaned text changes nothing. A raw slice cleans to what stands there in the
    cleaned text, unless it cuts a phrase in two or drops the only sign that its line or document is traditional (於 alone
    stays 於).

    >>> clean("臺(tái)海網(wǎng)&nbsp;１１月<b>16</b>日(App)").text
    '台海网 11月16日(App)'

    :raises InputError: if the text holds NUL or lone surrogates, or markup nested more than 16 deep; ``path`` names it there.
    :raises UnavailableError: if OpenCC is not installed.
    """
    _demand_text(text, path)
    steps: list[Step] = []
    cleaned = _drop_invisible(text, steps)
    cleaned = _drop_markup(cleaned, steps, path)
    cleaned, pinyin = drop_pinyin(cleaned)
    cleaned, lengths = simplify(cleaned)
    return Cleaned(text, cleaned, tuple(step for step in (*steps, pinyin, *lengths) if len(step)))


def _drop_invisible(text: str, steps: list[Step]) -> str:
    text, invisible = fold_and_check(text)
    carriage = "\r" in text
    if invisible or carriage or _has_astral(text):
        pieces = _DROPPED.split(text)
        text, step = drop(pieces[::2], pieces[1::2])
        steps.append(step)
    return text.replace("\r", "\n") if carriage else text


def _drop_markup(text: str, steps: list[Step], path: str) -> str:
    """Drop markup, and what dropping it lays bare: ``&amp;lt;b&gt;`` is a tag twice escaped."""
    for _ in range(_MAX_DEPTH + 1):
        if "<" not in text and "&" not in text:
            return text
        text, step = apply(text, markup_edits(text))
        if not len(step):
            return text
        steps.append(step)
    problem, remedy = f"markup is nested or escaped more than {_MAX_DEPTH} deep", "save the page's text from a browser and read that"
    raise InputError.of(path, problem, remedy)


def _demand_text(text: str, path: str) -> None:
    try:
        _has_astral(text)
        found = _REFUSED.search(text) if "\0" in text else None
    except UnicodeEncodeError:
        found = _REFUSED.search(text)
    if found:
        what = "a NUL character" if found[0] == "\0" else f"a lone surrogate U+{ord(found[0]):04X}"
        line = text.count("\n", 0, found.start()) + 1
        raise InputError.of(path, f"{what} at code point {found.start()}", "save the document again as UTF-8 plain text", line=line)


def _has_astral(text: str) -> bool:
    """Return whether a text has characters above U+FFFF, by the quickest encoding; it fails at lone surrogates."""
    return len(text.encode("utf-16-le")) > 2 * len(text)


def _demand_span(start: int, end: int, text: str) -> None:
    if not 0 <= start <= end <= len(text):
        message = f"there is no span {start} to {end} in a text of {len(text)} code points"
        raise UsageError(message)
