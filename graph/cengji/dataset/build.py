"""Cases and ontology → dataset: what is stated, what curators add, the schemes, what follows."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from cengji.cases import Case
from cengji.core.namespaces import DERIVED, SCHEMES
from cengji.core.resources import query_files
from cengji.dataset.describe import describe
from cengji.dataset.ontology import Ontology
from cengji.dataset.statements import document, event, figure, measure, organization, relation
from cengji.dataset.statements.sink import Sink
from cengji.dataset.store import Dataset

__all__ = ["build_dataset", "case_quads", "derive"]


def build_dataset(cases: Iterable[Case], ontology: Ontology, *, proposed: bool = False) -> Dataset:
    """Build the dataset of these cases: graphs of cases, curation, places, schemes and derived triples, and their description.

    :param proposed: take in what is only proposed, to check it; such a dataset is not for use.
    """
    schemes = ox.NamedNode(SCHEMES)
    quads = [ox.Quad(t.subject, t.predicate, t.object, schemes) for t in ontology.schemes]
    for case in cases:
        kept = case if proposed else case.accepted()
        if kept.places:  # nobody has accepted anything of a case without its place
            quads += case_quads(kept, ontology)
    dataset = Dataset(quads, distinct=True)
    derive(dataset)
    describe(dataset)
    return dataset


def case_quads(case: Case, ontology: Ontology) -> list[ox.Quad]:
    """Return all that a case states, each quad in the graph it belongs to, in the order of the file."""
    sink = Sink(case, ontology)
    for section in (document, organization, measure, figure, relation, event):
        section.write(sink)
    return sink.quads


def derive(dataset: Dataset) -> dict[str, int]:
    """Add what the rules in ``queries/derive`` construct; return the number of new triples by rule.

    Rules run once, in the order of their names, each over the result of those before it. What
    stands in another graph already is not added again.
    """
    return {path.stem: dataset.apply_rule(path.read_text(encoding="utf-8"), DERIVED) for path in query_files("derive")}
