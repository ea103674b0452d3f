"""Cases and ontology → dataset: what is stated, what curators add, the schemes, what follows."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph.cases import Case
from graph.dataset.ontology import Ontology
from graph.dataset.statements import case_quads
from graph.dataset.store import Dataset
from graph.namespaces import DERIVED, SCHEMES
from graph.queryfile import read_query_file
from graph.resources import query_files, resource_dir

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
    derived = ox.NamedNode(DERIVED)
    added: dict[str, int] = {}
    for path in query_files("derive"):
        rule = read_query_file(path, resource_dir("queries"))
        new = [t for t in dataset.construct(rule.text) if not _stands(dataset, t)]
        dataset.store.extend(ox.Quad(t.subject, t.predicate, t.object, derived) for t in new)
        added[path.stem] = len(set(new))
    return added


def _stands(dataset: Dataset, triple: ox.Triple) -> bool:
    return any(dataset.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None))
