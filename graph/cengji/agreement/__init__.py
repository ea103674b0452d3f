"""Agreement of two curations of one document: what both state, how far they agree on it, what is to settle."""

from cengji.agreement.compare import Comparison, compare_curations, match_curations
from cengji.agreement.report import agreement_csv, agreement_json, agreement_text
from cengji.agreement.results import Agreement, Attribute, Difference, Kind, Link, Whereabouts

__all__ = [
    "Agreement", "Attribute", "Comparison", "Difference", "Kind", "Link", "Whereabouts", "agreement_csv", "agreement_json",
    "agreement_text", "compare_curations", "match_curations",
]  # fmt: skip
