"""The outline: the things of a graph of any size in columns, each below the one to which it belongs."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cengji.core.memory import without_collector
from cengji.core.namespaces import CASE, SCHEME
from cengji.dataset import Dataset, read_ontology
from cengji.projection.columns import read_aliases, read_kinds, read_labels, read_notes, read_tiers
from cengji.projection.hierarchy import PARENT_RELATIONS, cut_loops
from cengji.projection.links import read_links
from cengji.projection.numbered import Said
from cengji.projection.read import read_cases, read_concepts
from cengji.projection.records import NODE_TYPES, Case, Concept
from cengji.projection.source import Patterns, Source
from cengji.projection.things import read_things

__all__ = ["Link", "Outline", "read_outline"]

_RUNG_OF = len(PARENT_RELATIONS)
"""How a rung lies below its ladder: further than any relation by which a thing lies below another."""


class Link(NamedTuple):
    """A link between two things, by place; the rest as in :class:`cengji.projection.Edge`."""

    source: int
    relation: str
    target: int
    status: str = ""
    claim: str = ""
    zh: str = ""
    en: str = ""


@dataclass(slots=True, kw_only=True)
class Outline:
    """Things in columns, in the order of their IRIs; a number that names a thing is its place there, -1 stands for none.

    ``kinds``, ``statuses`` and ``tiers`` are places in ``concepts``, ``cases`` in ``case_list``. ``parents`` make trees: no thing lies
    below itself. ``relations`` say by which link each lies below its parent, as a place in :data:`PARENT_RELATIONS`; -1 where its case or
    its ladder says so. ``links`` are all links but those of places to the place around them, and to the place where a thing is.
    """

    iris: list[str]
    types: array[int]
    zh: list[str]
    en: list[str]
    aliases: dict[int, list[str]]
    codes: dict[int, str]
    notes: dict[int, tuple[str, str]]
    kinds: array[int]
    tiers: array[int]
    statuses: array[int]
    places: array[int]
    cases: array[int]
    concepts: list[Concept]
    case_list: list[Case]
    parents: array[int] = field(default_factory=lambda: array("i"))
    relations: array[int] = field(default_factory=lambda: array("b"))
    links: list[Link] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of things."""
        return len(self.iris)


@without_collector
def read_outline(dataset: Dataset, source: Source | None = None) -> Outline:
    """Return the outline of what is stated in a dataset; of what is only proposed there is nothing in it.

    Classes, kinds and tiers that the data name without saying what they are, as registers do, are looked up in the ontology.
    A thing lies below what :data:`PARENT_RELATIONS` name first, of whatever case; what has none of its own below the place of its case.
    ``source`` tells what there is very much of faster than the dataset, and the same.
    """
    source = source or Patterns(dataset)
    things = read_things(source, read_ontology().axioms)
    at = things.at
    concepts = {one.iri: one for one in (*_ontology_concepts(), *read_concepts(dataset, source.find_concepts()))}
    listed = [concepts[iri] for iri in sorted(concepts)]
    known = {one.iri: place for place, one in enumerate(listed)}
    scale = sorted((one for one in listed if one.scheme == "tier"), key=lambda one: (one.rank, one.iri))
    tiers, _ = read_tiers(source, things, {one.iri: place for place, one in enumerate(scale)})
    cases = list(read_cases(dataset))
    homes = {CASE + case.key: place for place, case in enumerate(cases)}
    zh, en = read_labels(source, things)
    notes_zh, notes_en = read_notes(source, things)
    codes: dict[int, str] = {}
    for thing, code in source.read_texts(at, "skos:notation"):
        codes[thing] = min(code, codes.get(thing, code))
    outline = Outline(
        iris=list(things.iris), types=array("b", map(NODE_TYPES.index, things.types)), zh=zh, en=en,
        aliases={thing: list(names) for thing, names in read_aliases(source, things).items()}, codes=codes,
        notes={thing: (notes_zh.get(thing, ""), notes_en.get(thing, "")) for thing in notes_zh | notes_en},
        kinds=_places(read_kinds(source, things), known), tiers=_places(tiers, known), statuses=_places(things.statuses, known),
        places=_places(things.places, at), cases=_places(things.cases, homes), concepts=listed, case_list=cases,
    )  # fmt: skip
    del tiers
    links = read_links(dataset, things, source)
    _hang(outline, links.placed(), source.read_ends(at, "cj:hasRung"), [at.get(case.place, -1) for case in cases])
    return outline


def _places(column: Iterable[str], known: Mapping[str, int]) -> array[int]:
    """Return of each thing where its value stands, -1 for none."""
    return array("i", [known.get(value, -1) for value in column])


def _hang(outline: Outline, edges: Iterable[tuple[int, str, int, Said]], rungs: Iterable[tuple[int, int]], homes: list[int]) -> None:
    """Fill parents, relations and links; ``homes`` are the places of the cases."""
    order = {name: place for place, name in enumerate(PARENT_RELATIONS)}
    best, parents = array("b", [_RUNG_OF + 1]) * len(outline), array("i", [-1]) * len(outline)
    for source, relation, target, said in edges:
        if relation not in ("atPlace", "partOfPlace"):
            outline.links.append(Link(source, relation, target, *said))
        if (place := order.get(relation, -1)) >= 0 and (place, target) < (best[source], parents[source]):
            best[source], parents[source] = place, target
    for ladder, rung in sorted(rungs):
        if parents[rung] < 0:
            best[rung], parents[rung] = _RUNG_OF, ladder
    is_place = NODE_TYPES.index("place")
    for thing, case in enumerate(outline.cases):
        if case >= 0 and parents[thing] < 0 and outline.types[thing] != is_place and homes[case] != thing:
            parents[thing] = homes[case]
    cut_loops(parents)
    outline.parents = parents
    outline.relations = array("b", [one if above >= 0 and one < _RUNG_OF else -1 for one, above in zip(best, parents, strict=True)])


def _ontology_concepts() -> Iterator[Concept]:
    """Yield the concepts of the ontology's schemes."""
    ontology = read_ontology()
    for scheme, labels in ontology.labels.items():
        english = ontology.english.get(scheme, {})
        for key, zh in labels.items():
            rank = ontology.vocabulary.tier_ranks.get(key, 0) if scheme == "tier" else 0
            yield Concept(iri=f"{SCHEME}{scheme}/{key}", scheme=scheme, zh=zh, en=english.get(key, ""), rank=rank)
