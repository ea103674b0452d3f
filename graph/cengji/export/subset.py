"""Part of a dataset: a graph of it, a case, a place, or named things, each with what it takes to read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.namespaces import CASE, CURATION, ID, PROPOSED, SCHEME
from cengji.core.resources import query_text
from cengji.core.terms import iri_text, term_text
from cengji.dataset import Dataset
from cengji.dataset.terms import CJ, DCTERMS, OA, ORG, RDF_TYPE, SKOS, SPDX

__all__ = ["add_context", "find_at_place", "find_in_case", "select_graphs"]

# Their objects belong to what names them: these are described in full too, as all concepts are.
_OWNING: Final = frozenset({
    CJ.evidence, CJ.firstEvidence, OA.hasSelector, OA.hasSource, SPDX.checksum, CJ.period, CJ.inCase, CJ.documentedBy, CJ.documentPart,
    CJ.hasRung, CJ.partOfPlace, CJ.atPlace, CJ.coversPlace, SKOS.broader, SKOS.inScheme, ORG.classification,
})  # fmt: skip
# What stands in the place of a case in the IRIs of what cases share.
_SHARED: Final = ("place", "document")
# What is given of a thing that is only mentioned.
_MENTION: Final = (RDF_TYPE, SKOS.prefLabel, DCTERMS.title)


def select_graphs(dataset: Dataset, names: Iterable[str]) -> Dataset:
    """Return the quads of these named graphs alone.

    :raises UsageError: naming each graph that the data do not hold, with those they do.
    """
    known = {iri_text(graph) or str(graph): graph for graph in dataset.store.named_graphs()}
    wanted = {name: _graph(name, known) for name in names}
    if missing := [name for name, found in wanted.items() if not found]:
        shown = "\n  ".join(sorted(known))
        raise UsageError(f"there is no graph {', '.join(map(repr, missing))}; the data hold:\n  {shown}")
    graphs = {known[found] for found in wanted.values()}
    return dataset.part(quad for graph in graphs for quad in dataset.store.quads_for_pattern(None, None, None, graph))


def find_in_case(dataset: Dataset, case: str) -> set[str]:
    """Return what the graphs of a case describe: the key of the case, or its IRI.

    :raises UsageError: if the data hold no such case, with those they do.
    """
    key = case.removeprefix(CASE)
    found = {
        term_text(quad.subject)
        for base in (CASE, CURATION, PROPOSED)
        for quad in dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(base + key))
    }
    if not found:
        graphs = map(iri_text, dataset.store.named_graphs())
        known = sorted(graph.removeprefix(CASE) for graph in graphs if graph.startswith(CASE))
        raise UsageError(f"there is no case {case!r}; the data hold: {', '.join(known) or 'none'}")
    return found


def find_at_place(dataset: Dataset, place: ox.NamedNode) -> set[str]:
    """Return a place, the places within it, what is at them, and what is said of that: figures, posts, rungs, claims."""
    inside = _ask(dataset, "places-within", {place.value}) | {place.value}
    there = inside | _ask(dataset, "things-at", inside)
    there |= _ask(dataset, "things-at", there)
    return there | _ask(dataset, "statements-about", there)


def add_context(dataset: Dataset, things: Collection[str]) -> Dataset:
    """Return what is said of these things, and what it takes to read that.

    Evidence, documents, periods, rungs, the places around and concepts are described in full too; of what is
    only mentioned, class and label are given. What other cases say of a place that they share is left out.
    Every quad stays in its graph.
    """
    whole, mentioned = set(things), set[str]()
    cases = {_case(iri) for iri in things} - {""}
    waiting = sorted(whole)
    quads: set[ox.Quad] = set()
    while waiting:
        subject = waiting.pop()
        for quad in dataset.store.quads_for_pattern(ox.NamedNode(subject), None, None, None):
            iri = iri_text(quad.object)
            if cases and not _case(subject) and {_case(iri), _case(iri_text(quad.graph_name))} - cases - {""}:
                continue
            quads.add(quad)
            if not iri:
                continue
            if quad.predicate in _OWNING or iri.startswith(SCHEME):
                if iri not in whole:
                    whole.add(iri)
                    waiting.append(iri)
            else:
                mentioned.add(iri)
    for iri in mentioned - whole:
        for predicate in _MENTION:
            quads.update(dataset.store.quads_for_pattern(ox.NamedNode(iri), predicate, None, None))
    return dataset.part(quads)


def _ask(dataset: Dataset, name: str, values: Collection[str]) -> set[str]:
    """Return what a query of ``queries/internal`` finds for any of these IRIs."""
    return {str(found) for (found,) in dataset.rows(query_text(f"internal/{name}", iri=map(ox.NamedNode, sorted(values))))}


def _graph(name: str, known: Collection[str]) -> str:
    """Find the graph that a person means: by its IRI, or by the end of it (``gusu``, ``curation/gusu``, ``places``)."""
    if name in known:
        return name
    short = [iri for iri in sorted(known) if iri.endswith(f"/{name}")]
    return next((iri for iri in short if iri == CASE + name), short[0] if len(short) == 1 else "")


def _case(iri: str) -> str:
    """Return the key of the case that an IRI belongs to, empty for what cases share."""
    for base in (ID, CASE, CURATION):
        if iri.startswith(base):
            key = iri.removeprefix(base).partition("/")[0]
            return "" if key in _SHARED else key
    return ""
