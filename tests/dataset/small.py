"""Small invented cases as text, and what they give as quads."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from cengji.cases import Case
from cengji.cases.references import check_references
from cengji.cases.tree import read_tree
from cengji.core.namespaces import PREFIXES
from cengji.dataset import Ontology
from cengji.dataset.build import case_quads

__all__ = ["SMALL", "added", "case_of", "quads_of", "trig"]

SMALL: Final = """
case: small
title: {zh: 小城, en: Small Town}
document:
  title: 小城报道
  publisher: 小城报
  kind: news-report
  published: 2021-03
  page: 第2版
  sha256: "abababababababababababababababababababababababababababababababab"
  characters: 500
places:
  - {key: town, label: {zh: 小城, en: Small Town}, aliases: [城里], code: "32", tier: province, evidence: 小城}
  - {key: estate, label: 花园小区, part_of: town, status: inferred}
"""
"""The least that a case may say, and a second place; tests add to it."""


def case_of(text: str, ontology: Ontology) -> Case:
    """Read a case from YAML text; its keys and references must be right."""
    tree = read_tree(text.encode(), "small.yaml")
    assert not tree.faults
    assert check_references(tree, "small.yaml", ontology.vocabulary) == []
    return Case.model_validate(tree.value)


def quads_of(text: str, ontology: Ontology) -> set[ox.Quad]:
    """Return the quads that a case given as YAML text states; none may be stated twice."""
    quads = case_quads(case_of(text, ontology), ontology)
    assert len(quads) == len(set(quads))
    return set(quads)


def added(text: str, ontology: Ontology) -> set[ox.Quad]:
    """Return the quads that this YAML text adds to :data:`SMALL`, which must stay whole."""
    before, after = quads_of(SMALL, ontology), quads_of(SMALL + text, ontology)
    assert before <= after
    return after - before


def trig(text: str) -> set[ox.Quad]:
    """Read TriG whose prefixes are the project's and whose base is ``https://w3id.org/cengji/``."""
    head = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())
    return set(ox.parse(head + "@base <https://w3id.org/cengji/> .\n" + text, format=ox.RdfFormat.TRIG))
