"""Queries: the library, its parameters and the forms of an answer."""

from graph.query.answer import FORMATS, Table, write_answer
from graph.query.catalogue import Catalogue
from graph.query.run import run

__all__ = ["FORMATS", "Catalogue", "Table", "run", "write_answer"]
