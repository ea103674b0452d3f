"""The components of SHACL one by one, each as SQL whose rows are the nodes and values that break it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.register.tables import quote_text
from cengji.register.terms import BOUNDS, DATED, LEXICAL

__all__ = ["MAKERS", "NODE", "SH", "Nodes", "count_of", "in_languages", "nodes_of", "quote_term", "text_of"]

SH: Final = PREFIXES["sh"]
_RDF: Final = PREFIXES["rdf"]
_XSD: Final = PREFIXES["xsd"]
_TYPE: Final = _RDF + "type"
_UNLIKE_RE2: Final = ("(?=", "(?!", "(?<", "\\1", "\\2", "\\Z", "\\u")
NODE: Final = """(CASE WHEN datatype IS NULL THEN object ELSE '"' || object || '"' || coalesce('@' || language, '^^' || datatype) END)"""
"""An object as a focus: a literal stands in quotes, so that it is never taken for an IRI."""
_PLAIN: Final = frozenset({_XSD + "string", _RDF + "langString"})
_COMPARED: Final = {
    "minInclusive": ">=",
    "minExclusive": ">",
    "maxInclusive": "<=",
    "maxExclusive": "<",
    "lessThan": "<",
    "lessThanOrEquals": "<=",
}


@dataclass(frozen=True, slots=True)
class Nodes:
    """SQL of the nodes to which constraints apply, as ``focus``, and SQL that has a row where there are any but looks at no triple."""

    held: str
    sql: str


def text_of(operand: object) -> str:
    """Return the IRI or the lexical form of a term."""
    return str(getattr(operand, "value", operand))


def _where(condition: str, values: str) -> str:
    return f"SELECT focus, object AS value FROM ({values}) WHERE NOT coalesce({condition}, false)"


def quote_term(term: object) -> str:
    """Return an IRI or the text of a literal as SQL."""
    return quote_text(text_of(term))


def nodes_of(said: dict[str, list[object]]) -> Nodes | None:
    """Return the targets of a node shape, None where it has none: members of classes and their subclasses, ends of properties, nodes."""
    found = []
    if classes := said[SH + "targetClass"]:
        found.append(Nodes(f"SELECT 1 FROM classes WHERE {_below('class', classes)}", _members(classes)))
    for target, node in (("targetSubjectsOf", "subject"), ("targetObjectsOf", NODE)):
        found += [
            Nodes(
                f"SELECT 1 FROM predicates WHERE predicate = {quote_term(one)}",
                f"SELECT DISTINCT {node} AS focus FROM triples WHERE predicate = {quote_term(one)}",
            )
            for one in said[SH + target]
        ]
    found += [Nodes("SELECT 1", f"SELECT {quote_term(one)} AS focus") for one in said[SH + "targetNode"]]
    return Nodes(" UNION ALL ".join(one.held for one in found), " UNION ".join(one.sql for one in found)) if found else None


def _below(column: str, classes: list[object]) -> str:
    """Return the SQL of whether a column is one of some classes or one below them."""
    listed = ", ".join(map(quote_term, classes))
    return f"({column} IN ({listed}) OR {column} IN (SELECT class FROM below WHERE above IN ({listed})))"


def _members(classes: list[object]) -> str:
    return f"SELECT DISTINCT subject AS focus FROM triples WHERE predicate = '{_TYPE}' AND datatype IS NULL AND {_below('object', classes)}"


def count_of(comparison: str) -> Callable[[object, str, str, str], str | None]:
    """Return the maker of SQL for nodes whose number of values compares so with the operand."""

    def make(operand: object, focus: str, values: str, _path: str) -> str | None:
        counted = f"SELECT focus, count(*) AS held FROM ({values}) GROUP BY focus"
        held = f"({counted})" if comparison == ">" else f"({focus}) LEFT JOIN ({counted}) USING (focus)"
        return f"SELECT focus, NULL AS value FROM {held} WHERE coalesce(held, 0) {comparison} {int(text_of(operand))}"

    return make


def in_languages(tags: list[str], values: str) -> str:
    """Return the SQL of values in none of the languages."""
    tests = [
        f"lower(language) = {quote_text(tag.lower())} OR starts_with(lower(language), {quote_text(tag.lower() + '-')})" for tag in tags
    ]
    return _where(" OR ".join(tests) or "false", values)


def _datatype(operand: object, _focus: str, values: str, _path: str) -> str | None:
    wanted = text_of(operand)
    condition = f"datatype = {quote_term(operand)}"
    if wanted == _XSD + "hexBinary":
        condition += " AND regexp_full_match(object, '([0-9a-fA-F]{2})*')"
    elif wanted not in _PLAIN:
        if wanted not in LEXICAL:
            return None
        condition += f" AND regexp_full_match(object, {quote_text(LEXICAL[wanted])})"
        if wanted in BOUNDS:
            low, high = BOUNDS[wanted]
            condition += f" AND try_cast(replace(object, '+', '') AS DECIMAL(38, 0)) BETWEEN {low} AND {high}"
        if wanted in DATED:
            condition += " AND try_cast(left(object, 10) AS DATE) IS NOT NULL"
    return _where(condition, values)


def _class(operand: object, _focus: str, values: str, _path: str) -> str | None:
    return _where(f"datatype IS NULL AND object IN ({_members([operand])})", values)


def _node_kind(operand: object, _focus: str, values: str, _path: str) -> str | None:
    kind = text_of(operand).removeprefix(SH)
    if kind in ("IRI", "BlankNodeOrIRI"):
        return _where("datatype IS NULL", values)
    return _where("datatype IS NOT NULL", values) if kind in ("Literal", "BlankNodeOrLiteral") else None


def _pattern(operand: object, _focus: str, values: str, _path: str) -> str | None:
    return (
        None if any(mark in text_of(operand) for mark in _UNLIKE_RE2) else _where(f"regexp_matches(object, {quote_term(operand)})", values)
    )


def _length(comparison: str) -> Callable[[object, str, str, str], str | None]:
    return lambda operand, _focus, values, _path: _where(f"length(object) {comparison} {int(text_of(operand))}", values)


def _has_value(operand: object, focus: str, values: str, _path: str) -> str | None:
    same = f"object = {quote_term(operand)} AND "
    if isinstance(operand, ox.Literal):
        same += f"datatype = {quote_text(operand.datatype.value)} AND coalesce(language, '') = {quote_text(operand.language or '')}"
    else:
        same += "datatype IS NULL"
    return f"SELECT focus, NULL AS value FROM ({focus}) WHERE focus NOT IN (SELECT focus FROM ({values}) WHERE {same})"


def _unique_language(operand: object, _focus: str, values: str, _path: str) -> str | None:
    if text_of(operand) != "true":
        return "SELECT NULL AS focus, NULL AS value WHERE false"
    return (
        f"SELECT DISTINCT focus, NULL AS value FROM (SELECT focus FROM ({values}) WHERE coalesce(language, '') <> ''"
        " GROUP BY focus, lower(language) HAVING count(*) > 1)"
    )


def _compare(component: str, left: str, right: str) -> str:
    """Return the comparison of two texts as numbers, else as the text of dates."""
    sign = _COMPARED[component]
    numbers = f"try_cast({left} AS DECIMAL(38, 10)) {sign} try_cast({right} AS DECIMAL(38, 10))"
    dates = f"(regexp_matches({left}, '^[0-9]{{4}}-') AND regexp_matches({right}, '^[0-9]{{4}}-') AND {left} {sign} {right})"
    return f"coalesce({numbers}, {dates})"


def _bound(component: str) -> Callable[[object, str, str, str], str | None]:
    return lambda operand, _focus, values, _path: _where(
        f"datatype IS NOT NULL AND {_compare(component, 'object', quote_term(operand))}", values
    )


def _pair(component: str) -> Callable[[object, str, str, str], str | None]:
    def make(operand: object, _focus: str, values: str, _path: str) -> str | None:
        return (
            f"SELECT DISTINCT focus, one.object AS value FROM ({values}) one JOIN triples other ON other.subject = focus"
            f" AND other.predicate = {quote_term(operand)} WHERE NOT coalesce({_compare(component, 'one.object', 'other.object')}, false)"
        )

    return make


def _disjoint(operand: object, _focus: str, values: str, _path: str) -> str | None:
    return (
        f"SELECT DISTINCT focus, one.object AS value FROM ({values}) one JOIN triples other ON other.subject = focus"
        f" AND other.predicate = {quote_term(operand)} AND other.object = one.object AND other.datatype IS NOT DISTINCT FROM one.datatype"
        " AND other.language IS NOT DISTINCT FROM one.language"
    )


MAKERS: Final[dict[str, Callable[[object, str, str, str], str | None]]] = {
    "minCount": count_of("<"), "maxCount": count_of(">"), "datatype": _datatype, "class": _class,
    "nodeKind": _node_kind, "pattern": _pattern,
    "minLength": _length(">="), "maxLength": _length("<="), "hasValue": _has_value, "uniqueLang": _unique_language, "disjoint": _disjoint,
    **{component: _bound(component) for component in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")},
    **{component: _pair(component) for component in ("lessThan", "lessThanOrEquals")},
}  # fmt: skip
