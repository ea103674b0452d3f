"""Words that cannot be: texts that are blank or hold characters that print nothing, names of persons, and names given twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel

from cengji.cases.hierarchy import Found
from cengji.cases.parts import Labelled, roles_of
from cengji.cases.tree import Path
from cengji.text.characters import GLYPHS, UNPRINTED, is_blank
from cengji.text.persons import find_person, is_person, name_in

if TYPE_CHECKING:
    from cengji.cases.loader import LoadedCase

__all__ = ["check_wording"]

_NO_TEXT = frozenset({"case", "key", "sha256", "code"})
_NAMES = ("label", "aliases")
_GLYPHS = str.maketrans(GLYPHS)
_OF_NO_PERSON = frozenset({"places"})  # 吴江 is also a name of people


def check_wording(loaded: LoadedCase, names: frozenset[str]) -> Iterator[Found]:
    """Yield texts that nobody can read, what looks like a person, and other names that are none.

    :param names: of kinds and places, which are no names of persons.
    """
    for path, text in _texts(loaded.case, ()):
        if is_blank(text) or UNPRINTED.search(text):
            problem = f"{text.encode('unicode_escape').decode()} is blank or holds characters that print nothing"
            yield "error", "invisible-text", path, problem, "write it as it is printed"
        elif (plain := text.translate(_GLYPHS)) != text:
            problem = f"{text} holds radicals, as a PDF's text does, by which nobody finds it"
            yield "warning", "radicals-for-characters", path, problem, f"write {plain}"
        elif person := _person(path, text, names):
            problem = f"{person} looks like a person; the graph holds posts and bodies, no persons"
            yield "warning", "looks-like-a-person", path, problem, "name the post or the body instead"
    for at, item in loaded.case.placed_items():
        if isinstance(item, Labelled):
            names_before = [item.label.zh, *item.aliases]
            for place, alias in enumerate(item.aliases):
                if alias in names_before[: place + 1]:
                    yield "warning", "alias-repeats", (*at, "aliases", place), f"is {alias}, a name given before", "take it out"


def _texts(part: BaseModel, at: Path) -> Iterator[tuple[Path, str]]:
    """Yield every text of a part of a case with its path; keys, dates and digests are none."""
    roles = roles_of(type(part))
    for name, held in part:
        if name in _NO_TEXT or roles[name].ref or roles[name].scheme:
            continue
        path = (*at, name)
        for place, one in _each(held, path):
            if isinstance(one, str):
                yield place, one
            elif isinstance(one, BaseModel):
                yield from _texts(one, place)


def _each(held: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(held, list):
        yield from (((*path, place), one) for place, one in enumerate(held))
    elif isinstance(held, dict):
        yield from (found for name, one in held.items() for found in _each(one, (*path, name)))
    else:
        yield path, held


def _person(path: Path, text: str, names: frozenset[str]) -> str | None:
    """Return the person that a text seems to name; a whole label may be one, in a longer text a title or the like must tell it."""
    is_label = path[0] not in _OF_NO_PERSON and any(name in path for name in _NAMES)
    person = text if is_label and is_person(text) else find_person(text)
    name = name_in(person) if person else None
    return None if name and any(name in known for known in names) else person
