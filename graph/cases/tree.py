"""YAML text → plain values with the line of each: the only reader of case files.

Only what a case file needs is accepted: mappings with string keys, lists and scalars of the YAML
1.2 core schema. Anchors, aliases and tags are refused (a dozen lines of aliases unfold into
gigabytes), and so are files beyond the bounds of size and depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

import yaml

from graph.errors import Fault, InputError

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Path", "Tree", "field_name", "read_tree"]

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 24

Path: TypeAlias = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,29})(\.\d{1,12})?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class Tree:
    """The plain value of a YAML document and, for each path into it, its 1-based line.

    Numbers are :class:`int` or :class:`~decimal.Decimal`, never floats; ``faults`` are those found
    while reading (a key written twice), so that they are reported with all the others.
    """

    value: Any
    lines: dict[Path, int]
    faults: list[Fault] = field(default_factory=list)

    def entries(self, section: str) -> list[tuple[int, dict[str, Any]]]:
        """Give the mappings in a list of the top level with their positions; wrong types are passed over."""
        held = self.value.get(section) if isinstance(self.value, dict) else None
        return [(index, one) for index, one in enumerate(held if isinstance(held, list) else ()) if isinstance(one, dict)]

    def line(self, path: Path) -> int:
        """Give the line of the path, or of its nearest ancestor that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, name: str, path: Path, problem: str, remedy: str) -> Fault:
        """Give the fault of the value at this path, located in the file called ``name``."""
        while len(path) > 1 and path not in self.lines and path[:-1] in self.lines and isinstance(path[-1], int):
            path = path[:-1]
        return Fault(name, self.line(path), field_name(path), problem, remedy)


def field_name(path: Path) -> str:
    """Give a path as the reader of the file would write it.

    >>> field_name(("ladders", 0, "rungs", 2, "tier"))
    'ladders[0].rungs[2].tier'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def read_tree(data: bytes, name: str) -> Tree:
    """Read one YAML document.

    :param name: what to call the file in faults.
    :raises InputError: if it is not UTF-8, not YAML, too large, too deep, or uses anchors or tags.
    """
    if len(data) > MAX_BYTES:
        raise InputError.of(name, f"is larger than {MAX_BYTES:,} bytes", "split the case into several files")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError.of(name, "is not UTF-8", "save the file as UTF-8", line=line) from error
    try:
        return _Builder(name).build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = f"is not YAML: {error.problem or error.context}"
        raise InputError.of(name, problem, "mend the punctuation or indentation there", line=mark.line + 1 if mark else 0) from error
    except yaml.YAMLError as error:
        raise InputError.of(name, f"is not YAML: {_first_line(error)}", "remove the character named") from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


class _Builder:
    """Builds a :class:`Tree` from YAML events, refusing what a case file never needs."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []

    def build(self, events: Iterator[Any]) -> Tree:
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "holds more than one YAML document", "keep one case a file")
                value = self._node(next(events), events, ())
        return Tree(value, self.lines, self.faults)

    def _refuse(self, event: Any, problem: str, remedy: str) -> None:  # noqa: ANN401 - PyYAML ships no types
        raise InputError.of(self.name, problem, remedy, line=event.start_mark.line + 1)

    def _node(self, event: Any, events: Iterator[Any], path: Path) -> Any:  # noqa: ANN401 - any YAML value
        self.lines.setdefault(path, event.start_mark.line + 1)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(event, "uses a YAML anchor or alias", "write the value out")
        if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            self._refuse(event, f"uses the YAML tag {event.tag}", "write the plain value")
        if len(path) > MAX_DEPTH:
            self._refuse(event, f"is nested deeper than {MAX_DEPTH} levels", "flatten it")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return event.value if event.style else _plain(event.value)

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent) or event.anchor:
                self._refuse(event, "has a key that is not a plain word", "use a field name as the key")
            key, line = event.value, event.start_mark.line + 1
            here = (*path, key)
            if key in found:
                problem = f"stands twice (first in line {self.lines[here]})"
                self.faults.append(Fault(self.name, line, field_name(here), problem, "keep one of the two"))
                self._node(next(events), events, (*path, f"{key} (again)"))
                continue
            self.lines[here] = line
            found[key] = self._node(next(events), events, here)
        return found

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._node(event, events, (*path, len(found))))
        return found


def _plain(text: str) -> Any:  # noqa: ANN401 - any scalar
    """Give the value of an unquoted scalar by the YAML 1.2 core schema, exact decimals for floats."""
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return text
