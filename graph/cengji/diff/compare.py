"""The comparison: the quads that one side has and the other has not, gathered into one statement an edit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import InputError
from cengji.core.namespaces import DERIVED, DESCRIPTION, FILE
from cengji.core.texts import Text
from cengji.dataset import Dataset
from cengji.dataset.terms import CJ, OA, RDF_TYPE, SKOS
from cengji.diff.statements import KINDS, VERBS, Change, Difference, Passage, Statement, Verb
from cengji.diff.things import Things, name_literal, name_property

__all__ = ["compare"]

_EVIDENCE: Final = frozenset({CJ.evidence, CJ.printedExpression, CJ.sliceDigest, OA.hasSelector, OA.hasSource, OA.start, OA.end})
# Properties that are no change of their own: positions are the order of a ladder, the class is the kind of the thing, the rest
# follows from what the thing is part of.
_IMPLIED: Final = frozenset({CJ.position, CJ.inCase, CJ.period, CJ.claimPredicate, RDF_TYPE})


# Graphs of what follows from the others.
_FOLLOWING: Final = frozenset({ox.NamedNode(DERIVED), ox.NamedNode(DESCRIPTION)})


@dataclass(frozen=True, slots=True)
class _Edit:
    """The quads of one thing that only one side has."""

    old: list[ox.Quad] = field(default_factory=list)
    new: list[ox.Quad] = field(default_factory=list)


def compare(old: Dataset, new: Dataset) -> Difference:
    """Return what became of ``old`` in ``new``.

    Quads are compared as a plain set, since there are no blank nodes. Derived quads and the description of the graph
    make no statement of their own: they follow from others. What came or went with a thing (its evidence, its mapping,
    links to it, the rungs of a ladder, all of a case) belongs to the statement about that thing.

    :raises InputError: if a quad that differs has a blank node.
    """
    lines = _lines(old), _lines(new)
    withdrawn, added = _parse(lines[0] - lines[1]), _parse(lines[1] - lines[0])
    statements = sorted(_Comparison(Things(old), Things(new)).statements(withdrawn, added), key=_reading_order)
    return Difference(tuple(statements), len(withdrawn), len(added))


def _lines(dataset: Dataset) -> set[bytes]:
    """Return the quads as lines of N-Quads; the IRI of a file stands for no graph, so that two files can be equal."""
    lines: set[bytes] = set()
    graphs = list(dataset.store.named_graphs())
    if not any(isinstance(graph, ox.NamedNode) and graph.value.startswith(FILE) for graph in graphs):
        dataset.dump_lines(lines.update)
    else:
        for graph in (*graphs, ox.DefaultGraph()):
            dataset.dump_lines(lines.update, graph)
    return lines


def _parse(lines: Iterable[bytes]) -> list[ox.Quad]:
    """Return lines of N-Quads as quads, sorted.

    :raises InputError: at the first blank node.
    """
    quads = sorted(ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_QUADS), key=str)
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
            problem = f"a blank node differs, at {quad.predicate}: it has no name by which the two could be compared"
            raise InputError.of("the data compared", problem, "give it an IRI on both sides")
    return quads


class _Comparison:
    """Assigns the differing quads to things and turns each thing into statements."""

    def __init__(self, old: Things, new: Things) -> None:
        self._old, self._new = old, new

    def statements(self, withdrawn: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> Iterator[Statement]:
        """Yield the statements of all things that the quads belong to, in no order."""
        edits: dict[tuple[ox.NamedNode, bool], _Edit] = defaultdict(_Edit)
        ladders: set[ox.NamedNode] = set()
        for side, other, quads in ((self._old, self._new, withdrawn), (self._new, self._old, added)):
            for quad in quads:
                if quad.graph_name in _FOLLOWING:
                    continue
                edit = edits[self._thing_of(quad, side, other)]
                (edit.old if side is self._old else edit.new).append(quad)
                if quad.predicate == CJ.position:
                    ladders.update(side.subjects(CJ.hasRung, _subject(quad)))
        for (thing, is_mapping), edit in edits.items():
            if not (self._old.exists(thing) and self._new.exists(thing)):
                yield self._whole_statement(thing, edit)
            elif statement := self._mapping_statement(thing, edit) if is_mapping else self._change_statement(thing, edit):
                yield statement
        yield from filter(None, map(self._order_statement, ladders))

    def _thing_of(self, quad: ox.Quad, side: Things, other: Things) -> tuple[ox.NamedNode, bool]:
        """Return the thing whose edit a quad belongs to, and whether it is an edit of the curator's mapping of it."""
        subject, term = _subject(quad), quad.object
        thing = side.owner(subject)
        if isinstance(term, ox.NamedNode) and quad.predicate != RDF_TYPE:
            claim = side.claim(subject, quad.predicate, term)
            if claim is not None:
                thing = claim
            elif quad.predicate == CJ.hasRung or (side.exists(term) and not other.exists(term) and other.exists(thing)):
                thing = side.owner(term)
        whole = self._whole(thing, side, other)
        mapping = (quad.predicate in (CJ.commonTier, CJ.variantOf) and self._is_mapped(subject)) or side.is_mapping(subject)
        return whole, mapping and self._old.exists(whole) and self._new.exists(whole)

    def _is_mapped(self, thing: ox.NamedNode) -> bool:
        """Return whether a claim says how a thing is mapped; the tier of a place is its own."""
        mapped = (CJ.mappedRung, CJ.mappedActor, CJ.mappedMeasure)
        return any(next(iter(side.subjects(property_, thing)), None) for side in (self._old, self._new) for property_ in mapped)

    def _whole(self, thing: ox.NamedNode, side: Things, other: Things) -> ox.NamedNode:
        """Return the ladder or case that came or went as a whole and took this thing with it."""
        wholes = (
            *side.subjects(CJ.hasRung, thing), *side.nodes(thing, CJ.inCase), *side.subjects(CJ.coversPlace, thing),
            *side.subjects(CJ.documentedBy, thing),
        )  # fmt: skip
        if not other.exists(thing):
            for whole in wholes:
                if side.exists(whole) and not other.exists(whole):
                    return self._whole(whole, side, other)
        return thing

    def _whole_statement(self, thing: ox.NamedNode, edit: _Edit) -> Statement:
        """Return the statement about a thing that came or went as a whole."""
        came = self._new.exists(thing)
        side, quads = (self._new, edit.new) if came else (self._old, edit.old)
        passages = side.passages(thing)
        written = tuple(map(side.name, side.objects(thing, CJ.asWritten)))
        return Statement(
            "added" if came else "withdrawn",
            side.kind(thing),
            side.place(thing),
            thing.value,
            side.label(thing),
            (_change(CJ.asWritten, () if came else written, written if came else ()),) if written else (),
            () if came else passages,
            passages if came else (),
            self._parts(thing, quads, side),
        )

    @staticmethod
    def _parts(thing: ox.NamedNode, quads: list[ox.Quad], side: Things) -> tuple[tuple[str, int], ...]:
        """Count the things that came or went with a case or ladder, by kind."""
        nodes = {_subject(quad) for quad in quads if quad.predicate == RDF_TYPE and quad.subject != thing}
        kinds = Counter(side.kind(node) for node in nodes)
        return tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind] and kind != "thing")

    def _change_statement(self, thing: ox.NamedNode, edit: _Edit) -> Statement | None:
        """Return the properties that differ, with the evidence of both sides; the evidence alone where nothing else differs."""
        changes = tuple(self._changes(thing, edit))
        old, new = self._old.passages(thing), self._new.passages(thing)
        if not changes and old == new:
            return None
        return self._statement(thing, "changed" if changes else "evidence", changes, old, new)

    def _mapping_statement(self, thing: ox.NamedNode, edit: _Edit) -> Statement | None:
        changes = tuple(self._mapping_changes(thing, edit))
        return self._statement(thing, "mapped", changes) if changes else None

    def _statement(
        self, thing: ox.NamedNode, verb: Verb, changes: tuple[Change, ...], old: tuple[Passage, ...] = (), new: tuple[Passage, ...] = ()
    ) -> Statement:
        side = self._new
        return Statement(verb, side.kind(thing), side.place(thing), thing.value, side.label(thing), changes, old, new)

    def _changes(self, thing: ox.NamedNode, edit: _Edit) -> Iterator[Change]:
        """Yield the values of each property that only one side has, of the thing and of its parts but the evidence."""
        values: dict[ox.NamedNode, tuple[set[object], set[object]]] = defaultdict(lambda: (set(), set()))
        for at, (side, quads) in enumerate(((self._old, edit.old), (self._new, edit.new))):
            for quad in quads:
                if side.owner(_subject(quad)) != thing:
                    continue  # the direct triple of a claim: it follows from the claim's status
                implied = _IMPLIED - {RDF_TYPE} if quad.subject == thing else _IMPLIED | {CJ.asWritten}
                if quad.predicate not in _EVIDENCE | implied:
                    values[quad.predicate][at].add(quad.object)
        if any(predicate != RDF_TYPE for predicate in values):
            values.pop(RDF_TYPE, None)
        if self._is_occupants(thing, values.get(SKOS.prefLabel, (set(), set()))):
            values.pop(SKOS.prefLabel, None)
        for predicate in sorted(values, key=lambda one: one.value):
            old, new = values[predicate]
            alike = set.intersection(*({term.value for term in terms if isinstance(term, ox.Literal)} for terms in (old, new)))
            yield _change(predicate, self._names(self._old, old, alike), self._names(self._new, new, alike))

    def _is_occupants(self, rung: ox.NamedNode, labels: tuple[set[object], set[object]]) -> bool:
        """Return whether a rung has its label from the body on it, so that a change of it belongs there."""
        pairs = zip((self._old, self._new), labels, strict=True)
        return all(
            own <= {label for body in side.nodes(rung, CJ.occupiedBy) for label in side.objects(body, SKOS.prefLabel)}
            for side, own in pairs
        )

    @staticmethod
    def _names(side: Things, terms: Collection[object], alike: Collection[str] = ()) -> tuple[Text, ...]:
        """Return what values are called; literals whose texts are among those ``alike`` with their language or datatype."""
        found = sorted((term for term in terms if isinstance(term, ox.NamedNode | ox.Literal)), key=str)
        return tuple(name_literal(term) if isinstance(term, ox.Literal) and term.value in alike else side.name(term) for term in found)

    def _mapping_changes(self, thing: ox.NamedNode, edit: _Edit) -> Iterator[Change]:
        """Yield the mapping as a whole, ``what (status)``, where target or status differ, and the reason where only that does."""
        for claimed, mapped in (
            (CJ.mappedTier, CJ.mappedRung), (CJ.mappedTier, CJ.mappedActor), (CJ.mappedGeneric, CJ.mappedMeasure),
        ):  # fmt: skip
            old, new = (self._claims(side, thing, claimed, mapped) for side in (self._old, self._new))
            if old != new:
                yield _change(claimed, tuple(text for text in old if text not in new), tuple(text for text in new if text not in old))
                return
        reasons = [{quad.object for quad in quads if quad.predicate == CJ.reason} for quads in (edit.old, edit.new)]
        if any(reasons):
            yield _change(CJ.reason, self._names(self._old, reasons[0]), self._names(self._new, reasons[1]))

    @staticmethod
    def _claims(side: Things, thing: ox.NamedNode, claimed: ox.NamedNode, mapped: ox.NamedNode) -> list[Text]:
        texts = []
        for claim in side.subjects(mapped, thing):
            statuses = [side.label(node) for node in side.nodes(claim, CJ.status)]
            for target in map(side.label, side.nodes(claim, claimed)):
                status = next(iter(statuses), Text("", ""))
                texts.append(Text(f"{target.zh}（{status.zh}）", f"{target.en} ({status.en})"))
        return sorted(texts)

    def _order_statement(self, ladder: ox.NamedNode) -> Statement | None:
        """Return the order of a ladder where the rungs that both sides have stand in another order, or beside others."""
        old, new = self._old.levels(ladder), self._new.levels(ladder)
        both = {rung for level in old for rung in level} & {rung for level in new for rung in level}
        orders = [[found for level in levels if (found := [rung for rung in level if rung in both])] for levels in (old, new)]
        if orders[0] == orders[1]:
            return None
        before, after = (
            tuple(_beside(map(side.label, level)) for level in levels) for side, levels in ((self._old, old), (self._new, new))
        )
        return self._statement(ladder, "reordered", (_change(CJ.position, before, after),))


def _beside(labels: Iterable[Text]) -> Text:
    """Return the names of rungs that stand side by side as one."""
    held = list(labels)
    return Text(" ∥ ".join(label.zh for label in held), " ∥ ".join(label.en for label in held))


def _change(predicate: ox.NamedNode, old: tuple[Text, ...], new: tuple[Text, ...]) -> Change:
    return Change(predicate.value, name_property(predicate), old, new)


def _subject(quad: ox.Quad) -> ox.NamedNode:
    if not isinstance(quad.subject, ox.NamedNode):
        raise TypeError(f"no IRI: {quad.subject}")  # _parse has refused it
    return quad.subject


def _reading_order(statement: Statement) -> tuple[Text, int, str, int]:
    return statement.place, KINDS.index(statement.kind), statement.thing, VERBS.index(statement.verb)
