"""Renders the one HTML page: a pyvis network under a template, style and script of our own."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyvis.network
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cengji.core.neutralize import replace_halves
from cengji.dataset import Dataset
from cengji.dataset.foreign import refuse_empty
from cengji.projection import Reader, project
from cengji.view.asking import Asking
from cengji.view.content import Content, read_content
from cengji.view.data import build_data, shorten
from cengji.view.page.blocks import gzip_block, json_block
from cengji.view.page.casefile import case_file_table
from cengji.view.page.engine import engine_blocks
from cengji.view.page.join import join_modules, keep_reached
from cengji.view.page.jsonld import describe_page
from cengji.view.page.packed import pack
from cengji.view.page.rdf import rdf_table
from cengji.view.part import Part, keep_within_limit
from cengji.view.traditional import characters_in, pairs_among

__all__ = ["PLAIN_LIMIT", "SHEETS", "page", "page_content", "page_of", "page_of_parts"]

_HERE: Final = Path(__file__).resolve().parent
_VIS: Final = Path(pyvis.network.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
SHEETS: Final = (
    "base", "bar", "filters", "lanes", "network", "table", "controls", "figures", "measures", "analysis", "timeline", "outline",
    "details", "evidence", "exports", "notes", "pictures", "query", "short", "print",
)  # fmt: skip
"""The parts of the style in the order in which they are joined; what is printed comes last."""

LARGE_SHEET: Final = "large"
"""The part that only the page of a large graph needs."""

ASKING_SHEETS: Final = ("query",)
"""The parts that only a page needs that answers."""

PLAIN_LIMIT: Final = 5000
"""Most nodes whose data stand in the page as plain JSON; a larger block is packed."""

_OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "keyboard": False, "zoomSpeed": 0.6},
}
"""vis-network is the camera of the picture: it pans, zooms and keeps the canvas; what is drawn is ours."""


class _Network(pyvis.network.Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network with our template, filled at once: pyvis itself searches a list for each node."""

    def __init__(self, environment: Environment, *, heading: str, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> None:
        super().__init__(directed=True, heading=heading, cdn_resources="in_line")
        self.templateEnv = environment
        self.path = "template.html"
        self.options = _OPTIONS
        self.nodes = nodes
        self.edges = edges


def page_of(dataset: Dataset, *, version: str = "", part: Part | None = None, asking: Asking | None = None) -> str:
    """Return the page of a dataset, or of a part of it, as HTML text in UTF-8; ``version`` is shown in its foot.

    :raises InputError: if the data hold nothing that a page shows.
    :raises UsageError: if the part is empty or names an unknown case.
    """
    return page(page_content(dataset, version=version, part=part), asking)


def page_content(dataset: Dataset, *, version: str = "", part: Part | None = None, read: Reader = project) -> Content:
    """Return what the page of a dataset, or of a part of it, shows, its things as ``read``; raises what :func:`page_of` raises."""
    content = read_content(dataset, version=version, read=read)
    if content.is_empty:
        refuse_empty(dataset, "body, measure or figure of a case")
    return keep_within_limit(part.of(content) if part else content)


def page(content: Content, asking: Asking | None = None) -> str:
    """Return the page: one HTML file that asks for nothing else, the same for the same content.

    With ``asking`` its query view answers, by an engine in the file or by the server from which it comes.
    Every text of the graph stands in a JSON block with ``<``, ``>``, ``&`` and ``'`` escaped; the
    content security policy names the style and the scripts by digest and refuses all else.
    """
    network = _Network(
        _environment(build_data(content), describe_page(content), engine_blocks(asking, content) if asking else "", asking),
        heading=replace_halves(content.meta.zh),
        nodes=[{"id": shorten(node.iri)} for node in content.nodes],
        edges=[{"from": shorten(edge.source), "to": shorten(edge.target)} for edge in content.edges],
    )
    return str(network.generate_html()) + "\n"


def _environment(tables: dict[str, Any], described: dict[str, Any], engine: str, asking: Asking | None) -> Environment:
    """Return the template's environment with the blocks of code, their policy, the description and the data."""
    environment = _plain_environment()
    style, library, script = _style(asks=asking is not None), _library(), _script(asks=asking is not None)
    environment.globals.update(
        policy=_policy([library, script], [style], asking),
        style=Markup(style),  # noqa: S704  # our own file, not data
        library=Markup(library),  # noqa: S704
        script=Markup(script),  # noqa: S704
        engine=engine,
        described=json_block(described),
        block=lambda nodes, edges, options: _block(_data(tables, nodes, edges, options), plain=asking is None),
    )
    return environment


def _plain_environment() -> Environment:
    return Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)


