"""The projection as plain frozen records: things, links, cases, tiers and ladders; no RDF, no picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Self

from cengji.core.namespaces import SCHEME
from cengji.core.terms import local_name

__all__ = ["NODE_TYPES", "PROPOSED", "Case", "Concept", "Edge", "Ladder", "Mapping", "Node", "Projection", "Rung"]

# In the order of the legend; the page's script knows them by the same names.
NODE_TYPES: Final = (
    "place", "group", "body", "people", "ladder", "rung", "measure", "generic", "problem", "outcome", "power", "figure", "event", "post",
    "policy", "document",
)  # fmt: skip

# The status of what nobody has accepted yet.
PROPOSED: Final = f"{SCHEME}status/proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A concept of a scheme: a tier, line, kind, unit, status …; ``rank`` orders tiers, else 0."""

    iri: str
    scheme: str
    zh: str = ""
    en: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A documented place: its key and label, its own place and its document by IRI, and the title of the part of it about the place.

    ``covers`` names all places that the document speaks of, the own place and those above it too.
    """

    key: str
    zh: str = ""
    en: str = ""
    place: str = ""
    document: str = ""
    part: str = ""
    covers: tuple[str, ...] = ()


class Node(NamedTuple):  # as Edge: made in a quarter of the time of a frozen dataclass, and there are many
    """A thing. ``kind``, ``tier``, ``line``, ``status`` are IRIs of concepts, ``place`` that of a place, or empty.

    ``case`` is the key of the case, empty for what cases share. ``tier`` is the thing's own tier, stated
    or derived, ``tiers`` all under which it is found: of a measure, which has no tier of its own, those on which it acts,
    then those at which it is run. ``effective_tier`` is where it stands: its own tier, else the first of these, else the
    one that another thing lends it (:func:`cengji.projection.hierarchy.find_standing`), else empty.
    """

    iri: str
    type: str
    case: str = ""
    zh: str = ""
    en: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    tier: str = ""
    tiers: tuple[str, ...] = ()
    line: str = ""
    place: str = ""
    status: str = ""
    note_zh: str = ""
    note_en: str = ""
    effective_tier: str = ""

    @property
    def label(self) -> str:
        """The label to show: Chinese, else English, else the key."""
        return self.zh or self.en or local_name(self.iri)


class Edge(NamedTuple):
    """A link between two things; ``relation`` is a local name or the IRI of a relation kind.

    ``claim`` is the IRI of the claim that asserts it, ``zh`` and ``en`` the reason that the claim gives; or empty.
    """

    source: str
    relation: str
    target: str
    status: str = ""
    claim: str = ""
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The claim that a rung stands on a tier of the common scale; a disputed one may be disbelieved."""

    tier: str
    status: str
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of a ladder, ``position`` 1 = highest; ``tier`` is empty when none is agreed."""

    iri: str
    position: int
    actor: str = ""
    tier: str = ""
    mappings: tuple[Mapping, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A place's own ordered tiers, highest first."""

    iri: str
    case: str
    line: str = ""
    place: str = ""
    status: str = ""
    rungs: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The graph as things and links: every sequence in a fixed order, both ends of each link among the nodes.

    ``tiers`` are those of the common scale, highest first; ``nodes`` stand by IRI, once each; ``edges`` once for
    each source, relation and target; ``ladders`` by case, in it the line with the longest ladder first.
    """

    cases: tuple[Case, ...] = ()
    tiers: tuple[Concept, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: Sequence[Edge] = ()
    ladders: tuple[Ladder, ...] = ()

    def without_proposals(self) -> Self:
        """Return it without what nobody has accepted yet."""
        drafts = {node.iri for node in self.nodes if node.status == PROPOSED}
        if not drafts:
            return self
        cases = (replace(one, covers=tuple(place for place in one.covers if place not in drafts)) for one in self.cases)
        return replace(
            self,
            cases=tuple(case for case in cases if case.document not in drafts),
            nodes=tuple(node for node in self.nodes if node.iri not in drafts),
            edges=tuple(edge for edge in self.edges if edge.status != PROPOSED),
            ladders=tuple(ladder for ladder in self.ladders if ladder.status != PROPOSED),
        )
