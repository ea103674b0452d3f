"""One case → its quads, section by section."""

from __future__ import annotations

import pyoxigraph as ox

from cengji.cases.case import Case
from cengji.dataset.ontology import Ontology
from cengji.dataset.statements import document, event, figure, measure, organization, relation
from cengji.dataset.statements.sink import Sink

__all__ = ["case_quads"]


def case_quads(case: Case, ontology: Ontology) -> list[ox.Quad]:
    """Return all that a case says, each quad in the graph it belongs to; the order is that of the file."""
    sink = Sink(case, ontology)
    document.write(sink)
    organization.write(sink)
    measure.write(sink)
    figure.write(sink)
    relation.write(sink)
    event.write(sink)
    return sink.quads
