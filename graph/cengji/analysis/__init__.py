"""The analysis: networks of the graph for NetworkX and igraph, and analyses of governance with bounds and evidence."""

from cengji.analysis.actors import compute_brokerage, compute_concentration
from cengji.analysis.diffusion import compute_diffusion, compute_precedence
from cengji.analysis.load import compute_coverage, compute_load
from cengji.analysis.networks import KINDS, build_network
from cengji.analysis.overlap import compute_overlap
from cengji.analysis.records import Analysis, Method, Row, Words
from cengji.analysis.registry import ANALYSES, analyze, find_entry
from cengji.analysis.results import compute_results, compute_statuses
from cengji.analysis.span import compute_span
from cengji.analysis.structure import compute_depth, compute_gaps

__all__ = [
    "ANALYSES", "KINDS", "Analysis", "Method", "Row", "Words", "analyze", "build_network", "compute_brokerage",
    "compute_concentration", "compute_coverage", "compute_depth", "compute_diffusion", "compute_gaps", "compute_load",
    "compute_overlap", "compute_precedence", "compute_results", "compute_span", "compute_statuses", "find_entry",
]  # fmt: skip
