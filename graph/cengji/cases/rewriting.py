"""A changed value written into the text of a case file: only what differs is edited, no comment is lost, all else stays to the byte.

The text is edited where the YAML reader says that the parts stand, then read again: what does not then say exactly the new
value is refused, so that no way of writing YAML can be spoilt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from cengji.cases.comments import comment_lines
from cengji.cases.tree import Tree, read_tree
from cengji.cases.writer import write_entry, write_field, write_flow
from cengji.core.errors import InputError

__all__ = ["Edit", "apply_edits", "rewrite"]

# The start and end of what is replaced, in code points, and what stands there instead.
Edit = tuple[int, int, str]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NEWLINE: Final = re.compile(r"\r?\n")


def rewrite(text: str, tree: Tree, value: Mapping[str, Any], name: str) -> list[Edit]:
    """Return the edits, in reading order, after which the text of a case file says this value.

    Comments stay: one that stood on a line that goes stands on a line of its own.

    >>> text = "places:\\n  - key: a # here\\n    proposed: given\\n"
    >>> apply_edits(text, rewrite(text, read_tree(text.encode(), "x"), {"places": [{"key": "a", "note": "x"}]}, "x"))
    'places:\\n  - key: a # here\\n    note: x\\n'

    :param tree: what :func:`~cengji.cases.tree.read_tree` gives for the text.
    :param name: what to call the file in faults.
    :raises InputError: if what would have to change is written in a way that cannot be edited in place.
    """
    edits = sorted(_Rewriter(text, tree).edits(value), key=lambda edit: edit[:2])
    if _value_of(apply_edits(text, edits)) != value:
        problem, remedy = "is written there in a way that cannot be edited in place", "change it in the file with an editor"
        raise InputError.of(name, problem, remedy, line=text.count("\n", 0, edits[0][0]) + 1 if edits else 0)
    return edits


def _value_of(text: str) -> Any:  # noqa: ANN401 - any YAML value
    try:
        return read_tree(text.encode(), "").value
    except InputError:
        return None


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits made, which are in reading order and do not overlap.

    >>> apply_edits("abcd", [(0, 1, "A"), (2, 2, "-"), (2, 2, "+")])
    'Ab-+cd'
    """
    pieces, at = [], 0
    for start, end, written in edits:
        pieces += [text[at:start], written]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True)
class _Field:
    """A name of a mapping and its value, as nodes of the reader."""

    key: Any
    value: Any


