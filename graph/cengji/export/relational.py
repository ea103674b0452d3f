"""The tables as a relational database: one row a thing, a table for each property of several values, keys, views with labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cengji.core.namespaces import PREFIXES
from cengji.core.terms import shorten_iri
from cengji.core.texts import Text
from cengji.export.credits import credits_of
from cengji.export.numbers import Kind, type_cells
from cengji.export.sheets import Column, Sheet

__all__ = ["THING", "Field", "Relation", "Relations", "quote", "relate"]

THING: Final = "thing"
"""The table of everything that has an IRI, which each key of another table names."""
_SKOS: Final = PREFIXES["skos"]
_NAMES: Final = (_SKOS + "prefLabel", PREFIXES["dcterms"] + "title", PREFIXES["rdfs"] + "label", PREFIXES["foaf"] + "name")
_EVIDENCE: Final = ("Evidence", ("hasSelector", "hasSource", "printedExpression"))
_SELECTOR: Final = ("TextPositionSelector", ("start", "end"))


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a database: ``names`` tells that it holds a key of :data:`THING`."""

    name: str
    kind: Kind
    names: bool = False
    property: str = ""
    meaning: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Relation:
    """A table of a database, with the columns that are its primary key."""

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    meaning: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Relations:
    """All tables, :data:`THING` first, and the views as SELECT by name; ``aliases`` are other labels of things by IRI."""

    tables: tuple[Relation, ...]
    views: Mapping[str, str]
    aliases: Mapping[str, str]


def relate(sheets: Sequence[Sheet], network: Sequence[Sheet], titles: Mapping[str, Text], digest: str) -> Relations:
    """Return tables as a database.

    ``thing`` holds every IRI with its labels and the table that describes it. A table a class follows, without the columns that
    repeat labels or evidence: views named ``…_labels`` have these. A column of several values is a table ``Class_column``.
    ``figures``, ``nodes`` and ``edges`` are flat, to compute with; ``columns`` says what each column means, ``about`` what the
    file is.

    :param network: the tables of nodes and links; the first column of nodes is their key.
    :param titles: those of classes and properties, by IRI.
    """
    classes = [sheet for sheet in sheets if sheet.about or sheet.name == "Other"]
    flat = [sheet for sheet in sheets if sheet not in classes]
    things = _things(sheets, network)
    for iri in things.keys() & titles.keys():  # classes and properties, which no table describes
        things[iri] |= {"zh": things[iri]["zh"] or titles[iri].zh, "en": things[iri]["en"] or titles[iri].en}
    names = {sheet.name for sheet in (*sheets, *network)}
    described = [relation for sheet in classes for relation in _relations(sheet, titles, names)]
    tables = [_thing_table(things), *described, *(_flat_table(sheet) for sheet in (*flat, *network))]
    views = {f"{sheet.name}_labels": _view(sheet, {one.name: one for one in tables}) for sheet in classes}
    tables += [_columns_table(tables), _about_table(sheets, digest)]
    return Relations(tuple(tables), views, {iri: thing["alias"] for iri, thing in things.items() if thing["alias"]})


