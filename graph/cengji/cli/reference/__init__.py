"""The reference pages, generated from the ontology, the query files and the commands themselves."""

from cengji.cli.reference.pages import reference_pages

__all__ = ["reference_pages"]
