"""Any value in any cell of a workbook is read or refused, by cell and in printable words; nothing else happens."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cengji.cases import Vocabulary
from cengji.cases.loader import check_case
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.workbook.assemble import assemble
from cengji.cases.workbook.cell_names import CellFault
from cengji.cases.workbook.cell_values import Formula, SpreadsheetError
from cengji.cases.workbook.flatten import flatten
from cengji.cases.workbook.headings import SHEETS
from cengji.cases.workbook.sheets import all_sheets
from cengji.cases.writer import write_case
from cengji.dataset import read_ontology
from tests.cases.command import HERE

Grids = dict[str, dict[int, dict[int, Any]]]
WORDS = st.sampled_from(
    ["key", "ladder", "evidence.start", "shuangxi", "party", "stated 明示", "body-kind", "#", "# mine", "1\n\n2", "true", "2030", "\x1b"]
)
VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=20)
    | st.sampled_from([datetime(2030, 5, 1), time(1), timedelta(1), Formula(), SpreadsheetError("#REF!")])  # noqa: DTZ001
)  # fmt: skip


def grids_of(path: Path) -> Grids:
    """Return the cells of a case's workbook without the detour over a file."""
    rows = flatten(expand_case(read_tree(path.read_bytes(), path.name).value), {})
    grids: Grids = {}
    for sheet in all_sheets():
        columns = {column.name: at for at, column in enumerate(sheet.all_columns, start=1)}
        grid = grids[SHEETS[sheet.section][0]] = {2: {at: name for name, at in columns.items()}}
        grid |= {
            number: {columns[name]: float(cell) if isinstance(cell, Decimal) else cell for name, cell in row.items()}
            for number, row in enumerate(rows[sheet.section], start=3)
        }
    return grids


@cache
def schemes() -> Vocabulary:
    return read_ontology().vocabulary


SMALL = grids_of(HERE / "two_streets.yaml")
PLACES = st.tuples(st.sampled_from([*SMALL, "figures", "草\x1b稿"]), st.integers(2, 8), st.integers(1, 20))


@settings(max_examples=100)
@example(changes=[(("数字", 3, 3), 1.4143178411353651e-213)])
@given(changes=st.lists(st.tuples(PLACES, VALUES), max_size=5))
def test_any_value_anywhere_is_read_or_refused(changes: list[tuple[tuple[str, int, int], Any]]) -> None:
    grids = deepcopy(SMALL)
    for (sheet, row, column), value in changes:
        cells = grids.setdefault(sheet, {}).setdefault(row, {})
        if value in (None, ""):
            cells.pop(column, None)
        else:
            cells[column] = value
    assembled = assemble("b.xlsx", {name: {row: cells for row, cells in grid.items() if cells} for name, grid in grids.items()})
    case, faults = check_case(assembled.tree, "b.xlsx", schemes())
    assert all(isinstance(fault, CellFault) and str(fault).isprintable() for fault in [*faults, *assembled.faults])
    if case and not faults and not assembled.faults:
        text = write_case(assembled.tree.value, assembled.comments)
        assert expand_case(read_tree(text.encode(), "x").value) == expand_case(assembled.tree.value)


def test_the_unchanged_grid_is_the_case() -> None:
    assembled = assemble("b.xlsx", SMALL)
    assert check_case(assembled.tree, "b.xlsx", schemes())[1] == [] == assembled.faults
