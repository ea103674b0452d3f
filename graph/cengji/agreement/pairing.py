"""Which statement of one curation is which of another: by their evidence, then by name; what either only proposes is known too."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from cengji.agreement.curation import HEAD, WITHOUT_EVIDENCE, Curation, Statement, kind_of
from cengji.agreement.matching import match, share_of
from cengji.cases.case import Case
from cengji.cases.parts import Item, roles_of

__all__ = ["KINDS", "Pair", "Pairing"]

_ITEMS: Final = dict.fromkeys(kind_of(name) for name, role in roles_of(Case).items() if role.model and issubclass(role.model, Item))
KINDS: Final = (HEAD, "concepts", *_ITEMS, "same bodies", "exclusions")
_FINEST: Final = 100
Pair = tuple[Statement, Statement]


class Pairing:
    """The pairs of two curations by kind.

    ``matched`` rest on common text, or are of a kind that rests on none. ``moved`` do not, but bear one name, or rest on no text and
    say the same. In ``doubted`` at least one side is only proposed.
    """

    def __init__(self, first: Curation, second: Curation) -> None:
        self._first, self._second = first, second
        self.matched: dict[str, list[Pair]] = {}
        self.moved: dict[str, list[Pair]] = {}
        self.doubted: dict[str, list[Pair]] = {}
        for kind in KINDS:
            firsts, seconds = first.of_kind(kind), second.of_kind(kind)
            self.matched[kind] = self._pair(firsts, seconds, self._by_name if kind in WITHOUT_EVIDENCE else self._by_text)
            firsts, seconds = _left(firsts, self.matched[kind]), _left(seconds, self.matched[kind])
            self.moved[kind] = self._pair(firsts, seconds, self._by_name)
            firsts, seconds = _left(firsts, self.moved[kind]), _left(seconds, self.moved[kind])
            drafts = first.proposals(kind), second.proposals(kind)
            self.doubted[kind] = self._pair([*firsts, *drafts[0]], [*seconds, *drafts[1]], self._with_doubt)

    def _pair(self, firsts: list[Statement], seconds: list[Statement], weigh: Callable[[Statement, Statement, int], int]) -> list[Pair]:
        scale = 1 + _FINEST * min(len(firsts), len(seconds))
        return [(firsts[one], seconds[other]) for one, other in match(firsts, seconds, lambda one, other: weigh(one, other, scale))]

    def _by_text(self, first: Statement, second: Statement, scale: int) -> int:
        """Weigh by the number of characters in common, of equal ones by how much both say alike."""
        shared = len(first.characters & second.characters)
        return shared * scale + self._likeness(first, second) if shared else 0

    def _by_name(self, first: Statement, second: Statement, _: int) -> int:
        if first.names & second.names:
            return 1 + self._likeness(first, second)
        is_same = not (first.characters or second.characters) and self._first.words(first) == self._second.words(second)
        return 1 if is_same and first.names == second.names and first.fields else 0

    def _with_doubt(self, first: Statement, second: Statement, scale: int) -> int:
        if first.proposed is None and second.proposed is None:
            return 0
        return self._by_text(first, second, scale) or self._by_name(first, second, scale)

    def _likeness(self, first: Statement, second: Statement) -> int:
        """Return how much two statements say alike, 0 to the finest: half of it names, half the values of fields."""
        words = share_of(self._first.words(first), self._second.words(second))
        return int(_FINEST * (share_of(first.names, second.names) + words) / 2)


def _left(statements: list[Statement], pairs: Collection[Pair]) -> list[Statement]:
    taken = {id(one) for pair in pairs for one in pair}
    return [one for one in statements if id(one) not in taken]
