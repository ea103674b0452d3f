"""What `evidence-moved` says over a small result of `cengji check --sources`: each thing whose evidence moved, and no other."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from cengji.core.namespaces import CJ, EVIDENCE_CHECK, SCHEME
from cengji.dataset import Dataset
from cengji.query import Catalogue, Table, answer

_EVIDENCE = """
PREFIX cj: <https://w3id.org/cengji/ontology#>
SELECT ?figure ?evidence WHERE { ?figure a cj:Figure ; cj:evidence ?evidence ; cj:inCase <https://w3id.org/cengji/case/gusu> }
ORDER BY ?figure ?evidence LIMIT 3
"""


def result(evidence: str, state: str, found_at: int | None) -> list[ox.Quad]:
    """State one piece of evidence as the check does."""
    node, graph = ox.NamedNode(evidence), ox.NamedNode(EVIDENCE_CHECK)
    quads = [ox.Quad(node, ox.NamedNode(CJ + "evidenceState"), ox.NamedNode(f"{SCHEME}evidence-state/{state}"), graph)]
    if found_at is not None:
        quads.append(ox.Quad(node, ox.NamedNode(CJ + "foundAt"), ox.Literal(found_at), graph))
    return quads


@pytest.mark.parametrize(("parameters", "place", "found_at"), [(None, 1, "77"), ({"state": "evidence-state/changed"}, 2, "")])
def test_thing_of_evidence_in_that_state_is_found(dataset: Dataset, parameters: dict[str, str] | None, place: int, found_at: str) -> None:
    pieces = [(figure or "", evidence or "") for figure, evidence in dataset.rows(_EVIDENCE)]
    states = [("ok", None), ("moved", 77), ("changed", None)]
    results = [quad for (_, one), (state, at) in zip(pieces, states, strict=True) for quad in result(one, state, at)]
    checked = Dataset([*dataset.store, *results])
    table = Table.of(answer(Catalogue()["evidence-moved"], checked, parameters))
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.texts()]
    assert [(row["thing"], row["evidence"], row["found_at"]) for row in rows] == [(*pieces[place], found_at)]
