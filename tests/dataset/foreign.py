"""Foreign data for tests: an organization in W3C ORG, a thesaurus in SKOS, and an organization chart of any size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from cengji.core.namespaces import PREFIXES

__all__ = ["CHART", "DEPARTMENT", "THESAURUS", "chart", "turtle", "write"]

DEPARTMENT: Final = "http://gov.example/id/"
THESAURUS: Final = "http://thesaurus.example/"
CHART: Final = "http://group.example/"

_DEPARTMENT: Final = """
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
<office> a org:FormalOrganization ; skos:prefLabel "Cabinet Office"@en, "内阁办公厅"@zh-Hans ; skos:altLabel "CO" ;
  org:classification <ministry> ; org:hasPrimarySite <hall> ; org:hasSite <annex> ; org:hasUnit <communications>, <reform> .
<communications> a org:OrganizationalUnit ; rdfs:label "Communications"@en-GB ; org:unitOf <office> ; rdfs:comment "Speaks for all."@en .
<digital> a org:OrganizationalUnit ; rdfs:label "Digital Engagement"@en ; org:unitOf <communications> .
<press> org:unitOf <communications> .
<reform> a org:OrganizationalUnit ; rdfs:label "Reform Group" .
<buying> a org:FormalOrganization ; skos:prefLabel "Buying Agency"@en ; org:subOrganizationOf <reform> ;
  org:transitiveSubOrganizationOf <reform>, <office> .
<ministry> a skos:Concept ; skos:prefLabel "ministry"@en .
<deputy> a org:Post ; skos:prefLabel "Deputy Director"@en ; org:postIn <digital> ; org:role <director-role> ; org:heldBy <holder> .
<director> org:role <director-role> . <communications> org:hasPost <director> .
<director-role> a org:Role ; rdfs:label "director"@en .
<holder> a foaf:Person ; foaf:name "SECRET NAME" ; vcard:hasAddress [ vcard:locality "SECRET TOWN" ] ; org:memberOf <office> .
[] a org:Membership ; org:member <holder> ; org:organization <office> ; rdfs:label "SECRET SEAT" .
<hall> a org:Site ; rdfs:label "Old Hall"@en ; org:siteAddress [ a vcard:Address ; vcard:locality "London" ] .
"""
_THESAURUS: Final = """
<scheme> a skos:ConceptScheme ; skos:prefLabel "Administration"@en ; skos:hasTopConcept <government>, <transport> .
<government> a skos:Concept ; skos:prefLabel "Government"@en, "Gouvernement"@fr .
<local> a skos:Concept ; skos:prefLabel "Local government"@en ; skos:broader <government> ; skos:definition "Below the state."@en .
<central> a skos:Concept ; skos:prefLabel "Gouvernement central"@fr ; skos:altLabel "CG"@en . <government> skos:narrower <central> .
<village> skos:prefLabel "村"@zh, "village"@en ; skos:broader <local>, <rural> .
<town> a skos:Concept ; skos:prefLabel "town"@en ; skos:broader <local> .
<transport> a skos:Concept ; skos:prefLabel "Transport"@en .
<rural> a skos:Concept ; skos:prefLabel "Rural transport"@en ; skos:broader <transport> .
<bus> a skos:Concept ; skos:notation "B7" ; skos:broaderTransitive <rural>, <transport> .
"""


def turtle(text: str, base: str = DEPARTMENT) -> str:
    """Return Turtle with the project's prefixes and this base."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return f"{head}@base <{base}> .\n{text}"


def chart(number: int) -> str:
    """Return an organization chart of so many units, five deep below its head, one in twelve with several parents."""
    return "".join(_chart(number))


def _chart(number: int) -> Iterator[str]:
    dice = Random(7)  # noqa: S311 - a chart, not a secret
    yield '<0> a org:FormalOrganization ; skos:prefLabel "Northwind Group"@en .\n'
    level, following = [0], list[int]()
    for unit in range(1, number):
        parents = {dice.choice(level)} | ({dice.choice(level)} if dice.random() < 1 / 12 else set())
        following.append(unit)
        names = ", ".join(f"<{parent}>" for parent in sorted(parents))
        yield f'<{unit}> a org:OrganizationalUnit ; skos:prefLabel "Unit {unit}"@en ; org:unitOf {names} .\n'
        if len(following) > 5 * len(level):
            level, following = following, []


def write(folder: Path) -> dict[str, Path]:
    """Write ``department.ttl``, ``thesaurus.ttl`` and ``chart.ttl`` (2,000 units) into a folder; give them by name."""
    texts = {
        "department": turtle(_DEPARTMENT),
        "thesaurus": turtle(_THESAURUS, THESAURUS),
        "chart": turtle(chart(2000), CHART),
    }
    for name, text in texts.items():
        (folder / f"{name}.ttl").write_text(text, encoding="utf-8", newline="\n")
    return {name: folder / f"{name}.ttl" for name in texts}
