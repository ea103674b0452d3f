"""SQLite, DuckDB, Parquet and the data package: keys that hold, labels, full text, numbers that programs compute with."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Final

import duckdb
import polars as pl
import pytest
import sqlite_utils

from cengji.dataset import Dataset, Ontology
from cengji.export import Sheet, tables_of, write, write_files
from cengji.export.relational import quote
from tests.export.conftest import LABELS, hostile


@pytest.fixture(scope="module")
def content(two_cases: Dataset) -> bytes:
    """Two cases as SQLite."""
    return b"".join(write(two_cases, "sqlite"))


@pytest.fixture
def database(content: bytes) -> Iterator[sqlite3.Connection]:
    """The same, opened."""
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(content)
        yield opened


@pytest.fixture(scope="module")
def tables(two_cases: Dataset) -> dict[str, Sheet]:
    """The two cases as tables, by name."""
    return {sheet.name: sheet for sheet in tables_of(two_cases)}


def count(database: sqlite3.Connection, sql: str, *values: str) -> int:
    """Return the one number that a query gives."""
    return int(database.execute(sql, values).fetchone()[0])


def test_keys_hold_and_every_iri_is_a_key(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    for name in names:
        keys = {row[3] for row in database.execute(f"PRAGMA foreign_key_list({quote(name)})")}
        for column in (row[1] for row in database.execute(f"PRAGMA table_info({quote(name)})")):
            if name in ("thing", "about", "columns") or name.startswith("search_fts") or column in keys:
                continue
            found = count(database, f"SELECT count(*) FROM {quote(name)} WHERE {quote(column)} LIKE 'https://w3id.org/cengji/id/_%'")  # noqa: S608
            assert not found, f"{name}.{column} holds IRIs and is no key"


def test_tables_and_their_views_say_what_the_csv_says(database: sqlite3.Connection, tables: dict[str, Sheet]) -> None:
    database.row_factory = sqlite3.Row
    for sheet in tables.values():
        if sheet.name == "figures":
            continue
        shown = database.execute(f"SELECT * FROM {quote(sheet.name + '_labels')} ORDER BY iri").fetchall()  # noqa: S608
        assert len(shown) == len(sheet.rows)
        for row, cells in zip(shown, sheet.rows, strict=True):
            for column, cell in zip(sheet.columns, cells, strict=True):
                read = row[column.name]
                if column.kind in ("decimal", "integer"):
                    assert read == (float(cell[0]) if cell else None)
                elif column.kind == "boolean":
                    assert read == ({"true": 1, "false": 0}[cell[0]] if cell else None)
                elif any(cell) and "" not in cell:
                    assert read == " | ".join(cell), (sheet.name, column.name)


def test_classes_are_in_words_too(database: sqlite3.Connection) -> None:
    assert count(database, "SELECT count(*) FROM Body_labels WHERE type_zh LIKE '%组织%' OR type_zh LIKE '%机构%'") > 0
    assert count(database, "SELECT count(*) FROM Body_labels WHERE type_zh IS NULL OR type_en IS NULL") == 0


def test_figures_and_links_can_be_computed_with(database: sqlite3.Connection, tables: dict[str, Sheet]) -> None:
    numbers = [row[[one.name for one in tables["figures"].columns].index("value")] for row in tables["figures"].rows]
    assert count(database, "SELECT count(value) FROM figures") == sum(1 for cell in numbers if cell)
    (total,) = database.execute("SELECT sum(value) FROM figures").fetchone()
    assert total == pytest.approx(sum(float(cell[0]) for cell in numbers if cell))
    assert count(database, "SELECT count(*) FROM edges JOIN nodes ON nodes.id = edges.source") == count(
        database, "SELECT count(*) FROM edges"
    )


@pytest.mark.parametrize("word", ["网格", "网格员", "格", "“网格”"])
def test_full_text_finds_words_within_chinese_labels(word: str, database: sqlite3.Connection) -> None:
    plain = word.strip("“”")
    expected = count(database, "SELECT count(*) FROM search WHERE name LIKE ?1 OR alias LIKE ?1", f"%{plain}%")
    assert expected > 1
    found = "SELECT count(*) FROM search WHERE rowid IN (SELECT rowid FROM search_fts WHERE search_fts MATCH ?)"
    assert count(database, found, f'"{word}"') == expected


def test_sqlite_utils_searches_it_and_each_column_is_explained(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(content)
    opened = sqlite_utils.Database(path)
    assert opened["search"].detect_fts() == "search_fts"
    assert next(iter(opened["search"].search("网格")))["iri"].startswith("https://")
    columns = {(row["table"], row["column"]) for row in opened["columns"].rows}
    for table in opened.tables:
        if not table.name.startswith(("search", "sqlite")) and table.name not in ("columns", "about"):
            assert {(table.name, column.name) for column in table.columns} <= columns
    assert "CC BY 4.0" in {row["value"] for row in opened["about"].rows}
    opened.close()


@pytest.mark.foreign
def test_duckdb_holds_the_same(two_cases: Dataset, database: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "c.duckdb"
    path.write_bytes(b"".join(write(two_cases, "duckdb")))
    with duckdb.connect(path, read_only=True) as opened:
        for (name,) in opened.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            held = count(database, f"SELECT count(*) FROM {quote(name)}")  # noqa: S608
            assert opened.execute(f"SELECT count(*) FROM {quote(name)}").fetchone() == (held,), name  # noqa: S608
        kinds = dict(opened.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'figures'").fetchall())
        assert {kinds[name] for name in ("value", "start", "lower_inclusive", "period_start")} == {"DOUBLE", "BIGINT", "BOOLEAN", "DATE"}
        views = opened.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        for (view,) in views:
            rows = opened.execute(f"SELECT count(*) FROM {quote(view)}").fetchone()  # noqa: S608
            assert rows == (count(database, f"SELECT count(*) FROM {quote(view)}"),)  # noqa: S608
        comment = opened.execute("SELECT comment FROM duckdb_columns() WHERE table_name = 'figures' AND column_name = 'lower'").fetchone()
        assert comment and "确定的下限" in comment[0]


HOSTILE: Final = {name: LABELS.get(name, "a\x00b\x0bc") for name in ("quotes", "control", "long", "astral", "bidi")}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_labels_come_back_from_sqlite(name: str, ontology: Ontology) -> None:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(b"".join(write(hostile(HOSTILE[name], ontology), "sqlite")))
        assert (HOSTILE[name],) in opened.execute("SELECT prefLabel_zh FROM Place").fetchall()


@pytest.mark.foreign
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_labels_come_back_from_duckdb(name: str, ontology: Ontology, tmp_path: Path) -> None:
    dataset = hostile(HOSTILE[name], ontology)
    (tmp_path / "c.duckdb").write_bytes(b"".join(write(dataset, "duckdb")))
    with duckdb.connect(tmp_path / "c.duckdb", read_only=True) as read:
        assert (HOSTILE[name],) in read.execute("SELECT prefLabel_zh FROM Place").fetchall()


def test_pandas_and_polars_compute_with_parquet(two_cases: Dataset, tmp_path: Path) -> None:
    content = write_files(two_cases, "parquet")["figures.parquet"]
    (tmp_path / "figures.parquet").write_bytes(content)
    with duckdb.connect() as opened:
        values = opened.read_parquet(str(tmp_path / "figures.parquet")).df()["value"]
    assert values.dtype == "float64" and values.describe()["mean"] > 0
    assert values.nlargest(1).iloc[0] == pl.read_parquet(content)["value"].max()
    said = pl.read_parquet_metadata(content)
    assert said["licence"] == "CC BY 4.0" and json.loads(said["sources"])
    columns = json.loads(said["columns"])
    assert columns["value"]["unit"] == "unit_en" and columns["value"]["zh"]


def test_data_package_describes_the_csv_beside_it(two_cases: Dataset) -> None:
    """The rules of the Data Package's tabular profiles: unique names, each header in order, each cell of its type, size and digest."""
    files = write_files(two_cases, "csv")
    package = json.loads(files["datapackage.json"])
    resources = package["resources"]
    assert package["profile"] == "tabular-data-package"
    assert package["licenses"][0]["name"] == "CC-BY-4.0" and package["sources"]
    names = [one["name"] for one in resources]
    assert len(set(names)) == len(names) and all(name == name.lower() for name in names)
    parsers = {
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "string": str,
        "date": str,
        "year": int,
    }
    for one in resources:
        written = files[one["path"]]
        assert (one["bytes"], one["hash"]) == (len(written), f"sha256:{sha256(written).hexdigest()}")
        header, *rows = csv.reader(io.StringIO(written.decode(), newline=""), strict=True)
        fields = one["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        key = header.index(one["schema"]["primaryKey"])
        assert len({row[key] for row in rows}) == len(rows)
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                if cell:
                    parsers[field["type"]](cell)
