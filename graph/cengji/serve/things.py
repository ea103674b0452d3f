"""The page about one thing: what is stated about it, and what points to it; no script."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from cengji.core.namespaces import PREFIXES, ROOT

__all__ = ["page_of_thing"]

_STYLE: Final = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-top:1px solid #ccc;"
    "overflow-wrap:anywhere}th{width:30%;font-weight:normal;color:#555}h1{font-size:1.4rem}code{font-size:.85em;color:#555}"
)
_LABEL: Final = PREFIXES["skos"] + "prefLabel"
_HEADINGS: Final = {"out": "所述 · what is stated", "in": "指向此处 · what points here"}


def page_of_thing(iri: str, answer: dict[str, Any]) -> bytes | None:
    """Return the page of a thing from the rows of ``internal/statements-of`` as SPARQL JSON; None where there is no row."""
    rows = answer["results"]["bindings"]
    if not rows:
        return None
    own = [row["value"] for row in rows if row["direction"]["value"] == "out" and row["property"]["value"] == _LABEL]
    chosen = next((value["value"] for value in own if value.get("xml:lang") == "zh"), own[0]["value"] if own else _short(iri))
    tables = []
    for direction, heading in _HEADINGS.items():
        lines = [_row(row) for row in rows if row["direction"]["value"] == direction]
        if lines:
            tables.append(f"<h2>{heading}</h2><table>{''.join(lines)}</table>")
    title = escape(chosen)
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style><h1>{title}</h1><p><code>{escape(iri)}</code></p>"
        f'<p><a href="/">全图 · the whole graph</a></p>{"".join(tables)}</html>\n'
    ).encode("utf-8", "replace")


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
