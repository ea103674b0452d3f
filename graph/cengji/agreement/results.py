"""What a comparison of two curations finds: counts and coefficients by kind, attribute and link, and the list to settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cengji.agreement.coefficients import f_measure

__all__ = ["Agreement", "Attribute", "Difference", "Kind", "Link", "Whereabouts"]


@dataclass(frozen=True, slots=True)
class Kind:
    """Statements of a kind: how many each curation has, how many are matched, on the same characters, on at least half of them."""

    name: str
    first: int
    second: int
    matched: int
    exact: int
    half: int

    @property
    def exact_f(self) -> float | None:
        """The F-measure, 0 to 1, of statements that rest on the same characters."""
        return f_measure(self.exact, self.first, self.second)

    @property
    def half_f(self) -> float | None:
        """The F-measure of those that share at least half of the characters that either rests on."""
        return f_measure(self.half, self.first, self.second)

    @property
    def overlap_f(self) -> float | None:
        """The F-measure of those that share any character."""
        return f_measure(self.matched, self.first, self.second)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field of matched statements: in how many pairs ``both`` give it, and the same; ``one_sided`` are those where only one does.

    Kappa and alpha are of the pairs where both give it, None where they are undefined; ``metric`` says how alpha compares.
    """

    kind: str
    name: str
    both: int
    equal: int
    one_sided: int
    kappa: float | None
    alpha: float | None
    metric: Literal["nominal", "interval"]

    @property
    def share(self) -> float | None:
        """The share, 0 to 1, of equal values among the pairs where at least one curation gives it, None where none does."""
        given = self.both + self.one_sided
        return self.equal / given if given else None


@dataclass(frozen=True, slots=True)
class Link:
    """Links of a name: how many each curation has, how many of these lie between matched statements, and how many both have."""

    name: str
    first: int
    second: int
    first_given: int
    second_given: int
    common: int

    @property
    def given_ends_f(self) -> float | None:
        """The F-measure, 0 to 1, of those whose ends the other curation has too."""
        return f_measure(self.common, self.first_given, self.second_given)

    @property
    def end_to_end_f(self) -> float | None:
        """The F-measure of all of them."""
        return f_measure(self.common, self.first, self.second)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where one curation says it: file, line, key and name of the entry, the raw characters of its evidence, its section and place there.

    Exclusions, claims of one body and the head of the case have no key.
    """

    path: str
    line: int
    key: str
    name: str
    spans: tuple[tuple[int, int], ...]
    section: str
    index: int

    @property
    def id(self) -> str:
        """What tells the entry from all others of the case: its key as an item, else section and place."""
        is_item = self.key and not self.section.startswith("concepts.")
        return self.key if is_item else f"{self.section}/[{self.index}]"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing to settle: a statement that only one has, evidence at other characters, or a field with another value."""

    kind: str
    what: Literal["only first", "only second", "evidence", "value"]
    field: str
    first: str
    second: str
    at_first: Whereabouts | None
    at_second: Whereabouts | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two curations of a document agree; what either only proposes is left out and counted.

    The characters of ``unanchored`` evidence are not known: nothing is matched by it. ``not_compared`` names what no difference is about.
    """

    first: str
    second: str
    first_proposed: int
    second_proposed: int
    first_unanchored: int
    second_unanchored: int
    not_compared: tuple[str, ...]
    kinds: tuple[Kind, ...]
    attributes: tuple[Attribute, ...]
    links: tuple[Link, ...]
    differences: tuple[Difference, ...]

    def __bool__(self) -> bool:
        """Return whether there is nothing to settle."""
        return not self.differences
