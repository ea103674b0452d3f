"""What properties are called: ours by the ontology, those of other vocabularies here."""

from __future__ import annotations

from functools import cache
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.core.terms import shorten_iri
from cengji.core.texts import Text
from cengji.dataset import read_ontology

__all__ = ["label_of"]

_REUSED: Final = {
    "dcterms:hasPart": Text("组成部分", "parts"),
    "dcterms:issued": Text("日期", "date"),
    "dcterms:title": Text("题目", "title"),
    "org:classification": Text("机构种类", "kind of body"),
    "org:postIn": Text("所属机构", "post in"),
    "org:resultingOrganization": Text("产生的机构", "resulting body"),
    "org:subOrganizationOf": Text("上级机构", "superior body"),
    "qudt:hasUnit": Text("单位", "unit"),
    "qudt:numericValue": Text("数值", "value"),
    "rdf:type": Text("类", "class"),
    "skos:altLabel": Text("别名", "other names"),
    "skos:broader": Text("上位概念", "broader concept"),
    "skos:definition": Text("定义", "definition"),
    "skos:notation": Text("代码", "code"),
    "skos:note": Text("说明", "note"),
    "skos:prefLabel": Text("名称", "name"),
    "spdx:checksumValue": Text("校验和", "checksum"),
}


def label_of(predicate: ox.NamedNode) -> Text:
    """Return the name of a property; of one that neither we nor the ontology know, its compact IRI."""
    return _labels().get(predicate.value) or Text(*[shorten_iri(predicate.value)] * 2)


@cache
def _labels() -> dict[str, Text]:
    own: dict[str, dict[str, str]] = {}
    for triple in read_ontology().axioms:
        if triple.predicate.value == PREFIXES["rdfs"] + "label" and isinstance(triple.object, ox.Literal):
            own.setdefault(str(triple.subject)[1:-1], {})[triple.object.language or ""] = triple.object.value
    labels = {iri: Text(texts.get("zh", ""), texts.get("en", "")) for iri, texts in own.items()}
    for name, text in _REUSED.items():
        prefix, _, local = name.partition(":")
        labels[PREFIXES[prefix] + local] = text
    return labels
