"""Gives the blank nodes of foreign data IRIs, made of the statements about them: the same in every run, file and order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from typing import Final, NamedTuple

import pyoxigraph as ox

from cengji.core.namespaces import GENID

__all__ = ["Skolemized", "skolemize"]

# Over how many links statements tell blank nodes apart, at most.
_ROUNDS: Final = 32
# What a blank node is called in its own description.
_HERE: Final = "_"


class Skolemized(NamedTuple):
    """Quads without blank nodes, how many of these there were, and how many IRIs took their place."""

    quads: list[ox.Quad]
    blank: int
    named: int


def skolemize(quads: Sequence[ox.Quad]) -> Skolemized:
    """Put an IRI in the place of each blank node (https://www.w3.org/TR/rdf11-concepts/#section-skolemization).

    Blank nodes with the very same statements, whatever is followed from them, become one: RDF does not tell
    them apart. A graph named by a blank node gets its IRI from its triples too; the names of the graphs that a node
    is stated in do not count.
    """
    about: dict[ox.BlankNode, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        for end in {quad.subject, quad.object, quad.graph_name}:
            if isinstance(end, ox.BlankNode):
                about[end].append(quad)
    if not about:
        return Skolemized(list(quads), 0, 0)
    digests = dict.fromkeys(about, "")
    kinds = 1
    for _ in range(_ROUNDS):
        digests = {node: _digest(node, mentions, digests) for node, mentions in about.items()}
        before, kinds = kinds, len(set(digests.values()))
        if kinds in (before, len(digests)):
            break
    iris = {node: ox.NamedNode(f"{GENID}{digest[:20]}") for node, digest in digests.items()}
    return Skolemized([_replace_blank_nodes(quad, iris) for quad in quads], len(iris), len(set(iris.values())))


def _digest(node: ox.BlankNode, mentions: Sequence[ox.Quad], digests: dict[ox.BlankNode, str]) -> str:
    """Digest the statements about the node, with the digests of the round before for the other blank nodes in them."""

    def text(term: object) -> str:
        if isinstance(term, ox.BlankNode):
            return _HERE if term == node else f"{_HERE}{digests[term]}"
        return str(term)

    lines = sorted({f"{text(q.subject)} {q.predicate} {text(q.object)}{' in _' * (q.graph_name == node)}" for q in mentions})
    return sha256("\n".join(lines).encode()).hexdigest()


def _replace_blank_nodes(quad: ox.Quad, iris: dict[ox.BlankNode, ox.NamedNode]) -> ox.Quad:
    subject, target, graph = quad.subject, quad.object, quad.graph_name
    if isinstance(subject, ox.BlankNode):
        subject = iris[subject]
    if isinstance(target, ox.BlankNode):
        target = iris[target]
    if isinstance(graph, ox.BlankNode):
        graph = iris[graph]
    return ox.Quad(subject, quad.predicate, target, graph)
