"""The index of all names in parts, each a stretch of the keys in order: who types a name needs one part, and a second for the thing."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from cengji.core.pinyin import syllables
from cengji.core.progress import Progress, tell_nobody
from cengji.core.terms import local_name
from cengji.projection.outline import Outline
from cengji.view.large.numbering import Numbering
from cengji.view.large.parts import Parts, pack_columns
from cengji.view.large.sizes import Sizes
from cengji.view.traditional import traditional_pairs

__all__ = ["NameIndex", "fold"]

_WHOLE, _INNER, _CODE = 0, 1, 2
"""What a key is: all of a name; its sound, its initials or a later part of it; the code of a thing."""
_HAN: Final = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
_LONGEST: Final = 40
"""Longest name, in characters, that is found by a later part of it."""
_FEW: Final = 3
"""With how many things a name is told where it is found by a part of it."""
_NAMES_A_KEY: Final = 200
_TOLD_EVERY: Final = 1000


def fold(text: str) -> str:
    """Return a text as it is searched: NFKC, small letters, simplified characters, no blanks; as ``foldKey`` of the page does.

    >>> fold("Ａ 東區")
    'a东区'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower()).translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in traditional_pairs()}


class NameIndex:
    """The names of an outline, sorted on disk; ``characters`` are all that occur in them."""

    def __init__(self, outline: Outline, numbering: Numbering, sizes: Sizes, parts: Parts) -> None:
        """Gather the names: of what stands beside a thing only those that differ from its own."""
        self.outline, self.numbering, self.sizes, self.parts = outline, numbering, sizes, parts
        self.characters: set[str] = set()
        self._things: dict[str, list[int]] = {}
        for number, thing in enumerate(numbering.things):
            names = self._names_of(thing)
            if number >= numbering.listed:
                names -= self._names_of(outline.parents[thing])
            for name in names:
                self._things.setdefault(name, []).append(number)
                self.characters.update(name)
        self._names = sorted(self._things)

    def _names_of(self, thing: int) -> set[str]:
        names = (self.outline.zh[thing], self.outline.en[thing], *self.outline.aliases.get(thing, ()))
        return {name[: self.sizes.text] for name in names if name}

    def cut(self, folder: Path, progress: Progress = tell_nobody) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the parts, each with its first key, in the order of UTF-16, as the page compares; they are sorted in a file in a folder."""
        path = folder / "names.sqlite"
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536", "temp_store = FILE"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("CREATE TABLE keys (key BLOB, kind INTEGER, ref INTEGER, PRIMARY KEY (key, kind, ref)) WITHOUT ROWID")
            connection.execute("BEGIN")
            connection.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", self._rows(progress))
            connection.execute("COMMIT")
            progress("names sorted", len(self._names), len(self._names))
            rows = connection.execute("SELECT key, kind, ref FROM keys ORDER BY key, kind, ref")
            yield from self._parts(rows, partial(progress, "names into parts"), connection.total_changes)
        finally:
            connection.close()
            path.unlink(missing_ok=True)

    def _rows(self, progress: Progress) -> Iterator[tuple[bytes, int, int]]:
        for place, name in enumerate(self._names):
            if place % _TOLD_EVERY == 0:
                progress("names sorted", place, len(self._names))
            whole = fold(name)
            if whole:
                yield whole.encode("utf-16-be"), _WHOLE, place
                yield from ((key.encode("utf-16-be"), _INNER, place) for key in _inner_keys(name, whole))
        for number, thing in enumerate(self.numbering.things):
            codes = self._codes_of(thing)
            if number >= self.numbering.listed:
                codes -= self._codes_of(self.outline.parents[thing])
            yield from ((code.encode("utf-16-be"), _CODE, number) for code in codes)

    def _codes_of(self, thing: int) -> set[str]:
        """Return the code of a thing and the last part of its IRI, as they are searched."""
        codes = (self.outline.codes.get(thing, ""), local_name(self.outline.iris[thing]))
        return {fold(code)[: self.sizes.text] for code in codes} - {""}

    def _parts(
        self, rows: Iterable[tuple[bytes, int, int]], progress: Callable[[int, int], None], total: int
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        part, done = _Part(self), 0
        for key, group in groupby(rows, key=lambda row: row[0]):
            if part.size >= self.sizes.names:
                yield part.first, part.columns()
                part = _Part(self)
                progress(done, total)
            entries = [(kind, ref) for _, kind, ref in group]
            part.add(key.decode("utf-16-be"), entries)
            done += len(entries)
        if part.keys:
            yield part.first, part.columns()
        progress(total, total)

    def things_named(self, place: int) -> list[int]:
        """Return the numbers of the things of a name."""
        return self._things[self._names[place]]

    def name(self, place: int) -> str:
        """Return a name."""
        return self._names[place]


class _Part:
    """A part as it grows."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self.first = ""
        self.size = 0
        self.keys: list[int | str] = []
        self.kinds: list[int] = []
        self.refs: list[int] = []
        self.names: dict[int, int] = {}
        self.most: list[int] = []
        self.more: list[list[int]] = []

    def add(self, key: str, entries: list[tuple[int, int]]) -> None:
        """Take in a key with all that it stands for; of the names of which it is a later part only so many."""
        self.first = self.first or key
        inner = [entry for entry in entries if entry[0] == _INNER]
        if len(inner) > _NAMES_A_KEY:
            self.more.append([len(self.keys), len(inner) - _NAMES_A_KEY])
            entries = sorted({*entries} - {*inner[_NAMES_A_KEY:]})
        for kind, ref in entries:
            ends = kind != _CODE and (folded := fold(self.index.name(ref))).endswith(key)
            self.keys.append(len(folded) - len(key) if ends else key)
            self.kinds.append(kind)
            self.refs.append(ref if kind == _CODE else self._name(ref, kind))
            self.size += 12 + (0 if ends else 3 * len(key)) + (60 if kind == _CODE else 0)

    def _name(self, place: int, kind: int) -> int:
        index = self.index
        things = len(index.things_named(place))
        most = min(things, index.sizes.same if kind == _WHOLE else _FEW)
        if place not in self.names:
            self.names[place] = len(self.names)
            self.most.append(0)
            self.size += 20 + 3 * len(index.name(place))
        at = self.names[place]
        if most > self.most[at]:
            self.size += 50 * (most - self.most[at])
            self.most[at] = most
        return at

    def columns(self) -> dict[str, Any]:
        """Return the part as it is written."""
        index = self.index
        things = [index.things_named(place)[:most] for place, most in zip(self.names, self.most, strict=True)]
        coded = {ref for kind, ref in zip(self.kinds, self.refs, strict=True) if kind == _CODE}
        numbers = sorted(coded.union(*things))
        return {
            "keys": self.keys,
            "kinds": pack_columns({"kinds": self.kinds}, "")["kinds"],
            "refs": self.refs,
            "more": self.more,
            "text": [index.name(place) for place in self.names],
            "total": pack_columns({"total": [len(index.things_named(place)) for place in self.names]}, "")["total"],
            "found": [one[0] if len(one) == 1 else one for one in things],
            "things": index.parts.signs(numbers),
        }


def _inner_keys(name: str, whole: str) -> set[str]:
    """Return by what else a name is found: its pinyin, its initials, and what begins at a later character or word of it."""
    keys = set()
    sound = syllables(name).split()
    if sound:
        keys |= {fold("".join(sound)), fold("".join(one[0] for one in sound))}
    if len(name) <= _LONGEST:
        keys |= {whole[at:] for at in range(1, len(whole) - 1) if _HAN.match(whole[at])}
        words = name.split()
        keys |= {fold("".join(words[at:])) for at in range(1, len(words))}
    return {key for key in keys if len(key) > 1 and key != whole}
