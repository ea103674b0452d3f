"""Language tags are ranges: the library finds 网格@zh-Hans as it finds 网格@zh, and a thing named in two scripts once."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import cengji
from cengji.core.errors import CengjiWarning
from cengji.core.resources import resource_dir
from cengji.dataset import Dataset
from cengji.query import Catalogue
from tests.dataset.foreign import DEPARTMENT, turtle

LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
# A constant other than "", which asks for none.
EXACT = re.compile(r"""LANG\s*\(\s*[?$]\w+\s*\)\s*(?:!?=\s*|(?:NOT\s+)?IN\s*\(\s*)["']\w""", re.IGNORECASE)
QUERIES = [query.name for query in Catalogue() if not any(parameter.required for parameter in query.parameters)]


def retagged(dataset: Dataset, *tags: str) -> cengji.Graph:
    """Return the data with the first tag for ``zh``, labels with each of them."""
    quads = [
        ox.Quad(quad.subject, quad.predicate, ox.Literal(quad.object.value, language=tag), quad.graph_name)
        if isinstance(quad.object, ox.Literal) and quad.object.language == "zh" and (tag == tags[0] or quad.predicate == LABEL)
        else quad
        for quad in dataset
        for tag in tags
    ]
    return cengji.Graph(Dataset(quads, distinct=True))


def test_every_query_matches_ranges(dataset: Dataset) -> None:
    """With another tag for Chinese."""
    tagged, simplified = cengji.Graph(dataset), retagged(dataset, "zh-Hans-CN")
    assert len(QUERIES) > 50
    assert [name for name in QUERIES if sorted(simplified.query(name).texts()) != sorted(tagged.query(name).texts())] == []


@pytest.mark.parametrize("name", ["bodies", "places", "group-members"])
def test_a_thing_with_two_labels_in_chinese_stands_once(name: str, dataset: Dataset) -> None:
    both = retagged(dataset, "zh", "zh-Hant")
    assert sorted(both.query(name).texts()) == sorted(cengji.Graph(dataset).query(name).texts())


def test_no_query_compares_a_tag_by_equality() -> None:
    paths = list(resource_dir("queries").rglob("*.rq"))
    assert len(paths) > 100
    assert [path.stem for path in paths if EXACT.search(path.read_text(encoding="utf-8"))] == []


def test_foreign_labels_in_two_scripts_give_one_row(tmp_path: Path) -> None:
    path = tmp_path / "org.ttl"
    text = "<a> org:hasUnit <b> ; skos:prefLabel '衛生局'@zh-Hant-TW , '卫生局'@zh-CN . <b> skos:prefLabel '科室'@zh-CN ."
    path.write_text(turtle(text), encoding="utf-8")
    with pytest.warns(CengjiWarning, match="mapped"):
        graph = cengji.open(data=path)
    assert [row["label"].value for row in graph.query("bodies")] == ["卫生局", "科室"]
    assert [row["other_label"].value for row in graph.query("relations-of", body="科室")] == ["卫生局"]
    rows = graph.query("superiors-and-subordinates", node="科室").to_pandas()
    assert set(rows["label"]) == {"卫生局"}
    assert list(graph.query('SELECT ?o { ?s skos:prefLabel ?o FILTER (LANG(?o) = "zh-CN") }')) == []
    assert len(graph.query('SELECT ?o { ?s skos:prefLabel ?o FILTER (LANGMATCHES(LANG(?o), "zh-CN")) }')) == 2


def test_a_label_is_chosen_by_language_then_by_variant(tmp_path: Path) -> None:
    path = tmp_path / "org.ttl"
    path.write_text(
        turtle('<a> skos:prefLabel "x"@fr , "甲"@zh-Hant , "A"@en . <b> skos:prefLabel "z"@fr , "乙"@zh-Hant , "a"@zh .'), "utf-8"
    )
    labels = cengji.open(data=path, map_foreign=False).names.labels
    iris = [f"{DEPARTMENT}a", f"{DEPARTMENT}b"]
    assert [label.value for label in labels(iris).values()] == ["甲", "a"]
    assert [label.value for label in labels(iris, "en").values()] == ["A", "a"]
