"""Evidence to the character: finding a printed expression, and holding evidence against a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256

from cengji.core.errors import InputError
from cengji.text.characters import fold_typed
from cengji.text.clean import Cleaned, clean

__all__ = ["Candidate", "Places", "SliceCheck", "State", "Verifier", "digest_slice", "find_candidates", "find_nearest", "find_part"]

_CONTEXT = 12  # characters shown on each side of a place
_LIKENESS = 0.5  # share of an expression that the nearest printed text must hold, in order
_SLACK = 4  # characters more on each side in which the rest of a like text may stand


class State(StrEnum):
    """What became of a piece of evidence; the values are keys of the scheme evidence-state."""

    OK = "ok"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"
    UNANCHORED = "unanchored"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where an expression is printed: raw offsets, digest, and a few characters around it.

    ``start`` and ``end`` count code points of the raw text, end exclusive; ``text`` is the expression as the cleaned
    document prints it; ``context`` is cleaned text for the curator's eyes and never enters a file.
    """

    start: int
    end: int
    sha256: str
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class SliceCheck:
    """The state of a piece of evidence; ``found_at`` is its raw start where it was found elsewhere."""

    state: State
    found_at: int | None = None


def digest_slice(text: str, start: int, end: int) -> str:
    """Return the SHA-256 of the UTF-8 bytes of a raw slice, lower-case hex.

    >>> digest_slice("共168个社区", 1, 7)[:8]
    '45c85de0'
    """
    return sha256(text[start:end].encode()).hexdigest()


class Places:
    """Where expressions stand in a cleaned document, however their white space is printed; each expression is looked for once."""

    def __init__(self, cleaned: Cleaned) -> None:
        """Leave the white space out of the text."""
        self._cleaned = cleaned
        self._kept = [place for place, character in enumerate(cleaned.text) if not character.isspace()]
        self._text = "".join(cleaned.text[place] for place in self._kept)
        self._ordinals: dict[str, dict[int, int]] = {}

    def spans(self, expression: str) -> list[tuple[int, int]]:
        """Return its spans in the cleaned text, in reading order."""
        return self._find("".join(expression.split()), self._text)

    def spans_as_typed(self, expression: str) -> list[tuple[int, int]]:
        """Return the spans of an expression that is copied from the raw document or typed with other marks.

        It is cleaned as the document was, and quotation marks, brackets and dashes of any form count as the same.
        """
        try:
            cleaned = clean(expression).text
        except InputError:  # what no document holds
            return []
        return self._find(fold_typed("".join(cleaned.split())), fold_typed(self._text))

    def _find(self, wanted: str, text: str) -> list[tuple[int, int]]:
        found = []
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            found.append((self._kept[at], self._kept[at + len(wanted) - 1] + 1))
            at = text.find(wanted, at + 1)
        return found

    def ordinals(self, expression: str) -> dict[int, int]:
        """Return where it starts in the raw text, and which of its places that is, counted from 1."""
        if expression not in self._ordinals:
            spans = self.spans(expression)
            self._ordinals[expression] = {self._cleaned.raw_span(*span)[0]: number for number, span in enumerate(spans, start=1)}
        return self._ordinals[expression]


def find_candidates(cleaned: Cleaned, expression: str) -> list[Candidate]:
    """Find an expression in a cleaned document, however its white space is printed, in reading order.

    Each is a place in the raw text. Where none is found, the expression is cleaned as the document was and looked for
    with quotation marks, brackets and dashes of any form; the list is empty where the document does not print it.

    >>> [one.text for one in find_candidates(clean("推行“一核多元”机制"), '"一核多元"')]
    ['“一核多元”']
    """
    places = Places(cleaned)
    return [_candidate(cleaned, *span) for span in places.spans(expression) or places.spans_as_typed(expression)]


def find_part(cleaned: Cleaned, first: str, last: str) -> tuple[int, int] | None:
    """Return the raw span from where an expression is first printed to where another ends the next time; None without either.

    >>> find_part(clean("甲：168个。乙：3个。丙：4个。"), "乙：", "个。")
    (7, 12)
    """
    opening = next(iter(find_candidates(cleaned, first)), None)
    if opening is None:
        return None
    return next(((opening.start, one.end) for one in find_candidates(cleaned, last) if one.start >= opening.end), None)


def find_nearest(cleaned: Cleaned, expression: str) -> str:
    """Return the printed text that is most like an expression that is not printed, with a few characters around it.

    Empty where nothing is much like it.

    >>> find_nearest(clean("全区设立区域党委十二个"), "区域党组织十二个")
    '全区设立【区域党委十二个】'
    """
    text, wanted = fold_typed(cleaned.text), fold_typed(" ".join(expression.split()))
    shared = SequenceMatcher(None, text, wanted, autojunk=False).find_longest_match()
    best, span = _LIKENESS * len(wanted), (0, 0)
    at = shared.a
    while shared.size and at >= 0:  # the longest run that both share may be printed several times
        first = max(0, at - shared.b - _SLACK)
        window = text[first : at - shared.b + len(wanted) + _SLACK]
        *blocks, _ = SequenceMatcher(None, window, wanted, autojunk=False).get_matching_blocks()
        likeness = sum(block.size for block in blocks)
        if likeness > best:
            best, span = likeness, (first + blocks[0].a, first + blocks[-1].a + blocks[-1].size)
        at = text.find(wanted[shared.b : shared.b + shared.size], at + 1)
    return _context(cleaned.text, *span) if span[1] else ""


def _candidate(cleaned: Cleaned, start: int, end: int) -> Candidate:
    raw_start, raw_end = cleaned.raw_span(start, end)
    return Candidate(
        raw_start, raw_end, digest_slice(cleaned.raw, raw_start, raw_end), cleaned.text[start:end], _context(cleaned.text, start, end)
    )


def _context(text: str, start: int, end: int) -> str:
    around = text[max(0, start - _CONTEXT) : start] + "【" + text[start:end] + "】" + text[end : end + _CONTEXT]
    return re.sub(r"\s+", " ", around)


class Verifier:
    """Holds evidence against one raw text; looks for moved slices by their digest."""

    def __init__(self, raw: str) -> None:
        """Keep the text; nothing is hashed until something has moved."""
        self.raw = raw
        self._positions: dict[int, dict[str, list[int]]] = {}

    def check(self, start: int, end: int, digest: str) -> SliceCheck:
        """Return whether the slice stands where the evidence says, elsewhere, or nowhere.

        Where it stands at several other places, the one nearest to its old start counts.
        """
        if digest_slice(self.raw, start, end) == digest:
            return SliceCheck(State.OK)
        places = self._places(end - start).get(digest)
        if not places:
            return SliceCheck(State.CHANGED)
        return SliceCheck(State.MOVED, min(places, key=lambda place: (abs(place - start), place)))

    def _places(self, length: int) -> dict[str, list[int]]:
        if length not in self._positions:
            places: dict[str, list[int]] = {}
            for place in range(max(0, len(self.raw) - length + 1)):
                places.setdefault(digest_slice(self.raw, place, place + length), []).append(place)
            self._positions[length] = places
        return self._positions[length]
