"""What the tests of the page share: the sample, its file and a browser, or a skip that names what is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from graph.view import page
from tests.conftest import need
from tests.view.sample import sample_graph

_ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page of the sample, as a file."""
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(page(sample_graph()), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Run the Chromium of the system, driven by Playwright."""
    need("the Python package playwright", find_spec("playwright"))
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need("chromium", executable)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        yield browser
        browser.close()
