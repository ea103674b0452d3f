"""The container of an XLSX workbook, looked over before any of it is believed: sizes, entities, macros, merged cells.

A workbook is a ZIP archive of XML files, and both can be made to unfold into gigabytes. What is read
is bounded first, by the sizes that the archive declares (the reader takes no byte more) and by the
number of tags.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import ParseError, fromstring, iterparse

from cengji.core.errors import InputError

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "SheetForm", "find_broken_sheets", "inspect_sheet", "open_package", "parse_address"]

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_UNPACKED: Final = 64 * 1024 * 1024
MAX_PARTS: Final = 1000
_OF_EXPORT: Final = "cover 封面".encode()  # a sheet of every workbook of an export
_HEAD: Final = 2**20
MAX_TAGS: Final = 1_000_000
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
_SAVE_AS: Final = "save it as an Excel workbook (.xlsx) without a password"
# XML of workbooks has no declarations of its own and is UTF-8: in UTF-16 every second byte of a tag would be zero.
_ENTITY: Final = re.compile(rb"<!(DOCTYPE|ENTITY)|\x00")
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WORKBOOK: Final = "xl/workbook.xml"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class SheetForm:
    """What a sheet shows of its form: merged areas, the number of hidden rows, the first cell out of bounds or row out of order."""

    merged: tuple[str, ...]
    hidden: int
    stray: str


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """Open a workbook if it is one and stays within bounds.

    :raises InputError: if it is no XLSX workbook, is too large when unpacked, or holds macros, links to other files or XML entities.
    """
    if len(data) > MAX_BYTES:
        raise InputError.of(name, f"is larger than {MAX_BYTES:,} bytes", "take out pictures, or split the case into several")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError.of(name, "is not an XLSX workbook", _SAVE_AS) from error
    names = {part.filename for part in parts}
    if _WORKBOOK not in names:
        raise InputError.of(name, "is not an XLSX workbook", _SAVE_AS)
    if any(part.endswith("vbaProject.bin") for part in names):
        raise InputError.of(name, "holds macros", "save it as .xlsx, which has none")
    if any(part.startswith("xl/externalLinks/") for part in names):
        raise InputError.of(name, "refers to other workbooks", "break the links (in Excel: Data, Edit Links) and write the values")
    _refuse_export(archive, name)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        problem = f"unpacks to more than {MAX_PARTS:,} parts or {MAX_UNPACKED:,} bytes"
        raise InputError.of(name, problem, "copy the cells into a fresh workbook")
    _look_through(archive, name)
    return archive


def _refuse_export(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a workbook of an export before its size is, which may be what a case never has."""
    try:
        with archive.open(_WORKBOOK) as source:
            head = source.read(_HEAD)
    except Exception:  # it is damaged: what reads the parts one by one says where
        return
    if _OF_EXPORT in head:
        remedy = "`cengji import FILE -o GRAPH.ttl` reads its bodies; the workbook of a case comes from `cengji case to-xlsx`"
        raise InputError.of(name, "is a workbook of `cengji export xlsx`, not of a case", remedy)


def _look_through(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse XML that declares entities, or has more tags than a case can need."""
    tags = 0
    for part in archive.infolist():
        if not part.filename.endswith((".xml", ".rels", ".vml")):
            continue
        try:
            content = archive.read(part)
        except Exception as error:  # a damaged archive fails in many ways: CRC, deflate, encryption, method
            raise InputError.of(name, f"is damaged in {part.filename}: {type(error).__name__}", _SAVE_AS) from error
        if _ENTITY.search(content):
            raise InputError.of(name, f"declares XML entities in {part.filename}, or is not UTF-8", "copy the cells into a fresh workbook")
        tags += content.count(b"<")
        if tags > MAX_TAGS:
            raise InputError.of(name, f"holds more than {MAX_TAGS:,} XML tags", "copy the cells into a fresh workbook")


def find_broken_sheets(archive: zipfile.ZipFile) -> list[str]:
    """Return the titles of the sheets whose parts are no XML, in their order; none if the list of the sheets is broken too."""
    try:
        targets = {
            link.get("Id"): link.get("Target", "")
            for link in fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
        }
        sheets = {sheet.get("name", ""): targets[sheet.get(_LINK)] for sheet in fromstring(archive.read(_WORKBOOK)).iter(f"{_MAIN}sheet")}  # noqa: S314
    except (ParseError, KeyError):
        return []
    return [title for title, target in sheets.items() if not _is_xml(archive, posixpath.join("/xl", target).lstrip("/"))]


def _is_xml(archive: zipfile.ZipFile, part: str) -> bool:
    try:
        with archive.open(part) as source:
            for _, element in iterparse(source):  # noqa: S314 - `open_package` refuses entities first
                element.clear()
    except (ParseError, KeyError):
        return False
    return True


def inspect_sheet(archive: zipfile.ZipFile, part: str) -> SheetForm:
    """Look a sheet over, by the name of its part of the archive.

    :raises xml.etree.ElementTree.ParseError: if it is not XML.
    """
    merged: list[str] = []
    hidden, stray, last = 0, "", 0
    with archive.open(part) as source:
        for _, element in iterparse(source):  # noqa: S314 - `open_package` refuses entities first
            tag = element.tag.removeprefix(_MAIN)
            if tag == "c" and len(element) and "r" in element.attrib:
                row, column = parse_address(element.attrib["r"])
                stray = stray or (element.attrib["r"] if row > MAX_ROWS or column > MAX_COLUMNS else "")
            elif tag == "row" and any(len(cell) for cell in element):
                number = element.get("r", str(last + 1))
                stray = stray or ("" if number.isdecimal() and last < int(number) <= MAX_ROWS else f"row {number}")
                last = int(number) if number.isdecimal() else last
                hidden += element.get("hidden") in ("1", "true")
            if tag == "row":
                element.clear()
            elif tag == "mergeCell":
                merged.append(element.get("ref", ""))
    return SheetForm(tuple(merged), hidden, stray)


def parse_address(address: str) -> tuple[int, int]:
    """Return row and column of a cell's address; one that no spreadsheet has is out of all bounds."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        return MAX_ROWS + 1, MAX_COLUMNS + 1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
