"""Files by their form: which reader takes which, by suffix and by what they hold; folders of our exports."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cengji.core.errors import Fault, InputError
from cengji.core.files import read_file
from cengji.dataset.reading import SUFFIXES as RDF_SUFFIXES
from cengji.tables.delimited import is_utf8, read_delimited, read_text
from cengji.tables.grid import Grid
from cengji.tables.organogram import is_organogram, read_organogram
from cengji.tables.ours import COVER, is_links, is_ours, is_things, read_lists, read_ours
from cengji.tables.records import Found

__all__ = ["KNOWN", "read_files"]

WORKBOOK_SUFFIXES: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et")
DATABASE_SUFFIXES: Final = (".sqlite", ".sqlite3", ".db")
_TEXTS: Final = (".csv", ".tsv", ".tab", ".txt")
_NETWORKS: Final = (".graphml", ".gexf")
KNOWN: Final = (*_TEXTS, *WORKBOOK_SUFFIXES, *DATABASE_SUFFIXES, ".json", *_NETWORKS, *RDF_SUFFIXES)
"""The suffixes of files that are read."""
_NAMED_JSON_LD: Final = b'"@context"'
_NETWORK_ROOTS: Final = (b"<graphml", b"<gexf")
_HEAD: Final = 2000


def read_files(paths: Sequence[Path], data_format: str | None = None) -> tuple[list[Found], list[Fault]]:
    """Return what files and folders hold, and the faults met; our lists of nodes and of links are read together.

    :raises InputError: with all faults, if a file cannot be read or is of no form that is known.
    """
    found: list[Found] = []
    faults: list[Fault] = []
    unread: list[Fault] = []
    texts: list[Grid] = []
    for path in paths:
        try:
            if path.suffix.lower() in _TEXTS and path.is_file():
                texts.append(_text_grid(path))
                continue
            more, wrong = _read(path, data_format)
            found += more
            faults += wrong
        except InputError as error:
            unread += error.faults
    if unread:
        raise InputError([*unread, *faults])
    more, wrong = _grids(texts, texts[0].file if texts else "", None)
    return [*more, *found], [*faults, *wrong]


def _read(path: Path, data_format: str | None = None) -> tuple[list[Found], list[Fault]]:
    """Return what a file, or a folder of files, holds.

    :raises InputError: if it cannot be read, or is of no form that is known.
    """
    if path.is_dir():
        files = sorted(one for one in path.iterdir() if one.suffix.lower() in KNOWN and one.is_file())
        if not files:
            raise InputError.of(path, "holds no file that can be imported", f"their names end in {' '.join(KNOWN)}")
        return _grids([grid for one in files if one.suffix.lower() in _TEXTS for grid in [_text_grid(one)]], str(path), None)
    from cengji.tables.databases import read_database  # these take long to import, and tables of text need none of them
    from cengji.tables.linked import read_linked
    from cengji.tables.networks import read_network
    from cengji.tables.trees import read_json
    from cengji.tables.workbooks import read_workbook_tables

    suffix = path.suffix.lower()
    if suffix in WORKBOOK_SUFFIXES:
        data = read_file(path, "name a readable file")
        grids, notes = read_workbook_tables(data, str(path))
        found, faults = _grids(grids, str(path), data if suffix in (".xlsx", ".xlsm") else None)
        if found and notes:
            found[0] = replace(found[0], notes=(*notes, *found[0].notes))
        return found, faults
    if suffix in DATABASE_SUFFIXES:
        return [read_ours(str(path), read_database(path, read_file(path, "name a readable file")))], []
    if suffix == ".json":
        data = read_file(path, "name a readable file")
        return [read_linked(path, str(path), "jsonld") if _NAMED_JSON_LD in data else read_json(data, str(path))], []
    if suffix in (*_NETWORKS, ".xml"):
        data = read_file(path, "name a readable file")
        if suffix in _NETWORKS or any(root in data[:_HEAD] for root in _NETWORK_ROOTS):
            return [read_network(data, str(path))], []
    if suffix in RDF_SUFFIXES or data_format or path.name.lower().endswith(".gz"):
        return [read_linked(path, str(path), data_format)], []
    raise InputError.of(path, "is of no form that can be imported", f"their names end in {' '.join(KNOWN)}; save a table as .xlsx or .csv")


def _text_grid(path: Path) -> Grid:
    data = read_file(path, "name a readable file")
    grid = read_delimited(read_text(data, str(path)), str(path), tabs=path.suffix.lower() in (".tsv", ".tab"))
    grid.is_exact = not data.startswith(BOM_UTF8) and is_utf8(data)
    return grid


def _grids(grids: list[Grid], name: str, data: bytes | None) -> tuple[list[Found], list[Fault]]:
    """Return tables: those of our exports as one, organograms by their columns, all others to be guessed."""
    ours = [grid for grid in grids if is_ours(grid)]
    if ours:
        return [read_ours(name, ours)], []
    things, links = [grid for grid in grids if is_things(grid)], [grid for grid in grids if is_links(grid)]
    if things:
        return [read_lists(things, links)], []
    found: list[Found] = []
    faults: list[Fault] = []
    for grid in grids:
        if grid.sheet in COVER or is_links(grid):
            continue
        if is_organogram(grid):
            one, wrong = read_organogram(grid)
            found.append(one)
            faults += wrong
        else:
            found.append(Found(grid, "table", indents=data))
    return found, faults
