"""The difference of two datasets, told in statements about things rather than in triples."""

from cengji.diff.compare import compare
from cengji.diff.effects import Effect, effect
from cengji.diff.model import Change, Difference, Passage, Statement, Text
from cengji.diff.page import difference_page
from cengji.diff.words import difference_json, difference_text

__all__ = [
    "Change", "Difference", "Effect", "Passage", "Statement", "Text", "compare", "difference_json", "difference_page", "difference_text",
    "effect",
]  # fmt: skip
