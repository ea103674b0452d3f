"""Reads what can be read of a case file whose YAML is broken: section by section, so that one fault does not hide the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cengji.cases.case import Case
from cengji.cases.parts import roles_of
from cengji.cases.tree import Tree, read_tree
from cengji.core.errors import Fault, InputError

__all__ = ["EMPTY", "read_case_tree", "read_sections"]

_HEAD: Final = re.compile(r"^([a-z_]+)[ \t]*:(?=[ \t\r]|$)", re.MULTILINE)
# More sections than a case can have, so that a hostile file is read once only.
_MOST_SECTIONS: Final = 100

EMPTY: Final = ("is empty", "begin a case with `cengji draft` or `cengji case new`")
"""What is said of a file without any value: of no bytes, a byte order mark, blanks and comments alone."""


def read_case_tree(text: str, name: str) -> Tree:
    """Return what :func:`~cengji.cases.tree.read_tree` gives for the text of a case file, of which something is to be changed.

    :raises InputError: as that does, and if the text is empty, or holds no key of a case.
    """
    tree = read_tree(text.encode(), name)
    if tree.value is None:
        raise InputError([tree.fault(name, (), *EMPTY)])
    if not isinstance(tree.value, dict) or not tree.value.keys() & roles_of(Case).keys():
        raise InputError([tree.fault(name, (), "is no case file: it has no key of one, such as case or document", "name a case file")])
    return tree


def read_sections(data: bytes, name: str) -> Tree:
    """Return what :func:`~cengji.cases.tree.read_tree` gives; of a file that it refuses, the sections that are YAML by themselves.

    ``faults`` then holds the fault of each other section, named as the tree's ``unread``.

    :raises InputError: if the file is no text, or no section of it can be told to be broken.
    """
    try:
        return read_tree(data, name)
    except InputError as error:
        tree = _read_apart(data, name)
        if tree is None:
            raise
        if not tree.unread:
            tree.faults.extend(error.faults)
        return tree


def _read_apart(data: bytes, name: str) -> Tree | None:
    """Return the sections that can be read, None where the file does not fall into sections of a case."""
    try:
        parts = list(_split(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return None
    if not parts or len(parts) > _MOST_SECTIONS:
        return None
    whole = Tree({}, {(): 1})
    unread: set[str] = set()
    for section, above, text in parts:
        try:
            tree = read_tree(text.encode(), name, above=above)
        except InputError as error:
            unread.add(section)
            whole.faults.extend(_say_unread(fault, section) for fault in error.faults)
            continue
        whole.faults.extend(tree.faults)
        for key, value in tree.value.items():
            if key in whole.value:
                problem = f"stands twice (first in line {whole.lines[key,]})"
                whole.faults.append(Fault(name, tree.lines[key,], key, problem, "keep one of the two"))
                unread.add(key)
                continue
            whole.value[key] = value
            whole.lines.update({path: line for path, line in tree.lines.items() if path[:1] == (key,)})
    return replace(whole, unread=frozenset(unread))


def _split(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield each section of the case model: its name, how many lines stand above it, its text."""
    heads = [found for found in _HEAD.finditer(text) if found[1] in roles_of(Case)]
    above, last = 0, 0
    ends = [*(head.start() for head in heads), len(text)][1:]
    for head, end in zip(heads, ends, strict=True):
        start = head.start()
        above += text.count("\n", last, start)
        last = start
        yield head[1], above, text[start:end]


def _say_unread(fault: Fault, section: str) -> Fault:
    return replace(
        fault, field=fault.field or section, problem=f"{fault.problem}; the section {section} and what refers to it were not looked at"
    )
