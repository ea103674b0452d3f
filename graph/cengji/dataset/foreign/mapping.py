"""Maps foreign data onto the model: the same data without persons and blank nodes, and a graph of their hierarchy in its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import FOREIGN
from cengji.core.neutralize import neutralize_text
from cengji.core.resources import query_text
from cengji.core.texts import Text
from cengji.dataset.foreign.beside import describe_concepts, read_stated_tiers, split_ours
from cengji.dataset.foreign.ladders import CASE_KEY, ladder_quads
from cengji.dataset.foreign.levels import find_levels
from cengji.dataset.foreign.people import find_people, remove_people
from cengji.dataset.foreign.recognize import is_foreign
from cengji.dataset.foreign.report import Outcome, report_left_in, report_left_out, report_outcome
from cengji.dataset.foreign.skolemize import skolemize
from cengji.dataset.store import Dataset
from cengji.dataset.terms import CJ, RDF_TYPE, SKOS, case_iri

__all__ = ["RULES", "ForeignMapping", "keep_persons", "leave_out_persons", "map_foreign"]

RULES: Final = (
    "organizations", "concepts", "subordination", "subordination-at-a-distance", "posts", "sites", "kinds", "membership",
    "labels-as-resources", "chinese-labels", "english-labels", "notes",
)  # fmt: skip
"""The rules of ``queries/foreign`` in the order in which they run, each over the result of those before it."""
_GRAPH: Final = ox.NamedNode(FOREIGN)


@dataclass(frozen=True)
class ForeignMapping:
    """What became of foreign data: the dataset, how many triples each rule added, and what a user should know.

    ``added`` is empty where there was nothing to map, and the dataset the very one that was given where there
    were no persons either.
    """

    dataset: Dataset
    added: dict[str, int]
    notes: tuple[str, ...]


def map_foreign(given: Dataset, name: str) -> ForeignMapping:
    """Map foreign data onto the model: add a graph that describes their bodies, posts and sites in its form.

    What the data say stays as it is, but for persons, who are left out, and blank nodes, which get IRIs. All
    that is added has the status *inferred* and no evidence: no document of ours states it.

    :param name: what the case is called that all belongs to: the files' names.
    """
    split = split_ours(given)
    theirs = given.part([*split.theirs, *split.context]) if split.ours else given
    people = remove_people(theirs, find_people(theirs))
    plain = skolemize(list(people.dataset))
    whole = Dataset(plain.quads)
    dataset = whole.part(_once(whole.store), distinct=True) if whole.repeats_triples else whole
    dataset.store.extend(list(describe_concepts(dataset, given)))
    added = {rule: dataset.apply_rule(query_text(f"foreign/{rule}"), FOREIGN) for rule in RULES}
    members = {row[0]: Text(row[1] or "", row[2] or "") for row in dataset.rows(query_text("internal/body-labels")) if row[0]}
    if not members:
        return ForeignMapping(people.dataset, {}, report_left_out(name, people)) if not split.ours else leave_out_persons(given, name)
    links = dataset.rows(query_text("internal/subordinations"))
    found = find_levels(members, [(lower, upper) for lower, upper in links if lower in members and upper in members])
    for loop in found.loops:
        dataset.store.remove(ox.Quad(ox.NamedNode(loop[0]), CJ.subordinateTo, ox.NamedNode(loop[-1]), _GRAPH))
    stated, unknown = read_stated_tiers(dataset)
    dataset.store.extend(ladder_quads(found, members, stated))
    dataset.store.extend(_case(name))
    outcome = Outcome(name, dataset, found, people, plain, stated, unknown, organizations=added["organizations"] > 0)
    notes = report_outcome(outcome)
    if split.ours:
        ours = leave_out_persons(given.part(split.ours), name)
        whole, notes = Dataset([*ours.dataset, *whole]), notes + ours.notes
    if whole.store is not dataset.store:
        whole.store.extend(dataset.store.quads_for_pattern(None, None, None, _GRAPH))
    return ForeignMapping(whole, added, notes)


def leave_out_persons(given: Dataset, name: str) -> ForeignMapping:
    """Leave out of data in the form of the model what is said to be a person, and nothing else; the model has no class for one."""
    people = remove_people(given, find_people(given, declared_only=True))
    return ForeignMapping(people.dataset, {}, report_left_out(name, people))


def keep_persons(given: Dataset, name: str) -> ForeignMapping:
    """Leave data as they are, and say which persons stay in."""
    return ForeignMapping(given, {}, report_left_in(name, find_people(given, declared_only=not is_foreign(given))))


def _once(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Return each triple in one graph, the first by name: rules and ladders need no repetition, which costs time."""
    first: dict[tuple[object, ...], ox.Quad] = {}
    for quad in quads:
        triple = quad.subject, quad.predicate, quad.object
        if triple not in first or str(quad.graph_name) < str(first[triple].graph_name):
            first[triple] = quad
    return iter(first.values())


def _case(name: str) -> list[ox.Quad]:
    """Describe the case that everything mapped belongs to; no document stands behind it."""
    case = case_iri(CASE_KEY)
    label = ox.Literal(neutralize_text(name), language="zh")
    return [ox.Quad(case, RDF_TYPE, CJ.Case, _GRAPH), ox.Quad(case, SKOS.prefLabel, label, _GRAPH)]
