"""What Cengji exports comes back in: the same bodies and groups, superiors, tiers and labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import cengji
from cengji import Graph

ASKED = """
SELECT ?body ?zh ?en ?tier ?upper WHERE {
  { ?body a cj:Body } UNION { ?body a cj:BodyGroup }
  OPTIONAL { ?body skos:prefLabel ?zh FILTER (LANG(?zh) = "zh") }
  OPTIONAL { ?body skos:prefLabel ?en FILTER (LANG(?en) = "en") }
  OPTIONAL { ?body cj:commonTier ?tier FILTER (!CONTAINS(STR(?tier), "/depth-")) }
  OPTIONAL { ?body cj:subordinateTo ?upper }
  FILTER (!CONTAINS(STR(?body), "/id/foreign/"))
} ORDER BY ?body ?upper ?tier
"""
FORMS = (["graphml"], ["gexf"], ["node-link"], ["cytoscape"], ["nodes", "edges"], ["csv"], ["xlsx"], ["sqlite"])
SUFFIXES = {
    "graphml": ".graphml",
    "gexf": ".gexf",
    "node-link": ".json",
    "cytoscape": ".json",
    "nodes": ".csv",
    "edges": ".csv",
    "xlsx": ".xlsx",
    "sqlite": ".sqlite",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return cengji.open(cases=cengji.Case("guanghan").path, only=True)


@pytest.mark.parametrize("form", FORMS, ids="-".join)
def test_an_export_comes_back_as_it_was(form: Sequence[str], graph: Graph, tmp_path: Path) -> None:
    paths = []
    for name in form:
        paths.append(tmp_path / f"{name}{SUFFIXES[name]}" if name in SUFFIXES else tmp_path)
        graph.export(name, paths[-1])
    found = cengji.read_tables(paths)
    assert found.faults == ()
    wanted = list(graph.query(ASKED).texts())
    assert len(wanted) > 20
    assert list(found.graph().query(ASKED).texts()) == wanted
