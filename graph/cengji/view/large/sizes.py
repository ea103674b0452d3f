"""How much goes into the page and into each part."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Sizes"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Most things in the page itself and in a part, most bytes of a part, and most links that are told of one thing.

    A name that very many things bear is found with not more than ``same`` of them, and says how many there are.
    """

    head: int = 6_000
    things: int = 4_000
    part: int = 1_000_000
    names: int = 400_000
    links: int = 50
    same: int = 10_000
    text: int = 2_000
