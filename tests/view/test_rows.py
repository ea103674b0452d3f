"""Reading a dataset: what each query gives becomes records."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cengji.core.errors import QueryError
from cengji.core.queryfile import read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.dataset import Dataset
from cengji.view import ViewGraph, page_of, read_graph
from cengji.view.model import NODE_TYPES
from cengji.view.rows import Rows


@pytest.fixture(scope="session")
def packaged(dataset: Dataset) -> ViewGraph:
    return read_graph(dataset, version="1.2.3")


def test_every_query_has_a_complete_header() -> None:
    files = query_files("view")
    assert files
    for path in files:
        assert read_query_file(path, resource_dir("queries")).columns, path


def test_each_thing_is_there_once(packaged: ViewGraph) -> None:
    iris = [node.iri for node in packaged.nodes]
    assert iris == sorted(set(iris))
    assert {node.type for node in packaged.nodes} <= set(NODE_TYPES)
    figures = [figure.iri for figure in packaged.figures]
    assert len(figures) == len(set(figures))


def test_each_case_is_about_the_place_of_its_name(packaged: ViewGraph) -> None:
    labels = {node.iri: node.label for node in packaged.nodes}
    assert len(packaged.places) >= 5
    for place in packaged.places:
        assert labels[place.place].zh == place.label.zh
        assert place.document in {document.iri for document in packaged.documents}


def test_every_label_is_a_name_and_no_iri(packaged: ViewGraph) -> None:
    assert not [node.iri for node in packaged.nodes if not node.label.zh or ("/" in node.label.zh and "http" in node.label.zh)]


def test_ladders_have_their_rungs_in_order(packaged: ViewGraph, dataset: Dataset) -> None:
    query = "SELECT ?r WHERE { ?l <https://w3id.org/cengji/ontology#hasRung> ?r }"
    assert {rung.iri for ladder in packaged.ladders for rung in ladder.rungs} == {row[0] for row in dataset.rows(query)}
    for ladder in packaged.ladders:
        positions = [rung.position for rung in ladder.rungs]
        assert positions == sorted(positions)
        assert all(rung.mappings for rung in ladder.rungs if rung.tier)


def test_tiers_stand_in_the_order_of_the_scale(packaged: ViewGraph) -> None:
    keys = [tier.iri.rsplit("/", 1)[-1] for tier in packaged.tiers]
    assert keys.index("county") < keys.index("subdistrict") < keys.index("community") < keys.index("grid")


def test_links_have_both_ends_and_named_relations(packaged: ViewGraph) -> None:
    known = {node.iri for node in packaged.nodes}
    concepts = {concept.iri for concept in packaged.concepts}
    for edge in packaged.edges:
        assert {edge.source, edge.target} <= known
        assert "/" not in edge.relation or edge.relation in concepts


def test_figures_say_what_they_are_about(packaged: ViewGraph) -> None:
    known = {node.iri for node in packaged.nodes}
    assert all(figure.about in known and figure.written for figure in packaged.figures)


def test_the_page_of_the_packaged_data_names_every_case(dataset: Dataset, packaged: ViewGraph) -> None:
    text = page_of(dataset, version="1.2.3")
    assert "1.2.3" in text
    assert all(place.label.zh in text for place in packaged.places)


class Narrow:
    """A dataset whose rows are too short."""

    def rows(self, _sparql: str, /) -> Sequence[tuple[str | None, ...]]:
        """Return one row of one column."""
        return [("https://w3id.org/cengji/x",)]


def test_a_row_of_another_width_is_refused_by_name() -> None:
    narrow: Rows = Narrow()
    with pytest.raises(QueryError, match=r"queries/view/concepts\.rq gives 1 columns"):
        read_graph(narrow)


class Empty:
    """A dataset without anything."""

    def rows(self, _sparql: str, /) -> Sequence[tuple[str | None, ...]]:
        """Return no rows."""
        return []


def test_an_empty_dataset_gives_an_empty_graph() -> None:
    graph = read_graph(Empty())
    assert graph.nodes == ()
    assert graph.concepts == ()
