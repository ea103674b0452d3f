"""Queries: the library, its parameters and the forms of an answer."""

from graph.query.answer import FORMATS, Table, write_answer
from graph.query.catalogue import Catalogue
from graph.query.guard import check_text
from graph.query.run import run
from graph.query.worker import Limits, run_bounded

__all__ = ["FORMATS", "Catalogue", "Limits", "Table", "check_text", "run", "run_bounded", "write_answer"]
