"""The comparison of two curations of one document: by kind, by attribute of what is matched, by link, by rung."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cengji.agreement.coefficients import interval_alpha, kappa, nominal_alpha
from cengji.agreement.curation import HEAD, NOT_COMPARED, WITHOUT_EVIDENCE, Curation, Field, Statement, kind_of
from cengji.agreement.matching import characters_of, share_of
from cengji.agreement.pairing import KINDS, Pair, Pairing
from cengji.agreement.results import Agreement, Attribute, Difference, Kind, Link
from cengji.cases.loader import LoadedCase
from cengji.cases.organization import Ladder, Relation, Rung
from cengji.core.errors import InputError

__all__ = ["Comparison", "compare_curations", "match_curations"]


def compare_curations(first: LoadedCase, second: LoadedCase) -> Agreement:
    """Return how far two curations of a document agree; raises what :func:`match_curations` does."""
    return match_curations(first, second).agreement()


def match_curations(first: LoadedCase, second: LoadedCase) -> Comparison:
    """Return two curations of a document, and which statement of one is which of the other.

    :raises InputError: if they are of different documents.
    """
    digests = first.case.document.sha256, second.case.document.sha256
    if digests[0] != digests[1]:
        problem = f"is of another document ({digests[1][:12]}…) than {first.path} ({digests[0][:12]}…)"
        line = second.tree.line(("document", "sha256"))
        raise InputError.of(second.path, problem, "compare two curations of one file, byte for byte", line=line, field="document.sha256")
    return Comparison(Curation(first), Curation(second))


class Comparison:
    """Two curations, and which statement of one is which of the other."""

    def __init__(self, first: Curation, second: Curation) -> None:
        self.first, self.second = first, second
        pairing = Pairing(first, second)
        self.pairs, self._moved = pairing.matched, pairing.moved
        self.first_of, moved, doubted = map(_first_keys, (pairing.matched, pairing.moved, pairing.doubted))
        self._same = doubted | moved | self.first_of
        undecided = [pair for pairs in pairing.doubted.values() for pair in pairs]
        self._stated_by_second = {other.id: one.id for one, other in undecided if other.proposed is None}
        self._stated_by_first = {one.id: other.id for one, other in undecided if one.proposed is None}
        named = [*(one for kind in KINDS for one in first.proposals(kind)), *first.statements]
        self.named = {(kind_of(one.section), name): one.id for one in named for name in sorted(one.names)}

    def agreement(self) -> Agreement:
        """Return how far they agree."""
        kinds = [self._kind(kind) for kind in KINDS if kind != HEAD]
        return Agreement(
            self.first.loaded.path, self.second.loaded.path, self.first.proposed, self.second.proposed,
            self.first.unanchored, self.second.unanchored, NOT_COMPARED,
            tuple(kind for kind in kinds if kind.first or kind.second),
            tuple(self._attributes()), tuple(self._links()), tuple(self._differences()),
        )  # fmt: skip

    def _kind(self, kind: str) -> Kind:
        pairs = self.pairs[kind]
        shares = [share_of(one.characters, other.characters) for one, other in pairs]
        counts = len(pairs), sum(share == 1 for share in shares), sum(2 * share >= 1 for share in shares)
        return Kind(kind, len(self.first.of_kind(kind)), len(self.second.of_kind(kind)), *counts)

    def _same_as(self, key: str) -> str:
        """Return the key by which the first curation knows what the second calls so: its match, or what bears the same name."""
        if key in self._same:
            return self._same[key]
        meant = self.second.by_key.get(key)
        found = (self.named.get((kind_of(meant.section), name)) for name in sorted(meant.names)) if meant else ()
        return next(filter(None, found), f"second/{key}")

    def first_key(self, key: str) -> str | None:
        """Return the key that the first curation has for what the second calls so, None where it has no such thing."""
        found = self._same_as(key)
        return None if found.startswith("second/") else found

    def doubted_in_first(self, key: str) -> str | None:
        """Return the key of what the first curation only proposes and the second states so, or None."""
        return self._stated_by_second.get(key)

    def doubted_in_second(self, key: str) -> str | None:
        """Return the key of what the second curation only proposes and the first states so, or None."""
        return self._stated_by_first.get(key)

    def _values(self, field: Field | None, *, second: bool) -> tuple[Any, ...]:
        """Return the values of a field in the keys of the first curation, those of lists sorted."""
        if field is None:
            return ()
        values = tuple(map(self._same_as, field.values)) if second and field.is_reference else field.values
        return tuple(sorted(values)) if field.is_list else values

    def _attributes(self) -> Iterator[Attribute]:
        """Yield each field of one value or of keys of a scheme; lists of references are links."""
        for kind, pairs in self.pairs.items():
            if kind == HEAD:
                continue
            given: defaultdict[str, list[tuple[Hashable, Hashable]]] = defaultdict(list)
            for one, other in pairs:
                if one.names and other.names and kind not in WITHOUT_EVIDENCE:
                    given["name"].append((min(one.names), min(one.names if one.names & other.names else other.names)))
                for name in dict.fromkeys([*one.fields, *other.fields]):
                    fields = one.fields.get(name), other.fields.get(name)
                    if not any(field and field.is_list and field.is_reference for field in fields):
                        given[name].append((self._values(fields[0], second=False), self._values(fields[1], second=True)))
            yield from (_attribute(kind, name, values) for name, values in given.items())
        rungs = [pair for ladders in self.pairs["ladders"] for pair in self._common_rungs(*ladders)]
        for name in ("tier", "tier_status", "beside") if rungs else ():
            held = [(_given(getattr(one, name)), _given(getattr(other, name))) for one, other in rungs]
            yield _attribute("rungs", name, [pair for pair in held if pair != ((), ())])

    def _links(self) -> Iterator[Link]:
        """Yield the references of each field, relations by both ends and kind, and rungs within ladders."""
        matched = set(self.first_of.values()), set(self.first_of)
        links: defaultdict[str, list[Counter[Any]]] = defaultdict(lambda: [Counter() for _ in range(4)])
        for side, curation in enumerate((self.first, self.second)):
            for name, subject, relation, target in _triples(curation.statements):
                ends = [self.first_of.get(key, f"second/{key}") if side else key for key in (subject, target)]
                triple = ends[0], relation, ends[1]
                links[name][side][triple] += 1
                if subject in matched[side] and target in matched[side]:
                    links[name][side + 2][triple] += 1
        for name, (first, second, first_given, second_given) in links.items():
            common = (first_given & second_given).total()
            yield Link(name, first.total(), second.total(), first_given.total(), second_given.total(), common)
        if ladders := self.pairs["ladders"]:
            first_rungs, second_rungs = (sum(len(_rungs(one)) for one in side.of_kind("ladders")) for side in (self.first, self.second))
            first_in, second_in = (sum(len(_rungs(pair[side])) for pair in ladders) for side in (0, 1))
            agreed = sum(len(self._common_rungs(*pair)) for pair in ladders)
            yield Link("ladders by rungs", first_rungs, second_rungs, first_in, second_in, agreed)

    def _common_rungs(self, one: Statement, other: Statement) -> list[tuple[Rung, Rung]]:
        """Return the rungs that two ladders share in the same order, as many as there can be."""
        firsts, seconds = _rungs(one), _rungs(other)
        best: list[list[list[tuple[Rung, Rung]]]] = [[[] for _ in range(len(seconds) + 1)] for _ in range(len(firsts) + 1)]
        for place, first in enumerate(firsts, 1):
            for index, second in enumerate(seconds, 1):
                if first.body == self._same_as(second.body):
                    best[place][index] = [*best[place - 1][index - 1], (first, second)]
                else:
                    best[place][index] = max(best[place - 1][index], best[place][index - 1], key=len)
        return best[-1][-1]

    def _differences(self) -> Iterator[Difference]:
        """Yield what is to settle, kind by kind, in the order of the document."""
        for kind, matched in self.pairs.items():
            pairs = [*matched, *self._moved[kind]]
            taken = {id(one) for pair in pairs for one in pair}
            alone = [(one, None) for one in self.first.of_kind(kind) if id(one) not in taken]
            lonely = [(None, one) for one in self.second.of_kind(kind) if id(one) not in taken]
            for first, second in sorted([*pairs, *alone, *lonely], key=_reading_order):
                yield from self._between(kind, first, second)

    def _between(self, kind: str, first: Statement | None, second: Statement | None) -> Iterator[Difference]:
        at_first = self.first.whereabouts(first) if first else None
        at_second = self.second.whereabouts(second) if second else None
        if first is None or second is None:
            yield Difference(kind, "only second" if first is None else "only first", "", "", "", at_first, at_second)
            return
        if first.characters != second.characters:
            yield Difference(kind, "evidence", "", "", "", at_first, at_second)
        firsts, seconds = first.called | first.fields, second.called | second.fields
        for name in dict.fromkeys([*firsts, *seconds]):
            one, other = firsts.get(name), seconds.get(name)
            if self._values(one, second=False) != self._values(other, second=True):
                places = self.first.whereabouts(first, one and one.path), self.second.whereabouts(second, other and other.path)
                yield Difference(kind, "value", name, _shown(one), _shown(other), *places)
        if list(map(_told, _rungs(first))) != [(self._same_as(one.body), *_told(one)[1:]) for one in _rungs(second)]:
            yield Difference(kind, "value", "rungs", _shown_rungs(first), _shown_rungs(second), at_first, at_second)


def _first_keys(pairs: Mapping[str, list[Pair]]) -> dict[str, str]:
    """Return key of the second curation → key of the first."""
    return {other.id: one.id for held in pairs.values() for one, other in held}


def _attribute(kind: str, name: str, values: Iterable[tuple[Any, Any]]) -> Attribute:
    pairs = list(values)
    both = [(one, other) for one, other in pairs if one != () and other != ()]
    numbers = [[_number(value) for value in pair] for pair in both]
    is_interval = bool(numbers) and all(number is not None for pair in numbers for number in pair)
    alpha = interval_alpha([[one for one in pair if one is not None] for pair in numbers]) if is_interval else nominal_alpha(both)
    equal = sum(one == other for one, other in both)
    return Attribute(kind, name, len(both), equal, len(pairs) - len(both), kappa(both), alpha, "interval" if is_interval else "nominal")


def _given(value: object) -> tuple[object, ...]:
    return () if value is None else (value,)


def _number(value: Any) -> Fraction | None:  # noqa: ANN401 - the values of any field
    """Return the number that is the only value of a field, None if it is none."""
    one = value[0] if isinstance(value, tuple) and len(value) == 1 else None
    return Fraction(one) if isinstance(one, (int, Decimal)) and not isinstance(one, bool) else None


def _triples(statements: Iterable[Statement]) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, subject, relation and object of every link, a relation as one between its ends."""
    for one in statements:
        if isinstance(one.item, Relation):
            yield "relations", one.item.subject, one.item.relation, one.item.object
        for name, field in one.fields.items():
            if field.is_reference and not (isinstance(one.item, Relation) and name in ("subject", "object")):
                yield from ((f"{kind_of(one.section)}: {name}", one.id, name, key) for key in field.values)