def page_of_parts(data: dict[str, Any], content: Content, asking: Asking | None) -> str:
    """Return the page of a large graph: the same page with another script, which reads the parts beside it as they are opened.

    It has no picture of a network, so no library that draws one. Its policy lets it read scripts from its own origin, since a page
    opened from a disk may read nothing else. With ``asking`` it has a query view too, which the server of the page answers.
    """
    asks = asking is not None
    style, script = _style(asks=asks) + _text(f"style/{LARGE_SHEET}.css"), _script(asks=asks, entry="large-main")
    text = json_block(data | {"rdf": rdf_table(), "caseFile": case_file_table()})
    block = Markup('<script type="application/json" id="data" data-digest="{}">{}</script>').format(
        hashlib.sha256(text.encode()).hexdigest(), text
    )
    return _plain_environment().get_template("template.html").render(
        policy=_policy([script], [style], asking).replace("script-src ", "script-src 'self' ", 1),
        style=Markup(style),  # noqa: S704  # our own file, not data
        script=Markup(script),  # noqa: S704
        library="", engine=engine_blocks(asking, content) if asking else "", described=json_block(describe_page(content)),
        heading=replace_halves(content.meta.zh),
        nodes=[], edges=[], options="", block=lambda *_: block,
    ) + "\n"  # fmt: skip


def _data(tables: dict[str, Any], nodes: list[dict[str, Any]], edges: list[dict[str, Any]], options: str) -> dict[str, Any]:
    """Return the whole data block: things and links as pyvis has them, the ends of links by place, and what is said of them."""
    at = {node["id"]: place for place, node in enumerate(nodes)}
    ends = {name: [at[edge[name]] for edge in edges] for name in ("from", "to")}
    return {
        **tables,
        "nodes": {"id": list(at), **tables["nodes"]} if nodes else {},
        "edges": {**ends, **tables["edges"]} if edges else {},
        "rdf": rdf_table(),
        "caseFile": case_file_table(),
        "traditional": pairs_among(characters_in(tables) | set(_script(asks=False))),
        "options": json.loads(options),
    }


def _block(data: dict[str, Any], *, plain: bool) -> Markup:
    """Return the data as a script block that runs nothing: JSON or, for a large graph and beside an engine, packed bytes in base64."""
    if plain and len(data["nodes"].get("id", ())) <= PLAIN_LIMIT:
        text = json_block(data)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Markup('<script type="application/json" id="data" data-digest="{}">{}</script>').format(digest, text)
    body, head = pack(data)
    return Markup('<script type="application/gzip" id="data" data-digest="{}" data-head="{}">{}</script>').format(
        hashlib.sha256(body).hexdigest(), head, gzip_block(body)
    )


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _library() -> str:
    """Return vis-network as pyvis carries it; its licence stands in the head of the file."""
    return _VIS.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n").replace("</script", "<\\/script")


@cache
def _style(*, asks: bool) -> str:
    return "".join(_text(f"style/{name}.css") for name in SHEETS if asks or name not in ASKING_SHEETS)


@cache
def _script(*, asks: bool = False, entry: str = "main") -> str:
    """Return the modules as one script; a page that cannot answer carries of its query view only what offers the command."""
    modules = {path.stem: _text(f"script/{path.name}") for path in sorted((_HERE / "script").glob("*.js"))}
    if entry == "main":
        modules = {name: text for name, text in modules.items() if not name.startswith("large-")}
        offer = modules.pop("query-offer")
        if not asks:
            modules = {name: text for name, text in modules.items() if not name.startswith("query-")} | {"query-view": offer}
    else:
        offer = modules.pop("large-offer")
        modules = keep_reached(modules if asks else modules | {"large-asking": offer}, entry)
    return f'\n(async () => {{\n"use strict";\n{join_modules(modules, entry)}}})();\n'


def _policy(scripts: Sequence[str], styles: Sequence[str], asking: Asking | None) -> str:
    """Return the content security policy: nothing but these very blocks, and pictures made in the page.

    An engine in the file needs two words more, a worker made in the page and WebAssembly; a server its own address.
    """
    in_file = asking is not None and asking.engine is not None
    directives = [
        "default-src 'none'",
        f"script-src {_digests(scripts)}" + " 'wasm-unsafe-eval'" * in_file,
        f"style-src {_digests(styles)}",
        *(["worker-src blob:"] if in_file else []),
        *(["connect-src 'self'"] if asking is not None and asking.address else []),
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(directives)


def _digests(blocks: Sequence[str]) -> str:
    """Return the blocks as CSP source expressions (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    digests = (base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() for block in blocks)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
