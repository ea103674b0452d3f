"""Files of RDF, whatever their syntax → one dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import InputError, UsageError
from cengji.dataset.store import Dataset

__all__ = ["SUFFIXES", "rdf_files", "read_dataset"]

SUFFIXES: Final = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
"""Suffix of a file → the syntax it is read in."""


def read_dataset(paths: Iterable[Path]) -> Dataset:
    """Read files, and the RDF files of folders, into one dataset; triples without a graph get the file's own IRI as theirs.

    :raises UsageError: if a suffix names no syntax, or a folder holds no RDF file.
    :raises InputError: with every file that is faulty or cannot be read.
    """
    quads: list[ox.Quad] = []
    faults: list[InputError] = []
    files = rdf_files(paths)
    for path in files:
        try:
            quads += _quads(path, apart=len(files) > 1)
        except InputError as error:
            faults.append(error)
    if faults:
        raise InputError(fault for error in faults for fault in error.faults)
    return Dataset(quads)


def rdf_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files named and those of the folders named, each folder's by name.

    :raises UsageError: if a suffix names no syntax, or a folder holds no RDF file.
    """
    found: list[Path] = []
    for given in paths:
        files = sorted(path for path in given.iterdir() if path.suffix in SUFFIXES) if given.is_dir() else [given]
        if not files:
            raise UsageError(f"{given} holds no RDF file; their names end in one of {', '.join(SUFFIXES)}")
        if files[0].suffix not in SUFFIXES:
            raise UsageError(f"{given}: its suffix names no RDF format; use one of {', '.join(SUFFIXES)}")
        found += files
    return found


def _quads(path: Path, *, apart: bool) -> Iterator[ox.Quad]:
    """Read a file; ``apart`` keeps its blank nodes from those that another file calls the same."""
    graph = ox.NamedNode(path.resolve().as_uri())
    try:
        with path.open("rb") as file:
            for quad in ox.parse(file, format=SUFFIXES[path.suffix], rename_blank_nodes=apart):
                in_default = isinstance(quad.graph_name, ox.DefaultGraph)
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graph) if in_default else quad
    except SyntaxError as error:
        raise InputError.of(path, f"is not RDF: {error.msg}", "mend it there", line=error.lineno or 0) from error
    except OSError as error:
        raise InputError.of(path, f"cannot be read: {error.strerror}", "name a readable file") from error
