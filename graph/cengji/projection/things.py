"""Reads things, their names, tiers and numbers by patterns of triples.

They are what ``nodes``, ``aliases``, ``tiers`` and ``figures`` in ``queries/view`` say, to which a test holds them; without
the engine's joins and sorting a large register is read in a third of the time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.core.terms import term_text
from cengji.projection.records import NODE_TYPES

if TYPE_CHECKING:
    from cengji.dataset.asking import Match

__all__ = [
    "TYPE",
    "count_passages",
    "find_subclasses",
    "node_classes",
    "prefixed",
    "read_aliases",
    "read_columns",
    "read_numbers",
    "read_tiers",
    "read_types",
]

_CLASSES: Final = {
    "cj:Place": "place", "cj:BodyGroup": "group", "cj:Body": "body", "cj:Ladder": "ladder", "cj:Rung": "rung", "cj:PersonGroup": "people",
    "cj:Measure": "measure", "cj:GenericMeasure": "generic", "cj:Problem": "problem", "cj:Outcome": "outcome", "cj:PowerGrant": "power",
    "cj:Figure": "figure", "cj:Event": "event", "org:Post": "post", "cj:PolicyDocument": "policy", "cj:SourceDocument": "document",
}  # fmt: skip
_IRIS: Final = {
    "case": ("cj:inCase",),
    "kind": (
        "cj:memberKind", "cj:personKind", "cj:outcomeMode", "cj:grantMode", "org:classification", "cj:measureKind", "cj:eventKind",
        "cj:indicator", "cj:sourceKind",
    ),
    "line": ("cj:line",),
    "place": ("cj:atPlace",),
    "status": ("cj:status",),
}  # fmt: skip
_NAMES: Final = ("skos:prefLabel", "dcterms:title")
_TIERS: Final = ("cj:actsOnTier", "cj:commonTier", "cj:runAtTier")  # in the order in which the tiers of a thing stand
_NUMBERS: Final = {"value": "qudt:numericValue", "lower": "cj:lowerBound", "upper": "cj:upperBound"}
_LABELS: Final = {"written": "cj:asWritten", "unit": "qudt:hasUnit"}


@cache
def prefixed(name: str) -> ox.NamedNode:
    """Return the IRI of a name such as ``cj:Body``.

    >>> prefixed("skos:note").value
    'http://www.w3.org/2004/02/skos/core#note'
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


TYPE: Final = prefixed("rdf:type")


def node_classes() -> list[ox.NamedNode]:
    """Return the classes by which things are known."""
    return [prefixed(name) for name in _CLASSES]


def read_types(match: Match, axioms: Iterable[ox.Triple] = ()) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return the things by IRI, sorted, each with its type: of several the first of :data:`NODE_TYPES`; and all of each type.

    Generic measures are things as far as a measure is mapped to them. Classes that ``axioms`` put below another count for it, where
    the data do not say so themselves.
    """
    below = find_subclasses(axioms)
    used = {term_text(quad.object) for quad in match(None, prefixed("cj:mappedGeneric"))}
    sets = {
        kind: {quad.subject.value for one in below(prefixed(name)) for quad in match(None, TYPE, one)} for name, kind in _CLASSES.items()
    }
    sets["generic"] &= used
    types: dict[str, str] = {}
    for kind in reversed(NODE_TYPES):
        types |= dict.fromkeys(sets[kind], kind)
    return {iri: types[iri] for iri in sorted(types)}, sets


def find_subclasses(axioms: Iterable[ox.Triple]) -> Callable[[ox.NamedNode], list[ox.NamedNode]]:
    """Return what gives a class with all that axioms put below it."""
    narrower: dict[object, list[ox.NamedNode]] = defaultdict(list)
    for axiom in axioms:
        if axiom.predicate == prefixed("rdfs:subClassOf") and isinstance(axiom.subject, ox.NamedNode):
            narrower[axiom.object].append(axiom.subject)

    def below(wider: ox.NamedNode) -> list[ox.NamedNode]:
        found = [wider]
        for one in found:  # grows meanwhile
            found += [other for other in narrower[one] if other not in found]
        return found

    return below


def read_columns(match: Match, things: Collection[str]) -> dict[str, dict[str, str]]:
    """Return ``zh``, ``en``, ``case``, ``kind``, ``line``, ``place``, ``status``, ``note_zh`` and ``note_en`` by thing, as far as known.

    Of several values the least counts, of labels that of the least language tag. What is written is a Chinese label.
    """
    columns = {name: _read_iris(match, properties, things) for name, properties in _IRIS.items()}
    columns["zh"], columns["en"] = _read_labels(match, things)
    columns["note_zh"], columns["note_en"] = _read_texts(match, "skos:note", things)
    return columns


def _read_iris(match: Match, properties: Iterable[str], things: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    once: dict[str, str] = {}  # to keep each IRI once in memory
    for name in properties:
        for quad in match(None, prefixed(name)):
            if (thing := quad.subject.value) in things and type(term := quad.object) is ox.NamedNode:
                value = once.setdefault(term.value, term.value)
                if found.setdefault(thing, value) > value:
                    found[thing] = value
    return found


def _read_labels(match: Match, things: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    zh: dict[str, tuple[str, str]] = {}
    en: dict[str, tuple[str, str]] = {}
    for name in (*_NAMES, "cj:asWritten"):
        for quad in match(None, prefixed(name)):
            if (thing := quad.subject.value) in things and type(term := quad.object) is ox.Literal:
                tag = term.language or ""
                label = (tag, term.value)
                if tag in ("", "zh") or tag.startswith("zh-"):
                    if zh.setdefault(thing, label) > label:
                        zh[thing] = label
                elif (tag == "en" or tag.startswith("en-")) and name in _NAMES and en.setdefault(thing, label) > label:
                    en[thing] = label
    return {thing: text for thing, (_, text) in zh.items()}, {thing: text for thing, (_, text) in en.items()}


def _read_texts(match: Match, name: str, things: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the Chinese and the English text by thing."""
    zh: dict[str, str] = {}
    en: dict[str, str] = {}
    for quad in match(None, prefixed(name)):
        if (thing := quad.subject.value) in things and type(term := quad.object) is ox.Literal:
            column = {"zh": zh, "en": en}.get((term.language or "").partition("-")[0])
            if column is not None and column.setdefault(thing, term.value) > term.value:
                column[thing] = term.value
    return zh, en


