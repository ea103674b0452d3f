"""Foreign data → the same data without persons and blank nodes, with a graph that says their hierarchy in the form of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import CJ as CJ_BASE
from cengji.core.namespaces import LIFTED, PREFIXES
from cengji.core.resources import resource_dir
from cengji.core.texts import Text
from cengji.dataset.lift.blank import skolemized
from cengji.dataset.lift.ladders import CASE_KEY, ladder_quads
from cengji.dataset.lift.levels import levels
from cengji.dataset.lift.notes import Outcome, notes_of
from cengji.dataset.lift.people import without_people
from cengji.dataset.rules import apply_rule
from cengji.dataset.store import Dataset
from cengji.dataset.terms import CJ, RDF_TYPE, SKOS, case_iri

__all__ = ["RULES", "Lifting", "lifted"]

RULES: Final = (
    "organizations", "concepts", "subordination", "subordination-at-a-distance", "posts", "sites", "kinds", "membership",
    "chinese-labels", "english-labels", "notes",
)  # fmt: skip
"""The rules of ``queries/lift`` in the order in which they run, each over the result of those before it."""
_GRAPH: Final = ox.NamedNode(LIFTED)
_LINKS: Final = f"PREFIX cj: <{CJ_BASE}> SELECT ?lower ?upper {{ ?lower cj:subordinateTo ?upper }}"
_LABELS: Final = f"""
PREFIX cj: <{CJ_BASE}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?body (MIN(STR(?chinese)) AS ?zh) (MIN(STR(?english)) AS ?en) {{
  ?body a cj:Body
  OPTIONAL {{ ?body skos:prefLabel ?chinese FILTER (LANG(?chinese) = "zh") }}
  OPTIONAL {{ ?body skos:prefLabel ?english FILTER (LANG(?english) = "en") }}
}} GROUP BY ?body"""


@dataclass(frozen=True)
class Lifting:
    """What became of foreign data: the dataset, what each rule added, and what a user should be told.

    ``added`` is empty, and the dataset the very one that was given, where there was nothing to lift.
    """

    dataset: Dataset
    added: dict[str, int]
    notes: tuple[str, ...]


def lifted(given: Dataset, name: str) -> Lifting:
    """Lift foreign data: add a graph in which their bodies, posts and sites are said in the form of the model.

    What the data say stays as it is, but for persons, who are left out, and blank nodes, which get IRIs. All
    that is added has the status *inferred* and no evidence: no document of ours states it.

    :param name: what the case is called that all belongs to: the files' names.
    """
    people = without_people(given)
    plain = skolemized(people.quads)
    dataset = Dataset(_once(plain.quads))
    added = {rule: apply_rule(dataset, resource_dir("queries") / "lift" / f"{rule}.rq", LIFTED) for rule in RULES}
    members = {row[0]: Text(row[1] or "", row[2] or "") for row in dataset.rows(_LABELS) if row[0]}
    if not members:
        return Lifting(given, {}, ())
    found = levels(members, [(lower, upper) for lower, upper in dataset.rows(_LINKS) if lower and upper])
    for loop in found.loops:
        dataset.store.remove(ox.Quad(ox.NamedNode(loop[0]), CJ.subordinateTo, ox.NamedNode(loop[-1]), _GRAPH))
    dataset.store.extend(ladder_quads(found, members))
    dataset.store.extend(_case(name))
    notes = notes_of(Outcome(name, dataset, found, people, plain, organizations=added["organizations"] > 0))
    return Lifting(dataset, added, notes)


def _once(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Return each triple in one graph, the first by name: what several files say would count several times."""
    first: dict[tuple[object, ...], ox.Quad] = {}
    for quad in quads:
        triple = quad.subject, quad.predicate, quad.object
        if triple not in first or str(quad.graph_name) < str(first[triple].graph_name):
            first[triple] = quad
    return iter(first.values())


def _case(name: str) -> list[ox.Quad]:
    """Describe the case that everything lifted belongs to; no document stands behind it."""
    case = case_iri(CASE_KEY)
    return [ox.Quad(case, RDF_TYPE, CJ.Case, _GRAPH), ox.Quad(case, SKOS.prefLabel, ox.Literal(name, language="zh"), _GRAPH)]
