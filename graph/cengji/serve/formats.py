"""Media types: which format of an answer a header ``Accept`` wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

__all__ = ["MEDIA", "OF_GRAPHS", "OF_ROWS", "negotiate", "quality_of"]

MEDIA: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "csv-excel": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
"""Format of an answer → the media type that it is sent as."""

OF_ROWS: Final = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/html": "html",
    "text/markdown": "md",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media type → format of rows, and of yes or no, the one preferred first, and other names last."""
OF_GRAPHS: Final = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/x-turtle": "ttl",
    "text/plain": "nt",
    "application/json": "jsonld",
    "application/xml": "rdf",
}
"""Media type → format of triples, likewise."""
_MOST_RANGES: Final = 64


@lru_cache(maxsize=1024)
def negotiate(accept: str, kind: str) -> str:
    """Return the format of ``rows`` or of ``triples`` that a header wants, empty where it accepts none that there is.

    >>> negotiate("", "rows"), negotiate("text/*;q=0.5, text/csv", "rows"), negotiate("image/png", "triples")
    ('json', 'csv', '')
    """
    known = OF_ROWS if kind == "rows" else OF_GRAPHS
    if not accept.strip():
        return next(iter(known.values()))
    ranges = [_read(part) for part in accept.split(",", _MOST_RANGES)[:_MOST_RANGES]]
    ranked = [(_quality(media, ranges), -place, found) for place, (media, found) in enumerate(known.items())]
    quality, _, found = max(ranked)
    return found if quality > 0 else ""


def quality_of(media: str, accept: str) -> float:
    """Return the quality, 0 to 1, with which a header wants a media type.

    >>> quality_of("text/html", "text/html;q=0.3, */*;q=0.1")
    0.3
    """
    return _quality(media, [_read(part) for part in accept.split(",", _MOST_RANGES)[:_MOST_RANGES]])


def _read(part: str) -> tuple[str, float]:
    """Return a media range and its quality; a range with parameters of its own means the type."""
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((one.partition("=")[2] for one in parameters if one.partition("=")[0].strip() == "q"), "1")
    try:
        return media, min(1.0, max(0.0, float(quality)))
    except ValueError:
        return media, 0.0


def _quality(media: str, ranges: list[tuple[str, float]]) -> float:
    """Return the quality of a type: that of the most specific range that covers it."""
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [quality for given, quality in ranges if given == wanted]
        if found:
            return max(found)
    return 0.0
