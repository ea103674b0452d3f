"""What the loader must know of the ontology: the keys of each scheme. No RDF here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The keys of the ontology's schemes, by scheme.

    >>> Vocabulary({"status": frozenset({"stated", "inferred"})}).knows("status", "stated")
    True
    """

    schemes: Mapping[str, frozenset[str]]

    def knows(self, scheme: str, key: str) -> bool:
        """Return whether the scheme has a concept of that key."""
        return key in self.schemes.get(scheme, frozenset())

    def extended(self, declared: Iterable[tuple[str, str]]) -> Vocabulary:
        """Return this vocabulary with more concepts, as pairs of scheme and key."""
        merged = dict(self.schemes)
        for scheme, key in declared:
            merged[scheme] = merged.get(scheme, frozenset()) | {key}
        return Vocabulary(merged)
