"""What is drafted of a text, as plain values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cengji
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree

__all__ = ["draft"]


def draft(folder: Path, text: str, place: str | None = None) -> dict[str, Any]:
    """Return the draft of a text that is written into a folder, shorthands written out."""
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    return expand_case(read_tree(cengji.Case.draft(path, place=place).text.encode(), "draft").value)
