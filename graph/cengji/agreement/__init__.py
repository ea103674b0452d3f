"""Agreement of two curations of one document: what both state, how far they agree on it, what is to settle."""

from cengji.agreement.compare import Comparison, compare_curations, match_curations
from cengji.agreement.report import Report, agreement_csv, agreement_json, agreement_markdown, report_agreement
from cengji.agreement.results import Agreement, Attribute, Difference, Kind, Link, Whereabouts

__all__ = [
    "Agreement", "Attribute", "Comparison", "Difference", "Kind", "Link", "Report", "Whereabouts", "agreement_csv",
    "agreement_json", "agreement_markdown", "compare_curations", "match_curations", "report_agreement",
]  # fmt: skip
