"""Files of an office → bodies with superiors and tiers: each file by its form, each table by map or guess, all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import Fault, InputError, UsageError
from cengji.core.namespaces import FILE, iri_name
from cengji.core.texts import counted
from cengji.tables.bodies import Bodies, Post, collect
from cengji.tables.checking import find_doubles, find_inversions, find_loops, find_orphans, find_same_iris
from cengji.tables.files import read_files
from cengji.tables.grid import Grid
from cengji.tables.headings import Role, role_of
from cengji.tables.layout import find_misplaced
from cengji.tables.mapping import ImportMap, write_map
from cengji.tables.numbers import number_in
from cengji.tables.placing import Placing, depths_of, place_on_scale
from cengji.tables.reading import Parents, Reading, by_paragraphs, guess_reading
from cengji.tables.records import Found
from cengji.tables.statements import iris_of, state_bodies
from cengji.tables.superiors import add_by_levels, find_by_codes, find_by_ids, find_by_indents, find_by_names, find_by_outline
from cengji.tables.tidying import by_sections, drop_unseen, find_second_table, repeat_dittos, spread_merged
from cengji.tables.tiers import Scale, read_scale

__all__ = ["Imported", "ReadTable", "import_files"]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that was read, its form, how, and how many bodies it gave; ``reading`` was guessed unless a map said it."""

    grid: Grid
    form: str
    reading: Reading
    bodies: int
    is_guessed: bool


@dataclass(frozen=True)
class Imported:
    """Bodies of files with their tiers, and what a user should know; ``faults`` is empty unless they forbid to write anything."""

    bodies: Bodies
    placing: Placing
    tables: tuple[ReadTable, ...]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    base: str
    graph: str
    map: ImportMap
    scale: Scale

    def quads(self) -> Iterator[ox.Quad]:
        """Yield what the files say, in one graph.

        :raises InputError: with all faults, if there are any.
        """
        if self.faults:
            raise InputError(self.faults)
        return state_bodies(self.bodies, self.placing.tiers, self.scale, self.base, self.graph)

    def map_text(self) -> str:
        """Return the map of how tables were read, as YAML for the next time; empty where nothing was guessed or mapped."""
        tables = [(table.grid, table.reading) for table in self.tables if not table.grid.places]
        return write_map(tables, self.placing.choices, self.map)


def import_files(
    paths: Sequence[Path], given: ImportMap | None = None, *, base: str | None = None, data_format: str | None = None
) -> Imported:
    """Return the bodies of files, with all faults of all of them.

    :param base: what the IRIs of bodies without one begin with; else that of the first file and ``#``.
    :param data_format: the syntax of files of RDF whose suffix does not tell.
    :raises InputError: if files cannot be read at all.
    :raises UsageError: if there is no file.
    """
    if not paths:
        raise UsageError("name a file to import")
    given, scale = given or ImportMap(), read_scale()
    found, faults = read_files(paths, data_format)
    bodies, tables, notes = Bodies(), list[ReadTable](), list[str]()
    for one in found:
        table, wrong = _add(one, bodies, given, scale, notes, several=len(found) > 1)
        faults += wrong
        if table is not None:
            tables.append(table)
    if not len(bodies) and not faults:
        names = ", ".join(path.name for path in paths)
        faults.append(
            Fault(names, 0, "", "holds no table of bodies", "give a table with a column of names, or say by --map which one it is")
        )
    faults += _find_superiors(bodies, tables, given, {one.grid.file for one in found if one.is_open})
    if bodies.added:
        more = ", ".join(dict.fromkeys(bodies.names[body] for body in bodies.added[:_SHOWN]))
        notes.append(f"superiors without a row of their own, added: {more}{' …' if len(bodies.added) > _SHOWN else ''}")
    faults += find_loops(bodies)
    faults += find_doubles(bodies)
    placing = place_on_scale(bodies, scale, given.tiers, depths_of(bodies))
    if not faults and not given.keep_orphans:
        faults += find_orphans(bodies, placing.tiers, scale)
    wrong, inverted = find_inversions(bodies, placing.tiers, scale)
    own = FILE + iri_name(paths[0])
    faults += find_same_iris(bodies, [iri.value for iri in iris_of(bodies, base or f"{own}#")])
    return Imported(
        bodies, placing, tuple(tables), (*notes, *inverted), tuple(dict.fromkeys([*faults, *wrong])), base or f"{own}#", own, given, scale
    )


_SHOWN: Final = 12
_LOOKED_AT: Final = 100
_WAYS: Final = {
    Parents.NONE: "no column says what stands above what: all bodies stand side by side",
}


