"""A triples map is compiled: what it makes of its table, and which rows it cannot take, as expressions bound to no engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cengji.core.extras import require_extra
from cengji.core.namespaces import PREFIXES
from cengji.register.parts import ROW, SUBJECT, Cell, Part, Slot
from cengji.register.records import Constant, Join, Reference, Template, TermMap, TriplesMap
from cengji.register.terms import BOUNDS, DATED, LEXICAL, NATURAL, encode, is_absolute, is_iri, text

with require_extra("register"):
    import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["Plan", "RowFault"]

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

    def joins(self) -> list[Join]:
        """Return the joins on equal values for which rows must be looked up, each once."""
        every = dict.fromkeys(one for one in self._terms() if isinstance(one, Join) and one.conditions)
        return [one for one in every if not self._known(one)]

    def _known(self, join: Join) -> TermMap | None:
        """Return the term that makes of the columns here what a join finds, None if rows must be looked up for it.

        The rows that a join finds have equal values, and each row finds one, as those that do not are faults. So where the
        subjects there are made of nothing else, they are known.
        """
        parent = self._maps[join.parent].subject
        mine = {theirs: column for column, theirs in join.conditions}
        if not parent.columns or not mine.keys() <= {*parent.columns} or not {*parent.columns} <= mine.keys():
            return None
        return replace(parent, made=_renamed(parent.made, mine))

    def parts(self, single: Collection[Join]) -> list[Part]:
        """Return the rows that are made of the table: one part with all terms, and one for each join that may find several rows.

        :param single: the joins that find one row at most, since no two rows there have the same values.
        """
        inside = [join for join in self.joins() if join in single and self._maps[join.parent].subject.columns]
        parts = [self._part(inside), *(self._part([join], inner=True) for join in self.joins() if join not in inside)]
        return [part for part in parts if part.slots]

    def _part(self, joins: list[Join], *, inner: bool = False) -> Part:
        """Return a part with the objects of some joins: beside all other terms, or ``inner``, alone."""
        made: dict[TermMap | Join, str] = {}

        def cell(term: TermMap | Join) -> Cell:
            if isinstance(term, Join) and term.conditions:
                term = self._known(term) or term
            if isinstance(term, TermMap) and isinstance(term.made, Constant):
                datatype = (_LANG_STRING if term.language else term.datatype) if term.literal else ""
                return Cell("", term.made.value, datatype, term.language)
            column = made.setdefault(term, f"t{len(made)}")
            if isinstance(term, Join) or not term.literal:
                return Cell(column)
            datatype = _LANG_STRING if term.language else self._datatype(term)
            return Cell(column, "", datatype, term.language, plain=datatype in LEXICAL)

        slots = []
        looked_up = self.joins()
        for graph in self.map.graphs or (None,) if not inner else ():
            slots += [Slot(Cell(value=_TYPE), Cell(value=name), _graph(graph, cell)) for name in self.map.classes]
        for pair in self.map.predicate_objects:
            graphs = tuple(dict.fromkeys((*self.map.graphs, *pair.graphs))) or (None,)
            things = [one for one in pair.objects if (one in joins if one in looked_up else not inner)]
            slots += [
                Slot(cell(predicate), cell(thing), _graph(graph, cell))
                for thing in things for predicate in pair.predicates for graph in graphs
            ]  # fmt: skip

        needed = self.map.subject.columns

        def rows(first: int, last: int) -> ir.Table:
            base = _stated(self.table.filter(self.table[ROW].between(first, last)), needed)
            parents = {}
            for place, join in enumerate(joins):
                base, parents[join] = self._join(base, join, f"_cengji{place}_", inner=inner)
            columns = {SUBJECT: _iri(self.map.subject, base)}
            for term, column in made.items():
                if isinstance(term, Join):
                    columns[column] = _iri(parents.get(term, self._maps[term.parent].subject), base)
                else:
                    columns[column] = self._value(term, base)
            return base.select(**columns)

        def subjects(every: int) -> ir.Table:
            base = _stated(self.table.filter(self.table[ROW] % every == 0), needed)
            return base.select(**{SUBJECT: _iri(self.map.subject, base)})

        return Part(rows, (SUBJECT, *made.values()), list(dict.fromkeys(slots)), None if inner else subjects)

    def _join(self, base: ir.Table, join: Join, mark: str, *, inner: bool) -> tuple[ir.Table, TermMap]:
        """Return the rows, each with the columns of the row it is joined to, and the term that takes these.

        Columns are joined first and IRIs made afterwards, since Sail cannot join what IRIs were made of.
        """
        parent = self._maps[join.parent].subject
        other = _stated(self._tables[join.parent], parent.columns)
        keys = {f"{mark}key{i}": text(other[column]) for i, (_, column) in enumerate(join.conditions)}
        there = other.select(**keys, **{f"{mark}{column}": other[column] for column in dict.fromkeys(parent.columns)})
        equal = [text(base[column]) == there[f"{mark}key{i}"] for i, (column, _) in enumerate(join.conditions)]
        joined = base.inner_join(there, equal) if inner else base.left_join(there, equal)
        return joined, replace(parent, made=_renamed(parent.made, {column: f"{mark}{column}" for column in parent.columns}))

    @staticmethod
    def _value(term: TermMap, rows: ir.Table) -> ir.Value:
        """Return the IRIs or lexical forms of a term, null where a column is."""
        made = term.made
        if not term.literal:
            return _iri(term, rows)
        if isinstance(made, Constant):
            return ibis.literal(made.value)
        return text(rows[made.column]) if isinstance(made, Reference) else _filled(made.parts, rows, literal=True)

    def _datatype(self, term: TermMap) -> str:
        if term.datatype or not isinstance(term.made, Reference):
            return term.datatype or f"{_XSD}string"
        kind = self.table[term.made.column].type()
        return _XSD + ("decimal" if kind.is_decimal() else NATURAL[str(kind)])

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
                wrong = value.notnull() & ~is_iri(value)
                yield RowFault(column, "is no IRI", "write a whole IRI, or make one by a template", self._rows(wrong, value))
        elif pattern := LEXICAL.get(term.datatype):
            value = self._value(term, self.table)
            wrong = ~value.re_search(pattern)
            if term.datatype in BOUNDS:
                number = value.replace("+", "").try_cast("decimal(38, 0)")
                wrong = wrong | number.isnull() | ~number.between(*BOUNDS[term.datatype])
            if term.datatype in DATED:
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


def _renamed(made: Constant | Reference | Template, names: Mapping[str, str]) -> Constant | Reference | Template:
    """Return what makes a term with other names of its columns."""
    if isinstance(made, Reference):
        return Reference(names[made.column])
    if isinstance(made, Template):
        return Template(tuple(names[part] if place % 2 else part for place, part in enumerate(made.parts)))
    return made


def _graph(term: TermMap | None, cell: Callable[[TermMap], Cell]) -> Cell | None:
    """Return the cell of a graph, None for the default graph."""
    return None if term is None or (isinstance(term.made, Constant) and not term.made.value) else cell(term)


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


def _filled(parts: tuple[str, ...], rows: ir.Table, *, literal: bool) -> ir.Value:
    value: ir.Value = ibis.literal(parts[0])
    for place, part in enumerate(parts[1:], 1):
        if place % 2:
            value = value + (text(rows[part]) if literal else encode(text(rows[part])))
        elif part:
            value = value + part
    return value
