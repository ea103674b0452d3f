"""Case files of earlier versions brought over: each figure goes under the field that its role belongs to.

Before 0.2 `results` held whatever figure a measure had, and `figures` all those of an event. The file is edited
as text, so that comments and layout stay; where the fields of an entry do not stand on lines of their own, or have
comments among them, the file is written anew, with its comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cengji.cases.comments import comments_of
from cengji.cases.linkage import ROLES_OF_FIELDS
from cengji.cases.recovery import read_case_tree
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import Path, Tree, field_name
from cengji.cases.writer import write_case, write_scalar

__all__ = ["Migrated", "migrate"]

_SECTIONS: Final = ("measures", "events")
_FIELDS: Final = (*ROLES_OF_FIELDS, "figures")
_DEFAULT_ROLE: Final = "stock"
_FIELD_LINE: Final = re.compile(rf"(\s+)({'|'.join(_FIELDS)}):[^#]*\n?")

Entry = tuple[str, int]
"""A section and the position of an entry in it."""
Fields = dict[str, list[str]]
"""The keys of the figures under each of the fields, those without figures left out."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """The text of a case file in the present form, and what was changed: line, field and what became of it."""

    text: str
    changes: tuple[tuple[int, str, str], ...]


def migrate(text: str, name: str) -> Migrated:
    """Return the text of a case file with its figures under the fields of their roles, and what that changed.

    :param name: what to call the file in faults.
    :raises InputError: if the text is not the YAML of a case file.
    """
    tree = read_case_tree(text, name)
    roles = {figure.get("key"): figure.get("role") or _DEFAULT_ROLE for _, figure in tree.entries("figures")}
    moved: dict[Entry, tuple[Fields, Fields]] = {}
    changes: list[tuple[int, str, str]] = []
    for section in _SECTIONS:
        for index, entry in tree.entries(section):
            before = {field: held for field in _FIELDS if (held := _as_list(entry.get(field)))}
            steps = list(_steps(before, roles, bears_results=section == "events"))
            if any(field != target for field, _, target in steps):
                after = {field: [key for _, key, target in steps if target == field] for field in _FIELDS}
                moved[section, index] = before, {field: keys for field, keys in after.items() if keys}
                changes += _changes(tree, (section, index), steps)
    return Migrated(_edited(text, tree, moved) if moved else text, tuple(sorted(changes)))


def _as_list(held: object) -> list[Any]:
    return held if isinstance(held, list) else [] if held is None else [held]


def _steps(fields: Fields, roles: Mapping[object, str], *, bears_results: bool) -> Iterator[tuple[str, str, str]]:
    """Yield each figure with the field it stands under and the one that it belongs under; one that is not in the case stays."""
    for field, keys in fields.items():
        for key in keys:
            role = roles.get(key) if isinstance(key, str) else None
            target = next((name for name, wanted in ROLES_OF_FIELDS.items() if role in wanted), "figures")
            if target == "results" and field == "figures" and not bears_results:
                target = "figures"
            yield field, key, field if role is None else target


def _changes(tree: Tree, entry: Entry, steps: Sequence[tuple[str, str, str]]) -> Iterator[tuple[int, str, str]]:
    for field, key, target in steps:
        if field != target:
            path = (*entry, field)
            yield tree.line(path), field_name(path), f"{key} goes under {target}"


def _edited(text: str, tree: Tree, moved: Mapping[Entry, tuple[Fields, Fields]]) -> str:
    """Return the text with the fields of some entries replaced: line by line where that is safe, else written anew."""
    lines = text.splitlines(keepends=True)
    for entry, (before, after) in sorted(moved.items(), key=lambda one: tree.line(one[0]), reverse=True):
        places = sorted(_lines_of(text, tree, (*entry, field)) for field in before)
        if not all(_FIELD_LINE.fullmatch("".join(lines[first:end])) for first, end in places):
            return _written_anew(text, tree, moved)
        margin = re.match(r"\s*", lines[places[0][0]])
        written = [f"{margin[0] if margin else ''}{field}: {_listed(keys)}\n" for field, keys in after.items()]
        for first, end in reversed(places[1:]):
            del lines[first:end]
        lines[slice(*places[0])] = written
    return "".join(lines)


def _lines_of(text: str, tree: Tree, path: Path) -> tuple[int, int]:
    """Return the lines of a field, counted from 0, the end excluded."""
    last = max((end for at, (_, end) in tree.spans.items() if at[: len(path)] == path), default=0)
    closing = re.compile(r"\s*\]").match(text, last) if path not in tree.spans else None
    return tree.line(path) - 1, text.count("\n", 0, closing.end() if closing else last) + 1


def _listed(keys: Sequence[str]) -> str:
    return f"[{', '.join(map(write_scalar, keys))}]"


def _written_anew(text: str, tree: Tree, moved: Mapping[Entry, tuple[Fields, Fields]]) -> str:
    value = dict(tree.value)
    for section in _SECTIONS:
        if isinstance(value.get(section), list):
            value[section] = [
                {name: held for name, held in entry.items() if name not in _FIELDS} | moved[section, index][1]
                if (section, index) in moved
                else entry
                for index, entry in enumerate(value[section])
            ]
    return write_case(expand_case(value), comments_of(text, tree))
