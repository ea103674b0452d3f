"""Our terms in foreign data: what of them is a case of ours already, what its concepts are, and which tiers they state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import pyoxigraph as ox

from cengji.core.namespaces import FILE, FOREIGN, GENID, PREFIXES, ROOT, SCHEME
from cengji.core.resources import query_text
from cengji.core.texts import Text
from cengji.dataset.ontology import read_ontology
from cengji.dataset.store import Dataset
from cengji.dataset.terms import CJ as TERMS
from cengji.dataset.terms import RDF_TYPE, SKOS

__all__ = ["Split", "Tier", "describe_concepts", "read_stated_tiers", "split_ours"]

_LINKS: Final = frozenset(
    ox.NamedNode(PREFIXES["org"] + name)
    for name in ("subOrganizationOf", "hasSubOrganization", "transitiveSubOrganizationOf", "unitOf", "hasUnit", "hasPost", "postIn")
)
_DESCRIBED: Final = frozenset({RDF_TYPE, SKOS.inScheme, SKOS.prefLabel, SKOS.notation, TERMS.rank})


class Tier(NamedTuple):
    """A tier of the common scale on which data put a body."""

    iri: str
    rank: int
    label: Text


class Split(NamedTuple):
    """Data in two: what is said of things of cases, and all else; ``context`` is what the first says of things linked to others."""

    ours: list[ox.Quad]
    theirs: list[ox.Quad]
    context: list[ox.Quad]


def split_ours(given: Dataset) -> Split:
    """Return what is said of things of the model that are in a case, apart from all else; terms stand as they are in the store."""
    things = {row[0] for row in given.rows(query_text("internal/things-in-cases"))}
    if not things:
        return Split([], list(given.store), [])
    ours: list[ox.Quad] = []
    theirs: list[ox.Quad] = []
    for quad in given.store:
        (ours if _value(quad.subject) in things or _is_ours(quad.subject) or _is_ours(quad.graph_name) else theirs).append(quad)
    mine = {quad.subject for quad in ours}
    linked = {quad.object for quad in theirs} | {quad.subject for quad in ours if quad.predicate in _LINKS and quad.object not in mine}
    context = [quad for quad in ours if quad.subject in linked]
    tiers = {quad.object for quad in context if quad.predicate == TERMS.commonTier}
    context += [quad for quad in ours if quad.subject in tiers - linked and quad.predicate in _DESCRIBED]
    return Split(ours, theirs, context)


def describe_concepts(dataset: Dataset, given: Dataset) -> Iterator[ox.Quad]:
    """Yield what the schemes of the ontology say of concepts of ours that data name, and all that are given do not describe."""
    graph = ox.NamedNode(FOREIGN)
    named = {quad.object for quad in dataset.store if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(SCHEME)}
    missing = {concept for concept in named if not any(given.store.quads_for_pattern(concept, SKOS.prefLabel, None, None))}
    if missing:
        for triple in read_ontology().schemes:
            if triple.subject in missing and triple.predicate in _DESCRIBED:
                yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def read_stated_tiers(dataset: Dataset) -> tuple[dict[str, Tier], list[str]]:
    """Return the tier that is stated of each body, the highest of several, and what is stated as a tier and is none of the scale."""
    stated: dict[str, Tier] = {}
    unknown: dict[str, None] = {}
    for body, tier, rank, zh, en in dataset.rows(query_text("internal/stated-tiers")):
        if not body or not tier:
            continue
        if tier.startswith(SCHEME) and rank and rank.isdecimal():
            stated.setdefault(body, Tier(tier, int(rank), Text(zh or en or tier, en or "")))
        else:
            unknown[tier] = None
    return stated, list(unknown)


def _is_ours(term: object) -> bool:
    return _value(term).startswith(ROOT) and not _value(term).startswith((FILE, GENID))


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
