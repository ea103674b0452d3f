"""Writing a graph, a part of it or an answer in a format: to a file, a folder, an open file, or as bytes."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypedDict, Unpack

from cengji.api.asking import Asking
from cengji.api.parquet import project_by_register
from cengji.api.part import Narrowing
from cengji.core.errors import CengjiWarning
from cengji.core.files import replace_file, replace_files
from cengji.export import ALIASES, FORMATS, RDF_WRITERS, Choice, tabulate_answer, write, write_answer, write_files

__all__ = ["export_to"]


class _Network(TypedDict):
    """What an export takes for a network, see :class:`cengji.export.Choice`."""

    relations: Collection[str]
    classes: Collection[str]
    size: str


def export_to(
    graph: Asking, name: str, path: Path | str | BinaryIO | None, narrowing: Narrowing, **network: Unpack[_Network]
) -> bytes | None:
    """Write what :meth:`cengji.Graph.export` says; return the bytes where there is no path."""
    name = ALIASES.get(name, name)
    if name not in RDF_WRITERS:
        graph.require_model()
    narrowing.refuse_parameters_alone()
    if narrowing.query is not None and name in FORMATS and FORMATS[name].answer is not None:
        narrowing.refuse_for_table()
        solutions = narrowing.solutions(graph)
        title = Path(graph.asked(narrowing.query).name).stem
        sheet = tabulate_answer(title, [variable.value for variable in solutions.variables], solutions)
        return _written(write_answer(sheet, name), path)
    part, choice = narrowing.of_export(graph), Choice(**network, read=partial(project_by_register, slim=True))
    if not len(part):
        warnings.warn(CengjiWarning("what is written is empty: the graph holds nothing of what was asked for"), stacklevel=3)
    if isinstance(path, str | Path) and (str(path).endswith("/") or Path(path).is_dir()):
        replace_files(Path(path), write_files(part, name, choice))
        return None
    return _written(write(part, name, choice), path)


def _written(chunks: Iterable[bytes], path: Path | str | BinaryIO | None) -> bytes | None:
    if path is None:
        return b"".join(chunks)
    if isinstance(path, str | Path):
        replace_file(Path(path), chunks)
    else:
        path.writelines(chunks)
        path.flush()
    return None
