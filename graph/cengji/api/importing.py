"""What an office has, for Python: tables, trees and networks of bodies read into a graph or the start of a case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cengji.api.graph import Graph
from cengji.api.opening import Paths, paths_of
from cengji.api.source import Source
from cengji.core.errors import Fault, InputError, UsageError
from cengji.core.files import read_file
from cengji.core.keys import key_of
from cengji.dataset import Dataset
from cengji.dataset.foreign import map_foreign
from cengji.export import RDF_WRITERS, write
from cengji.tables.casefile import write_case_start
from cengji.tables.mapping import read_map
from cengji.tables.pipeline import Imported, import_files
from cengji.tables.tiers import read_scale

__all__ = ["Import", "read_tables"]

_FORMATS = {".ttl": "turtle", ".trig": "trig", ".nq": "nq", ".nt": "nt", ".jsonld": "json-ld", ".rdf": "rdf-xml"}
_CASES = (".yaml", ".yml")


@dataclass(frozen=True)
class Import:
    """What files of an office say, and how they were read: :meth:`columns` and :meth:`levels` say it, ``faults`` what forbids to go on.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder, "bodies.csv")
    ...     _ = table.write_text("名称,上级\\n青山区委,\\n红旗街道党工委,青山区委\\n", encoding="utf-8")
    ...     read = read_tables(table)
    >>> [(word, tier, bodies) for word, tier, bodies, _ in read.levels()]
    [('(depth 1)', '', 1), ('(depth 2)', '', 1)]
    """

    found: Imported
    names: tuple[str, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong, by file, sheet and cell."""
        return self.found.faults

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, and what else a user should know, a sentence each."""
        return self.found.notes

    @property
    def map_text(self) -> str:
        """How the tables were read, as YAML to change and to give again as ``map_file``."""
        return self.found.map_text()

    def columns(self) -> list[tuple[str, str, str, str]]:
        """Return how each column is read: table, heading, role, an example; no example of what is left out."""
        rows = []
        for table in self.found.tables:
            if table.grid.places:
                continue
            reading = table.reading
            for column, heading in enumerate(reading.layout.headings):
                role = reading.roles.get(column)
                as_read = "lowest level" if column in reading.words and not reading.words[column] else str(role or "skip")
                if reading.words.get(column):
                    as_read = f"names of {reading.words[column]}"
                values = (table.grid.rows[row][column].strip() for row in reading.layout.rows)
                example = "" if as_read in ("person", "skip") else next(filter(None, values), "")
                rows.append((table.grid.sheet or table.grid.file, heading, as_read, example))
        return rows

    def levels(self) -> list[tuple[str, str, int, str]]:
        """Return what became of each word for a level: the word, the tier or empty, how many bodies, and why."""
        return [(choice.word, choice.tier, choice.bodies, choice.reason) for choice in self.found.placing.choices]

    def summary(self) -> list[str]:
        """Return a sentence a file or sheet: its form, how many bodies, and by what their superiors were found."""
        return [
            f"{table.grid.name}: {table.form}, {table.bodies:,} bodies, superiors by {table.reading.parents.value}"
            f"{' (guessed)' if table.is_guessed else ''}"
            for table in self.found.tables
        ]

    @cached_property
    def dataset(self) -> Dataset:
        """What the files say, as quads.

        :raises InputError: with all faults, if there are any.
        """
        return Dataset(list(self.found.quads()))

    def graph(self) -> Graph:
        """Return the graph to ask and to look at, mapped onto the model as foreign data are.

        :raises InputError: with all faults, if there are any.
        """
        name = ", ".join(self.names)
        return Graph(map_foreign(self.dataset, name).dataset, source=Source(label=name))

    def write(self, target: str) -> bytes:
        """Return the graph, or the start of a case, in the form that the ending of a file's name says.

        :raises UsageError: if no form has that ending.
        :raises InputError: with all faults, if there are any.
        """
        path = Path(target)
        suffix = path.suffix.lower()
        if suffix in _CASES:
            if self.faults:
                raise InputError(self.faults)
            found = self.found
            return write_case_start(key_of(path.stem) or "case", self.names, found.bodies, found.placing, found.scale).encode()
        if suffix not in _FORMATS or _FORMATS[suffix] not in RDF_WRITERS:
            known = ", ".join((*_FORMATS, *_CASES))
            raise UsageError(f"{target}: its ending names no form to write; use one of {known}")
        return b"".join(write(self.dataset, _FORMATS[suffix]))


def read_tables(
    files: Paths,
    *,
    map_file: Path | str | None = None,
    base: str | None = None,
    data_format: str | None = None,
) -> Import:
    """Read what an office has: lists of bodies (Excel, OpenDocument, CSV), charts, networks, results of queries, RDF.

    :param map_file: a file of YAML that says how columns are read, as :attr:`Import.map_text` of an earlier time.
    :param base: what the IRIs of the bodies begin with, where they have none of their own; else it is made from the file's name.
    :param data_format: the syntax of files of RDF whose suffix does not tell.
    :raises InputError: if files or the map cannot be read; what is wrong with the bodies is in ``faults``.
    :raises UsageError: if a file is not there.
    :raises UnavailableError: if reading workbooks needs a library that is not installed.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder, "bodies.csv")
    ...     _ = table.write_text("name,parent,level\\nRiver District,,district\\nMill Street,River District,subdistrict\\n")
    ...     read = read_tables(table)
    >>> read.faults, [role for _, _, role, _ in read.columns()], [tier for _, tier, _, _ in read.levels()]
    ((), ['name', 'parent', 'level'], ['county', 'subdistrict'])
    """
    paths = paths_of(files)
    given = None if map_file is None else read_map(read_file(Path(map_file), "name a readable map"), str(map_file), read_scale())
    if base is not None:
        from cengji.dataset.reading import check_base

        check_base(base)
    return Import(import_files(paths, given, base=base, data_format=data_format), tuple(path.name for path in paths))
