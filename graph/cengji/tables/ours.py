"""Our own tables back in: the sheets and files of bodies and groups of an export, and the lists of nodes and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cengji.core.neutralize import restore_cell
from cengji.tables.grid import Grid
from cengji.tables.records import Found, Record, tabulate_records

__all__ = ["COVER", "is_links", "is_ours", "is_things", "read_lists", "read_ours"]

COVER: Final = frozenset({"cover 封面", "columns 列"})
"""The first sheets of a workbook of an export."""
_CLASSES: Final = frozenset({"iri", "type", "prefLabel_zh"})
_THINGS: Final = frozenset({"id", "label", "type", "kind", "tier"})
_LINKS: Final = frozenset({"source", "target", "relation"})
_TYPES: Final = frozenset({"body", "group"})
_ABOVE: Final = "subordinateTo"


def is_ours(grid: Grid) -> bool:
    """Return whether a table lists the things of a class of an export."""
    return _header(grid, _CLASSES) is not None


def is_things(grid: Grid) -> bool:
    """Return whether a table is our list of nodes."""
    return _header(grid, _THINGS) is not None


def is_links(grid: Grid) -> bool:
    """Return whether a table is our list of links."""
    return _header(grid, _LINKS) is not None


def read_ours(file: str, grids: Sequence[Grid]) -> Found:
    """Return the bodies and groups of the tables of an export; other tables are passed over.

    The direct superior is ``subordinateTo``; of several labels of a language the first counts, as the others are other names.
    """
    records: list[Record] = []
    passed: list[str] = []
    for grid in grids:
        kept = 0
        for row, said in _rows(grid, _CLASSES):
            types = {one.rpartition("#")[2] for one in said["type"].split("|")}
            if not types & {"Body", "Organization", "BodyGroup"} or said.get("inScheme"):
                continue
            kept += 1
            zh, en = (said.get(f"prefLabel_{language}", "") for language in ("zh", "en"))
            kind = said.get("classification", "") or said.get("memberKind", "")
            other = said.get("altLabel_zh", "")
            level, upper = said.get("commonTier", "").partition("|")[0], said.get(_ABOVE, "")
            place = grid.where(row)
            records.append(
                Record(said["iri"], zh or en, en, upper, level, kind.partition("|")[0], other, place, "BodyGroup" in types, not zh)
            )
        if not kept and grid.sheet:
            passed.append(grid.sheet)
    notes = [f"{file}: an export of ours: bodies and groups are read, {len(passed)} other sheets are not"] if passed else []
    return _found(file, "export of Cengji", records, notes)


def read_lists(things: Sequence[Grid], links: Sequence[Grid]) -> Found:
    """Return the bodies and groups of our lists of nodes; superiors are those of the links, where a list of these is given too."""
    file = things[0].file
    above: dict[str, list[str]] = {}
    for grid in links:
        for _, said in _rows(grid, _LINKS):
            if said["relation"] == _ABOVE:
                above.setdefault(said["source"], []).append(said["target"])
    records: list[Record] = []
    for grid in things:
        for row, said in _rows(grid, _THINGS):
            if said["type"] in _TYPES:
                upper = "|".join(above.get(said["id"], ())) if links else said.get("parent", "")
                name, english = said.get("zh") or said["label"], said.get("en", "")
                is_english = not said.get("zh") and name == english
                place = grid.where(row)
                records.append(
                    Record(said["id"], name, english, upper, said["tier"], said["kind"], "", place, said["type"] == "group", is_english)
                )
    return _found(file, "our list of nodes", records, [])


def _found(file: str, form: str, records: Sequence[Record], notes: Sequence[str]) -> Found:
    """Return the records with the superiors that are among them: others are places, in which bodies are."""
    known = {record.id for record in records}
    kept = []
    gone = 0
    for record in records:
        uppers = list(filter(None, record.parent.split("|")))
        inside = [one for one in uppers if one in known]
        gone += len(uppers) - len(inside)
        kept.append(record._replace(parent="|".join(inside)))
    more = [f"{file}: {gone} superiors are not among the bodies of the file, and are left out"] if gone else []
    return tabulate_records(file, form, kept, notes=[*notes, *more], is_verbatim=True)


def _header(grid: Grid, wanted: Iterable[str]) -> int | None:
    return next((at for at, row in enumerate(grid.rows[:2]) if set(row) >= set(wanted)), None)


def _rows(grid: Grid, wanted: Iterable[str]) -> list[tuple[int, Mapping[str, str]]]:
    header = _header(grid, wanted)
    if header is None:
        return []
    names = grid.rows[header]
    plain = str if grid.is_workbook or grid.is_exact else restore_cell  # no cell of a workbook or database runs
    rows = ((row, dict(zip(names, map(plain, grid.rows[row]), strict=True))) for row in range(header + 1, len(grid.rows)))
    return [(row, said) for row, said in rows if any(said.values())]
