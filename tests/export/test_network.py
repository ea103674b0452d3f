"""Networks: other programs read the very things, links, tiers and parents of the page, with labels, colours and places."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Collection
from itertools import combinations
from math import dist
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import pytest

import cengji
from cengji.core.errors import UsageError
from cengji.core.namespaces import CJ
from cengji.dataset import Dataset, Ontology
from cengji.dataset.build import derive
from cengji.export import Choice, write, write_files
from cengji.export.network import SPREAD
from cengji.export.words import ALL, RELATION_WORDS, TYPE_WORDS, network_in_words
from cengji.projection import COLOURS, NODE_TYPES, to_networkx
from cengji.view import page_of
from tests.conftest import need
from tests.dataset.small import trig
from tests.export.conftest import LABELS, hostile

WORDS: Final = Path(cengji.__file__).parent / "view" / "page" / "script" / "words-links.js"
FORMATS: Final = ("graphml", "gexf", "cytoscape", "node-link")
# Page, networks and tree once answered in three orders: here they put the measure on three different tiers.
SMALL: Final = """
<graph/schemes> {
  <scheme/tier/county> cj:rank 30 ; skos:inScheme <scheme/tier> . <scheme/tier/community> cj:rank 60 ; skos:inScheme <scheme/tier> .
  <scheme/tier/grid> cj:rank 80 ; skos:inScheme <scheme/tier> .
}
<case/x> { <case/x> a cj:Case ; skos:prefLabel "甲区"@zh ; cj:coversPlace <id/place/a> .
  <id/place/a> a cj:Place ; skos:prefLabel "甲区"@zh, "A"@en ; cj:commonTier <scheme/tier/county> .
  <id/x/body/b> a cj:Body ; cj:atPlace <id/place/a> ; cj:inCase <case/x> ; cj:commonTier <scheme/tier/community> ;
    cj:memberOfGroup <id/x/group/g> .
  <id/x/body/c> a cj:Body ; cj:inCase <case/x> ; cj:subordinateTo <id/x/body/b> ; cj:memberOfGroup <id/x/group/g> .
  <id/x/group/g> a cj:BodyGroup ; cj:inCase <case/x> ; cj:commonTier <scheme/tier/grid> .
  <id/x/measure/m> a cj:Measure ; skos:prefLabel "丙"@zh ; cj:inCase <case/x> ; cj:atPlace <id/place/a> ; cj:runBy <id/x/body/b> ;
    cj:actsOn <id/x/group/g>, <id/x/group/gone> .
  <id/x/event/e> a cj:Event ; skos:prefLabel "丁"@zh ; cj:inCase <case/x> .
}
"""

Things = dict[str, tuple[str, str, str, str]]
"""Each thing by IRI with its type, its own and its effective tier, and its parent; empty where there is none."""
Links = list[tuple[str, str, str]]


@pytest.fixture(params=["two cases", "a small graph"])
def either(request: pytest.FixtureRequest, two_cases: Dataset) -> Dataset:
    """Two cases, and a small graph."""
    return two_cases if request.param == "two cases" else Dataset(trig(SMALL))


@pytest.fixture(scope="module")
def whole(two_cases: Dataset) -> nx.MultiDiGraph:
    """The network of two cases."""
    return to_networkx(two_cases)


def exported(dataset: Dataset, name: str) -> bytes:
    """Return a dataset in a format in one piece."""
    return b"".join(write(dataset, name, None if name == "cytoscape-style" else Choice(["all"])))


def write_all(dataset: Dataset, name: str, relations: Collection[str]) -> bytes:
    """Return a dataset in a format, with the links of some relations."""
    return b"".join(write(dataset, name, Choice(relations)))


def spread(node: dict[str, Any]) -> tuple[int, int]:
    """Return where a thing of the projection stands in files."""
    return node["x"] * SPREAD[0], node["y"] * SPREAD[1]


def as_read(name: str, content: bytes) -> nx.MultiDiGraph:
    """Read a network with NetworkX, with IRIs as nodes."""
    match name:
        case "graphml":
            graph = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
            graph = nx.relabel_nodes(graph, dict(graph.nodes(data="iri")))
        case "gexf":
            graph = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(content)))
        case "cytoscape":
            graph = nx.cytoscape_graph(json.loads(content))
            for _, node in graph.nodes(data=True):
                assert "parent" not in node, "it would be a box around the node"
                node |= {"parent": node["belongs_to"]} if "belongs_to" in node else {}
        case _:
            graph = nx.node_link_graph(json.loads(content), edges="edges")
    assert graph.is_directed()
    return graph


def as_said(graph: nx.MultiDiGraph) -> tuple[Things, Links]:
    """Return what a network says of things and links."""
    said = ("tier", "effective_tier", "parent")
    things = {iri: (str(node["type"]), *(str(node.get(name, "")) for name in said)) for iri, node in graph.nodes(data=True)}
    return things, sorted((source, data["relation"], target) for source, target, data in graph.edges(data=True))  # type: ignore[return-value]


def page_says(dataset: Dataset) -> tuple[Things, Links]:
    """Return what the data block of the page says of the same."""
    data = json.loads(re.search(r'id="data"[^>]*>(.*?)</script>', page_of(dataset), re.DOTALL)[1])  # type: ignore[index]  # it is there
    base, nodes, edges = data["meta"]["base"], data["nodes"], data["edges"]
    iris = [one if ":" in one else base + one for one in nodes["id"]]
    tiers = [base + data["concepts"]["id"][at] for at in data["tiers"]]
    relations = [base + one if "/" in one else one for one in data["relations"]]

    def named(names: list[str], at: int) -> str:
        return names[at] if at >= 0 else ""

    things = {
        iri: (
            data["types"][nodes["type"][at]],
            *(named(tiers, nodes[column][at]) for column in ("tier", "stands")),
            named(iris, nodes["parent"][at]),
        )
        for at, iri in enumerate(iris)
    }
    ends = zip(edges["from"], edges["relation"], edges["to"], strict=True)
    return things, sorted((iris[source], relations[relation], iris[target]) for source, relation, target in ends)


def test_page_networkx_and_every_format_agree_on_things_links_tiers_and_parents(either: Dataset) -> None:
    things, links = page_says(either)
    assert len(things) > 4
    assert as_said(to_networkx(either)) == (things, links)
    for name in FORMATS:
        assert as_said(as_read(name, exported(either, name))) == (things, links), name


def test_without_relations_named_links_to_places_are_left_out_and_some_may_be_chosen(two_cases: Dataset, whole: nx.MultiDiGraph) -> None:
    relations = {key for *_, key in whole.edges(keys=True)}
    for chosen, expected in (((), relations - {"atPlace"}), (("runBy",), {"runBy"})):
        graph = as_read("node-link", write_all(two_cases, "node-link", chosen))
        assert len(graph) == len(whole)
        assert {data["relation"] for *_, data in graph.edges(data=True)} == expected
    with pytest.raises(UsageError, match="no relation 'runsBy'"):
        write_all(two_cases, "gexf", ["runsBy"])
    with pytest.raises(UsageError, match="is for networks"):
        write_all(two_cases, "nq", ["runBy"])


def test_what_is_an_iri_is_also_said_in_words(two_cases: Dataset) -> None:
    graph = as_read("node-link", exported(two_cases, "node-link"))
    for _, node in graph.nodes(data=True):
        for name in ("type", "kind", "tier", "effective_tier", "line", "status"):
            assert (name in node) == (f"{name}_zh" in node) == (f"{name}_en" in node), (name, node)
    for *_, edge in graph.edges(data=True):
        assert edge["relation_zh"] and edge["relation_en"] and ("status" in edge) == ("status_zh" in edge)


@pytest.mark.parametrize("name", FORMATS)
def test_numbers_of_figures_come_back_as_numbers(name: str, two_cases: Dataset) -> None:
    said = network_in_words(two_cases)
    graph = as_read(name, exported(two_cases, name))
    keys = ("value", "lower", "upper", "lower_inclusive", "upper_inclusive")
    for iri, node in said.nodes(data=True):
        if node["type"] == "figure":
            read = graph.nodes[iri] | ({"value": graph.nodes[iri].get("figure_value")} if name == "cytoscape" else {})
            assert [read.get(key) for key in keys] == [node.get(key) for key in keys], iri


def test_relations_and_types_are_called_as_on_the_page() -> None:
    words = re.findall(r'^  (\w+): \["(.*?)", ".*?", "(.*?)", ".*?"\],$', WORDS.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: (word.zh, word.en) for name, word in RELATION_WORDS.items()} == {name: (zh, en) for name, zh, en in words}
    assert tuple(TYPE_WORDS) == NODE_TYPES


def test_lists_say_links_with_evidence_and_figures_with_numbers(two_cases: Dataset, whole: nx.MultiDiGraph) -> None:
    edges, nodes = (
        list(csv.DictReader(io.StringIO(exported(two_cases, name).decode("utf-8-sig"), newline=""))) for name in ("edges", "nodes")
    )
    assert [(row["source"], row["target"], row["relation"]) for row in edges] == list(whole.edges(keys=True))
    assert [row["id"] for row in nodes] == list(whole)
    assert all(row["source_zh"] and row["target_zh"] and row["relation_zh"] and row["relation_en"] for row in edges)
    evident = [row for row in edges if row["printed"]]
    assert evident and all(int(row["start"]) < int(row["end"]) and row["document"] for row in evident)
    assert {row["evidence_of"] for row in evident} == {"claim", "source"}
    assert all((row["evidence_of"] == "claim") == bool(row["evidence"]) <= bool(row["claim"]) for row in evident)
    assert not [row for row in evident if row["status_en"] == "inferred" and not row["claim"]], "no passage says what a rule derives"
    figures = {row["id"]: row for row in nodes if row["type"] == "figure"}
    numbers = two_cases.rows(
        f"SELECT ?f ?l ?u {{ ?f a <{CJ}Figure> OPTIONAL {{ ?f <{CJ}lowerBound> ?l }} OPTIONAL {{ ?f <{CJ}upperBound> ?u }} }}"
    )
    for figure, *bounds in numbers:
        read = [float(figures[str(figure)][name]) if figures[str(figure)][name] else None for name in ("lower", "upper")]
        assert read == [None if bound is None else float(bound) for bound in bounds]


def test_weight_is_the_number_of_passages_in_every_network() -> None:
    said = """<id/x/relation/r> a cj:RelationClaim ; cj:inCase <case/x> ; cj:claimSubject <id/x/body/b> ; cj:claimObject <id/x/group/g> ;
      cj:relationKind <scheme/relation/leads> ; cj:evidence <id/x/evidence/1>, <id/x/evidence/2>, <id/x/evidence/3> .
      <id/x/measure/m> cj:evidence <id/x/evidence/1>, <id/x/evidence/4> . <id/x/body/b> cj:evidence <id/x/evidence/1> . }"""
    data = Dataset(trig(SMALL.rstrip().removesuffix("}") + said))
    graphs = {name: as_read(name, exported(data, name)) for name in FORMATS} | {"to_networkx": cengji.Graph(data).to_networkx()}
    for name, graph in graphs.items():
        things = {iri.rpartition("/")[2]: (node.get("evidence"), node["weight"]) for iri, node in graph.nodes(data=True)}
        assert things == dict.fromkeys(things, (None, 1)) | {"m": (2, 2), "b": (1, 1)}, name
        links = Counter((edge["relation"].rpartition("/")[2], edge.get("evidence"), edge["weight"]) for *_, edge in graph.edges(data=True))
        assert [link for link in links if link[1:] != (None, 1)] == [("leads", 3, 3)], name
    weights = [*[1] * (links.total() - 1), 3]
    for content, column in (
        (exported(data, "edges"), "weight"),
        (write_files(data, "neo4j", Choice(["all"]))["relationships.csv"], "weight:long"),
    ):
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        assert sorted(int(row[column]) for row in rows) == weights
    assert sorted(map(int, re.findall(r"weight=(\d+)\];", exported(data, "dot").decode()))) == weights


def test_where_the_old_orders_differed_the_closest_thing_counts() -> None:
    dataset = Dataset(trig(SMALL))
    derive(dataset)
    things, _ = as_said(to_networkx(dataset))
    found = {iri.rsplit("/", 1)[-1]: tuple(one.rsplit("/", 1)[-1] for one in said) for iri, said in things.items()}
    assert found == {
        "a": ("place", "county", "county", ""),
        "b": ("body", "community", "community", "g"),
        "c": ("body", "grid", "grid", "g"),  # its superior stands higher
        "g": ("group", "grid", "grid", "a"),
        "m": ("measure", "", "grid", "b"),  # where it acts, not who runs it or whose place it is
        "e": ("event", "", "", "a"),
    }


@pytest.mark.parametrize("name", FORMATS)
def test_labels_links_and_their_claims_come_back(name: str, two_cases: Dataset, whole: nx.MultiDiGraph) -> None:
    graph = as_read(name, exported(two_cases, name))
    for iri, node in whole.nodes(data=True):
        read = graph.nodes[iri]
        assert {key: read[key] for key in ("label", "zh", "en", "case", "tier_rank") if key in node} == {
            key: node[key] for key in ("label", "zh", "en", "case", "tier_rank") if key in node
        }
    said = ("relation", "claim", "label")
    links = network_in_words(two_cases, Choice([ALL])).edges(data=True)
    claims = {(source, target, *map(data.get, said)) for source, target, data in links}
    assert all(data["label"] == data["relation_zh"] for *_, data in links)
    assert {(source, target, *map(data.get, said)) for source, target, data in graph.edges(data=True)} == claims


def test_igraph_reads_every_thing_and_link(two_cases: Dataset, whole: nx.MultiDiGraph, tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_bytes(exported(two_cases, "graphml"))
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    for name in ("iri", "label"):
        assert graph.vs[name] == [node[name] for _, node in whole.nodes(data=True)]
    assert list(zip(graph.vs["x"], graph.vs["y"], strict=True)) == list(map(spread, dict(whole.nodes(data=True)).values()))
    pairs = [(graph.vs[edge.source]["iri"], graph.vs[edge.target]["iri"], edge["relation"]) for edge in graph.es]
    assert pairs == [(source, target, relation) for source, target, relation in whole.edges(keys=True)]


def test_no_two_things_lie_on_each_other(two_cases: Dataset) -> None:
    nodes = [(node["x"], node["y"], node["size"]) for _, node in as_read("node-link", exported(two_cases, "node-link")).nodes(data=True)]
    assert [(one, other) for one, other in combinations(nodes, 2) if dist(one[:2], other[:2]) < (one[2] + other[2]) / 2] == []


def test_gexf_gives_gephi_colours_and_places(two_cases: Dataset, whole: nx.MultiDiGraph) -> None:
    nodes = as_read("gexf", exported(two_cases, "gexf")).nodes
    for iri, node in whole.nodes(data=True):
        viz = nodes[iri]["viz"]
        assert (viz["position"]["x"], viz["position"]["y"]) == spread(node)
        assert "#{r:02X}{g:02X}{b:02X}".format(**viz["color"]) == COLOURS[node["type"]]


GEXF: Final = "{http://gexf.net/1.3}"
VIZ: Final = "{http://gexf.net/1.3/viz}"
TYPES: Final = (
    "integer|long|double|float|boolean|bigdecimal|biginteger|byte|char|short|string|anyURI|"
    "list(string|boolean|integer|long|float|double|byte|short|bigdecimal|biginteger|char)"
)
CHANNEL: Final = "[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]"
FLOAT: Final = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|-?INF|NaN"
ALPHA: Final = r"0(\.[0-9]*)?|1(\.0*)?"
ANY: Final = r"[\s\S]*"
# Element: required attributes and optional ones with the pattern of their values, required children, other children.
RULES: Final[dict[str, tuple[dict[str, str], dict[str, str], tuple[str, ...], tuple[str, ...]]]] = {
    "gexf": ({"version": "1\\.3"}, {"variant": ANY}, ("graph",), ("meta",)),
    "meta": ({}, {"lastmodifieddate": r"\d{4}-\d\d-\d\d"}, (), ("creator", "keywords", "description")),
    "creator": ({}, {}, (), ()),
    "keywords": ({}, {}, (), ()),
    "description": ({}, {}, (), ()),
    "graph": (
        {},
        {"mode": "static|dynamic|slice", "defaultedgetype": "directed|undirected|mutual", "idtype": "integer|string",
         "timeformat": "integer|double|date|dateTime", "timerepresentation": "interval|timestamp", "timezone": ANY, "start": ANY,
         "end": ANY, "timestamp": ANY},
        ("nodes", "edges"),
        ("attributes",),
    ),
    "attributes": ({"class": "node|edge"}, {"mode": "static|dynamic"}, (), ("attribute",)),
    "attribute": ({"id": ANY, "title": ANY, "type": TYPES}, {}, (), ("default", "options")),
    "nodes": ({}, {"count": "[0-9]+"}, (), ("node",)),
    "edges": ({}, {"count": "[0-9]+"}, (), ("edge",)),
    "node": (
        {"id": ANY},
        {"label": ANY, "pid": ANY, "start": ANY, "end": ANY, "intervals": ANY, "timestamp": ANY, "timestamps": ANY},
        (),
        ("attvalues", "viz:color", "viz:position", "viz:size", "viz:shape", "spells", "nodes", "edges", "parents"),
    ),
    "edge": (
        {"source": ANY, "target": ANY},
        {"id": ANY, "type": "directed|undirected|mutual", "label": ANY, "weight": FLOAT, "kind": ANY, "start": ANY, "end": ANY,
         "intervals": ANY, "timestamp": ANY, "timestamps": ANY},
        (),
        ("attvalues", "viz:color", "viz:thickness", "viz:shape", "spells"),
    ),
    "attvalues": ({}, {}, (), ("attvalue",)),
    "attvalue": ({"for": ANY, "value": ANY}, {"start": ANY, "end": ANY, "timestamp": ANY}, (), ()),
    "viz:color": ({}, {"r": CHANNEL, "g": CHANNEL, "b": CHANNEL, "a": ALPHA, "hex": ANY}, (), ()),
    "viz:position": ({"x": FLOAT, "y": FLOAT}, {"z": FLOAT}, (), ()),
    "viz:size": ({"value": FLOAT}, {}, (), ()),
}  # fmt: skip
VALUES: Final[dict[str, Callable[[str], object]]] = {"string": str, "long": int, "integer": int, "double": float, "boolean": str}


def gexf_faults(root: ET.Element) -> list[str]:
    """Hold a document against the rules of GEXF 1.3 (https://gexf.net/1.3/gexf.xsd)."""

    def name_of(element: ET.Element) -> str:
        return element.tag.replace(GEXF, "").replace(VIZ, "viz:")

    faults = [] if root.tag == f"{GEXF}gexf" else [f"the root is {root.tag}"]
    for element in root.iter():
        name = name_of(element)
        if name not in RULES:
            faults.append(f"there is no element {name}")
            continue
        required, optional, needed, others = RULES[name]
        faults += [f"{name} lacks {one}" for one in required.keys() - element.attrib.keys()]
        for attribute, value in element.attrib.items():
            pattern = {**required, **optional}.get(attribute)
            if pattern is None or not re.fullmatch(pattern, value):
                faults.append(f"{name} has {attribute}={value!r}")
        children = Counter(map(name_of, element))
        faults += [f"{name} has {children[one]} {one}" for one in needed if children[one] != 1]
        faults += [f"{name} holds {one}" for one in children if one not in (*needed, *others)]
        named = [one for one in map(name_of, element) if one in others]
        if name in ("node", "edge") and named != sorted(named, key=others.index):
            faults.append(f"{name} holds {named}")
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    order = [name_of(child) for child in graph]
    faults += [] if order == sorted(order, key=["attributes", "nodes", "edges"].index) else [f"graph holds {order}"]
    declared = {(a.get("class"), one.get("id")): one.get("type") for a in graph.iter(f"{GEXF}attributes") for one in a}
    for kind in ("node", "edge"):
        ids = [one.get("id") for one in graph.iter(GEXF + kind)]
        faults += [] if len(ids) == len(set(ids)) else [f"{kind}s share an id"]
        for value in (value for one in graph.iter(GEXF + kind) for value in one.iter(f"{GEXF}attvalue")):
            VALUES[str(declared[kind, value.get("for")])](value.get("value", ""))
    known = {one.get("id") for one in graph.iter(f"{GEXF}node")}
    faults += [f"an edge leads to {end}" for one in graph.iter(f"{GEXF}edge") if (end := one.get("target")) not in known]
    return faults


def test_gexf_keeps_the_rules_of_its_schema_and_bears_no_date(either: Dataset) -> None:
    content = exported(either, "gexf")
    assert gexf_faults(ET.fromstring(content)) == []  # noqa: S314 - our own XML
    assert b"lastmodifieddate" not in content


def test_the_rules_find_what_networkx_writes_against_the_schema() -> None:
    faults = gexf_faults(ET.fromstring("\n".join(nx.generate_gexf(nx.path_graph(2), version="1.3"))))  # noqa: S314
    assert [fault for fault in faults if "graph has name" in fault or "schemaLocation" in fault] == faults != []


@pytest.mark.foreign
def test_graphviz_counts_every_thing_and_link(two_cases: Dataset, whole: nx.MultiDiGraph, tmp_path: Path) -> None:
    need("gc (graphviz)", shutil.which("gc"))
    path = tmp_path / "network.dot"
    path.write_bytes(exported(two_cases, "dot"))
    counted = subprocess.run(["gc", "-n", "-e", str(path)], capture_output=True, text=True, check=True)
    assert [int(word) for word in counted.stdout.split()[:2]] == [len(whole), whole.size()]
    assert counted.stderr == ""


@pytest.mark.parametrize("name", LABELS)
def test_hostile_label_survives_every_network(name: str, ontology: Ontology, tmp_path: Path) -> None:
    label, dataset = LABELS[name], hostile(LABELS[name], ontology)
    for writer in FORMATS:
        nodes = as_read(writer, exported(dataset, writer)).nodes(data=True)
        assert label in {node.get("zh") for _, node in nodes} & {node["label"] for _, node in nodes}, writer
    (tmp_path / "n.graphml").write_bytes(exported(dataset, "graphml"))
    assert label in igraph.Graph.Read_GraphML(str(tmp_path / "n.graphml")).vs["zh"]


@pytest.mark.foreign
def test_graphviz_shows_hostile_labels_as_they_are() -> None:
    need("dot (graphviz)", shutil.which("dot"))
    for name, label in LABELS.items():
        quoted = json.dumps(label, ensure_ascii=False)
        written = exported(Dataset(trig(f"<urn:x:a> a cj:Place ; skos:prefLabel {quoted}@zh .")), "dot")
        svg = subprocess.run(["dot", "-Tsvg"], input=written, capture_output=True, check=True).stdout
        drawn = ET.fromstring(svg)  # noqa: S314 - Graphviz's own XML
        texts = ["".join("".join(element.itertext()).split()) for element in drawn.iter("{http://www.w3.org/2000/svg}text")]
        assert "".join(texts) == "".join(label.split()), name


def test_characters_that_xml_cannot_hold_are_shown_as_replaced() -> None:
    data = Dataset(trig('<urn:x:a> a cj:Place ; skos:prefLabel "a\\u000Bb\\uFFFEc"@zh .'))
    for writer in ("graphml", "gexf"):
        label = as_read(writer, exported(data, writer)).nodes["urn:x:a"]["label"]
        assert label == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"


def test_every_type_has_a_colour() -> None:
    assert tuple(COLOURS) == NODE_TYPES


def seen_by(colour: str, matrix: tuple[tuple[float, float, float], ...]) -> tuple[float, float, float]:
    """Return a colour in CIELAB as an eye sees it whose cones are said by a matrix on linear RGB."""
    linear = [
        ((c / 12.92) if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    ]
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in matrix)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


EYES = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no long cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no middle cones": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no short cones": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes 2009, full severity."""


@pytest.mark.parametrize("eye", EYES)
def test_types_are_told_apart_by_every_eye(eye: str) -> None:
    close = [
        (one, other)
        for one, other in combinations(COLOURS, 2)
        if sum((a - b) ** 2 for a, b in zip(seen_by(COLOURS[one], EYES[eye]), seen_by(COLOURS[other], EYES[eye]), strict=True)) < 10**2
    ]
    assert close == []


def test_classes_are_chosen_and_sizes_say_degree_or_value(two_cases: Dataset) -> None:
    groups = as_read("node-link", b"".join(write(two_cases, "node-link", Choice(classes=["body", "group"]))))
    assert {kind for _, kind in groups.nodes(data="type")} == {"body", "group"}
    assert all(groups.degree(iri) == node["degree"] for iri, node in groups.nodes(data=True))
    by_degree = sorted(groups.nodes(data=True), key=lambda one: one[1]["degree"])
    assert [node["size"] for _, node in by_degree] == sorted(node["size"] for _, node in by_degree)
    assert by_degree[-1][1]["size"] == 60
    drawn = as_read("gexf", b"".join(write(two_cases, "gexf", Choice(size="value")))).nodes(data=True)
    figures = [node for _, node in drawn if node["type"] == "figure" and "value" in node]
    largest = max(figures, key=lambda node: node["value"])
    assert largest["viz"]["size"] == 60 > min(node["viz"]["size"] for node in figures)
    assert {node["viz"]["size"] for _, node in drawn if node["type"] == "body"} == {10}
    with pytest.raises(UsageError, match="no class 'bodys'"):
        b"".join(write(two_cases, "dot", Choice(classes=["bodys"])))
    with pytest.raises(UsageError, match="is for networks"):
        write(two_cases, "csv", Choice(classes=["body"]))


def test_boxes_of_dot_do_not_lie_on_each_other(two_cases: Dataset) -> None:
    text = exported(two_cases, "dot").decode()
    assert "outputorder=edgesfirst" in text, "no link is drawn over a label"
    found = re.findall(r'pos="(\d+),(\d+)", width=([\d.]+), height=([\d.]+)\]', text)
    assert len(found) == len(to_networkx(two_cases))
    boxes = sorted(
        (float(x) - float(w) * 36, float(x) + float(w) * 36, float(y) - float(h) * 36, float(y) + float(h) * 36) for x, y, w, h in found
    )
    for place, (_, right, bottom, top) in enumerate(boxes):
        for left, _, low, high in boxes[place + 1 :]:
            if left >= right:
                break
            assert low >= top or high <= bottom


def test_neo4j_gets_every_thing_and_link_typed(two_cases: Dataset, whole: nx.MultiDiGraph) -> None:
    nodes, links = (
        list(csv.DictReader(io.StringIO(write_files(two_cases, "neo4j", Choice(["all"]))[name].decode(), newline="")))
        for name in ("nodes.csv", "relationships.csv")
    )
    assert [row["id:ID"] for row in nodes] == list(whole)
    assert len(links) == whole.number_of_edges()
    assert {row[end] for row in links for end in (":START_ID", ":END_ID")} <= set(whole)
    assert {row[":LABEL"] for row in nodes} == {node["type"].capitalize() for _, node in whole.nodes(data=True)}
    assert {"value:double", "lower_inclusive:boolean", "tier_rank:long", "label:string"} <= nodes[0].keys()
    assert all(row["value:double"] == "" or float(row["value:double"]) >= 0 for row in nodes)
    assert all(re.fullmatch(r"[\w-]+", row[":TYPE"]) for row in links)
    chosen = write_files(two_cases, "neo4j", Choice(["runBy"], ["measure", "group"]))["relationships.csv"].decode()
    assert {row[":TYPE"] for row in csv.DictReader(io.StringIO(chosen, newline=""))} == {"runBy"}
    with pytest.raises(UsageError, match="is for networks"):
        write_files(two_cases, "csv", Choice(classes=["body"]))


def test_cytoscape_brings_a_style_whose_data_are_there(two_cases: Dataset) -> None:
    data = json.loads(exported(two_cases, "cytoscape"))
    assert data["layout"] == {"name": "preset"}
    for rule in data["style"]:
        names = re.findall(r"(?:mapD|d)ata\((\w+)", json.dumps(rule["style"]))
        assert names and all(name in one["data"] for one in data["elements"][rule["selector"] + "s"] for name in names)
    for one in data["elements"]["nodes"]:
        assert (one["data"]["shared_name"], one["data"]["name"]) == (one["data"]["id"], one["data"]["label"])
    for one in data["elements"]["edges"]:
        assert re.fullmatch(r"[\w-]+", one["data"]["interaction"]) and f" ({one['data']['interaction']}) " in one["data"]["shared_name"]


def test_style_of_the_desktop_says_what_the_style_of_the_json_says(two_cases: Dataset) -> None:
    root = ET.fromstring(exported(two_cases, "cytoscape-style"))  # noqa: S314 - our own XML
    data = json.loads(exported(two_cases, "cytoscape"))
    kinds = {"string": str, "float": float, "integer": int}
    for part, rule in zip(("node", "edge"), data["style"], strict=True):
        for mapping in root.findall(f".//{part}//*[@attributeName]"):
            values = [one["data"][mapping.get("attributeName", "")] for one in data["elements"][f"{part}s"]]
            assert {type(value) for value in values} == {kinds[mapping.get("attributeType", "")]}, mapping.attrib
        mapped = {one.get("attributeName") for one in root.findall(f".//{part}//*[@attributeName]")}
        assert mapped == set(re.findall(r"(?:mapD|d)ata\((\w+)", json.dumps(rule["style"]).replace("colour", "type")))
    assert {one.get("attributeValue"): one.get("value") for one in root.iter("discreteMappingEntry")} == COLOURS
    points = [(one.get("attrValue"), one.get("equalValue")) for one in root.iter("continuousMappingPoint")]
    assert data["style"][1]["style"]["width"] == f"mapData(weight, {points[0][0]}, {points[1][0]}, {points[0][1]}, {points[1][1]})"
