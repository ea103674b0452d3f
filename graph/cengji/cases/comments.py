"""The comments of a case file, each with the entry above which it stands or in which it is written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from cengji.cases.tree import Path, Tree

__all__ = ["comment_lines", "comments_of"]

# A comment; ``#:`` begins the help of a new case (``blank_case.py``), which nobody need keep.
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#(:?)[ \t]?(.*)$")
# What ends a line of YAML 1.1, whose parser counts the lines.
_BREAK: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_NO_LISTS: Final = {("case",), ("title",), ("document",)}


def comments_of(text: str, tree: Tree) -> dict[Path, list[str]]:
    """Return the lines of comment of a case file by the path of their entry: ``()`` for what is no entry's.

    A comment on lines of its own belongs to the entry that begins below it, any other to the entry around it.

    :param tree: what :func:`~cengji.cases.tree.read_tree` gives for the text.
    """
    lines = _without_values(text, tree)
    entries = sorted((line, path) for path, line in tree.lines.items() if _is_entry(path))
    starts = [line for line, _ in entries]
    headings = {line for path, line in tree.lines.items() if _is_heading(path)}
    found: dict[Path, list[str]] = {}
    above: list[str] = []
    for number, line in enumerate(lines, start=1):
        comment = _COMMENT.search(line)
        content = _COMMENT.sub("", line).strip()
        mine = [comment[2].rstrip()] if comment and not comment[1] else []
        if comment and not content:
            above += mine
            continue
        if content and (above or mine):
            place = bisect_left(starts, number) if number in headings else bisect_right(starts, number) - 1
            found.setdefault(entries[place][1] if 0 <= place < len(entries) else (), []).extend(above + mine)
            above = []
    if above:
        found.setdefault(entries[-1][1] if entries else (), []).extend(above)
    return found


def comment_lines(text: str, tree: Tree) -> dict[int, tuple[int, str]]:
    """Return the comments of a case file by the number of their line, from 0: the column of the # and all from there on."""
    lines = _mask_values(text, tree).split("\n")
    found = ((number, _COMMENT.search(line)) for number, line in enumerate(lines))
    return {number: (match.start(), match[0].rstrip()) for number, match in found if match}


def _is_entry(path: Path) -> bool:
    """Return whether a path leads to an entry of a section, a concept or a rung."""
    return bool(path) and isinstance(path[-1], int) and (len(path) == 2 or path[0] == "concepts" or path[-2] == "rungs")


def _is_heading(path: Path) -> bool:
    """Return whether a path leads to a list of such entries: what stands above it belongs to the first."""
    return bool(path) and path not in _NO_LISTS and (len(path) == 1 or (len(path) == 2 and path[0] == "concepts") or path[-1] == "rungs")


def _without_values(text: str, tree: Tree) -> list[str]:
    """Return the lines of the text with every value blanked out: a # that is left begins a comment."""
    return _BREAK.split(_mask_values(text, tree))


def _mask_values(text: str, tree: Tree) -> str:
    characters = list(text)
    for start, end in tree.spans.values():
        characters[start:end] = [one if _BREAK.fullmatch(one) else "x" for one in characters[start:end]]
    return "".join(characters)
