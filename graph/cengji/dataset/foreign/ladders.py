"""Ladders of foreign data: one for each root of the hierarchy, one rung a depth with the bodies that stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import FOREIGN, SCHEME
from cengji.core.texts import Text
from cengji.dataset.foreign.beside import Tier
from cengji.dataset.foreign.levels import Levels
from cengji.dataset.terms import CJ, RDF_TYPE, SKOS, case_iri, concept_iri, integer, scheme_iri, thing_iri

__all__ = ["CASE_KEY", "DEEPEST", "MOST_LADDERS", "ladder_quads"]

CASE_KEY: Final = "foreign"
DEEPEST: Final = 40
"""The depth that counts as the last: what stands deeper stands with it."""
MOST_LADDERS: Final = 60
"""How many ladders are given, those of the roots with most below them."""
# How many of the bodies on a rung its label names.
_FEW: Final = 4
_GRAPH: Final = ox.NamedNode(FOREIGN)
_BY_DEPTH: Final = f"{SCHEME}tier/depth-"
_LINE: Final = concept_iri("line", "by-depth")
_SAME_LEVEL: Final = concept_iri("body-kind", "same-level")


def ladder_quads(found: Levels, labels: Mapping[str, Text], stated: Mapping[str, Tier]) -> list[ox.Quad]:
    """Return the statements about the ladders, their rungs, who stands on them, and the depths as tiers.

    Each body stands on the tier that is stated of it, else on that of its depth, but for those with nobody above or
    below. A rung with one body bears its name; several are a group.
    """
    by_depth = {body: min(depth, DEEPEST) for body, depth in found.depth.items() if depth > 1 or found.children[body]}
    depths = _depth_tiers(found, stated)
    tier_of = {body: stated.get(body) or depths[depth] for body, depth in by_depth.items()}
    quads = [_quad(body, CJ.commonTier, ox.NamedNode(tier.iri)) for body, tier in tier_of.items() if body not in stated]
    for tier in sorted({tier for body, tier in tier_of.items() if body not in stated}):
        quads += _concept_quads(ox.NamedNode(tier.iri), "tier", CJ.Tier, tier.label)
        quads.append(_quad(tier.iri, CJ.rank, integer(tier.rank)))
    roots = _roots(found)
    if roots:
        quads += _concept_quads(_LINE, "line", CJ.Line, Text("按深度", "by depth"))
    for root in roots:
        quads += _ladder(root, found.below(root), tier_of, labels)
    return quads


def _depth_tiers(found: Levels, stated: Mapping[str, Tier]) -> dict[int, Tier]:
    """Return each depth as a tier, below all tiers that are stated of bodies less deep: so nobody stands above a superior."""
    least = 0
    tiers: dict[int, Tier] = {}
    for depth in range(1, DEEPEST + 1):
        least += 1
        tiers[depth] = Tier(f"{_BY_DEPTH}{depth:02}", least, Text(f"第{depth}级", f"depth {depth}"))
        least = max([least, *(stated[body].rank for body in found.depth if body in stated and found.depth[body] == depth)])
    return tiers


def _roots(found: Levels) -> list[str]:
    """Return what has something below it and nothing above; below a single one also its branches, if there are several to compare.

    More than :data:`MOST_LADDERS` are cut to those with most below them.
    """
    roots = [body for body, below in found.children.items() if below and found.depth[body] == 1]
    if len(roots) == 1:
        branches = [body for body in found.children[roots[0]] if found.children[body]]
        roots += branches if len(branches) > 1 else []
    if len(roots) <= MOST_LADDERS:
        return roots
    size = {root: len(found.below(root)) for root in roots}
    return sorted(sorted(roots, key=lambda root: (-size[root], root))[:MOST_LADDERS])


def _ladder(root: str, bodies: set[str], tier_of: Mapping[str, Tier], labels: Mapping[str, Text]) -> Iterator[ox.Quad]:
    key, name = _key(root), labels[root]
    ladder = thing_iri(CASE_KEY, "ladder", key)
    yield from _thing_quads(ladder, CJ.Ladder, name)
    yield _quad(ladder, CJ.line, _LINE)
    yield _quad(ladder, CJ.status, concept_iri("status", "inferred"))
    yield from _text_quads(
        ladder, SKOS.note, Text("按所给数据的上下级关系,由深度排成。", "Arranged by depth from the hierarchy that the data state.")
    )
    levels: dict[Tier, list[str]] = defaultdict(list)
    for body in sorted(bodies):
        levels[tier_of[body]].append(body)
    above: ox.NamedNode | None = None
    for position, tier in enumerate(sorted(levels, key=lambda one: (one.rank, one.iri)), start=1):
        step = f"{key}-{tier.iri.rpartition('/')[2].removeprefix('depth-')}"
        rung = thing_iri(CASE_KEY, "rung", step)
        yield _quad(ladder, CJ.hasRung, rung)
        yield _quad(rung, CJ.position, integer(position))
        yield _quad(rung, CJ.commonTier, ox.NamedNode(tier.iri))
        yield from _mapping_quads(rung, step, tier)
        yield from _occupant_quads(rung, step, levels[tier], tier, name, labels)
        if above is not None:
            yield _quad(above, CJ.directlyAbove, rung)
        above = rung


def _mapping_quads(rung: ox.NamedNode, key: str, tier: Tier) -> Iterator[ox.Quad]:
    """Say that it is by a rule that the rung stands on its tier."""
    claim = thing_iri(CASE_KEY, "mapping", key)
    yield _quad(claim, RDF_TYPE, CJ.TierMapping)
    yield _quad(claim, CJ.inCase, case_iri(CASE_KEY))
    yield _quad(claim, CJ.mappedRung, rung)
    yield _quad(claim, CJ.mappedTier, ox.NamedNode(tier.iri))
    yield _quad(claim, CJ.status, concept_iri("status", "inferred"))
    by_depth = tier.iri.startswith(_BY_DEPTH)
    reason = (
        Text("所在深度。", "Its depth in the hierarchy.") if by_depth else Text("所给数据所述的层级。", "The tier that the data state.")
    )
    yield from _text_quads(claim, CJ.reason, reason)


def _occupant_quads(
    rung: ox.NamedNode, key: str, bodies: Sequence[str], tier: Tier, name: Text, labels: Mapping[str, Text]
) -> Iterator[ox.Quad]:
    """Put a lone body on its rung, several as a group."""
    if len(bodies) == 1:
        yield from _thing_quads(rung, CJ.Rung, labels[bodies[0]])
        yield _quad(rung, CJ.occupiedBy, ox.NamedNode(bodies[0]))
        return
    group, number = thing_iri(CASE_KEY, "group", key), len(bodies)
    yield from _thing_quads(rung, CJ.Rung, _several([labels[body] for body in bodies]))
    yield _quad(rung, CJ.occupiedBy, group)
    zh, en = f"{name.zh} · {tier.label.zh} · {number}个", f"{name.en or name.zh} · {tier.label.en or tier.label.zh} · {number} bodies"
    yield from _thing_quads(group, CJ.BodyGroup, Text(zh, en))
    yield _quad(group, CJ.status, concept_iri("status", "inferred"))
    yield _quad(group, CJ.memberKind, _SAME_LEVEL)
    yield _quad(group, CJ.commonTier, ox.NamedNode(tier.iri))
    yield from _concept_quads(_SAME_LEVEL, "body-kind", CJ.BodyKind, Text("同级机构", "bodies of one level"))
    for body in bodies:
        yield _quad(body, CJ.memberOfGroup, group)


def _several(names: Sequence[Text]) -> Text:
    """Return the label of several: their number and the first of their names."""
    chinese, english = sorted(name.zh for name in names), sorted(name.en or name.zh for name in names)
    more = len(names) > _FEW
    zh = "、".join(chinese[:_FEW]) + ("……" if more else "")
    return Text(f"{len(names)}个 · {zh}", f"{len(names)} · {', '.join(english[:_FEW])}{' …' if more else ''}")


def _thing_quads(iri: ox.NamedNode, kind: ox.NamedNode, label: Text) -> Iterator[ox.Quad]:
    yield _quad(iri, RDF_TYPE, kind)
    yield _quad(iri, CJ.inCase, case_iri(CASE_KEY))
    yield from _text_quads(iri, SKOS.prefLabel, label)


def _concept_quads(concept: ox.NamedNode, scheme: str, kind: ox.NamedNode, label: Text) -> Iterator[ox.Quad]:
    """Describe a concept that no scheme of the ontology has, so that it can be read without one."""
    yield _quad(concept, RDF_TYPE, SKOS.Concept)
    yield _quad(concept, RDF_TYPE, kind)
    yield _quad(concept, SKOS.inScheme, scheme_iri(scheme))
    yield from _text_quads(concept, SKOS.prefLabel, label)


def _text_quads(iri: ox.NamedNode, predicate: ox.NamedNode, label: Text) -> Iterator[ox.Quad]:
    yield _quad(iri, predicate, ox.Literal(label.zh, language="zh"))
    if label.en:
        yield _quad(iri, predicate, ox.Literal(label.en, language="en"))


def _key(iri: str) -> str:
    """Return a key for what has an IRI only: its end as far as a key can hold it, and a digest of all of it."""
    end = re.sub(r"[^a-z0-9]+", "-", re.split(r"[/#:]", iri.rstrip("/#"))[-1].lower()).strip("-")[:40].strip("-")
    return f"{end}-{sha256(iri.encode()).hexdigest()[:12]}".lstrip("-")


def _quad(subject: ox.NamedNode | str, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject) if isinstance(subject, str) else subject, predicate, value, _GRAPH)
