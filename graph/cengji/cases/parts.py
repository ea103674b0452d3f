"""What the sections of a case are built of: texts, evidence, items; and what each of their fields holds.

Two kinds of annotation carry meaning for the loader, the JSON Schema and the dataset alike:
:class:`~cengji.cases.field_types.RefTo` (the value is the key of another item of this case) and
:class:`~cengji.cases.field_types.InScheme` (the value is the key of a concept of a scheme of the ontology,
or of the case's own ``concepts:``). :func:`roles_of` reads them off a part.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from cengji.cases.field_types import Digest, InScheme, Key, Line, OneOrMany, Printed, RefTo

__all__ = [
    "Actor", "Actors", "Anything", "Evidence", "Evidences", "FieldRole", "FigureRef", "Figures", "Groups", "Item", "Labelled",
    "MeasureRef", "Measures", "Organization", "Part", "PlaceRef", "StatusKey", "Text", "check_location", "roles_of",
]  # fmt: skip


class Part(BaseModel):
    """The settings all parts share: strict types, no unknown keys, immutable.

    A part with a ``shorthand`` may be written as a plain string, the value of that field.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    shorthand: ClassVar[str | None] = None

    @model_validator(mode="before")
    @classmethod
    def _expand_shorthand(cls, value: object) -> object:
        return {cls.shorthand: value} if cls.shorthand and isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Allow the shorthand beside the mapping."""
        schema = handler(core)
        return {"anyOf": [{"type": "string"}, schema]} if cls.shorthand else schema


class Text(Part):
    """A text in Chinese, as printed where it comes from the document, and in English if given."""

    shorthand = "zh"
    zh: Line
    en: Line | None = None


class Evidence(Part):
    """Where a document says it: the printed expression and, once anchored, raw offsets and digest.

    ``start`` and ``end`` count Unicode code points of the raw text, end exclusive; ``sha256`` is of
    the UTF-8 bytes of that raw slice. A span longer than 24 characters has offsets and no text.
    ``occurrence`` says which one is meant where the document prints the expression several times.
    """

    shorthand = "text"
    text: Printed | None = None
    occurrence: Annotated[int, Field(ge=1)] | None = None
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=1)] | None = None
    sha256: Digest | None = None

    @model_validator(mode="after")
    def _is_located(self) -> Evidence:
        if self.text is None and self.start is None:
            raise ValueError("is empty", "give the printed expression, or start, end and sha256")
        check_location(self.start, self.end, self.sha256)
        return self


def check_location(start: int | None, end: int | None, sha256: str | None) -> None:
    """Refuse a place in a document that is said by halves or ends before it starts.

    :raises ValueError: with what is wrong with it, and the remedy.
    """
    offsets = (start, end, sha256)
    if any(part is not None for part in offsets) and None in offsets:
        raise ValueError("is anchored by halves", "give start, end and sha256 together")
    if start is not None and end is not None and end <= start:
        raise ValueError("ends before it starts", "end must be greater than start")


Evidences = Annotated[list[Evidence], OneOrMany()]

Organization = Annotated[str, RefTo(("bodies", "groups"))]
Actor = Annotated[str, RefTo(("bodies", "groups", "person_groups"))]
PlaceRef = Annotated[str, RefTo(("places",))]
FigureRef = Annotated[str, RefTo(("figures",))]
MeasureRef = Annotated[str, RefTo(("measures",))]
Measures = Annotated[list[MeasureRef], OneOrMany()]
Anything = Annotated[str, RefTo(("places", "bodies", "groups", "person_groups", "measures", "events", "posts", "policies"))]
Actors = Annotated[list[Actor], OneOrMany()]
Organizations = Annotated[list[Organization], OneOrMany()]
Groups = Annotated[list[Annotated[str, RefTo(("groups",))]], OneOrMany()]
Figures = Annotated[list[FigureRef], OneOrMany()]
StatusKey = Annotated[str, InScheme("status")]


class Item(Part):
    """What every keyed thing of a case has: a key, evidence, a status and an optional note.

    A ``proposed`` item is a guess: it names the rule that found it, and nobody has accepted it yet.
    """

    key: Key
    proposed: Key | None = None
    status: StatusKey = "stated"
    evidence: Evidences = []
    note: Text | None = None


class Labelled(Item):
    """An item with a label, and other printed names for it."""

    label: Text
    aliases: Annotated[list[Line], OneOrMany()] = []


@dataclass(frozen=True, slots=True)
class FieldRole:
    """What a field holds besides plain values: references, scheme keys or nested parts."""

    ref: RefTo | None = None
    scheme: InScheme | None = None
    model: type[Part] | None = None


@cache
def roles_of(model: type[Part]) -> dict[str, FieldRole]:
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
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return FieldRole(model=annotation)
    return FieldRole()
