"""Reads the projection out of a dataset: things and links by patterns, the rest by the SELECTs in ``queries/view``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cengji.core.memory import without_collector
from cengji.core.namespaces import CASE, SCHEME
from cengji.core.resources import query_text
from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.projection.hierarchy import find_standing
from cengji.projection.links import read_links
from cengji.projection.records import PROPOSED, Case, Concept, Edge, Ladder, Node, Projection, Rung
from cengji.projection.records import Mapping as TierMapping
from cengji.projection.things import read_aliases, read_columns, read_tiers, read_types

__all__ = ["project", "read_cases", "read_concepts"]


@without_collector
def project(dataset: Dataset) -> Projection:
    """Return the things and links of a dataset, with their tiers, cases and ladders; what is only proposed bears that status."""
    dataset = dataset.with_proposals()
    match = dataset.matcher()
    tiers = tuple(sorted((one for one in read_concepts(dataset) if one.scheme == "tier"), key=lambda tier: (tier.rank, tier.iri)))
    cases = tuple(read_cases(dataset))
    types, sets = read_types(match)
    columns = read_columns(match, types)
    proposed = {iri for iri, status in columns["status"].items() if status == PROPOSED}
    edges = tuple(_read_edges(read_links(match, types, sets), proposed))
    own, every = read_tiers(match, {tier.iri: place for place, tier in enumerate(tiers)})
    standing = _stand({iri: (own.get(iri) or every[iri][0]) for iri in every if iri in types}, edges, tiers, proposed)
    aliases = read_aliases(match, types, columns["case"])
    columns["case"] = _home(columns["case"], types, cases)
    nodes = tuple(_make_nodes(types, columns, own, every, aliases, standing))
    return Projection(cases=cases, tiers=tiers, nodes=nodes, edges=edges, ladders=tuple(_read_ladders(dataset, nodes)))


def _stand(own: dict[str, str], edges: Sequence[Edge], tiers: Sequence[Concept], proposed: set[str]) -> dict[str, str]:
    """Return things with their effective tiers; what is only proposed lends none to what is not."""
    lent = find_standing(own, edges, tiers)
    if not proposed:
        return lent
    stated = {iri: tier for iri, tier in own.items() if iri not in proposed}
    settled = find_standing(stated, (edge for edge in edges if edge.status != PROPOSED), tiers)
    return {iri: tier for iri, tier in lent.items() if iri in proposed} | settled


def read_concepts(dataset: Dataset) -> Iterator[Concept]:
    """Yield the concepts of all schemes, by IRI."""
    for iri, zh, en, rank in _rows(dataset, "concepts"):
        scheme = iri.rsplit("/", 2)[-2] if iri.startswith(SCHEME) else "body-kind"  # a kind of foreign data
        yield Concept(iri=iri, scheme=scheme, zh=_label(zh, en, iri), en=en, rank=_integer(rank))


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
    for row in _rows(dataset, "cases"):
        found[row[0]].append(row)
    for iri, rows in found.items():
        _, zh, en, _, _, document, part = rows[0]
        covers = tuple(sorted({place for _, _, _, place, *_ in rows if place}))
        named = sorted(place for _, zh, _, place, name, *_ in rows if place and name == zh)
        home = (named or list(covers) or [""])[0]
        yield Case(key=iri.removeprefix(CASE), zh=_label(zh, en, iri), en=en, place=home, covers=covers, document=document, part=part)


def _home(homes: Mapping[str, str], types: Mapping[str, str], cases: Sequence[Case]) -> dict[str, str]:
    """Return the key of the case of each thing that has one: a place that only one case covers belongs to that case."""
    covering: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for place in case.covers:
            covering[place].append(case.key)
    keys = {iri: key.removeprefix(CASE) for iri, key in homes.items()}
    return {place: held[0] for place, held in covering.items() if len(held) == 1 and place in types} | keys


def _make_nodes(
    types: Mapping[str, str],
    columns: Mapping[str, Mapping[str, str]],
    own: Mapping[str, str],
    every: Mapping[str, tuple[str, ...]],
    aliases: Mapping[str, tuple[str, ...]],
    standing: Mapping[str, str],
) -> Iterator[Node]:
    case, zh, en, kind, line, place, status, note_zh, note_en = (
        columns[name].get for name in ("case", "zh", "en", "kind", "line", "place", "status", "note_zh", "note_en")
    )
    tier, tiers, names, stands = own.get, every.get, aliases.get, standing.get
    for iri, name in types.items():
        english = en(iri, "")
        yield Node(
            iri, name, case(iri, ""), zh(iri) or _label("", english, iri), english, names(iri, ()), kind(iri, ""), tier(iri, ""),
            tiers(iri, ()), line(iri, ""), place(iri, ""), status(iri, ""), note_zh(iri, ""), note_en(iri, ""), stands(iri, ""),
        )  # fmt: skip


def _read_edges(links: Iterator[Edge], proposed: set[str]) -> Iterator[Edge]:
    """Return the links; one of which an end is only proposed is so too."""
    if not proposed:
        return links
    return (edge._replace(status=PROPOSED) if edge.source in proposed or edge.target in proposed else edge for edge in links)


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
