"""The paths: SPARQL, the library's questions, graphs, things, the page, and what a server says of itself."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from cengji.dataset import read_ontology
from cengji.query.catalogue import Catalogue
from cengji.query.spelling import find_misspelt
from cengji.serve.app import WARNING, Application, Call, is_matched
from cengji.serve.description import describe_service
from cengji.serve.formats import MEDIA, OF_GRAPHS, OF_ROWS, negotiate, quality_of
from cengji.serve.messages import Task
from cengji.serve.openapi import describe_api
from cengji.serve.parts import PARTS_PATH, send_part
from cengji.serve.protocol import is_repeatable, read_address, read_fields, read_query
from cengji.serve.replies import Reply, problem
from cengji.serve.things import iris_of, page_of_thing

__all__ = ["THINGS", "add_routes"]

THINGS: Final = ("case", "curation", "dataset", "graph", "id", "proposed", "scheme")
"""The first parts of the paths of our IRIs, which are answered here as under ``https://w3id.org/cengji/``."""
_RDF: Final = {"ttl": "ttl", "nt": "nt", "jsonld": "jsonld", "rdf": "rdf"}
_LONGEST_READ: Final = 20_000
"""Characters of a query in which misspelt terms are looked for."""
_SUFFIXES: Final = (*_RDF, "html")


def add_routes(app: Application, library: Catalogue, url: str) -> None:
    """Have an application answer all paths; ``url`` is its public address."""
    routes = _Routes(app, library, url)
    for path in ("/sparql", "/query"):
        app.add(path, routes.sparql, posted=True)
    app.add("/query/*", routes.library)
    app.add("/store", routes.graph)
    app.add("/about/*", routes.about)
    for first in THINGS:
        app.add(f"/{first}/*", routes.thing)
    app.add("/", routes.page)
    app.add(f"{PARTS_PATH}*", send_part)
    app.add("/openapi.json", routes.openapi)
    app.add("/healthz", routes.health)
    app.add("/metrics", routes.metrics)


