"""Writers of a dataset, by format name."""

from cengji.export.formats import ALIASES, FORMATS, Format, write, write_answer, write_files
from cengji.export.rdf import RDF_WRITERS, ontology_turtle, write_rdf
from cengji.export.sheets import Sheet, answer_sheet, sheets
from cengji.export.subset import part_of_graphs, things_at_place, things_in_case, with_context

__all__ = [
    "ALIASES", "FORMATS", "RDF_WRITERS", "Format", "Sheet", "answer_sheet", "ontology_turtle", "part_of_graphs", "sheets",
    "things_at_place", "things_in_case", "with_context", "write", "write_answer", "write_files", "write_rdf",
]  # fmt: skip
