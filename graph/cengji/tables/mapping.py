"""The map of an import: what each column is read as and what each word for a level means, kept as YAML for the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cengji.cases.tree import Tree, read_tree
from cengji.cases.vocabulary import suggest
from cengji.cases.writer import write_scalar
from cengji.core.errors import Fault, InputError
from cengji.tables.grid import Grid
from cengji.tables.headings import Role
from cengji.tables.layout import layout_below
from cengji.tables.placing import TierChoice
from cengji.tables.reading import Parents, Reading
from cengji.tables.tiers import Scale

__all__ = ["ImportMap", "TableMap", "read_map", "write_map"]

_KEYS: Final = frozenset({"tables", "tiers", "orphans", "unknown"})
_TABLE_KEYS: Final = frozenset({"of", "parents", "columns", "words", "level"})
_OPEN: Final = "open"
_CHOICES: Final = {"orphans": ("refuse", "keep"), "unknown": ("refuse", "add")}
_HEADER: Final = """\
# How `cengji import` reads these tables; change it and give it again by --map.
# 导入时各列的读法；可改动，再以 --map 给出。
# columns: id name name-en parent level kind count alias names (of one level) skip person (left out)
# parents: id name levels prefix indent outline none
"""


@dataclass(frozen=True, slots=True)
class TableMap:
    """How tables with these headings are read."""

    columns: Mapping[str, Role]
    parents: Parents
    words: Mapping[str, str]
    level: str = ""


@dataclass(frozen=True, slots=True)
class ImportMap:
    """What the user, or the guess of an earlier time, says: tables by their headings, words for levels, and two decisions."""

    tables: Sequence[TableMap] = ()
    tiers: Mapping[str, str] = field(default_factory=dict)
    keep_orphans: bool = False
    add_unknown: bool = False

    def reading_of(self, grid: Grid) -> Reading | None:
        """Return how a table is read: as the first map says whose columns all stand in one row of it; None where none fits."""
        for table in self.tables:
            wanted = set(table.columns)
            for at in range(-1, min(len(grid.rows), 40)):
                for above in (None, grid.rows[at - 1] if at > 0 else None):
                    layout = layout_below(grid, at, above)
                    if wanted <= set(layout.headings):
                        places = {heading: column for column, heading in enumerate(layout.headings)}
                        roles = {places[heading]: role for heading, role in table.columns.items()}
                        named = {heading: heading for heading, role in table.columns.items() if role is Role.NAMES}
                        words = {places[heading]: word for heading, word in {**named, **table.words}.items()}
                        return Reading(layout, roles, table.parents, words, table.level)
        return None


def read_map(data: bytes, name: str, scale: Scale) -> ImportMap:
    """Return the map that a YAML file says.

    :raises InputError: with every fault: an unknown key, role, way to superiors or tier.
    """
    tree = read_tree(data, name)
    faults = list(tree.faults)
    value = tree.value if isinstance(tree.value, dict) else {}
    if not isinstance(tree.value, dict):
        faults.append(Fault(name, 1, "", "is no map of an import", "begin with tables: or tiers:"))
    faults += [
        tree.fault(name, (key,), f"{key!r} is no key of a map", suggest(str(key), sorted(_KEYS))) for key in value if key not in _KEYS
    ]
    tables = [table for at, held in enumerate(value.get("tables") or ()) if (table := _table(tree, name, at, held, faults))]
    tiers: dict[str, str] = {}
    for word, tier in (value.get("tiers") or {}).items():
        if tier in scale.ranks or tier in (None, "", _OPEN):
            tiers[str(word)] = str(tier) if tier in scale.ranks else ""
        else:
            faults.append(tree.fault(name, ("tiers", word), f"{tier!r} is no tier", suggest(str(tier), [*scale.ranks, _OPEN])))
    for key, allowed in _CHOICES.items():
        if value.get(key) not in (None, *allowed):
            faults.append(tree.fault(name, (key,), f"{value[key]!r} is no choice", f"write {' or '.join(allowed)}"))
    if faults:
        raise InputError(faults)
    return ImportMap(tuple(tables), tiers, value.get("orphans") == "keep", value.get("unknown") == "add")


def _table(tree: Tree, name: str, at: int, held: Any, faults: list[Fault]) -> TableMap | None:  # noqa: ANN401 - plain YAML
    path = ("tables", at)
    if not isinstance(held, dict) or not isinstance(held.get("columns"), dict):
        faults.append(tree.fault(name, path, "says no columns", "write columns: {heading: role}"))
        return None
    faults += [
        tree.fault(name, (*path, key), f"{key!r} is no key of a table", suggest(str(key), sorted(_TABLE_KEYS)))
        for key in held
        if key not in _TABLE_KEYS
    ]
    columns: dict[str, Role] = {}
    for heading, role in held["columns"].items():
        if role in tuple(Role):
            columns[str(heading)] = Role(role)
        else:
            faults.append(tree.fault(name, (*path, "columns", heading), f"{role!r} is no role of a column", suggest(str(role), list(Role))))
    parents = held.get("parents", "none")
    if parents not in tuple(Parents):
        faults.append(tree.fault(name, (*path, "parents"), f"{parents!r} is no way to superiors", suggest(str(parents), list(Parents))))
        return None
    words = {str(heading): str(word or "") for heading, word in (held.get("words") or {}).items()}
    return TableMap(columns, Parents(parents), words, str(held.get("level") or ""))


def write_map(readings: Sequence[tuple[Grid, Reading]], choices: Sequence[TierChoice], given: ImportMap) -> str:
    """Return the map of how tables were read, as YAML; words that no tier was found for stand there as ``open``."""
    lines = ["tables:"] if readings else []
    seen: set[str] = set()
    for grid, reading in readings:
        table = [f"    parents: {reading.parents.value}"]
        if reading.level:
            table.append(f"    level: {write_scalar(reading.level)}")
        table.append("    columns:")
        headings = reading.layout.headings
        table += [f"      {write_scalar(headings[column])}: {role.value}" for column, role in sorted(reading.roles.items())]
        if reading.words:
            table += [
                "    words:",
                *(f"      {write_scalar(headings[column])}: {write_scalar(word)}" for column, word in reading.words.items()),
            ]
        text = "\n".join(table)
        if text not in seen:
            seen.add(text)
            lines += [f"  - of: {write_scalar(grid.sheet or grid.file)}", text]
    found: dict[str, set[str]] = {}
    for choice in choices:
        found.setdefault(choice.word, set()).add(choice.tier)
    words = {word: next(iter(tiers)) for word, tiers in found.items() if len(tiers) == 1 and not word.startswith("(")}
    if words:
        lines += ["tiers:", *(f"  {write_scalar(word)}: {tier or _OPEN}" for word, tier in words.items())]
    lines.append(f"orphans: {'keep' if given.keep_orphans else 'refuse'}")
    lines.append(f"unknown: {'add' if given.add_unknown else 'refuse'}")
    return _HEADER + "\n".join(lines) + "\n"
