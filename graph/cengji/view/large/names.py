"""The index of all names in parts, each a stretch of the keys in order: who types a name needs one part, and a second for the thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from struct import Struct
from typing import Any, Final

from cengji.core.pinyin import syllables
from cengji.core.progress import Progress, tell_nobody
from cengji.core.terms import local_name
from cengji.projection.outline import Outline
from cengji.view.large.numbering import Numbering
from cengji.view.large.parts import Parts, pack_columns
from cengji.view.large.sizes import Sizes
from cengji.view.traditional import fold

__all__ = ["NameIndex"]

_WHOLE, _INNER, _CODE = 0, 1, 2
"""What a key is: all of a name; its sound, its initials or a later part of it; the code of a thing."""
_HAN: Final = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
_LONGEST: Final = 40
"""Longest name, in characters, that is found by a later part of it."""
_FEW: Final = 3
"""With how many things a name is told where it is found by a part of it."""
_NAMES_A_KEY: Final = 200
_TOLD_EVERY: Final = 10_000
_END: Final = Struct(">HBI")
"""What follows a key in a row of the index: a unit less than any of a key, what the key is, and the place of the name or the thing."""
_ENTRY: Final = Struct(">BI")
"""The same without that unit."""


class NameIndex:
    """The names of an outline; ``characters`` are all that occur in them."""

    def __init__(self, outline: Outline, numbering: Numbering, sizes: Sizes, parts: Parts) -> None:
        """Gather the names: of what stands beside a thing only those that differ from its own."""
        self.outline, self.numbering, self.sizes, self.parts = outline, numbering, sizes, parts
        found: dict[str, list[int]] = {}
        for number, thing in enumerate(numbering.things):
            names = self._names_of(thing)
            if number >= numbering.listed:
                names -= self._names_of(outline.parents[thing])
            for name in names:
                found.setdefault(name, []).append(number)
        self.names = sorted(found)
        self.things = [found[name] for name in self.names]
        """The numbers of the things of each name."""
        self.folded = [name if (whole := fold(name)) == name else whole for name in self.names]  # each text once in memory
        self.characters = set[str]().union(*self.names)

    def _names_of(self, thing: int) -> set[str]:
        outline, most = self.outline, self.sizes.text
        names = (outline.zh[thing], outline.en[thing], *outline.aliases.get(thing, ()))
        return {name[:most] for name in names if name}

    def cut(self, progress: Progress = tell_nobody) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the parts, each with its first key, in the order of UTF-16, as the page compares."""
        rows = list(self._rows(progress))
        rows.sort()
        progress("names sorted", len(self.names), len(self.names))
        yield from self._parts(rows, partial(progress, "names into parts"))

    def _rows(self, progress: Progress) -> Iterator[bytes]:
        """Yield each key with what it stands for, so that rows in order are so by key, kind and place."""
        for place, (name, whole) in enumerate(zip(self.names, self.folded, strict=True)):
            if place % _TOLD_EVERY == 0:
                progress("names sorted", place, len(self.names))
            if whole:
                yield _encode(whole) + _END.pack(0, _WHOLE, place)
                end = _END.pack(0, _INNER, place)
                for key in _inner_keys(name, whole):
                    yield _encode(key) + end
        for number, thing in enumerate(self.numbering.things):
            codes = self._codes_of(thing)
            if number >= self.numbering.listed:
                codes -= self._codes_of(self.outline.parents[thing])
            for code in codes:
                yield _encode(code) + _END.pack(0, _CODE, number)

    def _codes_of(self, thing: int) -> set[str]:
        """Return the code of a thing and the last part of its IRI, as they are searched."""
        outline, most = self.outline, self.sizes.text
        code, name = outline.codes.get(thing, ""), local_name(outline.iris[thing])
        return {fold(one)[:most] for one in {code, name}} - {""}

    def _parts(self, rows: list[bytes], progress: Callable[[int, int], None]) -> Iterator[tuple[str, dict[str, Any]]]:
        part, done, entry = _Part(self), 0, _ENTRY.unpack
        for key, group in groupby(rows, key=itemgetter(slice(-_END.size))):
            if part.size >= self.sizes.names:
                yield part.first, part.columns()
                part = _Part(self)
                progress(done, len(rows))
            entries = [entry(row[-_ENTRY.size :]) for row in group]
            part.add(key.decode("utf-16-be"), entries)
            done += len(entries)
        if part.keys:
            yield part.first, part.columns()
        progress(len(rows), len(rows))


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
        if len(entries) > _NAMES_A_KEY:
            inner = [entry for entry in entries if entry[0] == _INNER]
            if len(inner) > _NAMES_A_KEY:
                self.more.append([len(self.keys), len(inner) - _NAMES_A_KEY])
                entries = sorted({*entries} - {*inner[_NAMES_A_KEY:]})
        for kind, ref in entries:
            self.kinds.append(kind)
            if kind == _CODE:
                self.keys.append(key)
                self.refs.append(ref)
                self.size += 72 + 3 * len(key)
                continue
            self.refs.append(self._name(ref, kind))
            if (folded := self.index.folded[ref]).endswith(key):
                self.keys.append(len(folded) - len(key))
                self.size += 12
            else:
                self.keys.append(key)
                self.size += 12 + 3 * len(key)

    def _name(self, place: int, kind: int) -> int:
        index = self.index
        things = len(index.things[place])
        most = min(things, index.sizes.same if kind == _WHOLE else _FEW)
        at = self.names.get(place, -1)
        if at < 0:
            at = self.names[place] = len(self.names)
            self.most.append(0)
            self.size += 20 + 3 * len(index.names[place])
        if most > self.most[at]:
            self.size += 50 * (most - self.most[at])
            self.most[at] = most
        return at

    def columns(self) -> dict[str, Any]:
        """Return the part as it is written."""
        index = self.index
        things = [index.things[place][:most] for place, most in zip(self.names, self.most, strict=True)]
        coded = {ref for kind, ref in zip(self.kinds, self.refs, strict=True) if kind == _CODE}
        numbers = sorted(coded.union(*things))
        return {
            "keys": self.keys,
            "kinds": pack_columns({"kinds": self.kinds}, "")["kinds"],
            "refs": self.refs,
            "more": self.more,
            "text": [index.names[place] for place in self.names],
            "total": pack_columns({"total": [len(index.things[place]) for place in self.names]}, "")["total"],
            "found": [one[0] if len(one) == 1 else one for one in things],
            "things": index.parts.signs(numbers),
        }


def _encode(key: str) -> bytes:
    """Return a key in UTF-16, whose bytes stand in the order in which the page compares; nobody types U+0000."""
    return key.replace("\0", "").encode("utf-16-be")


def _inner_keys(name: str, whole: str) -> set[str]:
    """Return by what else a name is found: its pinyin, its initials, and what begins at a later character or word of it."""
    keys = set()
    if sound := syllables(name).split():
        keys = {fold("".join(sound)), fold("".join([one[0] for one in sound]))}
    if len(name) <= _LONGEST:
        keys.update([whole[found.start() :] for found in _HAN.finditer(whole, 1, len(whole) - 1)])
        words = name.split()
        keys.update([fold("".join(words[at:])) for at in range(1, len(words))])
    return {key for key in keys if len(key) > 1 and key != whole}
