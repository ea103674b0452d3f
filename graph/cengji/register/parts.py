"""The rows between mapping and sorting: a subject with the terms that go with it, and the quads that each row stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["CUT", "ROW", "SUBJECT", "Cell", "Part", "Slot"]

CUT: Final = "cut"
"""The column of mapped rows that holds the number of the cut to which their subjects belong; the name of a folder afterwards."""
ROW: Final = "_cengji_row"
"""The column of a staged table that holds the number of the row, from 1."""
SUBJECT: Final = "subject"
"""The column of a part that holds the IRIs of the subjects."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term of each row: in a column of the part, null where there is none, or the same for all.

    ``datatype`` is empty for IRIs; ``plain`` says that no value needs an escape.
    """

    column: str = ""
    value: str = ""
    datatype: str = ""
    language: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A quad of each row in which none of its terms is null."""

    predicate: Cell
    object: Cell
    graph: Cell | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it takes, each once."""
        cells = (self.predicate, self.object, self.graph)
        return tuple(dict.fromkeys(cell.column for cell in cells if cell and cell.column))


@dataclass(slots=True)
class Part:
    """Rows with a subject and terms, as an expression over numbered rows of a table, and the slots that they fill."""

    rows: Callable[[int, int], ir.Table]
    columns: Sequence[str] = ()
    slots: list[Slot] = field(default_factory=list)
    subjects: Callable[[int], ir.Table] | None = None
    """The subjects of each so many-th row; None where a row of the table may become several."""
