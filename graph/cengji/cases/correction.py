"""Corrections that readers of the page propose, written into a case file: as edits of its text, so that comments and layout stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, cast, get_args

from cengji.cases.case import Case
from cengji.cases.parts import Part, roles_of
from cengji.cases.recovery import read_case_tree
from cengji.cases.shorthand import holds_many
from cengji.cases.tree import Path, Tree, field_name, parse_number, quote_value
from cengji.cases.writer import write_scalar
from cengji.core.errors import Fault, InputError

__all__ = ["Corrected", "Correction", "correct", "read_corrections"]

_FORMAT: Final = "cengji-notes/1"
_TEXTS: Final = ("case", "path", "old", "new")
_STEP: Final = re.compile(r"([a-z_]{1,40})(?:\[([a-z]{1,20})=([^\[\]]{1,80})\])?")

Edit = tuple[int, int, str]
"""The start and end of what is replaced, in code points, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a field of a case should say, and what its reader saw there; ``path`` names entries by key: ``measures[key=a].label.zh``."""

    case: str
    path: str
    old: str
    new: str

    def __str__(self) -> str:
        """Return the correction as a line."""
        return f"{self.case}: {self.path}: {quote_value(self.old)} → {quote_value(self.new)}"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrected text of a case file, and what was changed: line, field, old and new value; how many stood there already."""

    text: str
    changes: tuple[tuple[int, str, str], ...]
    already: int


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a case: the path of its value or, where it has none, of what would hold it, and the names ``missing`` below that.

    ``short`` is the entry that a text at the path stands for, as a shorthand of a mapping; ``numeric``, whether numbers stand in the field.
    """

    path: Path
    missing: tuple[str, ...]
    short: str
    numeric: bool


class _RefusedError(Exception):
    """A correction cannot be made; its arguments are the path of the field, the problem and the remedy."""


def read_corrections(data: bytes, name: str) -> list[Correction]:
    """Return the corrections among the notes that a page has exported; notes that correct nothing are passed over.

    :raises InputError: with every fault.
    """
    try:
        held = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError.of(name, f"is not JSON: {error}", "export the notes from the page anew") from error
    entries = held.get("notes") if isinstance(held, dict) and held.get("format") == _FORMAT else None
    if not isinstance(entries, list):
        raise InputError.of(name, f"holds no notes of the page (format is not {_FORMAT})", "export the notes from the page as JSON")
    faults: list[Fault] = []
    found: list[Correction] = []
    for at, entry in enumerate(entries):
        if isinstance(entry, dict) and not entry.get("field"):
            continue
        wrong = [text for text in _TEXTS if not isinstance(entry.get(text) if isinstance(entry, dict) else None, str)]
        faults += [Fault(name, 0, f"notes[{at}].{text}", "is no text", "export the notes from the page anew") for text in wrong]
        if not wrong:
            found.append(Correction(*(entry[text] for text in _TEXTS)))
    if faults:
        raise InputError(faults)
    return found


def correct(text: str, name: str, corrections: Sequence[Correction]) -> Corrected:
    """Return the text of a case file with corrections made; one that the file says already is counted, no more.

    :param name: what to call the file in faults.
    :raises InputError: with every correction that cannot be made: whose entry or field is not there, whose old value is not
        what stands there, or which another contradicts; and if the text is not the YAML of a case file.
    """
    tree = read_case_tree(text, name)
    faults: list[Fault] = []
    edits: dict[str, tuple[Edit, Path, Correction]] = {}
    already = 0
    for one in dict.fromkeys(corrections):
        try:
            field = _find(tree, one)
            if field is None:
                already += 1
                continue
            spot = field_name((*field.path, *field.missing))
            if spot in edits:
                raise _RefusedError(field.path, f"is to become {quote_value(edits[spot][2].new)} as well", "keep one of the corrections")
            edits[spot] = _edit(text, tree, field, one.new), field.path, one
        except _RefusedError as refusal:
            path, problem, remedy = refusal.args
            faults.append(tree.fault(name, path, f"{one.path.rpartition('.')[2]} {problem}", remedy))
    if faults:
        raise InputError(faults)
    changes = [(tree.line(path), spot, f"{quote_value(one.old)} → {quote_value(one.new)}") for spot, (_, path, one) in edits.items()]
    for start, end, written in sorted((edit for edit, _, _ in edits.values()), reverse=True):
        text = text[:start] + written + text[end:]
    return Corrected(text, tuple(sorted(changes)), already)


def _find(tree: Tree, one: Correction) -> _Field | None:
    """Return the field that a correction names; nothing where the file says already what it should."""
    at, path, model, short = tree.value, cast("Path", ()), cast("type[Part]", Case), ""
    missing: list[str] = []
    steps = list(_steps(one.path))
    for number, (name, by, key) in enumerate(steps):
        if name not in roles_of(model):
            raise _RefusedError(path, "is no field of a case file", "see the case format for the fields that there are")
        if isinstance(at, str):  # a shorthand, which stands for the mapping
            at, short = {model.shorthand: at}, f"{model.shorthand}: {write_scalar(at)}"
        at = at.get(name) if isinstance(at, dict) else None
        if by:
            at, path = _entry(at, (*path, name), by, key)
        elif at is None:
            missing.append(name)
        elif not short:
            path = (*path, name)
        if number < len(steps) - 1:
            model = _part(model, name, path)
    if name in holds_many(model):
        at, path = _member(at, path, one)
    standing = model.model_fields[name].default if at is None and not model.model_fields[name].is_required() else at
    if _says(standing, one.new):
        return None
    if isinstance(standing, dict | list) or not (_says(standing, one.old) or (at is None and not one.old)):
        raise _RefusedError(path, f"is {_shown(standing)}, not {_shown(one.old)}", "look again whether the correction holds")
    return _Field(path, tuple(missing), short, _holds_numbers(model.model_fields[name].annotation))


def _steps(path: str) -> Iterator[tuple[str, str, str]]:
    """Yield the steps of a path: the name of a field and, of a list of entries, by which of their fields which one is meant."""
    for step in path.split("."):
        match = _STEP.fullmatch(step)
        if not match:
            raise _RefusedError((), f"is no path of a case file: {quote_value(path)}", "export the notes from the page anew")
        yield match[1], match[2] or "", match[3] or ""


def _part(model: type[Part], name: str, path: Path) -> type[Part]:
    part = roles_of(model)[name].model
    if part is None:
        raise _RefusedError(path, f"is a field within {name}, which holds none", "see the case format for the fields that there are")
    return part


def _entry(held: object, path: Path, by: str, key: str) -> tuple[Any, Path]:
    """Return the entry of a list whose field says this, with its path."""
    for index, entry in enumerate(held if isinstance(held, list) else ()):
        if isinstance(entry, dict) and str(entry.get(by)) == key:
            return entry, (*path, index)
    raise _RefusedError(
        path, f"cannot be found: no entry has the {by} {quote_value(key)}", "the entry may have been renamed: correct it in the file"
    )


def _member(held: object, path: Path, one: Correction) -> tuple[Any, Path]:
    """Return the value of a list that is to change, or that stands there already, with its path."""
    members = held if isinstance(held, list) else [held]
    for wanted in (one.old, one.new):
        for index, member in enumerate(members):
            if member is not None and _says(member, wanted):
                return member, (*path, index) if isinstance(held, list) else path
    raise _RefusedError(path, f"does not hold {_shown(one.old)}", "look again whether the correction holds")


def _says(standing: object, text: str) -> bool:
    """Return whether a value of the file is what a text says; numbers are compared as numbers."""
    if isinstance(standing, int | Decimal) and not isinstance(standing, bool):
        return parse_number(text) == standing
    return standing is not None and str(standing) == text


def _shown(value: object) -> str:
    return "empty" if value in (None, "") else str(value) if isinstance(value, int | Decimal) else quote_value(value)


def _holds_numbers(annotation: object) -> bool:
    return annotation is Decimal or any(map(_holds_numbers, get_args(annotation)))


def _edit(text: str, tree: Tree, field: _Field, new: str) -> Edit:
    """Return the change of the text that puts a value into a field."""
    written = _written(field, new)
    if not field.missing:
        return *tree.spans[field.path], written
    *outer, name = field.missing
    entry = f"{name}: {written}"
    for holder in reversed(outer):
        entry = f"{holder}: {{{entry}}}"
    if field.short:
        return *tree.spans[field.path], f"{{{field.short}, {entry}}}"
    return _insertion(text, tree, field.path, entry)


def _written(field: _Field, new: str) -> str:
    if not new.strip():
        raise _RefusedError(field.path, "is to become empty", "take it out of the file by hand")
    if not field.numeric:
        return write_scalar(new)
    number = parse_number(new)
    if number is None:
        raise _RefusedError(field.path, f"is to become {quote_value(new)}, which is no number", "write plain digits")
    return write_scalar(number)


def _insertion(text: str, tree: Tree, holder: Path, entry: str) -> Edit:
    """Return the change that adds an entry to a mapping, after one of its plain values."""
    ends = [end for path, (_, end) in tree.spans.items() if path[:-1] == holder and isinstance(path[-1], str)]
    if not ends:
        raise _RefusedError(holder, "is not there", "write it into the file by hand")
    end = max(ends)
    if holder in tree.in_flow:
        return end, end, f", {entry}"
    end -= text[end - 1] == "\n"
    margin = re.match(r"[\s-]*", text[text.rfind("\n", 0, end) + 1 : end])
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    return line, line, f"\n{' ' * (len(margin[0]) if margin else 0)}{entry}"
