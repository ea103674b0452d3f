"""The case itself, its document, the places and the concepts it declares."""

from __future__ import annotations

import pyoxigraph as ox

from cengji.core.licences import licence_iri
from cengji.core.namespaces import DOCUMENTS, PLACES, PREFIXES, SCHEMES
from cengji.dataset.statements.sink import Sink
from cengji.dataset.terms import CJ, DCTERMS, RDF_TYPE, SKOS, SPDX, concept_iri, date_literal, scheme_iri

__all__ = ["write"]

_DOCUMENTS, _PLACES, _SCHEMES = ox.NamedNode(DOCUMENTS), ox.NamedNode(PLACES), ox.NamedNode(SCHEMES)
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
_HEX_BINARY = ox.NamedNode(PREFIXES["xsd"] + "hexBinary")


def write(sink: Sink) -> None:
    """State the case, its source document, its places and the concepts it declares."""
    case = sink.case
    sink.add(sink.iri, sink.stated, [
        (RDF_TYPE, CJ.Case),
        (SKOS.prefLabel, case.title),
        (CJ.documentedBy, sink.document),
        (CJ.coversPlace, sink.all(place.key for place in case.places)),
    ])  # fmt: skip
    sink.add(sink.iri, sink.curated, [(DCTERMS.license, ox.NamedNode(licence_iri(case.licence)) if case.licence else None)])
    _document(sink)
    _document_part(sink)
    _places(sink)
    _concepts(sink)


def _document(sink: Sink) -> None:
    """A document that cases share belongs to none of them, and is described in a graph of its own; what a case finds cited stays there."""
    source = sink.case.document
    if source.key:
        graph, checksum = _DOCUMENTS, ox.NamedNode(f"{sink.document.value}/checksum")
        sink.add(sink.document, graph, [(RDF_TYPE, CJ.SourceDocument)])
    else:
        graph, checksum = sink.stated, sink.new("checksum", "source")
        sink.thing(sink.document, graph, "SourceDocument")
    sink.add(sink.document, graph, [
        (DCTERMS.title, sink.printed(source.title)),
        (DCTERMS.language, ox.NamedNode(_LANGUAGES + source.language) if source.language else None),
        (CJ.publisherName, source.publisher),
        (CJ.issuerName, source.issuer),
        (CJ.sourceKind, concept_iri("source-kind", source.kind)),
        (DCTERMS.issued, date_literal(source.published) if source.published else None),
        (CJ.dateAsWritten, source.date_written),
        (CJ.page, source.page),
        (CJ.codePointCount, source.characters),
        (SPDX.checksum, checksum),
    ])  # fmt: skip
    sink.add(sink.document, sink.stated, [(CJ.citesDocument, sink.all(policy.key for policy in sink.case.policies))])
    sink.add(checksum, graph, [
        (RDF_TYPE, SPDX.Checksum),
        (SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
        (SPDX.checksumValue, ox.Literal(source.sha256.upper(), datatype=_HEX_BINARY)),
    ])  # fmt: skip


def _document_part(sink: Sink) -> None:
    """State the part of the document that is about this case: its own title and, once anchored, where it stands."""
    told = sink.case.document.part
    if told is None:
        return
    part = sink.new("document", "part")
    sink.add(sink.iri, sink.stated, [(CJ.documentPart, part)])
    sink.thing(part, sink.stated, "DocumentPart")
    sink.add(
        part,
        sink.stated,
        [(DCTERMS.title, sink.printed(told.title)), (DCTERMS.isPartOf, sink.document), (CJ.sliceDigest, told.sha256)],
    )
    if told.start is not None and told.end is not None:
        sink.select(part, "document-part", told.start, told.end)


def _places(sink: Sink) -> None:
    """Places are shared by cases: their description stands in one graph, their evidence in the case's."""
    for place in sink.case.places:
        iri = sink[place.key]
        official = [CJ.Division] if place.code or place.division else []
        sink.add(iri, _PLACES, [(RDF_TYPE, [CJ.Place, *official])])
        sink.names(iri, _PLACES, place)
        sink.add(iri, _PLACES, [
            (SKOS.notation, place.code),
            (CJ.commonTier, concept_iri("tier", place.tier) if place.tier else None),
            (CJ.partOfPlace, sink[place.part_of] if place.part_of else None),
            (SKOS.note, place.note),
        ])  # fmt: skip
        sink.evidence(iri, sink.stated, place.evidence)


def _concepts(sink: Sink) -> None:
    """Concepts are shared like places: two cases may declare the same one, it is stated once."""
    for scheme, concepts in sink.case.concepts.items():
        for concept in concepts:
            iri = concept_iri(scheme, concept.key)
            sink.add(iri, _SCHEMES, [
                (RDF_TYPE, [SKOS.Concept, sink.ontology.concept_classes[scheme]]),
                (SKOS.inScheme, scheme_iri(scheme)),
                (SKOS.prefLabel, [ox.Literal(concept.zh, language="zh"), ox.Literal(concept.en, language="en")]),
                (SKOS.notation, concept.key),
                (SKOS.definition, concept.definition),
                (SKOS.broader, concept_iri(scheme, concept.broader) if concept.broader else None),
                (CJ.usualTier, concept_iri("tier", concept.tier) if concept.tier else None),
                (SKOS.topConceptOf, None if concept.broader else scheme_iri(scheme)),
            ])  # fmt: skip
