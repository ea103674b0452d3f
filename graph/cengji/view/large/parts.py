"""The things of a large graph in parts: columns as those of a page, with what is said of each, and who stands above it elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from operator import ne
from typing import Any, Final

from cengji.core.terms import local_name
from cengji.projection.hierarchy import PARENT_RELATIONS
from cengji.projection.outline import Link, Outline
from cengji.view.content import Columns, keep_rows
from cengji.view.data import Places, evidence_table, figure_table, shorten
from cengji.view.large.numbering import Numbering
from cengji.view.large.sizes import Sizes

__all__ = ["Parts", "pack_columns"]

_FARTHEST: Final = 24
"""How many things above another a part names, at most: those nearest to it."""


class _Numbers(Places):
    """The numbers of things by IRI."""

    def __init__(self, outline: Outline, numbering: Numbering, iris: Iterable[str]) -> None:
        found = ((iri, bisect_left(outline.iris, iri)) for iri in set(iris))
        self._at = {iri: numbering.numbers[at] for iri, at in found if outline.iris[at : at + 1] == [iri]}


class Parts:
    """The parts, and the page's own things in the same form."""

    def __init__(self, outline: Outline, numbering: Numbering, sizes: Sizes, tables: dict[str, Columns], concepts: Sequence[int]) -> None:
        """Keep what there is to tell; ``concepts`` are the places in the outline's concepts of those that the page names."""
        self.outline, self.numbering, self.sizes = outline, numbering, sizes
        self._concept = {-1: -1, **{concept: place for place, concept in enumerate(concepts)}}
        self._statuses = {outline.concepts[concept].iri: place for place, concept in enumerate(concepts)}
        self.relations = sorted({*(shorten(link.relation) for link in outline.links), *PARENT_RELATIONS})
        self._relation = {name: place for place, name in enumerate(self.relations)}
        tiers = sorted(
            (at for at, one in enumerate(outline.concepts) if one.scheme == "tier"),
            key=lambda at: (outline.concepts[at].rank, outline.concepts[at].iri),
        )
        self.tiers = tiers
        self._tier = {-1: -1, **{concept: place for place, concept in enumerate(tiers)}}
        self._links: dict[int, list[Link]] = defaultdict(list)
        for link in outline.links:
            self._links[link.source].append(link)
            self._links[link.target].append(link)
        figures, evidence = tables["figures"], tables["evidence"]
        ends = [*figures.get("figure", ()), *figures.get("about", ()), *figures.get("paired", ()), *figures.get("per", ())]
        self._number = _Numbers(outline, numbering, ends)
        self._tables = tables
        self._ways: dict[int, tuple[int, str]] = {}
        self._figure_rows = _rows_by(figures, "figure")
        self._rows_about = _rows_by(figures, "about")
        self._evidence_rows = _rows_by(evidence, "subject")
        self._document = Places(tables["documents"].get("document", ()))
        self._figure_concepts = Places(outline.concepts[concept].iri for concept in concepts)

    def numbers(self, iris: Iterable[str]) -> Places:
        """Return what gives the numbers of these things."""
        return _Numbers(self.outline, self.numbering, iris)

    def head(self, named: Iterable[int] = ()) -> dict[str, Any]:
        """Return the page's own things; those of these numbers it names too."""
        numbering = self.numbering
        others = {numbering.things[number] for number in named if number >= 0}
        return self._part(0, numbering.head, numbering.listed, self._beside_until(numbering.head), others)

    def cut(self) -> Iterator[dict[str, Any]]:
        """Yield the parts one after the other, and note in the numbering where each begins."""
        numbering = self.numbering
        start, beside = numbering.head, self._beside_until(numbering.head)
        numbering.starts.clear()
        numbering.beside_starts.clear()
        while start < numbering.listed:
            end, size = start, 0
            while end < numbering.listed and end - start < self.sizes.things and (size < self.sizes.part or end == start):
                size += self._weigh(numbering.things[end])
                end += 1
            beside_end = self._beside_until(end, beside)
            numbering.starts.append(start)
            numbering.beside_starts.append(beside)
            yield self._part(start, end, beside, beside_end)
            start, beside = end, beside_end

    def _beside_until(self, end: int, beside: int | None = None) -> int:
        """Return the first number of what stands beside a thing of this number or a later one."""
        numbering, parents = self.numbering, self.outline.parents
        beside = numbering.listed if beside is None else beside
        while beside < len(numbering.things) and numbering.numbers[parents[numbering.things[beside]]] < end:
            beside += 1
        return beside

    def _weigh(self, thing: int) -> int:
        """Return about how many bytes a thing takes."""
        outline = self.outline
        links = min(len(self._links.get(thing, ())), 2 * self.sizes.links)
        texts = 3 * (len(outline.zh[thing]) + sum(map(len, outline.aliases.get(thing, ()))) + sum(map(len, outline.notes.get(thing, ()))))
        return 80 + texts + len(outline.en[thing]) + len(outline.iris[thing]) + 160 * links

    def _part(self, start: int, end: int, beside: int, beside_end: int, named: AbstractSet[int] = frozenset()) -> dict[str, Any]:
        numbering, outline = self.numbering, self.outline
        listed, others = list(numbering.things[start:end]), list(numbering.things[beside:beside_end])
        inside = {*listed, *others}
        edges, cut = self._edges(listed + others)
        iris = [outline.iris[thing] for thing in listed + others]
        rows = [row for found in (self._figure_rows, self._rows_about) for iri in iris for row in found.get(iri, ())]
        figures = figure_table(_pick(self._tables["figures"], rows), self._number, self._figure_concepts)
        outside = self._outside(inside, edges, figures, named)
        prefix = _common_beginning([shorten(outline.iris[one]) for one in listed])
        nodes = self._columns(listed) | {
            "first": [numbering.first[one] for one in listed],
            "count": [numbering.count[one] for one in listed],
            "below": [self._below(numbering.below[one]) if one in numbering.below else 0 for one in listed],
        }
        subjects = [*iris, *(link.claim for link in edges if link.claim)]
        evidence = [row for subject in subjects for row in self._evidence_rows.get(subject, ())]
        host = [numbering.numbers[outline.parents[one]] - start for one in others]
        number = numbering.numbers
        return {
            "start": start,
            "prefix": prefix,
            "nodes": pack_columns(nodes, prefix),
            "beside": {"start": beside, **pack_columns(self._columns(others) | {"host": host}, "")} if others else {},
            "outside": pack_columns(self._names(sorted(outside)), ""),
            "edges": pack_columns({
                "from": [number[link.source] for link in edges], "to": [number[link.target] for link in edges],
                "relation": [self._relation[shorten(link.relation)] for link in edges],
                "status": [self._statuses.get(link.status, -1) for link in edges],
                "claim": [shorten(link.claim) for link in edges], "zh": [link.zh for link in edges], "en": [link.en for link in edges],
            }, "") if edges else {},
            "cut": [[number[thing], total] for thing, total in cut],
            "figures": figures,
            "evidence": evidence_table(_pick(self._tables["evidence"], evidence), self._document),
        }  # fmt: skip

    def _below(self, counts: Counter[int]) -> list[list[int]]:
        return sorted(([self._tier[tier], count] for tier, count in counts.items()), key=lambda pair: (pair[0] < 0, pair[0]))

    def total(self) -> list[list[int]]:
        """Return how many things there are by tier, -1 for no tier; those beside their place are not counted."""
        return self._below(self.numbering.below.get(-1, Counter()))

    def _columns(self, things: list[int]) -> dict[str, list[Any]]:
        outline, clip = self.outline, self._clip
        number = self.numbering.numbers
        return self._labels(things) | {
            "alias": [list(map(clip, outline.aliases[one])) if one in outline.aliases else 0 for one in things],
            "code": [
                clip(outline.codes[one]) if outline.codes.get(one, "") not in ("", local_name(outline.iris[one])) else "" for one in things
            ],
            "kind": [self._concept.get(outline.kinds[one], -1) for one in things],
            "status": [self._concept.get(outline.statuses[one], -1) for one in things],
            "case": [outline.cases[one] for one in things],
            "place": [number[place] if (place := outline.places[one]) >= 0 else -1 for one in things],
            "relation": [self._relation[PARENT_RELATIONS[outline.relations[one]]] if outline.relations[one] >= 0 else -1 for one in things],
            "note_zh": [clip(outline.notes.get(one, ("", ""))[0]) for one in things],
            "note_en": [clip(outline.notes.get(one, ("", ""))[1]) for one in things],
        }

    def _labels(self, things: list[int]) -> dict[str, list[Any]]:
        outline = self.outline
        return {
            "id": [shorten(outline.iris[one]) for one in things],
            "zh": [self._clip(self._label(one)) for one in things],
            "en": [self._clip(outline.en[one]) for one in things],
            "type": [outline.types[one] for one in things],
            "tier": [self._tier.get(outline.tiers[one], -1) for one in things],
            "parent": [self.numbering.numbers[above] if (above := outline.parents[one]) >= 0 else -1 for one in things],
        }

    def _names(self, things: list[int]) -> dict[str, list[Any]]:
        return {"number": [self.numbering.numbers[one] for one in things], **self._labels(things)} if things else {}

    def signs(self, numbers: list[int]) -> dict[str, Any]:
        """Return of things, by number, what a list of hits shows: type, tier, and the names above them.

        ``above`` is the nearest thing above that stands in the page itself, ``via`` says which of ``vias`` are the names between it and the
        thing, the nearest last; of a thing of the page itself its own number and no name. Each number is what it is more than the last.
        """
        outline, parents = self.outline, self.outline.parents
        things = [self.numbering.things[number] for number in numbers]
        ways = [
            (number, "") if 0 <= number < self.numbering.head else self._way(parents[thing])
            for number, thing in zip(numbers, things, strict=True)
        ]
        above, via = [number for number, _ in ways], [names for _, names in ways]
        vias = {name: place for place, name in enumerate(sorted(set(via)))}
        return pack_columns({
            "number": [number - before for before, number in pairwise([0, *numbers])], "type": [outline.types[one] for one in things],
            "tier": [self._tier.get(outline.tiers[one], -1) for one in things], "above": above,
            "via": [vias[name] for name in via], "vias": list(vias),
        }, "")  # fmt: skip

    def _way(self, thing: int) -> tuple[int, str]:
        """Return of what lies below a thing ``above`` and the names of ``via``: its siblings have the same."""
        if (held := self._ways.get(thing)) is not None:
            return held
        outline, numbering = self.outline, self.numbering
        here, names = thing, list[str]()
        while here >= 0 and not 0 <= numbering.numbers[here] < numbering.head and len(names) < _FARTHEST - 1:
            names.append(self._clip(outline.zh[here] or outline.en[here]))
            here = outline.parents[here]
        way = (numbering.numbers[here] if here >= 0 else -1, " › ".join(reversed(names)))
        if numbering.count[thing] > 1:
            self._ways[thing] = way
        return way

    def _label(self, thing: int) -> str:
        """Return the Chinese label; without any label the last part of the IRI."""
        return self.outline.zh[thing] or ("" if self.outline.en[thing] else local_name(self.outline.iris[thing]))

    def _clip(self, text: str) -> str:
        return text if len(text) <= self.sizes.text else text[: self.sizes.text] + "…"

    def _edges(self, things: list[int]) -> tuple[list[Link], list[tuple[int, int]]]:
        """Return the links of things, not more than so many of each, and of which there are more, how many."""
        found: dict[Link, None] = {}
        cut = []
        for thing in things:
            links = self._links.get(thing, ())
            found.update(dict.fromkeys(links[: self.sizes.links]))
            if len(links) > self.sizes.links:
                cut.append((thing, len(links)))
        return list(found), cut

    def _outside(self, inside: set[int], edges: list[Link], figures: dict[str, list[Any]], named: AbstractSet[int]) -> set[int]:
        """Return what a part names without telling of it: what stands above its things, and the other ends of links."""
        numbering, parents = self.numbering, self.outline.parents
        ends = {end for link in edges for end in (link.source, link.target)} | named
        ends |= {numbering.things[number] for name in ("about", "paired", "per") for number in figures.get(name, ()) if number >= 0}
        ends |= {place for one in inside if (place := self.outline.places[one]) >= 0}
        found: set[int] = set()
        for one in {*inside, *ends}:
            above, steps = one, 0
            while above >= 0 and above not in found and steps < _FARTHEST:
                if above not in inside:
                    if 0 <= numbering.numbers[above] < numbering.head:
                        break
                    found.add(above)
                above, steps = parents[above], steps + 1
        return found


