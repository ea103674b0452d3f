"""Parameter values: what a person types → one RDF term, serialized by the library that will parse it.

A value never becomes part of a query as text: it becomes a term first, and only the term's own
serialization stands in the marked VALUES row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

import pyoxigraph as ox

from graph.dataset import Dataset
from graph.errors import UsageError
from graph.namespaces import CASE, ID, PREFIXES, SCHEME
from graph.queryfile import Parameter, QueryFile

__all__ = ["parameter_terms"]

_XSD = PREFIXES["xsd"]
_NAMES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?node ?name WHERE {
  { ?node skos:prefLabel ?name } UNION { ?node skos:altLabel ?name } UNION { ?node skos:notation ?name }
}
"""


def parameter_terms(query: QueryFile, given: Mapping[str, str], dataset: Dataset) -> dict[str, str]:
    """Give the SPARQL term for each given parameter, by name.

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
                terms[name] = str(_term(known[name], value, dataset))
            except UsageError as error:
                wrong.append(str(error))
    if wrong:
        raise UsageError("\n".join(wrong))
    return terms


def _term(parameter: Parameter, value: str, dataset: Dataset) -> ox.NamedNode | ox.Literal:
    try:
        match parameter.type:
            case "iri":
                return _node(parameter.name, value, dataset)
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


def _node(name: str, value: str, dataset: Dataset) -> ox.NamedNode:
    """Find the node that a person means; of several that share a name, the one of the kind that the parameter is named after.

    Taken in this order: an IRI, a compact IRI, the short form that the screen shows (``gusu/group/grids``,
    ``indicator/size``), a key, a label.
    """
    prefix, colon, rest = value.partition(":")
    if re.fullmatch(r"https?|urn", prefix) and colon:
        return ox.NamedNode(value)
    if colon and prefix in PREFIXES:
        return ox.NamedNode(PREFIXES[prefix] + rest)
    rows = [(node, label) for node, label in dataset.rows(_NAMES) if node and label]
    shown = {node for node, _ in rows} & {base + value for base in (ID, CASE, SCHEME)}
    keyed = {node for node, _ in rows if _key(node) == value}
    labelled = {node for node, label in rows if label == value}
    for candidates in (shown, keyed, labelled):
        found = {node for node in candidates if f"/{name}/" in node} or candidates
        if len(found) == 1:
            return ox.NamedNode(found.pop())
        if found:
            choices = "\n  ".join(sorted(found)[:12])
            raise UsageError(f"{name}={value!r} may mean several things; give one of these IRIs:\n  {choices}")
    near = _near(value, [row for row in rows if f"/{name}/" in row[0]]) or _near(value, rows)
    raise UsageError(f"nothing is called {value!r} ({name}); " + (f"did you mean {' or '.join(near)}?" if near else "try its IRI"))


def _near(value: str, rows: list[tuple[str, str]]) -> list[str]:
    names = {label for _, label in rows} | {_key(node) for node, _ in rows}
    return get_close_matches(value, sorted(names), n=3, cutoff=0.5)


def _key(node: str) -> str:
    return node.rsplit("/", 1)[-1]
