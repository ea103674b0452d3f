"""What each field of the case model holds, read once from its annotations.

The loader checks references on the plain values with this, so that a wrong type in one place does
not hide an unknown key in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from cengji.cases.field_types import InScheme, RefTo
from cengji.cases.model import Model

__all__ = ["FieldRole", "roles_of"]


@dataclass(frozen=True, slots=True)
class FieldRole:
    """What a field holds besides plain values: references, scheme keys or nested parts."""

    ref: RefTo | None = None
    scheme: InScheme | None = None
    model: type[Model] | None = None


@cache
def roles_of(model: type[Model]) -> dict[str, FieldRole]:
    """Return the role of each field of a part of the case model, by field name."""
    return {name: _role(info.annotation, info.metadata) for name, info in model.model_fields.items()}


def _role(annotation: Any, metadata: Any) -> FieldRole:  # noqa: ANN401 - typing's own objects
    for mark in metadata:
        if isinstance(mark, RefTo):
            return FieldRole(ref=mark)
        if isinstance(mark, InScheme):
            return FieldRole(scheme=mark)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _role(args[0], args[1:])
    if origin in (Union, UnionType, list):
        inner = (_role(arg, ()) for arg in args if arg is not type(None))
        return next((role for role in inner if role != FieldRole()), FieldRole())
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return FieldRole(model=annotation)
    return FieldRole()
