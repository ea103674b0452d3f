"""Writers of a dataset, by format name."""

from graph.export.rdf import RDF_WRITERS, ontology_turtle, write_rdf

__all__ = ["RDF_WRITERS", "ontology_turtle", "write_rdf"]
