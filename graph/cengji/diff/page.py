"""A difference as one HTML page that loads nothing, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cengji.core.texts import WORDS_IN, Language, Text
from cengji.diff.report import HEADINGS, KIND_NAMES, VERB_NAMES, count_statements, format_passages, select_changes
from cengji.diff.statements import Difference, Effect, Statement

__all__ = ["difference_page"]

_HERE: Final = Path(__file__).resolve().parent


def difference_page(difference: Difference, effects: Sequence[Effect] = (), *, old: str, new: str, language: Language = WORDS_IN) -> str:
    """Return the page; ``old`` and ``new`` name what was compared, ``language`` is the one that shows first."""
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"both": _both}
    environment.globals |= {"headings": HEADINGS, "kinds": KIND_NAMES, "verbs": VERB_NAMES}
    return environment.get_template("page.html").render(
        places=[(place, _by_kind(list(own))) for place, own in groupby(difference.statements, key=lambda one: one.place)],
        effects=effects,
        total=count_statements(difference),
        old=old,
        new=new,
        language=language,
        changes=select_changes,
        passages=format_passages,
    )


def _by_kind(statements: list[Statement]) -> list[tuple[str, list[Statement]]]:
    return [(kind, list(own)) for kind, own in groupby(statements, key=lambda one: one.kind)]


def _both(text: Text) -> Markup:
    """Return a text in both languages; the style shows the one chosen."""
    return Markup('<span lang="zh">{}</span><span lang="en">{}</span>').format(text.zh, text.en)
