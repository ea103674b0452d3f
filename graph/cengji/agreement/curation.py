"""A curation as it is compared: its statements with their place in the file, their characters and the values of their fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

from cengji.agreement.matching import characters_of, evidence_within, names_of
from cengji.agreement.results import Whereabouts
from cengji.cases.case import HEAD_FIELDS, Case, Concept, Exclusion
from cengji.cases.loader import LoadedCase
from cengji.cases.organization import SameBody
from cengji.cases.parts import Item, Labelled, Part, Text, roles_of
from cengji.cases.tree import Path
from cengji.text.characters import plain_name

__all__ = ["HEAD", "NOT_COMPARED", "WITHOUT_EVIDENCE", "Curation", "Field", "Statement", "kind_of"]

HEAD: Final = "case"
"""The section and kind of the head of a case: its key, its title and what it says of the document."""
WITHOUT_EVIDENCE: Final = (HEAD, "concepts", "same bodies")
"""The kinds that rest on no text."""
NOT_COMPARED: Final = (
    "English", "notes", "reasons", "purposes", "conditions", "definitions of concepts", "labels of ladders and events",
    "quotation marks around names", "order of entries", "comments",
)  # fmt: skip
"""What two curators say in words of their own, or what makes no other graph."""
_OF_THE_ENTRY = frozenset({"key", "proposed", "evidence", "note", "label", "aliases"})
_KINDS = {"bodies": "bodies and groups", "groups": "bodies and groups"}
_NAMED_BY_THE_CURATOR = frozenset({"ladders", "events"})
_PRINTED: Final = frozenset({(HEAD, "title"), ("relations", "label"), ("figures", "counted")})
"""The texts whose Chinese is a value: as the document prints it, and what the case is called."""
_OTHER_THAN_ITEMS: Final = ("same_bodies", "exclusions")


def kind_of(section: str) -> str:
    """Return the kind that the statements of a section are compared as: what one has as a body another may have as a group."""
    return _KINDS.get(section, section.partition(".")[0].replace("_", " "))


class Field(NamedTuple):
    """A field of a statement: its values, where it stands, and what it is: a ``list`` of several, a ``reference`` to other entries."""

    values: tuple[Any, ...]
    path: Path
    is_list: bool
    is_reference: bool


@dataclass(frozen=True)
class Statement:
    """A statement of a curation: an item, a concept, an exclusion, a claim of one body, or the head; ``at`` is where it stands."""

    section: str
    index: int
    at: Path
    item: Part

    @property
    def id(self) -> str:
        """What tells it from all others of the curation: the key of an item, of anything else section and place."""
        return self.item.key if isinstance(self.item, Item) else f"{self.section}/[{self.index}]"

    @property
    def proposed(self) -> str | None:
        """The rule that proposes it, None where it is stated."""
        return getattr(self.item, "proposed", None)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The raw characters of its evidence."""
        return characters_of(self.item)

    @cached_property
    def names(self) -> frozenset[str]:
        """What it is known by: printed names without quotes; events and ladders have none, their labels are the curator's words."""
        if isinstance(self.item, Concept):
            return frozenset({f"{self.section} {self.item.key}", f"{self.section} {self.item.zh}"})
        if isinstance(self.item, SameBody):
            return frozenset({self.item.other})
        if self.section == HEAD:
            return frozenset({HEAD})
        return frozenset() if self.section in _NAMED_BY_THE_CURATOR else names_of(self.item)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """What it says by field, nested ones with a dot; words of the curator (notes, purposes) are no field that two must share."""
        of_sections = {"section": Field((self.section,), self.at, is_list=False, is_reference=False)} if self.section in _KINDS else {}
        return of_sections | dict(_fields(self.item, (), self.at, self.section))

    @cached_property
    def called(self) -> dict[str, Field]:
        """Its label and its aliases as fields, without quotes; none where the label is the curator's."""
        if not isinstance(self.item, Labelled) or self.section in _NAMED_BY_THE_CURATOR:
            return {}
        label, aliases = plain_name(self.item.label.zh), tuple(dict.fromkeys(map(plain_name, self.item.aliases)))
        fields = {"label": Field((label,), (*self.at, "label"), is_list=False, is_reference=False)}
        return fields | ({"aliases": Field(aliases, (*self.at, "aliases"), is_list=True, is_reference=False)} if aliases else {})


def _fields(part: Part, names: tuple[str, ...], at: Path, section: str) -> Iterator[tuple[str, Field]]:
    for name, role in roles_of(type(part)).items():
        held = getattr(part, name)
        here, path = (*names, name), (*at, name)
        if isinstance(held, Text) and (section, ".".join(here)) in _PRINTED:
            yield ".".join(here), Field((held.zh,), path, is_list=False, is_reference=False)
        elif _is_no_field(part, name, held):
            continue
        elif isinstance(held, Part):
            yield from _fields(held, here, path, section)
        elif not (isinstance(held, list) and any(isinstance(one, Part) for one in held)):
            values = tuple(held) if isinstance(held, list) else (held,)
            yield ".".join(here), Field(values, path, isinstance(held, list), role.ref is not None)


def _is_no_field(part: Part, name: str, held: object) -> bool:
    """Return whether a value is left out: it is empty, in words of the curator, or compared in another way."""
    if isinstance(part, Case) and name not in HEAD_FIELDS:
        return True
    of_the_entry = (isinstance(part, Item) and name in _OF_THE_ENTRY) or (isinstance(part, Exclusion) and name == "proposed")
    return of_the_entry or (isinstance(part, Concept) and name == "en") or isinstance(held, Text) or held is None or held == []


def _statements(loaded: LoadedCase) -> Iterator[Statement]:
    case = loaded.case
    yield Statement(HEAD, 0, (), case)
    for scheme, concepts in case.concepts.items():
        for index, one in enumerate(concepts):
            yield Statement(f"concepts.{scheme}", index, ("concepts", scheme, index), one)
    yield from (Statement(section, index, (section, index), item) for (section, index), item in case.placed_items())
    for section in _OTHER_THAN_ITEMS:
        yield from (Statement(section, index, (section, index), one) for index, one in enumerate(getattr(case, section)))


class Curation:
    """The accepted statements of a case file, and by their keys those that it only proposes too."""

    def __init__(self, loaded: LoadedCase) -> None:
        self.loaded = loaded
        everything = list(_statements(loaded))
        self.statements = [one for one in everything if one.proposed is None]
        self._drafts = [one for one in everything if one.proposed is not None]
        self.proposed = len(self._drafts)
        self.unanchored = sum(one.start is None for each in self.statements for one in evidence_within(each.item))
        self._words: dict[int, frozenset[tuple[str, object]]] = {}
        self.by_key = {one.id: one for one in everything}

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
        spans = sorted({(one.start, one.end) for one in evidence_within(item) if one.start is not None and one.end is not None})
        line = self.loaded.tree.line(path or statement.at)
        key = item.key if isinstance(item, (Item, Concept)) else ""
        return Whereabouts(self.loaded.path, line, key, _name_of(item), tuple(spans), statement.section, statement.index)


def _name_of(item: Part) -> str:
    """Return what an entry is called in a list, empty where it has no name."""
    if isinstance(item, Labelled):
        return item.label.zh
    if isinstance(item, SameBody):
        return f"{item.body} = {item.other}"
    if isinstance(item, Exclusion):
        return " · ".join(one.text for one in item.evidence if one.text)
    return item.zh if isinstance(item, Concept) else item.title.zh if isinstance(item, Case) else ""
