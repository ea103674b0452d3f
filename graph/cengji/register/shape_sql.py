"""SHACL's core constraints as SQL over a table of quads; what has no translation is named and refused, never left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.register.shape_components import MAKERS, NODE, SH, count_of, in_languages, quote_term, target_sql, text_of

__all__ = ["Query", "Refused", "compile_shapes"]

_RDF: Final = PREFIXES["rdf"]
_ASIDE: Final = frozenset(
    {"path", "severity", "message", "name", "description", "order", "group", "deactivated", "property", "targetClass", "targetNode",
     "targetSubjectsOf", "targetObjectsOf", "qualifiedValueShape"}
)  # fmt: skip
"""What demands nothing by itself."""
_DEEPEST: Final = 5
_OF_NODES: Final = frozenset({"datatype", "class", "nodeKind", "pattern", "minLength", "maxLength", "minInclusive", "maxInclusive",
                              "minExclusive", "maxExclusive"})  # fmt: skip
"""What a node shape may demand of the node itself."""


@dataclass(frozen=True, slots=True)
class Query:
    """A constraint: its shape, component, severity and message, and the SQL whose rows ``focus, value`` break it.

    ``targets`` is the SQL of the nodes to which it applies, empty for a rule that looks at all.
    """

    shape: str
    component: str
    severity: str
    message: str
    sql: str
    targets: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A constraint without a translation, and the SQL of the nodes to which it applies."""

    shape: str
    component: str
    targets: str


def compile_shapes(shapes: Iterable[ox.Triple]) -> tuple[list[Query], list[Refused]]:
    """Return the constraints of shapes as SQL over the table ``triples``, and those that cannot be compiled.

    The table has subject, predicate, object, datatype (null for an IRI) and language (null for none), each triple once.
    """
    described: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for triple in shapes:
        described[str(triple.subject)][triple.predicate.value].append(triple.object)
    compiled: list[Query] = []
    refused: list[Refused] = []
    for name, said in sorted([*described.items()]):
        targets = target_sql(said)
        if not targets:
            continue
        focus = " UNION ".join(targets)
        nodes = f"SELECT focus, focus AS object, NULL::VARCHAR AS datatype, NULL::VARCHAR AS language FROM ({focus})"
        for shape in (name, *sorted(str(one) for one in said[SH + "property"])):
            for component, sql in _constraints(described[shape], nodes, described):
                if sql is None:
                    refused.append(Refused(_local(shape), component, focus))
                else:
                    compiled.append(
                        Query(
                            _local(shape),
                            component,
                            _local(text_of(next(iter(described[shape][SH + "severity"]), "#Violation"))),
                            _message(described[shape]),
                            sql,
                            focus,
                        )
                    )
    return compiled, refused


def _local(shape: str) -> str:
    return shape.strip("<>").rpartition("#")[2]


def _message(said: dict[str, list[object]]) -> str:
    texts = [one for one in said[SH + "message"] if isinstance(one, ox.Literal)]
    return next((one.value for one in texts if one.language == "en"), texts[0].value if texts else "")


def _constraints(
    said: dict[str, list[object]], nodes: str, described: dict[str, dict[str, list[object]]], depth: int = 0
) -> Iterator[tuple[str, str | None]]:
    """Yield the components of a shape with their SQL, None for what cannot be compiled.

    :param nodes: SQL of what the shape is of: ``focus`` with itself as object, datatype and language.
    """
    if any(text_of(one) == "true" for one in said[SH + "deactivated"]) or depth > _DEEPEST:
        return
    path = said[SH + "path"]
    given = {key.removeprefix(SH): values for key, values in said.items() if key.startswith(SH) and values}
    focus, values = f"SELECT DISTINCT focus FROM ({nodes})", nodes
    if path and not isinstance(path[0], ox.NamedNode):
        yield "path", None
        return
    if path:
        values = (
            f"SELECT focus, object, datatype, language FROM ({focus}) JOIN triples ON subject = focus AND predicate = {quote_term(path[0])}"
        )
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
    nodes = f"SELECT DISTINCT {NODE} AS focus, object, datatype, language FROM ({values})"
    parts = [described[str(shape)], *(described[str(one)] for one in described[str(shape)][SH + "property"])]
    found = [sql for said in parts for _, sql in _constraints(said, nodes, described, depth + 1)]
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
