"""Leaves persons out of foreign data: the graph is about organizations, posts and aggregates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.dataset.store import Dataset

__all__ = ["Unpeopled", "without_people"]

_PREFIXES: Final = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("foaf", "org", "rdfs", "schema"))
_MEMBERSHIPS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?node {{
  {{ ?node a/rdfs:subClassOf* org:Membership }} UNION {{ ?node org:member ?any }} UNION {{ ?any org:hasMembership ?node }}
}}"""
_PERSONS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?node {{
  {{
    VALUES ?class {{
      foaf:Person schema:Person <http://schema.org/Person> <http://www.w3.org/ns/person#Person>
      <http://www.w3.org/2006/vcard/ns#Individual>
    }}
    ?node a/rdfs:subClassOf* ?class .
  }} UNION {{
    {{ ?any org:heldBy|org:member|org:hasMember|foaf:member ?node }}
    UNION
    {{ ?node org:holds|org:headOf|org:memberOf|org:hasMembership|org:basedAt ?any }}
    FILTER NOT EXISTS {{
      VALUES ?class {{
        org:Organization org:FormalOrganization org:OrganizationalUnit org:OrganizationalCollaboration foaf:Organization foaf:Group
        schema:Organization <http://schema.org/Organization> <http://data.europa.eu/m8g/PublicOrganisation>
        <http://www.w3.org/ns/regorg#RegisteredOrganization>
      }}
      ?node a/rdfs:subClassOf* ?class
    }}
    FILTER NOT EXISTS {{
      {{ ?node org:subOrganizationOf|org:hasSubOrganization|org:unitOf|org:hasUnit ?other }}
      UNION
      {{ ?other org:subOrganizationOf|org:hasSubOrganization|org:unitOf|org:hasUnit ?node }}
    }}
  }}
  FILTER (!ISLITERAL(?node))
}}"""


class Unpeopled(NamedTuple):
    """Quads without persons, and how many persons and memberships were left out."""

    quads: list[ox.Quad]
    persons: int
    memberships: int


def without_people(dataset: Dataset) -> Unpeopled:
    """Return the quads that neither describe nor name a person or a membership.

    A person is what is typed as one, and whoever holds a post, heads or belongs to an organization without
    being one. Blank nodes that only described what is left out go with it.
    """
    memberships = _nodes(dataset, _MEMBERSHIPS)
    persons = _nodes(dataset, _PERSONS) - memberships
    if not persons | memberships:
        return Unpeopled(list(dataset), 0, 0)
    kept, gone = _split(dataset, persons | memberships)
    while orphans := _blank_objects(gone) - _blank_objects(kept):
        kept, more = _split(kept, orphans)
        if not more:
            break
        gone += more
    return Unpeopled(kept, len(persons), len(memberships))


def _nodes(dataset: Dataset, sparql: str) -> set[object]:
    return {solution["node"] for solution in dataset.select(sparql)}


def _split(quads: Iterable[ox.Quad], without: set[object]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    kept: list[ox.Quad] = []
    gone: list[ox.Quad] = []
    for quad in quads:
        (gone if quad.subject in without or quad.object in without else kept).append(quad)
    return kept, gone


def _blank_objects(quads: Iterable[ox.Quad]) -> set[object]:
    return {quad.object for quad in quads if isinstance(quad.object, ox.BlankNode)}