def _rungs(ladder: Statement) -> list[Rung]:
    return ladder.item.rungs if isinstance(ladder.item, Ladder) else []


def _reading_order(pair: tuple[Statement | None, Statement | None]) -> tuple[int, str, str]:
    first, second = pair
    place = min(min(one.characters, default=0) for one in pair if one)
    return place, first.id if first else "", second.id if second else ""


def _shown(field: Field | None) -> str:
    return "" if field is None else " ".join(sorted(map(str, field.values)) if field.is_list else map(str, field.values))


def _told(rung: Rung) -> tuple[Any, ...]:
    """Return what a rung says: its body, name, tier with status and alternatives, the characters it rests on."""
    label = rung.label.zh if rung.label else None
    alternatives = sorted(one.tier for one in rung.alternatives)
    return rung.body, rung.tier, rung.beside, rung.tier_status, label, alternatives, characters_of(rung)


def _shown_rungs(ladder: Statement) -> str:
    return " > ".join(map(_shown_rung, _rungs(ladder)))


def _shown_rung(rung: Rung) -> str:
    """Return a rung in words: its body, name, tier with status and alternatives, and on which characters it rests."""
    label = f" {rung.label.zh}" if rung.label else ""
    others = "".join(f" or {one.tier}" for one in rung.alternatives)
    tier = f" ({rung.tier}{others}, {rung.tier_status})" if rung.tier else ""
    spans = " ".join(f"{one.start}-{one.end}" for one in rung.evidence if one.start is not None)
    return f"{'| ' if rung.beside else ''}{rung.body}{label}{tier}{f' at {spans}' if spans else ''}"
