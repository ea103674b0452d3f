"""Queries of the library as SQL over a table of triples: what of SPARQL the rules across rows use; the rest is refused by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import count, pairwise
from typing import Final

from rdflib import Literal, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import translateGroupGraphPattern
from rdflib.plugins.sparql.parserutils import CompValue

from cengji.register.rule_terms import (
    NUMBER,
    TERM,
    TRUTH,
    UnsaidError,
    Value,
    as_truth,
    call,
    compare,
    literal,
    number,
    printed,
    struct,
    term,
    times,
)
from cengji.register.tables import quote_name, quote_text

__all__ = ["UnsaidError", "compile_query"]

_SUBJECT: Final = struct("subject")
_OBJECT: Final = struct("object", "coalesce(datatype, '')", "coalesce(lower(language), '')")


@dataclass(frozen=True, slots=True)
class _Rows:
    """A SELECT with a column for each variable, the kind of value of each, and the variables that every row has."""

    sql: str
    kinds: dict[str, str]
    sure: frozenset[str]


def compile_query(text: str) -> str:
    """Return the SELECT of what a query finds: ``focus``, its first column, and ``value``, the text of the others joined by blanks.

    The table ``triples`` has subject, predicate, object, datatype (null for an IRI) and language (null for none), each triple once.
    Numbers are decimals of nine places.

    :raises UnsaidError: naming what of the query has no translation.
    """
    query = prepareQuery(text).algebra
    rows = _Compiler().rows(query.p)
    first, *others = [printed(Value(rows.kinds[str(name)], quote_name(str(name)))) for name in query.PV]
    joined = f"concat_ws(' ', {', '.join(f'coalesce({one}, chr(0))' for one in others)})" if others else "NULL::VARCHAR"
    return f"SELECT {first} AS focus, replace({joined}, chr(0), '') AS value FROM ({rows.sql})"


class _Compiler:
    """The names of tables are numbered, so that none is of two."""

    def __init__(self) -> None:
        self._numbers = count()

    def _name(self) -> str:
        return f"r{next(self._numbers)}"

    def rows(self, node: CompValue) -> _Rows:
        maker = getattr(self, f"_{node.name.lower()}", None)
        if maker is None:
            raise UnsaidError(node.name)
        return maker(node)  # type: ignore[no-any-return]

    def _of_part(self, node: CompValue) -> _Rows:
        return self.rows(node.p)

    _orderby = _tomultiset = _of_part

    def _distinct(self, node: CompValue) -> _Rows:
        rows = self.rows(node.p)
        return _Rows(f"SELECT DISTINCT * FROM ({rows.sql})", rows.kinds, rows.sure)

    def _bgp(self, node: CompValue, held: Mapping[str, Sequence[object]] | None = None) -> _Rows:
        """Join the patterns of each subject, then these by all that they share: few rows at each step, whatever an engine takes for likely.

        :param held: the values that a variable can only have, if they are known.
        """
        stars: dict[object, list[_Rows]] = {}
        for subject, predicate, thing in sorted(node.triples, key=lambda triple: isinstance(triple[2], Variable)):
            stars.setdefault(subject, []).append(self._triple(subject, predicate, thing, held or {}))
        order = [*dict.fromkeys(subject for subject, _, _ in node.triples)]
        left = [reduce(self._shared, stars[subject]) for subject in order] or [_Rows("SELECT 1", {}, frozenset())]
        joined = left.pop(0)
        while left:
            nearest = max(left, key=lambda rows: len(rows.kinds.keys() & joined.kinds.keys()))
            left.remove(nearest)
            joined = self._shared(joined, nearest)
        return joined

    def _triple(self, subject: object, predicate: object, thing: object, held: Mapping[str, Sequence[object]]) -> _Rows:
        found: dict[str, str] = {}
        tests = []
        for column, one in (("s", subject), ("p", predicate), ("o", thing)):
            if not isinstance(one, Variable):
                tests += [f"{column} = {term(literal(one)).sql}"] if column != "p" else []
            elif str(one) in found:
                tests.append(f"{column} = {found[str(one)]}")
            else:
                found[str(one)] = column
        if isinstance(predicate, Variable) and str(predicate) in held:
            tests.append(f"p.v IN ({', '.join(map(quote_text, map(str, held[str(predicate)])))})")
        selected = ", ".join(f"{column} AS {quote_name(name)}" for name, column in found.items()) or "1"
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        sql = f"SELECT {selected} FROM ({self._pattern(predicate)}) AS {self._name()}{where}"
        return _Rows(sql, dict.fromkeys(found, TERM), frozenset(found))

    def _shared(self, one: _Rows, two: _Rows) -> _Rows:
        """Return the rows of two that every row has the values of, joined by what they share."""
        left, right = self._name(), self._name()
        tests = " AND ".join(f"{left}.{quote_name(name)} = {right}.{quote_name(name)}" for name in one.kinds if name in two.kinds)
        columns = ", ".join([f"{left}.*", *(f"{right}.{quote_name(name)}" for name in two.kinds if name not in one.kinds)])
        sql = f"SELECT {columns} FROM ({one.sql}) AS {left} JOIN ({two.sql}) AS {right} ON {tests or 'true'}"
        return _Rows(sql, one.kinds | two.kinds, one.sure | two.sure)

    def _pattern(self, predicate: object) -> str:
        """Return the SELECT of the pairs of a predicate or path, as s and o; those of any have the predicate as p."""
        if isinstance(predicate, Variable):
            return f"SELECT {_SUBJECT} AS s, {struct('predicate')} AS p, {_OBJECT} AS o FROM triples"
        if isinstance(predicate, URIRef):
            return f"SELECT {_SUBJECT} AS s, {_OBJECT} AS o FROM triples WHERE predicate = {quote_text(predicate)}"
        if isinstance(predicate, InvPath):
            return f"SELECT o AS s, s AS o FROM ({self._pattern(predicate.arg)})"
        if isinstance(predicate, AlternativePath):
            return " UNION ALL ".join(f"SELECT s, o FROM ({self._pattern(one)})" for one in predicate.args)
        if isinstance(predicate, SequencePath):
            names = [self._name() for _ in predicate.args]
            tables = ", ".join(f"({self._pattern(one)}) AS {name}" for one, name in zip(predicate.args, names, strict=True))
            tests = " AND ".join(f"{before}.o = {after}.s" for before, after in pairwise(names))
            return f"SELECT {names[0]}.s AS s, {names[-1]}.o AS o FROM {tables} WHERE {tests}"
        if isinstance(predicate, MulPath) and predicate.mod == "+":
            step, far = self._name(), self._name()
            return (
                f"WITH RECURSIVE {step} AS (SELECT DISTINCT s, o FROM ({self._pattern(predicate.path)})), {far}(s, o) AS (SELECT s, o FROM"
                f" {step} UNION SELECT {far}.s, {step}.o FROM {far} JOIN {step} ON {far}.o = {step}.s) SELECT s, o FROM {far}"
            )
        raise UnsaidError("path" if isinstance(predicate, Path) else type(predicate).__name__)

    def _join(self, node: CompValue) -> _Rows:
        return self._joined(node, "JOIN")

    def _leftjoin(self, node: CompValue) -> _Rows:
        return self._joined(node, "LEFT JOIN")

    def _joined(self, node: CompValue, how: str) -> _Rows:
        one, left, right = self.rows(node.p1), self._name(), self._name()
        two = self._bgp(node.p2, _listed(node.p1)) if node.p2.name == "BGP" else self.rows(node.p2)
        shared = [name for name in one.kinds if name in two.kinds]
        if not {*shared} <= one.sure & two.sure:
            raise UnsaidError("a join by what may be unbound")
        scope = _scope(one, left) | {name: value for name, value in _scope(two, right).items() if name not in shared}
        tests = [f"{left}.{quote_name(name)} = {right}.{quote_name(name)}" for name in shared]
        if how != "JOIN" and node.expr.name != "TrueFilter":
            tests.append(f"coalesce({self._test(node.expr, scope)}, false)")
        columns = ", ".join([f"{left}.*", *(f"{right}.{quote_name(name)}" for name in two.kinds if name not in shared)])
        sql = f"SELECT {columns} FROM ({one.sql}) AS {left} {how} ({two.sql}) AS {right} ON {' AND '.join(tests) or 'true'}"
        return _Rows(sql, two.kinds | one.kinds, one.sure | two.sure if how == "JOIN" else one.sure)

    def _union(self, node: CompValue) -> _Rows:
        both = [self.rows(node.p1), self.rows(node.p2)]
        kinds = both[0].kinds | both[1].kinds
        if any(rows.kinds.get(name, kind) != kind for rows in both for name, kind in kinds.items()):
            raise UnsaidError("a union of values of several kinds")
        sql = " UNION ALL BY NAME ".join(f"SELECT * FROM ({rows.sql})" for rows in both)
        return _Rows(sql, kinds, both[0].sure & both[1].sure)

    def _values(self, node: CompValue) -> _Rows:
        names = [str(name) for name in node.res[0]]
        rows = ", ".join("(" + ", ".join(term(literal(row[Variable(name)])).sql for name in names) + ")" for row in node.res)
        columns = ", ".join(map(quote_name, names))
        return _Rows(f"SELECT * FROM (VALUES {rows}) AS {self._name()}({columns})", dict.fromkeys(names, TERM), frozenset(names))

    def _filter(self, node: CompValue) -> _Rows:
        rows, name = self.rows(node.p), self._name()
        return _Rows(f"SELECT * FROM ({rows.sql}) AS {name} WHERE {self._test(node.expr, _scope(rows, name))}", rows.kinds, rows.sure)

    def _extend(self, node: CompValue) -> _Rows:
        rows, name, new = self.rows(node.p), self._name(), str(node.var)
        value = self._value(node.expr, _scope(rows, name))
        sure = rows.sure | {new} if isinstance(node.expr, Variable) and str(node.expr) in rows.sure else rows.sure
        return _Rows(f"SELECT *, {value.sql} AS {quote_name(new)} FROM ({rows.sql}) AS {name}", rows.kinds | {new: value.kind}, sure)

    def _project(self, node: CompValue) -> _Rows:
        rows, names = self.rows(node.p), [str(name) for name in node.PV]
        if missing := {*names} - rows.kinds.keys():
            raise UnsaidError(f"?{min(missing)}, which nothing binds")
        columns = ", ".join(map(quote_name, names))
        return _Rows(f"SELECT {columns} FROM ({rows.sql})", {name: rows.kinds[name] for name in names}, rows.sure & {*names})

    def _aggregatejoin(self, node: CompValue) -> _Rows:
        rows, by = self.rows(node.p.p), [str(name) for name in node.p.expr or ()]
        scope, kinds, sure, selected = _scope(rows, self._name()), {}, set(), []
        for one in node.A:
            value, new = self._value(one.vars, scope), str(one.res)
            made = _aggregate(one, value)
            kinds[new] = made.kind
            sure |= {new} if one.name == "Aggregate_Sample" and str(one.vars) in rows.sure else set()
            selected.append(f"{made.sql} AS {quote_name(new)}")
        name = next(iter(scope.values())).sql.partition(".")[0]
        grouped = f" GROUP BY {', '.join(f'{name}.{quote_name(one)}' for one in by)}" if by else ""
        return _Rows(f"SELECT {', '.join(selected)} FROM ({rows.sql}) AS {name}{grouped}", kinds, frozenset(sure))

    def _test(self, node: object, scope: Mapping[str, Value]) -> str:
        return as_truth(self._value(node, scope)).sql

    def _value(self, node: object, scope: Mapping[str, Value]) -> Value:
        if isinstance(node, Variable):
            if str(node) not in scope:
                raise UnsaidError(f"?{node}, which nothing binds")
            return scope[str(node)]
        if isinstance(node, Literal | URIRef):
            return literal(node)
        if not isinstance(node, CompValue):
            raise UnsaidError(type(node).__name__)
        name = node.name
        if name in ("ConditionalAndExpression", "ConditionalOrExpression"):
            sign = " AND " if "And" in name else " OR "
            return Value(TRUTH, "(" + sign.join(self._test(one, scope) for one in (node.expr, *node.other)) + ")")
        if name == "UnaryNot":
            return Value(TRUTH, f"(NOT {self._test(node.expr, scope)})")
        if name == "RelationalExpression":
            first = self._value(node.expr, scope)
            if node.op in ("IN", "NOT IN"):
                either = " OR ".join(compare("=", first, self._value(one, scope)) for one in node.other)
                return Value(TRUTH, f"({'NOT ' if node.op == 'NOT IN' else ''}({either}))")
            return Value(TRUTH, compare(node.op, first, self._value(node.other, scope)))
        if name == "MultiplicativeExpression":
            if {*node.op} != {"*"}:
                raise UnsaidError("/")
            return times([number(self._value(one, scope)) for one in (node.expr, *node.other)])
        if name in ("Builtin_NOTEXISTS", "Builtin_EXISTS"):
            return Value(TRUTH, f"({'NOT ' if 'NOT' in name else ''}{self._exists(node.graph, scope)})")
        if name == "Builtin_BOUND":
            return Value(TRUTH, f"({self._value(node.arg, scope).sql} IS NOT NULL)")
        given = [node[key] for key in ("arg", "arg1", "arg2", "text", "pattern") if key in node]
        if unknown := node.keys() - {"arg", "arg1", "arg2", "text", "pattern", "_vars"}:
            raise UnsaidError(f"{name} with {min(unknown)}")
        listed = [one for part in given for one in (part if isinstance(part, list) else [part])]
        return call(name.removeprefix("Builtin_"), [self._value(one, scope) for one in listed])

    def _exists(self, graph: CompValue, scope: Mapping[str, Value]) -> str:
        """Return whether there is a solution with what is bound outside; a filter of the pattern sees both."""
        node, tests, name = translateGroupGraphPattern(graph), [], self._name()
        inner = self.rows(node.p if node.name == "Filter" else node)
        here = _scope(inner, name)
        for one in here.keys() & scope.keys():
            if {here[one].kind, scope[one].kind} != {TERM}:
                raise UnsaidError("a pattern within one by what is no term")
            unbound = [f"{value.sql} IS NULL OR " for value in (scope[one], here[one]) if not value.sure]  # what hinders a join by hashes
            tests.append(f"({''.join(unbound)}{here[one].sql} = {scope[one].sql})")
        if node.name == "Filter":
            tests.append(self._test(node.expr, {**scope, **here}))
        return f"EXISTS (SELECT 1 FROM ({inner.sql}) AS {name} WHERE {' AND '.join(tests) or 'true'})"


def _listed(node: CompValue) -> dict[str, list[object]]:
    """Return the IRIs that VALUES of one variable lists, by that variable; nothing of another node."""
    rows = node.p.res if node.name == "ToMultiSet" and node.p.name == "values" else []
    names = {*rows[0]} if rows else set()
    if len(names) != 1 or not all(isinstance(value, URIRef) for row in rows for value in row.values()):
        return {}
    return {str(name): [row[name] for row in rows] for name in names}


def _scope(rows: _Rows, name: str) -> dict[str, Value]:
    return {one: Value(kind, f"{name}.{quote_name(one)}", one in rows.sure) for one, kind in rows.kinds.items()}


def _aggregate(node: CompValue, value: Value) -> Value:
    """Return an aggregate; a sum of what is no number is none."""
    distinct = "DISTINCT " if "distinct" in node and node.distinct else ""
    amount = number(value).sql
    match node.name.removeprefix("Aggregate_"):
        case "Count":
            return Value(NUMBER, f"count({distinct}{value.sql})")
        case "Sum":
            return Value(NUMBER, f"(CASE WHEN count({value.sql}) = count({amount}) THEN coalesce(sum({distinct}{amount}), 0) END)")
        case "Sample":
            return Value(value.kind, f"any_value({value.sql})")
        case "Min" | "Max" as which if value.kind == TERM:
            least = f"arg_{which.lower()}({value.sql}, "
            return Value(TERM, f"(CASE WHEN count({value.sql}) = count({amount}) THEN {least}{amount}) ELSE {least}{value.sql}.v) END)")
        case other:
            raise UnsaidError(str(other))
