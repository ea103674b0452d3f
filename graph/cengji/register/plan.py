"""A triples map is compiled: what it makes of its table, and which rows it cannot take, as expressions bound to no engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cengji.core.extras import require_extra
from cengji.core.namespaces import PREFIXES
from cengji.register.mapping import ILLEGAL_IN_IRI
from cengji.register.records import Constant, Join, Reference, Template, TermMap, TriplesMap
from cengji.register.terms import LEXICAL, NATURAL, encode, is_absolute, text

with require_extra("register"):
    import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["COLUMNS", "ROW", "Plan", "RowFault"]

ROW: Final = "_cengji_row"
"""The column of a staged table that holds the number of the row, from 1."""
COLUMNS: Final = ("subject", "predicate", "object", "datatype", "language", "graph")
"""The columns of quads: IRIs without brackets, lexical forms without escapes; ``datatype`` is null where the object is an IRI."""
_XSD: Final = PREFIXES["xsd"]
_TYPE: Final = PREFIXES["rdf"] + "type"
_LANG_STRING: Final = PREFIXES["rdf"] + "langString"


@dataclass(frozen=True, slots=True)
class RowFault:
    """A kind of fault, and the rows that have it: an expression with the columns row and value."""

    column: str
    problem: str
    remedy: str
    rows: ir.Table


class Plan:
    """A triples map over its table, with the tables that it joins."""

    def __init__(self, one: TriplesMap, maps: Mapping[str, TriplesMap], tables: Mapping[str, ir.Table]) -> None:
        """Take the maps by name and the staged tables by the name of the map."""
        self.map, self._maps, self._tables = one, maps, tables
        self.table = tables[one.name]

    def quads(self, first: int, last: int) -> ir.Table:
        """Return the quads of the rows from one number to another; a quad may come more than once.

        Rows are left out by the columns that are null, never by what was made of them: Sail loses its way there.
        """
        base = _stated(self.table.filter(self.table[ROW].between(first, last)), self.map.subject.columns)
        parts = list(self._parts(base))
        return ibis.union(*parts, distinct=False) if len(parts) > 1 else parts[0]

    def _parts(self, base: ir.Table) -> Iterator[ir.Table]:
        rows = base.mutate(_cengji_subject=_iri(self.map.subject, base))
        for name in self.map.classes:
            for graph in self.map.graphs or (None,):
                yield _select(rows, TermMap(Constant(_TYPE)), TermMap(Constant(name)), graph)
        for pair in self.map.predicate_objects:
            graphs = tuple(dict.fromkeys((*self.map.graphs, *pair.graphs))) or (None,)
            for thing in pair.objects:
                used, made = self._join(base, thing) if isinstance(thing, Join) else (rows, thing)
                for predicate in pair.predicates:
                    for graph in graphs:
                        yield _select(used, predicate, made, graph)

    def _join(self, base: ir.Table, join: Join) -> tuple[ir.Table, TermMap]:
        """Return the rows with their subject, each with that of the row it is joined to, and the term that takes this.

        Columns are joined first and IRIs made afterwards, since Sail cannot join what IRIs were made of.
        """
        parent = self._maps[join.parent].subject
        if not join.conditions:
            return base.mutate(_cengji_subject=_iri(self.map.subject, base)), parent
        other = _stated(self._tables[join.parent], parent.columns)
        keys = {f"_cengji_key{i}": text(other[column]) for i, (_, column) in enumerate(join.conditions)}
        there = other.select(**keys, **{f"_cengji_{column}": other[column] for column in dict.fromkeys(parent.columns)})
        joined = base.inner_join(there, [text(base[column]) == there[f"_cengji_key{i}"] for i, (column, _) in enumerate(join.conditions)])
        made = parent.made
        if isinstance(made, Reference):
            made = Reference(f"_cengji_{made.column}")
        elif isinstance(made, Template):
            made = Template(tuple(f"_cengji_{part}" if place % 2 else part for place, part in enumerate(made.parts)))
        return joined.mutate(_cengji_subject=_iri(self.map.subject, joined)), replace(parent, made=made)

    def faults(self) -> Iterator[RowFault]:
        """Yield what may be wrong with rows: values that are no IRI or of another type, joins that find nothing."""
        for term in dict.fromkeys(one for one in self._terms() if isinstance(one, TermMap)):
            yield from self._value_faults(term)
        for join in dict.fromkeys(one for one in self._terms() if isinstance(one, Join) and one.conditions):
            yield self._dangling(join)

    def _terms(self) -> Iterator[TermMap | Join]:
        yield self.map.subject
        yield from self.map.graphs
        for pair in self.map.predicate_objects:
            yield from (*pair.predicates, *pair.objects, *pair.graphs)

    def _value_faults(self, term: TermMap) -> Iterator[RowFault]:
        if isinstance(term.made, Constant):
            return
        column = ", ".join(term.columns)
        if not term.literal:
            value = _iri(term, self.table)
            if isinstance(term.made, Reference) or not _is_whole(term):
                wrong = value.notnull() & (~is_absolute(value) | value.re_search(ILLEGAL_IN_IRI))
                yield RowFault(column, "is no IRI", "write a whole IRI, or make one by a template", self._rows(wrong, value))
        elif pattern := LEXICAL.get(term.datatype):
            value = _object(term, self.table)[0]
            wrong = ~value.re_search(pattern)
            if term.datatype == f"{_XSD}date":
                wrong = wrong | value.substr(0, 10).try_cast("date").isnull()
            kind = term.datatype.removeprefix(_XSD)
            yield RowFault(
                column, f"is no xsd:{kind}", "correct the value, or state another datatype", self._rows(value.notnull() & wrong, value)
            )

    def _dangling(self, join: Join) -> RowFault:
        other = self._tables[join.parent]
        there = other.select(**{f"_cengji_key{i}": text(other[column]) for i, (_, column) in enumerate(join.conditions)})
        mine = [text(self.table[column]) for column, _ in join.conditions]
        stated = self.table
        for value in mine:
            stated = stated.filter(value.notnull())
        lost = stated.anti_join(there, [text(stated[column]) == there[f"_cengji_key{i}"] for i, (column, _) in enumerate(join.conditions)])
        value = text(lost[join.conditions[0][0]])
        for column, _ in join.conditions[1:]:
            value = value + ", " + text(lost[column])
        columns, theirs = (", ".join(pair[side] for pair in join.conditions) for side in (0, 1))
        remedy = "add the row that it points to, or leave it empty"
        return RowFault(columns, f"points to a row that is not there, by {theirs}", remedy, lost.select(row=lost[ROW], value=value))

    def _rows(self, wrong: ir.BooleanColumn, value: ir.Value) -> ir.Table:
        return self.table.mutate(_cengji_value=value).filter(wrong).select(row=ROW, value="_cengji_value")


def _stated(rows: ir.Table, columns: Iterable[str]) -> ir.Table:
    """Return the rows in which none of the columns is null."""
    needed = [rows[column].notnull() for column in dict.fromkeys(columns)]
    return rows.filter(needed) if needed else rows


def _select(rows: ir.Table, predicate: TermMap, made: TermMap, graph: TermMap | None) -> ir.Table:
    if graph is not None and isinstance(graph.made, Constant) and not graph.made.value:
        graph = None
    rows = _stated(rows, (*predicate.columns, *made.columns, *(graph.columns if graph else ())))
    nothing = ibis.null("string")
    value, datatype, language = _object(made, rows)
    columns = (
        rows["_cengji_subject"],
        _iri(predicate, rows),
        value,
        nothing if datatype is None else datatype,
        nothing if language is None else language,
        _iri(graph, rows) if graph else nothing,
    )
    return rows.select(**dict(zip(COLUMNS, columns, strict=True)))


def _iri(term: TermMap, rows: ir.Table) -> ir.Value:
    """Return the IRIs of a term, null where a column is."""
    made = term.made
    if isinstance(made, Constant):
        return ibis.literal(made.value)
    value = text(rows[made.column]) if isinstance(made, Reference) else _filled(made.parts, rows, literal=False)
    if not term.base or _is_whole(term):
        return value
    return ibis.cases((is_absolute(value), value), else_=ibis.literal(term.base) + value)


def _is_whole(term: TermMap) -> bool:
    """Return whether a template begins with a scheme."""
    return not isinstance(term.made, Constant | Reference) and ":" in term.made.parts[0].split("/")[0][1:]


def _object(term: TermMap, rows: ir.Table) -> tuple[ir.Value, ir.Value | None, ir.Value | None]:
    """Return the IRIs or lexical forms of an object, its datatype and its language."""
    if not term.literal:
        return _iri(term, rows), None, None
    made = term.made
    datatype = term.datatype
    if isinstance(made, Constant):
        value = ibis.literal(made.value)
    elif isinstance(made, Reference):
        value = text(rows[made.column])
        kind = rows[made.column].type()
        datatype = datatype or _XSD + ("decimal" if kind.is_decimal() else NATURAL[str(kind)])
    else:
        value = _filled(made.parts, rows, literal=True)
    if term.language:
        return value, ibis.literal(_LANG_STRING), ibis.literal(term.language)
    return value, ibis.literal(datatype or f"{_XSD}string"), None


def _filled(parts: tuple[str, ...], rows: ir.Table, *, literal: bool) -> ir.Value:
    value: ir.Value = ibis.literal(parts[0])
    for place, part in enumerate(parts[1:], 1):
        if place % 2:
            value = value + (text(rows[part]) if literal else encode(text(rows[part])))
        elif part:
            value = value + part
    return value
