"""SHACL's core constraints as SQL over a table of quads; what has no translation is named and refused, never left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.register.shape_components import MAKERS, NODE, SH, Nodes, count_of, in_languages, nodes_of, quote_term, text_of

__all__ = ["Query", "Refused", "compile_shapes"]

_RDF: Final = PREFIXES["rdf"]
_ASIDE: Final = frozenset(
    {"path", "severity", "message", "name", "description", "order", "group", "deactivated", "property", "targetClass", "targetNode",
     "targetSubjectsOf", "targetObjectsOf", "qualifiedValueShape"}
)  # fmt: skip
"""What demands nothing by itself."""
_DEEPEST: Final = 5
_FOCUS: Final = "SELECT focus FROM focus_nodes"
_LITERAL: Final = r"""regexp_extract(focus, '(?s)^"(.*)"(?:@([^"]*)|\^\^([^"]*))$', """
_THEMSELVES: Final = (
    "SELECT focus, focus AS object, NULL AS datatype, NULL AS language FROM focus_nodes WHERE NOT starts_with(focus, '\"')"
    f" UNION ALL SELECT focus, {_LITERAL}1), coalesce(nullif({_LITERAL}3), ''), '{_RDF}langString'), nullif({_LITERAL}2), '')"
    " FROM focus_nodes WHERE starts_with(focus, '\"')"
)
_VALUES: Final = "SELECT focus, object, datatype, language FROM focus_values"
_OF_NODES: Final = frozenset({"datatype", "class", "nodeKind", "pattern", "minLength", "maxLength", "minInclusive", "maxInclusive",
                              "minExclusive", "maxExclusive"})  # fmt: skip
"""What a node shape may demand of the node itself."""


@dataclass(frozen=True, slots=True)
class Query:
    """A constraint: its shape, component, severity and message, and the SQL whose rows ``focus, value`` break it.

    The SQL of a shape's constraint asks the tables ``focus_nodes``, of the nodes to which it applies, and ``focus_values``, whose SQL is
    ``values``: ``focus`` with the ``object``, ``datatype`` and ``language`` that are looked at. A rule asks neither and has no nodes.
    """

    shape: str
    component: str
    severity: str
    message: str
    sql: str
    nodes: Nodes | None = None
    values: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A constraint without a translation, and the nodes to which it applies."""

    shape: str
    component: str
    nodes: Nodes


def compile_shapes(shapes: Iterable[ox.Triple]) -> tuple[list[Query], list[Refused]]:
    """Return the constraints of shapes as SQL, and those that cannot be compiled.

    The table ``triples`` has subject, predicate, object, datatype (null for an IRI) and language (null for none), each triple once;
    ``predicates`` and ``classes`` list those of it, and ``below`` has each ``class`` with each ``above`` it.
    """
    described: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for triple in shapes:
        described[str(triple.subject)][triple.predicate.value].append(triple.object)
    compiled: list[Query] = []
    refused: list[Refused] = []
    for name, said in sorted([*described.items()]):
        nodes = nodes_of(said)
        if nodes is None:
            continue
        for shape in (name, *sorted(str(one) for one in said[SH + "property"])):
            values = _values(described[shape], _FOCUS, _THEMSELVES)
            for component, sql in _constraints(described[shape], _FOCUS, values and _VALUES, described):
                if sql is None or values is None:
                    refused.append(Refused(_local(shape), component, nodes))
                else:
                    severity = _local(text_of(next(iter(described[shape][SH + "severity"]), "#Violation")))
                    compiled.append(Query(_local(shape), component, severity, _message(described[shape]), sql, nodes, values))
    return compiled, refused


def _local(shape: str) -> str:
    return shape.strip("<>").rpartition("#")[2]


def _message(said: dict[str, list[object]]) -> str:
    texts = [one for one in said[SH + "message"] if isinstance(one, ox.Literal)]
    return next((one.value for one in texts if one.language == "en"), texts[0].value if texts else "")


def _values(said: dict[str, list[object]], focus: str, themselves: str) -> str | None:
    """Return the SQL of what a shape looks at: the values of its path, the nodes themselves without one, None where SQL cannot say it."""
    path = said[SH + "path"]
    if not path:
        return themselves
    if not isinstance(path[0], ox.NamedNode):
        return None
    return f"SELECT focus, object, datatype, language FROM ({focus}) JOIN triples ON subject = focus AND predicate = {quote_term(path[0])}"


def _constraints(
    said: dict[str, list[object]], focus: str, values: str | None, described: dict[str, dict[str, list[object]]], depth: int = 0
) -> Iterator[tuple[str, str | None]]:
    """Yield the components of a shape with their SQL, None for what cannot be compiled.

    :param focus: SQL of what the shape is of, each ``focus`` once.
    :param values: SQL of what it looks at: ``focus`` with object, datatype and language.
    """
    if any(text_of(one) == "true" for one in said[SH + "deactivated"]) or depth > _DEEPEST:
        return
    path = said[SH + "path"]
    given = {key.removeprefix(SH): held for key, held in said.items() if key.startswith(SH) and held}
    if values is None:
        yield "path", None
        return
    for component in sorted(given.keys() - _ASIDE):
        maker = MAKERS.get(component) if path or component in _OF_NODES else None
        for operand in given[component]:
            if component == "languageIn":
                yield component, in_languages(_items(operand, described), values)
            elif component == "not":
                yield component, _negated(operand, values, described, depth)
            elif component == "qualifiedMinCount" and path:
                shape = given.get("qualifiedValueShape", [None])[0]
                yield component, _qualified(shape, operand, focus, values, described, depth)
            else:
                yield component, maker(operand, focus, values, quote_term(path[0]) if path else "") if maker else None


def _conforming(shape: object, values: str, described: dict[str, dict[str, list[object]]], depth: int) -> str | None:
    """Return the SQL of the values that conform to a shape, None if a constraint of it cannot be compiled."""
    themselves = f"SELECT DISTINCT {NODE} AS focus, object, datatype, language FROM ({values})"
    focus = f"SELECT DISTINCT focus FROM ({themselves})"
    parts = [described[str(shape)], *(described[str(one)] for one in described[str(shape)][SH + "property"])]
    found = [sql for said in parts for _, sql in _constraints(said, focus, _values(said, focus, themselves), described, depth + 1)]
    if not found or any(sql is None for sql in found):
        return None
    broken = " UNION ".join(f"SELECT focus FROM ({sql})" for sql in found)
    return f"SELECT * FROM ({values}) WHERE {NODE} NOT IN ({broken})"


def _negated(shape: object, values: str, described: dict[str, dict[str, list[object]]], depth: int) -> str | None:
    kept = _conforming(shape, values, described, depth)
    return kept and f"SELECT focus, object AS value FROM ({kept})"


def _qualified(
    shape: object, operand: object, focus: str, values: str, described: dict[str, dict[str, list[object]]], depth: int
) -> str | None:
    kept = _conforming(shape, values, described, depth)
    return kept and count_of("<")(operand, focus, kept, "")


def _items(head: object, described: dict[str, dict[str, list[object]]]) -> list[str]:
    """Return the texts of a list."""
    found: list[str] = []
    while str(head) != f"<{_RDF}nil>" and described[str(head)][_RDF + "first"]:
        found.append(text_of(described[str(head)][_RDF + "first"][0]))
        head = described[str(head)][_RDF + "rest"][0]
    return found
