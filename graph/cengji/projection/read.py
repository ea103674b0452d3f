"""Reads the projection out of a dataset: things, their columns and links, the rest by the SELECTs in ``queries/view``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cengji.core.memory import without_collector
from cengji.core.namespaces import CASE, SCHEME
from cengji.core.resources import query_text
from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.projection.columns import read_aliases, read_iris, read_kinds, read_labels, read_notes, read_tiers, read_values, read_words
from cengji.projection.hierarchy import find_standing
from cengji.projection.links import read_links
from cengji.projection.numbered import Links
from cengji.projection.records import PROPOSED, Case, Concept, Ladder, Node, Projection, Rung
from cengji.projection.records import Mapping as TierMapping
from cengji.projection.source import Patterns, Source, prefixed
from cengji.projection.things import Things, read_things

if TYPE_CHECKING:
    from cengji.dataset.asking import Match

__all__ = ["Reader", "project", "read_cases", "read_concepts"]

Reader: TypeAlias = Callable[[Dataset], Projection]
"""What gives the projection of a dataset: :func:`project`, or the same from where it is read faster."""

_NODE: Final[Callable[[tuple[Any, ...]], Node]] = partial(tuple.__new__, Node)  # as Node._make, in a third of its time


@without_collector
def project(dataset: Dataset, *, slim: bool = False, source: Source | None = None) -> Projection:
    """Return the things and links of a dataset, with their tiers, cases and ladders; what is only proposed bears that status.

    A slim one is without ladders, notes, reasons of claims and other names, of which most networks say nothing. ``source`` tells what
    there is very much of faster than the dataset, and the same.
    """
    dataset = dataset.with_proposals()
    match, source = dataset.matcher(), source or Patterns(dataset)
    tiers = tuple(sorted(read_concepts(dataset, _find_tiers(match)), key=lambda tier: (tier.rank, tier.iri)))
    cases = tuple(read_cases(dataset))
    things = read_things(source)
    proposed = {place for place, status in enumerate(things.statuses) if status == PROPOSED}
    links = read_links(dataset, things, source, reasons=not slim)
    if proposed:
        links = links.mark(proposed, PROPOSED)
    scale = {tier.iri: place for place, tier in enumerate(tiers)}
    own, every = read_tiers(source, things, scale)
    heights = [scale[tier or some[0]] if some else -1 for tier, some in zip(own, every, strict=True)]
    standing = [tiers[height].iri if height >= 0 else "" for height in _stand(heights, links, proposed)]
    columns: dict[str, Sequence[Any]] = {
        "case": _home(things, cases),
        "tier": own,
        "tiers": every,
        "place": things.places,
        "effective_tier": standing,
    }
    nodes = tuple(_make_nodes(source, things, columns, slim=slim))
    return Projection(cases=cases, tiers=tiers, nodes=nodes, edges=links, ladders=() if slim else tuple(_read_ladders(dataset, nodes)))


def _stand(own: Sequence[int], links: Links, proposed: Collection[int]) -> list[int]:
    """Return of each thing its effective tier; what is only proposed lends none to what is not."""
    lent = find_standing(own, links)
    if not proposed:
        return lent
    settled = find_standing([-1 if thing in proposed else tier for thing, tier in enumerate(own)], links.without(PROPOSED))
    return [lent[thing] if tier < 0 and thing in proposed else tier for thing, tier in enumerate(settled)]


def read_concepts(dataset: Dataset, iris: Iterable[str] | None = None) -> Iterator[Concept]:
    """Yield the concepts of all schemes and the kinds of bodies, or those of these IRIs, by IRI."""
    match = dataset.matcher()
    for iri in sorted({*(Patterns(dataset).find_concepts() if iris is None else iris)}):
        scheme = iri.rsplit("/", 2)[-2] if iri.startswith(SCHEME) else "body-kind"  # a kind of foreign data
        zh, en = read_words(match, iri)
        ranks = map(_integer, read_values(match, iri, "cj:rank"))
        yield Concept(iri=iri, scheme=scheme, zh=_label(zh, en, iri), en=en, rank=min(ranks, default=0))


def _find_tiers(match: Match) -> set[str]:
    """Return the tiers of the common scale, by IRI."""
    return {iri for quad in match(None, prefixed("skos:inScheme")) if (iri := quad.subject.value).startswith(f"{SCHEME}tier/")}


def _rows(dataset: Dataset, name: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of ``queries/view/<name>.rq``, unbound as the empty text."""
    for row in dataset.rows(query_text(f"view/{name}"), bag=True):
        yield tuple([value or "" for value in row]) if None in row else row  # type: ignore[misc]  # no cell is None


