"""The page of a graph too large for one file, from a server: its parts as they are opened, and questions that the server answers."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.serve.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture(scope="module")
def large_server() -> Iterator[Served]:
    command = [sys.executable, "-m", "tests.serve.large_server"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Served(process.stdout.readline().strip(), process, [])
        finally:
            process.terminate()


def test_parts_are_sent_for_good_and_nothing_else_of_the_folder(large_server: Served) -> None:
    page = large_server.ask("GET", "/").body.decode()
    name = re.search(r"things-\d{4}-\w{12}", page)[0]  # type: ignore[index]  # is there
    part = large_server.ask("GET", f"/index-parts/{name}.js")
    assert (part.status, part.media) == (200, "text/javascript")
    assert part.body.startswith(f'cengjiPart("{name}",'.encode())
    assert "immutable" in part.headers["cache-control"]
    assert part.headers["x-content-type-options"] == "nosniff"
    assert large_server.ask("GET", f"/index-parts/{name}.js", accept_encoding="gzip").headers["content-encoding"] == "gzip"
    for other in ("things-0000-0123456789ab.js", "..%2findex.html", "../index.html", "%2e%2e/store/CURRENT", f"{name}.js.gz", f"{name}"):
        assert large_server.ask("GET", f"/index-parts/{other}").status == 404, other


def test_units_open_and_questions_are_answered(large_server: Served, chromium: Any) -> None:  # noqa: ANN401  # Playwright may be missing
    tab = chromium.new_page()
    requests, messages = [], []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    tab.goto(f"{large_server.url}/#lang=zh")
    tab.wait_for_selector("html[data-ready]")
    for name in ("重庆省", "平福寿市", "南福东县", "安福寿街道"):
        tab.locator(".units-table button", has_text=name).click()
        tab.locator("#units h2", has_text=name).wait_for()
    assert tab.locator(".units-table tbody tr").count() == 11
    assert any("/index-parts/things-" in url for url in requests)
    tab.locator("#tab-sparql").click()
    tab.locator("#sparql summary").first.click()
    tab.locator("#sparql textarea").fill('SELECT ?place ?name { ?place skos:notation "110102002003" ; skos:prefLabel ?name }')
    tab.keyboard.press("Control+Enter")
    tab.locator("#sparql table td", has_text="居委会").first.wait_for()
    assert all(url.startswith((large_server.url, "data:", "blob:")) for url in requests)
    assert messages == []
    tab.close()
