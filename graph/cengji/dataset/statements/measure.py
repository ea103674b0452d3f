"""Measures, their parts, actors and results, and the generic measures they are variants of."""

from __future__ import annotations

from cengji.cases.measures import Measure
from cengji.dataset.statements.period import time_of_beginning, write_period
from cengji.dataset.statements.sink import Sink
from cengji.dataset.terms import CJ, DCTERMS, concept_iri, date_literal

__all__ = ["write"]


def write(sink: Sink) -> None:
    """State the measures of the case."""
    for measure in sink.case.measures:
        iri = sink.item(measure, sink.stated)
        special = sink.class_of_kind("measure-kind", measure.kind, "Measure")
        sink.thing(iri, sink.stated, "Measure", *(() if special == "Measure" else (special,)))
        sink.add(iri, sink.stated, [
            (CJ.measureKind, concept_iri("measure-kind", measure.kind)),
            (CJ.atPlace, sink[measure.place]),
            (CJ.runBy, sink.all(measure.run_by)),
            (CJ.actsOn, sink.all(measure.acts_on)),
            (CJ.audience, [concept_iri("audience", key) for key in measure.audience]),
            (CJ.purpose, measure.purpose),
            (CJ.since, date_literal(measure.since) if measure.since else None),
            (CJ.sinceAsWritten, measure.since_written),
            (CJ.stage, concept_iri("stage", measure.stage) if measure.stage else None),
            (CJ.resultedIn, sink.all(measure.results)),
        ])  # fmt: skip
        write_period(sink, iri, measure.key, time_of_beginning(measure.since, measure.since_written))
        if measure.part_of:
            sink.add(sink[measure.part_of], sink.stated, [(DCTERMS.hasPart, iri)])
        _generic(sink, measure)


def _generic(sink: Sink, measure: Measure) -> None:
    mapping = measure.generic
    if mapping is None:
        return
    generic = concept_iri("generic-measure", mapping.measure)
    claim = sink.new("generic", f"{measure.key}-{mapping.measure}")
    sink.thing(claim, sink.curated, "GenericMapping")
    sink.add(claim, sink.curated, [
        (CJ.mappedMeasure, sink[measure.key]),
        (CJ.mappedGeneric, generic),
        (CJ.status, concept_iri("status", mapping.status)),
        (CJ.reason, mapping.reason),
    ])  # fmt: skip
    if mapping.status != "disputed":
        sink.add(sink[measure.key], sink.curated, [(CJ.variantOf, generic)])
