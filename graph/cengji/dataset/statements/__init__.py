"""What each section of a case states, as quads of the ontology."""

from cengji.dataset.statements.sink import KIND_OF_SECTION

__all__ = ["KIND_OF_SECTION"]
