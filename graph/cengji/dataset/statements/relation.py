"""Relations: a claim with evidence and, unless it is disputed, the direct triple other tools read."""

from __future__ import annotations

from cengji.dataset.statements.sink import Sink
from cengji.dataset.terms import CJ, SKOS, concept_iri

__all__ = ["write"]


def write(sink: Sink) -> None:
    """State the relations of the case."""
    for relation in sink.case.relations:
        kind = concept_iri("relation", relation.relation)
        direct = sink.ontology.direct_properties.get(kind.value, CJ.relatesTo)
        subject, target = sink[relation.subject], sink[relation.object]
        iri = sink.item(relation, sink.stated)
        sink.thing(iri, sink.stated, "RelationClaim")
        sink.add(iri, sink.stated, [
            (SKOS.prefLabel, relation.label),
            (CJ.claimSubject, subject),
            (CJ.claimPredicate, direct),
            (CJ.claimObject, target),
            (CJ.relationKind, kind),
            (CJ.condition, relation.condition),
            (CJ.quantifiedBy, sink.all(relation.figures)),
        ])  # fmt: skip
        if relation.status != "disputed":
            sink.add(subject, sink.stated, [(direct, target)])
