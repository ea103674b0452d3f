"""Where what the page shows stands in a case file: the table by which readers' corrections name their field."""

from __future__ import annotations

from typing import Any, Final

from cengji.dataset.statements import KIND_OF_SECTION

__all__ = ["case_file_table"]

# A field of the case file (one that holds a list ends in ``[]``), the column of the page that shows it, and the form of its
# values: "text", "number" or the scheme whose keys they are. ``mapping`` is the agreed mapping of a rung.
Field = tuple[str, str, str]

_LABELS: Final[list[Field]] = [("label.zh", "nodes.zh", "text"), ("label.en", "nodes.en", "text")]
_ITEM: Final[list[Field]] = [
    ("note.zh", "nodes.note_zh", "text"),
    ("note.en", "nodes.note_en", "text"),
    ("status", "nodes.status", "status"),
]
_LABELLED: Final[list[Field]] = [*_LABELS, ("aliases[]", "nodes.alias", "text"), *_ITEM]
_FIELDS: Final[dict[str, list[Field]]] = {
    "place": [*_LABELLED, ("tier", "nodes.tier", "tier")],
    "group": [*_LABELLED, ("kind", "nodes.kind", "body-kind")],
    "body": [*_LABELLED, ("kind", "nodes.kind", "body-kind")],
    "people": [*_LABELLED, ("kind", "nodes.kind", "audience")],
    "ladder": [*_LABELLED, ("line", "nodes.line", "line")],
    "rung": [
        *_LABELS,
        ("tier", "mapping.0", "tier"),
        ("tier_status", "mapping.1", "status"),
        ("tier_reason.zh", "mapping.2", "text"),
        ("tier_reason.en", "mapping.3", "text"),
        ("note.zh", "nodes.note_zh", "text"),
        ("note.en", "nodes.note_en", "text"),
    ],
    "measure": [
        *_LABELLED,
        ("kind", "nodes.kind", "measure-kind"),
        ("function[]", "measures.function", "measure-function"),
        ("audience[]", "measures.audience", "audience"),
        ("purpose.zh", "measures.zh", "text"),
        ("purpose.en", "measures.en", "text"),
        ("stage", "measures.stage", "stage"),
        ("since", "dates.date", "text"),
        ("since_written", "dates.written", "text"),
    ],
    "problem": _LABELLED,
    "outcome": [*_LABELLED, ("mode", "nodes.kind", "outcome-mode")],
    "power": [*_LABELLED, ("mode", "nodes.kind", "grant-mode")],
    "figure": [
        ("written", "figures.written", "text"),
        ("value", "figures.value", "number"),
        ("comparator", "figures.comparator", "comparator"),
        ("unit", "figures.unit", "unit"),
        ("kind", "figures.kind", "figure-kind"),
        ("direction", "figures.direction", "direction"),
        ("role", "figures.role", "role"),
        ("indicator", "figures.indicator", "indicator"),
        ("counted.zh", "figures.counted_zh", "text"),
        ("counted.en", "figures.counted_en", "text"),
        ("time.written", "figures.time", "text"),
        *_ITEM,
    ],
    "event": [
        *_LABELLED,
        ("kind", "nodes.kind", "event-kind"),
        ("date", "dates.date", "text"),
        ("date_written", "dates.written", "text"),
    ],
    "post": _LABELLED,
    "policy": [("title", "nodes.zh", "text"), ("date", "dates.date", "text"), *_ITEM],
    "document": [
        ("title", "documents.title", "text"),
        ("publisher", "documents.publisher", "text"),
        ("issuer", "documents.issuer", "text"),
        ("kind", "documents.kind", "source-kind"),
        ("page", "documents.page", "text"),
    ],
}


def case_file_table() -> dict[str, Any]:
    """Return the section of each kind of thing, by the kind in its IRI, and the fields of each type of node."""
    return {"sections": {kind: section for section, kind in KIND_OF_SECTION.items()}, "fields": _FIELDS}
