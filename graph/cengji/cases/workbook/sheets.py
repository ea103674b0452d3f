"""The sheets of a workbook and their columns, read off the case model: what the model gains, the workbook has.

A section is a sheet and an entry a row. A part that holds single values spreads over columns
(``label.zh``); several values stand in one cell, a line each; a list of larger parts (the rungs of a
ladder) has a sheet of its own, whose first columns name the row it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from cengji.cases.case import Case, Concept, DeclarableScheme
from cengji.cases.field_types import CalendarDate, Key
from cengji.cases.organization import Rung, TierAlternative
from cengji.cases.parts import Part, roles_of
from cengji.cases.shorthand import field_order, holds_many, is_flat
from cengji.cases.workbook.headings import COMMENT

__all__ = ["DECLARABLE", "SCHEMES", "Column", "Sheet", "all_sheets", "kind_of"]

Kind = Literal["boolean", "concept", "date", "integer", "key", "number", "text"]
DECLARABLE: Final[tuple[str, ...]] = get_args(DeclarableScheme)
# Stands for a scheme where a column takes the name of one that a case may extend.
SCHEMES: Final = "*"
_PLAIN_KINDS: Final[dict[Any, Kind]] = {bool: "boolean", int: "integer", Decimal: "number", str: "text"}
# Columns that a curator rarely reads: they stand at the right.
_MACHINE: Final = ("occurrence", "start", "end", "sha256")
# The parts with a sheet of their own → the columns that name the row they belong to.
_OWNERS: Final = {Rung: ("ladder",), TierAlternative: ("ladder", "body")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the path of its field within the entry, and what its cells hold.

    ``many`` cells hold several values, a line each; in an ``aligned`` one the n-th line belongs to the
    n-th part of a list, and may be empty. ``sections`` are those a key may come from.
    """

    path: tuple[str, ...]
    kind: Kind = "text"
    many: bool = False
    aligned: bool = False
    required: bool = False
    sections: tuple[str, ...] = ()
    scheme: str = ""

    @property
    def name(self) -> str:
        """The heading of the column in the language of the case format."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: ``path`` leads from the case to its entries, ``owners`` name the row that an entry is part of."""

    path: tuple[str, ...]
    model: type[Part]
    owners: tuple[Column, ...]
    columns: tuple[Column, ...]

    @property
    def section(self) -> str:
        """The name of the sheet in the language of the case format."""
        return ".".join(self.path) or "case"

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns in the order they are written, the curator's remarks before what only programs read."""
        machine = tuple(column for column in self.columns if column.path[-1] in _MACHINE and column.aligned)
        rest = tuple(column for column in self.columns if column not in machine)
        return (*self.owners, *rest, Column((COMMENT,)), *machine)


@cache
def all_sheets() -> tuple[Sheet, ...]:
    """Return the sheets of a workbook in their order: the case, its concepts, then a sheet a section.

    >>> [sheet.section for sheet in all_sheets()][:7]
    ['case', 'concepts', 'places', 'bodies', 'groups', 'person_groups', 'ladders']
    """
    scheme = Column(("scheme",), "concept", required=True, scheme=SCHEMES)
    sheets = [Sheet((), Case, (), tuple(_columns(Case, ()))), Sheet(("concepts",), Concept, (scheme,), tuple(_columns(Concept, ())))]
    for section in field_order(Case):
        model = roles_of(Case)[section].model
        if model and section in holds_many(Case):
            sheets += _sheets((section,), model)
    return tuple(sheets)


def _sheets(path: tuple[str, ...], model: type[Part]) -> Iterator[Sheet]:
    owners = tuple(
        Column((name,), "key", required=True, sections=("ladders",) if name == "ladder" else ("bodies", "groups"))
        for name in _OWNERS.get(model, ())
    )
    yield Sheet(path, model, owners, tuple(_columns(model, ())))
    for name in field_order(model):
        part = roles_of(model)[name].model
        if part and _apart(model, name):
            yield from _sheets((*path, name), part)


def _apart(model: type[Part], name: str) -> bool:
    """Return whether the parts that a field lists are too large for a cell and stand on a sheet of their own."""
    part = roles_of(model)[name].model
    return part is not None and name in holds_many(model) and not is_flat(part)


def _columns(model: type[Part], above: tuple[str, ...], *, required: bool = True) -> Iterator[Column]:
    roles = roles_of(model)
    for name in field_order(model):
        role, many = roles[name], name in holds_many(model)
        needed = required and model.model_fields[name].is_required()
        if name == "concepts" or _apart(model, name):
            continue
        if role.model and many:
            yield from (_aligned(column, name) for column in _columns(role.model, (), required=False))
        elif role.model:
            yield from _columns(role.model, (*above, name), required=needed)
        elif role.ref:
            yield Column((*above, name), "key", many, required=needed, sections=role.ref.sections)
        elif role.scheme:
            yield Column((*above, name), "concept", many, required=needed, scheme=role.scheme.scheme)
        else:
            yield Column((*above, name), kind_of(model, name), many, required=needed)


@cache
def kind_of(model: type[Part], name: str) -> Kind:
    """Return what a field of plain values of a part holds."""
    return _kind(get_type_hints(model, include_extras=True)[name])


def _aligned(column: Column, name: str) -> Column:
    return Column((name, *column.path), column.kind, many=True, aligned=True)


def _kind(hint: Any) -> Kind:  # noqa: ANN401 - typing's own objects
    """Return what a field of plain values holds."""
    if hint == CalendarDate:
        return "date"
    if hint == Key:
        return "key"
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Annotated, list):
        return _kind(args[0])
    if origin in (Union, UnionType):
        return next(_kind(one) for one in args if one is not type(None))
    return _PLAIN_KINDS[hint]
