"""What a draft knows beforehand: the names of the schemes, and what the cases at hand call things of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from cengji.cases.case import Case
from cengji.cases.parts import Item, Labelled
from cengji.core.memory import without_collector
from cengji.text.characters import plain_name

__all__ = ["Concept", "Knowledge"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme: its Chinese names, the key of a broader one, the usual tier of a kind of body, its English label."""

    names: tuple[str, ...]
    broader: str | None = None
    tier: str | None = None
    english: str | None = None


@dataclass(frozen=True)
class Knowledge:
    """The concepts by scheme and key, and the cases from which names and usage are learnt.

    The same schemes and cases give the same draft; leaving a case out leaves out all that was learnt from it.
    """

    schemes: Mapping[str, Mapping[str, Concept]]
    cases: tuple[Case, ...] = ()
    _kinds: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _above: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _learnt: dict[Callable[[Knowledge], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def learn(self, lesson: Callable[[Knowledge], T]) -> T:
        """Return what a function makes of all that is known; it is asked once, for all drafts."""
        if lesson not in self._learnt:
            self._learnt[lesson] = without_collector(lesson)(self)
        found: T = self._learnt[lesson]
        return found

    def names(self, scheme: str) -> dict[str, str]:
        """Return the key of a concept by each of its names, brackets and quotes taken out."""
        if scheme not in self._kinds:
            found: dict[str, str] = {}
            for key, concept in self.schemes.get(scheme, {}).items():
                for name in concept.names:
                    for form in _forms(name):
                        found.setdefault(form, key)
            self._kinds[scheme] = found
        return self._kinds[scheme]

    def knows(self, scheme: str, key: str) -> bool:
        """Return whether a scheme has this key."""
        return key in self.schemes.get(scheme, {})

    def is_below(self, scheme: str, key: str | None, ancestor: str) -> bool:
        """Return whether a concept is another one or narrower."""
        return key is not None and ancestor in self.with_broader(scheme, key)

    def with_broader(self, scheme: str, key: str) -> frozenset[str]:
        """Return the keys of a concept and of the broader ones."""
        if (scheme, key) not in self._above:
            self._above[scheme, key] = self._find_broader(scheme, key)
        return self._above[scheme, key]

    def _find_broader(self, scheme: str, key: str) -> frozenset[str]:
        concepts = self.schemes.get(scheme, {})
        seen: set[str] = set()
        at: str | None = key
        while at and at not in seen:
            seen.add(at)
            at = concepts[at].broader if at in concepts else None
        return frozenset(seen)

    def labelled(self, *sections: str) -> Iterator[tuple[str, Labelled, Case]]:
        """Yield each name of the labelled things of some sections of the cases, with the thing and its case."""
        for case in self.cases:
            for section, item in case.items():
                if section in sections and isinstance(item, Labelled):
                    for name in (item.label.zh, *item.aliases):
                        yield plain_name(name), item, case

    @cached_property
    def places(self) -> dict[str, dict[str, str]]:
        """The label of each place that has a code in the cases, by code: what several cases say of a place is to be the same."""
        held = (place for case in self.cases for place in case.places if place.code)
        return {place.code: place.label.model_dump(exclude_none=True) for place in held if place.code}

    @cached_property
    def declared(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The concepts that the cases declare, as case files write them, by scheme and key."""
        return {
            (scheme, concept.key): concept.model_dump(exclude_none=True, exclude_defaults=True)
            for case in self.cases
            for scheme, concepts in case.concepts.items()
            for concept in concepts
        }

    def items(self, section: str) -> Iterator[Item]:
        """Yield the things of a section of the cases."""
        for case in self.cases:
            yield from (item for name, item in case.items() if name == section)


def most_common(found: Iterable[str]) -> str | None:
    """Return what occurs most, of equals what comes first in the alphabet."""
    counted = Counter(found)
    return min(counted, key=lambda one: (-counted[one], one)) if counted else None


def _forms(name: str) -> Iterator[str]:
    """Yield a name of a scheme as it may be printed: without quotes, with and without what stands in brackets."""
    name = plain_name(name).replace("（", "(").replace("）", ")")
    yield name
    if "(" in name and name.endswith(")"):
        outside, _, inside = name[:-1].partition("(")
        yield outside
        yield inside
