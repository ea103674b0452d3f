"""Queries: the library, its parameters and the forms of an answer; each part is imported when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.core.lazy import import_on_use

if TYPE_CHECKING:
    from cengji.query.answers import OWN_LIMITS, Limits
    from cengji.query.catalogue import Catalogue
    from cengji.query.formats import FORMATS, write_answer
    from cengji.query.guard import check_text
    from cengji.query.running import answer
    from cengji.query.table import Table
    from cengji.query.worker import run_bounded

__all__ = ["FORMATS", "OWN_LIMITS", "Catalogue", "Limits", "Table", "answer", "check_text", "run_bounded", "write_answer"]

__getattr__ = import_on_use(
    __name__,
    {
        "FORMATS": "formats",
        "OWN_LIMITS": "answers",
        "Catalogue": "catalogue",
        "Limits": "answers",
        "Table": "table",
        "answer": "running",
        "check_text": "guard",
        "run_bounded": "worker",
        "write_answer": "formats",
    },
)
