"""The keys that a part of a case holds, of other entries and of concepts, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cengji.cases.case import Case
from cengji.cases.parts import FieldRole, Part, roles_of

__all__ = ["HeldKey", "held_keys", "named_concepts", "references"]


class HeldKey(NamedTuple):
    """A key, what holds it, under which name or at which place, and what it is the key of."""

    holder: Any
    at: Any
    key: str
    role: FieldRole


def held_keys(model: type[Part], part: Any) -> Iterator[HeldKey]:  # noqa: ANN401 - any YAML value
    """Yield every key that the plain value of a part holds, those of the parts within it too."""
    if not isinstance(part, dict):
        if model.shorthand and isinstance(part, str) and _holds_keys(role := roles_of(model)[model.shorthand]):
            yield HeldKey(None, None, part, role)
        return
    roles = roles_of(model)
    for name, held in part.items():
        role = roles.get(name, FieldRole())
        for holder, at, one in _places(part, name, held) if role != FieldRole() else ():
            if isinstance(one, str) and _holds_keys(role):
                yield HeldKey(holder, at, one, role)
            elif role.model:
                for inner in held_keys(role.model, one):
                    yield inner._replace(holder=holder, at=at) if inner.holder is None else inner


def _holds_keys(role: FieldRole) -> bool:
    return role.ref is not None or role.scheme is not None


def _places(part: dict[str, Any], name: str, held: Any) -> list[tuple[Any, Any, Any]]:  # noqa: ANN401 - any YAML value
    """Return what holds each value of a field, under which name or at which place, and the value."""
    return [(held, place, one) for place, one in enumerate(held)] if isinstance(held, list) else [(part, name, held)]


def references(model: type[Part], part: Any) -> Iterator[tuple[Any, Any, str]]:  # noqa: ANN401 - any YAML value
    """Yield what holds each reference of a part to an entry, under which name or at which place, and the key referred to."""
    return ((one.holder, one.at, one.key) for one in held_keys(model, part) if one.role.ref)


def named_concepts(value: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return the scheme and the key of every concept that the sections of a case name, by its plain value.

    >>> sorted(named_concepts({"measures": [{"key": "a", "kind": "mechanism", "generic": {"measure": "visits"}}]}))
    [('generic-measure', 'visits'), ('measure-kind', 'mechanism')]
    """
    sections = {name: held for name, held in value.items() if name != "concepts"}
    return {(one.role.scheme.scheme, one.key) for one in held_keys(Case, sections) if one.role.scheme}
