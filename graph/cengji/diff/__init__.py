"""The difference of two datasets, told in statements about things rather than in triples."""

from cengji.diff.compare import compare
from cengji.diff.effects import Effect, effect
from cengji.diff.page import difference_page
from cengji.diff.report import difference_json, difference_text
from cengji.diff.statements import Change, Difference, Passage, Statement

__all__ = [
    "Change", "Difference", "Effect", "Passage", "Statement", "compare", "difference_json", "difference_page", "difference_text",
    "effect",
]  # fmt: skip
