"""Tiers, runners and targets that follow from a case, worked out from its records and not by the rules of ``queries/derive``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from cengji.cases import Case
from cengji.cases.organization import Group, Organized
from cengji.dataset import Ontology
from cengji.dataset.statements.sink import Sink
from cengji.dataset.terms import CJ, concept_iri

__all__ = ["Link", "links_of"]


class Link(NamedTuple):
    """A triple that follows, by key, and the rule that gives it."""

    rule: str
    subject: str
    predicate: ox.NamedNode
    value: str


def links_of(case: Case, ontology: Ontology) -> set[tuple[str, ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    """Return what follows from a case: rule, subject, predicate and object."""
    sink = Sink(case, ontology)
    tiers: dict[str, set[str]] = {place.key: {place.tier} for place in case.places if place.tier}
    links = [*_tiers(case, sink, tiers, _usual_tiers(case, ontology))]
    runners = {measure.key: [*dict.fromkeys((*measure.run_by, *measure.led_by))] for measure in case.measures}
    targets = {measure.key: measure.acts_on for measure in case.measures}
    links += [*_inherited(case, runners, "inherited-runner", CJ.runBy), *_inherited(case, targets, "inherited-target", CJ.actsOn)]
    for ends, rule, predicate in (
        (runners, "measure-tier-run-at", CJ.runAtTier),
        (targets, "measure-tier-acted-on", CJ.actsOnTier),
    ):
        links += [Link(rule, measure, predicate, tier) for measure, found in ends.items() for one in found for tier in tiers.get(one, ())]
    return {
        (rule, sink[subject], predicate, concept_iri("tier", value) if predicate in _TO_TIERS else sink[value])
        for rule, subject, predicate, value in links
    }


_TO_TIERS = (CJ.commonTier, CJ.runAtTier, CJ.actsOnTier)


def _usual_tiers(case: Case, ontology: Ontology) -> dict[str, str]:
    """Return the usual tier of each kind of body that has one, its own or that of the nearest broader kind."""
    own = {t.subject.value: t.object.value.rpartition("/")[2] for t in ontology.schemes if t.predicate == CJ.usualTier}  # type: ignore[union-attr]
    broader = dict(ontology.broader)
    for concept in case.concepts.get("body-kind", ()):
        iri = concept_iri("body-kind", concept.key).value
        if concept.tier:
            own[iri] = concept.tier
        if concept.broader:
            broader[iri] = concept_iri("body-kind", concept.broader).value
    found = {}
    for kind in {*own, *broader}:
        at: str | None = kind
        while at and at not in own:
            at = broader.get(at)
        if at:
            found[kind] = own[at]
    return found


def _tiers(case: Case, sink: Sink, tiers: dict[str, set[str]], usual: Mapping[str, str]) -> Iterator[Link]:
    """Yield the tiers of actors that follow, and put all of them, the stated too, into ``tiers``."""
    actors: dict[str, Organized] = {actor.key: actor for actor in (*case.bodies, *case.groups)}
    rungs: dict[str, set[str]] = {}
    for rung in (rung for ladder in case.ladders for rung in ladder.rungs if rung.tier and rung.tier_status != "disputed"):
        rungs.setdefault(rung.body, set()).add(rung.tier or "")
    disputed = {rung.body for ladder in case.ladders for rung in ladder.rungs if rung.tier_status == "disputed" or rung.alternatives}
    for key, actor in actors.items():
        if actor.tier:
            tiers[key] = set() if actor.tier_status == "disputed" else {actor.tier}
        elif key in rungs:
            tiers[key] = rungs[key]
            yield from _standing(key, rungs[key], "actor-tier-1-rung")
        elif key in disputed:
            tiers[key] = set()
        elif kind := usual.get(concept_iri("body-kind", actor.kind).value):
            tiers[key] = {kind}
            yield from _standing(key, {kind}, "actor-tier-2-kind")
    wholes = {key: actor.subset_of if isinstance(actor, Group) else getattr(actor, "member_of", None) for key, actor in actors.items()}
    by_whole: dict[str, set[str]] = {}
    for key in actors.keys() - tiers.keys():
        at = wholes[key]
        while at and not tiers.get(at):
            at = wholes[at]
        if at and len(tiers[at]) == 1:
            by_whole[key] = tiers[at]
            yield from _standing(key, tiers[at], "actor-tier-3-whole")
    tiers |= by_whole
    places = {place.key: place for place in case.places}
    for body in case.bodies:
        place = places[body.place]
        same_name = {body.label.zh, *body.aliases} & {place.label.zh, *place.aliases}
        unit = sink.class_of_kind("body-kind", body.kind, "Body") == "GovernanceUnit"
        if body.key not in tiers and unit and same_name and place.tier:
            tiers[body.key] = {place.tier}
            yield from _standing(body.key, {place.tier}, "actor-tier-4-place")


def _standing(key: str, tiers: Iterable[str], rule: str) -> Iterator[Link]:
    return (Link(rule, key, CJ.commonTier, tier) for tier in tiers)


def _inherited(case: Case, ends: dict[str, list[str]], rule: str, predicate: ox.NamedNode) -> Iterator[Link]:
    """Yield the runners or targets of parts that state none, and put them into ``ends``."""
    wholes = {measure.key: measure.part_of for measure in case.measures}
    stated = {key for key, found in ends.items() if found}
    for key in ends.keys() - stated:
        at = wholes[key]
        while at and at not in stated:
            at = wholes[at]
        if at:
            ends[key] = ends[at]
            yield from (Link(rule, key, predicate, one) for one in ends[at])
