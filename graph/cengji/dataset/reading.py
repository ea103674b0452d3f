"""Files of RDF, whatever their syntax and encoding → one dataset."""

from __future__ import annotations

import re
import sys
import warnings
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from gzip import BadGzipFile, GzipFile
from io import BufferedReader, BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyoxigraph as ox

from cengji.core.errors import CengjiWarning, InputError, UsageError
from cengji.core.namespaces import FILE, iri_name
from cengji.core.storemarks import CURRENT
from cengji.dataset.store import Dataset

__all__ = ["STDIN", "SUFFIXES", "RdfFile", "check_base", "rdf_files", "read_dataset", "skipped_files"]

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
"""Suffix of a file, in lower case → the syntax it is read in."""
STDIN: Final = Path("-")
"""What stands for standard input."""
_GZIP: Final = ".gz"
_SHEETS: Final = frozenset({".ods", ".xls", ".xlsx", ".csv", ".tsv"})
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_XML_ENCODING: Final = re.compile(r"""^(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")
# Why a file that looks full may state nothing.
_HINTS: Final = {ox.RdfFormat.JSON_LD: "; JSON-LD leaves out what no context or @vocab defines"}
# How many skipped files a warning names.
_NAMED: Final = 5


class RdfFile(NamedTuple):
    """A file to read: its syntax, and the IRI that is its base and the graph of what it states in none."""

    path: Path
    format: ox.RdfFormat
    iri: str


def read_dataset(paths: Iterable[Path], *, base: str | None = None, data_format: str | None = None) -> Dataset:
    """Read files, and the RDF files of folders, into one dataset.

    A relative IRI is resolved against the file's own, as is the graph of triples without one: never its place on this
    machine, but ``https://w3id.org/cengji/file/`` and its name, or ``base`` for all. A :class:`CengjiWarning` names a file
    that states nothing.

    :param data_format: the suffix that says the syntax of the files named, whatever their own.
    :raises UsageError: if a suffix names no syntax, a folder holds no RDF file, or the base is no absolute IRI.
    :raises InputError: with every file that is faulty or cannot be read.
    """
    quads: list[ox.Quad] = []
    faults: list[InputError] = []
    files = rdf_files(paths, base=base, data_format=data_format)
    for file in files:
        before = len(quads)
        try:
            quads += _quads(file, apart=len(files) > 1)
            if len(quads) == before:
                warnings.warn(CengjiWarning(f"{file.path}: holds no statement{_HINTS.get(file.format, '')}"), stacklevel=3)
        except InputError as error:
            faults.append(error)
    if faults:
        raise InputError(fault for error in faults for fault in error.faults)
    return Dataset(quads)


def rdf_files(paths: Iterable[Path], *, base: str | None = None, data_format: str | None = None) -> list[RdfFile]:
    """Return the files named and those of the folders named, each folder's by name; raises as :func:`read_dataset`."""
    if base is not None:
        check_base(base)
    named = None if data_format is None else SUFFIXES[f".{data_format.lower().removeprefix('.')}"]
    seen: Counter[str] = Counter()
    found: list[RdfFile] = []
    for given in paths:
        files = sorted(path for path in given.iterdir() if _format(path)) if given.is_dir() else [given]
        if (given / CURRENT).is_file():
            raise UsageError(f"{given} is a store, not a file of RDF: `cengji export nq --store {given} -o graph.nq` writes one")
        if not files:
            raise UsageError(f"{given} holds no RDF file; their names end in one of {', '.join(SUFFIXES)}")
        for path in files:
            syntax = _format(path) if given.is_dir() else named or _format(path)
            if syntax is None:
                raise _unknown(path)
            name = iri_name(_plain(path))
            seen[name] += 1
            found.append(RdfFile(path, syntax, base or FILE + (f"{seen[name]}/" if seen[name] > 1 else "") + name))
    return found


def skipped_files(paths: Iterable[Path], suffixes: Container[str] | None = None, kind: str = "RDF") -> Iterator[str]:
    """Yield a sentence for each folder named that holds what is not read: files of other suffixes and folders."""
    for folder in filter(Path.is_dir, paths):
        others = sorted(path.name for path in folder.iterdir() if path.is_dir() or not _is_read(path, suffixes))
        if others:
            more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
            yield f"{folder}: not read, as their names end in no suffix of {kind}: {', '.join(others[:_NAMED])}{more}"


def _is_read(path: Path, suffixes: Container[str] | None) -> bool:
    return _format(path) is not None if suffixes is None else path.suffix.lower() in suffixes


def check_base(base: str) -> None:
    """Refuse what is no absolute IRI.

    :raises UsageError: saying what is wrong with it.
    """
    try:
        ox.parse(b"", format=ox.RdfFormat.TURTLE, base_iri=base)
    except ValueError as error:
        raise UsageError.naming("{base} takes an absolute IRI, not {given!r}", given=base) from error
    if base.lower().startswith("file:"):
        raise UsageError.naming("{base} would put a place on this machine into every output: not {given!r}", given=base)


def _plain(path: Path) -> Path:
    """Return the path without the suffix of gzip."""
    return path.with_suffix("") if path.suffix.lower() == _GZIP else path


def _format(path: Path) -> ox.RdfFormat | None:
    return SUFFIXES.get(_plain(path).suffix.lower())


def _unknown(path: Path) -> UsageError:
    if path == STDIN:
        return UsageError.naming("standard input has no suffix: say its syntax with {data_format}")
    if path.suffix.lower() in _SHEETS:
        return UsageError(
            f"{path} is a table, no RDF; `cengji import` makes a graph of a list of bodies or of an export of ours; a case in a workbook "
            f"(from a spreadsheet program saved as .xlsx) becomes one with `cengji case from-xlsx`"
        )
    known = ", ".join(SUFFIXES)
    return UsageError.naming("{path}: its suffix names no RDF format; use one of {known}, or give {data_format}", path=path, known=known)


def _quads(file: RdfFile, *, apart: bool) -> Iterator[ox.Quad]:
    """Read a file; ``apart`` keeps its blank nodes from those that another file calls the same."""
    graph = ox.NamedNode(file.iri)
    try:
        with _opened(file) as content:
            for quad in ox.parse(content, format=file.format, base_iri=file.iri, rename_blank_nodes=apart):
                in_default = isinstance(quad.graph_name, ox.DefaultGraph)
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graph) if in_default else quad
    except SyntaxError as error:
        if "LoadDocumentCallback" in str(error):
            raise InputError.of(file.path, "names a context that stands elsewhere", "write the context into the file") from error
        raise InputError.of(file.path, f"is not RDF: {error.msg}", "mend it there", line=error.lineno or 0) from error
    except UnicodeDecodeError as error:
        raise InputError.of(file.path, f"is not {error.encoding}: {error.reason}", "save it as UTF-8") from error
    except (BadGzipFile, EOFError) as error:
        raise InputError.of(file.path, f"is no whole gzip file: {error}", "compress it anew, or give it as it is") from error
    except OSError as error:
        raise InputError.of(file.path, f"cannot be read: {error.strerror or error}", "name a readable file") from error


@contextmanager
def _opened(file: RdfFile) -> Iterator[BufferedReader[Any] | TextIOWrapper | str]:
    """Open a file without its byte order mark, unpacked where its name ends in .gz and decoded where it is UTF-16."""
    with _standard_input() if file.path == STDIN else file.path.open("rb") as raw:
        content = BufferedReader(GzipFile(fileobj=raw)) if file.path.suffix.lower() == _GZIP else raw
        start = content.peek(len(_UTF8_MARK))
        if start.startswith(_UTF8_MARK):
            content.read(len(_UTF8_MARK))
        if not start.startswith(_UTF16_MARKS):
            yield content
            return
        text = TextIOWrapper(content, encoding="utf-16", newline="")
        yield _XML_ENCODING.sub(r"\1", text.read()) if file.format == ox.RdfFormat.RDF_XML else text


def _standard_input() -> BufferedReader:
    content = sys.stdin.buffer.read()
    if not content:
        raise InputError.of("-", "standard input is empty", "pipe a file of RDF into it, and give a query by -e or as a file")
    return BufferedReader(BytesIO(content))