def _add(
    one: Found, bodies: Bodies, given: ImportMap, scale: Scale, notes: list[str], *, several: bool
) -> tuple[ReadTable | None, list[Fault]]:
    """Add the bodies of a table by its map, else by the guess; None for a table without names, which a note tells."""
    reading = one.reading
    grid = one.grid if reading and reading.is_verbatim else drop_unseen(one.grid)
    grid = grid if reading else repeat_dittos(grid)
    notes += one.notes
    mapped = given.reading_of(grid) if reading is None else None
    reading = reading or mapped or guess_reading(grid, scale)
    if mapped is not None and mapped.parents is Parents.INDENT:
        reading = by_paragraphs(grid, mapped)
    if reading.parents is Parents.NONE or (mapped is reading and mapped.parents is Parents.INDENT):
        reading = by_sections(grid, reading)
    if reading.parents in (Parents.NONE, Parents.OUTLINE) or (mapped is reading and mapped.parents is Parents.INDENT):
        reading = _by_format(one, grid, reading)
    if not (reading.columns(Role.NAME) or reading.words):
        notes.append(f"{grid.name}: no column of names of bodies: not read")
        return None, []
    if mapped is None and several and grid.is_workbook and reading.layout.header < 0 and reading.parents is Parents.NONE:
        notes.append(f"{grid.name}: no headings, and nothing says what stands above what: not read; name it in a map to read it")
        return None, []
    if reading.parents is Parents.NONE and reading.layout.rows:
        notes.append(f"{grid.name}: {_WAYS[Parents.NONE]}")
    if (
        mapped is None
        and one.reading is None
        and (misplaced := find_misplaced(grid, reading.layout, scale) or find_second_table(grid, reading.layout, scale))
    ):
        return None, misplaced
    if mapped is None and one.reading is None:
        notes += _untold(grid, reading)
    before = len(bodies)
    grid = spread_merged(grid, reading)
    if reading.parents is Parents.LEVELS:
        faults = add_by_levels(bodies, grid, reading)
    else:
        reading = _once_each(grid, reading, notes)
        _, faults = collect(bodies, grid, reading)
    number = len(bodies) - before
    if one.groups:
        bodies.groups |= {body for body in range(before, len(bodies)) if bodies.ids[body] in one.groups}
    if one.in_english:
        bodies.in_english |= {body for body in range(before, len(bodies)) if bodies.ids[body] in one.in_english}
    if one.posts:
        known = {ident: body for body, ident in enumerate(bodies.ids)}
        bodies.posts += [Post(post.key, post.label, known[post.body], post.reports_to) for post in one.posts if post.body in known]
    persons = [reading.layout.headings[column] for column in reading.columns(Role.PERSON)]
    if persons:
        notes.append(f"{grid.name}: left out, as they are about persons: {', '.join(persons)}")
    return ReadTable(grid, one.form, reading, number, mapped is None and one.reading is None), faults


def _untold(grid: Grid, reading: Reading) -> list[str]:
    """Return notes on what the guess passes over: rows of totals, columns of numbers, a second column of superiors."""
    layout = reading.layout
    below = [grid.where(row) for row in layout.passed if row > layout.header]
    skipped = [column for column in range(grid.width) if reading.roles.get(column, Role.SKIP) is Role.SKIP]
    upper = [layout.headings[one] for one in skipped if reading.columns(Role.PARENT) and role_of(layout.headings[one]) is Role.PARENT]
    numbers = [layout.headings[one] for one in skipped if role_of(layout.headings[one]) is None and _are_numbers(grid, layout.rows, one)]
    told = (
        ("passed over, as totals or remarks", below),
        ("not read, as another column names the superiors", upper),
        ("numbers that are not read; say count in the map to read them", numbers),
    )
    return [f"{grid.name}: {what}: {', '.join(held[:_SHOWN])}{' …' if len(held) > _SHOWN else ''}" for what, held in told if held]


def _are_numbers(grid: Grid, rows: Sequence[int], column: int) -> bool:
    cells = [cell for row in rows[:_LOOKED_AT] if (cell := grid.rows[row][column].strip())]
    return bool(cells) and 2 * sum(number_in(cell) is not None for cell in cells) > len(cells)


def _once_each(grid: Grid, reading: Reading, notes: list[str]) -> Reading:
    """Return the reading of a list of staff, a row a person, with each body once; of others as it is."""
    if reading.parents not in (Parents.NAME, Parents.NONE) or not reading.columns(Role.PERSON):
        return reading
    if reading.columns(Role.ID) or reading.columns(Role.COUNT):
        return reading
    columns = [column for role in (Role.NAME, Role.PARENT, Role.LEVEL, Role.KIND) for column in reading.columns(role)]
    first: dict[tuple[str, ...], int] = {}
    for row in reading.layout.rows:
        first.setdefault(tuple(grid.rows[row][column].strip() for column in columns), row)
    if more := len(reading.layout.rows) - len(first):
        notes.append(
            f"{grid.name}: a list of persons: of bodies that are said again only the first row counts, {counted(more, 'rows')} left out"
        )
    return replace(reading, layout=replace(reading.layout, rows=tuple(first.values())))


def _by_format(one: Found, grid: Grid, reading: Reading) -> Reading:
    """Return the reading by the indents of the cells' format, where there are any."""
    column = reading.column(Role.NAME)
    if column is None or one.indents is None:
        return reading
    from cengji.tables.workbooks import find_indents

    indents = find_indents(one.indents, grid.sheet, column)
    indents += [0] * (len(grid.rows) - len(indents))
    if len({indents[row] for row in reading.layout.rows}) < 2:
        return reading
    return Reading(reading.layout, reading.roles, Parents.INDENT, reading.words, reading.level, indents)


def _find_superiors(bodies: Bodies, tables: Iterable[ReadTable], given: ImportMap, opened: set[str]) -> list[Fault]:
    """Find superiors, once all tables are read: one may name bodies of another."""
    faults: list[Fault] = []
    start = 0
    by_name: list[int] = []
    for table in tables:
        found = range(start, start + table.bodies)
        start += table.bodies
        way = table.reading.parents
        if way is Parents.ID:
            faults += find_by_ids(bodies, found, add_unknown=given.add_unknown or table.grid.file in opened)
        elif way is Parents.NAME:
            by_name += found
        elif way is Parents.PREFIX:
            faults += find_by_codes(bodies, found)
        elif way is Parents.INDENT:
            faults += find_by_indents(bodies, found, table.reading)
        elif way is Parents.OUTLINE:
            faults += find_by_outline(bodies, found, read_scale())
    if by_name:
        faults += find_by_names(bodies, by_name, add_unknown=given.add_unknown)
    return faults
