"""Searching things by what they are called: keys, labels, aliases, codes, pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.namespaces import CASE, ID, SCHEME
from cengji.core.terms import local_name
from cengji.query.names import Names
from cengji.query.table import Table
from cengji.view.traditional import fold

__all__ = ["search"]

_TONES: Final = re.compile("[\u0300-\u0304\u030c'’]")


def search(names: Names, text: str, most: int) -> Table:
    """Return what is called so; :meth:`cengji.Graph.search` says more."""
    wanted = fold(text)
    if not wanted:
        raise UsageError("there is nothing to search for: give a key, a part of a name, or pinyin")
    found = _best(names.entries(), lambda thing, name: _fit((fold(local_name(thing)), fold(name)), wanted))
    if (sounded := _plain_pinyin(text)).isascii():
        found = _best(names.entries(), lambda _, name: _fit_pinyin(name, sounded)) | found
    ranked = sorted((rank, len(name), thing, name) for thing, (rank, name) in found.items())[:most]
    labels = names.labels(thing for _, _, thing, _ in ranked)
    rows = [(ox.NamedNode(thing), labels.get(thing), ox.Literal(name), ox.Literal(_kind(thing))) for _, _, thing, name in ranked]
    return Table(["thing", "label", "name", "kind"], rows, names=names)


def _plain_pinyin(text: str) -> str:
    """Return what may be pinyin without its tones and blanks, ü as v.

    >>> _plain_pinyin("Lǚ Shì"), _plain_pinyin("gūsū")
    ('lvshi', 'gusu')
    """
    return _TONES.sub("", unicodedata.normalize("NFD", fold(text)).replace("u\u0308", "v"))


def _best(entries: Iterable[tuple[str, str]], fit: Callable[[str, str], int | None]) -> dict[str, tuple[int, str]]:
    """Return for each thing with a name that fits how well the best one does, 0 best, and that name."""
    found: dict[str, tuple[int, str]] = {}
    for thing, name in entries:
        rank = fit(thing, name)
        if rank is not None and (thing not in found or (rank, name) < found[thing]):
            found[thing] = rank, name
    return found


def _fit(names: Iterable[str], wanted: str) -> int | None:
    return min((0 if name == wanted else 2 if name.startswith(wanted) else 4 for name in names if wanted in name), default=None)


def _fit_pinyin(name: str, wanted: str) -> int | None:
    """Return how well a name's pinyin fits, from any of its syllables on, or its initials from the first on."""
    from cengji.core.pinyin import syllables

    read = syllables(name).split()
    whole = ["".join(read[place:]) for place in range(len(read))]
    initials = "".join(syllable[0] for syllable in read)
    if wanted in (initials, *whole[:1]):
        return 1
    if any(form.startswith(wanted) for form in (initials, *whole[:1])):
        return 3
    return 5 if any(form.startswith(wanted) for form in whole) else None


def _kind(thing: str) -> str:
    """Return what the IRI says of the kind: ``group``, ``measure``, ``place``, a scheme; empty for others' IRIs.

    >>> [_kind(iri) for iri in (f"{ID}gusu/group/grids", f"{ID}place/320508", f"{SCHEME}tier/county", f"{CASE}gusu", "urn:x")]
    ['group', 'place', 'tier', 'case', '']
    """
    if thing.startswith(CASE):
        return "case"
    return thing.split("/")[-2] if thing.startswith((ID, SCHEME)) else ""
