"""What comes with a statement: one made while another is open is named there or names it, and the concepts that it names are declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from cengji.cases.parts import roles_of
from cengji.cases.shorthand import holds_many
from cengji.curate.actions import Address, Value, add, entry_at, mend
from cengji.curate.article import Article
from cengji.curate.forms import HEAD, SECTIONS, model_of, scheme_of, section_of
from cengji.curate.refusals import RefusalError
from cengji.draft.write import lacking_concepts

__all__ = ["Open", "add_for", "declare_known", "offers"]

_OF_THE_OPEN: Final = ("part_of", "subset_of", "member_of", "parent", "post_in", "involves")
"""The fields in which the new statement names the open one; in all others the open one names the new."""


@dataclass(frozen=True, slots=True)
class Open:
    """The statement that is open, and the field in which one of the two names the other."""

    address: Address
    field: str

    @property
    def is_named(self) -> bool:
        """Whether the new statement names the open one, rather than being named there."""
        return self.field in _OF_THE_OPEN


@cache
def offers(section: str) -> tuple[tuple[str, str], ...]:
    """Return what may be made while a statement of a section is open: the section of the new one, and the field.

    >>> ("bodies", "member_of") in offers("groups"), ("outcomes", "outcomes") in offers("measures")
    (True, True)
    """
    return tuple(
        (other, field)
        for other in SECTIONS
        if other != HEAD and not scheme_of(other)
        for field in dict.fromkeys((*_fields_for(other, section, named=True), *_fields_for(section, other, named=False)))
    )


def _fields_for(section: str, other: str, *, named: bool) -> list[str]:
    """Return the fields of a section in which what another section holds is named: by the new statement, or by the open one.

    Where the open one names the new one it is a field in which nothing else is named.
    """
    return [
        field
        for field, role in roles_of(model_of(section)).items()
        if role.ref
        and (other in role.ref.sections if named else tuple(role.ref.sections) == (other,))
        and (field in _OF_THE_OPEN) is named
        and field != "place"
    ]


def add_for(value: Value, section: str, entry: Mapping[str, Any], opened: Open) -> Value:
    """Return the case with an entry more that names the open one or is named there; it has the place of that.

    :raises RefusalError: if neither of the two names the other in that field.
    """
    if (section, opened.field) not in offers(opened.address[0]):
        raise RefusalError("neither-names")
    old = entry_at(value, opened.address)
    entry = {**entry, **({"place": old["place"]} if "place" in entry and "place" in old else {})}
    if opened.is_named:
        return add(value, section, {**entry, opened.field: _more(section, entry, opened.field, str(old["key"]))})
    named = _more(opened.address[0], old, opened.field, str(entry["key"]))
    return mend(add(value, section, entry), opened.address, {opened.field: named})


def declare_known(article: Article, value: Value, address: Address) -> Value:
    """Return the case with the concepts declared that an entry of it names, the ontology lacks, and other cases at hand declare."""
    if address[0] == HEAD or scheme_of(address[0]):
        return value
    named = {"concepts": value.get("concepts"), address[0]: [entry_at(value, address)]}
    for scheme, concepts in lacking_concepts(named, article.knowledge.declared).items():
        for one in concepts:
            value = add(value, section_of(scheme), one)
    return value


def _more(section: str, entry: Mapping[str, Any], field: str, key: str) -> Any:  # noqa: ANN401 - one key or several
    """Return what a field holds with a key more; a field of one key holds the new one."""
    held = entry.get(field)
    return [*(held if isinstance(held, list) else [held] if held else []), key] if field in holds_many(model_of(section)) else key
