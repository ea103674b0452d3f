"""The page about one thing: what is stated about it, and what points to it; no script."""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final
from urllib.parse import quote

from cengji.core.namespaces import PREFIXES, ROOT

__all__ = ["iris_of", "page_of_thing"]

_STYLE: Final = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-top:1px solid #ccc;"
    "overflow-wrap:anywhere}th{width:30%;font-weight:normal;color:#555}h1{font-size:1.4rem}code{font-size:.85em;color:#555}"
)
_LABEL: Final = PREFIXES["skos"] + "prefLabel"
_HEADINGS: Final = {"out": "所述 · what is stated", "in": "指向此处 · what points here"}
_MOST_POINTING: Final = 1000  # as the queries bound it
_CUT: Final = f"，前 {_MOST_POINTING:,} 条 · the first {_MOST_POINTING:,}"
_NOT_IN_IRIS: Final = re.compile(r'[\x00-\x20<>"{}|\\^`%?#\x7f]')


def iris_of(path: str) -> list[str]:
    """Return the IRIs of ours that the path of a request may mean: as it reads, and with what a browser escapes of it escaped.

    >>> iris_of("id/a/body/b")
    ['https://w3id.org/cengji/id/a/body/b']
    >>> iris_of("id/甲:1")[0].endswith("id/甲:1"), len(iris_of("id/甲:1"))
    (True, 3)
    """
    read = _NOT_IN_IRIS.sub(lambda found: quote(found[0], safe=""), path)
    return list(dict.fromkeys(ROOT + one for one in (read, quote(path, safe="/-._~:@!$&'()*+,;="), quote(path, safe="/-._~"))))


def page_of_thing(answer: dict[str, Any]) -> bytes | None:
    """Return the page of a thing from the rows of ``internal/statements-of`` as SPARQL JSON; None where there is no row."""
    rows = answer["results"]["bindings"]
    if not rows:
        return None
    iri = rows[0]["thing"]["value"]
    own = [row["value"] for row in rows if row["direction"]["value"] == "out" and row["property"]["value"] == _LABEL]
    chosen = next((value["value"] for value in own if value.get("xml:lang") == "zh"), own[0]["value"] if own else _short(iri))
    tables = []
    for direction, heading in _HEADINGS.items():
        lines = [_row(row) for row in rows if row["direction"]["value"] == direction]
        if lines:
            is_cut = direction == "in" and len({_pair(row) for row in rows if row["direction"]["value"] == "in"}) >= _MOST_POINTING
            tables.append(f"<h2>{heading}{_CUT if is_cut else ''}</h2><table>{''.join(lines)}</table>")
    title = escape(chosen)
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style><h1>{title}</h1><p><code>{escape(iri)}</code></p>"
        f'<p><a href="/">全图 · the whole graph</a></p>{"".join(tables)}</html>\n'
    ).encode("utf-8", "replace")


def _pair(row: dict[str, Any]) -> tuple[str, str]:
    return row["property"]["value"], row["value"]["value"]


def _row(row: dict[str, Any]) -> str:
    label = row.get("label", {}).get("value", "")
    return f"<tr><th>{_link(row['property'], '')}</th><td>{_link(row['value'], label)}</td></tr>"


def _link(term: dict[str, Any], label: str) -> str:
    """Return a term as text; an IRI of ours as a link to what is said here, one of the web as a link there, no other as a link."""
    text = str(term["value"])
    if term["type"] != "uri":
        language = term.get("xml:lang")
        return f'<span lang="{escape(language)}">{escape(text)}</span>' if language else escape(text)
    shown = escape(label or _short(text))
    if text.startswith(ROOT) and "#" not in text:
        return f'<a href="/{escape(text.removeprefix(ROOT))}">{shown}</a>'
    return f'<a href="{escape(text)}" rel="noreferrer">{shown}</a>' if text.startswith(("http://", "https://")) else shown


def _short(iri: str) -> str:
    if iri.startswith(ROOT) and "#" not in iri:
        return iri.removeprefix(ROOT)
    known = ((name, base) for name, base in PREFIXES.items() if iri.startswith(base))
    prefix, base = max(known, key=lambda one: len(one[1]), default=("", ""))
    return f"{prefix}:{iri.removeprefix(base)}" if base else iri
