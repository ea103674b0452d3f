"""The view: a dataset as one interactive HTML page that needs no server and no network."""

from cengji.view.asking import Asking, read_terms
from cengji.view.content import Content, read_content
from cengji.view.page import page, page_content, page_of
from cengji.view.part import Part

__all__ = ["Asking", "Content", "Part", "page", "page_content", "page_of", "read_content", "read_terms"]
