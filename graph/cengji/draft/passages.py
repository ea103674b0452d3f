"""The running prose of a document as sentences and clauses, and where its noun phrases end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, TypeVar

from cengji.draft.languages import latin_language
from cengji.draft.word_lists import either, either_named, words
from cengji.text.clean import Cleaned
from cengji.text.figure import Numeral, find_numerals
from cengji.text.prose_marks import MarkKind

__all__ = ["Passages", "Span"]

T = TypeVar("T")
Span = tuple[int, int]

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
# What a noun phrase holds: Chinese characters, brackets and quotes inside it, letters and digits of names such as “3+N”.
# 县（市、区）委 is one phrase.
_IN_PHRASE = r"[\u4e00-\u9fff“”‘’()（）·A-Za-z0-9+]"
_BETWEEN_LEVELS = "(?<=[(（][市区县旗])、(?=[市区县旗][)）])"
_OF_PHRASE = re.compile(f"{_IN_PHRASE}|{_BETWEEN_LEVELS}")
_PHRASE = re.compile(f"(?:{_IN_PHRASE}+|{_BETWEEN_LEVELS})+")
# 区住房城乡建设和水利局, of one name; 区财政局和民政局 are two.
_JOINED_NAME = re.compile(
    "(?<![\u4e00-\u9fff]级)[省市区县州旗](?![委级直属])(?P<first>(?:(?![局委部厅办院会道镇组所站中领政处])[\u4e00-\u9fff]){2,8})和(?![省市区县])(?=[\u4e00-\u9fff]{2,6}(?:局|厅|委员会))"
)
# 县物业纠纷调处服务中心: what a level has, whose name holds what else is a verb.
_WHOLE_NAME = re.compile(
    "(?:[省市区县镇乡]|街道)(?P<inside>(?:(?![局委部办院会社所站的和与在各])[\u4e00-\u9fff]){4,14}?)(?:中心|大队|支队|专班|指挥部|领导小组|服务站|工作站)"
)
_BEFORE_VERB = 2  # characters of such a name
_END_OF_QUOTE = re.compile("[”’」』，,。]")
_LONGEST_QUOTE = 16  # characters of a name in quotes before a numeral in it
# Lines that tell of the page, not of the place: 首页>>党建>>正文, 特别声明：本文经…授权发布.
_OF_THE_PAGE = re.compile("^[^。\\n]*(?:>>|＞＞)[^。\\n]*$|^[ 　]*(?:特别|免责|版权)?声明[:：][^\\n]*$", re.MULTILINE)
# What a bulletin has inside, line by line: 【本期要目】, then ※ 甲区：….
_CONTENTS = re.compile(
    "^[ 　]*(?:[【\\[](?:本期|本刊|今日)?(?:要目|导读|目录|看点)[】\\]]|(?:本期|本刊|今日)(?:要目|导读|目录|看点))[^\\n]*"
    "(?:\\n+[ 　]*[※●•◆◇■□▲△★☆·○][^\\n]*)*",
    re.MULTILINE,
)
_SKIPPED = frozenset({MarkKind.NAVIGATION, MarkKind.REPEATED, MarkKind.GARBLED})


@dataclass(frozen=True)
class Passages:
    """A cleaned document cut into sentences; what is no prose of its own (navigation, repeats) is left out."""

    document: Cleaned
    _skipped: list[Span] = field(init=False, repr=False, compare=False)
    _read: dict[tuple[Callable[..., Any], tuple[object, ...]], Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _matches: dict[re.Pattern[str], list[re.Match[str]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note the stretches that are left out."""
        spans = sorted(
            [(mark.start, mark.end) for mark in self.document.marks if mark.kind in _SKIPPED]
            + [match.span() for match in _OF_THE_PAGE.finditer(self.document.text)]
            + self.contents
        )
        object.__setattr__(self, "_skipped", spans)

    @cached_property
    def contents(self) -> list[Span]:
        """Where a bulletin says what is inside."""
        return [match.span() for match in _CONTENTS.finditer(self.document.text)]

    def matches(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Return the matches of a pattern in the whole text, which is searched once however often it is asked."""
        if pattern not in self._matches:
            self._matches[pattern] = list(pattern.finditer(self.text))
        return self._matches[pattern]

    def once(self, reading: Callable[..., T], *given: object) -> T:
        """Return what a function reads of the document and what else it is given; it is asked once."""
        if (reading, given) not in self._read:
            self._read[reading, given] = reading(self, *given)
        found: T = self._read[reading, given]
        return found

    @cached_property
    def text(self) -> str:
        """The cleaned text."""
        return self.document.text

    def is_prose(self, place: int) -> bool:
        """Return whether a place of the cleaned text is read."""
        if not self._skipped:
            return True
        at = bisect_right(self._skipped, (place, len(self.text))) - 1
        return at < 0 or place >= self._skipped[at][1]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, headings among them, in reading order."""
        return tuple(match.span() for match in _SENTENCE.finditer(self.text) if match[0].strip() and self.is_prose(match.start()))

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that holds a place, or of the one before it; -1 before the first."""
        return bisect_right(self._starts, place) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def all_numerals(self) -> list[Numeral]:
        """Every numeral of the text, read or refused, in reading order; a line that is printed again is not read again."""
        lines = list(_whole_lines(self.text))
        language, firsts = latin_language(self.text), list(dict.fromkeys(lines))
        if len(firsts) == len(lines) - max(0, lines.count("") - 1):  # nothing but empty lines is printed again
            return find_numerals(self.text, language=language)
        read = _by_line(find_numerals("\n".join(firsts), language=language), firsts)
        found: list[Numeral] = []
        for start, line in _starts_of(lines):
            first, numerals = read[line]
            found += numerals if start == first else (one.moved(start - first) for one in numerals)
        return found

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        """Those of the prose."""
        return tuple(one for one in self.all_numerals if self.is_prose(one.start))

    @cached_property
    def counts(self) -> dict[int, Numeral]:
        """The numerals with a measure word outside quotation marks, which count something, by where they end."""
        return {one.end: one for one in self.numerals if one.readings and one.readings[0].measure_word and not self.is_quoted(one.start)}

    def starts_count(self, place: int) -> bool:
        """Return whether a number stands at a place that counts what is printed before it: 党支部12个."""
        at = bisect_right(self._count_starts, place) - 1
        return at >= 0 and self._count_starts[at] == place

    def is_quoted(self, place: int) -> bool:
        """Return whether a place stands in a name in quotes."""
        opening = max(self.text.rfind(mark, max(0, place - _LONGEST_QUOTE), place) for mark in "“‘「『")
        return opening >= 0 and not _END_OF_QUOTE.search(self.text, opening, place)

    def end_of_count(self, start: int, end: int) -> int:
        """Return where the last number of a stretch ends that counts something, else where the stretch starts."""
        first, last = bisect_right(self._count_starts, start - 1), bisect_right(self._count_starts, end - 1)
        return max(start, *self._count_ends[first:last]) if first < last else start

    def number_of(self, span: Span) -> Decimal | None:
        """Return how many there are of what is printed at a span, where a number stands at its beginning or right before it."""
        start, end = span
        ends = self._count_ends
        at = bisect_right(ends, end) - 1
        if at < 0 or ends[at] < start or self._count_starts[at] > start:
            return None
        return self.counts[ends[at]].readings[0].value

    @cached_property
    def _count_starts(self) -> list[int]:
        return [one.start for one in self.counts.values()]

    @cached_property
    def _count_ends(self) -> list[int]:
        return list(self.counts)

    @cached_property
    def cuts(self) -> tuple[list[int], list[int]]:
        """Where words begin and end that no noun phrase goes across: verbs, particles, numerals with their measure word."""
        joints = {match.end() - 1 for match in _JOINED_NAME.finditer(self.text)}
        names = (match.span("inside") for match in _WHOLE_NAME.finditer(self.text))
        joints |= {verb.start() for start, end in names for verb in _verb_in_name().finditer(self.text, start + _BEFORE_VERB, end)}
        found = [span for span in self._boundaries() if span[0] not in joints]
        found += [(one.start, one.end) for one in self.counts.values()]
        found.sort()
        reach, ends = 0, []
        for _, end in found:
            reach = max(reach, end)
            ends.append(reach)
        return [start for start, _ in found], ends

    def _boundaries(self) -> Iterator[Span]:
        """Yield where the words of the list are printed; they go across no line, and a line that is printed again is not searched again."""
        known: dict[str, list[Span]] = {}
        for at, line in _starts_of(self.text.split("\n")):
            if line not in known:
                known[line] = [match.span() for match in boundary_pattern().finditer(line) if match.lastgroup == "cut"]
            yield from ((at + start, at + end) for start, end in known[line])

    def phrase_start(self, end: int) -> int:
        """Return where the noun phrase begins that ends at a place."""
        _, ends = self.cuts
        at = bisect_right(ends, end) - 1
        start, floor = end, ends[at] if at >= 0 else 0
        while start > floor and _OF_PHRASE.match(self.text, start - 1):
            start -= 1
        return start

    def behind_word(self, place: int) -> int:
        """Return the end of the boundary word that a place stands inside of, else the place: behind 过 of 通过."""
        starts, ends = self.cuts
        at = bisect_right(starts, place - 1) - 1
        return ends[at] if at >= 0 and starts[at] < place < ends[at] else place

    def last_cut(self, place: int) -> int:
        """Return where the last boundary word up to a place ends, 0 if there is none."""
        _, ends = self.cuts
        at = bisect_right(ends, place) - 1
        return ends[at] if at >= 0 else 0

    def is_cut_at(self, place: int) -> bool:
        """Return whether a noun phrase ends at a place: something else follows, or nothing."""
        starts, _ = self.cuts
        at = bisect_right(starts, place) - 1
        return (at >= 0 and starts[at] == place) or place >= len(self.text) or not _OF_PHRASE.match(self.text, place)

    @cached_property
    def phrases(self) -> tuple[Span, ...]:
        """The noun phrases between the boundaries, in reading order."""
        found: list[Span] = []
        starts, ends = self.cuts
        at = 0
        for start, end in self.sentences:
            while at < len(starts) and ends[at] <= start:
                at += 1
            place = start
            while at < len(starts) and starts[at] < end:
                if starts[at] > place:
                    found += (match.span() for match in _PHRASE.finditer(self.text, place, starts[at]))
                place = max(place, ends[at])
                at += 1
            found += (match.span() for match in _PHRASE.finditer(self.text, place, end)) if place < end else ()
        return tuple(found)


@cache
def boundary_pattern() -> re.Pattern[str]:
    """Return the pattern of the words of the list, those that only look like a boundary first."""
    cut = words("boundaries", "cut")
    names = {verb + end for verb in words("boundaries", "verbs in names") for end in words("boundaries", "ends of names")}
    kept = names.union(words("boundaries", "kept")).difference(cut)
    return re.compile(either_named(kept=kept, cut=cut))


@cache
def _verb_in_name() -> re.Pattern[str]:
    return re.compile(f"(?:{either(words('boundaries', 'verbs in names'))})")


def _whole_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text; one that ends in a comma with the next, as a number may be broken there."""
    held = ""
    for line in text.split("\n"):
        if line.rstrip(" \t").endswith(","):
            held += line + "\n"
        else:
            yield held + line
            held = ""
    if held:
        yield held.removesuffix("\n")


def _starts_of(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield each line with where it begins in the text that they make."""
    at = 0
    for line in lines:
        yield at, line
        at += len(line) + 1


def _by_line(numerals: list[Numeral], lines: list[str]) -> dict[str, tuple[int, list[Numeral]]]:
    """Return where each line begins in the text that they make, and which numerals it holds."""
    starts = [one.start for one in numerals]
    return {line: (at, numerals[bisect_left(starts, at) : bisect_left(starts, at + len(line) + 1)]) for at, line in _starts_of(lines)}
