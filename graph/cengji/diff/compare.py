"""The comparison: the quads that one side has and the other has not, gathered into one statement an edit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import InputError
from cengji.core.namespaces import DERIVED
from cengji.core.texts import Text
from cengji.dataset import Dataset
from cengji.dataset.terms import CJ, OA, RDF_TYPE, SKOS
from cengji.diff.properties import label_of
from cengji.diff.statements import KINDS, VERBS, Change, Difference, Passage, Statement
from cengji.diff.things import Side

__all__ = ["compare"]

_EVIDENCE: Final = frozenset({CJ.evidence, CJ.printedExpression, CJ.sliceDigest, OA.hasSelector, OA.hasSource, OA.start, OA.end})
_TO_CHILD: Final = frozenset({CJ.hasRung})
_UNTOLD: Final = frozenset({CJ.position, CJ.inCase, CJ.period, CJ.claimPredicate, RDF_TYPE})
"""Told otherwise: positions as the order of a ladder, classes by the kind that states them."""
_SIDES: Final = ("old", "new")


class _Bucket:
    """The quads of one thing, those that differ, on both sides."""

    def __init__(self) -> None:
        self.old: list[ox.Quad] = []
        self.new: list[ox.Quad] = []


def compare(old: Dataset, new: Dataset) -> Difference:
    """Return what became of ``old`` in ``new``.

    Quads are compared as a plain set, since there are no blank nodes. Derived quads make no statement of their
    own: they follow from others. What came or went with a thing (its evidence, its mapping, links to it, the
    rungs of a ladder, all of a case) belongs to the statement about that thing.

    :raises InputError: if a quad that differs has a blank node.
    """
    withdrawn, added = _differing(old, new)
    sides = Side(old), Side(new)
    statements = sorted(_Comparison(*sides).statements(withdrawn, added), key=_reading_order)
    return Difference(tuple(statements), len(withdrawn), len(added))


def _differing(old: Dataset, new: Dataset) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Return the quads only in ``old`` and only in ``new``; as lines first, because most are the same."""
    lines = [_lines(dataset) for dataset in (old, new)]
    return _quads(lines[0] - lines[1]), _quads(lines[1] - lines[0])


def _lines(dataset: Dataset) -> frozenset[bytes]:
    """Return the quads as lines of N-Quads; the IRI of a file stands for no graph, so that two files can be equal."""
    store = dataset.store
    files = [graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode) and graph.value.startswith("file:")]
    if not files:
        return frozenset((store.dump(format=ox.RdfFormat.N_QUADS) or b"").split(b"\n"))
    graphs = [*store.named_graphs(), ox.DefaultGraph()]
    triples = [store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b"" for graph in graphs]
    return frozenset(line for written in triples for line in written.split(b"\n"))


def _quads(lines: Iterable[bytes]) -> list[ox.Quad]:
    quads = sorted(ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_QUADS), key=str)
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
            problem = f"a blank node differs, at {quad.predicate}: it has no name by which the two could be compared"
            raise InputError.of("the data compared", problem, "give it an IRI on both sides")
    return quads


