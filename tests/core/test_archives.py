"""An archive is held to what it really unpacks to."""

from __future__ import annotations

import io
import zipfile

import pytest

from cengji.core.archives import find_excess
from cengji.core.errors import InputError
from cengji.tables import workbooks


def packed(*parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, part in enumerate(parts):
            archive.writestr(f"part{at}", part)
    return held.getvalue()


@pytest.mark.parametrize(("bound", "found"), [(29, "part1"), (30, None)])
def test_the_part_is_named_at_which_the_sum_goes_beyond(bound: int, found: str | None) -> None:
    assert find_excess(zipfile.ZipFile(io.BytesIO(packed(b"a" * 20, b"b" * 10))), bound) == found


def test_a_table_made_to_fill_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MAX_UNPACKED", 1000)
    with pytest.raises(InputError, match="unpacks to more than 1,000 bytes"):
        workbooks.read_workbook_tables(packed(b"a" * 1001), "bomb.xlsx")


def test_a_damaged_part_is_no_whole_workbook() -> None:
    data = bytearray(packed(b"some text that is packed " * 9))
    data[45:50] = b"\xff" * 5
    with pytest.raises(InputError, match="is no whole workbook"):
        workbooks.read_workbook_tables(bytes(data), "damaged.xlsx")
