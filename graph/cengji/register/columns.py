"""Questions that sum a register up are answered from columns of it, by SQL that stands beside their SPARQL and gives the same rows."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from cengji.core.errors import UnavailableError
from cengji.core.extras import require_extra
from cengji.core.namespaces import PREFIXES, PROPOSED
from cengji.core.queryfile import QueryFile
from cengji.core.resources import column_query
from cengji.core.storemarks import source_of
from cengji.register.connection import connect
from cengji.register.parts import SUBJECT
from cengji.register.tables import copy_to, quote_name, quote_text

with require_extra("register"):
    import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["LEAST_QUADS", "answer_from_columns", "find_columns", "write_columns"]

LEAST_QUADS: Final = 1_000_000
"""Of fewer quads the store answers as fast."""
_MEMORY: Final = "2GB"
_NAME: Final = re.compile(r"'([a-z]+):([A-Za-z]+)'")
_IRI: Final = re.compile(r"<([^<>\s]*)>")
_INTEGER: Final = PREFIXES["xsd"] + "integer"
_DATATYPES: Final = {"integer": _INTEGER, "decimal": PREFIXES["xsd"] + "decimal"}
_FOLDER: Final = "columns"
_FILES: Final = ("terms", "links", "numbers")
_MACROS: Final = """
CREATE MACRO known(value) AS CASE WHEN value IS NULL THEN error('a term that no column holds') ELSE value END;
CREATE MACRO links(wanted) AS TABLE SELECT subject, known(object) AS object FROM all_links WHERE predicate = wanted;
CREATE MACRO numbers(wanted) AS TABLE SELECT subject, known(object) AS object FROM all_numbers WHERE predicate = wanted;
CREATE MACRO things(wanted) AS TABLE
    SELECT subject FROM all_links WHERE predicate = 'rdf:type' AND object = (SELECT id FROM terms WHERE iri = wanted);
"""
"""What the SQL of a question may ask, IRIs being numbers in their order: links to things and whole numbers by predicate, things of a class.

