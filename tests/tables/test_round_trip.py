"""What Cengji exports comes back in: the same bodies and groups, superiors, tiers and labels."""

from __future__ import annotations

import json
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


# Names that a format, a spreadsheet program or a guess at the language may take for something else.
RENAMED = {
    "社区大党委": "=1+N",
    "城市网格": "12345",
    "老旧小区": '<b>|"a", b',
    "网格员": "'APP",
    "村(社区)": "true",
    "片区党支部": "-2\\n]]>",
    "社区两委": "同上",
    # What a list of an office says for nothing, for a sentence, for alignment.
    "楼栋党小组": "—",
    "社区党委": "N/A",
    "网格党组织": "无",
    "物业公司党支部": "a;b!",
    "基层党组织": "'=1 ",
    "物业服务企业党组织": "＝甲  乙/无?",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    case = tmp_path_factory.mktemp("renamed") / "guanghan.yaml"
    text = cengji.Case("guanghan").path.read_text(encoding="utf-8")
    for name, other in RENAMED.items():
        text = text.replace(f"label: {{zh: {name}, ", f"label: {{zh: {json.dumps(other, ensure_ascii=False)}, ")
    case.write_text(text, encoding="utf-8")
    return cengji.open(cases=case, only=True)


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
    assert set(RENAMED.values()) <= {row[1] for row in wanted}
    assert list(found.graph().query(ASKED).texts()) == wanted
