"""Figures with their comparator, certain bounds, role and time; breakdowns of the groups that they count."""

from __future__ import annotations

import pyoxigraph as ox

from cengji.cases.measures import Figure
from cengji.dataset.statements.period import Time, write_period
from cengji.dataset.statements.sink import Sink
from cengji.dataset.terms import CJ, QUDT, boolean, concept_iri, decimal

__all__ = ["write"]


def write(sink: Sink) -> None:
    """State the figures of the case."""
    for figure in sink.case.figures:
        iri = sink.item(figure, sink.stated)
        sink.thing(iri, sink.stated, "Figure")
        sink.add(iri, sink.stated, [
            (CJ.about, sink[figure.about]),
            (CJ.atPlace, sink[figure.place]),
            (CJ.indicator, concept_iri("indicator", figure.indicator)),
            (CJ.asWritten, figure.written),
            (QUDT.hasUnit, concept_iri("unit", figure.unit)),
            (CJ.comparator, concept_iri("comparator", figure.comparator)),
            (CJ.figureKind, concept_iri("figure-kind", figure.kind)),
            (CJ.direction, concept_iri("direction", figure.direction) if figure.direction else None),
            (CJ.role, concept_iri("role", figure.role)),
            (CJ.countedThing, figure.counted),
            (CJ.pairedWith, sink[figure.paired_with] if figure.paired_with else None),
            (CJ.numerator, sink[figure.numerator] if figure.numerator else None),
            (CJ.denominator, sink[figure.denominator] if figure.denominator else None),
            (CJ.readingRule, concept_iri("rule", figure.reading_rule) if figure.reading_rule else None),
        ])  # fmt: skip
        if figure.per:
            sink.add(iri, sink.stated, [
                (CJ.perUnitOf, sink[figure.per.of]),
                (CJ.perCount, figure.per.count),
                (CJ.aggregation, concept_iri("aggregation", figure.per.aggregation)),
            ])  # fmt: skip
        _numbers(sink, iri, figure)
        if time := figure.time:
            sink.add(iri, sink.stated, [(CJ.timeAsWritten, time.written)])
            write_period(sink, iri, figure.key, Time(time.written, time.start, time.end, time.rule))
    for breakdown in sink.case.breakdowns:
        iri = sink.item(breakdown, sink.stated)
        sink.thing(iri, sink.stated, "Breakdown")
        sink.add(iri, sink.stated, [
            (CJ.breakdownOf, sink[breakdown.of]),
            (CJ.breakdownPart, sink.all(breakdown.into)),
            (CJ.complete, boolean(breakdown.complete)),
        ])  # fmt: skip


def _numbers(sink: Sink, iri: ox.NamedNode, figure: Figure) -> None:
    bounds = figure.bounds
    numbers = [
        (QUDT.numericValue, figure.value),
        (CJ.precision, figure.precision),
        (CJ.lowerBound, bounds.lower),
        (CJ.upperBound, bounds.upper),
        (CJ.readingLower, figure.reading_lower),
        (CJ.readingUpper, figure.reading_upper),
    ]
    sink.add(iri, sink.stated, [(predicate, decimal(value)) for predicate, value in numbers if value is not None])
    sink.add(iri, sink.stated, [
        (CJ.lowerInclusive, None if bounds.lower is None else boolean(bounds.lower_inclusive)),
        (CJ.upperInclusive, None if bounds.upper is None else boolean(bounds.upper_inclusive)),
    ])  # fmt: skip
