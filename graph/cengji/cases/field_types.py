"""What the case model is made of: marks that tie a value to a section or a scheme, and plain types.

Both marks mean the same to the loader, the JSON Schema and the dataset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, core_schema

__all__ = [
    "KEY_PATTERN", "LICENCE_PATTERN", "PRINTABLE_PATTERN", "PRINTED_LIMIT",
    "CalendarDate", "Digest", "InScheme", "Key", "Licence", "Line", "Number", "OneOrMany", "Printed", "RefTo",
]  # fmt: skip

KEY_PATTERN = r"^[a-z0-9-]{1,63}$"
PRINTABLE_PATTERN = r"^[^\x00-\x1f\x7f]*$"
LICENCE_PATTERN = r'^(https?://[^\x00-\x20<>"{}|\\^`]+|[A-Za-z0-9][A-Za-z0-9.+-]*)$'
# Longest printed expression, in code points, that may stand in the project.
PRINTED_LIMIT = 24


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a string as the key of an item of the same case in one of these sections."""

    sections: tuple[str, ...]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say in the JSON Schema which sections the key may come from."""
        return {**handler(core), "description": "key of an item in " + ", ".join(self.sections)}


@dataclass(frozen=True, slots=True)
class InScheme:
    """Marks a string as the key of a concept of this scheme."""

    scheme: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Name the scheme in the JSON Schema; :func:`cengji.cases.schema.json_schema` adds its keys."""
        return {**handler(core), "x-scheme": self.scheme}


class OneOrMany:
    """Marks a list that may be written as its single member."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """Wrap a lone value in a list before the list is validated."""
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Allow the member beside the list."""
        many = handler(core)
        return {"anyOf": [many["items"], many]}


def _as_list(value: object) -> object:
    return value if isinstance(value, list) or value is None else [value]


Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]
Printed = Annotated[str, StringConstraints(min_length=1, max_length=PRINTED_LIMIT, pattern=PRINTABLE_PATTERN)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PRINTABLE_PATTERN)]
Number = Annotated[Decimal, BeforeValidator(lambda value: Decimal(value) if type(value) is int else value)]
Licence = Annotated[str, StringConstraints(max_length=200, pattern=LICENCE_PATTERN)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def _check_date(value: object) -> object:
    """Accept ``2020``, ``2020-03`` and ``2020-03-22`` if such a day exists in the calendar."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise ValueError("is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise ValueError("is not a day of the calendar", "write YYYY, YYYY-MM or YYYY-MM-DD") from None
    return value


CalendarDate = Annotated[
    str, BeforeValidator(_check_date), BeforeValidator(lambda v: str(v) if type(v) is int else v)
]  # the last runs first
