"""The view: a dataset as one interactive HTML page that needs no server and no network."""

from graph.view.model import ViewGraph
from graph.view.page import page
from graph.view.part import Part
from graph.view.rows import Rows, read_graph
from graph.view.whole import page_of

__all__ = ["Part", "Rows", "ViewGraph", "page", "page_of", "read_graph"]
