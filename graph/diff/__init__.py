"""The difference of two datasets, told in statements about things rather than in triples."""

from graph.diff.compare import compare
from graph.diff.effects import Effect, effect
from graph.diff.model import Change, Difference, Passage, Statement, Text
from graph.diff.page import difference_page
from graph.diff.words import difference_json, difference_text

__all__ = [
    "Change", "Difference", "Effect", "Passage", "Statement", "Text", "compare", "difference_json", "difference_page", "difference_text",
    "effect",
]  # fmt: skip
