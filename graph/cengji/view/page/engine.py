"""The blocks by which the query view of a page answers: what it offers, and an engine with its data or the address of one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from cengji.view.asking import Asking, asking_table
from cengji.view.content import Content
from cengji.view.engine import BrowserEngine
from cengji.view.page.blocks import gzip_block, json_block

__all__ = ["engine_blocks"]

_WORKER: Final = Path(__file__).resolve().parent / "worker" / "engine.js"


def engine_blocks(asking: Asking, content: Content) -> Markup:
    """Return the blocks of a page that answers; none of them runs, the page makes its worker of them when it is first asked."""
    blocks = [Markup('<script type="application/json" id="asking">{}</script>').format(json_block(asking_table(asking, content)))]
    if asking.engine is not None:
        blocks += [
            Markup('<script type="text/plain" id="engine-script">{}</script>').format(Markup(_worker_script(asking.engine))),  # noqa: S704  # our own file and a pinned one
            Markup('<script type="application/gzip" id="engine-module">{}</script>').format(_packed_module(asking.engine)),
            Markup('<script type="application/gzip" id="engine-data">{}</script>').format(gzip_block(asking.data, 9)),
        ]
    return Markup("\n").join(blocks)


@cache
def _worker_script(engine: BrowserEngine) -> str:
    """Return the whole text of the worker: the engine's script, then ours, which speaks with the page."""
    return engine.script + _WORKER.read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _packed_module(engine: BrowserEngine) -> str:
    return gzip_block(engine.module, 9)
