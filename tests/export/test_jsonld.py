"""The JSON-LD writer: whatever literals and IRIs it is given, pyoxigraph reads the same quads back."""

from __future__ import annotations

import json
from typing import Final

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.core.errors import UsageError
from cengji.core.namespaces import CASE, CJ, ID, PREFIXES
from cengji.core.resources import resource_dir
from cengji.dataset import Dataset
from cengji.export import write_rdf
from tests.dataset.small import trig

TEXT: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
XSD: Final = PREFIXES["xsd"]
LOCAL: Final = st.text("abz09-._~/?:@é层", max_size=8)
BASES: Final = st.sampled_from([*PREFIXES.values(), CASE, ID + "gusu/figure/", "https://example.org/", "urn:x:"])
IRIS: Final = st.one_of(
    st.builds(lambda base, local: ox.NamedNode(base + local), BASES, LOCAL),
    st.sampled_from([ox.NamedNode(f"{prefix}:x") for prefix in ("cj", "time", "schema", "urn")]),
    st.just(ox.NamedNode(CJ + "Figure")),
)
LITERALS: Final = st.one_of(
    TEXT.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXT, st.sampled_from(["zh", "en", "zh-hans"])),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)),
        st.one_of(TEXT, st.sampled_from(["007", "1e3", "true", "-0.0", "NaN", "2020"])),
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "hexBinary"]),
    ),
    st.builds(lambda text, kind: ox.Literal(text, datatype=kind), TEXT, IRIS.filter(lambda iri: "rdf-syntax-ns#" not in iri.value)),
)
PREDICATES: Final = st.one_of(IRIS, st.just(ox.NamedNode(PREFIXES["rdf"] + "type")))
QUADS: Final = st.sets(st.builds(ox.Quad, IRIS, PREDICATES, st.one_of(IRIS, LITERALS), IRIS), max_size=12)


def read(content: bytes) -> set[ox.Quad]:
    """Read JSON-LD with pyoxigraph."""
    return set(ox.parse(content, format=ox.RdfFormat.JSON_LD))


@given(QUADS)
def test_quads_are_read_back(quads: set[ox.Quad]) -> None:
    assert read(write_rdf(Dataset(quads), "json-ld")) == set(Dataset(quads))


@given(QUADS)
def test_order_does_not_show(quads: set[ox.Quad]) -> None:
    ordered = sorted(quads, key=str)
    assert write_rdf(Dataset(ordered), "json-ld") == write_rdf(Dataset(reversed(ordered)), "json-ld")


def test_document_is_compacted_graph_by_graph_and_node_by_node() -> None:
    quads = trig("""
      <case/gusu> { <id/gusu/figure/grids> a cj:Figure ; cj:asWritten "168个" ; cj:position 7 ; cj:lowerBound 168.5, "x"@en ;
        cj:inCase <case/gusu> ; cj:about <id/gusu/group/grids>, <https://example.org/x> ; cj:eventDate "2020"^^xsd:gYear ;
        skos:prefLabel "格"@zh, "grids"@en ; skos:altLabel "一"@zh, "二"@zh ; cj:reason "r"@de ; dcterms:created "x" . }
    """)
    document = json.loads(write_rdf(Dataset(quads), "json-ld"))
    context = json.loads(resource_dir("ontology").joinpath("context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {word: meaning for word, meaning in context.items() if "xsd:string" not in str(meaning)}.items() <= document["@context"].items()
    assert document["@context"]["asWritten"] == {"@id": "cj:asWritten"}
    assert document["@context"].keys() - context.keys() == {"case", "gusu-figure", "gusu-group"}
    assert document["@graph"] == [
        {
            "id": "case:gusu",
            "@graph": [
                {
                    "id": "gusu-figure:grids",
                    "type": "Figure",
                    "dcterms:created": "x",
                    "altLabel": {"zh": ["一", "二"]},
                    "prefLabel": {"en": "grids", "zh": "格"},
                    "about": ["https://example.org/x", "gusu-group:grids"],
                    "asWritten": "168个",
                    "eventDate": {"@value": "2020", "@type": "xsd:gYear"},
                    "inCase": "case:gusu",
                    "lowerBound": "168.5",
                    "cj:lowerBound": {"@value": "x", "@language": "en"},
                    "position": "7",
                    "reason": {"de": "r"},
                }
            ],
        }
    ]


def test_prefix_that_is_the_scheme_of_an_iri_is_left_out() -> None:
    quad = ox.Quad(*[ox.NamedNode("cj:now")] * 3, ox.NamedNode(PREFIXES["cj"] + "Instant"))
    written = write_rdf(Dataset([quad]), "json-ld")
    context = json.loads(written)["@context"]
    assert "cj" not in context
    assert context["about"] == {"@id": PREFIXES["cj"] + "about", "@type": "@id"}
    assert read(written) == {quad}


def test_triple_terms_are_refused_aloud() -> None:
    node = ox.NamedNode("https://example.org/x")
    with pytest.raises(UsageError, match=r"JSON-LD 1\.1 has no triple terms; choose turtle, trig, nt or nq"):
        write_rdf(Dataset([ox.Quad(node, node, ox.Triple(node, node, node))]), "json-ld")
