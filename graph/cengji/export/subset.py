"""Part of a dataset: a graph of it, a case, a place, or named things, each with what it takes to read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.namespaces import CASE, CJ, CURATION, ID, PREFIXES, SCHEME
from cengji.dataset import Dataset

__all__ = ["part_of_graphs", "things_at_place", "things_in_case", "with_context"]

_OWNED: Final = frozenset(
    PREFIXES[prefix] + name
    for prefix, name in (
        one.split(":")
        for one in [
            "cj:evidence",
            "cj:firstEvidence",
            "oa:hasSelector",
            "oa:hasSource",
            "spdx:checksum",
            "cj:period",
            "cj:inCase",
            "cj:documentedBy",
            "cj:hasRung",
            "cj:partOfPlace",
            "cj:atPlace",
            "cj:coversPlace",
            "skos:broader",
            "skos:inScheme",
            "org:classification",
        ]
    )
)
"""The properties whose objects belong to what names them: these are described in full too, as all concepts are."""
_MENTION: Final = (
    ox.NamedNode(PREFIXES["rdf"] + "type"),
    ox.NamedNode(PREFIXES["skos"] + "prefLabel"),
    ox.NamedNode(PREFIXES["dcterms"] + "title"),
)
_WITHIN: Final = f"PREFIX cj: <{CJ}> SELECT ?place WHERE {{ ?place cj:partOfPlace* ?top }}"
_THERE: Final = f"""
PREFIX cj: <{CJ}>
PREFIX org: <{PREFIXES["org"]}>
SELECT DISTINCT ?thing WHERE {{ ?thing cj:atPlace|cj:about|cj:occupiedBy|cj:postInGroup|org:postIn ?at }}
"""
_ON_IT: Final = f"""
PREFIX cj: <{CJ}>
SELECT DISTINCT ?thing WHERE {{
  ?thing cj:claimSubject|cj:claimObject|cj:mappedRung|cj:mappedMeasure|cj:holdsPost
    |cj:secondedFrom|cj:secondedTo|cj:secondedToPost|cj:about ?at
}}
"""


def part_of_graphs(dataset: Dataset, names: Iterable[str]) -> Dataset:
    """Return the quads of these named graphs alone.

    :raises UsageError: naming each graph that the data do not hold, with those they do.
    """
    known = {name.value for name in dataset.store.named_graphs() if isinstance(name, ox.NamedNode)}
    wanted = [(name, _graph(name, known)) for name in names]
    if missing := [name for name, found in wanted if not found]:
        shown = "\n  ".join(sorted(known))
        raise UsageError(f"there is no graph {', '.join(map(repr, missing))}; the data hold:\n  {shown}")
    return Dataset(quad for _, name in wanted for quad in dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(name)))


def things_in_case(dataset: Dataset, case: str) -> set[str]:
    """Return what the graphs of a case describe: the key of the case, or its IRI.

    :raises UsageError: if the data hold no such case, with those they do.
    """
    key = case.removeprefix(CASE)
    found = {
        _value(quad.subject)
        for base in (CASE, CURATION)
        for quad in dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(base + key))
    }
    if not found:
        known = sorted(name.value.removeprefix(CASE) for name in dataset.store.named_graphs() if str(name).startswith(f"<{CASE}"))
        raise UsageError(f"there is no case {case!r}; the data hold: {', '.join(known) or 'none'}")
    return found


def things_at_place(dataset: Dataset, place: ox.NamedNode) -> set[str]:
    """Return a place, the places within it, what is at them, and what is said of that: figures, posts, rungs, claims."""
    inside = _subjects(dataset, _WITHIN, "top", {place.value}) | {place.value}
    there = inside | _subjects(dataset, _THERE, "at", inside)
    there |= _subjects(dataset, _THERE, "at", there)
    return there | _subjects(dataset, _ON_IT, "at", there)


def with_context(dataset: Dataset, things: Collection[str]) -> Dataset:
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
            iri = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
            if cases and not _case(subject) and {_case(iri), _case(str(quad.graph_name).strip("<>"))} - cases - {""}:
                continue
            quads.add(quad)
            if not iri:
                continue
            if quad.predicate.value in _OWNED or iri.startswith(SCHEME):
                if iri not in whole:
                    whole.add(iri)
                    waiting.append(iri)
            else:
                mentioned.add(iri)
    for iri in mentioned - whole:
        for predicate in _MENTION:
            quads.update(dataset.store.quads_for_pattern(ox.NamedNode(iri), predicate, None, None))
    return Dataset(quads)


def _subjects(dataset: Dataset, query: str, variable: str, values: Collection[str]) -> set[str]:
    rows = " ".join(str(ox.NamedNode(value)) for value in sorted(values))
    return {str(row[0]) for row in dataset.rows(query.replace("WHERE {", f"WHERE {{ VALUES ?{variable} {{ {rows} }} "))}


def _graph(name: str, known: set[str]) -> str:
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
            return "" if key == "place" else key
    return ""


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
