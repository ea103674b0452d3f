"""The view: a dataset as one interactive HTML page that needs no server and no network."""

from cengji.view.model import ViewGraph
from cengji.view.page import page
from cengji.view.part import Part
from cengji.view.rows import Rows, read_graph
from cengji.view.whole import page_of

__all__ = ["Part", "Rows", "ViewGraph", "page", "page_of", "read_graph"]
