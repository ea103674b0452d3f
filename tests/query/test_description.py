"""The library as RDF: what another reader finds in it are the very queries."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from cengji.cli import cengji
from cengji.core.namespaces import PREFIXES
from cengji.query import Catalogue
from cengji.query.description import describe_library

_READ = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?name ?zh ?en ?group ?text WHERE {
  ?query a sh:SPARQLExecutable ; rdfs:label ?name ; rdfs:comment ?zh, ?en ; schema:keywords ?group ;
         schema:target <https://w3id.org/cengji/dataset> ; sh:select ?text .
  FILTER (LANG(?zh) = "zh" && LANG(?en) = "en" && LANG(?group) = "en")
} ORDER BY ?name
"""
_PARAMETERS = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?path ?kind ?datatype ?optional WHERE {
  <https://w3id.org/cengji/query/more-than> sh:parameter ?parameter .
  ?parameter sh:path ?path ; sh:optional ?optional .
  OPTIONAL { ?parameter sh:nodeKind ?kind }
  OPTIONAL { ?parameter sh:datatype ?datatype }
} ORDER BY ?path
"""


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=describe_library(Catalogue()), format="turtle")


def test_every_query_is_there_with_its_very_text(graph: rdflib.Graph) -> None:
    found = [tuple(map(str, row)) for row in graph.query(_READ)]  # type: ignore[arg-type]
    assert found == [(q.name, q.header("question", "zh"), q.header("question", "en"), q.header("group"), q.text) for q in Catalogue()]


def test_parameters_say_what_they_take(graph: rdflib.Graph) -> None:
    found = [tuple(cell.toPython() if cell is not None else None for cell in row) for row in graph.query(_PARAMETERS)]  # type: ignore[union-attr]
    assert [
        (str(path).rsplit("/", 1)[-1], kind and str(kind), datatype and str(datatype), optional) for path, kind, datatype, optional in found
    ] == [
        ("indicator", PREFIXES["sh"] + "IRI", None, True),
        ("threshold", None, PREFIXES["xsd"] + "decimal", True),
        ("unit", PREFIXES["sh"] + "IRI", None, True),
    ]


def test_no_blank_node(graph: rdflib.Graph) -> None:
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]


def test_one_query_by_name() -> None:
    written = CliRunner().invoke(cengji, ["queries", "places", "--format", "ttl"])
    assert (written.exit_code, written.stderr) == (0, "")
    texts = [t.object.value for t in ox.parse(written.stdout.encode(), format=ox.RdfFormat.TURTLE) if t.predicate.value.endswith("#select")]
    assert texts == [Catalogue()["places"].text]


def test_a_list_goes_to_no_file() -> None:
    refused = CliRunner().invoke(cengji, ["queries", "-o", "list.txt"])
    assert refused.exit_code == 2
    assert "--format ttl" in refused.stderr
