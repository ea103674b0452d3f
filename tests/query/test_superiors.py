"""A superior that W3C ORG alone states is one: no question takes such a body for one without."""

from __future__ import annotations

from pathlib import Path

import pytest

import cengji

DATA = """
@prefix cj: <https://w3id.org/cengji/ontology#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix ex: <https://w3id.org/cengji/id/c/body/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix k: <https://w3id.org/cengji/scheme/body-kind/> .
@prefix s: <https://w3id.org/cengji/scheme/status/> .
"""
BODY = 'ex:{0} a cj:Body ; cj:inCase ex:case ; cj:status s:stated ; org:classification k:party-committee ; skos:prefLabel "{0}"@zh .\n'


@pytest.mark.parametrize(
    "link",
    ["ex:b cj:subordinateTo ex:a", "ex:b org:subOrganizationOf ex:a", "ex:b org:unitOf ex:a", "ex:a org:hasSubOrganization ex:b",
     "ex:a org:hasUnit ex:b", "ex:b cj:subordinateTo ex:a ; org:subOrganizationOf ex:a"],
)  # fmt: skip
def test_a_superior_counts_by_whatever_property_it_is_stated(tmp_path: Path, link: str) -> None:
    path = tmp_path / "bodies.ttl"
    path.write_text(
        DATA + BODY.format("a") + BODY.format("b") + BODY.format("d") + f"{link} . ex:d cj:subordinateTo ex:b .", encoding="utf-8"
    )
    graph = cengji.open(data=path)

    def ask(name: str, *columns: int, **parameters: str) -> list[tuple[str, ...]]:
        rows = graph.query(name, **parameters)
        return [tuple((cell.value if (cell := row[column]) else "").rpartition("/")[2] for column in columns) for row in rows]

    assert ask("bodies-without-parent", 1) == [("a",)]
    assert ask("bodies", 1, 7) == [("a", ""), ("b", "a"), ("d", "b")]
    found = ask("superiors-and-subordinates", 1, 2, node="https://w3id.org/cengji/id/c/body/d")
    assert found == [("superior", "a"), ("superior", "b")]
    assert ask("spans", 2, 3) == [("2", "2")]
    ties = ask("relations-of", 1, 2, 3, body="https://w3id.org/cengji/id/c/body/b")
    assert ties == [("incoming", "ontology#subordinateTo", "d"), ("outgoing", "ontology#subordinateTo", "a")]
