"""What the page is, for search engines of data sets: a schema.org Dataset as JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from cengji.core.texts import Text
from cengji.projection import Case
from cengji.view.citing import cited_publication, cited_title
from cengji.view.content import Content

__all__ = ["describe_page"]

_DAY: Final = re.compile(r"\d{4}(-\d\d){0,2}")


def describe_page(content: Content) -> dict[str, Any]:
    """Return the data set of a page as JSON-LD (https://schema.org/Dataset); what is not known is left out.

    A page of a part is of the same data set: places and sources are those that it shows.
    """
    meta = content.meta
    described = {
        "@id": meta.dataset,
        "name": _texts(meta.title) or _texts(Text(meta.zh, meta.en)),
        "description": _texts(meta.description),
        "license": meta.licence_iri,
        "version": meta.version,
        "creator": _organization(meta.creator),
        "inLanguage": ["zh", "en"],
        "isAccessibleForFree": True,
        "temporalCoverage": _coverage(content),
        "spatialCoverage": [_place(case) for case in content.cases],
        "isBasedOn": list(_documents(content)),
    }
    return {"@context": "https://schema.org", "@type": "Dataset", **{name: value for name, value in described.items() if value}}


def _texts(text: Text) -> list[dict[str, str]]:
    return [{"@language": language, "@value": value} for language, value in (("zh", text.zh), ("en", text.en)) if value]


def _organization(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _place(case: Case) -> dict[str, Any]:
    return {"@type": "Place", "@id": case.place, "name": _texts(Text(case.zh, case.en))}


def _coverage(content: Content) -> str:
    """Return the first and the last day, month or year of what is stated, as an ISO 8601 interval; empty where none is."""
    columns = (content.column("figures", "start"), content.column("figures", "end"), content.column("dates", "date"))
    days = sorted(day for column in columns for day in column if _DAY.fullmatch(day))
    return f"{days[0]}/{days[-1]}" if days else ""


def _documents(content: Content) -> Iterator[dict[str, Any]]:
    names = ("document", "title", "publisher", "issuer", "published", "page")
    for iri, title, publisher, issuer, published, page in zip(*(content.column("documents", name) for name in names), strict=True):
        described = {
            "@id": iri,
            "name": cited_title(title),
            "publisher": _organization(cited_publication(publisher)),
            "author": _organization(issuer),
            "datePublished": published if _DAY.fullmatch(published) else "",
            "pagination": page,
        }
        yield {"@type": "CreativeWork", **{name: value for name, value in described.items() if value}}
