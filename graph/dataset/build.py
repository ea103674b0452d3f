"""Cases and ontology → dataset: what is stated, what curators add, the schemes, what follows."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph.cases import Case
from graph.dataset.ontology import Ontology
from graph.dataset.rules import apply_rule
from graph.dataset.statements import case_quads
from graph.dataset.store import Dataset
from graph.namespaces import DERIVED, SCHEMES
from graph.resources import query_files

__all__ = ["build_dataset", "derive"]


def build_dataset(cases: Iterable[Case], ontology: Ontology) -> Dataset:
    """Build the dataset of these cases: graphs of cases, curation, places, schemes and derived triples."""
    schemes = ox.NamedNode(SCHEMES)
    quads = [ox.Quad(t.subject, t.predicate, t.object, schemes) for t in ontology.schemes]
    for case in cases:
        quads += case_quads(case, ontology)
    dataset = Dataset(quads)
    derive(dataset)
    return dataset


def derive(dataset: Dataset) -> dict[str, int]:
    """Add what the rules in ``queries/derive`` construct; give the number of new triples by rule.

    Rules run once, in the order of their names, each over the result of those before it. What
    stands in another graph already is not added again.
    """
    return {path.stem: apply_rule(dataset, path, DERIVED) for path in query_files("derive")}
