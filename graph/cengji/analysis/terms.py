"""An analysis as terms of RDF: a table for the formats of answers, observations with what they were derived from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.core.namespaces import CASE, PREFIXES, ROOT
from cengji.core.texts import Language

if TYPE_CHECKING:
    from cengji.analysis.records import Analysis, Row
    from cengji.query import Table

__all__ = ["ANALYSIS", "table_of", "triples_of", "write_number"]

ANALYSIS: Final = ROOT + "analysis/"
"""This, the name of an analysis and what identifies a row is the IRI of an observation."""
_XSD: Final = PREFIXES["xsd"]
_PLACES: Final = Decimal("0.000001")
_NAMES: Final = ("case", "subject", "aspect", "object")
_KEYED: Final = ("aspect", "unit")


def write_number(number: float, rounding: str = ROUND_HALF_EVEN) -> str:
    """Return a number as a decimal of at most six places.

    >>> write_number(7.357142857142857), write_number(21.0), write_number(1 / 3, ROUND_CEILING)
    ('7.357143', '21', '0.333334')
    """
    text = f"{Decimal(repr(float(number))).quantize(_PLACES, rounding=rounding):f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def table_of(analysis: Analysis, language: Language | None = None) -> Table:
    """Return the rows as a table, with a column of labels after each column of names where a language is given."""
    from cengji.query import Table

    columns: list[str] = []
    for name in (*_NAMES, "value", "lower", "upper", "unit", "begin", "end", "stated", "inferred", "disputed", "evidence"):
        columns += [name, f"{name}_label"] if language and name in (*_NAMES, "unit") else [name]
    return Table(columns, [tuple(_cell(analysis, row, column, language) for column in columns) for row in analysis.rows])


def _cell(analysis: Analysis, row: Row, column: str, language: Language | None) -> ox.NamedNode | ox.Literal | None:
    name, _, label = column.partition("_")
    held = getattr(row, name)
    if held in ("", None):
        return None
    if label and language:
        return ox.Literal(analysis.label(held, language), language=language)
    if name in ("value", "lower", "upper"):
        return _decimal(held, name)
    if name == "evidence":
        return ox.Literal(" ".join(held)) if held else None
    if isinstance(held, int):
        return ox.Literal(held)
    if name in ("begin", "end"):
        return ox.Literal(held, datatype=ox.NamedNode(_XSD + "date"))
    if name == "case":
        return ox.NamedNode(CASE + held)
    return ox.Literal(held) if name in _KEYED or ":" not in held else ox.NamedNode(held)


def _decimal(number: float, side: str) -> ox.Literal:
    rounding = {"lower": ROUND_FLOOR, "upper": ROUND_CEILING}.get(side, ROUND_HALF_EVEN)
    return ox.Literal(write_number(number, rounding), datatype=ox.NamedNode(_XSD + "decimal"))


def triples_of(analysis: Analysis) -> tuple[ox.Triple, ...]:
    """Return an observation for each row, and the analysis as the activity that all of them come from."""
    found = {triple for row in analysis.rows for triple in _observe(analysis, row)}
    method, name = analysis.method, ox.NamedNode(ANALYSIS + analysis.method.name)
    found.add(ox.Triple(name, _term("rdf", "type"), _term("schema", "StatisticalVariable")))
    for language, text in (("zh", method.title.zh), ("en", method.title.en)):
        found.add(ox.Triple(name, _term("skos", "prefLabel"), ox.Literal(text, language=language)))
    said = [("schema", "measurementMethod", method.formula), ("dcterms", "source", method.source)]
    for prefix, local, words in [*said, *(("skos", "scopeNote", caution) for caution in method.cautions)]:
        found |= {
            ox.Triple(name, _term(prefix, local), ox.Literal(text, language=language))
            for language, text in (("zh", words.zh), ("en", words.en))
            if text
        }
    return tuple(sorted(found, key=str))


def _observe(analysis: Analysis, row: Row) -> Iterator[ox.Triple]:
    name = analysis.method.name
    identity = "\n".join((row.case, row.subject, row.aspect, row.object, row.begin, row.end, *row.evidence))
    node = ox.NamedNode(f"{ANALYSIS}{name}/{sha256(identity.encode()).hexdigest()[:16]}")
    yield ox.Triple(node, _term("rdf", "type"), _term("schema", "Observation"))
    yield ox.Triple(node, _term("schema", "variableMeasured"), ox.NamedNode(ANALYSIS + name))
    yield ox.Triple(node, _term("schema", "measurementQualifier"), ox.Literal(row.aspect))
    for predicate, thing in (("observationAbout", row.subject), ("object", row.object)):
        if thing:
            yield ox.Triple(node, _term("schema", predicate), ox.NamedNode(thing) if ":" in thing else ox.Literal(thing))
    if row.case:
        yield ox.Triple(node, ox.NamedNode(PREFIXES["cj"] + "inCase"), ox.NamedNode(CASE + row.case))
    for predicate, number, side in (("value", row.value, ""), ("minValue", row.lower, "lower"), ("maxValue", row.upper, "upper")):
        if number is not None:
            yield ox.Triple(node, _term("schema", predicate), _decimal(number, side))
    if row.unit:
        yield ox.Triple(node, _term("schema", "unitText"), ox.Literal(analysis.label(row.unit, "en"), language="en"))
    for predicate, day in (("startDate", row.begin), ("endDate", row.end)):
        if day:
            yield ox.Triple(node, _term("schema", predicate), ox.Literal(day, datatype=ox.NamedNode(_XSD + "date")))
    for status in ("stated", "inferred", "disputed"):
        if number := getattr(row, status):
            text = f"{number} {status}"
            yield ox.Triple(node, _term("skos", "editorialNote"), ox.Literal(text, language="en"))
    for source in row.evidence:
        yield ox.Triple(node, _term("prov", "wasDerivedFrom"), ox.NamedNode(source))


def _term(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + name)
