"""Parameter values: what a person types → one RDF term, serialized by the library that will parse it.

A value never becomes part of a query as text: it becomes a term first, and only the term's own
serialization stands in the marked VALUES row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.namespaces import PREFIXES
from cengji.core.queryfile import Parameter, QueryFile
from cengji.query.names import Names

__all__ = ["parameter_terms", "parameter_texts"]

_XSD: Final = PREFIXES["xsd"]


def parameter_terms(query: QueryFile, given: Mapping[str, str], names: Names) -> dict[str, str]:
    """Return the SPARQL term for each given parameter, by name.

    An ``iri`` parameter takes an IRI, a compact IRI with a known prefix, the short form that the screen
    shows, a key, or a label.

    :raises UsageError: naming every parameter that is unknown, missing or of the wrong type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    wrong = [f"{query.name} has no parameter {name!r}; it takes: {', '.join(known) or 'none'}" for name in given if name not in known]
    wrong += [f"{query.name} needs {name}=…  ({p.note})" for name, p in known.items() if p.required and name not in given]
    terms: dict[str, str] = {}
    for name, value in given.items():
        if name in known:
            try:
                terms[name] = str(_term(known[name], value, names))
            except UsageError as error:
                wrong.append(str(error))
    if wrong:
        raise UsageError("\n".join(wrong))
    return terms


def parameter_texts(parameters: Mapping[str, object]) -> dict[str, str]:
    """Return parameter values as a person would type them.

    >>> parameter_texts({"threshold": Decimal(2000), "named": True, "since": date(2024, 2, 19)})
    {'threshold': '2000', 'named': 'true', 'since': '2024-02-19'}

    :raises UsageError: naming each value that is not a text, number, truth value, date or IRI.
    """
    texts: dict[str, str] = {}
    wrong: list[str] = []
    for name, value in parameters.items():
        if isinstance(value, bool):
            texts[name] = "true" if value else "false"
        elif isinstance(value, str | int | float | Decimal | date):
            texts[name] = str(value)
        elif isinstance(value, ox.NamedNode | ox.Literal):
            texts[name] = value.value
        else:
            wrong.append(f"{name}={value!r} is a {type(value).__name__}; give a text, number, truth value, date or IRI")
    if wrong:
        raise UsageError("\n".join(wrong))
    return texts


def _term(parameter: Parameter, value: str, names: Names) -> ox.NamedNode | ox.Literal:
    try:
        match parameter.type:
            case "iri":
                return names.node(parameter.name, value, parameter.family)
            case "integer":
                return ox.Literal(str(_integer(value)), datatype=ox.NamedNode(_XSD + "integer"))
            case "decimal":
                return ox.Literal(f"{_decimal(value):f}", datatype=ox.NamedNode(_XSD + "decimal"))
            case "date":
                return ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(_XSD + "date"))
            case "boolean":
                return ox.Literal({"true": "true", "false": "false"}[value], datatype=ox.NamedNode(_XSD + "boolean"))
            case "text(zh)" | "text(en)":
                return ox.Literal(value, language=parameter.type[5:7])
            case _:
                return ox.Literal(value)
    except (ValueError, KeyError, InvalidOperation) as error:
        raise UsageError(f"{parameter.name}={value!r} is no {parameter.type}") from error


def _decimal(text: str) -> Decimal:
    """Read a decimal within what every engine can hold: 18 digits on either side of the point."""
    value = Decimal(text)
    if not value.is_finite() or value.adjusted() > 17 or int(value.normalize().as_tuple().exponent) < -18:
        raise ValueError("out of range")
    return value


def _integer(text: str) -> int:
    """Read an integer within what every engine can hold: 64 bits."""
    value = int(text)
    if not -(2**63) <= value < 2**63:
        raise ValueError("out of range")
    return value
