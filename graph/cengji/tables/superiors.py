"""The superior of each body: by identifier, by name, by columns of levels, by codes, by indents, by the order of levels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from cengji.cases.tree import quote_value
from cengji.core.errors import Fault
from cengji.tables.bodies import Bodies, add_details, is_personal, names_person
from cengji.tables.grid import Grid
from cengji.tables.headings import Role
from cengji.tables.reading import Parents, Reading
from cengji.tables.tidying import tidy_name
from cengji.tables.tiers import Scale, division_prefix, level_number

__all__ = ["add_by_levels", "find_by_codes", "find_by_ids", "find_by_indents", "find_by_names", "find_by_outline"]

_SHOWN: Final = 3
# Among more codes than these, a length that a single one has is no step.
_FEW: Final = 4
_BRACKETS: Final = re.compile(r"\s*[（(\[【].*?[）)\]】]")
_SEPARATOR: Final = re.compile("[.-]")
_WIDE: Final = {"\t": 4, "\u3000": 2}
# Near words are looked for among so many names, for names of so many characters.
_SEARCHED: Final = 3000
_SEARCHED_LENGTH: Final = 40
_NEAR, _NEAR_SHORT, _SHORT = 0.6, 0.5, 3


def find_by_ids(bodies: Bodies, found: Iterable[int], *, add_unknown: bool = False) -> list[Fault]:
    """Find superiors by the identifiers that stand for them; several may be named in one cell (``a|b``)."""
    known = {ident: body for body, ident in reversed(list(enumerate(bodies.ids))) if ident}
    parents, above = bodies.parents, bodies.above
    faults: list[Fault] = []
    for body in found:
        named = above[body]
        if not named or (named == "0" and "0" not in known):  # what programs write for none
            continue
        upper = known.get(named)
        if upper is None:
            several = [one.strip() for one in re.split(r"[|;；]", named) if one.strip()]
            uppers = [known[one] for one in several if one in known]
            if len(several) > 1 and len(uppers) == len(several):
                upper = uppers[0]
                bodies.links += [(body, one) for one in uppers[1:]]
            elif add_unknown:
                upper = known[named] = _add_unknown(bodies, named, body, ident=named)
            else:
                faults.append(_unknown(bodies, body, named, list(known)))
                continue
        parents[body] = upper
    return faults


def find_by_names(bodies: Bodies, found: Sequence[int], *, add_unknown: bool = False) -> list[Fault]:
    """Find superiors by their names; where most of those named have no row of their own, they are added."""
    known: dict[str, list[int]] = defaultdict(list)
    for body, name in enumerate(bodies.names):
        known[name].append(body)
        if (english := bodies.english[body]) and english != name:
            known[english].append(body)
    named = {bodies.above[body] for body in found} - {""}
    missing = {name for name in named if name not in known}
    bare = {_without_brackets(name) for name in known} if not add_unknown and missing else set[str]()
    add_unknown = add_unknown or len(missing) > len(named) / 2
    faults: list[Fault] = []
    for body in found:
        name = bodies.above[body]
        if not name:
            continue
        uppers = known.get(name, [])
        if not uppers and add_unknown and not is_personal(name) and _without_brackets(name) not in bare:
            known[name] = uppers = [_add_unknown(bodies, name, body)]
        if not uppers:
            faults.append(_unknown(bodies, body, name, list(known)))
        elif len(uppers) > 1:
            places = ", ".join(map(bodies.where, uppers[:_SHOWN]))
            remedy = "give each body a code, and name the superior by it"
            faults.append(bodies.fault(body, Role.PARENT, f"{quote_value(name)} is the name of {len(uppers)} bodies ({places})", remedy))
        else:
            bodies.parents[body] = uppers[0]
    return faults


def add_by_levels(bodies: Bodies, grid: Grid, reading: Reading) -> list[Fault]:
    """Add the bodies of a table with a column a level; a blank before the first cell of a row means the same as above.

    A row is about the lowest body that it names; one that is named only as what others belong to is added too.
    """
    columns = list(reading.words)
    filled = _filled(grid)
    current: list[str] = [""] * len(columns)
    numbers: dict[tuple[str, ...], int] = {}
    own: dict[int, int] = {}
    faults: list[Fault] = []
    ident, level, name = reading.column(Role.ID), reading.column(Role.LEVEL), reading.column(Role.NAME)
    read = [*reading.columns(Role.COUNT), *reading.columns(Role.ALIAS), *([] if ident is None else [ident])]
    for row in reading.layout.rows:
        cells = [tidy_name((filled.get((row, column)) or grid.rows[row][column]).strip()) for column in columns]
        first = next((at for at, cell in enumerate(cells) if cell), None)
        if first is None:
            if (column := next((one for one in read if grid.rows[row][one].strip()), None)) is not None:
                problem = f"{quote_value(grid.rows[row][column].strip())} is about none of the bodies of the table"
                remedy = "write the body that the row is about, read the column that has it as names in the map, or delete the row"
                faults.append(grid.fault(row, column, problem, remedy))
            continue
        current = [*current[:first], *cells[first:]]
        path: tuple[str, ...] = ()
        upper = -1
        for at, cell in enumerate(current):
            path = (*path, cell)
            if not cell:
                continue
            if path not in numbers:
                if is_personal(cell) or names_person(grid.rows[row][columns[at]]):
                    problem = f"{quote_value(cell)} looks like the name of a person, and no person enters the graph"
                    faults.append(grid.fault(row, columns[at], problem, "write the name of the body or of the post"))
                word = reading.words[columns[at]]
                numbers[path] = bodies.add(cell, grid, row, reading, level=word, parent=upper)
            upper = numbers[path]
        if upper in own.values():
            at = next(other for other, body in own.items() if body == upper)
            last = columns[max(place for place, cell in enumerate(current) if cell)]
            problem = f"{quote_value(bodies.names[upper])} stands below the same superior twice, first in {grid.where(at, last)}"
            faults.append(grid.fault(row, last, problem, "delete one of the rows, or tell the two apart by name"))
            continue
        own[row] = upper
        bodies.rows[upper] = row
        if ident is not None:
            bodies.ids[upper] = grid.rows[row][ident].strip()
        if level is not None and name is not None and grid.rows[row][name].strip():
            bodies.levels[upper] = grid.rows[row][level].strip()
    for role, into in ((Role.KIND, bodies.kinds), (Role.ENGLISH, bodies.english)):
        if (column := reading.column(role)) is not None:
            for row, body in own.items():
                into[body] = grid.rows[row][column].strip()
    return faults + add_details(bodies, grid, reading, own)


def find_by_codes(bodies: Bodies, found: Sequence[int]) -> list[Fault]:
    """Find superiors by what codes begin with: 320508017 stands below 320508, 1.2.3 below 1.2."""
    plain = {body: _bare(bodies.ids[body]) for body in found if bodies.ids[body]}
    known: dict[str, int] = {}
    for body, code in plain.items():
        known.setdefault(code, body)
    used = Counter(map(len, known))
    steps = {length for length, number in used.items() if number > 1 or length == min(used) or len(known) <= _FEW}
    lengths = sorted(used, reverse=True)
    faults: list[Fault] = []
    for body, code in plain.items():
        if _SEPARATOR.search(code):
            upper = code[: max(code.rfind("."), code.rfind("-"))]
        else:
            shorter = (length for length in lengths if length < len(code))
            upper = next((code[:length] for length in shorter if code[:length] in known or length in steps), "")
        if upper in known:
            bodies.parents[body] = known[upper]
        elif upper:
            problem = f"no body has the code {quote_value(upper)}, with which {quote_value(bodies.ids[body])} begins"
            faults.append(bodies.fault(body, Role.ID, problem, "add a row for its superior, or correct the code"))
    return faults


def find_by_indents(bodies: Bodies, found: Sequence[int], reading: Reading) -> list[Fault]:
    """Find superiors by how far names are indented: a body stands below the last one that is indented less."""
    column = reading.column(Role.NAME)
    stack: list[tuple[int, int]] = []
    faults: list[Fault] = []
    for body in found:
        row = bodies.rows[body]
        cell = bodies.grids[body].rows[row][column or 0]
        margin = cell[: len(cell) - len(cell.lstrip())]
        indent = reading.indents[row] if reading.indents else sum(_WIDE.get(one, 1) for one in margin)
        popped = indent
        while stack and stack[-1][0] >= indent:
            popped = stack.pop()[0]
        if popped > indent and stack:
            problem = f"is indented by {indent}, between the levels of the lines above it"
            faults.append(bodies.fault(body, Role.NAME, problem, "indent it as far as those on its level"))
        bodies.parents[body] = stack[-1][1] if stack else -1
        stack.append((indent, body))
    return faults


def find_by_outline(bodies: Bodies, found: Sequence[int], scale: Scale) -> list[Fault]:
    """Find superiors by the order of rows: a body stands below the last one above it that is on a higher level."""
    order = scale.order(sorted({bodies.levels[body] for body in found} - {""}))
    top = min(order.values(), default=0)
    counted = all(map(level_number, order))
    stack: list[tuple[int, int]] = []
    faults: list[Fault] = []
    for body in found:
        rank = order.get(bodies.levels[body])
        if rank is None:
            faults.append(bodies.fault(body, Role.LEVEL, "has no level, by which its place among the rows is told", "write its level"))
            continue
        while stack and stack[-1][0] >= rank:
            stack.pop()
        if not stack and rank > top:
            problem = f"stands below nothing: no row above it is on a higher level than {quote_value(bodies.levels[body])}"
            faults.append(bodies.fault(body, Role.LEVEL, problem, "put its superior above it, or correct its level"))
        elif stack and counted and rank > stack[-1][0] + 1:
            problem = f"is on level {rank}, right below a row on level {stack[-1][0]}"
            faults.append(bodies.fault(body, Role.LEVEL, problem, "add the row between them, or correct its level"))
        bodies.parents[body] = stack[-1][1] if stack else -1
        stack.append((rank, body))
    return faults


def _without_brackets(name: str) -> str:
    """Return a name without what stands in brackets: 甲局 of 甲局（原甲委）, which may be the same body or not."""
    return _BRACKETS.sub("", name)


def _bare(code: str) -> str:
    return division_prefix(code).rstrip(".")


def _filled(grid: Grid) -> dict[tuple[int, int], str]:
    """Return what stands in the cells of merged areas, each but the first."""
    found: dict[tuple[int, int], str] = {}
    for top, left, bottom, right in grid.merged:
        text = grid.rows[top][left] if left < grid.width else ""
        for row in range(top, min(bottom + 1, len(grid.rows))):
            found.update({(row, column): text for column in range(left, right + 1) if left == right})
    return found


def _add_unknown(bodies: Bodies, name: str, below: int, *, ident: str = "") -> int:
    bodies.added.append(bodies.add(name, bodies.grids[below], bodies.rows[below], bodies.readings[below], ident=ident))
    return bodies.added[-1]


def _unknown(bodies: Bodies, body: int, named: str, known: list[str]) -> Fault:
    what = "code" if bodies.readings[body].parents is Parents.ID else "name"
    near = (
        get_close_matches(named, known, n=1, cutoff=_NEAR if len(named) > _SHORT else _NEAR_SHORT)
        if len(known) <= _SEARCHED and len(named) < _SEARCHED_LENGTH
        else []
    ) or [one for one in known[:_SEARCHED] if _without_brackets(one) == _without_brackets(named)]
    ways = "add a row for the superior, or leave the cell empty for a body at the top"
    remedy = f"did you mean {quote_value(near[0])}? Else {ways}" if near else f"correct the cell, {ways}"
    return bodies.fault(body, Role.PARENT, f"no body has the {what} {quote_value(named)}, which is named as superior", remedy)
