"""The projection: the graph as things and links with their tiers and parents, one answer for page, networks and pictures."""

from cengji.projection.columns import read_words
from cengji.projection.convert import COLOURS, to_networkx, to_pyvis
from cengji.projection.hierarchy import find_children, find_homes, find_parents, lend_tiers
from cengji.projection.read import Reader, project, read_concepts
from cengji.projection.records import NODE_TYPES, Case, Concept, Edge, Ladder, Mapping, Node, Projection, Rung
from cengji.projection.things import read_numbers

__all__ = [
    "COLOURS", "NODE_TYPES", "Case", "Concept", "Edge", "Ladder", "Mapping", "Node", "Projection", "Reader", "Rung",
    "find_children", "find_homes", "find_parents", "lend_tiers", "project", "read_concepts", "read_numbers", "read_words",
    "to_networkx", "to_pyvis",
]  # fmt: skip
