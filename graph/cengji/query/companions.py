"""Columns beside those of an answer: the labels of its IRIs, and the evidence of what each row is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.resources import query_text
from cengji.core.terms import iri_text, term_text
from cengji.query.answers import Queryable
from cengji.query.names import Names, batches
from cengji.query.table import Row, Table

__all__ = ["add_both_labels", "add_evidence", "add_labels"]


def add_labels(table: Table, names: Names, language: str) -> Table:
    """Return the table with a column ``x_label`` after each column ``x`` of IRIs that have labels, unless there is one.

    A label is in this language (``zh``, ``en``) where there is one, else in another.
    """
    labels = names.labels(_iris(table.rows), language)
    wanted = [
        name
        for place, name in enumerate(table.columns)
        if f"{name}_label" not in table.columns and any(iri_text(row[place]) in labels for row in table.rows)
    ]
    return _with_columns(table, {name: {f"{name}_label": labels} for name in wanted})


def add_both_labels(table: Table, names: Names) -> Table:
    """Return the table with columns ``x_zh`` and ``x_en`` after each column ``x`` of IRIs that have labels.

    A cell may hold several IRIs joined by ``|``: their labels are joined so too. A label that is not there in one language is
    that in the other.
    """
    cells = {(name, term_text(row[place])) for row in table.rows for place, name in enumerate(table.columns)}
    parts = {text: text.split("|") for _, text in cells if "://" in text}
    known = {tag: names.labels(sorted({part for some in parts.values() for part in some}), tag) for tag in ("zh", "en")}
    labels = {
        tag: {
            text: ox.Literal("|".join(found[part].value for part in some), language=tag)
            for text, some in parts.items()
            if all(part in found for part in some)
        }
        for tag, found in known.items()
    }
    wanted = [name for name in table.columns if any((name, text) in cells for text in labels["zh"])]
    return _with_columns(table, {name: {f"{name}_{tag}": labels[tag] for tag in ("zh", "en")} for name in wanted})


def add_evidence(table: Table, data: Queryable) -> Table:
    """Return the table with the columns ``evidence_document`` and ``evidence_characters`` at its end.

    They hold the title of the document, and the raw code points ``start-end`` (from 0; the end is the first
    one after it) on which the thing of the row rests first. The thing is the IRI in the column that tells
    most things with evidence apart. Of several such columns those of figures and claims count before those of what has a
    name, such as places, and these all: a ratio rests on both of its figures, ``171-180; 402-406``. Of names it is the first.
    Where each row is about a thing of its own and has columns ``start`` and ``end``, these are the characters.

    :raises UsageError: if nothing in the answer has evidence.
    """
    found: dict[str, tuple[str, str]] = {}
    unnamed: set[str] = set()
    for some in batches(_iris(table.rows)):
        for thing, title, start, end, named in data.rows(query_text("internal/evidence-spans", thing=some)):
            found.setdefault(thing or "", (title or "", f"{start}-{end}"))
            unnamed |= {thing or ""} if named == "false" else set()
    counts = [len({iri_text(row[place]) for row in table.rows} & found.keys()) for place in range(len(table.columns))]
    if not any(counts):
        if not table.rows:
            return Table((*table.columns, "evidence_document", "evidence_characters"), (), names=table.names)
        raise UsageError("nothing in this answer has evidence; ask for the things themselves, such as ?figure or ?measure")
    likely = [place for place, count in enumerate(counts) if count == max(counts)]
    claims = [place for place in likely if any(iri_text(row[place]) in unnamed for row in table.rows)]
    places = claims or likely[:1]
    stated = dict(_stated_spans(table)) if len(places) == 1 and max(counts) == len(table.rows) else {}
    rows: list[Row] = []
    for number, row in enumerate(table.rows):
        known = dict.fromkeys(found[thing] for place in places if (thing := iri_text(row[place])) in found)
        titles = "; ".join(dict.fromkeys(title for title, _ in known))
        spans = stated.get(number) or "; ".join(span for _, span in known)
        rows.append((*row, ox.Literal(titles) if known else None, ox.Literal(spans) if known else None))
    return Table((*table.columns, "evidence_document", "evidence_characters"), rows, names=table.names)


def _stated_spans(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the number of each row that says itself where it rests, in columns ``start`` and ``end``, with these characters."""
    if {"start", "end"} <= set(table.columns):
        places = table.columns.index("start"), table.columns.index("end")
        for number, row in enumerate(table.rows):
            start, end = (row[place] for place in places)
            if isinstance(start, ox.Literal) and isinstance(end, ox.Literal):
                yield number, f"{start.value}-{end.value}"


def _with_columns(table: Table, added: Mapping[str, Mapping[str, Mapping[str, ox.Literal]]]) -> Table:
    """Return the table with new columns, by the column whose IRIs they tell of: a term for each of these IRIs."""
    columns: list[str] = []
    sources: list[tuple[int, Mapping[str, ox.Literal] | None]] = []
    for place, name in enumerate(table.columns):
        columns.append(name)
        sources.append((place, None))
        columns += added.get(name, {})
        sources += [(place, terms) for terms in added.get(name, {}).values()]
    rows: Iterator[Row] = (
        tuple(row[place] if terms is None else terms.get(term_text(row[place])) for place, terms in sources) for row in table.rows
    )
    return Table(columns, rows, names=table.names)


def _iris(rows: Iterable[Row]) -> list[str]:
    return sorted({iri_text(term) for row in rows for term in row} - {""})
