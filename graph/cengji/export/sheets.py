"""The dataset as tables: one a class, one row a thing, a column a property; and an answer as one table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import CJ, PREFIXES
from cengji.core.resources import query_text
from cengji.core.terms import local_name, term_text
from cengji.core.texts import Text
from cengji.dataset import Dataset
from cengji.export.turtle import READING_ORDER

__all__ = ["Column", "Sheet", "cells_of", "tabulate", "tabulate_answer"]

# The values of a cell as they are written in RDF, sorted; empty where there is none.
Cell = tuple[str, ...]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_SKOS: Final = PREFIXES["skos"]
_XSD: Final = PREFIXES["xsd"]
_KINDS: Final = {_XSD + kind: kind for kind in ("integer", "decimal", "double", "boolean", "date", "gYear", "gYearMonth")}
_FIRST: Final = (_SKOS + "prefLabel", PREFIXES["dcterms"] + "title", CJ + "asWritten", _SKOS + "altLabel", _RDF_TYPE)
_SEPARATORS: Final = ("|", "¦", "‖", "\N{SYMBOL FOR UNIT SEPARATOR}")
_SAFE: Final = re.compile(r"[^\w-]")
_NAME_LENGTH: Final = 27  # of the 31 characters that spreadsheets take, since a number may follow
_EVIDENCE_COLUMNS: Final = (
    ("document", "string", Text("首条证据所在文件", "the document of the first evidence")),
    ("start", "integer", Text("该证据的首字符，自 0 计", "the first character of that evidence, counted from 0")),
    ("end", "integer", Text("该证据的末尾，不含在内", "the end of that evidence, not included")),
    ("printed", "string", Text("该证据所印的用语", "the expression printed there")),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``kind`` is ``iri``, ``string`` or the local name of an XSD datatype.

    ``property`` is the IRI of what it states, empty for what is added for reading: labels of the things
    named in another column, the first evidence. ``separator`` parts several values of one cell, and is
    empty where no cell holds several; no value contains it. ``meaning`` explains what no property does.
    """

    name: str
    kind: str
    property: str = ""
    language: str = ""
    separator: str = ""
    meaning: Text = field(default_factory=Text)


@dataclass(frozen=True)
class Sheet:
    """A table: rows in a fixed order, in each a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: str = ""

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows with each cell as one text, several values joined by the column's separator."""
        return tuple(tuple(column.separator.join(cell) for column, cell in zip(self.columns, row, strict=True)) for row in self.rows)


def tabulate_answer(name: str, columns: Sequence[str], rows: Iterable[Iterable[Term | None]]) -> Sheet:
    """Return the answer to a query as a table: its columns and rows as they are."""
    cells = [tuple(row) for row in rows]
    kinds = [_kind([term for row in cells if (term := row[place]) is not None]) for place in range(len(columns))]
    return Sheet(
        name,
        tuple(Column(column, kind) for column, kind in zip(columns, kinds, strict=True)),
        tuple(tuple(() if term is None else (_text(term),) for term in row) for row in cells),
    )


