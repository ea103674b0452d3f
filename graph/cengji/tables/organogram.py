"""Organograms of the UK's public bodies (https://www.data.gov.uk/): units, posts and whom they report to; persons and pay left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cengji.core.errors import Fault
from cengji.tables.grid import Grid
from cengji.tables.headings import normalize_heading
from cengji.tables.records import Found, PostRecord, Record, tabulate_records

__all__ = ["is_organogram", "read_organogram"]

_KEY: Final = "postuniquereference"
_TITLE: Final = "jobtitle"
_STEPS: Final = ("parentdepartment", "organisation", "unit")
_REPORTS: Final = "reportstoseniorpost"
_NONE: Final = frozenset({"", "N/A", "N/D", "XX", "0"})


def is_organogram(grid: Grid) -> bool:
    """Return whether a table is an organogram of senior posts."""
    return any({_KEY, _TITLE, "organisation"} <= set(map(normalize_heading, row)) for row in grid.rows[:5])


def read_organogram(grid: Grid) -> tuple[Found, list[Fault]]:
    """Return departments, bodies and units as bodies, and the posts in them; faults are posts that report to none of the file."""
    header = next(at for at, row in enumerate(grid.rows) if _KEY in map(normalize_heading, row))
    columns: Mapping[str, int] = {normalize_heading(heading): column for column, heading in reversed(list(enumerate(grid.rows[header])))}
    records: dict[str, Record] = {}
    posts: list[PostRecord] = []
    cells: list[int] = []
    faults: list[Fault] = []
    for row in range(header + 1, len(grid.rows)):
        said = {name: grid.rows[row][column].strip() for name, column in columns.items()}
        if not any(said.values()):
            continue
        path = ""
        for step in _STEPS:
            if (name := said.get(step, "")) and name not in _NONE and not path.endswith(f"/{name}") and name != path:
                upper, path = path, f"{path}/{name}" if path else name
                records.setdefault(path, Record(path, name, name, upper, place=grid.where(row, columns[step])))
        key = said.get(_KEY, "")
        if not path or key in _NONE:
            faults.append(grid.fault(row, columns[_KEY], "has no reference of its post, or no body", "fill in both"))
            continue
        reports = said.get(_REPORTS, "")
        posts.append(PostRecord(key, said.get(_TITLE, "") or key, path, "" if reports in _NONE else reports))
        cells.append(row)
    known = {post.key for post in posts}
    for post, row in zip(posts, cells, strict=True):
        if post.reports_to and post.reports_to not in known:
            problem = f"reports to {post.reports_to!r}, which is no post of the file"
            faults.append(grid.fault(row, columns[_REPORTS], problem, "correct it, or write XX for a post elsewhere"))
        elif post.reports_to == post.key:
            faults.append(grid.fault(row, columns[_REPORTS], "reports to itself", "correct it, or write XX"))
    left = [heading for heading, column in columns.items() if heading not in (_KEY, _TITLE, *_STEPS, _REPORTS) and column >= 0]
    notes = [f"{grid.name}: {len(left)} columns left out: names, ways to reach somebody, and the pay, grade and hours of single posts"]
    unique = list({post.key: post for post in posts}.values())  # a post shared by two people stands in two rows
    return tabulate_records(grid.file, "UK organogram", list(records.values()), posts=unique, notes=notes), faults
