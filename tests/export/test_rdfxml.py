"""RDF/XML: what it can say is read back by other parsers; what it cannot is refused, all of it at once."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib

from cengji.core.errors import InputError
from cengji.dataset import Dataset
from cengji.export import write_rdf
from tests.dataset.small import trig

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def read_back(data: set[ox.Quad]) -> bytes:
    """Write, and read again with both parsers."""
    written = write_rdf(Dataset(data), "rdf-xml")
    assert set(ox.parse(written, format=ox.RdfFormat.RDF_XML)) == data
    assert len(rdflib.Graph().parse(data=written, format="xml")) == len(data)
    return written


def test_it_looks_so() -> None:
    data = trig(
        "<urn:x:b> a cj:Place ; cj:page 7 . <urn:x:a> dcterms:title '层'@zh ; a cj:Case ; <https://example.org/x/1层级> <urn:a:b> ."
    )
    assert (
        read_back(data).decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:dcterms="http://purl.org/dc/terms/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\
 xmlns:its="http://www.w3.org/2005/11/its" xmlns:cj="https://w3id.org/cengji/ontology#">
\t<rdf:Description rdf:about="urn:x:a">
\t\t<dcterms:title xml:lang="zh">层</dcterms:title>
\t\t<rdf:type rdf:resource="https://w3id.org/cengji/ontology#Case"/>
\t\t<层级 xmlns="https://example.org/x/1" rdf:resource="urn:a:b"/>
\t</rdf:Description>
\t<cj:Place rdf:about="urn:x:b">
\t\t<cj:page rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">7</cj:page>
\t</cj:Place>
</rdf:RDF>
"""
    )


def test_blank_nodes_get_names_that_xml_takes() -> None:
    node, one, two = ox.NamedNode("urn:x:a"), ox.BlankNode("0a"), ox.BlankNode("b0a")
    written = write_rdf(Dataset([ox.Quad(one, node, two), ox.Quad(two, node, node)]), "rdf-xml")
    assert len(rdflib.Graph().parse(data=written, format="xml")) == 2
    assert {str(quad.subject) for quad in ox.parse(written, format=ox.RdfFormat.RDF_XML)} == {"_:b0a", "_:bb0a"}


def test_white_space_stays() -> None:
    read_back(trig('<urn:x:y> cj:asWritten " a\\tb\\r\\nc\\rd\\n" .'))


@pytest.mark.parametrize("iri", ["urn:x:1", "http://a.example/", "http://a.example/𠀀", f"{RDF}li", f"{RDF}about", f"{RDF}bagID"])
def test_a_property_that_names_no_element_is_refused(iri: str) -> None:
    """Nothing after the last character that no name can hold, a character that expat takes in no name, words of the syntax."""
    with pytest.raises(InputError, match=f"^<urn:x:a> <{iri}>: RDF/XML cannot name an element after this property"):
        write_rdf(Dataset(trig(f"<urn:x:a> <{iri}> 'a' .")), "rdf-xml")


def test_what_cannot_be_written_is_refused_statement_by_statement() -> None:
    data = trig("""
        <urn:x:a> a <urn:x:1>, cj:Place ; cj:asWritten "\\u0000" ; cj:page "ok", "\\uFFFE", "l"@ar--ltr ; <urn:x:1> "a" .
        <urn:x:b> cj:asWritten "\\u000B" ; cj:about <<( <urn:x:a> cj:page 1 )>> .
    """)
    with pytest.raises(InputError) as caught:
        write_rdf(Dataset(data), "rdf-xml")
    cj = "https://w3id.org/cengji/ontology#"
    remedy = "choose another format"
    take_out = f"{remedy}, or take the character out of the data"
    assert set(map(str, caught.value.faults)) == {
        f"<urn:x:a> <{RDF}type>: RDF/XML cannot name an element after the class <urn:x:1> — {remedy}",
        f"<urn:x:a> <{cj}asWritten>: XML cannot hold the character U+0000 of its value — {take_out}",
        f"<urn:x:a> <{cj}page>: XML cannot hold the character U+FFFE of its value — {take_out}",
        f"<urn:x:a> <{cj}page>: RDF/XML 1.1 has no direction of a text — choose turtle, trig, nt, nq or json-ld",
        f"<urn:x:a> <urn:x:1>: RDF/XML cannot name an element after this property — {remedy}",
        f"<urn:x:b> <{cj}asWritten>: XML cannot hold the character U+000B of its value — {take_out}",
        f"<urn:x:b> <{cj}about>: RDF/XML 1.1 has no triple terms — choose turtle, trig, nt or nq",
    }