def _label(zh: str, en: str, iri: str) -> str:
    """Return the Chinese label; without any label the key of the thing."""
    return zh or ("" if en else local_name(iri))


def _integer(value: str) -> int:
    """Return the number that a text is, 0 for any other text: data given by a user may hold whatever they like."""
    try:
        return int(value)
    except ValueError:
        return 0


def read_cases(dataset: Dataset) -> Iterator[Case]:
    """Yield the cases by key. A case is about the place that bears its name, else its first one."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in sorted(_rows(dataset, "cases"), key=lambda row: (row[0], row[3], row[5], row)):
        found[row[0]].append(row)
    for iri, rows in found.items():
        _, zh, en, _, _, document, part = rows[0]
        covers = tuple(sorted({place for _, _, _, place, *_ in rows if place}))
        named = sorted(place for _, zh, _, place, name, *_ in rows if place and name == zh)
        home = (named or list(covers) or [""])[0]
        yield Case(key=iri.removeprefix(CASE), zh=_label(zh, en, iri), en=en, place=home, covers=covers, document=document, part=part)


def _home(things: Things, cases: Sequence[Case]) -> list[str]:
    """Return the key of the case of each thing that has one: a place that only one case covers belongs to that case."""
    covering: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for place in case.covers:
            covering[place].append(case.key)
    keys = {iri: iri.removeprefix(CASE) for iri in set(things.cases)}
    homes = [keys[iri] for iri in things.cases]
    for place, held in covering.items():
        thing = things.at.get(place)
        if thing is not None and not homes[thing] and len(held) == 1:
            homes[thing] = held[0]
    return homes


def _make_nodes(source: Source, things: Things, columns: Mapping[str, Sequence[Any]], *, slim: bool) -> Iterator[Node]:
    """Return the nodes: some columns as given, the rest as it is read."""
    iris = things.iris
    zh, en = read_labels(source, things)
    labels = [chinese or _label("", english, iri) for iri, chinese, english in zip(iris, zh, en, strict=True)]
    aliases, notes_zh, notes_en = (repeat(()), repeat(""), repeat("")) if slim else _read_texts(source, things)
    read: dict[str, Iterable[Any]] = {
        "iri": iris, "type": things.types, "zh": labels, "en": en, "aliases": aliases, "kind": read_kinds(source, things),
        "line": read_iris(source, things, "cj:line"), "status": things.statuses, "note_zh": notes_zh,
        "note_en": notes_en,
    }  # fmt: skip
    return map(_NODE, zip(*map({**read, **columns}.__getitem__, Node._fields), strict=False))


def _read_texts(source: Source, things: Things) -> tuple[Iterable[tuple[str, ...]], Iterable[str], Iterable[str]]:
    """Return other names, and notes in Chinese and English, of each thing."""
    places = range(len(things.iris))
    aliases, (zh, en) = read_aliases(source, things), read_notes(source, things)
    return [aliases.get(place, ()) for place in places], [zh.get(place, "") for place in places], [en.get(place, "") for place in places]


def _read_ladders(dataset: Dataset, nodes: Sequence[Node]) -> Iterator[Ladder]:
    """Yield the ladders case by case, by line, the line and in it the ladder with most rungs first."""
    mappings: dict[str, list[TierMapping]] = defaultdict(list)
    for rung, tier, status, zh, en in _rows(dataset, "mappings"):
        mappings[rung].append(TierMapping(tier=tier, status=status, zh=zh, en=en))
    rungs: dict[str, dict[str, Rung]] = defaultdict(dict)
    for ladder, iri, position, actor, tier in _rows(dataset, "rungs"):
        mapped = tuple(dict.fromkeys(mappings[iri]))
        rungs[ladder].setdefault(iri, Rung(iri=iri, position=_integer(position), actor=actor, tier=tier, mappings=mapped))
    found = [node for node in nodes if node.type == "ladder"]
    longest: dict[tuple[str, str], int] = defaultdict(int)
    for node in found:
        longest[node.case, node.line] = max(longest[node.case, node.line], len(rungs[node.iri]))
    for node in sorted(found, key=lambda one: (one.case, -longest[one.case, one.line], one.line, -len(rungs[one.iri]), one.iri)):
        steps = sorted(rungs[node.iri].values(), key=lambda rung: (rung.position, rung.iri))
        yield Ladder(iri=node.iri, case=node.case, line=node.line, place=node.place, status=node.status, rungs=tuple(steps))
