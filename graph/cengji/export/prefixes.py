"""Prefixed names: which prefix stands for which namespace, and which prefixes a text has used."""

from __future__ import annotations

import re
from typing import Final

from cengji.core.namespaces import CASE, CURATION, DERIVED, ID, PREFIXES, QUERY, ROOT, SCHEME

__all__ = ["Prefixes"]

_CUBE: Final = ROOT + "cube/"
_FIXED: Final = {
    **PREFIXES,
    "case": CASE,
    "cengji": ROOT,
    "component": f"{_CUBE}component/",
    "counted": f"{_CUBE}counted/",
    "cube": _CUBE,
    "curation": CURATION,
    "cv": "http://data.europa.eu/m8g/",
    "graph": DERIVED.removesuffix("derived"),
    "period": f"{_CUBE}period/",
    "place": f"{ID}place/",
    "dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "qb": "http://purl.org/linked-data/cube#",
    "rule": f"{QUERY}derive/",
    "scheme": SCHEME,
    "structure": f"{_CUBE}structure/",
}
# Namespaces with a prefix each: all that begin so and go on for so many segments, with what their prefix begins with.
_FAMILIES: Final = ((SCHEME, 1, "s-"), (ID, 2, ""), (f"{_CUBE}observation/", 2, "observation-"))
_PREFIX: Final = re.compile(r"[a-z][a-z0-9-]*")


class Prefixes:
    """The prefixes of one text: splits IRIs into prefix and local name, and knows which prefixes were used.

    Beside the fixed prefixes there is one for the concepts of each scheme (``s-unit``), one for the things of
    each kind of each case (``gusu-figure``) and one for their observations in a data cube. A prefix begins with a
    letter: the things of a case whose key does not have no short names.
    """

    def __init__(self, *, without: frozenset[str] = frozenset()) -> None:
        """Leave out the prefixes ``without``, which mean something else in the text."""
        self._without = without
        self._prefixes: dict[str, str | None] = {base: prefix for prefix, base in _FIXED.items() if prefix not in without}
        self._bases = {prefix: base for base, prefix in self._prefixes.items() if prefix}
        self._used: set[str] = set()

    def split(self, iri: str) -> tuple[str, str] | None:
        """Return prefix and local name of an IRI, or None where no prefix fits or nothing follows it.

        >>> Prefixes().split("https://w3id.org/cengji/id/gusu/figure/grids")
        ('gusu-figure', 'grids')
        """
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        base = iri[:cut]
        if base not in self._prefixes:
            self._prefixes[base] = self._mint(base)
        prefix = self._prefixes[base]
        return None if prefix is None or cut == len(iri) else (prefix, iri[cut:])

    def use(self, prefix: str) -> None:
        """Count a prefix as used."""
        self._used.add(prefix)

    @property
    def used(self) -> dict[str, str]:
        """The namespaces of the prefixes used, by prefix, sorted."""
        return {prefix: self._bases[prefix] for prefix in sorted(self._used)}

    def _mint(self, base: str) -> str | None:
        """Return the prefix of a namespace that is one of a family; the first to claim a prefix has it."""
        for root, segments, lead in _FAMILIES:
            if base.startswith(root) and base.count("/") == root.count("/") + segments:
                prefix = lead + base.removeprefix(root)[:-1].replace("/", "-")
                free = _PREFIX.fullmatch(prefix) and prefix not in self._without and self._bases.setdefault(prefix, base) == base
                return prefix if free else None
        return None
