"""What analyses read: the projection, the words and the statements of a dataset, each read once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Final, Protocol, TypedDict

from cengji.analysis.records import Words
from cengji.core.namespaces import CASE
from cengji.core.resources import query_text
from cengji.core.terms import local_name
from cengji.projection import Edge, Node, Projection, project, read_concepts

if TYPE_CHECKING:
    from cengji.dataset import Dataset

__all__ = ["Count", "Graph", "Material", "Statuses", "material_of", "number_of"]

_BY_RULE: Final = "by rule: "  # so begins the reason of a derived link, queries/view/edges.rq


class Graph(Protocol):
    """What has a dataset, such as :class:`cengji.Graph`."""

    @property
    def dataset(self) -> Dataset:
        """The dataset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many units a group has, as one quantity says: :file:`queries/analysis/counts.rq`."""

    quantity: str
    about: str
    case: str
    place: str
    tier: str
    written: str
    value: float | None
    lower: float | None
    upper: float | None
    time: str
    status: str
    beside: bool = False  # groups of units of another kind stand on the tier, too


class _Fields(TypedDict):
    stated: int
    inferred: int
    disputed: int


class Statuses(Counter[str]):
    """How many statements of each status a value rests on: ``Row(**Statuses(["stated"]).fields())``."""

    def fields(self) -> _Fields:
        """Return the numbers of stated, inferred and disputed ones; what bears another status, or none, is stated."""
        return {"stated": self.total() - self["inferred"] - self["disputed"], "inferred": self["inferred"], "disputed": self["disputed"]}


class Material:
    """The data of several analyses of one dataset, or of some of its cases; what is only proposed is left out.

    :param cases: keys of the only cases to look at; of all where there are none.
    :param read: what reads things and links of the dataset, where somebody has read them already or does it faster.
    """

    def __init__(self, dataset: Dataset, cases: Iterable[str] = (), read: Callable[[], Projection] | None = None) -> None:
        """Read nothing yet."""
        self.dataset = dataset
        self.cases = frozenset(cases)
        self._read = read

    def of_cases(self, cases: Iterable[str] = ()) -> Material:
        """Return the same of these cases, of all where there are none, with what has been read already."""
        made = Material(self.dataset, cases, self._read)
        made.__dict__ |= {name: held for name, held in self.__dict__.items() if name not in ("cases", "counts")}
        return made

    def has(self, case: str) -> bool:
        """Return whether this case, by key or IRI, is looked at."""
        return not self.cases or local_name(case) in self.cases

    @cached_property
    def projection(self) -> Projection:
        """Things and links of all cases."""
        return (self._read() if self._read else project(self.dataset)).without_proposals()

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The things by IRI."""
        return {node.iri: node for node in self.projection.nodes}

    @cached_property
    def words(self) -> dict[str, Words]:
        """The labels of things and concepts by IRI, of cases by key and IRI."""
        named = {node.iri: Words(node.zh, node.en) for node in self.projection.nodes}
        concepts = {concept.iri: Words(concept.zh, concept.en) for concept in read_concepts(self.dataset)}
        cases = {name: Words(case.zh, case.en) for case in self.projection.cases for name in (case.key, CASE + case.key)}
        return concepts | named | cases

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """How many units whole groups have, of the cases looked at."""
        rows = (tuple(cell or "" for cell in row) for row in self.dataset.rows(query_text("analysis/counts")))
        return tuple(
            Count(
                quantity=quantity, about=about, case=local_name(case), place=place, tier=tier, written=written, value=number_of(value),
                lower=number_of(lower), upper=number_of(upper), time="" if rule == "to-publication" else time, status=local_name(status),
                beside=beside == "true",
            )
            for quantity, about, case, place, tier, written, value, lower, upper, time, rule, status, beside in rows
            if self.has(case)
        )  # fmt: skip

    @cached_property
    def functions(self) -> dict[str, tuple[str, ...]]:
        """What each measure that has a function does: IRIs by that of the measure."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for measure, *_, function in self.dataset.rows(query_text("view/measures")):
            if measure and function:
                found[measure][function] = None
        return {measure: tuple(functions) for measure, functions in found.items()}

    @cached_property
    def derived_tiers(self) -> frozenset[tuple[str, str]]:
        """Thing and tier where the thing stands on the tier by rule."""
        rows = self.dataset.rows(query_text("view/derived-tiers"))
        return frozenset((node, tier) for node, relation, tier, *_ in rows if node and tier and relation == "commonTier")

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The rank of each tier of the common scale, lower is higher."""
        return {tier.iri: tier.rank for tier in self.projection.tiers}

    def tiers_of(self, actor: str) -> tuple[str, ...]:
        """Return the tiers on which an actor, or a place that is acted on, stands itself."""
        node = self.nodes[actor]
        return () if node.type == "measure" else node.tiers

    def is_derived(self, edge: Edge) -> bool:
        """Return whether a link follows by rule alone."""
        return edge.en.startswith(_BY_RULE)

    def status(self, iri: str) -> str:
        """Return the key of the status of a thing; ``stated`` where it bears none."""
        return local_name(self.nodes[iri].status) if self.nodes[iri].status else "stated"


def number_of(text: str) -> float | None:
    """Return the number that a text is, None for any other: data given by a user may hold whatever they like.

    >>> number_of("3"), number_of(""), number_of("many"), number_of("NaN")
    (3.0, None, None, None)
    """
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def material_of(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Material:
    """Return what an analysis reads of a graph, a dataset or material that is there; of these cases alone where some are given."""
    keys = frozenset(cases)
    if isinstance(graph, Material):
        return graph.of_cases(keys) if keys else graph
    return Material(graph.dataset if hasattr(graph, "dataset") else graph, keys)
