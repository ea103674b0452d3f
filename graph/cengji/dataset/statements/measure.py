"""Measures: parts, actors, figures, generic measures; what they answer and bring, the powers they grant."""

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
            (CJ.function, [concept_iri("measure-function", key) for key in measure.function]),
            (CJ.runBy, sink.all(dict.fromkeys((*measure.run_by, *measure.led_by)))),
            (CJ.ledBy, sink.all(measure.led_by)),
            (CJ.assistedBy, sink.all(measure.assisted_by)),
            (CJ.actsOn, sink.all(measure.acts_on)),
            (CJ.audience, [concept_iri("audience", key) for key in measure.audience]),
            (CJ.addresses, sink.all(measure.addresses)),
            (CJ.purpose, measure.purpose),
            (CJ.since, date_literal(measure.since) if measure.since else None),
            (CJ.sinceAsWritten, measure.since_written),
            (CJ.stage, concept_iri("stage", measure.stage) if measure.stage else None),
            (CJ.input, sink.all(measure.inputs)),
            (CJ.resultedIn, sink.all(measure.results)),
            (CJ.quantifiedBy, sink.all(measure.figures)),
            (CJ.outcome, sink.all(measure.outcomes)),
            (CJ.grantedPower, sink.all(measure.powers)),
            (CJ.succeeds, sink.all(measure.succeeds)),
            (CJ.rolledOutFrom, sink.all(measure.rolled_out_from)),
            (CJ.feedsInto, sink.all(measure.feeds_into)),
        ])  # fmt: skip
        write_period(sink, iri, measure.key, time_of_beginning(measure.since, measure.since_written))
        sink.add(iri, sink.curated, [(CJ.noGeneric, measure.no_generic)])
        if measure.part_of:
            sink.add(sink[measure.part_of], sink.stated, [(DCTERMS.hasPart, iri)])
        _generic(sink, measure)
    _problems(sink)
    _outcomes(sink)
    _powers(sink)
    _precedences(sink)


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


def _precedences(sink: Sink) -> None:
    for precedence in sink.case.precedences:
        iri = sink.item(precedence, sink.stated)
        sink.thing(iri, sink.stated, "PrecedenceClaim")
        sink.add(iri, sink.stated, [(CJ.scopePlace, sink[precedence.scope]), (CJ.ordinal, precedence.ordinal)])
        sink.add(sink[precedence.measure], sink.stated, [(CJ.precedence, iri)])


def _problems(sink: Sink) -> None:
    for problem in sink.case.problems:
        iri = sink.item(problem, sink.stated)
        sink.thing(iri, sink.stated, "Problem")
        sink.add(iri, sink.stated, [(CJ.atPlace, sink[problem.place]), (CJ.concerns, sink.all(problem.concerns))])


def _outcomes(sink: Sink) -> None:
    for outcome in sink.case.outcomes:
        iri = sink.item(outcome, sink.stated)
        sink.thing(iri, sink.stated, "Outcome")
        sink.add(iri, sink.stated, [
            (CJ.atPlace, sink[outcome.place]),
            (CJ.outcomeMode, concept_iri("outcome-mode", outcome.mode)),
            (CJ.concerns, sink.all(outcome.concerns)),
        ])  # fmt: skip


def _powers(sink: Sink) -> None:
    for power in sink.case.powers:
        iri = sink.item(power, sink.stated)
        sink.thing(iri, sink.stated, "PowerGrant")
        sink.add(iri, sink.stated, [
            (CJ.grantor, sink.all(power.granted_by)),
            (CJ.grantee, sink[power.granted_to]),
            (CJ.powerOver, sink.all(power.over)),
            (CJ.grantMode, concept_iri("grant-mode", power.mode)),
            (CJ.quantifiedBy, sink.all(power.figures)),
        ])  # fmt: skip
