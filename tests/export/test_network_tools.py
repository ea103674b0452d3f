"""The networks in the JavaScript that draws them: graphology, which sigma shows, and Cytoscape.js with our style."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pytest

from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.export import write
from cengji.export.network import channels, coloured_network
from tests.conftest import need
from tests.system_packages import NETWORKS

pytestmark = pytest.mark.foreign

GRAPHOLOGY: Final = """
const fs = require("fs"), Graph = require("graphology"), gexf = require("graphology-gexf");
const [, asGexf, asNodeLink] = process.argv;
const said = (graph) => ({type: graph.type, multi: graph.multi, nodes: graph.mapNodes((id, data) => [id, data]),
  edges: graph.mapEdges((_, data, source, target) => [source, target, data])});
const linked = new Graph({multi: true, type: "directed"}), {nodes, edges} = JSON.parse(fs.readFileSync(asNodeLink, "utf8"));
for (const {id, ...data} of nodes) linked.addNode(id, data);
for (const {source, target, key, ...data} of edges) linked.addDirectedEdge(source, target, data);
console.log(JSON.stringify([gexf.parse(Graph, fs.readFileSync(asGexf, "utf8")), linked].map(said)));
"""
CYTOSCAPE: Final = """
const fs = require("fs"), warned = [];
for (const name of ["warn", "error"]) console[name] = (...words) => warned.push(words.join(" "));
const cy = require("cytoscape")({headless: true, styleEnabled: true, ...JSON.parse(fs.readFileSync(process.argv[1], "utf8"))});
const shown = (names) => (one) => [one.id(), ...names.map((name) => one.style(name))];
const nodes = cy.nodes().map((one) => [...shown(["label", "width", "background-color"])(one), one.position()]);
const all = JSON.stringify({warned, nodes, edges: cy.edges().map(shown(["label", "width"])), layout: cy.options().layout});
process.stdout.write(all, () => process.exit(0));  // it would wait for frames to draw
"""


@pytest.fixture(scope="module")
def network(two_cases: Dataset) -> nx.MultiDiGraph:
    """Return what is written of two cases."""
    return coloured_network(two_cases, None)


def asked(script: str, *files: Path) -> Any:  # noqa: ANN401 - JSON
    """Run a script of Node beside the packages; it says JSON, and nothing else."""
    node = shutil.which("node")
    need("Node, graphology and Cytoscape.js (python tests/system_packages.py)", node and (NETWORKS / "node_modules").is_dir())
    done = subprocess.run([str(node), "-e", script, *map(str, files)], cwd=NETWORKS, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_graphology_reads_every_thing_and_link_with_all_that_is_said(two_cases: Dataset, network: nx.MultiDiGraph, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("gexf", "node-link")]
    for path in paths:
        path.write_bytes(b"".join(write(two_cases, path.name)))
    for path, read in zip(paths, asked(GRAPHOLOGY, *paths), strict=True):
        assert (read["type"], read["multi"]) == ("directed", True)
        assert len(read["nodes"]) == len(network) and len(read["edges"]) == network.number_of_edges()
        for iri, data in read["nodes"]:
            said = dict(network.nodes[iri])
            if path.name == "gexf":
                said |= {"color": "rgba({},{},{},1.0)".format(*channels(said.pop("colour"))), "z": 0}
            assert data == said
        for (source, target, data), (start, end, said) in zip(read["edges"], network.edges(data=True), strict=True):
            assert (source, target) == (start, end)
            kinds = {"networkx_key": said["relation"], "kind": local_name(said["relation"])} if path.name == "gexf" else {}
            assert data == said | kinds


def test_cytoscape_js_draws_the_network_in_our_style_without_a_warning(
    two_cases: Dataset, network: nx.MultiDiGraph, tmp_path: Path
) -> None:
    path = tmp_path / "network.cyjs"
    path.write_bytes(b"".join(write(two_cases, "cytoscape")))
    drawn = asked(CYTOSCAPE, path)
    assert (drawn["warned"], drawn["layout"]) == ([], {"name": "preset"})
    assert len(drawn["nodes"]) == len(network) and len(drawn["edges"]) == network.number_of_edges()
    for iri, *shown in drawn["nodes"]:
        node = network.nodes[iri]
        colour = "rgb({},{},{})".format(*channels(node["colour"]))
        assert shown == [node["label"], f"{node['size']:g}px", colour, {"x": node["x"], "y": -node["y"]}]
    links = [edge for *_, edge in network.edges(data=True)]
    assert [label for _, label, _ in drawn["edges"]] == [edge["label"] for edge in links]
    assert {float(width.removesuffix("px")) for *_, width in drawn["edges"]} == {1 + (edge["weight"] - 1) * 5 / 9 for edge in links}
