"""Workbooks: a case as an XLSX file for curators, and back."""

from cengji.cases.workbook.reader import WorkbookCase, read_workbook
from cengji.cases.workbook.writer import Labels, write_workbook

__all__ = ["Labels", "WorkbookCase", "read_workbook", "write_workbook"]
