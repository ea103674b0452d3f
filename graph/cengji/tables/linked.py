"""RDF of other vocabularies as bodies: Wikidata, schema.org, iso-thes and SKOS-XL, beside W3C ORG and SKOS."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import InputError
from cengji.core.namespaces import CJ, PREFIXES
from cengji.core.terms import iri_text, local_name, term_text
from cengji.dataset import Dataset
from cengji.dataset.foreign.people import find_people
from cengji.dataset.reading import read_dataset
from cengji.tables.records import Found, Record, tabulate_records

__all__ = ["read_linked"]

_WDT: Final = "http://www.wikidata.org/prop/direct/"
_SCHEMAS: Final = ("https://schema.org/", "http://schema.org/")
_ORG, _SKOS = PREFIXES["org"], PREFIXES["skos"]
_XL: Final = "http://www.w3.org/2008/05/skos-xl#"
_ISO: Final = "http://purl.org/iso25964/skos-thes#"
# Properties that lead from the lower to the upper, by rank: of a thing only those of the first rank that it has are taken.
_UP: Final = (
    (f"{_WDT}P749", f"{_ORG}subOrganizationOf", f"{_ORG}unitOf", f"{CJ}subordinateTo", *(f"{one}parentOrganization" for one in _SCHEMAS)),
    (f"{_WDT}P361", f"{_ISO}broaderPartitive", f"{_ISO}broaderInstantial", f"{_ISO}broaderGeneric", f"{_SKOS}broader"),
    (f"{_WDT}P131",),
)
_DOWN: Final = {
    f"{_WDT}P355": f"{_WDT}P749",
    f"{_ORG}hasSubOrganization": f"{_ORG}subOrganizationOf",
    f"{_ORG}hasUnit": f"{_ORG}unitOf",
    f"{_SKOS}narrower": f"{_SKOS}broader",
    **{f"{_ISO}narrower{kind}": f"{_ISO}broader{kind}" for kind in ("Partitive", "Instantial", "Generic")},
    **{f"{one}{down}": f"{one}parentOrganization" for one in _SCHEMAS for down in ("subOrganization", "department")},
}
_NAMES: Final = (f"{_SKOS}prefLabel", PREFIXES["rdfs"] + "label", *(f"{one}{name}" for one in _SCHEMAS for name in ("name", "legalName")))
_OTHERS: Final = (f"{_SKOS}altLabel", *(f"{one}alternateName" for one in _SCHEMAS))
_CLASSES: Final = frozenset({
    *(f"{_ORG}{name}" for name in ("Organization", "FormalOrganization", "OrganizationalUnit")),
    *(f"{one}{name}Organization" for one in _SCHEMAS for name in ("", "Government", "Educational")),
    *(f"{one}{name}" for one in _SCHEMAS for name in ("Corporation", "NGO")),
    f"{_SKOS}Concept",
})  # fmt: skip
_TYPE: Final = PREFIXES["rdf"] + "type"


def read_linked(path: Path, name: str, data_format: str | None = None) -> Found:
    """Return the bodies of a file of RDF, without persons.

    :raises InputError: if it is no RDF, or holds no hierarchy of a vocabulary that is known.
    """
    dataset = read_dataset([path], data_format=data_format)
    people = find_people(dataset)
    gone = people.persons | people.memberships
    links, used = _links(dataset)
    members = {end for lower, uppers in links.items() for end in (lower, *uppers)}
    members |= {quad.subject for quad in dataset.store if iri_text(quad.predicate) == _TYPE and iri_text(quad.object) in _CLASSES}
    members -= gone
    if not members:
        looked = "Wikidata (P749, P361, P131, P355), schema.org (parentOrganization, subOrganization, department), W3C ORG, SKOS, iso-thes"
        raise InputError.of(name, f"states no hierarchy; looked for {looked}", "give data of one of these")
    names, others = _names(dataset, _NAMES, f"{_XL}prefLabel"), _names(dataset, _OTHERS, f"{_XL}altLabel")
    tiers = {quad.subject: iri_text(quad.object) for quad in dataset.store if iri_text(quad.predicate) == f"{CJ}commonTier"}
    records = []
    unnamed = 0
    for member in sorted(members, key=str):
        ident = iri_text(member) or f"_:{term_text(member)}"
        own = names.get(member, {})
        unnamed += not own
        label = own.get("zh") or own.get("") or own.get("en") or next(iter(own.values()), "") or local_name(ident)
        uppers = "|".join(sorted(iri_text(one) or f"_:{term_text(one)}" for one in links.get(member, ()) if one not in gone))
        aliases = "|".join(sorted(set(others.get(member, {}).values()) - {label}))
        place = f"<{ident}>"
        records.append(Record(ident, label, own.get("en", ""), uppers, tiers.get(member, ""), "", aliases, place))
    notes = [f"{name}: {number} links by {prop}" for prop, number in sorted(used.items())]
    if gone:
        notes.append(f"{name}: {len(gone)} persons and memberships left out: no person enters the graph")
    if unnamed:
        notes.append(f"{name}: {unnamed} things have no name, and go by the end of their IRI")
    return tabulate_records(name, "RDF", records, notes=notes, is_open=True)


def _links(dataset: Dataset) -> tuple[Mapping[object, list[object]], Counter[str]]:
    """Return the superiors of each thing, and how many links each property gave."""
    stated: dict[object, dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    wanted = {one for rank in _UP for one in rank}
    for quad in dataset.store:
        predicate = iri_text(quad.predicate)
        if isinstance(quad.object, ox.Literal):
            continue
        if predicate in wanted:
            stated[quad.subject][predicate].add(quad.object)
        elif predicate in _DOWN:
            stated[quad.object][_DOWN[predicate]].add(quad.subject)
    links: dict[object, list[object]] = {}
    used: Counter[str] = Counter()
    for lower, by in stated.items():
        rank = next(rank for rank in _UP if any(one in by for one in rank))
        uppers: dict[object, str] = {}
        for one in rank:
            for upper in by.get(one, ()):
                uppers.setdefault(upper, local_name(one))
        uppers.pop(lower, None)
        links[lower] = sorted(uppers, key=str)
        used.update(uppers.values())
    return links, used


def _names(dataset: Dataset, properties: Iterable[str], resource: str) -> dict[object, dict[str, str]]:
    """Return names by thing and language, ``zh`` for all Chinese, those of the first property before others; also names as resources."""
    order = {name: place for place, name in enumerate(properties)}
    forms = {quad.subject: quad.object for quad in dataset.store if iri_text(quad.predicate) == f"{_XL}literalForm"}
    found: dict[object, dict[str, tuple[int, str]]] = defaultdict(dict)
    for quad in dataset.store:
        predicate = iri_text(quad.predicate)
        value = forms.get(quad.object) if predicate == resource else quad.object if predicate in order else None
        if isinstance(value, ox.Literal) and value.value.strip():
            language = (value.language or "").partition("-")[0]
            mine = (order.get(predicate, 0), value.value.strip())
            found[quad.subject][language] = min(mine, found[quad.subject].get(language, mine))
    return {thing: {language: text for language, (_, text) in held.items()} for thing, held in found.items()}