def _rows_by(rows: Columns, name: str) -> dict[str, list[int]]:
    """Return value → rows."""
    found: dict[str, list[int]] = defaultdict(list)
    for row, value in enumerate(rows.get(name, ())):
        found[value].append(row)
    return found


def _pick(rows: Columns, wanted: list[int]) -> Columns:
    """Return some rows of a table, each once, in its order."""
    chosen = set(wanted)
    return keep_rows(rows, [row in chosen for row in range(len(next(iter(rows.values()), ())))]) if chosen else {}


def _common_beginning(texts: list[str]) -> str:
    """Return what all texts begin with."""
    low, high = min(texts, default=""), max(texts, default="")
    return low[: next((at for at, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), min(len(low), len(high)))]


def pack_columns(columns: dict[str, list[Any]], prefix: str) -> dict[str, Any]:
    """Return columns as they are written: one value throughout, or stretches of one value, said once; IRIs without what all begin with."""
    if prefix:
        columns = columns | {"id": [iri[len(prefix) :] for iri in columns["id"]]}
    return {name: _pack_column(column) for name, column in columns.items()}


def _pack_column(column: list[Any]) -> Any:  # noqa: ANN401  # a JSON value
    ends = [place for place, differs in enumerate(map(ne, column, column[1:]), 1) if differs]
    if column and 2 * (len(ends) + 1) > len(column):
        return column
    starts = [0, *ends] if column else []
    return {"runs": [one for start, end in zip(starts, [*ends, len(column)], strict=False) for one in (column[start], end - start)]}
