"""Bodies read from tables stated in RDF: organizations of W3C ORG, with tiers, kinds and numbers in terms of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from cengji.core.namespaces import SCHEME
from cengji.dataset import read_ontology
from cengji.dataset.terms import CJ, ORG, QUDT, RDF_TYPE, SKOS, boolean, concept_iri, decimal, scheme_iri
from cengji.tables.bodies import Bodies, Count
from cengji.tables.headings import normalize_heading
from cengji.tables.numbers import Number, without_unit
from cengji.tables.tiers import Scale

__all__ = ["iris_of", "state_bodies"]

_IRI: Final = re.compile(r"(https?|urn):[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_HAN: Final = re.compile("[\u3400-\u9fff]")
_LATIN: Final = re.compile("[A-Za-z]")
_SAFE: Final = "-._~"


def iris_of(bodies: Bodies, base: str) -> list[ox.NamedNode]:
    """Return the IRI of each body: its identifier where that is one, else below ``base`` its code, or its names from the top.

    Names make an IRI that changes with them; that is why a code is better.
    """
    paths: list[str] = [""] * len(bodies)
    parents, ids, names = bodies.parents, bodies.ids, bodies.names

    def path(body: int) -> str:
        way = []
        while body >= 0 and not paths[body]:
            way.append(body)
            body = parents[body]
        above = paths[body] if body >= 0 else ""
        for one in reversed(way):
            above = paths[one] = f"{above}/{_quote(names[one])}" if above else _quote(names[one])
        return above

    def iri(body: int, ident: str) -> str:
        if not ident:
            return base + path(body)
        return ident if "://" in ident and _IRI.fullmatch(ident) else base + _quote(ident)

    node = ox.NamedNode
    return [node(base + ident if ident.isalnum() and ident.isascii() else iri(body, ident)) for body, ident in enumerate(ids)]


def state_bodies(bodies: Bodies, tiers: Sequence[str], scale: Scale, base: str, graph: str) -> Iterator[ox.Quad]:
    """Yield what the tables say: each body with its names, code, superiors, tier and kind; then kinds, numbers and posts."""
    quad, within = ox.Quad, ox.NamedNode(graph)
    iris = iris_of(bodies, base)
    organization, group = ORG.Organization, CJ.BodyGroup
    label, identifier, above, subordinate = SKOS.prefLabel, ORG.identifier, ORG.subOrganizationOf, CJ.subordinateTo
    common_tier, classification = CJ.commonTier, ORG.classification
    nodes = {key: concept_iri("tier", key) for key in scale.ranks}
    kinds = {kind: _kind(kind, scale, base) for kind in set(bodies.kinds) - {""}}
    groups, readings, literal, search = bodies.groups, bodies.readings, ox.Literal, _HAN.search
    for body, (iri, ident, name, other, kind, tier, upper) in enumerate(
        zip(iris, bodies.ids, bodies.names, bodies.english, bodies.kinds, tiers, bodies.parents, strict=True)
    ):
        is_group = body in groups if groups else False
        yield quad(iri, RDF_TYPE, group if is_group else organization, within)
        if body in bodies.in_english:
            yield quad(iri, label, literal(name, language="en"), within)
        else:  # 12345, 1+N: Chinese names without a Chinese character
            has_two = other and (readings[body].is_verbatim or (other != name and readings[body].is_stated))
            is_zh = has_two or readings[body].is_verbatim or search(name)
            yield quad(iri, label, literal(name, language="zh") if is_zh else _text(name), within)
        if other and (other != name or (readings[body].is_verbatim and body not in bodies.in_english)):
            yield quad(iri, label, literal(other, language="en"), within)
        if ident and "://" not in ident:
            yield quad(iri, identifier, literal(ident), within)
        if upper >= 0:
            yield quad(iri, subordinate if is_group or upper in groups else above, iris[upper], within)
        if tier:
            yield quad(iri, common_tier, nodes[tier], within)
        if kind:
            yield quad(iri, CJ.memberKind if is_group else classification, kinds[kind], within)
    for body, upper in bodies.links:
        yield quad(iris[body], subordinate if body in groups or upper in groups else above, iris[upper], within)
    for body, aliases in bodies.aliases.items():
        for alias in aliases:
            yield quad(iris[body], SKOS.altLabel, _text(alias), within)
    for kind, node in kinds.items():
        if not node.value.startswith(SCHEME):
            yield from (quad(node, RDF_TYPE, one, within) for one in (SKOS.Concept, CJ.BodyKind))
            yield quad(node, SKOS.inScheme, scheme_iri("body-kind"), within)
            yield quad(node, label, _text(kind), within)
    yield from _numbers(bodies.counts, iris, base, within)
    for post in bodies.posts:
        node = ox.NamedNode(f"{base}post/{_quote(post.key)}")
        yield quad(node, RDF_TYPE, ORG.Post, within)
        yield quad(node, label, _text(post.label), within)
        yield quad(node, ORG.postIn, iris[post.body], within)
        if post.reports_to:
            yield quad(node, ORG.reportsTo, ox.NamedNode(f"{base}post/{_quote(post.reports_to)}"), within)


def _numbers(counts: Sequence[Count], iris: Sequence[ox.NamedNode], base: str, within: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield the numbers as figures: what they are about, as written, value and certain bounds, and what they measure."""
    quad = ox.Quad
    measured = {heading: _indicator(heading, base) for heading in {count.heading for count in counts}}
    inclusive = boolean(True)  # noqa: FBT003 - the literal's value
    for heading, node in sorted(measured.items()):
        if not node.value.startswith(SCHEME):
            yield from (quad(node, RDF_TYPE, one, within) for one in (SKOS.Concept, CJ.Indicator))
            yield quad(node, SKOS.inScheme, scheme_iri("indicator"), within)
            yield quad(node, SKOS.prefLabel, _text(without_unit(heading)), within)
    about, indicator, written = CJ.about, CJ.indicator, CJ.asWritten
    bounds = (QUDT.numericValue, CJ.lowerBound, CJ.upperBound)
    ends = {heading: _quote(heading) for heading in measured}
    kinds: dict[tuple[str, str, str], list[tuple[ox.NamedNode, ox.NamedNode]]] = {}
    start = len(base)
    for body, heading, text, number in counts:
        node = iris[body]
        iri = node.value
        local = iri[start:] if iri.startswith(base) else _quote(iri)
        figure = ox.NamedNode(f"{base}figure/{local}/{ends[heading]}")
        reading = number.reading
        said = number.kind, number.unit, reading.comparator or "" if reading else "exact"
        if said not in kinds:
            kinds[said] = _classes(*said)
        for predicate, concept in kinds[said]:
            yield quad(figure, predicate, concept, within)
        yield quad(figure, about, node, within)
        yield quad(figure, indicator, measured[heading], within)
        yield quad(figure, written, ox.Literal(text), within)
        if reading is None and number.value is not None:
            value = decimal(number.value)
            for predicate in bounds:
                yield quad(figure, predicate, value, within)
            yield quad(figure, CJ.lowerInclusive, inclusive, within)
            yield quad(figure, CJ.upperInclusive, inclusive, within)
        else:
            for predicate, literal in _bounds(number):
                yield quad(figure, predicate, literal, within)


