"""RDF/XML: what it can say is read back by three parsers; what it cannot is refused, all of it at once."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from cengji.core.errors import InputError
from cengji.dataset import Dataset
from cengji.export import write_rdf
from tests.dataset.small import trig


def test_properties_without_a_known_prefix_get_one_where_they_stand() -> None:
    data = trig("<https://example.org/层> <https://example.org/x/1层级> <urn:a:b> ; <http://example.org/q?x=y> 7 .")
    written = write_rdf(Dataset(data), "rdf-xml")
    assert b'<p:\xe5\xb1\x82\xe7\xba\xa7 xmlns:p="https://example.org/x/1" rdf:resource="urn:a:b"/>' in written
    assert set(ox.parse(written, format=ox.RdfFormat.RDF_XML)) == data


def test_white_space_stays() -> None:
    data = trig('<urn:x:y> cj:asWritten " a\\tb\\r\\nc\\rd\\n" .')
    assert set(ox.parse(write_rdf(Dataset(data), "rdf-xml"), format=ox.RdfFormat.RDF_XML)) == data


def test_what_xml_cannot_hold_is_refused_statement_by_statement() -> None:
    data = trig('<urn:x:a> cj:asWritten "\\u0000" ; cj:page "ok", "\\uFFFE" ; <urn:x:1> "a" . <urn:x:b> cj:asWritten "\\u000B" .')
    with pytest.raises(InputError) as caught:
        write_rdf(Dataset(data), "rdf-xml")
    said = [str(fault) for fault in caught.value.faults]
    cj = "https://w3id.org/cengji/ontology#"
    take_out = "choose another format, or take the character out of the data"
    assert said == [
        f"<urn:x:a> <{cj}asWritten>: XML cannot hold the character U+0000 of its value — {take_out}",
        f"<urn:x:a> <{cj}page>: XML cannot hold the character U+FFFE of its value — {take_out}",
        "<urn:x:a> <urn:x:1>: RDF/XML cannot name this property, whose IRI does not end in an XML name — choose another format",
        f"<urn:x:b> <{cj}asWritten>: XML cannot hold the character U+000B of its value — {take_out}",
    ]


def test_triple_terms_are_refused() -> None:
    node = ox.NamedNode("urn:x:a")
    with pytest.raises(InputError, match=r"RDF/XML 1\.1 has no triple terms"):
        write_rdf(Dataset([ox.Quad(node, node, ox.Triple(node, node, node))]), "rdf-xml")


def test_blank_nodes_of_foreign_data_stay_tied() -> None:
    node, blank = ox.NamedNode("https://example.org/p"), ox.BlankNode("0a")
    written = write_rdf(Dataset([ox.Quad(node, node, blank), ox.Quad(blank, node, node)]), "rdf-xml")
    one, other = ox.parse(written, format=ox.RdfFormat.RDF_XML)
    assert {one.object, other.object} >= {node}
    assert {one.subject, other.subject} & {one.object, other.object} - {node}
