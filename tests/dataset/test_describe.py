"""What the graph says of itself: each graph with its meaning and whose it is, in both languages, and nothing of when it was built."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from cengji import __version__
from cengji.core.namespaces import DATASET, DESCRIPTION, PREFIXES, QUERY
from cengji.core.resources import case_files, query_files
from cengji.dataset import Dataset

HEAD: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("cj", "dcat", "dcterms", "prov", "void"))


def described(dataset: Dataset, select: str, pattern: str) -> list[tuple[str | None, ...]]:
    """Return what a pattern finds in the graph of the description."""
    return dataset.rows(f"{HEAD} SELECT DISTINCT {select} {{ GRAPH <{DESCRIPTION}> {{ {pattern} }} }}")


def test_every_graph_is_described_in_both_languages(dataset: Dataset) -> None:
    graphs = {graph.value for graph in dataset.store.named_graphs() if isinstance(graph, ox.NamedNode)} - {DESCRIPTION}
    for about in ("dcterms:title", "dcterms:description"):
        rows = described(
            dataset, "?graph ?language", f"<{DATASET}> void:subset ?graph . ?graph {about} ?text BIND(LANG(?text) AS ?language)"
        )
        assert sorted(rows) == sorted((graph, language) for graph in graphs for language in ("zh", "en"))


def test_every_graph_says_whose_it_is(dataset: Dataset) -> None:
    for (graph,) in described(dataset, "?graph", f"<{DATASET}> void:subset ?graph"):
        whose = described(dataset, "?whose", f"<{graph}> prov:wasAttributedTo|prov:wasGeneratedBy|dcterms:source ?whose")
        assert len(whose) == 1, graph


def test_derived_claims_name_rules_that_are_described(dataset: Dataset) -> None:
    rules = set(described(dataset, "?rule", "?derivation prov:used ?rule"))
    assert rules == {(f"{QUERY}derive/{path.stem}",) for path in query_files("derive")}
    named = set(dataset.rows(f"{HEAD} SELECT DISTINCT ?rule {{ ?claim cj:derivedBy ?rule }}"))
    assert named
    assert named <= rules


def test_licence_version_sources_and_number_of_cases_are_said(dataset: Dataset) -> None:
    said = described(dataset, "?licence ?version", f"<{DATASET}> dcterms:license ?licence ; dcat:version ?version")
    assert said == [("https://creativecommons.org/licenses/by/4.0/", __version__)]
    sources = described(dataset, "?document", f"<{DATASET}> dcterms:source ?document")
    assert sorted(sources) == sorted(dataset.rows(f"{HEAD} SELECT ?document {{ ?document a cj:SourceDocument }}"))
    texts = [str(text) for (text,) in described(dataset, "?text", f"<{DATASET}> dcterms:description ?text")]
    assert [str(len(case_files())) in text for text in texts] == [True, True]


def test_description_names_no_time_and_has_no_blank_node(dataset: Dataset) -> None:
    quads = list(dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(DESCRIPTION)))
    assert quads
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        assert isinstance(quad.object, ox.NamedNode) or quad.object.datatype.value.rpartition("#")[2] in ("string", "langString")
