"""The interface as OpenAPI 3.1: the library's questions with their parameters, SPARQL, graphs, and what the server says of itself."""

from __future__ import annotations

from typing import Any, Final

from cengji import __version__
from cengji.core.queryfile import Parameter, QueryFile
from cengji.query.catalogue import Catalogue
from cengji.serve.app import WARNING
from cengji.serve.formats import MEDIA
from cengji.serve.protocol import FORM, LEAST_SECONDS, QUERY

__all__ = ["describe_api"]

_TEXT: Final = {"schema": {"type": "string"}}
_SPARQL: Final = {"type": "string", "format": "sparql-query", "minLength": 1}
_DECIMAL: Final = {"type": "string", "pattern": r"^[+-]?[0-9]{1,18}(\.[0-9]{1,18})?$"}
_NAME: Final = {"type": "string", "minLength": 1}
_IRI: Final = {"type": "string", "format": "iri", "minLength": 1}
_ROWS: Final = (
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values", "text/html",
    "text/markdown", "text/plain",
)  # fmt: skip
_TRIPLES: Final = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
_TAG: Final = {**_TEXT, "description": "Of build, query and format; absent where the answer may be another each time."}
_LATER: Final = {"schema": {"type": "integer"}, "description": "The seconds after which to try again, where the server is busy."}
_MISSPELT: Final = {**_TEXT, "description": "Terms of cj: in the query that the model lacks, by which it finds nothing; else absent."}
_PROBLEMS: Final = {
    400: "The request is faulty.",
    403: "The query would reach out of the data or change them.",
    404: "There is no such thing.",
    405: "This path is only read.",
    406: "There is no form of the answer that is accepted.",
    408: "The request came too slowly.",
    413: "The request is too large.",
    415: "The query is in no form of the protocol.",
    421: "The server answers under its own names only.",
    500: "The server failed.",
    503: "The query exceeds a limit, or the server is busy.",
}


def describe_api(library: Catalogue, url: str) -> dict[str, Any]:
    """Return the description of the interface at a public address."""
    paths = {f"/query/{query.name}": {"get": _question(query)} for query in library}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Cengji 层级",
            "version": __version__,
            "license": {"name": "Apache-2.0 AND CC-BY-4.0", "identifier": "Apache-2.0 AND CC-BY-4.0"},
        },
        "servers": [{"url": url}],
        "paths": {"/sparql": _sparql(), **paths, "/store": {"get": _store()}, **_others()},
        "components": {"schemas": {"Problem": _problem()}},
    }


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }


def _answers(media: tuple[str, ...], *codes: int) -> dict[str, Any]:
    problems = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: dict[str, Any] = {"200": {"description": "The answer.", "content": dict.fromkeys(media, _TEXT)}}
    found["200"]["content"] = {one: {"schema": {} if one.endswith("json") else {"type": "string"}} for one in media}
    found["200"]["headers"] = {"ETag": _TAG}
    found["304"] = {"description": "As it was.", "headers": {"ETag": _TAG}}
    faults: dict[str, Any] = {str(code): {"description": _PROBLEMS[code], "content": problems} for code in (*codes, 405, 421, 500, 503)}
    faults["503"]["headers"] = {"Retry-After": _LATER}
    return found | faults


def _question(query: QueryFile) -> dict[str, Any]:
    """Return the operation of a query of the library."""
    formats = [name for name in MEDIA if name not in ("ttl", "nt", "jsonld", "rdf")]
    fixed = {"name": "format", "in": "query", "schema": {"type": "string", "enum": formats}, "description": "Instead of the header Accept."}
    return {
        "operationId": query.name,
        "tags": [query.header("group")],
        "summary": query.header("question", "zh"),
        "description": query.header("question", "en"),
        "parameters": [*map(_parameter, query.parameters), fixed],
        "responses": _answers(_ROWS, 400, 404, 406),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    types = {"integer": {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1}, "boolean": {"type": "boolean"}}
    family = parameter.family.rstrip("/").rpartition("/")[2] or "name"  # a case, or a concept of which scheme
    named = _NAME | {"format": f"cengji-{family}"}
    types |= {"date": {"type": "string", "format": "date"}, "decimal": _DECIMAL, "iri": named}
    of_names = ("An IRI, a compact IRI, a key or a label.", "IRI、缩写 IRI、键或名称。") if parameter.type == "iri" else ("", "")
    notes = (" ".join(filter(None, pair)) for pair in zip((parameter.note, parameter.note_zh), of_names, strict=True))
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "schema": types.get(parameter.type, {"type": "string"}),
        "description": "\n\n".join(filter(None, notes)),
    }


def _sparql() -> dict[str, Any]:
    def field(name: str, *, many: bool = False) -> dict[str, Any]:
        schema = {"type": "array", "items": _IRI} if many else _SPARQL
        return {"name": name, "in": "query", "schema": schema}

    seconds = {
        "name": "timeout",
        "in": "query",
        "schema": {"type": "number", "minimum": LEAST_SECONDS, "maximum": 999_999, "multipleOf": 0.001},
    }
    fields = [field("query"), field("default-graph-uri", many=True), field("named-graph-uri", many=True), seconds]
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {one["name"]: one["schema"] for one in fields},
    }
    answers = _answers((*_ROWS, *_TRIPLES), 400, 403, 404, 406, 408, 413, 415)
    answers["200"]["headers"][WARNING] = _MISSPELT
    reference = {"url": "https://www.w3.org/TR/sparql11-protocol/"}
    body = {"required": True, "content": {FORM: {"schema": form}, QUERY: {"schema": _SPARQL}}}
    asked = {"operationId": "ask-sparql", "summary": "A SPARQL 1.1 query; without one, the description of the service."}
    posted = {"operationId": "post-sparql", "summary": "A SPARQL 1.1 query."}
    return {
        "get": {**asked, "externalDocs": reference, "parameters": fields, "responses": answers},
        "post": {**posted, "externalDocs": reference, "parameters": fields[1:], "requestBody": body, "responses": answers},
    }


def _store() -> dict[str, Any]:
    parameters = [
        {"name": "graph", "in": "query", "schema": _IRI, "description": "The IRI of a named graph."},
        {
            "name": "default",
            "in": "query",
            "schema": {"type": "string", "const": ""},
            "description": "The union of all graphs.",
            "allowEmptyValue": True,
        },
    ]
    summary = "A graph, by the SPARQL 1.1 Graph Store HTTP Protocol: name one, or the default."
    return {"operationId": "read-graph", "summary": summary, "parameters": parameters, "responses": _answers(_TRIPLES, 400, 404, 406)}


def _others() -> dict[str, Any]:
    def read(name: str, summary: str, *media: str) -> dict[str, Any]:
        return {"get": {"operationId": name, "summary": summary, "responses": _answers(media)}}

    return {
        "/": read("page", "The page of the graph.", "text/html"),
        "/healthz": read("health", "Whether queries are answered.", "application/json"),
        "/metrics": read("metrics", "What was counted, for Prometheus.", "text/plain"),
        "/openapi.json": read("openapi", "This description.", "application/json"),
    }
