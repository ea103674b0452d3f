"""``datapackage.json``: a folder of CSV tables as a Data Package (https://specs.frictionlessdata.io/data-package/)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from cengji.core.texts import Text
from cengji.export.credits import credits_of
from cengji.export.sheets import Column, Sheet

__all__ = ["write_data_package"]

_TYPES: Final = {
    "integer": "integer", "decimal": "number", "double": "number", "boolean": "boolean", "date": "date", "gYear": "year",
    "gYearMonth": "yearmonth",
}  # fmt: skip
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9._-]")


def write_data_package(sheets: Sequence[Sheet], files: Mapping[str, bytes], titles: Mapping[str, Text]) -> bytes:
    """Return the description of CSV files: each a resource with the schema of its table, licence and sources where they are known.

    A cell of several values is a string, its separator in the description. ``titles`` are those of properties by IRI.
    """
    said = credits_of(sheets)
    package: dict[str, Any] = {"profile": "tabular-data-package", "name": "cengji", "title": "层级 Cengji"}
    if said.documents:
        package["description"] = f"{said.note.zh} {said.note.en}"
    if said.licence:
        named = {} if "://" in said.licence else {"name": said.licence.replace(" ", "-")}
        package["licenses"] = [{**named, "path": said.licence_iri, "title": said.licence}]
    if said.documents:
        package["sources"] = [{"title": title} for title in said.documents]
    package["resources"] = [_describe(sheet, files[f"{sheet.name}.csv"], titles) for sheet in sheets]
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _describe(sheet: Sheet, content: bytes, titles: Mapping[str, Text]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": _NOT_IN_NAMES.sub("-", sheet.name.lower()),
        "title": str(titles.get(sheet.about, Text())["zh"] or sheet.name),
        "path": f"{sheet.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {"fields": [_describe_field(column, titles) for column in sheet.columns], "primaryKey": "iri", "missingValues": [""]},
    }


def _describe_field(column: Column, titles: Mapping[str, Text]) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": "string" if column.separator else _TYPES.get(column.kind, "string")}
    if column.kind == "iri" and not column.separator:
        field["format"] = "uri"
    title = titles.get(column.property, Text())
    if title != Text():
        field["title"] = f"{title.zh} {title.en}".strip()
    several = f"several values are separated by {column.separator}" if column.separator else ""
    if meant := "; ".join(part for part in (column.meaning.zh, column.meaning.en, several) if part):
        field["description"] = meant
    if column.property:
        field["rdfType"] = column.property
    if column.name == "iri":
        field["constraints"] = {"required": True, "unique": True}
    return field
