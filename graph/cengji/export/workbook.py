"""The tables as a workbook shows them to people: words before IRIs, selectors and checksums where they are used, a cover."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from cengji.core.terms import local_name
from cengji.core.texts import Text
from cengji.export.column_words import FIGURE_WORDS, SHEET_WORDS, WORDS, rank_of
from cengji.export.credits import credits_of
from cengji.export.sheets import Cell, Column, Sheet, cells_of

__all__ = ["SHEET_ROW", "cover_rows", "headings_of", "sheets_for_people", "title_of"]

# Sheets whose rows say something of one other thing only, and the columns of them that are put there.
_FOLDED: Final = {"TextPositionSelector": ("start", "end"), "Checksum": ("checksumValue",)}
_LANGUAGES: Final = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}
SHEET_ROW: Final = "工作表 sheet"
_GUIDE: Final = (
    (
        "读法 how to read",
        "首行为中英文列名，次行为程序所用列名；先文字，后标识。",
        "First row: headings in words. Second row: names for programs. Words first, identifiers last.",
    ),
    (
        "打印 in print",
        "每表一页宽，只印在先的各列；其余在屏幕上。",
        "A sheet prints one page wide: its leading columns. All others are on the screen.",
    ),
)
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31


def sheets_for_people(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the tables with columns of IRIs last and no empty column; what is folded into another has no sheet of its own.

    A selector or checksum that nothing or several things name keeps its sheet, whole.
    """
    folded = {sheet.name: sheet for sheet in sheets if sheet.name in _FOLDED}
    used: set[str] = set()
    shown = []
    for sheet in sheets:
        if sheet.name not in folded:
            for other in folded.values():
                sheet = _fold(sheet, other, used)
            shown.append(sheet)
    left = [sheet for sheet in folded.values() if not used.issuperset(_iris(sheet))]
    return [_words_first(sheet) for sheet in (*shown, *left)]


def title_of(sheet: Sheet, titles: Mapping[str, Text]) -> str:
    """Return the name of a sheet: that of the table, and the Chinese one of its class where both fit."""
    chinese = titles[sheet.about].zh if sheet.about in titles else SHEET_WORDS.get(sheet.name, "")
    both = _NOT_IN_NAMES.sub("", f"{sheet.name} {chinese}".strip())
    return both if len(both) <= _LONGEST_NAME else sheet.name


def headings_of(sheet: Sheet, titles: Mapping[str, Text]) -> list[Text]:
    """Return the heading of each column in Chinese and English; columns of labels bear that of what they label."""
    return [_heading(sheet, column, titles) for column in sheet.columns]


def _heading(sheet: Sheet, column: Column, titles: Mapping[str, Text]) -> Text:
    base, _, end = column.name.rpartition("_")
    language = column.language or (end if end in _LANGUAGES else "")
    name = base if language and end == language else column.name
    properties = {one.name: one.property for one in sheet.columns if one.property}
    iri = column.property or properties.get(name, "")
    known = (FIGURE_WORDS if sheet.name == "figures" else WORDS).get(local_name(iri) if iri else name)
    said = WORDS.get(name) or (titles.get(iri) if iri else None) or known or Text(column.meaning.zh, column.meaning.en or name)
    if language not in _LANGUAGES:
        return said
    return Text(f"{said.zh}（{_LANGUAGES[language].zh}）" if said.zh else "", f"{said.en or name} ({_LANGUAGES[language].en})")


def cover_rows(sheets: Sequence[Sheet], titles: Mapping[str, Text]) -> list[tuple[str, str, str]]:
    """Return the rows of the cover: what the workbook is, its licence, its sources, and each sheet with the number of its rows."""
    said = credits_of(sheets)
    rows = [("层级 Cengji", "地方组织自身方式的知识图谱", "how places organize themselves, as a knowledge graph"), *_GUIDE]
    if said.licence:
        rows.append(("许可 licence", said.licence, said.licence_iri))
    if said.documents:
        rows.append(("说明 note", said.note.zh, said.note.en))
    for sheet in sheets:
        if sheet.name == "SourceDocument":
            titled, published, dated = (cells_of(sheet, name) or [""] * len(sheet.rows) for name in ("title_zh", "publisherName", "issued"))
            rows += [("来源 source", title, " ".join(filter(None, more))) for title, *more in zip(titled, published, dated, strict=True)]
    rows += [(SHEET_ROW, title_of(sheet, titles), f"{len(sheet.rows):,} 行 rows") for sheet in sheets]
    return rows


def _words_first(sheet: Sheet) -> Sheet:
    full = [place for place in range(len(sheet.columns)) if any(row[place] for row in sheet.rows)]
    return _pick(sheet, sorted(full, key=lambda place: _rank(sheet, place)))


def _rank(sheet: Sheet, place: int) -> tuple[bool, tuple[int, int]]:
    """Return where a column comes: words as a person reads them, then IRIs."""
    column = sheet.columns[place]
    if column.kind == "iri":
        return True, (0, 0)
    share = sum(1 for row in sheet.rows if row[place]) / len(sheet.rows)
    return False, rank_of(re.sub("_(zh|en)$", "", column.name), share)


def _pick(sheet: Sheet, order: Sequence[int]) -> Sheet:
    columns = tuple(sheet.columns[place] for place in order)
    return replace(sheet, columns=columns, rows=tuple(tuple(row[place] for place in order) for row in sheet.rows))


def _fold(sheet: Sheet, other: Sheet, used: set[str]) -> Sheet:
    """Put the columns of another table behind the column that names its rows, where each cell names one at most."""
    rows = dict(zip(_iris(other), other.rows, strict=True))
    for place, column in enumerate(sheet.columns):
        cells = [row[place] for row in sheet.rows]
        if column.kind != "iri" or place == 0 or column.separator or not any(cell and cell[0] in rows for cell in cells):
            continue
        used.update(cell[0] for cell in cells if cell)
        places = [at for at, one in enumerate(other.columns) if one.name in _FOLDED[other.name]]
        taken = {one.name for one in sheet.columns}
        more = [replace(other.columns[at], name=_free(other.columns[at], column, taken)) for at in places]
        added = [tuple(_cell(rows, cell, at) for at in places) for cell in cells]
        columns = (*sheet.columns[: place + 1], *more, *sheet.columns[place + 1 :])
        joined = tuple((*row[: place + 1], *new, *row[place + 1 :]) for row, new in zip(sheet.rows, added, strict=True))
        return replace(sheet, columns=columns, rows=joined)
    return sheet


def _free(column: Column, by: Column, taken: set[str]) -> str:
    return f"{by.name}_{column.name}" if column.name in taken else column.name


def _cell(rows: Mapping[str, tuple[Cell, ...]], cell: Cell, at: int) -> Cell:
    return rows[cell[0]][at] if cell and cell[0] in rows else ()


def _iris(sheet: Sheet) -> list[str]:
    return [row[0][0] for row in sheet.rows]
