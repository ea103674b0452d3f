"""What hangs on an entry of a case: which others name it, how they do without it, and which cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from cengji.cases.held_keys import references
from cengji.cases.parts import Part
from cengji.curate.actions import Address, Value, entry_at
from cengji.curate.forms import HEAD, SECTIONS, held_in, model_of, scheme_of

__all__ = ["cut", "refers_to", "without"]


def refers_to(model: type[Part], entry: object) -> list[str]:
    """Return the keys of the entries that one refers to, each once, in reading order; none of what is no entry."""
    return list(dict.fromkeys(key for _, _, key in references(model, entry))) if isinstance(entry, dict) else []


def cut(model: type[Part], entry: Value, key: str, *, parts: bool = False) -> list[str]:
    """Take a key out of an entry wherever that can do without it; return the fields that cannot.

    :param parts: whether a part of a list that names the key, such as a rung of a ladder, is taken out too.
    """
    needed = []
    for name in [name for name in entry if any(_found(model, {name: entry[name]}, key))]:
        held = entry[name]
        left = [one for one in held if one != key and not (parts and _names(model, name, one, key))] if isinstance(held, list) else []
        if any(_found(model, {name: left}, key)) or (not left and model.model_fields[name].is_required()):
            needed.append(name)
        elif left:
            entry[name] = left
        else:
            del entry[name]
    return needed


def without(value: Value, addresses: Iterable[Address]) -> tuple[Value, list[Address]]:
    """Return the case in which nothing names some entries any more, and all that are to go.

    With them goes each proposal that says nothing without them, and so on. What is accepted stays, also where it cannot do without:
    there the fault stands beside the field.
    """
    changed, gone = deepcopy(value), list(dict.fromkeys(addresses))
    for address in gone:  # which grows
        entry = entry_at(changed, address)
        key = entry.get("key") if isinstance(entry, dict) and not scheme_of(address[0]) else None
        for other, one in _entries(changed) if isinstance(key, str) else ():
            proposed = "proposed" in one
            if other not in gone and cut(model_of(other[0]), one, str(key), parts=proposed) and proposed:
                gone.append(other)
    return changed, gone


def _entries(value: Value) -> Iterator[tuple[Address, Value]]:
    for section in SECTIONS:
        for index, entry in enumerate(held_in(value, section) if section != HEAD else ()):
            if isinstance(entry, dict):
                yield (section, index), entry


def _names(model: type[Part], field: str, one: Any, key: str) -> bool:  # noqa: ANN401 - any YAML value
    return isinstance(one, dict) and any(_found(model, {field: [one]}, key))


def _found(model: type[Part], part: Value, key: str) -> Iterator[bool]:
    return (True for _, _, one in references(model, part) if one == key)
