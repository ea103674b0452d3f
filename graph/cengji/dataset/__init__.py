"""The dataset: cases and ontology as quads, derived, checked, asked; each part is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cengji.dataset.build import build_dataset
    from cengji.dataset.check import Finding, check_dataset
    from cengji.dataset.ontology import Ontology, read_ontology
    from cengji.dataset.store import Dataset

__all__ = ["Dataset", "Finding", "Ontology", "build_dataset", "check_dataset", "read_ontology"]

_HOMES = {
    "Dataset": "store",
    "Finding": "check",
    "Ontology": "ontology",
    "build_dataset": "build",
    "check_dataset": "check",
    "read_ontology": "ontology",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what the package gives by that name
    """Import a part on use: asking a kept build needs neither the case model nor SHACL."""
    if name in _HOMES:
        return getattr(import_module(f"cengji.dataset.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
