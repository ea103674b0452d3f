"""A number of a printed figure with what its own form says: range, 余, measure word, unit and kind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cengji.text.numerals import Number

__all__ = ["Quantity"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed with what is implied by its own form; ``end`` is where it ends in the text.

    ``more`` is the 余, 多 or 来 inside it; ``comparator`` what the form itself says (range for 两三百).
    """

    end: int
    number: Number
    upper: Number | None = None
    comparator: str = "exact"
    more: str = ""
    word: str | None = None
    unit: str | None = None
    kind: str | None = "count"
    chinese: bool = False
    unfinished: bool = False

    @property
    def is_range(self) -> bool:
        """Return whether two ends are printed."""
        return self.upper is not None

    def negated(self) -> Quantity:
        """Return the quantity below zero; a share below zero is a change."""
        number = replace(self.number, value=-self.number.value)
        return replace(self, number=number, kind="change" if self.kind == "share" else self.kind)

    def ends(self) -> tuple[Quantity, Quantity]:
        """Return the two ends of a range as numbers of their own."""
        low = replace(self, upper=None, comparator="exact")
        return low, replace(low, number=self.upper or self.number)
