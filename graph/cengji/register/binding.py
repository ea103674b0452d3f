"""The tables and columns that a mapping names are found among those that are given."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from cengji.core.errors import Fault, UsageError
from cengji.register.records import Join, Mapping
from cengji.register.tables import Table

__all__ = ["column_faults", "columns_read", "find_table", "guess", "tables_read"]


def find_table(name: str, tables: list[Table]) -> Table:
    """Return the table that a mapping calls so: by its own name, its file's, that without the ending, or ``file#table``.

    :raises UsageError: if there is none, or more than one.
    """
    for place in range(4):
        found = [table for table in tables if table.names[place] == Path(name).name or table.names[place] == name]
        if len(found) == 1:
            return found[0]
        if found:
            named = {table.names[3] for table in found}
            alike = len(named) < len(found)
            may = sorted(f"{table.origin}#{table.name}" if alike else table.names[3] for table in found)
            raise UsageError(f"{name!r} may be {' or '.join(may)}")
    raise UsageError(f"no input has the table {name!r}{guess(name, [one for table in tables for one in table.names])}")


def tables_read(names: Iterable[str], tables: list[Table]) -> list[Table]:
    """Return the tables that have some names, each once in their order; a name without one table is passed over."""
    found: set[int] = set()
    for name in names:
        with suppress(UsageError):
            found.add(id(find_table(name, tables)))
    return [table for table in tables if id(table) in found]


def column_faults(mapping: Mapping, name: str, table: Table, tables: dict[str, Table]) -> Iterator[Fault]:
    """Yield what is wrong with the columns that a triples map reads: not there, or of a type that engines print differently."""
    one = mapping.maps[name]
    used = columns_read(mapping, name, table, tables)
    for column, line, where in dict.fromkeys((column, line or one.line, id(where)) for column, line, where in used):
        owner = next(held for _, _, held in used if id(held) == where)
        if column not in owner.columns:
            problem = f"{owner.origin.name} has no such column{guess(column, owner.columns)}"
            yield Fault(str(mapping.path), line, column, problem, "name one of: " + ", ".join(owner.columns))
        elif not owner.columns[column]:
            problem = f"is of the type {owner.kinds[column]} in {owner.origin.name}, which engines print differently"
            yield Fault(str(mapping.path), line, column, problem, "cast it to text, integer, decimal, date or boolean in the input")


def columns_read(mapping: Mapping, name: str, table: Table, tables: dict[str, Table]) -> list[tuple[str, int, Table]]:
    """Return the columns that a triples map reads, each with the line of the mapping and the table that has it."""
    one = mapping.maps[name]
    used: list[tuple[str, int, Table]] = [(column, term.line, table) for term in (one.subject, *one.graphs) for column in term.columns]
    for pair in one.predicate_objects:
        for term in (*pair.predicates, *pair.objects, *pair.graphs):
            if isinstance(term, Join):
                parent = tables.get(term.parent)
                used += [(child, term.line, table) for child, _ in term.conditions]
                used += [(column, term.line, parent) for _, column in term.conditions if parent]
            else:
                used += [(column, term.line, table) for column in term.columns]
    return used


def guess(name: str, names: Iterable[str]) -> str:
    """Return a question that proposes the nearest of some names, empty if none is near."""
    near = difflib.get_close_matches(name, list(names), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
