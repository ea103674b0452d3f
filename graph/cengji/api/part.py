"""A part of a graph, to look at or to export: cases, places, named graphs, the answer to a query, what is near a thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

import pyoxigraph as ox

from cengji.api.asking import Asking, Keys, Question, keys_of
from cengji.core.errors import QueryError, UsageError
from cengji.dataset import Dataset
from cengji.query.answers import Limits
from cengji.query.names import Names

if TYPE_CHECKING:
    from cengji import view

__all__ = ["Narrowing", "Selection"]


class Selection(TypedDict, total=False):
    """The part of a graph that :meth:`cengji.Graph.export` writes."""

    case: Keys
    place: Keys
    graphs: Keys
    query: Question | None
    parameters: Mapping[str, object] | None
    limits: Limits | None
    relations: Keys
    classes: Keys
    size: str


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What a part is to hold, in the words of :meth:`cengji.Graph.view` and :meth:`cengji.Graph.export`."""

    case: Keys = ()
    place: Keys = ()
    graphs: Keys = ()
    query: Question | None = None
    parameters: Mapping[str, object] | None = field(default=None)
    focus: str | None = None
    depth: int | None = None
    limits: Limits | None = None

    def of_page(self, graph: Asking) -> view.Part | None:
        """Return the part that a page shows, None for all of the graph.

        :raises UsageError: if the arguments exclude each other, or something is not there.
        """
        from cengji.view import Part

        self._refuse_several()
        names = Names(graph.data)
        if self.case:
            return Part(cases=keys_of(self.case))
        if self.place:
            return Part(places=tuple(names.node("place", place).value for place in keys_of(self.place)))
        if self.query is not None:
            return Part(things=frozenset(self._things(graph)), depth=self.depth or 0)
        if self.focus is not None:
            thing = names.node("thing", self.focus).value
            return Part(things=frozenset({thing}), depth=1 if self.depth is None else self.depth, focus=thing)
        return None

    def of_export(self, graph: Asking) -> Dataset:
        """Return the dataset of what all of ``case``, ``place`` and ``query`` name, with what it takes to read it; of ``graphs`` alone.

        :raises UsageError: if something is not there.
        """
        from cengji.export import add_context, find_at_place, find_in_case, select_graphs

        dataset = graph.dataset
        wanted: list[set[str]] = []
        if self.case:
            wanted.append(set().union(*(find_in_case(dataset, case) for case in keys_of(self.case))))
        if self.place:
            names = Names(dataset)
            wanted.append(set().union(*(find_at_place(dataset, names.node("place", place)) for place in keys_of(self.place))))
        if self.query is not None:
            wanted.append(self._things(graph))
        part = add_context(dataset, set.intersection(*wanted)) if wanted else dataset
        return select_graphs(part, keys_of(self.graphs)) if self.graphs else part

    def refuse_for_table(self) -> None:
        """Refuse what cannot narrow the answer to a query.

        :raises UsageError: naming it.
        """
        if self.case or self.place or self.graphs:
            raise UsageError.naming(
                "a table of {query} holds its rows: give the case or place in {parameters}, not with {case}, {place} or {graphs}"
            )

    def refuse_parameters_alone(self) -> None:
        """Refuse parameters without a query.

        :raises UsageError: naming them.
        """
        if self.parameters and self.query is None:
            raise UsageError.naming("{parameters} needs {query}")

    def solutions(self, graph: Asking) -> ox.QuerySolutions:
        """Return the answer to the query.

        :raises QueryError: if it is not a SELECT.
        """
        found = graph.answer(self.query or "", self.parameters, limits=self.limits)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("this query is not a SELECT")
        return found

    def _refuse_several(self) -> None:
        ways = {"case": self.case, "place": self.place, "query": self.query, "focus": self.focus}
        chosen = [name for name, value in ways.items() if value]
        faults = []
        if len(chosen) > 1:
            faults.append(f"{' and '.join(f'{{{name}}}' for name in chosen)} exclude each other: give one of them")
        if self.parameters and self.query is None:
            faults.append("{parameters} needs {query}")
        if self.depth is not None and not {"focus", "query"} & set(chosen):
            faults.append("{depth} needs {focus} or {query}")
        if faults:
            raise UsageError.naming("\n".join(faults))

    def _things(self, graph: Asking) -> set[str]:
        """Return the IRIs in the answer."""
        return {term.value for row in self.solutions(graph) for term in row if isinstance(term, ox.NamedNode)}
