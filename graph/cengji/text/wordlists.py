"""The packaged word lists, and a user's own beside them: measure words and lexical uses of numerals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cengji.core.errors import Fault, InputError
from cengji.text.numerals import NUMERAL_CHARACTERS

__all__ = ["LexicalUse", "LexicalUses", "MeasureWord", "lexical_uses", "measure_words"]

_FOLDER = Path(__file__).resolve().parent
_ANY_NUMERAL = f"[{NUMERAL_CHARACTERS}]{{1,8}}"
_ONE_BY_ONE = re.compile(rf"一(?P<each>(?![{NUMERAL_CHARACTERS}])[\u4e00-\u9fff])(?P=each)")  # 一名名, 一座座
_USE = re.compile(r"(?P<word>[^\s!#]+)(?:\s+!(?P<barred>[^\s#]+))?\s*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class MeasureWord:
    """A word after a numeral, with the keys of its unit and kind of figure where the schemes have them."""

    word: str
    unit: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class LexicalUse:
    """A word in which a numeral counts nothing; it is not that word if one of ``barred`` follows."""

    word: str
    barred: str = ""


class LexicalUses:
    """All lexical uses, looked up from the place of their first numeral."""

    def __init__(self, uses: Iterable[LexicalUse]) -> None:
        """Index the uses: plain words by what stands before their first numeral and by length, longest first."""
        self._words: dict[str, LexicalUse] = {}
        shapes: dict[str, set[tuple[int, int]]] = {}
        patterns: dict[int, list[LexicalUse]] = {}
        for use in sorted(uses, key=lambda use: (-len(use.word), use.word)):
            before = len(re.split(rf"\{{n\}}|[{NUMERAL_CHARACTERS}]", use.word, maxsplit=1)[0])
            if "{n}" in use.word:
                patterns.setdefault(before, []).append(use)
            else:
                self._words[use.word] = use
                shapes.setdefault(use.word[before], set()).add((before, len(use.word)))
        self._shapes = {numeral: sorted(found, key=lambda shape: -shape[1]) for numeral, found in shapes.items()}
        self._patterns = [(before, found, re.compile("|".join(map(_pattern, found)))) for before, found in patterns.items()]

    def at(self, text: str, place: int, floor: int = 0) -> tuple[str, int, int] | None:
        """Return word, start and end of the longest use whose first numeral stands at ``place``, if any."""
        found: tuple[str, int, int] | None = None
        for before, length in self._shapes.get(text[place], ()):
            start, end = place - before, place - before + length
            use = self._words.get(text[start:end]) if floor <= start and end <= len(text) else None
            if use and not self._goes_on(use, text[end : end + 1]):
                found = use.word, start, end
                break
        for before, uses, pattern in self._patterns:
            match = pattern.match(text, place - before) if place - before >= floor else None
            if match and match.lastindex and (found is None or match.end() - match.start() > found[2] - found[1]):
                found = uses[match.lastindex - 1].word, match.start(), match.end()
        if found is None and (twice := _ONE_BY_ONE.match(text, place)):
            found = twice[0], *twice.span()
        if found and text[found[1] - 1 : found[1]] == "第":  # 第一批 is no 一批
            return None
        return found

    @staticmethod
    def _goes_on(use: LexicalUse, after: str) -> bool:
        """Return whether the next character bars the word, or makes 万一 part of a longer numeral."""
        if not after:
            return False
        return after in use.barred or (after in NUMERAL_CHARACTERS and set(use.word) <= set(NUMERAL_CHARACTERS))


def _pattern(use: LexicalUse) -> str:
    body = re.escape(use.word).replace(re.escape("{n}"), _ANY_NUMERAL)
    return f"({body}" + (f"(?![{re.escape(use.barred)}])" if use.barred else "") + ")"


@cache
def measure_words() -> dict[str, MeasureWord]:
    """Return the packaged measure words, by word."""
    words = {}
    for _, line in _lines(_FOLDER / "measure_words.txt"):
        word, unit, kind = line.split()
        words[word] = MeasureWord(word, None if unit == "-" else unit, None if kind == "-" else kind)
    return words


@cache
def lexical_uses(*more: Path) -> LexicalUses:
    """Return the packaged lexical uses and those of a user's own files in the same form.

    A line is the word, perhaps ``!`` and the characters that may not follow it, perhaps ``#`` and a comment.

    :raises InputError: if a file cannot be read, or with every line that is not of this form.
    """
    faults: list[Fault] = []
    uses: list[LexicalUse] = []
    for path in (_FOLDER / "lexical_uses.txt", *more):
        for number, line in _lines(path):
            match = _USE.fullmatch(line)
            if match is None or not re.search(rf"\{{n\}}|[{NUMERAL_CHARACTERS}]", match["word"]):
                problem, remedy = (
                    f"{line[:40]!r} is not a word with a numeral in it",
                    "write the word, !characters that may not follow, # a comment",
                )
                faults.append(Fault(str(path), number, "", problem, remedy))
            else:
                uses.append(LexicalUse(match["word"], match["barred"] or ""))
    if faults:
        raise InputError(faults)
    return LexicalUses(uses)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.of(path, f"cannot be read as UTF-8 text ({error})", "give a readable word list") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()
