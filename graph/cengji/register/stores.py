"""Registers go into stores on disk, with what questions take for known beside them: schemes, cases, the classes that follow."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.core.namespaces import DERIVED, PREFIXES
from cengji.core.storemarks import CURRENT, REGISTER, mark_distinct, mark_source
from cengji.core.terms import term_text
from cengji.register.columns import write_columns
from cengji.register.lines import LINES, quad_line
from cengji.register.parts import ROW, SUBJECT
from cengji.register.tables import copy_to, new_table, quote_name, quote_text, stage_rows
from cengji.register.workspace import digest

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "ADDED",
    "COLUMNS",
    "QUADS",
    "TEXTS",
    "Beside",
    "class_rows",
    "describe_files",
    "fill_store",
    "identify",
    "mark_register",
    "name_once",
    "read_quads",
    "repeats_triples",
    "same_triple",
    "write_lines",
]

QUADS: Final = "quads"
"""The folder of a register that holds the Parquet of what its tables say."""
ADDED: Final = "added"
"""The folder that holds the Parquet of what its store has beside."""
COLUMNS: Final = (SUBJECT, "predicate", "object", "datatype", "language", "graph")
_TYPE: Final = PREFIXES["rdf"] + "type"
_SEVERAL_GRAPHS: Final = "min(coalesce(graph, '')) <> max(coalesce(graph, ''))"
_NAME: Final = PREFIXES["skos"] + "prefLabel"
_OTHER_NAME: Final = PREFIXES["skos"] + "altLabel"
TEXTS: Final = (PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString")
"""The datatypes whose literals a store keeps as they are written."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a store holds beside registers: quads that are made when they are wanted, and the pairs of a class and one above it.

    With ``always`` the quads are wanted whatever the registers hold, else only where they have things of these classes.
    """

    quads: Callable[[], Iterable[ox.Quad]] = tuple
    above: tuple[tuple[str, str], ...] = ()
    always: bool = False


def fill_store(folder: Path, texts: Iterable[Path], beside: Beside, connection: DuckDBPyConnection) -> int:
    """Load a register's N-Quads into ``store`` in its folder, and what goes beside it; return the quads of these.

    ``texts`` are the N-Quads of the Parquet in ``quads``. What goes beside is written to ``added`` as Parquet too: the quads whose
    triples no register has, and the classes that things have because theirs lie below them. What was there is removed.

    :raises OSError: if the disk fails.
    """
    for name in ("store", ADDED):
        shutil.rmtree(folder / name, ignore_errors=True)
    added = _add(folder, beside, connection)
    if added:
        write_columns(folder, [*sorted((folder / QUADS).glob("*.parquet")), *added], connection)
    store = ox.Store(str(folder / "store"))
    for text in texts:
        store.bulk_load(path=str(text), format=ox.RdfFormat.N_QUADS)
    if added:
        text = folder / "added.nq"
        write_lines(read_quads(added), text, connection)
        store.bulk_load(path=str(text), format=ox.RdfFormat.N_QUADS)
        text.unlink()
    store.optimize()
    store.flush()
    if _is_distinct(folder, connection):
        mark_distinct(folder / "store")
    return _number(connection, f"SELECT count(*) FROM {read_quads(added)}") if added else 0


def mark_register(folder: Path, files: dict[str, dict[str, object]]) -> None:
    """Have the store of a register say of which files it was filled, so that these can be asked in its place."""
    mark_source(folder / "store", identify(folder / "store", files))


def identify(store: Path, files: dict[str, dict[str, object]]) -> str:
    """Return what a store says that was filled of these files, as a report names them, and that nobody has written to since."""
    named = sorted(f"{name} {file['sha256']}" for name, file in files.items() if name.endswith(".parquet"))
    state = (store / CURRENT).read_text(encoding="utf-8")
    return REGISTER + sha256("\n".join([*named, state]).encode()).hexdigest()


def describe_files(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, dict[str, object]]:
    """Return the size and digest of the files of quads in a register's folder, by their path there.

    :param known: digests that need not be taken again.
    """
    paths = [
        folder / "quads.nq",
        *sorted((folder / QUADS).iterdir()),
        *sorted((folder / ADDED).glob("*")),
        *sorted((folder / "columns").glob("*")),
    ]
    names = {path.relative_to(folder).as_posix(): path for path in paths if path.exists()}
    return {name: {"bytes": path.stat().st_size, "sha256": (known or {}).get(name) or digest(path)} for name, path in names.items()}


def read_quads(paths: Iterable[Path]) -> str:
    """Return the SQL that reads files of quads."""
    return f"read_parquet([{', '.join(map(quote_text, paths))}])"


def same_triple(one: str, other: str) -> str:
    """Return the SQL of whether the quads of two names have the same triple."""
    terms = f"{one}.{SUBJECT} = {other}.{SUBJECT} AND {one}.predicate = {other}.predicate AND {one}.object = {other}.object"
    kinds = (f"coalesce({one}.{name}, '') = coalesce({other}.{name}, '')" for name in ("datatype", "language"))
    return " AND ".join([terms, *kinds])


def name_once(given: str, held: str) -> str:
    """Return the SQL of given quads in which a name of what held quads name otherwise, in its language, is another label.

    So a thing has one ``skos:prefLabel`` a language, as SKOS wants it, and questions one row for it.
    """
    named = (
        f"SELECT {SUBJECT}, {_tag('h')} AS tag, list(object) AS names FROM {held} AS h WHERE predicate = {quote_text(_NAME)}"
        f" AND {SUBJECT} IN (SELECT {SUBJECT} FROM {given}) GROUP BY ALL"
    )
    other = f"g.predicate = {quote_text(_NAME)} AND NOT coalesce(list_contains(n.names, g.object), true)"
    return (
        f"(SELECT DISTINCT g.* REPLACE (CASE WHEN {other} THEN {quote_text(_OTHER_NAME)} ELSE g.predicate END AS predicate)"
        f" FROM {given} AS g LEFT JOIN ({named}) AS n ON n.{SUBJECT} = g.{SUBJECT} AND n.tag = {_tag('g')})"
    )


def _tag(name: str) -> str:
    return f"lower(coalesce({name}.language, ''))"


def _add(folder: Path, beside: Beside, connection: DuckDBPyConnection) -> list[Path]:
    """Write what goes beside a register; return the files."""
    quads = sorted((folder / QUADS).glob("*.parquet"))
    _name_above(beside.above, connection)
    known = "SELECT class FROM cengji_above UNION SELECT above FROM cengji_above"
    typed = f"SELECT DISTINCT object FROM {read_quads(quads)} WHERE predicate = {quote_text(_TYPE)} AND nullif(datatype, '') IS NULL"
    if not beside.always and not _number(connection, f"SELECT count(*) FROM ({typed}) WHERE object IN ({known})"):
        return []
    target = folder / ADDED
    target.mkdir()
    files = [target / "beside.parquet", target / "types.parquet"]
    staged = _stage(beside.quads(), target, connection)
    shared = f"SELECT q.* FROM {read_quads(quads)} AS q WHERE {SUBJECT} IN (SELECT {SUBJECT} FROM {read_quads([staged])})"
    new = f"NOT EXISTS (SELECT 1 FROM ({shared}) AS h WHERE {same_triple('h', 'b')})"
    names = ", ".join(COLUMNS)
    copy_to(
        connection,
        f"SELECT {names} FROM {name_once(read_quads([staged]), read_quads(quads))} AS b WHERE {new} ORDER BY predicate, {names}",
        files[0],
    )
    staged.unlink()
    copy_to(connection, class_rows(read_quads([*quads, files[0]]), beside.above, connection), files[1])
    return files


def class_rows(source: str, above: Iterable[tuple[str, str]], connection: DuckDBPyConnection) -> str:
    """Return the SQL of the quads by which things of a SQL source of quads have the classes above theirs, where it does not say so."""
    _name_above(above, connection)
    every = f"SELECT {SUBJECT}, object FROM {source} WHERE predicate = {quote_text(_TYPE)} AND nullif(datatype, '') IS NULL"
    values = f"{quote_text(_TYPE)} AS predicate, above AS object, NULL::VARCHAR AS datatype, NULL::VARCHAR AS language"
    follows = f"SELECT DISTINCT {SUBJECT}, above FROM ({every}) JOIN cengji_above ON object = class"
    return f"SELECT {SUBJECT}, {values}, {quote_text(DERIVED)} AS graph FROM ({follows} EXCEPT ({every})) ORDER BY {SUBJECT}, above"


def _name_above(above: Iterable[tuple[str, str]], connection: DuckDBPyConnection) -> None:
    pairs = ", ".join(f"({quote_text(one)}, {quote_text(other)})" for one, other in above) or "(NULL, NULL)"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE cengji_above AS SELECT * FROM (VALUES {pairs}) AS pairs(class, above)")


def _stage(quads: Iterable[ox.Quad], folder: Path, connection: DuckDBPyConnection) -> Path:
    table = new_table(folder / "beside", "beside", folder)
    stage_rows(table, COLUMNS, map(_row, quads), connection)
    kept = table.path.with_name("staged.parquet")
    copy_to(connection, f"SELECT * EXCLUDE ({quote_name(ROW)}) FROM read_parquet({quote_text(table.path)})", kept)
    table.path.unlink()
    return kept


def _row(quad: ox.Quad) -> tuple[str | None, ...]:
    term, graph = quad.object, quad.graph_name
    literal = term if isinstance(term, ox.Literal) else None
    return (
        term_text(quad.subject), quad.predicate.value, term_text(term), literal.datatype.value if literal else None,
        literal.language if literal else None, graph.value if isinstance(graph, ox.NamedNode) else None,
    )  # fmt: skip


def write_lines(source: str, path: Path, connection: DuckDBPyConnection) -> None:
    """Write the quads of a SQL source as N-Quads."""
    connection.execute(f"COPY (SELECT {quad_line()} FROM {source}) TO {quote_text(path)} {LINES}")


def repeats_triples(quads: str, connection: DuckDBPyConnection) -> bool:
    """Return whether a triple stands in two graphs of the SQL of quads, each of which is there once."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE cengji_several AS SELECT * FROM {quads} WHERE {SUBJECT} IN ({_several(quads)})")
    triple = f"{SUBJECT}, predicate, object, coalesce(datatype, ''), coalesce(language, '')"
    return bool(_number(connection, f"SELECT count(*) FROM (SELECT 1 FROM cengji_several GROUP BY {triple} HAVING count(*) > 1 LIMIT 1)"))


def _several(quads: str) -> str:
    return f"SELECT {SUBJECT} FROM {quads} GROUP BY {SUBJECT} HAVING {_SEVERAL_GRAPHS}"


def _is_distinct(folder: Path, connection: DuckDBPyConnection) -> bool:
    """Return whether it is certain that no triple of a register's quads stands in two graphs, nor will as a store keeps it."""
    if repeats_triples(read_quads([path for name in (QUADS, ADDED) for path in sorted((folder / name).glob("*.parquet"))]), connection):
        return False
    texts = ", ".join(map(quote_text, TEXTS))
    altered = f"bool_or(nullif(datatype, '') NOT IN ({texts}) OR lower(language) <> language)"
    doubtful = f"SELECT 1 FROM cengji_several GROUP BY {SUBJECT}, predicate HAVING {altered} AND {_SEVERAL_GRAPHS}"
    return not _number(connection, f"SELECT count(*) FROM ({doubtful} LIMIT 1)")


def _number(connection: DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0