def quote(name: str) -> str:
    """Return a name as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def _things(sheets: Sequence[Sheet], network: Sequence[Sheet]) -> dict[str, dict[str, str]]:
    """Return what is known of each IRI in the tables, by IRI: its table and labels."""
    known: dict[str, dict[str, str]] = {}
    for sheet in (*sheets, *network):
        places = [place for place, column in enumerate(sheet.columns) if column.kind == "iri"]
        for row in sheet.rows:
            for place in places:
                for iri in row[place]:
                    known.setdefault(iri, {"table": "", "zh": "", "en": "", "other": "", "alias": ""})
        if not sheet.about and sheet.name != "Other":
            continue
        labels = _labels(sheet)
        aliases = [place for place, column in enumerate(sheet.columns) if column.property == _SKOS + "altLabel"]
        for row in sheet.rows:
            thing = known[row[0][0]]
            thing["table"] = sheet.name
            for key, place in labels:
                thing[key] = thing[key] or next(iter(row[place]), "")
            thing["alias"] = " ".join(text for place in aliases for text in row[place])
    return dict(sorted(known.items()))


def _labels(sheet: Sheet) -> list[tuple[str, int]]:
    """Return where a table has labels, the first to look at first: the language, ``other`` for all but two, and the column."""
    found = []
    for about in _NAMES:
        for place, column in enumerate(sheet.columns):
            if column.property == about and column.kind == "string":
                found.append((column.language if column.language in ("zh", "en") else "other", place))
    return found


def _thing_table(things: Mapping[str, Mapping[str, str]]) -> Relation:
    meanings = {
        "iri": Text("标识", "what identifies the thing"),
        "name": Text("名称：中文，否则英文，否则标识的末段", "its label in Chinese, else in English, else the end of its IRI"),
        "zh": Text("名称，中文", "its label in Chinese"),
        "en": Text("名称，英文", "its label in English"),
        "table": Text("所在的表；空：仅被提及", "the table that describes it; empty: only mentioned"),
    }
    rows = tuple(
        (iri, one["zh"] or one["en"] or one["other"] or shorten_iri(iri), one["zh"] or None, one["en"] or None, one["table"] or None)
        for iri, one in things.items()
    )
    fields = tuple(Field(name, Kind.TEXT, meaning=meaning) for name, meaning in meanings.items())
    return Relation(THING, fields, ("iri",), rows, Text("一切事物", "everything that has an IRI"))


def _relations(sheet: Sheet, titles: Mapping[str, Text], names: set[str]) -> Iterator[Relation]:
    """Yield the table of a class and those of its properties that have several values."""
    single = [place for place, column in enumerate(sheet.columns) if _is_stated(column) and not column.separator]
    typed = [_typed_field(sheet, place, titles) for place in single]
    rows = tuple(zip(*(values for _, values in typed), strict=True))
    yield Relation(sheet.name, tuple(field for field, _ in typed), ("iri",), rows, titles.get(sheet.about, Text()))
    for place, column in enumerate(sheet.columns):
        if not (_is_stated(column) and column.separator):
            continue
        pairs = [(row[0][0], value) for row in sheet.rows for value in row[place]]
        kind, values = type_cells(column.kind, [value for _, value in pairs])
        meaning = _meaning(column, titles)
        fields = (
            Field("iri", Kind.TEXT, names=True, meaning=Text("标识", "what identifies the thing")),
            Field("value", kind, names=column.kind == "iri", property=column.property, meaning=meaning),
        )
        name = _table_of(sheet, column)
        while name in names:
            name += "_"
        both = tuple((iri, value) for (iri, _), value in zip(pairs, values, strict=True))
        yield Relation(name, fields, ("iri", "value"), both, meaning)


def _is_stated(column: Column) -> bool:
    """Return whether a column states something: all but those that repeat labels and evidence."""
    return bool(column.property) or column.name == "iri"


def _table_of(sheet: Sheet, column: Column) -> str:
    return f"{sheet.name}_{column.name}"


def _typed_field(sheet: Sheet, place: int, titles: Mapping[str, Text]) -> tuple[Field, list[Any]]:
    """Return a column of single values as a field and its values, None where there is none."""
    column = sheet.columns[place]
    kind, given = type_cells(column.kind, [value for row in sheet.rows for value in row[place]])
    values = iter(given)
    cells = [next(values) if row[place] else None for row in sheet.rows]
    return Field(column.name, kind, column.kind == "iri", column.property, _meaning(column, titles)), cells


def _meaning(column: Column, titles: Mapping[str, Text]) -> Text:
    return titles.get(column.property) or column.meaning


def _flat_table(sheet: Sheet) -> Relation:
    """Return a table to compute with as it is; its key is its first or last IRI, and a number where it has none."""
    typed = [_typed_field(sheet, place, {}) for place in range(len(sheet.columns))]
    rows: tuple[tuple[Any, ...], ...] = tuple(zip(*(values for _, values in typed), strict=True))
    fields = tuple(field for field, _ in typed)
    key = next((one.name for one in fields if one.name in ("id", "iri") and one.names), "")
    if key:
        return Relation(sheet.name, fields, (key,), rows)
    number = Field("number", Kind.INTEGER, meaning=Text("行号", "the number of the row"))
    return Relation(sheet.name, (number, *fields), ("number",), tuple((at, *row) for at, row in enumerate(rows, start=1)))


def _view(sheet: Sheet, tables: Mapping[str, Relation]) -> str:
    """Return the SELECT that shows a table with labels beside its IRIs, several values in one cell, and its first evidence."""
    shown = []
    taken = {column.name for column in sheet.columns if _is_stated(column)}
    for column in sheet.columns:
        if not _is_stated(column):
            continue
        if column.separator:
            inner = f"SELECT value FROM {quote(_table_of(sheet, column))} AS v WHERE v.iri = t.iri ORDER BY value"  # noqa: S608 - names of ours
            shown.append(f"(SELECT group_concat(value, ' | ') FROM ({inner})) AS {quote(column.name)}")  # noqa: S608
        else:
            shown.append(f"t.{quote(column.name)}")
        if column.kind == "iri" and column.name != "iri":
            shown += [_label_of(sheet, column, language) for language in ("zh", "en") if f"{column.name}_{language}" not in taken]
    joins = ""
    if "firstEvidence" in taken and all(_has(tables.get(name), fields) for name, fields in (_EVIDENCE, _SELECTOR)):
        joins = (
            " LEFT JOIN Evidence AS e ON e.iri = t.firstEvidence LEFT JOIN TextPositionSelector AS s ON s.iri = e.hasSelector"
            f" LEFT JOIN {THING} AS d ON d.iri = e.hasSource"
        )
        shown += ["d.name AS evidence_document", 's."start" AS evidence_start', 's."end" AS evidence_end']
        shown.append("e.printedExpression AS evidence_printed")
    return f"SELECT {', '.join(shown)} FROM {quote(sheet.name)} AS t{joins}"  # noqa: S608


def _label_of(sheet: Sheet, column: Column, language: str) -> str:
    """Return the expression of the labels of the things that a column names."""
    heading = quote(f"{column.name}_{language}")
    if not column.separator:
        return f"(SELECT n.{language} FROM {THING} AS n WHERE n.iri = t.{quote(column.name)}) AS {heading}"  # noqa: S608
    inner = (
        f"SELECT n.{language} AS label FROM {quote(_table_of(sheet, column))} AS v JOIN {THING} AS n ON n.iri = v.value"  # noqa: S608
        " WHERE v.iri = t.iri ORDER BY v.value"
    )
    return f"(SELECT group_concat(label, ' | ') FROM ({inner})) AS {heading}"  # noqa: S608


def _has(relation: Relation | None, fields: Sequence[str]) -> bool:
    return relation is not None and {one.name for one in relation.fields}.issuperset(fields)


def _columns_table(tables: Sequence[Relation]) -> Relation:
    """Return the table that says of each column what it means."""
    names = ("table", "column", "kind", "zh", "en", "property")
    rows = tuple(
        (one.name, column.name, column.kind.value, column.meaning.zh or None, column.meaning.en or None, column.property or None)
        for one in tables
        for column in one.fields
    )
    return Relation(
        "columns", tuple(Field(name, Kind.TEXT) for name in names), ("table", "column"), rows, Text("各列的含义", "what columns mean")
    )


def _about_table(sheets: Sequence[Sheet], digest: str) -> Relation:
    """Return the table that says what the file is, its licence and its documents."""
    said = credits_of(sheets)
    pairs = [("title", "层级 Cengji"), ("sha256 of the canonical N-Quads", digest)]
    if said.licence:
        pairs += [("licence", said.licence), ("licence IRI", said.licence_iri)]
    if said.documents:
        pairs += [("note", said.note.zh), ("note in English", said.note.en)]
    pairs += [("source", title) for title in said.documents]
    fields = (Field("number", Kind.INTEGER), Field("what", Kind.TEXT), Field("value", Kind.TEXT))
    rows = tuple((at, *pair) for at, pair in enumerate(pairs, start=1))
    return Relation("about", fields, ("number",), rows, Text("本文件的说明", "what this file is"))
