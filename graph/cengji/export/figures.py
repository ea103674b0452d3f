"""The figures as one table to compute with: numbers, bounds, names in both languages, where each is printed."""

from __future__ import annotations

from typing import Final

from cengji.core.dictionary import DICTIONARY
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.export.sheets import Column, Sheet

__all__ = ["tabulate_figures"]

_NAME: Final = "figures"


def tabulate_figures(dataset: Dataset) -> list[Sheet]:
    """Return the table of the figures, the rows by IRI, alone in a list; an empty list where there are none."""
    found = dataset.columns(query_text("internal/figure-table"))
    if not found["iri"]:
        return []
    labels = {(iri, language): label for iri, label, language in reversed(dataset.rows(query_text("internal/labels")))}
    columns = tuple(Column(one.name, one.kind, meaning=one.text) for one in DICTIONARY[_NAME])
    values = [found.get(column.name) or _name_things(found, column.name, labels) for column in columns]
    return [Sheet(_NAME, columns, tuple(tuple((text,) if text else () for text in row) for row in zip(*values, strict=True)))]


def _name_things(found: dict[str, list[str]], name: str, labels: dict[tuple[str | None, str | None], str | None]) -> list[str]:
    """Return the labels of the things that the answer names by IRI: ``unit_zh`` of those in ``unit``."""
    column, _, language = name.rpartition("_")
    return [labels.get((iri, language)) or "" for iri in found[column]]
