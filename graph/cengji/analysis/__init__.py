"""The analysis: networks of the graph for NetworkX and igraph, and measures of governance with bounds and evidence."""

from cengji.analysis.networks import KINDS, build_network
from cengji.analysis.records import Analysis, Method, Row, Words
from cengji.analysis.registry import ANALYSES, analyze, find_entry
from cengji.analysis.span import compute_span

__all__ = ["ANALYSES", "KINDS", "Analysis", "Method", "Row", "Words", "analyze", "build_network", "compute_span", "find_entry"]
