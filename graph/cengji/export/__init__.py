"""Writers of a dataset, by format name."""

from cengji.export.formats import ALIASES, FORMATS, Format, tables_of, write, write_answer, write_files
from cengji.export.rdf import RDF_WRITERS, write_ontology, write_rdf
from cengji.export.sheets import Sheet, tabulate, tabulate_answer
from cengji.export.subset import add_context, find_at_place, find_in_case, select_graphs
from cengji.export.words import Choice

__all__ = [
    "ALIASES", "FORMATS", "RDF_WRITERS", "Choice", "Format", "Sheet", "add_context", "find_at_place", "find_in_case", "select_graphs",
    "tables_of", "tabulate", "tabulate_answer", "write", "write_answer", "write_files", "write_ontology", "write_rdf",
]  # fmt: skip
