"""The dataset: cases and ontology as quads, derived, checked, asked."""

from graph.dataset.build import build_dataset
from graph.dataset.check import Finding, check_dataset
from graph.dataset.ontology import Ontology, read_ontology
from graph.dataset.store import Dataset

__all__ = ["Dataset", "Finding", "Ontology", "build_dataset", "check_dataset", "read_ontology"]