class _Comparison:
    """Assigns the differing quads to things and turns each thing into statements."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new

    def statements(self, withdrawn: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> Iterator[Statement]:
        buckets: dict[tuple[ox.NamedNode, bool], _Bucket] = defaultdict(_Bucket)
        ladders: set[ox.NamedNode] = set()
        for name, side, other, quads in ((_SIDES[0], self._old, self._new, withdrawn), (_SIDES[1], self._new, self._old, added)):
            for quad in quads:
                if quad.graph_name == ox.NamedNode(DERIVED):
                    continue
                key = self._thing_of(quad, side, other)
                getattr(buckets[key], name).append(quad)
                if quad.predicate == CJ.position:
                    ladders.update(side.subjects(CJ.hasRung, _subject(quad)))
        for (thing, mapping), bucket in buckets.items():
            yield from self._told(thing, bucket, mapping=mapping)
        yield from (statement for ladder in ladders for statement in self._reordered(ladder))

    def _thing_of(self, quad: ox.Quad, side: Side, other: Side) -> tuple[ox.NamedNode, bool]:
        """Return the thing whose edit a quad belongs to, and whether it is an edit of the curator's mapping of it."""
        subject, term = _subject(quad), quad.object
        thing = side.owner(subject)
        if isinstance(term, ox.NamedNode) and quad.predicate != RDF_TYPE:
            claim = side.claim(subject, quad.predicate, term)
            if claim is not None:
                thing = claim
            elif quad.predicate in _TO_CHILD or (side.exists(term) and not other.exists(term) and other.exists(thing)):
                thing = side.owner(term)
        whole = self._whole(thing, side, other)
        mapping = quad.predicate in (CJ.commonTier, CJ.variantOf) or side.is_mapping(subject)
        return whole, mapping and self._old.exists(whole) and self._new.exists(whole)

    def _whole(self, thing: ox.NamedNode, side: Side, other: Side) -> ox.NamedNode:
        """Return the ladder or case that came or went as a whole and took this thing with it."""
        wholes = [
            *side.subjects(CJ.hasRung, thing), *side.nodes(thing, CJ.inCase), *side.subjects(CJ.coversPlace, thing),
            *side.subjects(CJ.documentedBy, thing),
        ]  # fmt: skip
        if not other.exists(thing):
            for whole in wholes:
                if side.exists(whole) and not other.exists(whole):
                    return self._whole(whole, side, other)
        return thing

    def _told(self, thing: ox.NamedNode, bucket: _Bucket, *, mapping: bool) -> Iterator[Statement]:
        before, after = self._old.exists(thing), self._new.exists(thing)
        if before and after:
            statement = self._mapped(thing, bucket) if mapping else self._changed(thing, bucket)
            if statement:
                yield statement
            return
        side = self._new if after else self._old
        quads = bucket.new if after else bucket.old
        passages = side.passages(thing)
        value = [Change(p.value, label_of(p), *self._one_sided(side.objects(thing, p), side, after=after)) for p in (CJ.asWritten,)]
        yield Statement(
            "added" if after else "withdrawn",
            side.kind(thing),
            side.place(thing),
            thing.value,
            side.label(thing),
            tuple(change for change in value if change.old or change.new),
            () if after else passages,
            passages if after else (),
            self._parts(thing, quads, side),
        )

    @staticmethod
    def _one_sided(terms: list[ox.NamedNode | ox.Literal], side: Side, *, after: bool) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
        names = tuple(map(side.name, terms))
        return ((), names) if after else (names, ())

    @staticmethod
    def _parts(thing: ox.NamedNode, quads: list[ox.Quad], side: Side) -> tuple[tuple[str, int], ...]:
        """Count the things that came or went with a case or ladder, by kind."""
        nodes = {_subject(quad) for quad in quads if quad.predicate == RDF_TYPE and quad.subject != thing}
        kinds = Counter(side.kind(node) for node in nodes)
        return tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind] and kind != "thing")

    def _changed(self, thing: ox.NamedNode, bucket: _Bucket) -> Statement | None:
        """Tell the properties that differ; evidence that came or went is shown beside them, or alone if nothing else differs."""
        changes = tuple(self._changes(thing, bucket))
        passages = self._old.passages(thing), self._new.passages(thing)
        moved = passages[0] != passages[1]
        if not changes and not moved:
            return None
        verb = VERBS[2] if changes else VERBS[3]
        return self._statement(thing, verb, changes, *(passages if changes or moved else ((), ())))

    def _mapped(self, thing: ox.NamedNode, bucket: _Bucket) -> Statement | None:
        changes = tuple(self._mapping_changes(thing, bucket))
        return self._statement(thing, "mapped", changes) if changes else None

    def _statement(
        self, thing: ox.NamedNode, verb: str, changes: tuple[Change, ...], old: tuple[Passage, ...] = (), new: tuple[Passage, ...] = ()
    ) -> Statement:
        side = self._new
        return Statement(
            next(one for one in VERBS if one == verb),
            side.kind(thing),
            side.place(thing),
            thing.value,
            side.label(thing),
            changes,
            old,
            new,
        )

    def _changes(self, thing: ox.NamedNode, bucket: _Bucket) -> Iterator[Change]:
        """Yield the values of each property that only one side has, of the thing and of its parts but the evidence."""
        values: dict[ox.NamedNode, tuple[set[object], set[object]]] = defaultdict(lambda: (set(), set()))
        for at, (side, quads) in enumerate(((self._old, bucket.old), (self._new, bucket.new))):
            for quad in quads:
                if side.owner(_subject(quad)) != thing:
                    continue  # the direct triple of a claim: the claim's status tells it
                untold = _UNTOLD - {RDF_TYPE} if quad.subject == thing else _UNTOLD | {CJ.asWritten}
                if quad.predicate not in _EVIDENCE | untold:
                    values[quad.predicate][at].add(quad.object)
        if any(predicate != RDF_TYPE for predicate in values):
            values.pop(RDF_TYPE, None)
        if self._is_occupants(thing, values.get(SKOS.prefLabel, (set(), set()))):
            values.pop(SKOS.prefLabel, None)
        for predicate in sorted(values, key=lambda one: one.value):
            old, new = values[predicate]
            yield Change(predicate.value, label_of(predicate), self._names(self._old, old), self._names(self._new, new))

    def _is_occupants(self, rung: ox.NamedNode, labels: tuple[set[object], set[object]]) -> bool:
        """Return whether a rung has its label from the body on it, so that a change of it is told there."""
        pairs = zip((self._old, self._new), labels, strict=True)
        return all(
            own <= {label for body in side.nodes(rung, CJ.occupiedBy) for label in side.objects(body, SKOS.prefLabel)}
            for side, own in pairs
        )

    @staticmethod
    def _names(side: Side, terms: set[object]) -> tuple[Text, ...]:
        found = [term for term in terms if isinstance(term, ox.NamedNode | ox.Literal)]
        return tuple(side.name(term) for term in sorted(found, key=str))

    def _mapping_changes(self, thing: ox.NamedNode, bucket: _Bucket) -> Iterator[Change]:
        """Yield the mapping as a whole, ``what (status)``, where target or status differ, and the reason where only that does."""
        for claimed, mapped in ((CJ.mappedTier, CJ.mappedRung), (CJ.mappedGeneric, CJ.mappedMeasure)):
            told = [self._claims(side, thing, claimed, mapped) for side in (self._old, self._new)]
            if told[0] != told[1]:
                old, new = (tuple(text for text in told[at] if text not in told[1 - at]) for at in (0, 1))
                yield Change(claimed.value, label_of(claimed), old, new)
                return
        reasons: list[set[object]] = [{quad.object for quad in quads if quad.predicate == CJ.reason} for quads in (bucket.old, bucket.new)]
        if any(reasons):
            yield Change(CJ.reason.value, label_of(CJ.reason), self._names(self._old, reasons[0]), self._names(self._new, reasons[1]))

    @staticmethod
    def _claims(side: Side, thing: ox.NamedNode, claimed: ox.NamedNode, mapped: ox.NamedNode) -> list[Text]:
        texts = []
        for claim in side.subjects(mapped, thing):
            statuses = [side.label(node) for node in side.nodes(claim, CJ.status)]
            for target in map(side.label, side.nodes(claim, claimed)):
                status = next(iter(statuses), Text("", ""))
                texts.append(Text(f"{target.zh}（{status.zh}）", f"{target.en} ({status.en})"))
        return sorted(texts)

    def _reordered(self, ladder: ox.NamedNode) -> Iterator[Statement]:
        """Tell the order of a ladder where the rungs that both sides have stand in another order."""
        if not (self._old.exists(ladder) and self._new.exists(ladder)):
            return
        orders = self._old.order(ladder), self._new.order(ladder)
        both = set(orders[0]) & set(orders[1])
        if [rung for rung in orders[0] if rung in both] != [rung for rung in orders[1] if rung in both]:
            old, new = (tuple(side.label(rung) for rung in order) for side, order in zip((self._old, self._new), orders, strict=True))
            yield self._statement(ladder, "reordered", (Change(CJ.position.value, label_of(CJ.position), old, new),))


def _subject(quad: ox.Quad) -> ox.NamedNode:
    if not isinstance(quad.subject, ox.NamedNode):
        raise TypeError(f"no IRI: {quad.subject}")  # _quads has refused it
    return quad.subject


def _reading_order(statement: Statement) -> tuple[Text, int, str, int]:
    return statement.place, KINDS.index(statement.kind), statement.thing, VERBS.index(statement.verb)
