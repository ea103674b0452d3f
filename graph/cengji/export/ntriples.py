"""The statements of a dataset as sorted lines of N-Quads or N-Triples, in bounded memory."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Final

import pyoxigraph as ox

from cengji.dataset import Dataset

__all__ = ["list_graphs", "sort_nquads", "sort_ntriples"]

# How many bytes of text are sorted in memory; more is kept in sorted runs in temporary files.
_RUN: Final = 1 << 28
# How many bytes of a run are read at a time.
_BLOCK: Final = 1 << 20


def sort_nquads(dataset: Dataset) -> Iterator[list[bytes]]:
    """Return the quads as canonical N-Quads, sorted, in lists of lines.

    Beyond the dataset itself this takes at most about 0.7 GB of memory, however large the dataset is (as long as
    lines are of the usual 200 bytes). A store holds a quad once, so no line comes twice.
    """
    runs = _Runs()
    dataset.dump_lines(runs.add)
    return runs.merge()


def sort_ntriples(dataset: Dataset, graphs: Iterable[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None) -> Iterator[list[bytes]]:
    """Return the triples of these graphs, or of all, as canonical N-Triples, sorted and each once, in lists of lines."""
    runs = _Runs()
    for name in list_graphs(dataset) if graphs is None else graphs:
        dataset.dump_lines(runs.add, name)
    return map(_drop_doubles, runs.merge())


def list_graphs(dataset: Dataset) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]:
    """Return the graphs that hold something: the default graph, if it does, then the named ones by name."""
    default = ox.DefaultGraph()
    named: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = sorted(dataset.store.named_graphs(), key=str)
    filled = any(dataset.store.quads_for_pattern(None, None, None, default))
    return [default, *named] if filled else named


class _Runs:
    """Lines that come in lists and are given back sorted; equal lines come in one list."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []

    def add(self, lines: list[bytes]) -> None:
        """Take lines."""
        self._lines += lines
        self._size += sum(map(len, lines))
        if self._size >= _RUN:
            self._spill()

    def merge(self) -> Iterator[list[bytes]]:
        """Yield all lines, sorted, in lists of any length; to be asked once."""
        if not self._runs:
            self._lines.sort()
            yield self._lines
            return
        self._spill()
        ahead = [run.readlines(_BLOCK) for run in self._runs]
        while any(ahead):
            # What is not beyond the last line of any block that has a successor cannot be preceded by a line still unread.
            limit = min(lines[-1] for lines in ahead if lines)
            taken: list[bytes] = []
            for place, lines in enumerate(ahead):
                cut = bisect_right(lines, limit)
                taken += lines[:cut]
                ahead[place] = lines[cut:] or self._runs[place].readlines(_BLOCK)
            taken.sort()
            yield taken
        for run in self._runs:
            run.close()

    def _spill(self) -> None:
        """Write the lines at hand to a temporary file as one sorted run."""
        run = tempfile.TemporaryFile()  # noqa: SIM115 - closed when merged
        self._lines.sort()
        run.writelines(self._lines)
        run.seek(0)
        self._runs.append(run)
        self._lines, self._size = [], 0


def _drop_doubles(lines: list[bytes]) -> list[bytes]:
    """Return sorted lines, each once."""
    return [line for line, _ in groupby(lines)]
