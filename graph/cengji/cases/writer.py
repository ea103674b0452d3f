"""The plain value of a case → the text of its YAML file, laid out as the packaged ones are.

An entry is a block with a field a line, or one line where it holds plain values only; what a field holds
stands in braces and brackets on its line. Read again with :func:`~cengji.cases.tree.read_tree`, the text
gives the same values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from cengji.cases.tree import Path

__all__ = ["write_case", "write_entry", "write_field", "write_flow", "write_scalar"]

# The lines of comment that stand above an entry, by its path; those of the path ``()`` open the file.
Comments = Mapping[Path, Sequence[str]]

# Texts that need no quotes anywhere, in no version of YAML, unless they are one of ``_OTHER``.
_PLAIN: Final = re.compile(r"(?:[^\W_]|[“‘《〈「『（(])[^,\[\]{}#:\"\\&*!|>%@`\s]*(?: +[^,\[\]{}#:\"\\&*!|>%@`\s]+)*")
# Texts that some version of YAML reads as a number, a day, a truth or nothing.
_OTHER: Final = re.compile(r"[0-9][0-9_.,eExXoO+-]*|y|yes|n|no|on|off|true|false|null", re.IGNORECASE)
# What no YAML file may hold.
_UNWRITABLE: Final = re.compile("[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The longest entry, in characters, that stands on one line.
_LINE: Final = 120


def write_case(value: Mapping[str, Any], comments: Comments) -> str:
    """Return the text of a case file from its plain value, shorthands written out (:func:`~cengji.cases.shorthand.expand_case`)."""
    from cengji.cases.case import Case, Concept  # the model takes long to import, and single entries need none
    from cengji.cases.shorthand import compact

    lines = list(_comment(comments.get((), ())))
    concepts = value.get("concepts", {})
    written = compact(Case, {name: held for name, held in value.items() if name != "concepts"})
    lines += [f"{name}: {write_flow(written[name])}" for name in ("case", "title", "licence") if name in written]
    if "document" in written:
        lines += ["document:", *(f"  {name}: {write_flow(held)}" for name, held in written["document"].items())]
    if concepts:
        lines.append("concepts:")
    for scheme, entries in concepts.items():
        lines.append(f"  {scheme}:")
        for index, entry in enumerate(entries):
            lines += _entry(compact(Concept, entry), ("concepts", scheme, index), comments, indent=4)
    for section, entries in written.items():
        if isinstance(entries, list):
            lines += ["", f"{section}:"]
            for index, entry in enumerate(entries):
                lines += _entry(entry, (section, index), comments, indent=2)
    return "".join(f"{line}\n" for line in lines)


def write_entry(entry: Mapping[str, Any], *, indent: int) -> Iterator[str]:
    """Return the lines of an entry of a list whose dash stands in this column."""
    return _entry(entry, (), {}, indent=indent)


def write_field(name: str, value: object, *, indent: int) -> Iterator[str]:
    """Yield the lines of a field: entries of a section, concepts and rungs a line or more each, all else behind its name."""
    margin = " " * indent
    if isinstance(value, dict) and not indent and value and all(isinstance(held, list) for held in value.values()):
        yield f"{margin}{name}:"
        for inner, held in value.items():
            yield from write_field(inner, held, indent=indent + 2)
    elif isinstance(value, list) and all(isinstance(one, dict) for one in value) and (not indent or any(map(_stands_alone, value))):
        yield f"{margin}{name}:"
        for one in value:
            yield from write_entry(one, indent=indent + 2)
    else:
        yield f"{margin}{name}: {write_flow(value)}"


def _stands_alone(one: Mapping[str, Any]) -> bool:
    """Return whether a part of a list stands on lines of its own wherever it is: a rung or a concept."""
    return "body" in one or {"key", "zh"} <= one.keys()


def _entry(entry: Mapping[str, Any], path: Path, comments: Comments, *, indent: int) -> Iterator[str]:
    """Yield the lines of an entry of a list, comments first."""
    margin = " " * indent
    yield from (f"{margin}{line}" for line in _comment(comments.get(path, ())))
    one_line = f"{margin}- {write_flow(entry)}"
    if len(one_line) <= _LINE and not any(isinstance(held, dict | list) for held in entry.values()):
        yield one_line
        return
    lead = f"{margin}- "
    for name, held in entry.items():
        if isinstance(held, list) and any(isinstance(one, dict) and "body" in one for one in held):
            yield f"{lead}{name}:"
            for index, one in enumerate(held):
                yield from _entry(one, (*path, name, index), comments, indent=indent + 4)
        else:
            yield f"{lead}{name}: {write_flow(held)}"
        lead = f"{margin}  "


def _comment(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines of comment as they stand in YAML; nothing in them can end the line or the file."""
    for line in lines:
        for part in line.splitlines() or [""]:
            yield f"# {_UNWRITABLE.sub('?', part)}".rstrip()


def write_flow(value: object) -> str:
    """Return a plain value as it may stand behind a name, in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {write_flow(held)}" for name, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(write_flow, value)) + "]"
    return write_scalar(value)


def write_scalar(value: object) -> str:
    r"""Return a plain value as it may stand anywhere in a YAML file, quoted only where it must be.

    >>> [write_scalar(value) for value in ("社区党委", "168", "1.4万个", "yes", "甲：乙", "a: b", True, 92.3)]
    ['社区党委', '"168"', '1.4万个', '"yes"', '甲：乙', '"a: b"', 'true', '92.3']
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and not _OTHER.fullmatch(text) and text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\u3000" else _escaped(one) for one in json.dumps(text, ensure_ascii=False))


def _escaped(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}"
