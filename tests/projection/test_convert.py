"""The projection in other libraries: NetworkX for analysis, pyvis for a notebook."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from hashlib import sha256

import pytest

import cengji
from cengji.core.errors import UsageError
from cengji.dataset import Dataset
from cengji.projection import Edge, Projection, find_parents, project, to_networkx, to_pyvis
from tests.conftest import ROOT
from tests.dataset.small import trig

LEADS = "https://w3id.org/cengji/scheme/relation/leads"


def test_the_graph_says_of_each_thing_and_link_what_the_projection_says(two_cases: Dataset) -> None:
    graph, projection = to_networkx(two_cases), project(two_cases)
    assert list(graph) == [node.iri for node in projection.nodes] == sorted(graph)
    assert [(s, t, key) for s, t, key in graph.edges(keys=True)] == [(e.source, e.target, e.relation) for e in sort_by_source(projection)]
    parents, ranks = find_parents(projection), {tier.iri: tier.rank for tier in projection.tiers}
    for node in projection.nodes:
        said = graph.nodes[node.iri]
        assert (said["label"], said["type"], said["iri"]) == (node.label, node.type, node.iri)
        for name in ("zh", "en", "case", "kind", "line", "status", "place", "tier", "effective_tier"):
            assert said.get(name, "") == getattr(node, name)
        assert said.get("parent", "") == parents.get(node.iri, "")
        assert said.get("tier_rank") == ranks.get(node.effective_tier)


def sort_by_source(projection: Projection) -> list[Edge]:
    """Return the links in the order in which NetworkX keeps them."""
    place = {node.iri: at for at, node in enumerate(projection.nodes)}
    by_pair = {(e.source, e.target): n for n, e in reversed(list(enumerate(projection.edges)))}
    return sorted(projection.edges, key=lambda e: (place[e.source], by_pair[e.source, e.target]))


def test_relations_are_chosen_by_name_key_or_iri_and_the_nodes_stay(two_cases: Dataset) -> None:
    whole, some = to_networkx(two_cases), to_networkx(two_cases, relations=["runBy", "leads"])
    assert list(some) == list(whole)
    assert {key for _, _, key in some.edges(keys=True)} == {"runBy", LEADS}
    assert to_networkx(two_cases, relations=[LEADS]).size() == to_networkx(two_cases, relations=["leads"]).size() > 0
    assert to_networkx(two_cases, relations=[]).size() == 0
    with pytest.raises(UsageError, match="there is no relation 'marries'; the relations are about, actsOn"):
        to_networkx(two_cases, relations=["marries"])


def digest(path: str) -> str:
    """Return a digest of the graph of a case, in its order."""
    graph = to_networkx(cengji.open(cases=path, only=True).dataset)
    return sha256(repr((list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))).encode()).hexdigest()


def test_the_order_does_not_depend_on_the_hash_seed() -> None:
    path = str(ROOT / "tests" / "cases" / "two_streets.yaml")
    program = "import sys; from tests.projection.test_convert import digest; print(digest(sys.argv[1]))"
    environment = {**os.environ, "PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"}
    done = subprocess.run([sys.executable, "-c", program, path], cwd=ROOT, check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == digest(path)


def test_a_notebook_gets_a_plain_pyvis_network_in_which_no_label_runs() -> None:
    label = "</script><script>hurt()</script><img src=x href onerror=hurt()> A & B\\u0007"
    network = to_pyvis(
        Dataset(trig(f'<case/x> {{ <id/x/body/b> a cj:Body ; skos:prefLabel "{label}"@zh ; cj:memberOfGroup <id/x/group/g> . '
                     '<id/x/group/g> a cj:BodyGroup ; skos:prefLabel "组"@zh . }'))
    )  # fmt: skip
    assert [node["id"].rsplit("/", 1)[-1] for node in network.nodes] == ["b", "g"]
    assert [(edge["from"], edge["to"], edge["title"]) for edge in network.edges] == [
        ("https://w3id.org/cengji/id/x/body/b", "https://w3id.org/cengji/id/x/group/g", "memberOfGroup")
    ]
    written = network.generate_html(notebook=True)
    assert "<script>hurt" not in written
    assert "<img" not in written
    assert not re.search(r"[\x00-\x08]", written)
    assert "\N{REPLACEMENT CHARACTER}" in network.nodes[0]["label"]
    assert network.nodes[0]["title"].startswith("&lt;/script&gt;")
