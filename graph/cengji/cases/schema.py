"""The JSON Schema of case files, for editors: completion and checks while a curator writes."""

from __future__ import annotations

from typing import Any

from cengji.cases.case import Case
from cengji.cases.vocabulary import Vocabulary

__all__ = ["json_schema"]


def json_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a case file.

    Where a key of a scheme stands, the keys of the ontology are offered; others are allowed, because
    a case may declare its own under ``concepts:``.
    """
    schema = Case.model_json_schema(mode="validation")
    _offer_keys(schema, vocabulary)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/cengji/case.schema.json",
        **schema,
        "title": "Cengji case",
    }


def _offer_keys(node: object, vocabulary: Vocabulary) -> None:
    if isinstance(node, dict):
        scheme = node.pop("x-scheme", None)
        if scheme is not None:
            node.pop("type", None)
            node["anyOf"] = [{"enum": sorted(vocabulary.schemes.get(scheme, ()))}, {"type": "string"}]
            node["description"] = f"key of a concept of the scheme {scheme}, or of this case's concepts"
        for value in list(node.values()):
            _offer_keys(value, vocabulary)
    elif isinstance(node, list):
        for value in node:
            _offer_keys(value, vocabulary)
