"""Where the packaged files are: beside the source in a checkout, inside the package in a wheel."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from cengji.core.errors import UsageError
from cengji.core.queryfile import fill_rows

__all__ = ["case_files", "column_query", "ontology_files", "query_files", "query_text", "resource_dir"]

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def resource_dir(name: str) -> Path:
    """Return the folder ``ontology`` or ``queries``.

    A checkout keeps them at its top; a wheel carries them in ``cengji/_resources``.

    >>> resource_dir("queries").is_dir()
    True
    """
    beside, inside = _PACKAGE.parents[1] / name, _PACKAGE / "_resources" / name
    return inside if inside.is_dir() else beside


def ontology_files(folder: str = "") -> list[Path]:
    """Return the Turtle files of the ontology (``""``), its ``schemes`` or its ``shapes``, sorted by name."""
    return sorted(resource_dir("ontology").joinpath(folder).glob("*.ttl"))


def query_files(folder: str = "") -> list[Path]:
    """Return the query files of the library (``""``), ``derive``, ``check``, ``internal``, ``people`` …, sorted by name."""
    return sorted(resource_dir("queries").joinpath(folder).glob("*.rq"))


def query_text(name: str, /, **rows: Iterable[object]) -> str:
    """Return the text of a packaged query such as ``figures`` or ``view/nodes``, its marked rows holding these RDF terms.

    A term is whatever ``str`` writes as SPARQL, such as the terms of pyoxigraph.

    :raises UsageError: if there is no such file.
    """
    path = resource_dir("queries") / f"{name}.rq"
    if not path.is_file():
        raise UsageError(f"there is no packaged query {name!r}; `cengji queries` lists them")
    text = path.read_text(encoding="utf-8")
    return fill_rows(text, {row: " ".join(map(str, terms)) for row, terms in rows.items()})


def column_query(name: str) -> Path | None:
    """Return the SQL that gives the rows of a query of the library from the columns of a register, None where there is none."""
    path = resource_dir("queries") / f"{name}.sql"
    return path if path.is_file() else None


def case_files() -> list[Path]:
    """Return the packaged case files, sorted by name."""
    return sorted((_PACKAGE / "cases").glob("*.yaml"))
