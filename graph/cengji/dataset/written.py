"""Terms as they are written: a store keeps literals by their value, and gives ``0440100`` back as ``440100``.

So a dataset holds, beside its store, those quads of which the store makes others; most data have none.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeAlias

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES

__all__ = ["LineWriter", "Written", "find_written"]

Written: TypeAlias = Mapping[ox.Quad, tuple[ox.Quad, ...]]
"""Quads of a store → the quads as they are written, sorted: another one, or several that have one value."""
_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

# Their literals are kept as they are written; literals of other datatypes may have a value.
_TEXTS: Final = frozenset(ox.NamedNode(PREFIXES[prefix] + name) for prefix, name in (("xsd", "string"), ("rdf", "langString")))
# What a store is known to keep as it is written, by datatype; of all else one is asked, which takes longer.
_KEPT: Final = {
    ox.NamedNode(PREFIXES["xsd"] + datatype): re.compile(pattern)
    for datatype, pattern in {
        "boolean": "true|false",
        "date": r"[1-9]\d{3}-\d\d-\d\d",
        "decimal": r"0|-?[1-9][0-9]{0,11}|-?(?:0|[1-9][0-9]{0,5})\.[0-9]{0,5}[1-9]",
        "gYear": r"[1-9]\d{3}",
        "integer": "0|-?[1-9][0-9]{0,17}",
    }.items()
}
_ANY: Final = ox.NamedNode("urn:any")


def find_written(quads: Collection[ox.Quad]) -> Written:
    """Return the quads of which a store makes others, with those that are these others already.

    >>> xsd = "http://www.w3.org/2001/XMLSchema#"
    >>> code, other = (ox.Literal(text, datatype=ox.NamedNode(xsd + "integer")) for text in ("0440100", "440100"))
    >>> found = find_written([ox.Quad(_ANY, _ANY, code), ox.Quad(_ANY, _ANY, other), ox.Quad(_ANY, _ANY, ox.Literal("007"))])
    >>> [[quad.object.value for quad in (stored, *written)] for stored, written in found.items()]
    [['440100', '0440100', '440100']]
    """
    valued = [quad for quad in quads if _may_have_value(quad.object)]
    changed = _change_in_store({term for quad in valued if _may_change(term := quad.object)})
    if not changed:
        return {}
    found: defaultdict[ox.Quad, set[ox.Quad]] = defaultdict(set)
    for quad in valued:
        if quad.object in changed:
            found[ox.Quad(quad.subject, quad.predicate, changed[quad.object], quad.graph_name)].add(quad)
    for quad in valued:
        if quad in found:
            found[quad].add(quad)
    return {stored: tuple(sorted(written, key=str)) for stored, written in found.items()}


def _may_have_value(term: object) -> bool:
    return isinstance(term, ox.Triple) or (isinstance(term, ox.Literal) and term.datatype not in _TEXTS)


def _may_change(term: object) -> bool:
    if isinstance(term, ox.Literal) and (kept := _KEPT.get(term.datatype)):
        return not kept.fullmatch(term.value)
    return True


def _change_in_store(terms: Collection[_Term]) -> dict[_Term, _Term]:
    """Return what a store makes of those terms that it changes."""
    numbered = dict(enumerate(terms))
    store = ox.Store()
    store.bulk_extend(ox.Quad(ox.NamedNode(f"urn:{number}"), _ANY, term) for number, term in numbered.items())
    found = ((numbered[int(quad.subject.value.removeprefix("urn:"))], quad.object) for quad in store)
    return {term: stored for term, stored in found if term != stored}


class LineWriter(io.RawIOBase):
    """A file that takes N-Quads or N-Triples in pieces, and gives their lines to a function, in lists.

    Lines are replaced by those that are written for them.
    """

    # How many bytes are split into lines at a time.
    _BLOCK: Final = 1 << 20

    def __init__(self, take: Callable[[list[bytes]], None], replaced: Mapping[bytes, Collection[bytes]]) -> None:
        """Give lists of lines to ``take``."""
        self._take = take
        self._replaced = replaced
        self._pieces: list[bytes] = []
        self._waiting = 0

    def writable(self) -> bool:
        """Return that it takes text."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # pyoxigraph writes bytes only
        """Take a piece of text."""
        self._pieces.append(data)
        self._waiting += len(data)
        if self._waiting >= self._BLOCK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Give the lines that are whole; the rest waits for what follows it."""
        lines = b"".join(self._pieces).splitlines(keepends=True)
        rest = [lines.pop()] if lines and not lines[-1].endswith(b"\n") else []
        self._pieces, self._waiting = rest, sum(map(len, rest))
        if self._replaced:
            lines = [written for line in lines for written in self._replaced.get(line, (line,))]
        self._take(lines)
