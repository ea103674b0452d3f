"""The query view of the page that a server sends: the same view, asked of the server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from cengji.core.resources import case_files
from tests.conftest import need
from tests.serve.conftest import CROSS, Served, serving
from tests.view.conftest import keep_shot
from tests.view.test_query_view import CATCH, fragment, run, write

_PATIENCE = 120_000  # milliseconds to wait for what must come, on a busy machine too


@pytest.fixture(scope="module")
def site(cache: Path) -> Iterator[Served]:
    """A server of one case, whose limits a test can wait for."""
    need("the extra serve", all(map(find_spec, ("httptools", "prometheus_client", "starlette", "uvicorn"))))
    gusu = next(path for path in case_files() if path.stem == "gusu")
    with serving("--cases", str(gusu), "--only", "--timeout", "4", "--max-rows", "2000", XDG_CACHE_HOME=str(cache)) as server:
        yield server


@pytest.fixture
def visit(chromium: Any, site: Served) -> Iterator[Any]:  # noqa: ANN401
    """Open the page of the server; it asks nobody else, and says nothing but of answers that were no success."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    asked: list[str] = []
    said: list[str] = []

    def go(state: str) -> Any:  # noqa: ANN401
        tab = context.new_page()
        tab.set_default_timeout(_PATIENCE)
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(f"{site.url}/{state}")
        tab.wait_for_selector("html[data-ready]")
        return tab

    yield go
    context.close()
    assert [url for url in asked if not url.startswith((site.url, "data:", "blob:"))] == []
    assert [text for text in said if "Failed to load resource" not in text] == []


def saved(tab: Any, name: str) -> str:  # noqa: ANN401
    """Return the file that the button of this name gives."""
    tab.evaluate("delete document.documentElement.dataset.saved")
    tab.locator("#query-result .buttons button", has_text=name).last.click()
    tab.locator("html[data-saved]").wait_for()
    return str(tab.evaluate("document.documentElement.dataset.saved"))


def test_a_question_of_the_library_is_answered_shown_saved_and_leads_on(visit: Any, site: Served) -> None:  # noqa: ANN401
    tab = visit(fragment(name="group-sizes", p="case=gusu", run="1"))
    tab.locator("#query-count").wait_for()
    tab.evaluate(CATCH)
    expected = site.ask("GET", "/query/group-sizes?case=gusu", accept="application/sparql-results+json").json()
    assert json.loads(saved(tab, "JSON"))["results"]["bindings"] == expected["results"]["bindings"]
    assert len(saved(tab, "CSV").splitlines()) == 1 + len(expected["results"]["bindings"])
    assert "a cj:" in saved(tab, "Turtle")
    tab.locator("[data-keep='queryShape bars']").click()
    tab.locator(".query-bar").first.wait_for()
    tab.locator("[data-keep='queryShape table']").click()
    tab.locator(".result-table .stop").first.click()
    tab.locator("#details h2").wait_for()
    tab.locator(".result-table button[aria-expanded]").first.click()
    tab.locator(".row-evidence .quote q").first.wait_for()
    tab.locator("[data-keep='in network']").click()
    tab.locator("#canvas[data-answered]:not([data-answered='0'])").wait_for()


def test_a_text_is_asked_and_its_link_asks_again(visit: Any) -> None:  # noqa: ANN401
    tab = visit("#view=sparql&lang=en")
    assert run(tab, "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o . ?s a cj:Tier }").text_content().partition(" rows")[0].isdecimal()
    tab.evaluate(CATCH)
    assert "cj:Tier" in saved(tab, "Turtle")
    assert run(tab, "ASK { ?x a cj:Measure }").text_content().startswith("yes")
    text = "SELECT ?body { ?body a cj:BodyGroup } ORDER BY ?body"
    count = run(tab, text).text_content().partition(" · ")[0]
    again = visit(tab.evaluate("location.hash"))
    again.locator("#query-count").wait_for()
    assert again.locator("#query-count").text_content().startswith(count)
    assert again.locator(".editor-field").input_value() == text


def test_what_the_server_refuses_is_said_in_its_words_and_at_its_place(visit: Any) -> None:  # noqa: ANN401
    tab = visit("#view=sparql&lang=en")
    assert "Line 2, column 21" in run(tab, "SELECT ?x {\n  ?x a cj:Measure ; foo:bar 1 .\n}").text_content()
    assert tab.locator(".q-fault").text_content() == "foo:bar"
    assert "SERVICE" in run(tab, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }").text_content()
    runaway = CROSS.format("1")
    assert "4 s" in run(tab, runaway).text_content()
    assert "more than 2,000 rows" in run(tab, "SELECT * { ?s ?p ?o }").text_content()
    write(tab, runaway)
    tab.locator("[data-keep=run]").click()
    tab.locator("[data-keep=run]", has_text="Stop").click()
    assert tab.locator(".query-fault").text_content().startswith("Stopped")
    tab.route("**/sparql", lambda route: route.fulfill(status=503, headers={"retry-after": "5"}, json={"detail": "the server is busy"}))
    assert "the server is busy" in run(tab, "ASK { ?x ?y ?z }").text_content()
    tab.unroute("**/sparql")
    tab.route("**/sparql", lambda route: route.abort())
    assert "does not answer" in run(tab, "ASK { ?x ?y ?z }").text_content()
    tab.unroute("**/sparql")
    assert run(tab, "ASK { ?x ?y ?z }").text_content().startswith("yes")
    keep_shot(tab, "sparql-served")
