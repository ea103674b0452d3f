"""How the columns of the page are RDF: the table by which the page writes Turtle and SPARQL, with no copy of the model in its script."""

from __future__ import annotations

from typing import Any, Final

from cengji.core.namespaces import PREFIXES

__all__ = ["rdf_table"]

Property = str | dict[str, str]
"""A property, or node type → property with ``*`` for all other types; an empty one stands for none."""
Field = tuple[str, str, Property]
"""Column, form of its values (``FORMS`` in script/turtle.js), property."""

_PREFIXES: Final = ("cj", "dcterms", "oa", "org", "qudt", "skos", "xsd")
_CLASSES: Final = {
    "place": "cj:Place", "group": "cj:BodyGroup", "body": "cj:Body", "people": "cj:PersonGroup", "ladder": "cj:Ladder",
    "rung": "cj:Rung", "measure": "cj:Measure", "problem": "cj:Problem", "outcome": "cj:Outcome", "power": "cj:PowerGrant",
    "generic": "cj:GenericMeasure", "figure": "cj:Figure", "event": "cj:Event", "post": "org:Post", "policy": "cj:PolicyDocument",
    "document": "cj:SourceDocument",
}  # fmt: skip
_NAME: Final[Property] = {"document": "dcterms:title", "policy": "dcterms:title", "figure": "", "*": "skos:prefLabel"}
_KIND: Final[Property] = {
    "group": "cj:memberKind", "body": "org:classification", "measure": "cj:measureKind", "event": "cj:eventKind",
    "figure": "cj:indicator", "document": "cj:sourceKind", "people": "cj:personKind",
    "outcome": "cj:outcomeMode", "power": "cj:grantMode",
}  # fmt: skip
_NODES: Final[list[Field]] = [
    ("zh", "name", _NAME),
    ("en", "en", _NAME),
    ("alias", "aliases", "skos:altLabel"),
    ("kind", "concept", _KIND),
    ("tier", "tier", "cj:commonTier"),
    ("line", "line", {"ladder": "cj:line"}),
    ("status", "concept", "cj:status"),
    ("place", "node", "cj:atPlace"),
    ("note_zh", "zh", "skos:note"),
    ("note_en", "en", "skos:note"),
    ("case", "case", {"place": "", "*": "cj:inCase"}),
]
_FIGURES: Final[list[Field]] = [
    ("written", "text", "cj:asWritten"),
    ("value", "decimal", "qudt:numericValue"),
    ("lower", "decimal", "cj:lowerBound"),
    ("lower", "openLower", "cj:lowerInclusive"),
    ("upper", "decimal", "cj:upperBound"),
    ("upper", "openUpper", "cj:upperInclusive"),
    ("reading", "lower", "cj:readingLower"),
    ("reading", "upper", "cj:readingUpper"),
    ("comparator", "concept", "cj:comparator"),
    ("unit", "concept", "qudt:hasUnit"),
    ("kind", "concept", "cj:figureKind"),
    ("direction", "concept", "cj:direction"),
    ("per_count", "count", "cj:perCount"),
    ("aggregation", "concept", "cj:aggregation"),
    ("role", "concept", "cj:role"),
    ("counted_zh", "zh", "cj:countedThing"),
    ("counted_en", "en", "cj:countedThing"),
    ("time", "text", "cj:timeAsWritten"),
    ("paired", "node", "cj:pairedWith"),
]
_RUNGS: Final[list[Field]] = [("position", "integer", "cj:position"), ("actor", "node", "cj:occupiedBy")]
_LADDERS: Final[list[Field]] = [("node", "rungs", "cj:hasRung")]
_CLAIMS: Final[list[Field]] = [("status", "concept", "cj:status"), ("zh", "zh", "cj:reason"), ("en", "en", "cj:reason")]
_EVIDENCE: Final[list[Field]] = [("document", "document", "oa:hasSource"), ("text", "text", "cj:printedExpression")]
_SELECTORS: Final[list[Field]] = [("start", "integer", "oa:start"), ("end", "integer", "oa:end")]

_SAME_NAME: Final = (
    "about", "actsOn", "addresses", "assistedBy", "atPlace", "basisOf", "citesDocument", "concerns", "drawnFrom", "feedsInto",
    "grantedPower", "grantee", "grantor", "groupAfter", "groupBefore", "input", "involves", "issuedBy", "ledBy", "memberOfGroup",
    "outcome", "partOfPlace",
    "perUnitOf", "powerOver", "quantifiedBy", "resultedIn", "rolledOutFrom", "runBy", "subordinateTo", "subsetOf", "succeeds",
)  # fmt: skip
"""Relations of the page that are properties of the same name."""
_LINKS: Final[dict[str, dict[str, Property] | None]] = {
    **{relation: {"property": f"cj:{relation}"} for relation in _SAME_NAME},
    "atDepth": {"property": "cj:memberOfGroup"},
    "brokenDownInto": {"class": "cj:Breakdown", "subject": "cj:breakdownOf", "object": "cj:breakdownPart"},
    "firstIn": {"class": "cj:PrecedenceClaim", "of": "cj:precedence", "object": "cj:scopePlace"},
    "founds": {"property": "org:resultingOrganization"},
    "heldWith": {"class": "cj:ConcurrentHolding", "subject": "cj:holdsPost", "object": "cj:holdsPost"},
    "originalOrganization": {"property": "org:originalOrganization"},
    "partOf": {"inverse": "dcterms:hasPart"},
    "postIn": {"property": {"group": "cj:postInGroup", "*": "org:postIn"}},
    "rungOf": None,  # the ladder names its rungs
    "sameBody": {"class": "cj:SameBodyClaim", "subject": "cj:claimSubject", "object": "cj:claimObject"},
    "secondedTo": {
        "class": "cj:Secondment", "subject": "cj:secondedFrom", "object": {"post": "cj:secondedToPost", "*": "cj:secondedTo"},
    },
    "variantOf": {"class": "cj:GenericMapping", "subject": "cj:mappedMeasure", "object": "cj:mappedGeneric"},
}  # fmt: skip
"""Relation → the property from source to target (for some by the type of the target), its inverse, or the class of a claim
and the properties of its ends; ``of`` is one that leads from the source to the claim."""


def rdf_table() -> dict[str, Any]:
    """Return the table as the page carries it: prefixes, class of each type, fields by table of columns, links, claims, evidence.

    Any other relation is the kind of a claim, written by ``relationClaim``.
    """
    return {
        "prefixes": {prefix: PREFIXES[prefix] for prefix in _PREFIXES},
        "classes": _CLASSES,
        "nodes": _NODES,
        "figures": _FIGURES,
        "rungs": _RUNGS,
        "ladders": _LADDERS,
        "claims": _CLAIMS,
        "links": _LINKS,
        "relationClaim": {
            "class": "cj:RelationClaim", "kind": "cj:relationKind", "subject": "cj:claimSubject", "object": "cj:claimObject",
        },
        "evidence": {"of": "cj:evidence", "class": "cj:Evidence", "fields": _EVIDENCE},
        "selector": {"of": "oa:hasSelector", "class": "oa:TextPositionSelector", "fields": _SELECTORS},
    }  # fmt: skip
