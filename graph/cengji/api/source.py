"""Where the data of a graph come from: packaged and own cases, files of RDF, a store on disk, an endpoint."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from cengji.core.errors import CengjiWarning, UsageError
from cengji.core.files import is_incomplete
from cengji.core.resources import case_files, query_files, query_text
from cengji.core.terms import shorten_iri
from cengji.dataset import Dataset

__all__ = ["Source", "case_path"]

_STDIN: Final = Path("-")
_CASES: Final = (".yaml", ".yml")
_NAMED: Final = 3
"""How many files a text names."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the data of a graph come from: what :func:`open` was given.

    >>> str(Source(only=True, cases=(Path("mine.yaml"),))), str(Source(data=(Path("a.ttl"),)))
    ('mine.yaml', 'a.ttl')
    """

    cases: tuple[Path, ...] = ()
    only: bool = False
    data: tuple[Path, ...] = ()
    store: Path | None = None
    endpoint: str | None = None
    label: str = ""
    base: str | None = None
    data_format: str | None = None
    proposed: bool = False

    def __str__(self) -> str:
        """Return it in words: the label, where it has one."""
        if self.label:
            return self.label
        if self.endpoint is not None:
            return f"the endpoint {self.endpoint}"
        named = [f"{path}" for path in (*self.data, *self.cases)]
        if not self.data and not self.only:
            named.insert(0, "the packaged cases")
        return (f"the store {self.store}, filled from " if self.store else "") + ", ".join(named)

    def check(self) -> None:
        """Refuse what excludes each other.

        :raises UsageError: naming the arguments.
        """
        if self.base is not None:
            from cengji.dataset.reading import check_base

            check_base(self.base)
        if not self.data and self.data_format is not None:
            raise UsageError.naming("{data_format} says how to read files of RDF: it needs {data}")
        if self.store is not None and _STDIN in self.data:
            raise UsageError.naming("{store} is filled from files, not from standard input: leave one out")
        if self.proposed and (self.data or self.endpoint is not None):
            raise UsageError.naming("{proposed} takes in what case files propose: it cannot go with {data} or {endpoint}")
        if self.data and (self.cases or self.only):
            raise UsageError.naming("{data} stands alone: it cannot go with {cases} or {only}")
        if self.endpoint is not None and (self.cases or self.only or self.data or self.store is not None):
            raise UsageError.naming("{endpoint} stands alone: it cannot go with {cases}, {only}, {data} or {store}")

    @property
    def is_of_cases(self) -> bool:
        """Whether the data are built from case files."""
        return not self.data and self.store is None and self.endpoint is None

    @property
    def is_named(self) -> bool:
        """Whether it names any data, rather than the packaged cases alone."""
        return bool(self.cases or self.only or self.data)

    @property
    def file_names(self) -> str:
        """The names of the files of RDF, without the folders they lie in, as one text.

        >>> Source(data=(Path("data/org.ttl"), Path("b.nt"), Path("c.nt"), Path("d.nt"))).file_names
        'org.ttl, b.nt, c.nt, …'
        """
        names = [path.name or path.resolve().name for path in self.data]
        return ", ".join([*names[:_NAMED], "…"] if len(names) > _NAMED else names)

    def case_paths(self) -> list[Path]:
        """Return the case files: the packaged ones, unless left out, and those named, also those of folders named.

        :raises UsageError: if a folder holds no case file, or there is none at all.
        """
        paths = [] if self.only else case_files()
        for given in self.cases:
            found = (
                sorted(path for path in given.iterdir() if path.suffix.lower() in _CASES and path.is_file()) if given.is_dir() else [given]
            )
            if not found:
                raise UsageError(f"{given} holds no .yaml file")
            paths += found
        if not paths:
            raise UsageError.naming("no case is left: {only} needs {cases}")
        return paths

    def warn_of_skipped(self) -> None:
        """Warn of what the folders named hold beside what is read."""
        from cengji.dataset.reading import skipped_files

        for note in (*skipped_files(self.data), *skipped_files(self.cases, _CASES, "cases")):
            warnings.warn(note, CengjiWarning, stacklevel=3)

    def read(self, *, map_foreign: bool = True) -> Dataset:
        """Read the data, without a store on disk; :func:`open` says more."""
        from cengji.dataset.cache import cached_build
        from cengji.dataset.reading import read_dataset

        if not self.data:
            self.warn_of_skipped()
            return cached_build(self.case_paths(), proposed=self.proposed)
        dataset = read_dataset(self.data, base=self.base, data_format=self.data_format)
        self.warn_of_skipped()
        for note in _unfinished(self.data):
            warnings.warn(note, CengjiWarning, stacklevel=3)
        return _mapped(dataset, self.file_names, map_foreign=map_foreign)

    def digest(self, *, map_foreign: bool = True) -> str:
        """Return a digest of the data, before they are read."""
        from cengji.dataset.cache import build_digest
        from cengji.dataset.reading import rdf_files

        if not self.data:
            return build_digest(self.case_paths(), proposed=self.proposed)
        hasher = sha256(f"{build_digest(())} {map_foreign}".encode())  # the code that reads and maps them, too
        for file in rdf_files(self.data, base=self.base, data_format=self.data_format):
            hasher.update(f"{file.iri} {file.format}".encode() + b"\0" + file.path.read_bytes() + b"\0")
        for path in (path for rules in ("foreign", "internal", "people") for path in query_files(rules)):
            hasher.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return hasher.hexdigest()[:32]


def _unfinished(paths: Iterable[Path]) -> Iterator[str]:
    for path in filter(is_incomplete, paths):
        yield f"{path}: a run was stopped while it replaced this with other files there, so they may not belong together; run it again"


def _mapped(dataset: Dataset, names: str, *, map_foreign: bool) -> Dataset:
    """Say what is not in the form of the model in that form too, if wanted; warn of what that left out or in."""
    from cengji.dataset import foreign

    if not map_foreign:
        mapping = foreign.keep_persons(dataset, names)
    elif foreign.is_foreign(dataset):
        mapping = foreign.map_foreign(dataset, names)
    else:
        mapping = foreign.leave_out_persons(dataset, names)
    for note in mapping.notes:
        warnings.warn(note, CengjiWarning, stacklevel=4)
    warn_of_older_model(mapping.dataset, names)
    for case, figures, example in mapping.dataset.rows(query_text("internal/two-values")):
        told = f"{names} seems to hold two builds of the case {shorten_iri(case or '')}"
        seen = f"{figures} figures have two values where there is one ({shorten_iri(example or '')}), and answers count both"
        warnings.warn(f"{told}: {seen}; give one build", CengjiWarning, stacklevel=4)
    return mapping.dataset


def warn_of_older_model(dataset: Dataset, name: str) -> None:
    """Warn if the data were built before 0.2, when whatever figure a measure had was called its result."""
    if dataset.ask(query_text("internal/older-results")):
        remedy = "`cengji case migrate` brings the case files over; build them anew"
        warnings.warn(f"{name} was built by an older version, which calls inputs and sizes results: {remedy}", CengjiWarning, stacklevel=4)


def case_path(case: Path | str) -> Path:
    """Return the file of a packaged case by its key, or the case file named."""
    path = Path(case)
    if path.suffix in (".yaml", ".yml"):
        return path
    packaged = {file.stem: file for file in case_files()}
    if str(case) not in packaged:
        raise UsageError(f"there is no packaged case {str(case)!r} (there are: {', '.join(packaged)}); name a .yaml file for another")
    return packaged[str(case)]