def read_aliases(match: Match, things: Mapping[str, str], cases: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the other names of what belongs to a case (``cases``), and of places and generics, sorted."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for quad in match(None, prefixed("skos:altLabel")):
        thing = quad.subject.value
        if thing in cases or things.get(thing) in ("place", "generic"):
            term = quad.object
            found[thing][term_text(term), (term.language or "") if isinstance(term, ox.Literal) else ""] = None
    return {thing: tuple(text for text, _ in sorted(names)) for thing, names in found.items()}


def read_tiers(match: Match, scale: Mapping[str, int]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return things with their own tier, and with all their tiers: on which they act, stand, are run, each the highest first.

    What is called a tier and is none of the ``scale`` (tier → place from the top) counts for nothing.
    """
    own: dict[str, str] = {}
    tiers: dict[str, tuple[str, ...]] = {}
    known = {tier: tier for tier in scale}
    for name in _TIERS:
        found: dict[str, tuple[str, ...]] = {}
        for quad in match(None, prefixed(name)):
            if tier := known.get(term_text(quad.object)):
                thing = quad.subject.value
                found[thing] = (*found[thing], tier) if thing in found else (tier,)
        for thing, some in found.items():
            ranked = tuple(sorted(set(some), key=scale.__getitem__)) if len(some) > 1 else some
            tiers[thing] = tuple(dict.fromkeys((*tiers[thing], *ranked))) if thing in tiers else ranked
            if name == "cj:commonTier":
                own[thing] = ranked[0]
    return own, tiers


def read_numbers(match: Match, figures: Collection[str]) -> dict[str, dict[str, str | float]]:
    """Return of each figure ``value``, ``lower``, ``upper`` as far as known, and ``written`` and ``unit``, else empty."""
    found: dict[str, dict[str, str | float]] = {figure: {} for figure in figures}
    for name, property_ in _NUMBERS.items():
        for quad in match(None, prefixed(property_)):
            if (figure := quad.subject.value) in found:
                with suppress(ValueError):  # what a user's data say may be anything
                    found[figure][name] = float(term_text(quad.object))
    for name, property_ in _LABELS.items():
        for figure in figures:
            found[figure][name] = ""
        for quad in match(None, prefixed(property_)):
            if (figure := quad.subject.value) in found:
                found[figure][name] = term_text(quad.object)
    return found


def count_passages(match: Match) -> Counter[str]:
    """Return how many passages of documents there are for each thing and each claim that has any."""
    return Counter(thing for thing, _ in {(quad.subject.value, term_text(quad.object)) for quad in match(None, prefixed("cj:evidence"))})
