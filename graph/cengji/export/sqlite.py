"""One SQLite file of all tables: keys that hold, views with labels, full text over labels."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any, Final

from cengji.core.terms import shorten_iri
from cengji.export.numbers import Kind
from cengji.export.relational import THING, Relation, Relations, quote

__all__ = ["write_sqlite"]

_TYPES: Final[Mapping[Kind, str]] = {Kind.INTEGER: "INTEGER", Kind.REAL: "REAL", Kind.BOOLEAN: "INTEGER"}
_HAN: Final = re.compile("[\N{CJK UNIFIED IDEOGRAPH-3400}-\N{CJK UNIFIED IDEOGRAPH-9FFF}\U00020000-\U0003ffff]")
_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 12
"""So many letters of a word in Chinese are found from its middle; a whole label is found however long."""


def write_sqlite(relations: Relations) -> Iterator[bytes]:
    """Yield a database of SQLite 3, in one piece; the same tables give the same bytes by the same release of SQLite.

    ``search`` holds the labels, and ``search_fts`` their words and every run of letters within a word in Chinese, which has no
    spaces: ``MATCH '网格'`` finds 网格员. (The tokenizer ``trigram`` finds nothing by two letters, which most Chinese words have.)
    """
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA page_size = 4096")
        for relation in relations.tables:
            _create_table(database, relation)
        for name, select in relations.views.items():
            database.execute(f"CREATE VIEW {quote(name)} AS {select}")
        _create_search(database, relations)
        database.commit()
        database.execute("ANALYZE")
        database.execute("VACUUM")
        yield database.serialize()


def _create_table(database: sqlite3.Connection, relation: Relation) -> None:
    columns = []
    for field in relation.fields:
        text = f"{quote(field.name)} {_TYPES.get(field.kind, 'TEXT')}"
        if relation.key == (field.name,):
            text += " PRIMARY KEY NOT NULL" if field.kind is not Kind.INTEGER else " PRIMARY KEY"
        if field.kind is Kind.BOOLEAN:
            text += f" CHECK ({quote(field.name)} IN (0, 1))"
        if relation.name != THING and (field.names or field.name == "iri"):
            text += f" REFERENCES {THING} (iri)"
        columns.append(text)
    if len(relation.key) > 1:
        columns.append(f"PRIMARY KEY ({', '.join(map(quote, relation.key))})")
    database.execute(f"CREATE TABLE {quote(relation.name)} ({', '.join(columns)})")
    places = ", ".join("?" * len(relation.fields))
    rows = (tuple(map(_stored, row)) for row in relation.rows)
    database.executemany(f"INSERT INTO {quote(relation.name)} VALUES ({places})", rows)  # noqa: S608 - a name of ours, quoted
    for field in relation.fields:
        if field.names and (field.name,) != relation.key and field.name != relation.key[0]:
            index = quote(f"{relation.name}_{field.name}_index")
            database.execute(f"CREATE INDEX {index} ON {quote(relation.name)} ({quote(field.name)})")


def _stored(value: Any) -> Any:  # noqa: ANN401 - what a column holds
    """Return a value as SQLite keeps it: truth as 0 and 1, numbers beyond a double and dates as text."""
    if value is None or isinstance(value, int | float | str):
        return int(value) if isinstance(value, bool) else value
    return str(value)


def _create_search(database: sqlite3.Connection, relations: Relations) -> None:
    """Add the labels and their full text; FTS5 reads ``search``, so that ``rebuild`` works."""
    database.execute(
        f"CREATE TABLE search (iri TEXT PRIMARY KEY NOT NULL REFERENCES {THING} (iri), name TEXT, en TEXT, alias TEXT, runs TEXT)"
    )
    things = next(relation for relation in relations.tables if relation.name == THING)
    rows = []
    for iri, name, _, en, table in things.rows:
        if table and name != shorten_iri(iri):
            alias = relations.aliases.get(iri)
            rows.append((iri, name, en, alias, _runs(f"{name} {alias or ''}")))
    database.executemany("INSERT INTO search VALUES (?, ?, ?, ?, ?)", rows)
    columns = "name, en, alias, runs"
    database.execute(f"CREATE VIRTUAL TABLE search_fts USING fts5({columns}, content=\"search\", tokenize='unicode61')")
    database.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")


def _runs(text: str) -> str:
    """Return each run of letters within the Chinese words of a text, once, sorted.

    >>> _runs("网格员 grid")
    '员 格 格员 网 网格'
    """
    found = {
        word[start : start + length]
        for word in _WORD.findall(text)
        if _HAN.search(word)
        for start in range(len(word))
        for length in range(1, min(_LONGEST, len(word) - start) + 1)
    }
    return " ".join(sorted(found - set(_WORD.findall(text))))