def tabulate(dataset: Dataset) -> list[Sheet]:
    """Return the dataset as tables: one a class in the reading order of Turtle's sections, rows by IRI.

    What has several classes stands in the table of the first; concepts of all schemes share one table.
    """
    described: defaultdict[str, defaultdict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for quad in dataset.sorted_quads:
        described[_text(quad.subject)][quad.predicate.value].add(quad.object)
    members: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for iri, statements in described.items():
        members[_class_of(statements)].append(iri)
    labels = _labels(described)
    evidence = _evidence(dataset)
    names = _number_doubles([_SAFE.sub("_", local_name(about) or "Other")[:_NAME_LENGTH] for _, about in sorted(members)])
    return [
        _sheet(name, about, members[place, about], described, labels, evidence)
        for name, (place, about) in zip(names, sorted(members), strict=True)
    ]


def cells_of(sheet: Sheet, name: str) -> list[str]:
    """Return the cells of a column as texts, row by row; an empty list where the table has no such column."""
    return [row[place] for place, column in enumerate(sheet.columns) if column.name == name for row in sheet.texts]


def _class_of(statements: dict[str, set[Term]]) -> tuple[int, str]:
    """Return the place and the IRI of the class in whose table a thing stands."""
    classes = {_text(term) for term in statements.get(_RDF_TYPE, ())}
    concept = _SKOS + "Concept"
    if concept in classes:
        return len(READING_ORDER) + 1, concept
    order = {iri: place for place, iri in enumerate(READING_ORDER)}
    return min(((order.get(iri, len(READING_ORDER)), iri) for iri in classes), default=(len(READING_ORDER) + 2, ""))


def _labels(described: dict[str, defaultdict[str, set[Term]]]) -> dict[str, dict[str, str]]:
    """Return the label of each thing by language, by IRI."""
    found: dict[str, dict[str, str]] = {}
    for iri, statements in described.items():
        for term in statements.get(_SKOS + "prefLabel", ()):
            if isinstance(term, ox.Literal) and term.language:
                known = found.setdefault(iri, {})
                known[term.language] = min(term.value, known.get(term.language, term.value))
    return found


def _evidence(dataset: Dataset) -> dict[str, tuple[Cell, ...]]:
    """Return the cells of the first evidence of each thing that has one, by IRI."""
    rows = dataset.rows(query_text("internal/first-evidence"))
    return {str(thing): tuple(() if text is None else (text,) for text in cells) for thing, *cells in rows}


def _sheet(
    name: str,
    about: str,
    iris: list[str],
    described: dict[str, defaultdict[str, set[Term]]],
    labels: dict[str, dict[str, str]],
    evidence: dict[str, tuple[Cell, ...]],
) -> Sheet:
    iris = sorted(iris)
    used = {predicate for iri in iris for predicate in described[iri]}
    order = {predicate: place for place, predicate in enumerate(_FIRST)}
    short = Counter(local_name(predicate) for predicate in used)
    columns: list[tuple[Column, list[Cell]]] = [
        (Column("iri", "iri", meaning=Text("标识", "what identifies the thing")), [(iri,) for iri in iris])
    ]
    for predicate in sorted(used, key=lambda one: (order.get(one, len(order)), local_name(one), one)):
        heading = local_name(predicate) if short[local_name(predicate)] == 1 else _qualified_name(predicate)
        columns += _columns(heading, predicate, [described[iri][predicate] for iri in iris], labels)
    if any(iri in evidence for iri in iris):
        for place, (part, kind, meaning) in enumerate(_EVIDENCE_COLUMNS):
            cells = [evidence[iri][place] if iri in evidence else () for iri in iris]
            columns.append((Column(f"evidence_{part}", kind, meaning=meaning), cells))
    headings = _number_doubles([column.name for column, _ in columns])
    separated = [
        _choose_separator(replace(column, name=heading), cells) for heading, (column, cells) in zip(headings, columns, strict=True)
    ]
    return Sheet(name, tuple(column for column, _ in separated), tuple(zip(*(cells for _, cells in separated), strict=True)), about)


def _columns(heading: str, predicate: str, values: list[set[Term]], labels: dict[str, dict[str, str]]) -> list[tuple[Column, list[Cell]]]:
    """Return the columns of a property: one a language, one for all else, and the labels of the things it names."""
    languages = sorted(
        {term.language for terms in values for term in terms if isinstance(term, ox.Literal) and term.language}, key=_zh_first
    )
    columns = [
        (Column(f"{heading}_{language}", "string", predicate, language), [_texts(terms, language) for terms in values])
        for language in languages
    ]
    others = [[term for term in terms if not (isinstance(term, ox.Literal) and term.language)] for terms in values]
    if not any(others):
        return columns
    columns.append((Column(heading, _kind([term for terms in others for term in terms]), predicate), [_texts(terms) for terms in others]))
    named = [[labels.get(_text(term), {}) for term in sorted(terms, key=_text)] for terms in others]
    for language in sorted({language for row in named for one in row for language in one}, key=_zh_first):
        texts = [tuple(one.get(language, "") for one in row) if any(language in one for one in row) else () for row in named]
        meaning = Text(f"{heading} 的名称（{language}）", f"the label of `{heading}` ({language})")
        columns.append((Column(f"{heading}_{language}", "string", meaning=meaning), texts))
    return columns


def _choose_separator(column: Column, cells: list[Cell]) -> tuple[Column, list[Cell]]:
    """Choose the separator of a column that needs one: the first that no value of it contains."""
    if all(len(cell) < 2 for cell in cells):
        return column, cells
    separator = next((one for one in _SEPARATORS if not any(one in value for cell in cells for value in cell)), "\n")
    return replace(column, separator=separator), cells


def _number_doubles(names: list[str]) -> list[str]:
    """Number the names that come again, capitals apart or not: file systems and spreadsheets take them for the same."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name.lower()] += 1
        found.append(name if seen[name.lower()] == 1 else f"{name}_{seen[name.lower()]}")
    return found


def _kind(terms: list[Term]) -> str:
    """Return the kind that all these terms share: ``iri``, an XSD datatype, else ``string``."""
    kinds = {_KINDS.get(term.datatype.value, "string") if isinstance(term, ox.Literal) else "iri" for term in terms}
    if kinds == {"integer", "decimal"}:
        return "decimal"
    return kinds.pop() if len(kinds) == 1 else "string"


def _texts(terms: Iterable[Term], language: str = "") -> Cell:
    return tuple(sorted(_text(term) for term in terms if not language or (isinstance(term, ox.Literal) and term.language == language)))


def _text(term: Term) -> str:
    """Return a term as SPARQL 1.1 CSV has it: a blank node with ``_:`` before its name."""
    return str(term) if isinstance(term, ox.BlankNode) else term_text(term)


def _zh_first(language: str) -> tuple[bool, str]:
    return language != "zh", language


def _qualified_name(iri: str) -> str:
    """Return the name of a property that shares its local name with another: with the prefix before it, where it has one."""
    return next((f"{prefix}_{local_name(iri)}" for prefix, base in PREFIXES.items() if iri == base + local_name(iri)), local_name(iri))
