"""The dataset: cases and ontology as quads, derived, checked, asked; each part is imported when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.core.lazy import import_on_use

if TYPE_CHECKING:
    from cengji.dataset.build import build_dataset
    from cengji.dataset.check import Finding, check_dataset
    from cengji.dataset.ontology import Ontology, read_ontology
    from cengji.dataset.proposals import build_with_proposals
    from cengji.dataset.store import Dataset

__all__ = ["Dataset", "Finding", "Ontology", "build_dataset", "build_with_proposals", "check_dataset", "read_ontology"]

__getattr__ = import_on_use(
    __name__,
    {
        "Dataset": "store",
        "Finding": "check",
        "Ontology": "ontology",
        "build_dataset": "build",
        "build_with_proposals": "proposals",
        "check_dataset": "check",
        "read_ontology": "ontology",
    },
)
