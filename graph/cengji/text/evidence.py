"""Evidence to the character: finding a printed expression, and holding evidence against a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cengji.text.clean import Cleaned

__all__ = ["Candidate", "Places", "SliceCheck", "State", "Verifier", "digest_slice", "find_candidates"]

_CONTEXT = 12  # characters shown on each side of a place


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

    ``start`` and ``end`` count code points of the raw text, end exclusive; ``context`` is cleaned
    text for the curator's eyes and never enters a file.
    """

    start: int
    end: int
    sha256: str
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
        wanted = "".join(expression.split())
        found = []
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            found.append((self._kept[at], self._kept[at + len(wanted) - 1] + 1))
            at = self._text.find(wanted, at + 1)
        return found

    def ordinals(self, expression: str) -> dict[int, int]:
        """Return where it starts in the raw text, and which of its places that is, counted from 1."""
        if expression not in self._ordinals:
            spans = self.spans(expression)
            self._ordinals[expression] = {self._cleaned.raw_span(*span)[0]: number for number, span in enumerate(spans, start=1)}
        return self._ordinals[expression]


def find_candidates(cleaned: Cleaned, expression: str) -> list[Candidate]:
    """Find an expression in a cleaned document, however its white space is printed, in reading order.

    Each is a place in the raw text; the list is empty where the document does not print it.
    """
    return [_candidate(cleaned, *span) for span in Places(cleaned).spans(expression)]


def _candidate(cleaned: Cleaned, start: int, end: int) -> Candidate:
    raw_start, raw_end = cleaned.raw_span(start, end)
    around = cleaned.text[max(0, start - _CONTEXT) : start] + "【" + cleaned.text[start:end] + "】" + cleaned.text[end : end + _CONTEXT]
    return Candidate(raw_start, raw_end, digest_slice(cleaned.raw, raw_start, raw_end), re.sub(r"\s+", " ", around))


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
