"""The analysis: networks of the graph for NetworkX and igraph, chosen for what they can answer."""

from cengji.analysis.networks import KINDS, build_network

__all__ = ["KINDS", "build_network"]
