"""The shorthands of case files, written out in full and taken back: a text for a mapping, a lone value for a list."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, get_origin, get_type_hints

from cengji.cases.case import Case, Concept
from cengji.cases.parts import Item, Part, roles_of

__all__ = ["compact", "expand", "expand_case", "field_order", "holds_many", "is_flat"]

_FIRST: Final = ("key", "label", "aliases")
_LAST: Final = ("status", "evidence", "note", "proposed")


@cache
def holds_many(model: type[Part]) -> frozenset[str]:
    """Return the fields of a part that hold lists."""
    return frozenset(name for name, hint in get_type_hints(model).items() if get_origin(hint) is list)


@cache
def field_order(model: type[Part]) -> tuple[str, ...]:
    """Return the fields of a part as a person reads them: name first, evidence, note and rule last, lists of large parts at the very end.

    >>> from cengji.cases.organization import Post
    >>> field_order(Post)
    ('key', 'label', 'aliases', 'post_in', 'status', 'evidence', 'note', 'proposed')
    """
    names = list(model.model_fields)
    if issubclass(model, Item):
        own = [name for name in names if name not in (*_FIRST, *_LAST)]
        names = [*(name for name in _FIRST if name in names), *own, *_LAST]
    roles = roles_of(model)
    large = [name for name in names if name in holds_many(model) and (part := roles[name].model) and not is_flat(part)]
    return (*(name for name in names if name not in large), *large)


def is_flat(model: type[Part]) -> bool:
    """Return whether a part holds nothing but single plain values."""
    return not holds_many(model) and all(role.model is None for role in roles_of(model).values())


def expand_case(value: dict[str, Any]) -> dict[str, Any]:
    """Return the plain value of a case file with every shorthand written out and what is empty left out."""
    full: dict[str, Any] = expand(Case, {name: held for name, held in value.items() if name != "concepts"})
    concepts = {scheme: [expand(Concept, one) for one in entries] for scheme, entries in (value.get("concepts") or {}).items() if entries}
    return full | {"concepts": concepts} if concepts else full


def expand(model: type[Part], value: Any) -> Any:  # noqa: ANN401 - plain YAML values
    """Return the plain value of a part with every shorthand written out.

    >>> from cengji.cases.organization import Post
    >>> expand(Post, {"key": "head", "label": "组长", "evidence": "组长", "note": None})
    {'key': 'head', 'label': {'zh': '组长'}, 'evidence': [{'text': '组长'}]}
    """
    if model.shorthand and isinstance(value, str):
        return {model.shorthand: value}
    roles, full = roles_of(model), dict[str, Any]()
    for name, held in value.items():
        if held is None or held == []:
            continue
        part = roles[name].model
        if name in holds_many(model):
            full[name] = [expand(part, one) if part else one for one in (held if isinstance(held, list) else [held])]
        else:
            full[name] = expand(part, held) if part else held
    return full


def compact(model: type[Part], value: dict[str, Any]) -> Any:  # noqa: ANN401 - plain YAML values
    """Return the plain value of a part as a curator would write it: shorthands taken, fields in reading order.

    >>> from cengji.cases.organization import Post
    >>> compact(Post, {"evidence": [{"text": "组长"}], "label": {"zh": "组长"}, "key": "head"})
    {'key': 'head', 'label': '组长', 'evidence': '组长'}
    """
    if model.shorthand and set(value) == {model.shorthand}:
        return value[model.shorthand]
    roles, short = roles_of(model), dict[str, Any]()
    for name in field_order(model):
        if name not in value:
            continue
        held, part = value[name], roles[name].model
        if part and name in holds_many(model):
            parts = [compact(part, one) for one in held]
            short[name] = parts[0] if len(parts) == 1 and is_flat(part) else parts
        else:
            short[name] = compact(part, held) if part else held
    return short