class _Routes:
    def __init__(self, app: Application, library: Catalogue, url: str) -> None:
        self.app, self.library_files, self.url = app, library, url.rstrip("/")
        read_ontology().term_names  # noqa: B018  # read now, and not while others wait
        self._openapi = json.dumps(describe_api(library, self.url), ensure_ascii=False, indent=1).encode()

    async def sparql(self, call: Call) -> Reply:
        """Answer a query, or describe the service where nothing is asked."""
        query_string, accept = call.scope["query_string"], call.header(b"accept")
        if call.method == "POST":
            body = await call.read_body(self.app.bounds)
            if isinstance(body, Reply):
                return body
            asked = read_query("POST", query_string, call.header(b"content-type"), body, accept)
        else:
            asked = read_address(query_string, accept)
        if isinstance(asked, Reply):
            return asked
        if asked is None:
            return self._describe(call)
        task, seconds = asked
        if task.rows in ("csv", "tsv") and call.header(b"sec-fetch-mode") == "navigate":
            task = replace(task, rows="csv-excel")  # who opens an address gets what no spreadsheet takes for a formula
        reply = await self.app.answer(call, task, repeatable=is_repeatable(task.text), seconds=seconds)
        misspelt = find_misspelt(task.text) if reply.status == 200 and len(task.text) <= _LONGEST_READ else ()
        return reply.adding([(WARNING, "; ".join(misspelt).encode("ascii", "backslashreplace").decode())]) if misspelt else reply

    async def library(self, call: Call) -> Reply:
        """Answer a query of the library with the values of its parameters."""
        name = call.path.removeprefix("/query/")
        if name not in self.library_files:
            return problem(404, "unknown", "there is no query of this name; /openapi.json lists them")
        try:
            fields = read_fields(call.scope["query_string"])
        except ValueError:
            return problem(400, "faulty", "the request is not UTF-8, or has too many fields")
        given = [value for field, value in fields if field == "format"]
        values = tuple(sorted((field, value) for field, value in fields if field != "format"))
        if len({field for field, _ in values}) < len(values) or len(given) > 1:
            return problem(400, "faulty", "a parameter is given twice")
        rows = negotiate(call.header(b"accept"), "rows")
        if given:
            rows = given[0]
            if rows not in MEDIA or rows in _RDF:
                return problem(400, "faulty", "format is one of " + ", ".join(one for one in MEDIA if one not in _RDF))
        if not rows:
            return problem(406, "not-acceptable", "rows are written as " + ", ".join(OF_ROWS))
        return await self.app.answer(call, Task("library", name, rows=rows, values=values))

    async def graph(self, call: Call) -> Reply:
        """Answer with a graph (https://www.w3.org/TR/sparql11-http-rdf-update/#http-get)."""
        try:
            fields = read_fields(call.scope["query_string"])
        except ValueError:
            return problem(400, "faulty", "the request is not UTF-8, or has too many fields")
        match fields:
            case [("graph", graph)] if graph:
                text = graph
            case [("default", "")]:
                text = ""
            case _:
                return problem(400, "faulty", "name one graph: ?graph=IRI, or ?default for the union of all")
        triples = negotiate(call.header(b"accept"), "triples")
        return await self.app.answer(call, Task("graph", text, triples=triples))

    async def thing(self, call: Call) -> Reply:
        """Send who looks up an IRI of ours to what is said about it (https://www.w3.org/TR/cooluris/#r303gendocument)."""
        told = "/about" + quote(call.path, safe="/~")
        if call.path.rpartition(".")[2] in _SUFFIXES:  # which is part of the IRI, and no form of the answer
            told += "." + (_form_of(call) or "ttl")
        return Reply(303, headers=(("location", told),))

    async def about(self, call: Call) -> Reply:
        """Answer what is stated about a thing, as a page for people and as RDF for programs."""
        path = call.path.removeprefix("/about/")
        stem, _, suffix = path.rpartition(".")
        path, wanted = (stem, suffix) if stem and suffix in _SUFFIXES else (path, _form_of(call))
        if path.partition("/")[0] not in THINGS:
            return problem(404, "unknown", "there is nothing here; /openapi.json says what there is")
        iris = iris_of(path)
        links = ", ".join(f'</about/{quote(path)}.{one}>; rel="alternate"; type="{MEDIA[one].partition(";")[0]}"' for one in _RDF)
        if wanted != "html":
            reply = await self.app.answer(call, Task("thing", "\n".join(iris), triples=wanted, rows=""))
            return reply.adding([("link", links)])
        found = await self.app.answer(replace_gzip(call), Task("thing", "\n".join(iris), rows="json"))
        if found.status != 200:
            return found
        page = page_of_thing(json.loads(found.body))
        if page is None:
            return problem(404, "unknown", f"nothing is stated about <{iris[0]}>")
        policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return Reply(200, page, MEDIA["html"], (("content-security-policy", policy), ("link", links)))

    async def page(self, call: Call) -> Reply:
        """Answer with the page of the graph."""
        site = call.site
        if not site.published.page:
            return Reply(303, headers=(("location", "/openapi.json"),))
        headers = (("etag", site.page_tag), ("content-security-policy", site.policy))  # also of a 304: what it says replaces what was kept
        if is_matched(call.header(b"if-none-match"), site.page_tag):
            return Reply(304, headers=headers)
        if call.wants_gzip:
            return Reply(200, site.zipped_page, MEDIA["html"], (*headers, ("content-encoding", "gzip")))
        return Reply(200, site.page, MEDIA["html"], headers)

    async def openapi(self, call: Call) -> Reply:  # noqa: ARG002 - a handler's signature
        """Answer with the description of this interface."""
        return Reply(200, self._openapi, "application/json")

    async def health(self, call: Call) -> Reply:
        """Answer whether queries are answered."""
        ready = call.site.pool.is_ready
        told = {"status": "ok" if ready else "starting", "build": call.site.published.build}
        return Reply(200 if ready else 503, json.dumps(told).encode(), "application/json", (("cache-control", "no-store"),))

    async def metrics(self, call: Call) -> Reply:
        """Answer with what was counted."""
        return Reply(200, self.app.meters.write(call.site), "text/plain; version=0.0.4; charset=utf-8", (("cache-control", "no-store"),))

    def _describe(self, call: Call) -> Reply:
        wanted = negotiate(call.header(b"accept"), "triples")
        if not wanted:
            wanted = "ttl" if _prefers_html(call.header(b"accept")) else ""
        if not wanted:
            return problem(406, "not-acceptable", "the service is described as " + ", ".join(OF_GRAPHS))
        return Reply(200, describe_service(self.url, call.site.published.graphs, wanted), MEDIA[wanted])


def replace_gzip(call: Call) -> Call:
    """Return a request like another whose answer is not gzipped, since a page is made of it, and not matched."""
    other = Call(call.scope, call.receive, call.site, call.client)
    for name in (b"accept-encoding", b"if-none-match"):
        other.headers.pop(name, None)
    return other


def _form_of(call: Call) -> str:
    """Return the form in which a request wants to read of a thing."""
    accept = call.header(b"accept")
    return "html" if _prefers_html(accept) else negotiate(accept, "triples")


def _prefers_html(accept: str) -> bool:
    return quality_of("text/html", accept) >= max(quality_of(media, accept) for media in OF_GRAPHS) and "text/html" in accept
