"""Bodies of files that are no tables, brought into one: a row a body, with columns that need no guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from cengji.tables.grid import Grid
from cengji.tables.headings import Role
from cengji.tables.layout import Layout
from cengji.tables.reading import Parents, Reading

__all__ = ["Found", "PostRecord", "Record", "tabulate_records"]

_ROLES: Final = (Role.ID, Role.NAME, Role.ENGLISH, Role.PARENT, Role.LEVEL, Role.KIND, Role.ALIAS)


class Record(NamedTuple):
    """A body: the identifiers of its superiors are joined by ``|``, and so are other names; ``place`` is where it stands in its file."""

    id: str
    name: str
    english: str = ""
    parent: str = ""
    level: str = ""
    kind: str = ""
    aliases: str = ""
    place: str = ""
    is_group: bool = False
    is_english: bool = False
    """Whether the name is the English one, as there is no other."""


class PostRecord(NamedTuple):
    """A post: its key, what it is called, the identifier of its body, the key of the post that it reports to."""

    key: str
    label: str
    body: str
    reports_to: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: a table and how to read it, posts, which rows are groups or have but an English name, and notes for the user.

    ``reading`` is None where columns are to be guessed. ``is_open`` says that superiors may be described elsewhere;
    ``indents`` is the workbook in which the format of cells may indent them.
    """

    grid: Grid
    form: str
    reading: Reading | None = None
    posts: Sequence[PostRecord] = ()
    groups: frozenset[str] = frozenset()
    in_english: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    is_open: bool = False
    indents: bytes | None = None


def tabulate_records(
    file: str,
    form: str,
    records: Sequence[Record],
    *,
    posts: Sequence[PostRecord] = (),
    notes: Sequence[str] = (),
    is_open: bool = False,
    is_verbatim: bool = False,
) -> Found:
    """Return bodies as a table whose superiors are found by identifier; ``is_verbatim`` says that names are taken as they stand."""
    rows = [list(map(str, record[: len(_ROLES)])) for record in records]
    grid = Grid(file, "", rows, places=[record.place or record.id for record in records])
    headings = tuple(role.value for role in _ROLES)
    used = {column: role for column, role in enumerate(_ROLES) if any(row[column] for row in rows)}
    reading = Reading(Layout(headings, -1, tuple(range(len(rows))), ()), used, Parents.ID, is_stated=True, is_verbatim=is_verbatim)
    groups = frozenset(record.id for record in records if record.is_group)
    in_english = frozenset(record.id for record in records if record.is_english)
    return Found(grid, form, reading, posts, groups, in_english, tuple(notes), is_open)
