"""What the page shows, as plain frozen records: no RDF, no HTML, no positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = [
    "NODE_TYPES",
    "Concept",
    "Dated",
    "Document",
    "Edge",
    "Evidence",
    "Figure",
    "Ladder",
    "Mapping",
    "MeasureFacts",
    "Meta",
    "Node",
    "Place",
    "Rung",
    "Text",
    "ViewGraph",
]

NODE_TYPES: Final = (
    "place", "group", "body", "ladder", "rung", "measure", "generic", "figure", "event", "post", "policy", "document",
)  # fmt: skip
"""The types of node in the order of the legend; the script knows them by the same names."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Chinese and in English; either may be empty."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A concept of a scheme: a tier, line, kind, unit, status …; ``rank`` orders tiers, else 0."""

    iri: str
    scheme: str
    label: Text
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A documented place, that is a case: its key and label, its own place, its document.

    ``covers`` names all places that the document speaks of, the own place and those above it too.
    """

    key: str
    label: Text
    place: str
    document: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source document: what identifies it. ``published`` is a date or a partial one as printed."""

    iri: str
    case: str
    title: str
    publisher: str
    issuer: str = ""
    kind: str = ""
    published: str = ""
    page: str = ""
    digest: str = ""
    characters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing of the graph. ``kind``, ``tier``, ``line``, ``status`` are concept IRIs or empty.

    ``case`` is the key of the case, empty for what cases share; ``place`` the IRI of a place node.
    """

    iri: str
    type: str
    label: Text
    case: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    tier: str = ""
    line: str = ""
    place: str = ""
    status: str = ""
    note: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A link between two nodes: ``relation`` is a local name or the IRI of a relation kind."""

    source: str
    target: str
    relation: str
    status: str = ""
    claim: str = ""
    reason: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The claim that a rung stands on a tier of the common scale; a disputed one may be disbelieved."""

    tier: str
    status: str
    reason: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of a ladder, ``position`` 1 = highest; ``tier`` is empty when none is agreed."""

    iri: str
    position: int
    label: Text
    actor: str = ""
    tier: str = ""
    mappings: tuple[Mapping, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A place's own ordered tiers, highest first."""

    iri: str
    case: str
    label: Text
    line: str = ""
    place: str = ""
    status: str = ""
    rungs: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as stated. Numbers are decimal texts in base units, empty when there is none.

    ``lower_closed`` and ``upper_closed`` say whether the bound itself is included.
    """

    iri: str
    about: str
    written: str
    value: str = ""
    lower: str = ""
    lower_closed: bool = True
    upper: str = ""
    upper_closed: bool = True
    comparator: str = ""
    unit: str = ""
    kind: str = ""
    role: str = ""
    indicator: str = ""
    counted: Text = Text()
    time: str = ""
    period: tuple[str, str] = ("", "")
    reading: tuple[str, str] = ("", "")
    paired: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFacts:
    """What is said of a measure beside its links: its stage, what it is for, for which audiences."""

    measure: str
    stage: str = ""
    purpose: Text = Text()
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """When a thing happened, started or appeared.

    ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, ``--MM-DD`` where the year is not printed, or
    empty where the words printed (``written``) tell no date.
    """

    node: str
    date: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a document says it: printed expression and raw code points, -1 when not anchored."""

    subject: str
    document: str
    text: str = ""
    start: int = -1
    end: int = -1
    iri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What the page says about itself; ``left`` counts the things that did not fit into it.

    ``licence`` is that of the data, empty where no document of a case stands behind them: then it is not ours to say.

    ``focus`` is the thing that is selected when the address names none.
    """

    title: Text = Text("层级", "Cengji")
    version: str = ""
    licence: str = "CC BY 4.0"
    left: int = 0
    focus: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewGraph:
    """Everything one page shows; every sequence is in a fixed order, every IRI is absolute."""

    places: tuple[Place, ...]
    tiers: tuple[Concept, ...]
    lines: tuple[Concept, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    ladders: tuple[Ladder, ...]
    documents: tuple[Document, ...]
    figures: tuple[Figure, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    dates: tuple[Dated, ...] = ()
    concepts: tuple[Concept, ...] = ()
    meta: Meta = Meta()