A term that no column holds, such as a literal where a link is, is an error, so that the store is asked.
"""
_LINKS: Final = ("cj:atPlace", "cj:commonTier", "cj:partOfPlace", "org:classification", "rdf:type")
_NUMBERS: Final = ("cj:rank",)


def write_columns(folder: Path, quads: Sequence[Path], connection: DuckDBPyConnection) -> None:
    """Write the links and numbers that questions count, with numbers for IRIs, of quads to ``columns`` in a register's folder.

    A triple counts once, as a store keeps it, and what cases only propose not at all.
    """
    shutil.rmtree(folder / _FOLDER, ignore_errors=True)
    (folder / _FOLDER).mkdir()
    terms, links, numbers = (folder / _FOLDER / f"{name}.parquet" for name in _FILES)
    listed = ", ".join(map(quote_text, quads))
    wanted = ", ".join(f"'{name}'" for name in (*_LINKS, *_NUMBERS))
    connection.execute(_expand(
        f"CREATE OR REPLACE TEMP VIEW cengji_counted AS SELECT predicate, {SUBJECT}, object, nullif(datatype, '') AS datatype"
        f" FROM read_parquet([{listed}])"
        f" WHERE predicate IN ({wanted}) AND (graph IS NULL OR NOT starts_with(graph, {quote_text(PROPOSED)}))"
    ))  # fmt: skip
    iris = f"SELECT {SUBJECT} AS iri FROM cengji_counted UNION SELECT object FROM cengji_counted WHERE datatype IS NULL"
    copy_to(connection, f"SELECT row_number() OVER (ORDER BY iri) AS id, iri FROM ({iris}) ORDER BY iri", terms)
    source = f"read_parquet({quote_text(terms)})"
    of_subject = f"FROM cengji_counted AS c JOIN {source} AS s ON s.iri = c.{SUBJECT}"
    objects = f"LEFT JOIN {source} AS o ON o.iri = c.object AND c.datatype IS NULL"
    ours = ", ".join(f"'{name}'" for name in _NUMBERS)
    copy_to(connection, _expand(
        f"SELECT DISTINCT predicate, s.id AS {SUBJECT}, o.id AS object {of_subject} {objects} WHERE predicate NOT IN ({ours}) ORDER BY ALL"
    ), links)  # fmt: skip
    whole = f"CASE WHEN datatype = {quote_text(_INTEGER)} THEN TRY_CAST(object AS BIGINT) END"
    copy_to(connection, _expand(
        f"SELECT DISTINCT predicate, s.id AS {SUBJECT}, {whole} AS object {of_subject} WHERE predicate IN ({ours}) ORDER BY ALL"
    ), numbers)  # fmt: skip
    connection.execute("DROP VIEW cengji_counted")


def find_columns(store: Path, least: int | None = None) -> Path | None:
    """Return the folder of columns of the register whose store this is.

    There is none if the two may differ, or if the register has fewer quads than :data:`LEAST_QUADS`.
    """
    from cengji.register.joining import read_report
    from cengji.register.stores import identify

    try:
        folder = store.resolve().parent
        report = read_report(folder)
        same = source_of(store) == identify(store, report["files"])
    except (OSError, ValueError, KeyError, TypeError, UnavailableError):
        return None
    held = all(f"{_FOLDER}/{name}.parquet" in report["files"] for name in _FILES)
    return folder / _FOLDER if same and held and report["quads"] >= (LEAST_QUADS if least is None else least) else None


def answer_from_columns(query: QueryFile, terms: Mapping[str, str], folder: Path) -> ox.QuerySolutions | None:
    """Return the answer to a question of the library from the columns of a register, None where that could differ from its store's.

    ``terms`` are the parameters that were given, as SPARQL.
    """
    sql = column_query(query.name)
    if sql is None:
        return None
    with tempfile.TemporaryDirectory() as spill:
        connection = connect(Path(spill), _MEMORY)
        try:
            for view, name in (("terms", "terms"), ("all_links", "links"), ("all_numbers", "numbers")):
                connection.execute(f"CREATE VIEW {view} AS SELECT * FROM read_parquet({quote_text(folder / f'{name}.parquet')})")
            connection.execute(_expand(_MACROS))
            for parameter in query.parameters:
                given = terms.get(parameter.name, parameter.default)
                if parameter.type != "iri" or _IRI.sub("", given).strip() not in ("", "UNDEF"):
                    return None
                connection.execute(f"CREATE TABLE {quote_name(parameter.name)} AS {_numbered(_IRI.findall(given))}")
            found = connection.execute(_expand(sql.read_text(encoding="utf-8")))
            if [column[0] for column in found.description or ()] != [column.name for column in query.columns]:
                return None
            return _solutions(query, found.fetchall(), connection)
        except duckdb.Error:
            return None
        finally:
            connection.close()


def _numbered(iris: Sequence[str]) -> str:
    """Return the SQL of the numbers of IRIs, 0 for one that is not there; a null stands for any."""
    values = ", ".join(f"({quote_text(iri)})" for iri in iris)
    return f"SELECT coalesce(id, 0) AS id FROM (VALUES {values}) AS given(iri) LEFT JOIN terms USING (iri)" if iris else "SELECT NULL AS id"


def _expand(sql: str) -> str:
    """Return SQL with the IRIs for the texts that are names such as ``'cj:Body'``."""
    return _NAME.sub(lambda name: quote_text(PREFIXES[name[1]] + name[2]) if name[1] in PREFIXES else name[0], sql)


def _solutions(query: QueryFile, rows: Sequence[tuple[Any, ...]], connection: DuckDBPyConnection) -> ox.QuerySolutions | None:
    """Return rows as an engine of SPARQL gives them."""
    places = [place for place, column in enumerate(query.columns) if column.type == "iri"]
    ids = ", ".join(map(str, sorted({row[place] for row in rows for place in places if row[place] is not None})))
    iris = dict(connection.execute(f"SELECT id, iri FROM terms WHERE id IN ({ids})").fetchall()) if ids else {}
    bindings = [
        {column.name: _binding(column.type, value, iris) for column, value in zip(query.columns, row, strict=True) if value is not None}
        for row in rows
    ]
    text = json.dumps({"head": {"vars": [column.name for column in query.columns]}, "results": {"bindings": bindings}}, ensure_ascii=False)
    found = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    return found if isinstance(found, ox.QuerySolutions) else None


def _binding(kind: str, value: int | Decimal, iris: Mapping[int, str]) -> dict[str, str]:
    if kind == "iri":
        return {"type": "uri", "value": iris[int(value)]}
    written = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    return {"type": "literal", "value": written, "datatype": _DATATYPES[kind]}
