"""Networks: other programs read as many things and links as there are, with labels, types, colours and places."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import pytest

from cengji.dataset import Dataset, Ontology
from cengji.export import write
from cengji.export.network import COLOURS, Network, Node, network
from cengji.export.network_text import dot
from cengji.export.xml import shown
from tests.conftest import need
from tests.dataset.small import trig
from tests.export.conftest import LABELS, hostile

SMALL = """
<graph/schemes> { <scheme/tier/county> cj:rank 30 . <scheme/tier/community> cj:rank 60 . }
<case/x> {
  <id/place/a> a cj:Place ; skos:prefLabel "甲区"@zh, "A"@en ; cj:commonTier <scheme/tier/county> .
  <id/x/body/b> a cj:Body ; skos:prefLabel "乙委"@zh ; cj:atPlace <id/place/a> ; cj:inCase <case/x> ;
    cj:commonTier <scheme/tier/community> .
  <id/x/measure/m> a cj:Measure ; skos:prefLabel "丙"@zh ; cj:runBy <id/x/body/b> ; cj:inCase <case/x> ; cj:actsOn <id/x/group/gone> .
  <id/x/event/e> a cj:Event ; skos:prefLabel "丁"@zh ; cj:inCase <case/x> .
}
"""


@pytest.fixture(scope="module")
def whole(dataset: Dataset) -> Network:
    """The network of the packaged cases."""
    return network(dataset)


def exported(dataset: Dataset, name: str) -> bytes:
    """Return a dataset in a format in one piece."""
    return b"".join(write(dataset, name))


def as_read(name: str, content: bytes) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, str]]]:
    """Read a network with NetworkX: the data of each thing by IRI, and each link with its relation, sorted."""
    match name:
        case "graphml":
            graph = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
            graph = nx.relabel_nodes(graph, dict(graph.nodes(data="iri")))
        case "gexf":
            graph = nx.read_gexf(io.BytesIO(content))
        case "cytoscape":
            graph = nx.cytoscape_graph(json.loads(content))
        case _:
            graph = nx.node_link_graph(json.loads(content), edges="edges")
    assert graph.is_directed()
    return dict(graph.nodes(data=True)), sorted((s, t, data["relation"]) for s, t, data in graph.edges(data=True))


@pytest.mark.parametrize("name", ["graphml", "gexf", "cytoscape", "node-link"])
def test_networkx_reads_every_thing_and_link(name: str, dataset: Dataset, whole: Network) -> None:
    nodes, edges = as_read(name, exported(dataset, name))
    assert {iri: data["type"] for iri, data in nodes.items()} == {node.iri: node.type for node in whole.nodes}
    assert {data["label"] for data in nodes.values()} == {node.label for node in whole.nodes}
    assert edges == sorted((edge.source, edge.target, edge.relation) for edge in whole.edges)


def test_igraph_reads_every_thing_and_link(dataset: Dataset, whole: Network, tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_bytes(exported(dataset, "graphml"))
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    assert (graph.vs["iri"], graph.vs["label"]) == ([node.iri for node in whole.nodes], [node.label for node in whole.nodes])
    pairs = [(graph.vs[edge.source]["iri"], graph.vs[edge.target]["iri"], edge["relation"]) for edge in graph.es]
    assert pairs == [(edge.source, edge.target, edge.relation) for edge in whole.edges]
    assert (graph.vs["x"], graph.vs["y"]) == ([node.x for node in whole.nodes], [node.y for node in whole.nodes])


def test_gexf_gives_gephi_colours_and_places(dataset: Dataset, whole: Network) -> None:
    nodes, _ = as_read("gexf", exported(dataset, "gexf"))
    for node in whole.nodes:
        viz = nodes[node.iri]["viz"]
        assert (viz["position"]["x"], viz["position"]["y"]) == (node.x, node.y)
        assert "#{r:02X}{g:02X}{b:02X}".format(**viz["color"]) == COLOURS[node.type]


def test_graphviz_counts_every_thing_and_link(dataset: Dataset, whole: Network, tmp_path: Path) -> None:
    need("gc (graphviz)", shutil.which("gc"))
    path = tmp_path / "network.dot"
    path.write_bytes(exported(dataset, "dot"))
    counted = subprocess.run(["gc", "-n", "-e", str(path)], capture_output=True, text=True, check=True)
    assert [int(word) for word in counted.stdout.split()[:2]] == [len(whole.nodes), len(whole.edges)]
    assert counted.stderr == ""


def test_network_has_no_two_things_in_one_place(whole: Network) -> None:
    assert Counter((node.x, node.y) for node in whole.nodes).most_common(1)[0][1] == 1


def test_things_stand_in_the_lane_of_their_tier_or_of_what_they_belong_to() -> None:
    found = {node.iri.rsplit("/", 1)[-1]: node for node in network(Dataset(trig(SMALL))).nodes}
    assert {key: node.type for key, node in found.items()} == {"a": "place", "b": "body", "m": "measure", "e": "event", "gone": "thing"}
    assert found["a"].y > found["b"].y == found["m"].y > found["e"].y == found["gone"].y
    assert found["b"].x < found["m"].x


@pytest.mark.parametrize("name", LABELS)
def test_hostile_label_survives_every_network(name: str, ontology: Ontology, tmp_path: Path) -> None:
    label, dataset = LABELS[name], hostile(LABELS[name], ontology)
    for writer in ("graphml", "gexf", "cytoscape", "node-link"):
        nodes, _ = as_read(writer, exported(dataset, writer))
        assert label in {data["zh"] for data in nodes.values() if "zh" in data} | {data.get("label") for data in nodes.values()}, writer
    (tmp_path / "n.graphml").write_bytes(exported(dataset, "graphml"))
    assert label in igraph.Graph.Read_GraphML(str(tmp_path / "n.graphml")).vs["zh"]


def test_graphviz_shows_hostile_labels_as_they_are() -> None:
    need("dot (graphviz)", shutil.which("dot"))
    for name, label in LABELS.items():
        written = b"".join(dot(Network((Node("urn:x:a", "place", zh=label),), ())))
        svg = subprocess.run(["dot", "-Tsvg"], input=written, capture_output=True, check=True).stdout
        drawn = ET.fromstring(svg)  # noqa: S314 - Graphviz's own XML
        texts = ["".join("".join(element.itertext()).split()) for element in drawn.iter("{http://www.w3.org/2000/svg}text")]
        assert texts == ["".join(label.split())], name


def test_characters_that_xml_cannot_hold_are_shown_as_replaced() -> None:
    data = Dataset(trig('<urn:x:a> a cj:Place ; skos:prefLabel "a\\u000Bb\\uFFFEc"@zh .'))
    for writer in ("graphml", "gexf"):
        nodes, _ = as_read(writer, exported(data, writer))
        assert nodes["urn:x:a"]["label"] == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c" == shown("a\x0bb\ufffec")


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
