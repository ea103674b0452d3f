"""Workbooks for Python: the case that one says, with what the file that it replaces knows beside."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from cengji.cases.comments import comments_of
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.workbook import read_workbook
from cengji.cases.workbook.keeping import keep
from cengji.cases.writer import write_case
from cengji.core.errors import CengjiWarning, UsageError
from cengji.core.files import read_file
from cengji.core.texts import counted
from cengji.dataset import read_ontology

if TYPE_CHECKING:
    from cengji.api.case import Case

__all__ = ["read_case"]

_NAMED = 5
"""Entries that a message names."""


def read_case(path: Path, replaced: Case | None, *, drop: bool) -> str:
    """Return the text of the case that a workbook says, with what the case that it replaces knows of the same things."""
    read = read_workbook(read_file(path, "name a readable workbook"), str(path), read_ontology().vocabulary)
    for note in read.notes:
        warnings.warn(CengjiWarning(f"{path}: {note}"), stacklevel=3)
    if replaced is None:
        return write_case(read.value, read.comments)
    if replaced.key != read.value.get("case"):
        raise UsageError(f"{replaced.path} is of the case {replaced.key!r}, the workbook of {read.value.get('case')!r}; name another file")
    tree = read_tree(replaced.text.encode(), str(replaced.path))
    kept = keep(read.value, read.comments, expand_case(tree.value), comments_of(replaced.text, tree))
    if kept.gone and not drop:
        named = f"{', '.join(kept.gone[:_NAMED])}{' …' if len(kept.gone) > _NAMED else ''}"
        problem = f"{replaced.path} has {counted(len(kept.gone), 'entries')} that the workbook lacks ({named}); nothing was written"
        raise UsageError(f"{problem}: take them out with --drop (drop=True), or write to another file")
    if kept.anchors or kept.remarks:
        note = f"keeps what the workbook lacks: the characters of {kept.anchors} pieces of evidence, {kept.remarks} comments"
        warnings.warn(CengjiWarning(f"{replaced.path} {note}"), stacklevel=3)
    return write_case(kept.value, kept.comments)
