"""The content of a page: what each query gives becomes nodes, links, ladders and tables."""

from __future__ import annotations

import re

import pytest

from cengji.core.queryfile import read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.dataset import Dataset
from cengji.projection import NODE_TYPES
from cengji.view import Content, page_of, read_content
from cengji.view.content import TABLES
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def packaged(dataset: Dataset) -> Content:
    return read_content(dataset, version="1.2.3")


def test_every_query_has_a_complete_header() -> None:
    files = query_files("view")
    assert files
    for path in files:
        assert read_query_file(path, resource_dir("queries")).columns, path


def test_the_page_names_every_rule_that_derives_links_or_tiers() -> None:
    words = (ROOT / "graph/cengji/view/page/script/words-links.js").read_text(encoding="utf-8").partition("RULE_WORDS")[2]
    rules = {one for path in query_files("derive") for one in re.findall(r"/query/derive/([\w-]+)", path.read_text(encoding="utf-8"))}
    assert rules - {"sum-over-parts-2-bounds"} == set(re.findall(r'^  "([\w-]+)": \["', words, re.MULTILINE)), (
        "a sum is a figure of its own"
    )


def test_each_thing_is_there_once(packaged: Content) -> None:
    iris = [node.iri for node in packaged.nodes]
    assert iris == sorted(set(iris))
    assert {node.type for node in packaged.nodes} <= set(NODE_TYPES)


def test_each_case_is_about_the_place_of_its_name(packaged: Content) -> None:
    labels = {node.iri: node.zh for node in packaged.nodes}
    assert len(packaged.cases) >= 5
    for case in packaged.cases:
        assert labels[case.place] == case.zh
        assert case.document in packaged.column("documents", "document")


def test_every_label_is_a_name_and_no_iri(packaged: Content) -> None:
    assert not [node.iri for node in packaged.nodes if not node.zh or ("/" in node.zh and "http" in node.zh)]


def test_ladders_have_their_rungs_in_order(packaged: Content, dataset: Dataset) -> None:
    query = "SELECT ?r WHERE { ?l <https://w3id.org/cengji/ontology#hasRung> ?r }"
    assert {rung.iri for ladder in packaged.ladders for rung in ladder.rungs} == {row[0] for row in dataset.rows(query)}
    own = {node.iri: node.tier for node in packaged.nodes}
    for ladder in packaged.ladders:
        positions = [rung.position for rung in ladder.rungs]
        assert positions == sorted(positions)
        assert all(rung.mappings for rung in ladder.rungs if rung.tier)
        assert all(own[rung.iri] == rung.tier for rung in ladder.rungs)


def test_tiers_stand_in_the_order_of_the_scale(packaged: Content) -> None:
    keys = [tier.iri.rsplit("/", 1)[-1] for tier in packaged.tiers]
    assert keys.index("county") < keys.index("subdistrict") < keys.index("community") < keys.index("grid")


def test_links_have_both_ends_and_named_relations(packaged: Content) -> None:
    known = {node.iri for node in packaged.nodes}
    concepts = {concept.iri for concept in packaged.concepts}
    for edge in packaged.edges:
        assert {edge.source, edge.target} <= known
        assert "/" not in edge.relation or edge.relation in concepts


def test_figures_say_what_they_are_about(packaged: Content) -> None:
    known = {node.iri for node in packaged.nodes}
    assert set(packaged.column("figures", "about")) <= known
    assert all(packaged.column("figures", "written"))


def test_the_page_of_the_packaged_data_names_every_case(dataset: Dataset, packaged: Content) -> None:
    text = page_of(dataset, version="1.2.3")
    assert "1.2.3" in text
    assert all(case.zh in text for case in packaged.cases)


def test_an_empty_dataset_gives_an_empty_content() -> None:
    content = read_content(Dataset(()))
    assert (content.nodes, content.edges, content.concepts) == ((), (), ())
    assert all(not any(content.tables[name].values()) for name in TABLES)
