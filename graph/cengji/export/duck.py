"""One DuckDB file of all tables: typed columns with what they mean as comments, keys, views with labels."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji.core.extras import require_extra
from cengji.core.texts import Text
from cengji.export.numbers import Kind
from cengji.export.relational import THING, Relation, Relations, quote

if TYPE_CHECKING:
    import duckdb

__all__ = ["write_duckdb"]

_TYPES: Final[Mapping[Kind, str]] = {
    Kind.INTEGER: "BIGINT", Kind.REAL: "DOUBLE", Kind.BOOLEAN: "BOOLEAN", Kind.DATE: "DATE",
}  # fmt: skip
_ROWS: Final = 200
"""So many rows are written at a time."""
_BLOCK: Final = 4096
_NAME: Final = 124
"""Where the first block holds the identifier of the file, 16 bytes."""


def write_duckdb(relations: Relations) -> Iterator[bytes]:
    """Yield a database of DuckDB, in one piece.

    :raises UnavailableError: if DuckDB is not installed.
    """
    with require_extra("duckdb"):
        import duckdb
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cengji.duckdb"
        with duckdb.connect(path, config={"threads": 1, "default_block_size": 16384}) as database:
            database.execute("BEGIN")
            for relation in relations.tables:
                _create_table(database, relation)
            for name, select in relations.views.items():
                database.execute(f"CREATE VIEW {quote(name)} AS {select}")
            database.execute("COMMIT")
            database.execute("CHECKPOINT")
        yield _name_file(path.read_bytes(), relations)


def _name_file(content: bytes, relations: Relations) -> bytes:
    """Return a file with an identifier made from its tables in the place of the random one that DuckDB gives each.

    The first block begins with its checksum; a release of DuckDB whose checksum is another keeps its own identifier.
    """
    block = content[:_BLOCK]
    if int.from_bytes(block[:8], "little") != _checksum(block[8:]):
        return content
    name = sha256(repr([(one.name, len(one.rows)) for one in relations.tables]).encode()).digest()[:16]
    named = block[8:_NAME] + name + block[_NAME + 16 :]
    return _checksum(named).to_bytes(8, "little") + named + content[_BLOCK:]


def _checksum(block: bytes) -> int:
    """Return the checksum of a block of DuckDB's storage (src/storage/checksum.cpp)."""
    found = 5381
    for (word,) in struct.iter_unpack("<Q", block):
        found ^= word * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return found


def _create_table(database: duckdb.DuckDBPyConnection, relation: Relation) -> None:
    columns = [
        f"{quote(field.name)} {_TYPES.get(field.kind, 'VARCHAR')}"
        + (f" REFERENCES {THING} (iri)" if relation.name != THING and (field.names or field.name == "iri") else "")
        for field in relation.fields
    ]
    columns.append(f"PRIMARY KEY ({', '.join(map(quote, relation.key))})")
    table = quote(relation.name)
    database.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
    if relation.meaning.zh:
        database.execute(f"COMMENT ON TABLE {table} IS {_literal(relation.meaning)}")
    for field in relation.fields:
        if field.meaning.zh:
            database.execute(f"COMMENT ON COLUMN {table}.{quote(field.name)} IS {_literal(field.meaning)}")
    one = f"({', '.join('?' * len(relation.fields))})"
    for start in range(0, len(relation.rows), _ROWS):
        rows = relation.rows[start : start + _ROWS]
        values = [str(value) if isinstance(value, Decimal) else value for row in rows for value in row]
        database.execute(f"INSERT INTO {table} VALUES {', '.join([one] * len(rows))}", values)  # noqa: S608 - names of ours, quoted


def _literal(text: Text) -> str:
    return "'" + f"{text.zh} / {text.en}".replace("'", "''") + "'"
