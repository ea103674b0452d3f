"""What a document is cited by where it prints no title or names no publication (docs/case-format.md)."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["cited_publication", "cited_title"]

_UNTITLED: Final = re.compile(r"[（(]无标题[）)]")
_UNNAMED: Final = "未印"


def cited_title(title: str) -> str:
    """Return the title or, of a document without one, the words of the curator that stand for it.

    >>> cited_title("（无标题）某市基层治理报道")
    '某市基层治理报道'
    """
    mark = _UNTITLED.match(title)
    return title[mark.end() :] if mark else title


def cited_publication(publisher: str) -> str:
    """Return the newspaper, web site or alike; empty where the document names none, as cases once said in words.

    >>> cited_publication("某报"), cited_publication("未印刊名")
    ('某报', '')
    """
    return "" if publisher.startswith(_UNNAMED) else publisher
