"""The look of Turtle and TriG: prefixes as used, sections by class, one statement a line."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from cengji.core.namespaces import CASE, CJ, ID, PREFIXES
from cengji.dataset import Dataset
from cengji.export import ntriples, write_rdf
from tests.dataset.small import trig

DATA = """
<case/gusu> {
  <id/gusu/figure/grids> a cj:Figure ; cj:asWritten "168个", "百余\\n个" ; cj:lowerBound 168.5 ; cj:position 7, -7, "7^^x"^^xsd:integer ;
    cj:lowerInclusive true, false ;
    cj:about <id/gusu/group/grids>, <https://example.org/层> ; skos:note "a\\"b"@en, "1"^^xsd:decimal, "x^^y"^^<https://example.org/t> .
  <id/gusu/group/grids> a cj:Actor, cj:BodyGroup .
}
<graph/places> {
  <id/place/320508> a cj:Place, <https://x.example/Area> .
  <https://example.org/a.> cj:about <id/gusu/group/a.> . <https://example.org/b> cj:about cj:Place .
  <scheme/tier/area> a skos:Concept . <https://x.example/y> a <https://x.example/Kind> .
}
"""
TURTLE = """\
@prefix cj: <https://w3id.org/cengji/ontology#> .
@prefix gusu-figure: <https://w3id.org/cengji/id/gusu/figure/> .
@prefix gusu-group: <https://w3id.org/cengji/id/gusu/group/> .
@prefix place: <https://w3id.org/cengji/id/place/> .
@prefix s-tier: <https://w3id.org/cengji/scheme/tier/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

##############################################################################
# cj:Place (1)
##############################################################################

place:320508 a cj:Place , <https://x.example/Area> .

##############################################################################
# cj:BodyGroup (1)
##############################################################################

gusu-group:grids a cj:Actor , cj:BodyGroup .

##############################################################################
# cj:Figure (1)
##############################################################################

gusu-figure:grids a cj:Figure ;
    skos:note "1"^^xsd:decimal ,
        "a\\"b"@en ,
        "x^^y"^^<https://example.org/t> ;
    cj:about <https://example.org/层> ,
        gusu-group:grids ;
    cj:asWritten "168个" ,
        "百余\\n个" ;
    cj:lowerBound 168.5 ;
    cj:lowerInclusive false ,
        true ;
    cj:position -7 ,
        7 ,
        "7^^x"^^xsd:integer .

##############################################################################
# <https://x.example/Kind> (1)
##############################################################################

<https://x.example/y> a <https://x.example/Kind> .

##############################################################################
# skos:Concept (1)
##############################################################################

s-tier:area a skos:Concept .

##############################################################################
# without a class (2)
##############################################################################

<https://example.org/a.>
    cj:about <https://w3id.org/cengji/id/gusu/group/a.> .

<https://example.org/b>
    cj:about cj:Place .
"""


def test_turtle_looks_so() -> None:
    assert write_rdf(Dataset(trig(DATA)), "turtle").decode() == TURTLE


def test_trig_has_the_same_sections_graph_by_graph() -> None:
    written = write_rdf(Dataset(trig(DATA)), "trig").decode()
    assert [line for line in written.split("\n") if line.endswith("{") or "(" in line] == [
        "case:gusu {", "    # cj:BodyGroup (1)", "    # cj:Figure (1)", "graph:places {", "    # cj:Place (1)",
        "    # <https://x.example/Kind> (1)", "    # skos:Concept (1)", "    # without a class (2)",
    ]  # fmt: skip
    assert "\n    gusu-group:grids a cj:Actor , cj:BodyGroup .\n" in written
    assert "\n        cj:position -7 ,\n            7 ,\n" in written


def test_nothing_gives_nothing() -> None:
    assert write_rdf(Dataset(()), "turtle") == write_rdf(Dataset(()), "trig") == b""


def test_triple_terms_are_shortened_too() -> None:
    figure, about = ox.NamedNode(ID + "gusu/figure/x"), ox.NamedNode(CJ + "about")
    term = ox.Triple(figure, about, ox.Literal("168", datatype=ox.NamedNode(PREFIXES["xsd"] + "integer")))
    quad = ox.Quad(figure, ox.NamedNode(PREFIXES["rdf"] + "reifies"), term, ox.NamedNode(CASE + "gusu"))
    written = write_rdf(Dataset([quad]), "turtle")
    assert b"rdf:reifies <<( gusu-figure:x cj:about 168 )>> ." in written
    assert set(ox.parse(written, format=ox.RdfFormat.TURTLE)) == {ox.Quad(*quad.triple)}


def test_lines_are_sorted_in_runs_as_they_are_in_memory(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {name: write_rdf(dataset, name) for name in ("nq", "nt")}
    monkeypatch.setattr(ntriples, "_RUN", 1 << 18)
    monkeypatch.setattr(ntriples, "_BLOCK", 1 << 12)
    for name, content in whole.items():
        chunks = [b"".join(some) for some in (ntriples.sort_nquads if name == "nq" else ntriples.sort_ntriples)(dataset)]
        assert len(chunks) > 10
        assert b"".join(chunks) == content


def test_triple_of_two_graphs_is_written_once_without_graphs() -> None:
    node = ox.NamedNode("https://example.org/x")
    twice = Dataset(ox.Quad(node, node, node, ox.NamedNode(f"https://example.org/{name}")) for name in "ab")
    assert write_rdf(twice, "nt").count(b"\n") == 1
    assert write_rdf(twice, "nq").count(b"\n") == 2
