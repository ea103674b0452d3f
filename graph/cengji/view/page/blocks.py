"""Blocks of a page that run nothing: JSON, and bytes as gzip in base64."""

from __future__ import annotations

import base64
import gzip

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from cengji.core.neutralize import replace_halves

__all__ = ["gzip_block", "json_block"]


def json_block(data: object) -> Markup:
    """Return JSON that ends no script block: ``<``, ``>``, ``&`` and ``'`` are escaped in it."""
    return Markup(replace_halves(htmlsafe_json_dumps(data, ensure_ascii=False, separators=(",", ":"))))  # noqa: S704  # is safe already


def gzip_block(content: bytes, level: int = 6) -> str:
    """Return bytes as gzip in base64, which the page unpacks by itself."""
    return base64.b64encode(gzip.compress(content, level, mtime=0)).decode()
