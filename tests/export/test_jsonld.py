"""The JSON-LD writer: whatever literals and IRIs it is given, pyoxigraph reads the same quads back."""

from __future__ import annotations

import json
from typing import Final

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from graph.export.jsonld import jsonld
from graph.namespaces import CASE, CJ, ID, PREFIXES

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
ALL_PREFIXES: Final = {**PREFIXES, "case": CASE, "gusu-figure": f"{ID}gusu/figure/"}


def read(content: bytes) -> set[ox.Quad]:
    """Read JSON-LD with pyoxigraph."""
    return set(ox.parse(content, format=ox.RdfFormat.JSON_LD))


@given(QUADS)
def test_quads_are_read_back(quads: set[ox.Quad]) -> None:
    assert read(jsonld(quads, ALL_PREFIXES)) == quads


@given(QUADS)
def test_order_does_not_show(quads: set[ox.Quad]) -> None:
    ordered = sorted(quads, key=str)
    assert jsonld(ordered, ALL_PREFIXES) == jsonld(reversed(ordered), ALL_PREFIXES)


def test_document_is_grouped_by_graph_and_node() -> None:
    figure, case, rdf_type = ox.NamedNode(ID + "gusu/figure/grids"), ox.NamedNode(CASE + "gusu"), ox.NamedNode(PREFIXES["rdf"] + "type")
    values = [ox.Literal("168个"), ox.Literal("168", datatype=ox.NamedNode(XSD + "integer")), ox.Literal("格", language="zh")]
    quads = [ox.Quad(figure, ox.NamedNode(CJ + "asWritten"), value, case) for value in values]
    quads += [ox.Quad(figure, rdf_type, ox.NamedNode(CJ + "Figure"), case), ox.Quad(figure, ox.NamedNode(CJ + "inCase"), case, case)]
    assert json.loads(jsonld(quads, ALL_PREFIXES)) == {
        "@context": dict(sorted(ALL_PREFIXES.items())),
        "@graph": [
            {
                "@id": "case:gusu",
                "@graph": [
                    {
                        "@id": "gusu-figure:grids",
                        "@type": ["cj:Figure"],
                        "cj:asWritten": [{"@value": "168", "@type": "xsd:integer"}, "168个", {"@value": "格", "@language": "zh"}],
                        "cj:inCase": {"@id": "case:gusu"},
                    }
                ],
            }
        ],
    }


def test_prefix_that_is_the_scheme_of_an_iri_is_left_out() -> None:
    quad = ox.Quad(*[ox.NamedNode("time:now")] * 3, ox.NamedNode(PREFIXES["time"] + "Instant"))
    document = json.loads(jsonld([quad], PREFIXES))
    assert document["@context"] == {name: base for name, base in sorted(PREFIXES.items()) if name != "time"}
    assert read(jsonld([quad], PREFIXES)) == {quad}
