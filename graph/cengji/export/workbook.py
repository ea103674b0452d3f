"""The tables as a workbook shows them to people: words before IRIs, selectors and checksums where they are used, a cover."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from cengji.core.terms import local_name
from cengji.core.texts import Text
from cengji.export.credits import LICENCE_IRI, credits_of
from cengji.export.sheets import Cell, Column, Sheet

__all__ = ["cover_rows", "headings_of", "sheets_for_people", "title_of"]

# Sheets whose rows say something of one other thing only, and the columns of them that are put there.
_FOLDED: Final = {"TextPositionSelector": ("start", "end"), "Checksum": ("checksumValue",)}
_LANGUAGES: Final = {"zh": "中文", "en": "英文"}
# What terms of other vocabularies are called, by local name.
_USUAL: Final = {
    "prefLabel": "名称", "altLabel": "别名", "note": "说明", "title": "标题", "type": "类", "notation": "代码", "start": "起始字符",
    "end": "末尾字符", "hasSelector": "选择器", "hasSource": "所在文件", "checksum": "校验和", "checksumValue": "校验值",
    "definition": "定义",
    "inScheme": "所属方案", "broader": "上位概念", "hasPart": "组成部分", "numericValue": "数值", "hasUnit": "单位", "postIn": "设于",
    "classification": "类别", "subOrganizationOf": "上级组织", "publisher": "发布者", "issued": "发布日期", "license": "许可",
    "description": "说明", "scopeNote": "适用范围", "example": "示例", "source": "来源",
}  # fmt: skip
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
    chinese = titles[sheet.about].zh if sheet.about in titles else {"figures": "数字一览"}.get(sheet.name, "")
    both = _NOT_IN_NAMES.sub("", f"{sheet.name} {chinese}".strip())
    return both if len(both) <= _LONGEST_NAME else sheet.name


def headings_of(sheet: Sheet, titles: Mapping[str, Text]) -> list[str]:
    """Return the Chinese heading of each column, empty where its property has none; columns of labels bear that of what they label."""
    properties = {column.name: column.property for column in sheet.columns if column.property}
    found = []
    for column in sheet.columns:
        base, _, language = column.name.rpartition("_")
        iri = column.property or (properties.get(base, "") if language in _LANGUAGES else "")
        named = (titles[iri].zh if iri in titles else _USUAL.get(local_name(iri), "") if iri else "") or column.meaning.zh
        language = column.language or (language if iri and not column.property else "")
        found.append(f"{named}（{_LANGUAGES[language]}）" if named and language in _LANGUAGES else named)
    return found


def cover_rows(sheets: Sequence[Sheet], titles: Mapping[str, Text]) -> list[tuple[str, str, str]]:
    """Return the rows of the cover: what the workbook is, its licence, its sources, and each sheet with the number of its rows."""
    said = credits_of(sheets)
    rows = [("层级 Cengji", "", "")]
    if said.licence:
        rows += [("许可 licence", said.licence, LICENCE_IRI), ("说明 note", said.note.zh, said.note.en)]
    rows += [("来源 source", title, "") for title in said.documents]
    rows += [("工作表 sheet", title_of(sheet, titles), f"{len(sheet.rows):,}") for sheet in sheets]
    return rows


def _words_first(sheet: Sheet) -> Sheet:
    full = [place for place in range(len(sheet.columns)) if any(row[place] for row in sheet.rows)]
    order = sorted(full, key=lambda place: sheet.columns[place].kind == "iri")
    return _pick(sheet, order)


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