def _classes(kind: str, unit: str, comparator: str) -> list[tuple[ox.NamedNode, ox.NamedNode]]:
    """Return what is said of all figures of this kind, unit and comparator; no document of ours states any, so they are inferred."""
    concepts = [
        (RDF_TYPE, CJ.Figure),
        (CJ.comparator, concept_iri("comparator", comparator)),
        (CJ.figureKind, concept_iri("figure-kind", kind)),
        (CJ.role, concept_iri("role", "stock")),
        (CJ.status, concept_iri("status", "inferred")),
    ]
    return [*concepts, (QUDT.hasUnit, concept_iri("unit", unit))] if unit else concepts


def _bounds(number: Number) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """Yield value, precision and certain bounds of a number that was read from words, and its usual reading with the rule."""
    reading = number.reading
    if reading is None:
        return
    if reading.reading_rule:
        yield CJ.readingRule, concept_iri("rule", reading.reading_rule)
    if reading.direction:
        yield CJ.direction, concept_iri("direction", reading.direction)
    ends = reading.bounds
    for predicate, end in (
        (QUDT.numericValue, number.value),
        (CJ.precision, reading.precision),
        (CJ.lowerBound, ends.lower),
        (CJ.upperBound, ends.upper),
        (CJ.readingLower, reading.reading_lower),
        (CJ.readingUpper, reading.reading_upper),
    ):
        if end is not None:
            yield predicate, decimal(end)
    for predicate, end, closed in (
        (CJ.lowerInclusive, ends.lower, ends.lower_inclusive),
        (CJ.upperInclusive, ends.upper, ends.upper_inclusive),
    ):
        if end is not None:
            yield predicate, boolean(closed)


def _indicator(heading: str, base: str) -> ox.NamedNode:
    """Return the indicator of the scheme that a heading names, else one of the file's own."""
    name = normalize_heading(heading)
    found = _named("indicator").get(name) or _named("indicator").get(name.replace("人数", "数"))
    return concept_iri("indicator", found) if found else ox.NamedNode(f"{base}indicator/{_quote(heading)}")


def _kind(word: str, scale: Scale, base: str) -> ox.NamedNode:
    if word.startswith(f"{SCHEME}body-kind/"):
        return ox.NamedNode(word)
    found = scale.kinds.get(word) or scale.kinds.get(word.lower())
    return concept_iri("body-kind", found) if found else ox.NamedNode(f"{base}kind/{_quote(word)}")


def _named(scheme: str) -> Mapping[str, str]:
    """Return the keys of the concepts of a scheme by their names, in the form in which headings are compared."""
    ontology = read_ontology()
    found = {normalize_heading(name): key for key, names in ontology.names[scheme].items() for name in names}
    return found | {normalize_heading(name): key for key, name in ontology.english[scheme].items()}


def _text(text: str) -> ox.Literal:
    """Return a text with its language, where its letters tell: Chinese or English; else without one."""
    if text.isascii():
        return ox.Literal(text, language="en") if _LATIN.search(text) else ox.Literal(text)
    return ox.Literal(text, language="zh") if _HAN.search(text) else ox.Literal(text)


def _quote(text: str) -> str:
    return text if text.isascii() and text.isalnum() else quote(text, safe=_SAFE)
