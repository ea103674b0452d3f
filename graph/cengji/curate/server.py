"""The server of the curator's page: on this machine only, a page, a state, and actions upon a case."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cengji.cases import Vocabulary
from cengji.core.errors import CengjiError, InputError, UnavailableError
from cengji.core.extras import require_extra
from cengji.core.texts import Text
from cengji.curate.adding import offers
from cengji.curate.article import Article
from cengji.curate.doing import act
from cengji.curate.forms import describe_concept_forms, describe_forms
from cengji.curate.in_chinese import in_chinese
from cengji.curate.refusals import RefusalError
from cengji.curate.session import ConflictError, Session
from cengji.curate.settling import Rival
from cengji.curate.state import describe_case
from cengji.curate.words import ConceptName, describe_concepts
from cengji.draft.rule_names import RULE_NAMES

with require_extra("curate"):
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
    from starlette.routing import Route

from cengji.core.web import listen
from cengji.curate.guard import Guard, Tokens

__all__ = ["Curation", "page_of", "serve"]

_PAGE: Final = Path(__file__).resolve().parent / "page"
_SHARED: Final = _PAGE.parents[1] / "view" / "page"
"""The page of the graph, whose look and way of making elements this page shares."""
_FILES: Final = (
    *_PAGE.glob("*.css"), *_PAGE.glob("*.svg"), *_PAGE.glob("script/*.js"),
    *(_SHARED / "script" / f"{name}.js" for name in ("dom", "filling")),
    *(_SHARED / "style" / f"{name}.css" for name in ("base", "bar", "controls")),
)  # fmt: skip
_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_HOST: Final = "127.0.0.1"


@dataclass(frozen=True)
class Curation:
    """A case under curation with its article, concepts and keys that are allowed, titles of schemes, and another curation of it."""

    session: Session
    article: Article
    concepts: dict[str, dict[str, ConceptName]]
    vocabulary: Vocabulary
    titles: dict[str, Text]
    rival: Rival | None = None

    def describe(self) -> dict[str, Any]:
        """Return what the page needs once: forms, concepts, both texts and the ranks of tiers."""
        return {
            "forms": describe_forms() | describe_concept_forms(self.titles),
            "offers": {section: offers(section) for section in describe_forms()},
            "concepts": describe_concepts(self.concepts),
            "article": self.article.as_json(),
            "rules": {rule: {"zh": name.zh, "en": name.en} for rule, name in RULE_NAMES.items()},
            "tiers": sorted(self.vocabulary.tier_ranks, key=lambda tier: self.vocabulary.tier_ranks[tier]),
        }

    def state(self) -> dict[str, Any]:
        """Return what the page shows now."""
        against = self.rival.describe(self.session, self.article) if self.rival else None
        return {**describe_case(self.session, self.article, self.vocabulary), "against": against}

    def act(self, body: dict[str, Any]) -> str | None:
        """Do what the page asks for; raises what :func:`cengji.curate.doing.act` does."""
        if self.rival and body.get("do") == "settle":
            return self.rival.settle(self.session, body)
        return act(self.session, self.article, body)


def page_of(curation: Curation, address: str, tokens: Tokens) -> Guard:
    """Return the application of the page at an address, guarded."""

    def enter(_: Request, body: dict[str, Any]) -> Response:
        token = tokens.exchange(str(body.get("link", "")))
        return JSONResponse({"token": token}) if token else PlainTextResponse("the link has been used, or is of another start", 403)

    def do(_: Request, body: dict[str, Any]) -> Response:
        try:
            made = curation.act(body)
        except ConflictError as error:
            return JSONResponse({"conflict": "stale" if error.stale else "outside", "message": str(error), "state": curation.state()}, 409)
        return JSONResponse({"entry": made, "state": curation.state()})

    def reload(_: Request, __: dict[str, Any]) -> Response:
        curation.session.reload()
        return JSONResponse({"state": curation.state()})

    routes = [
        Route("/", lambda _: FileResponse(_PAGE / "index.html", media_type="text/html")),
        Route("/assets/{name}", _asset),
        Route("/api/session", _posted(enter), methods=["POST"]),
        Route("/api/start", lambda _: JSONResponse(curation.describe())),
        Route("/api/state", lambda request: _state(curation, request)),
        Route("/api/act", _posted(do), methods=["POST"]),
        Route("/api/reload", _posted(reload), methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={CengjiError: _explain}), address, tokens)


def serve(curation: Curation, ready: Callable[[str], object], *, port: int = 0) -> None:
    """Serve the page on this machine until the process is interrupted.

    :param ready: is called with the link, which is good once, when the page can be opened.
    :param port: where to listen; 0 is any port that is free.
    :raises UnavailableError: if the port is taken.
    """
    with listen(_HOST, port) as listening:
        address, tokens = f"{_HOST}:{listening.getsockname()[1]}", Tokens()
        config = uvicorn.Config(
            page_of(curation, address, tokens), log_level="critical", lifespan="off", http="h11", ws="none", server_header=False
        )
        ready(f"http://{address}/#{tokens.link}")
        uvicorn.Server(config).run(sockets=[listening])


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    path = next((path for path in _FILES if path.name == name), None)
    return FileResponse(path, media_type=_TYPES[path.suffix]) if path else PlainTextResponse("not found", 404)


def _state(curation: Curation, request: Request) -> Response:
    """Answer with the state; with its version alone where that is the one that the page has already."""
    session = curation.session
    if request.query_params.get("version") == str(session.version):
        return JSONResponse({"version": session.version, "current": session.is_current})
    return JSONResponse({"state": curation.state(), "current": session.is_current})


def _posted(answer: Callable[[Request, dict[str, Any]], Response]) -> Callable[[Request], Any]:
    """Return an endpoint that reads a JSON object and answers in a thread of its own."""
    from starlette.concurrency import run_in_threadpool

    async def endpoint(request: Request) -> Response:
        try:
            body = json.loads(await request.body())
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            return PlainTextResponse("send a JSON object", 400)
        return await run_in_threadpool(answer, request, body)

    return endpoint


def _explain(_: Request, error: Exception) -> Response:
    """Answer in words, refusals of the page in Chinese too: with 422 what can be mended, with 500 what the machine could not do."""
    faults = error.faults if isinstance(error, InputError) else ()
    message = " ".join(f"{one.problem} — {one.remedy}" for one in faults) or str(error)
    chinese = error.said.zh if isinstance(error, RefusalError) else " ".join(filter(None, map(in_chinese, faults)))
    return JSONResponse(
        {"message": message, **({"message_zh": chinese} if chinese else {})}, 500 if isinstance(error, UnavailableError) else 422
    )
