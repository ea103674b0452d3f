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

from cengji.core.errors import Fault, InputError

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Path", "Tree", "field_name", "parse_number", "quote_value", "read_tree"]

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 24

Path: TypeAlias = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"  # since 0.2.6, a look ahead at brackets that may be a key
_TOO_DEEP = (f"is nested deeper than {MAX_DEPTH} levels", "close what is open; no case needs that")
_PUNCTUATION = "mend the punctuation or indentation there or just above: spaces and not tabs, ASCII : and , and brackets, quotes closed"
_OPENED = re.compile("flow (mapping|sequence|node)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,12})?")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORD = re.compile(r"[\w-]{1,40}( \(again\))?")
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
    # Where each scalar stands in the text, in code points, end exclusive.
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    # The mappings written in braces.
    in_flow: set[Path] = field(default_factory=set)
    # The sections that could not be read, where the others were.
    unread: frozenset[str] = frozenset()
    # The sections that stand twice: the fault of that is the only one about what they say twice.
    repeated: set[str] = field(default_factory=set)

    def entries(self, section: str) -> list[tuple[int, dict[str, Any]]]:
        """Return the mappings in a list of the top level with their positions; wrong types are passed over."""
        held = self.value.get(section) if isinstance(self.value, dict) else None
        return [(index, one) for index, one in enumerate(held if isinstance(held, list) else ()) if isinstance(one, dict)]

    def line(self, path: Path) -> int:
        """Return the line of the path, or of its nearest ancestor that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def where(self, path: Path) -> str:
        """Return the place of the value at this path, as a message names it."""
        return f"line {self.line(path)}"

    def fault(self, name: str, path: Path, problem: str, remedy: str) -> Fault:
        """Return the fault of the value at this path, located in the file called ``name``."""
        path = self._as_written(path)
        return Fault(name, self.line(path), field_name(path), problem, remedy)

    def _as_written(self, path: Path) -> Path:
        """Return the path without the steps that a shorthand leaves out: a lone value for a list, a text for a mapping."""
        at, taken = self.value, list[str | int]()
        for step in path:
            if isinstance(step, str) and isinstance(at, dict):
                at = at.get(step)
            elif isinstance(step, int) and isinstance(at, list):
                at = at[step] if step < len(at) else None
            else:
                continue
            taken.append(step)
        return tuple(taken)


def field_name(path: Path) -> str:
    """Return a path as the reader of the file would write it.

    >>> field_name(("ladders", 0, "rungs", 2, "tier"))
    'ladders[0].rungs[2].tier'

    A key that is no plain word is quoted, escaped and cut, so that it cannot disguise the message.

    >>> field_name(("places", 0, "my tier"))
    "places[0].'my tier'"
    """
    parts = (f"[{part}]" if isinstance(part, int) else f".{part if _WORD.fullmatch(part) else quote_value(part)}" for part in path)
    return "".join(parts).removeprefix(".")


def quote_value(value: object) -> str:
    r"""Return a value as it may stand in a message: quoted, control characters escaped, at most 40 characters.

    >>> quote_value("a\x1bb"), len(quote_value("long" * 1000))
    ("'a\\x1bb'", 40)
    """
    text = repr(value[:41] if isinstance(value, str | list) else value)
    return text if len(text) <= 40 else text[:39] + "…"


def read_tree(data: bytes, name: str, *, above: int = 0) -> Tree:
    """Read one YAML document.

    :param name: what to call the file in faults.
    :param above: how many lines of the file stand above these.
    :raises InputError: if it is not UTF-8, not YAML, too large, too deep, or uses anchors or tags.
    """
    if len(data) > MAX_BYTES:
        raise InputError.of(name, f"is larger than {MAX_BYTES:,} bytes", "split the case into several files")
    if data.startswith(b"PK\x03\x04"):
        remedy = "`cengji case from-xlsx` makes a case file of a case workbook; `cengji import` reads lists of bodies and exports"
        raise InputError.of(name, "is a workbook, no case file", remedy)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError.of(name, "is not UTF-8", "save the file as UTF-8", line=above + line) from error
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        line = text.count("\n", 0, forbidden.start()) + 1
        raise InputError.of(name, f"holds the control character U+{ord(forbidden[0]):04X}", "remove it", line=above + line)
    body = text.removeprefix("\ufeff")  # libyaml does not count a byte order mark, the scanner in Python does
    try:
        return _Builder(name, skipped=len(text) - len(body), above=above).build(yaml.parse(body, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        line, problem = _locate(error, body, above)
        if error.problem == _LIBYAML_TOO_DEEP:
            raise InputError.of(name, *_TOO_DEEP, line=line) from error
        raise InputError.of(name, f"is not YAML: {problem}", _PUNCTUATION, line=line) from error
    except yaml.YAMLError as error:
        raise InputError.of(name, f"is not YAML: {str(error).splitlines()[0]}", _PUNCTUATION) from error


def _locate(error: yaml.MarkedYAMLError, body: str, above: int) -> tuple[int, str]:
    """Return the line of the file where what is broken begins, 0 where it is not known, and what is wrong there.

    The reader notices an open quote at the next quote, and an open bracket at the next thing that cannot stand in it.
    """
    problem, context = str(error.problem or error.context), error.context_mark
    mark = error.problem_mark or context
    if mark is None:
        return 0, problem
    noticed = f"{problem} in line {above + mark.line + 1}"
    quote = _find_long_quote(body, mark.line)
    if quote is not None:
        return above + quote + 1, f"a quote that opens here does not close in its line ({noticed})"
    if context and context.line != mark.line and _OPENED.search(error.context or ""):
        return above + context.line + 1, f"a bracket that opens here is not closed ({noticed})"
    return above + mark.line + 1, problem


def _find_long_quote(body: str, last: int) -> int | None:
    """Return the line, from 0, of a quote that opens above this line and closes there or never."""
    found = None
    try:
        for token in yaml.scan(body, Loader=_Loader):
            if token.start_mark.line > last:
                break
            start, end = token.start_mark.line, token.end_mark.line
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and start < end == last:
                found = start
    except yaml.MarkedYAMLError as error:
        if error.context_mark and "quoted scalar" in (error.context or ""):
            found = error.context_mark.line
    return found


class _Builder:
    """Builds a :class:`Tree` from YAML events, refusing what a case file never needs."""

    def __init__(self, name: str, *, skipped: int, above: int) -> None:
        self.name, self.skipped, self.above = name, skipped, above
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self.spans: dict[Path, tuple[int, int]] = {}
        self.in_flow: set[Path] = set()
        self.repeated: set[str] = set()

    def build(self, events: Iterator[Any]) -> Tree:
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, (), "holds more than one YAML document", "keep one case a file")
                value = self._node(next(events), events, ())
        return Tree(value, self.lines, self.faults, self.spans, self.in_flow, repeated=self.repeated)

    def _line(self, event: Any) -> int:  # noqa: ANN401 - PyYAML ships no types
        return int(event.start_mark.line) + 1 + self.above

    def _refuse(self, event: Any, path: Path, problem: str, remedy: str) -> None:  # noqa: ANN401 - PyYAML ships no types
        raise InputError.of(self.name, problem, remedy, line=self._line(event), field=field_name(path[:MAX_DEPTH]))

    def _refuse_extras(self, event: Any, path: Path) -> None:  # noqa: ANN401 - PyYAML ships no types
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(event, path, "uses a YAML anchor or alias (& or *)", "write the value out, in quotes if it begins with & or *")
        if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            self._refuse(event, path, f"uses the YAML tag {quote_value(event.tag)}", "write the plain value, in quotes if it begins with !")

    def _node(self, event: Any, events: Iterator[Any], path: Path) -> Any:  # noqa: ANN401 - any YAML value
        self.lines.setdefault(path, self._line(event))
        self._refuse_extras(event, path)
        if len(path) > MAX_DEPTH:
            self._refuse(event, path[:1], *_TOO_DEEP)
        if isinstance(event, yaml.MappingStartEvent):
            if event.flow_style:
                self.in_flow.add(path)
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path, [])
        self.spans[path] = (event.start_mark.index + self.skipped, event.end_mark.index + self.skipped)
        return event.value if event.style else _parse_plain(event.value)

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._refuse_extras(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, path, "has a key that is not a plain word", "use a field name; put a text with { or [ in quotes")
            key, line = event.value, self._line(event)
            here = (*path, key)
            if key in found:
                problem = f"stands twice (first in line {self.lines[here]})"
                self.faults.append(Fault(self.name, line, field_name(here), problem, "keep one of the two"))
                self.repeated.update([key] if not path else [])
                self._read_repeated(next(events), events, here, found[key])
                continue
            self.lines[here] = line
            found[key] = self._node(next(events), events, here)
        return found

    def _read_repeated(self, event: Any, events: Iterator[Any], path: Path, first: object) -> None:  # noqa: ANN401 - PyYAML ships no types
        """Read the value of a key that stands twice: a second list continues the first, so that what refers to it is not blamed."""
        if isinstance(event, yaml.SequenceStartEvent) and isinstance(first, list):
            self._refuse_extras(event, path)
            self._sequence(events, path, first)
        else:
            self._node(event, events, (*path[:-1], f"{path[-1]} (again)"))

    def _sequence(self, events: Iterator[Any], path: Path, found: list[Any]) -> list[Any]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._node(event, events, (*path, len(found))))
        return found


def _parse_plain(text: str) -> Any:  # noqa: ANN401 - any scalar
    """Return the value of an unquoted scalar by the YAML 1.2 core schema, exact decimals for floats."""
    if text in _WORDS:
        return _WORDS[text]
    number = parse_number(text)
    return text if number is None else number


def parse_number(text: str) -> int | Decimal | None:
    """Return the exact number that a text writes in plain digits, None for any other text.

    >>> parse_number("76.90"), parse_number("-3"), parse_number("007"), parse_number("1e4")
    (Decimal('76.90'), -3, None, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text) if "." in text else int(text)
