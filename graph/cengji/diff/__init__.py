"""The difference of two datasets, in statements about things rather than in triples."""

from cengji.diff.compare import compare
from cengji.diff.page import difference_page
from cengji.diff.report import difference_json, difference_text
from cengji.diff.statements import Change, Difference, Effect, Passage, Statement, effect

__all__ = [
    "Change", "Difference", "Effect", "Passage", "Statement", "compare", "difference_json", "difference_page", "difference_text",
    "effect",
]  # fmt: skip
