"""Terms and values of SPARQL as SQL: a term is a struct of text, datatype and language; an error is null, as it is to a filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Literal, URIRef

from cengji.core.namespaces import PREFIXES
from cengji.register.tables import quote_text

__all__ = [
    "NUMBER", "TERM", "TEXT", "TRUTH", "UnsaidError", "Value", "as_truth", "call", "compare", "literal", "number", "printed", "struct",
    "term", "times",
]  # fmt: skip

TERM: Final = "term"
TEXT: Final = "text"
NUMBER: Final = "number"
TRUTH: Final = "truth"
_XSD: Final = PREFIXES["xsd"]
_STRING: Final = f"{_XSD}string"
_LANGUAGE_STRING: Final = PREFIXES["rdf"] + "langString"
_STRINGS: Final = f"('{_STRING}', '{_LANGUAGE_STRING}')"
_NUMBERS: Final = ", ".join(
    f"'{_XSD}{name}'"
    for name in ("integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
                 "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte")
)  # fmt: skip
_ORDERED: Final = f"('{_STRING}', '{_XSD}date', '{_XSD}dateTime', '{_XSD}gYear', '{_XSD}gYearMonth')"
"""Datatypes beside numbers whose values are in the order of their texts, as far as they are written alike."""


class UnsaidError(Exception):
    """What of a query has no translation."""


@dataclass(frozen=True, slots=True)
class Value:
    """The SQL of a value, its kind (a term, or a text, number or truth that is made of terms), and whether it is never null."""

    kind: str
    sql: str
    sure: bool = False


def struct(text: str, datatype: str = "''", language: str = "''") -> str:
    """Return the SQL of a term; an IRI has no datatype."""
    return f"{{'v': {text}, 'd': {datatype}, 'l': {language}}}"


def literal(node: object) -> Value:
    """Return the value of a constant of a query."""
    if isinstance(node, URIRef):
        return Value(TERM, struct(quote_text(node)))
    if not isinstance(node, Literal):
        raise UnsaidError(type(node).__name__)
    if node.language:
        return Value(TERM, struct(quote_text(node), quote_text(_LANGUAGE_STRING), quote_text(node.language.lower())))
    kind = str(node.datatype or _STRING)
    if kind == f"{_XSD}boolean":
        return Value(TRUTH, "true" if str(node) in ("true", "1") else "false")
    if quote_text(kind) in _NUMBERS:
        return Value(NUMBER, f"'{node}'::DECIMAL(38, 9)")
    return Value(TEXT, quote_text(node)) if kind == _STRING else Value(TERM, struct(quote_text(node), quote_text(kind)))


def term(value: Value) -> Value:
    """Return a value as a term."""
    if value.kind == TERM:
        return value
    kind = {TEXT: "string", NUMBER: "decimal", TRUTH: "boolean"}[value.kind]
    return Value(TERM, f"(CASE WHEN {value.sql} IS NOT NULL THEN {struct(printed(value), quote_text(_XSD + kind))} END)")


def number(value: Value) -> Value:
    """Return a value as a number, null if it is none."""
    if value.kind == NUMBER:
        return value
    if value.kind != TERM:
        return Value(NUMBER, "NULL::DECIMAL(38, 9)")
    return Value(NUMBER, f"(CASE WHEN ({value.sql}).d IN ({_NUMBERS}) THEN try_cast(({value.sql}).v AS DECIMAL(38, 9)) END)")


def as_truth(value: Value) -> Value:
    """Return a value that a filter takes."""
    if value.kind != TRUTH:
        raise UnsaidError(f"a {value.kind} as a condition")
    return value


def printed(value: Value) -> str:
    """Return the SQL of what a value looks like."""
    if value.kind == TERM:
        return f"({value.sql}).v"
    if value.kind == NUMBER:
        return f"regexp_replace(regexp_replace(({value.sql})::VARCHAR, '(\\.[0-9]*?)0+$', '\\1'), '\\.$', '')"
    return f"({value.sql})::VARCHAR"


def times(factors: Sequence[Value]) -> Value:
    """Return a product, null where it is too large."""
    product = " * ".join(f"({one.sql})::DECIMAL(29, 9)" for one in factors[:2])
    if len(factors) != 2:
        raise UnsaidError("a product of several")
    return Value(NUMBER, f"TRY({product})")


def compare(sign: str, one: Value, two: Value) -> str:
    """Return the SQL of a comparison, null where the values have no order or may be equal without being the same term."""
    kinds = {one.kind, two.kind}
    if len(kinds) == 1 and TERM not in kinds:
        return f"({one.sql} {sign} {two.sql})"
    numbers = f"{number(one).sql} {sign} {number(two).sql}"
    if NUMBER in kinds and sign not in ("=", "!="):
        return f"({numbers})"
    a, b = term(one).sql, term(two).sql
    if sign not in ("=", "!="):
        return f"coalesce({numbers}, CASE WHEN ({a}).d = ({b}).d AND ({a}).d IN {_ORDERED} THEN ({a}).v {sign} ({b}).v END)"
    known = f"(({a}).d = '' OR ({b}).d = '' OR (({a}).d IN {_STRINGS} AND ({b}).d IN {_STRINGS}))"
    other = "true" if sign == "!=" else "false"
    same = "false" if sign == "!=" else "true"
    return f"coalesce({numbers}, CASE WHEN {a} = {b} THEN {same} WHEN {known} THEN {other} END)"


def _string(value: Value) -> str:
    """Return the SQL of a text that functions of strings take, null for an IRI or another literal."""
    if value.kind == TEXT:
        return value.sql
    if value.kind != TERM:
        raise UnsaidError(f"a {value.kind} as a string")
    return f"(CASE WHEN ({value.sql}).d IN {_STRINGS} THEN ({value.sql}).v END)"


def call(name: str, given: Sequence[Value]) -> Value:
    """Return a call of a function.

    :raises UnsaidError: if it has no translation.
    """
    first = given[0]
    match name:
        case "STR":
            return Value(TEXT, printed(first))
        case "LANG" if first.kind == TERM:
            return Value(TEXT, f"(CASE WHEN ({first.sql}).d <> '' THEN ({first.sql}).l END)")
        case "isIRI" if first.kind == TERM:
            return Value(TRUTH, f"(({first.sql}).d = '')")
        case "LANGMATCHES":
            tag, wanted = (f"lower({_string(one)})" for one in given)
            return Value(
                TRUTH, f"(CASE WHEN {wanted} = '*' THEN {tag} <> '' ELSE {tag} = {wanted} OR starts_with({tag}, {wanted} || '-') END)"
            )
        case "STRSTARTS":
            return Value(TRUTH, f"starts_with({_string(first)}, {_string(given[1])})")
        case "REGEX":
            return Value(TRUTH, f"regexp_matches({_string(first)}, {_string(given[1])})")
        case "CONCAT":
            return Value(TEXT, "(" + " || ".join(map(_string, given)) + ")")
        case "COALESCE":
            kinds = {one.kind for one in given}
            same = given if len(kinds) == 1 else [term(one) for one in given]
            return Value(same[0].kind, f"coalesce({', '.join(one.sql for one in same)})")
        case _:
            raise UnsaidError(name)
