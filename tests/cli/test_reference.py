"""The reference in HTML: an entry for all that there is, every link in it leads somewhere, nothing is loaded."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import pytest

from cengji.cli import cengji
from cengji.cli.reference.html import html_page
from cengji.core.namespaces import CJ, SCHEME, SHAPES
from cengji.dataset import Ontology
from cengji.query import Catalogue


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.update([values["id"] or ""] if "id" in values else [])
        self.links.update([values["href"] or ""] if tag == "a" else [])
        if tag in {"script", "link", "img", "iframe", "object"} or "src" in values:
            self.loaded.append(tag)


@pytest.fixture(scope="module")
def page(ontology: Ontology) -> _Page:
    return _Page(html_page(ontology))


def test_every_declared_thing_has_an_entry(page: _Page, ontology: Ontology) -> None:
    terms = {iri.removeprefix(CJ) for iri in ontology.declared if iri.startswith(CJ)}
    concepts = {
        iri.removeprefix(SCHEME).replace("/", "-")
        for iri in ontology.declared
        if iri.startswith(SCHEME) and "/" in iri.removeprefix(SCHEME)
    }
    schemes = {
        f"scheme-{iri.removeprefix(SCHEME)}" for iri in ontology.declared if iri.startswith(SCHEME) and "/" not in iri.removeprefix(SCHEME)
    }
    shapes = {f"shape-{t.subject.value.removeprefix(SHAPES)}" for t in ontology.shapes if t.object.value.endswith("#NodeShape")}  # type: ignore[union-attr]
    queries = {f"query-{query.name}" for query in Catalogue()}
    context = cengji.make_context("cengji", [], resilient_parsing=True)
    commands = {f"command-cengji-{name}" for name in cengji.list_commands(context)}
    assert (terms | concepts | schemes | shapes | queries | commands) - set(page.ids) == set()


def test_no_anchor_twice_and_no_link_into_nothing(page: _Page) -> None:
    assert [name for name, times in page.ids.items() if times > 1] == []
    assert sorted(link for link in page.links if link.startswith("#") and link[1:] not in page.ids) == []


def test_nothing_is_loaded(page: _Page) -> None:
    assert page.loaded == []
