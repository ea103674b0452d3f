"""CSV by RFC 4180, as it is or safe for Excel, with its description by CSV on the Web."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from cengji.core.neutralize import neutralize_cell
from cengji.core.texts import Text
from cengji.export.credits import credits_of
from cengji.export.package import write_data_package
from cengji.export.sheets import Column, Sheet

__all__ = ["write_csv", "write_csv_files", "write_csv_for_excel"]

_DATATYPES: Final = {"iri": "anyURI"}
_NOTE: Final = "as reported by the documents named in the table SourceDocument"


def write_csv(sheet: Sheet) -> Iterator[bytes]:
    """Return a table as CSV: UTF-8, lines ended by CR LF, every cell as it is (RFC 4180; SPARQL 1.1 CSV for an answer)."""
    return _encode_rows([tuple(column.name for column in sheet.columns), *sheet.texts])


def write_csv_for_excel(sheet: Sheet) -> Iterator[bytes]:
    """Yield a table as CSV for spreadsheet programs: with a byte order mark, and no cell that they would run."""
    yield b"\xef\xbb\xbf"
    header = tuple(neutralize_cell(column.name) for column in sheet.columns)
    yield from _encode_rows([header, *(tuple(map(neutralize_cell, row)) for row in sheet.texts)])


def write_csv_files(sheets: Sequence[Sheet], titles: Mapping[str, Text], *, excel: bool = False) -> dict[str, bytes]:
    """Return a CSV file a table, and ``csv-metadata.json`` and ``datapackage.json``, which describe them.

    :param titles: those of properties by IRI.
    """
    write = write_csv_for_excel if excel else write_csv
    files = {f"{sheet.name}.csv": b"".join(write(sheet)) for sheet in sheets}
    dialect: dict[str, Any] = {"dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]}}
    said = credits_of(sheets)
    metadata: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        **({"dc:license": {"@id": said.licence_iri}} if said.licence else {}),
        "rdfs:comment": (_NOTE if said.documents else "tables of the data")
        + ("; a cell that a spreadsheet program would run has an apostrophe before it" if excel else ""),
        **dialect,
        "tables": [_describe_table(sheet, titles) for sheet in sheets],
    }
    described = (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()
    return {**files, "csv-metadata.json": described, "datapackage.json": write_data_package(sheets, files, titles)}


def _encode_rows(rows: Sequence[tuple[str, ...]]) -> Iterator[bytes]:
    for start in range(0, len(rows), 1000):
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows[start : start + 1000])
        yield text.getvalue().encode()


def _describe_table(sheet: Sheet, titles: Mapping[str, Text]) -> dict[str, Any]:
    about: dict[str, Any] = {"rdfs:seeAlso": {"@id": sheet.about}} if sheet.about else {}
    return {
        "url": f"{sheet.name}.csv",
        **about,
        "tableSchema": {
            "columns": [_describe_column(column, titles.get(column.property, Text())) for column in sheet.columns],
            "primaryKey": "iri",
            "aboutUrl": "{+iri}",
        },
    }


def _describe_column(column: Column, title: Text) -> dict[str, Any]:
    name = quote(column.name, safe="").replace("-", "%2D")  # a name is a variable of a URI template
    described: dict[str, Any] = {"name": name}
    described["titles"] = {"und": column.name, **({"en": title.en, "zh": title.zh} if title.zh else {})}
    if column.meaning != Text():
        described["dc:description"] = [{"@value": column.meaning[language], "@language": language} for language in ("zh", "en")]
    described["datatype"] = _DATATYPES.get(column.kind, column.kind)
    if column.separator:
        described["separator"] = column.separator
    if column.language:
        described["lang"] = column.language
    if column.property:
        described["propertyUrl"] = column.property
        if column.kind == "iri":
            described["valueUrl"] = f"{{+{name}}}"
    else:
        described["suppressOutput"] = True
    if column.name == "iri":
        described["required"] = True
    return described
