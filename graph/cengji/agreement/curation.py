"""A curation as it is compared: its statements with their place in the file, their characters and the values of their fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from cengji.agreement.matching import characters_of, names_of
from cengji.agreement.results import Whereabouts
from cengji.cases.loader import LoadedCase
from cengji.cases.parts import Item, Labelled, Part, Text, roles_of
from cengji.cases.tree import Path

__all__ = ["Curation", "Field", "Statement", "kind_of"]

_OF_THE_ENTRY = frozenset({"key", "proposed", "evidence", "note", "label", "aliases"})
_KINDS = {"bodies": "bodies and groups", "groups": "bodies and groups"}
_NAMED_BY_THE_CURATOR = frozenset({"ladders", "events"})


def kind_of(section: str) -> str:
    """Return the kind that the statements of a section are compared as: what one has as a body another may have as a group."""
    return _KINDS.get(section, section.replace("_", " "))


class Field(NamedTuple):
    """A field of a statement: its values, where it stands, and what it is: a ``list`` of several, a ``reference`` to other entries."""

    values: tuple[Any, ...]
    path: Path
    is_list: bool
    is_reference: bool


@dataclass(frozen=True)
class Statement:
    """A statement of a curation; ``at`` is where its entry stands in the file."""

    section: str
    at: Path
    item: Item

    @cached_property
    def characters(self) -> frozenset[int]:
        """The raw characters of its evidence."""
        return characters_of(self.item)

    @cached_property
    def names(self) -> frozenset[str]:
        """Its printed names without quotes; events and ladders have none, their labels are the curator's words."""
        return frozenset() if self.section in _NAMED_BY_THE_CURATOR else names_of(self.item)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """What it says by field, nested ones with a dot; words of the curator (notes, purposes) are no field that two must share."""
        of_sections = {"section": Field((self.section,), self.at, is_list=False, is_reference=False)} if self.section in _KINDS else {}
        return of_sections | dict(_fields(self.item, (), self.at))


def _fields(part: Part, names: tuple[str, ...], at: Path) -> Iterator[tuple[str, Field]]:
    for name, role in roles_of(type(part)).items():
        held = getattr(part, name)
        here, path = (*names, name), (*at, name)
        if (isinstance(part, Item) and name in _OF_THE_ENTRY) or isinstance(held, Text) or held is None or held == []:
            continue
        if isinstance(held, Part):
            yield from _fields(held, here, path)
        elif not (isinstance(held, list) and any(isinstance(one, Part) for one in held)):
            values = tuple(held) if isinstance(held, list) else (held,)
            yield ".".join(here), Field(values, path, isinstance(held, list), role.ref is not None)


class Curation:
    """The accepted statements of a case file, and by their keys those that it only proposes too."""

    def __init__(self, loaded: LoadedCase) -> None:
        self.loaded = loaded
        everything = [Statement(section, (section, place), item) for (section, place), item in loaded.case.placed_items()]
        self.statements = [one for one in everything if one.item.proposed is None]
        self._drafts = [one for one in everything if one.item.proposed is not None]
        self.proposed = len(self._drafts)
        self._words: dict[int, frozenset[tuple[str, object]]] = {}
        self.by_key = {one.item.key: one for one in everything}

    def of_kind(self, kind: str) -> list[Statement]:
        """Return the statements of a kind, in the order of the file."""
        return [one for one in self.statements if kind_of(one.section) == kind]

    def proposals(self, kind: str) -> list[Statement]:
        """Return what is only proposed of a kind, in the order of the file."""
        return [one for one in self._drafts if kind_of(one.section) == kind]

    def words(self, statement: Statement) -> frozenset[tuple[str, object]]:
        """Return what a statement says that another curator can say alike: values by field, of a reference the names of what it means."""
        if id(statement) not in self._words:
            found: set[tuple[str, object]] = set()
            for name, field in statement.fields.items():
                meant = [self.by_key[key] for key in field.values if key in self.by_key] if field.is_reference else []
                found.update((name, word) for one in meant for word in one.names)
                found.update(() if field.is_reference else ((name, value) for value in field.values))
            self._words[id(statement)] = frozenset(found)
        return self._words[id(statement)]

    def whereabouts(self, statement: Statement, path: Path | None = None) -> Whereabouts:
        """Return where a statement, or a field of it, stands in the file and in the document."""
        item = statement.item
        pieces = [*item.evidence, *(one for rung in getattr(item, "rungs", ()) for one in rung.evidence)]
        spans = sorted({(one.start, one.end) for one in pieces if one.start is not None and one.end is not None})
        line = self.loaded.tree.line(path or statement.at)
        return Whereabouts(self.loaded.path, line, item.key, item.label.zh if isinstance(item, Labelled) else "", tuple(spans))