class _Rewriter:
    """Compares the nodes of a text with a new value, and notes where the text has to change."""

    def __init__(self, text: str, tree: Tree) -> None:
        self._body = text.removeprefix("\ufeff")
        self._skipped = len(text) - len(self._body)
        self._value = tree.value
        self._comments = comment_lines(text, tree)
        self._end = "\r\n" if "\r\n" in text else "\n"

    def edits(self, value: Mapping[str, Any]) -> Iterator[Edit]:
        """Yield the edits of the whole text, in no order."""
        root = yaml.compose(self._body, Loader=_Loader)
        if root is not None:
            for start, end, written in self._compare(root, self._value, value):
                yield start + self._skipped, end + self._skipped, _NEWLINE.sub(self._end, written)

    def _compare(self, node: Any, old: Any, new: Any) -> Iterator[Edit]:  # noqa: ANN401 - any YAML value
        if old == new and type(old) is type(new):
            return
        if isinstance(node, yaml.MappingNode) and isinstance(old, dict) and isinstance(new, Mapping):
            yield from self._mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and isinstance(old, list) and isinstance(new, list) and old and new:
            yield from self._sequence(node, old, new)
        else:
            yield from self._replace(node, new)

    # Mappings

    def _mapping(self, node: Any, old: dict[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:  # noqa: ANN401 - PyYAML ships no types
        fields: dict[str, _Field] = {}
        for key, held in node.value:
            fields.setdefault(key.value, _Field(key, held))
        gone = [name for name in fields if name not in new]
        left = [name for name in fields if name in new]
        if not left:  # nothing stays that the rest could stand beside
            yield from self._replace(node, new)
            return
        if node.flow_style:
            spans = [(one.key.start_mark.index, self._last(one.value)) for one in fields.values()]
            yield from _out_of_braces(spans, [place for place, name in enumerate(fields) if name in gone])
        else:
            for name in gone:
                yield from self._block_removal(fields, name, gone)
        last = left[0]
        for name, value in new.items():
            if name in fields:
                last = name
                yield from self._field(node, fields[name], old[name], value)
            else:
                yield self._addition(node, fields[last], name, value)

    def _field(self, node: Any, field: _Field, old: Any, new: Any) -> Iterator[Edit]:  # noqa: ANN401 - any YAML value
        """Compare a field; a list of entries that was empty is written below its name."""
        below = list(write_field(field.key.value, new, indent=field.key.start_mark.column))[1:] if not node.flow_style and not old else []
        if not below:
            yield from self._compare(field.value, old, new)
            return
        colon = self._body.index(":", field.key.end_mark.index) + 1
        yield colon, max(colon, self._last(field.value)), ""
        at = self._line_end(max(colon, self._last(field.value)))
        yield at, at, "".join(f"\n{line}" for line in below)

    def _addition(self, node: Any, after: _Field, name: str, value: Any) -> Edit:  # noqa: ANN401 - any YAML value
        end = self._last(after.value)
        if node.flow_style:
            return end, end, f", {name}: {write_flow(value)}"
        at = self._line_end(end)
        lines = list(write_field(name, value, indent=after.key.start_mark.column))
        gap = "\n" if after.key.start_mark.column == 0 and lines[1:] else ""
        return at, at, gap + "".join(f"\n{line}" for line in lines)

    def _block_removal(self, fields: Mapping[str, _Field], name: str, gone: Sequence[str]) -> Iterator[Edit]:
        field = fields[name]
        start, end = field.key.start_mark.index, self._last(field.value)
        line = self._line_start(start)
        if not self._body[line:start].strip():
            yield self._cut(line, end)
            return
        following = next(one for other, one in fields.items() if other not in gone)  # takes its place behind the dash
        until = following.key.start_mark.index
        kept = self._comments_within(line, self._line_start(until) - 1)
        yield line, line, kept
        yield start, until, ""

    # Lists

    def _sequence(self, node: Any, old: list[Any], new: list[Any]) -> Iterator[Edit]:  # noqa: ANN401 - PyYAML ships no types
        pairs, gone, added = _align(old, new)
        spans = [(one.start_mark.index, self._last(one)) for one in node.value]
        if not pairs and len(gone) == len(old):
            yield from self._replace(node, new)
            return
        for here, there in pairs:
            yield from self._compare(node.value[here], old[here], new[there])
        if node.flow_style:
            yield from _out_of_braces(spans, gone)
        else:
            yield from (self._cut(self._line_start(spans[here][0]), spans[here][1]) for here in gone)
        for there, after in added:
            yield self._insertion(node, spans, after, new[there])

    def _insertion(self, node: Any, spans: Sequence[tuple[int, int]], after: int, value: Any) -> Edit:  # noqa: ANN401 - any YAML value
        """Return the edit that puts a value behind the entry at this position, -1 for in front of all."""
        if node.flow_style:
            at = spans[after][1] if after >= 0 else spans[0][0]
            return at, at, f", {write_flow(value)}" if after >= 0 else f"{write_flow(value)}, "
        first = self._line_start(spans[0][0])
        indent = len(self._body[first : self._body.index("-", first)])
        lines = list(write_entry(value, indent=indent)) if isinstance(value, Mapping) else [f"{' ' * indent}- {write_flow(value)}"]
        if after < 0:
            return first, first, "".join(f"{line}\n" for line in lines)
        at = self._line_end(spans[after][1])
        return at, at, "".join(f"\n{line}" for line in lines)

    # Values as a whole

    def _replace(self, node: Any, new: Any) -> Iterator[Edit]:  # noqa: ANN401 - any YAML value
        start, end = node.start_mark.index, self._last(node)
        written = write_flow(new)
        before = self._body[start - 1 : start]
        if isinstance(node, yaml.ScalarNode) or node.flow_style:
            space = " " if before == ":" else ""
            yield start, end, space + written
            return
        head = self._line_start(start)
        if self._body[head:start].strip():  # behind a dash, or in one line with its name
            yield start, start, written + self._end if "\n" in self._body[start:end] else written
            yield self._cut(start, end) if "\n" in self._body[start:end] else (start, end, "")
            return
        at = self._line_end(head - 1, back=True)
        yield at, at, f" {written}"
        yield self._cut(head, end)

    # Places in the text

    def _last(self, node: Any) -> int:  # noqa: ANN401 - PyYAML ships no types
        """Return where a node ends: a block ends with the last of its parts, not where the next thing begins."""
        if isinstance(node, yaml.ScalarNode):
            end = int(node.end_mark.index)
            while end > node.start_mark.index and self._body[end - 1] in "\r\n":
                end -= 1
            return end
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self._last(last[1] if isinstance(node, yaml.MappingNode) else last)

    def _line_start(self, at: int) -> int:
        return self._body.rfind("\n", 0, at) + 1

    def _line_end(self, at: int, *, back: bool = False) -> int:
        """Return where the line ends that holds a place, before what ends it; with ``back`` before its comment."""
        found = self._body.find("\n", at)
        end = len(self._body) if found < 0 else found
        if end > at and self._body[end - 1] == "\r":
            end -= 1
        if back:
            line = self._line_start(at)
            comment = self._comments.get(self._body.count("\n", 0, at))
            end = line + comment[0] if comment else end
            while end > line and self._body[end - 1] in " \t":
                end -= 1
        return end

    def _cut(self, start: int, end: int) -> Edit:
        """Return the edit that takes whole lines out, their comments kept."""
        found = self._body.find("\n", end)
        stop = len(self._body) if found < 0 else found + 1
        return start, stop, self._comments_within(start, stop - 1)

    def _comments_within(self, start: int, end: int) -> str:
        """Return the comments of the lines from one place to another, each on a line of its own."""
        first, last = self._body.count("\n", 0, start), self._body.count("\n", 0, max(start, end))
        margin = re.match(r"[ ]*", self._body[self._line_start(start) :])
        indent = margin[0] if margin else ""
        return "".join(f"{indent}{self._comments[line][1]}\n" for line in range(first, last + 1) if line in self._comments)


def _out_of_braces(spans: Sequence[tuple[int, int]], gone: Sequence[int]) -> Iterator[Edit]:
    """Yield the edits that take some of several out of brackets or braces, with their commas."""
    kept = [at for at in range(len(spans)) if at not in gone]
    for at in gone:
        if any(one > at for one in kept):
            yield spans[at][0], spans[at + 1][0], ""
        elif at - 1 in kept or at == 0:
            yield (spans[at - 1][1] if at else spans[0][0]), spans[-1][1], ""


def _align(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[tuple[int, int]], list[int], list[tuple[int, int]]]:
    """Return which entries of two lists are the same, which of the old are gone, and which of the new are added behind which old one.

    Entries are the same by their key, others by their value; where as many stand between two that are the same, they pair off.
    """
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    here, there = list(range(head, len(old) - tail)), list(range(head, len(new) - tail))
    pairs = [(at, at) for at in range(head)] + [(len(old) - tail + at, len(new) - tail + at) for at in range(tail)]
    places = {_name_of(old[at]): at for at in reversed(here)}
    same: list[tuple[int, int]] = []
    for at in there:
        place = places.get(_name_of(new[at]), -1)
        if place > (same[-1][0] if same else -1):
            same.append((place, at))
    if not same and len(here) == len(there):
        same = list(zip(here, there, strict=True))
    taken, given = {one for one, _ in same}, {one for _, one in same}
    gone = [at for at in here if at not in taken]
    added = []
    for at in there:
        if at not in given:
            before = [one for one, other in (*pairs[:head], *same) if other < at]
            added.append((at, max(before, default=-1)))
    return [*pairs, *same], gone, added


def _name_of(entry: object) -> str:
    """Return what tells an entry of a list: its key, the body on its rung, or all of it."""
    return str((entry.get("key") or entry.get("body") or entry) if isinstance(entry, Mapping) else entry)
