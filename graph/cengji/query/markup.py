"""Tables as markup, for people: HTML and Markdown, in which no cell is more than text or a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import islice
from typing import Final, TypeAlias

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.core.neutralize import neutralize_markdown, neutralize_text
from cengji.core.terms import term_text

__all__ = ["Labels", "html_page", "html_table", "markdown_table"]

Labels: TypeAlias = Callable[[Iterable[str]], dict[str, ox.Literal]]  # finds the labels of IRIs
Rows: TypeAlias = Iterable[Iterable[object]]  # of terms, None where unbound

_NUMBERS: Final = frozenset(PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float"))
_WEB: Final = re.compile(r"(?i)https?://[^\s<>\"|\\`]+")
_STYLE: Final = (
    "table{border-collapse:collapse;font:14px/1.4 system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}"
    "th,td{border:1px solid #ccc;padding:.2em .5em;text-align:left;vertical-align:top}td.n{text-align:right}"
)


def html_table(columns: Sequence[str], rows: Rows, *, labels: Labels | None = None, most: int | None = None) -> str:
    """Return a table element; IRIs of the web are links, shown by their label where ``labels`` finds one.

    With ``most`` only so many rows are shown, and whether there are more is said below them.
    """
    read = list(islice(rows, None if most is None else most + 1))
    shown = read if most is None else read[:most]
    found = labels({term.value for row in shown for term in row if isinstance(term, ox.NamedNode)}) if labels else {}
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(_html_cell(term, found) for term in row)}</tr>\n" for row in shown)
    more = f"<p>the first {most} rows; there are more</p>\n" if len(read) > len(shown) else ""
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n{more}"


def html_page(columns: Sequence[str], rows: Rows) -> str:
    """Return a page with the table alone, which needs nothing from elsewhere."""
    head = f'<meta charset="utf-8">\n<title>{escape(", ".join(columns))}</title>\n<style>{_STYLE}</style>\n'
    return f"<!DOCTYPE html>\n<html>\n<head>\n{head}</head>\n<body>\n{html_table(columns, rows)}</body>\n</html>\n"


def markdown_table(columns: Sequence[str], rows: Rows) -> str:
    """Return a table of GitHub-flavoured Markdown; a line end in a cell becomes ``<br>``."""
    lines = ["| " + " | ".join(map(neutralize_markdown, columns)) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(map(_markdown_cell, row)) + " |" for row in rows]
    return "".join(f"{line}\n" for line in lines)


def _html_cell(term: object, labels: dict[str, ox.Literal]) -> str:
    if term is None:
        return "<td></td>"
    if isinstance(term, ox.NamedNode):
        iri = term.value
        text = _printable(labels[iri].value if iri in labels else iri)
        return f'<td><a href="{escape(iri)}" title="{escape(iri)}">{text}</a></td>' if _is_web(iri) else f"<td>{text}</td>"
    if isinstance(term, ox.Literal):
        kind = ' class="n"' if term.datatype.value in _NUMBERS else f' lang="{escape(term.language)}"' if term.language else ""
        return f"<td{kind}>{_printable(term.value)}</td>"
    return f"<td>{_printable(str(term))}</td>"


def _printable(text: str) -> str:
    return escape(neutralize_text(text, lines=True)).replace("\n", "<br>")


def _markdown_cell(term: object) -> str:
    if isinstance(term, ox.NamedNode) and _is_web(term.value):
        return f"<{term.value}>"
    return neutralize_markdown(term_text(term))


def _is_web(iri: str) -> bool:
    return _WEB.fullmatch(iri) is not None
