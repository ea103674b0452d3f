"""The keys that a part of a case holds, of other entries and of concepts, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from cengji.cases.case import Case
from cengji.cases.parts import FieldRole, Part, roles_of

__all__ = ["HeldKey", "concepts_in", "held_keys", "named_concepts", "references"]


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


def concepts_in(model: type[Part], part: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any YAML value
    """Yield the scheme and the key of every concept that the plain value of a part names; a draft has thousands of such values."""
    if not isinstance(part, dict):
        scheme = roles_of(model)[model.shorthand].scheme if model.shorthand and isinstance(part, str) else None
        if scheme:
            yield scheme.scheme, part
        return
    for name, scheme_name, inner in _fields_with_concepts(model):
        held = part.get(name)
        for one in held if isinstance(held, list) else () if held is None else (held,):
            if inner:
                yield from concepts_in(inner, one)
            elif isinstance(one, str):
                yield scheme_name, one


@cache
def _fields_with_concepts(model: type[Part]) -> tuple[tuple[str, str, type[Part] | None], ...]:
    """Return the fields of a part that hold concepts, each with the scheme, or the model of parts that hold some."""
    return tuple(
        (name, role.scheme.scheme if role.scheme else "", role.model)
        for name, role in roles_of(model).items()
        if role.scheme or (role.model and _fields_with_concepts(role.model))
    )


def named_concepts(value: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return the scheme and the key of every concept that the sections of a case name, by its plain value.

    >>> sorted(named_concepts({"measures": [{"key": "a", "kind": "mechanism", "generic": {"measure": "visits"}}]}))
    [('generic-measure', 'visits'), ('measure-kind', 'mechanism')]
    """
    return set(concepts_in(Case, {name: held for name, held in value.items() if name != "concepts"}))
