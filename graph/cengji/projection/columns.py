"""Reads what things are called, of which kind they are, where and on which tiers, by patterns of triples, into a column each.

They are what ``nodes``, ``aliases`` and ``tiers`` in ``queries/view`` say, to which a test holds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.core.terms import term_text
from cengji.projection.source import Source, prefixed
from cengji.projection.things import Things

if TYPE_CHECKING:
    from cengji.dataset.asking import Match

__all__ = ["read_aliases", "read_iris", "read_kinds", "read_labels", "read_notes", "read_tiers", "read_values", "read_words"]

_KINDS: Final = (
    "cj:memberKind", "cj:personKind", "cj:outcomeMode", "cj:grantMode", "org:classification", "cj:measureKind", "cj:eventKind",
    "cj:indicator", "cj:sourceKind",
)  # fmt: skip
_NAMES: Final = ("skos:prefLabel", "dcterms:title")
_TIERS: Final = ("cj:actsOnTier", "cj:commonTier", "cj:runAtTier")  # in the order in which the tiers of a thing stand
_Labels = list[str | None]


def read_iris(source: Source, things: Things, *names: str) -> list[str]:
    """Return the IRI that each thing has of one of some properties, the least of several, else the empty text."""
    column = [""] * len(things.iris)
    for name in names:
        for thing, iri in source.read_iris(things.at, name):
            value, held = intern(iri), column[thing]  # each IRI once in memory
            if not held or value < held:
                column[thing] = value
    return column


def read_kinds(source: Source, things: Things) -> list[str]:
    """Return the kind of each thing, an IRI."""
    return read_iris(source, things, *_KINDS)


def read_labels(source: Source, things: Things) -> tuple[list[str], list[str]]:
    """Return the Chinese and the English label of each thing: of several that of the least language tag.

    What is written is a Chinese label, and so is one without a language.
    """
    zh: _Labels = [None] * len(things.iris)
    en: _Labels = [None] * len(things.iris)
    columns: dict[str | None, _Labels | None] = {None: zh, "zh": zh, "en": en}
    tags: dict[tuple[int, int], str] = {}  # of the labels that are neither zh nor en, by column and thing
    for name in (*_NAMES, "cj:asWritten"):
        for thing, label, tag in source.read_words(things.at, name):
            if tag not in columns:
                columns[tag] = {"zh": zh, "en": en}.get((tag or "").partition("-")[0])
            column = columns[tag]
            if column is None or (column is en and name not in _NAMES):
                continue
            held = column[thing]
            if held is None and tag in ("zh", "en"):
                column[thing] = label
                continue
            place = (column is en, thing)
            if held is None or (tag or "", label) < (tags.get(place, "en" if column is en else "zh"), held):
                column[thing] = label
                if tag not in ("zh", "en"):
                    tags[place] = tag or ""
                else:
                    tags.pop(place, None)
    return [text or "" for text in zh], [text or "" for text in en]


def read_values(match: Match, iri: str, name: str) -> list[str]:
    """Return what one thing or concept has of a property, as text."""
    return [term_text(quad.object) for quad in match(ox.NamedNode(iri), prefixed(name))]


def read_words(match: Match, iri: str) -> tuple[str, str]:
    """Return the Chinese and the English label of a concept, of several that of the least language tag, else the empty text."""
    named: dict[str, list[tuple[str, str]]] = {"zh": [], "en": []}
    for quad in match(ox.NamedNode(iri), prefixed("skos:prefLabel")):
        if isinstance(label := quad.object, ox.Literal) and (column := named.get((label.language or "").partition("-")[0])) is not None:
            column.append((label.language or "", label.value))
    zh, en = (min(column)[1] if column else "" for column in named.values())
    return zh, en


def read_notes(source: Source, things: Things) -> tuple[dict[int, str], dict[int, str]]:
    """Return the Chinese and the English notes of the things that have any, the least of several."""
    columns: dict[str, dict[int, str]] = {"zh": {}, "en": {}}
    for thing, text, tag in source.read_words(things.at, "skos:note"):
        if (column := columns.get((tag or "").partition("-")[0])) is not None:
            column[thing] = min(text, column.get(thing, text))
    return columns["zh"], columns["en"]


def read_aliases(source: Source, things: Things) -> dict[int, tuple[str, ...]]:
    """Return the other names of what belongs to a case, and of places and generics, sorted."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    said = chain(
        source.read_words(things.at, "skos:altLabel"), ((thing, iri, "") for thing, iri in source.read_iris(things.at, "skos:altLabel"))
    )
    for thing, text, tag in said:
        if things.cases[thing] or things.types[thing] in ("place", "generic"):
            found[thing].add((text, tag or ""))
    return {thing: tuple(text for text, _ in sorted(names)) for thing, names in found.items()}


def read_tiers(source: Source, things: Things, scale: Mapping[str, int]) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return of each thing its own tier, else the empty text, and all its tiers: on which it acts, stands, is run, each the highest first.

    What is called a tier and is none of the ``scale`` (tier → place from the top) counts for nothing.
    """
    own = [""] * len(things.iris)
    tiers: list[tuple[str, ...]] = [()] * len(things.iris)
    single = {tier: (tier,) for tier in scale}
    for name in _TIERS:
        found: dict[int, tuple[str, ...]] = {}
        for thing, text in source.read_texts(things.at, name):
            if tier := single.get(text):
                found[thing] = found[thing] + tier if thing in found else tier
        for thing, some in found.items():
            ranked = tuple(sorted(set(some), key=scale.__getitem__)) if len(some) > 1 else some
            tiers[thing] = tuple(dict.fromkeys((*tiers[thing], *ranked))) if tiers[thing] else ranked
            if name == "cj:commonTier":
                own[thing] = ranked[0]
    return own, tiers
