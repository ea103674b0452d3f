"""Workbooks: a case as an XLSX file for curators, and back; each part is imported when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.core.lazy import import_on_use

if TYPE_CHECKING:
    from cengji.cases.workbook.reader import WorkbookCase, read_workbook
    from cengji.cases.workbook.writer import Labels, write_workbook

__all__ = ["Labels", "WorkbookCase", "read_workbook", "write_workbook"]

__getattr__ = import_on_use(__name__, {"Labels": "writer", "WorkbookCase": "reader", "read_workbook": "reader", "write_workbook": "writer"})
