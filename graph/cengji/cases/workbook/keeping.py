"""What a case file holds that a workbook made of it need not: anchors of the same evidence, and comments; a new file keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from cengji.cases.tree import Path

__all__ = ["Kept", "keep"]

_ANCHOR: Final = ("start", "end", "sha256")


@dataclass(frozen=True, slots=True)
class Kept:
    """The value and the comments of a case, how many anchors and remarks were kept from its file, and its entries that went."""

    value: dict[str, Any]
    comments: dict[Path, list[str]]
    anchors: int
    remarks: int
    gone: tuple[str, ...]


def keep(
    value: Mapping[str, Any], comments: Mapping[Path, Sequence[str]], old: Mapping[str, Any], old_comments: Mapping[Path, Sequence[str]]
) -> Kept:
    """Return a case with what the file that it replaces knows of the same entries: the anchors of the same expressions, and comments.

    Both values have their shorthands written out. What the new one says itself stays.
    """
    kept, filled = deepcopy(dict(value)), 0
    known = {name: one for name, one in _evidence(old, ()) if one.keys() >= {*_ANCHOR}}
    for name, one in _evidence(kept, ()):
        if not one.keys() & {*_ANCHOR} and name in known:
            one.update({part: known[name][part] for part in _ANCHOR})
            filled += 1
    said = {path: list(lines) for path, lines in comments.items()}
    places = {_named(value, path): path for path in _entries(value)}
    remarks = 0
    for path, lines in old_comments.items():
        place = places.get(_named(old, path), ())
        new = [line for line in lines if line not in said.get(place, [])]
        remarks += len(new)
        if new:
            said.setdefault(place, [])[:0] = new
    gone = ["/".join(name) for path in _entries(old) if len(path) == 2 and (name := _named(old, path)) not in places]
    return Kept(kept, said, filled, remarks, tuple(sorted(gone)))


def _evidence(value: Any, name: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:  # noqa: ANN401 - plain YAML values
    """Yield each piece of evidence that has a text, by the names of what it stands in, its text and which occurrence of it is meant."""
    if isinstance(value, dict):
        for field, held in value.items():
            if field == "evidence" and isinstance(held, list):
                yield from (((*name, str(one["text"]), str(one.get("occurrence", ""))), one) for one in held if "text" in one)
            else:
                yield from _evidence(held, (*name, field))
    elif isinstance(value, list):
        for one in value:
            yield from _evidence(one, (*name, _name_of(one)))


def _entries(value: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the path of each entry of a list, at any depth."""
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting:
        path, one = waiting.pop()
        if isinstance(one, dict):
            waiting += [((*path, name), held) for name, held in one.items()]
        elif isinstance(one, list):
            yield from ((*path, place) for place in range(len(one)))
            waiting += [((*path, place), held) for place, held in enumerate(one)]


def _named(value: Any, path: Path) -> tuple[str, ...]:  # noqa: ANN401 - plain YAML values
    """Return a path with the names of the entries that it leads through instead of their places."""
    names: list[str] = []
    for step in path:
        value = value.get(step) if isinstance(value, dict) else value[step] if isinstance(value, list) and isinstance(step, int) else None
        names.append(step if isinstance(step, str) else _name_of(value))
    return tuple(names)


def _name_of(entry: object) -> str:
    """Return what tells an entry of a list: its key, the body on its rung, else all that it says beside its anchors."""
    if not isinstance(entry, dict):
        return str(entry)
    if name := entry.get("key") or entry.get("body"):
        return str(name)
    evidence = entry.get("evidence")
    return str([one.get("text") for one in evidence if isinstance(one, dict)] if isinstance(evidence, list) else sorted(entry))
