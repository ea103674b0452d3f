"""Cases → quads: what each section of a case says, as statements of the ontology."""

from cengji.dataset.statements.sink import KIND_OF_SECTION
from cengji.dataset.statements.writer import case_quads

__all__ = ["KIND_OF_SECTION", "case_quads"]
