"""The SHACL shapes in the form in which pySHACL is fastest; it finds the same, and ``ontology.ttl`` keeps them as written."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.core.terms import iri_text
from cengji.dataset.rdflib_bridge import merged_graph
from cengji.dataset.terms import RDF_TYPE, RDFS, Vocab

if TYPE_CHECKING:
    import rdflib

__all__ = ["find_negating", "own_concepts", "prepare_shapes"]

_RDF = Vocab(PREFIXES["rdf"])
_SH = Vocab(PREFIXES["sh"])
_NOT = ox.NamedNode(PREFIXES["sh"] + "not")
_TARGETS = {_SH.targetClass, _SH.targetSubjectsOf}
_NO_CONSTRAINTS = {RDF_TYPE, RDFS.label, RDFS.comment, _SH.severity, _SH.message, *_TARGETS}
_ZERO, _ONE = (ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + "integer")) for text in "01")

_Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Triple
_Term: TypeAlias = _Node | ox.Literal


@lru_cache(maxsize=2)
def prepare_shapes(shapes: tuple[ox.Triple, ...], spared: frozenset[_Term]) -> rdflib.Graph:
    """Return the shapes for pySHACL, with only the :func:`own_concepts` as targets of ``spared`` classes; nobody may change the graph."""
    fast = _choose_instead_of_negating(_demand_instead_of_negating(_with_direct_targets(shapes)))
    return merged_graph(
        _aim_at_own(triple) if triple.predicate == _SH.targetClass and triple.object in spared else triple for triple in fast
    )


def own_concepts(triples: Iterable[ox.Triple | ox.Quad], spared: frozenset[_Term], common: Container[_Term]) -> Iterator[ox.Triple]:
    """Yield the marks of the members of ``spared`` classes that are not among the ``common`` ones, to stand beside the triples."""
    for one in triples:
        if one.predicate == RDF_TYPE and one.object in spared and one.subject not in common:
            yield ox.Triple(one.subject, _mark_of(one.object), one.object)


def _aim_at_own(target: ox.Triple) -> ox.Triple:
    return ox.Triple(target.subject, _SH.targetSubjectsOf, _mark_of(target.object))


def _mark_of(spared: _Term) -> ox.NamedNode:
    return ox.NamedNode(f"urn:own:{iri_text(spared)}")


def find_negating(shapes: Sequence[ox.Triple]) -> frozenset[str]:
    """Return the IRIs of the shapes that negate another, whose results are about the focus node itself."""
    return frozenset(triple.subject.value for triple in shapes if triple.predicate == _NOT and isinstance(triple.subject, ox.NamedNode))


def _with_direct_targets(shapes: Sequence[ox.Triple]) -> list[ox.Triple]:
    """Return the shapes where each property shape has the targets of the node shape that it belongs to.

    The results are the same, but pySHACL then walks a property once for all focus nodes instead of
    once for each: a fifth of the time on the packaged cases.
    """
    targets: dict[object, list[ox.Triple]] = {}
    for triple in shapes:
        if triple.predicate in _TARGETS:
            targets.setdefault(triple.subject, []).append(triple)
    direct: list[ox.Triple] = []
    for triple in shapes:
        if triple.predicate == _SH.property and triple.subject in targets and isinstance(triple.object, ox.NamedNode):
            direct += [ox.Triple(triple.object, target.predicate, target.object) for target in targets[triple.subject]]
        else:
            direct.append(triple)
    return direct


def _demand_instead_of_negating(shapes: Sequence[ox.Triple]) -> list[ox.Triple]:
    """Return the shapes where "not without a and without b" is "at least one a or b".

    The results are the same, but pySHACL no longer writes one of each node that has an a, only to negate it:
    the check of the packaged cases takes a fifth less time.
    """
    described: dict[object, list[ox.Triple]] = {}
    for triple in shapes:
        described.setdefault(triple.subject, []).append(triple)
    rewritten: list[ox.Triple] = []
    for shape, triples in described.items():
        constraints = [triple for triple in triples if triple.predicate not in _NO_CONSTRAINTS]
        paths = _absent_paths(constraints[0].object, described) if [one.predicate for one in constraints] == [_NOT] else []
        if paths and isinstance(shape, ox.NamedNode):
            rewritten += [one for one in triples if one.predicate in _NO_CONSTRAINTS - {RDF_TYPE}]
            rewritten += _demand_one_of(shape, paths)
        else:
            rewritten += triples
    return rewritten


def _choose_instead_of_negating(shapes: Sequence[ox.Triple]) -> list[ox.Triple]:
    """Return the shapes where "not what is neither a nor b" is "a or b".

    The results are the same, but pySHACL stops at the first that holds, and writes no result of the other only to negate it twice.
    """
    described: dict[object, list[ox.Triple]] = {}
    for triple in shapes:
        described.setdefault(triple.subject, []).append(triple)
    rewritten: list[ox.Triple] = []
    for triple in shapes:
        parts = [one for one in described.get(triple.object, ()) if one.predicate not in _NO_CONSTRAINTS]
        if triple.predicate == _NOT and parts and all(part.predicate == _NOT for part in parts):
            steps = [ox.BlankNode() for _ in parts]
            rewritten.append(ox.Triple(triple.subject, getattr(_SH, "or"), steps[0]))
            rewritten += _listed(steps, sorted((part.object for part in parts), key=str))
        else:
            rewritten.append(triple)
    return rewritten


def _absent_paths(operand: _Term, described: Mapping[object, Sequence[ox.Triple]]) -> list[_Term]:
    """Return the paths whose absence is all that a node shape demands, none if it demands anything else."""
    parts = [one for one in described.get(operand, ()) if one.predicate not in _NO_CONSTRAINTS]
    if not parts or any(part.predicate != _SH.property for part in parts):
        return []
    paths: list[_Term] = []
    for part in parts:
        values = {one.predicate: one.object for one in described.get(part.object, ()) if one.predicate not in _NO_CONSTRAINTS}
        if values.keys() != {_SH.path, _SH.maxCount} or values[_SH.maxCount] != _ZERO:
            return []
        paths.append(values[_SH.path])
    return paths


def _demand_one_of(shape: ox.NamedNode, paths: Sequence[_Term]) -> Iterator[ox.Triple]:
    """Yield that a shape is a property shape which demands a value on one of the paths at least."""
    path, *steps = (ox.BlankNode() for _ in range(len(paths) + 1))
    yield ox.Triple(shape, RDF_TYPE, _SH.PropertyShape)
    yield ox.Triple(shape, _SH.minCount, _ONE)
    yield ox.Triple(shape, _SH.path, path)
    yield ox.Triple(path, _SH.alternativePath, steps[0])
    yield from _listed(steps, paths)


def _listed(steps: Sequence[ox.BlankNode], members: Sequence[_Term]) -> Iterator[ox.Triple]:
    """Yield a list of members, whose nodes are given."""
    rests: list[ox.NamedNode | ox.BlankNode] = [*steps, _RDF.nil]
    for one, (step, rest) in zip(members, pairwise(rests), strict=True):
        yield ox.Triple(step, _RDF.first, one)
        yield ox.Triple(step, _RDF.rest, rest)
