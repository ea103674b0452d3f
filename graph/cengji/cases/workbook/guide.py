"""The first sheet of a workbook: how to fill it in, and what each sheet is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cengji.cases.workbook.headings import SHEETS
from cengji.cases.workbook.sheets import layout

__all__ = ["GuideRow", "guide_rows"]


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A row of the guide."""

    cells: tuple[str, ...]
    is_heading: bool = False


_HOW: Final = (
    ("一行一个事物；前两行是表头，请保留。", "One row a thing; keep the two rows of headings."),
    ("橙色表头的列必填。", "Columns with an orange heading are required."),
    ("多个值写在同一单元格，每行一个(Alt+Enter)。", "Several values stand in one cell, one a line (Alt+Enter)."),
    ("证据的起、止、摘要与证据逐行对应，由 cengji anchor 填写。", "Start, end and digest match the evidence line by line (cengji anchor)."),
    ("改动证据后，清空它的起、止、摘要。", "After a change of the evidence clear its start, end and digest."),
    ("列表可选的词来自词表；自己的概念写在表“概念”。", "Lists offer the schemes; concepts of your own go to the sheet 概念."),
    ("数字列填数；其余按所印填写，单元格是文本格式。", "Number columns take numbers; all else stands as printed, in text cells."),
    ("不写公式；不合并单元格。", "No formulas, no merged cells."),
    ("名称以 # 开头的表和列是你自己的，不读入。", "Sheets and columns whose name begins with # are yours and not read."),
    ("各表的 # 列成为 YAML 的注释。", "What stands in the column # becomes a comment of the YAML file."),
    (
        "完成后运行 cengji case from-xlsx 文件.xlsx；错误按表和单元格列出。",
        "When done: cengji case from-xlsx FILE.xlsx tells faults by sheet and cell.",
    ),
)


def guide_rows() -> Iterator[GuideRow]:
    """Yield the rows of the guide: how to fill in the workbook, then its sheets."""
    yield GuideRow(("", "", "填写说明", "How to fill in"), is_heading=True)
    for zh, en in _HOW:
        yield GuideRow(("", "", zh, en))
    yield GuideRow(("表 · sheet", "section", "内容", "what a row is"), is_heading=True)
    for sheet in layout():
        name, zh, en = SHEETS[sheet.section]
        yield GuideRow((name, sheet.section, zh, en))
