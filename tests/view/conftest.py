"""What the tests of the page share: its files, a browser or a skip that names what is missing, and tabs that must stay quiet."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cengji.api import Graph
from cengji.core.resources import case_files
from cengji.dataset import Dataset
from cengji.dataset import cache as builds
from cengji.view import page, page_of
from cengji.view.engine import BrowserEngine, browser
from tests.conftest import FIVE_CASES, ROOT, need
from tests.system_packages import OXIGRAPH_FOLDER, PAGE_TOOLS
from tests.view.sample import hostile_graph, sample_graph
from tests.view.tabs import FirefoxTab

Open = Callable[..., Any]
"""Opens a page and gives its tab: ``(fragment, *, path, size, dark, fresh)``.

Wait for locators, not with ``wait_for_function``: that polls by eval, which the policy of the page refuses.
"""

_PATIENCE = 120_000  # milliseconds to wait for what must come: no measure of the page, which is slow on a busy machine


def write_page(folder: Path, text: str) -> Path:
    """Write a page as a build does and give its path."""
    path = folder / "index.html"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample, as a file."""
    return write_page(tmp_path_factory.mktemp("page"), page(sample_graph()))


@pytest.fixture(scope="session")
def many_places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a sample of 24 places."""
    places = {f"place-{number}": f"第{number}区" for number in range(24)}
    return write_page(tmp_path_factory.mktemp("many"), page(sample_graph(places=places)))


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a sample in which every text is a hostile one."""
    return write_page(tmp_path_factory.mktemp("hostile"), page(hostile_graph()))


@pytest.fixture(scope="session")
def all_cases() -> Dataset:
    """The data of every packaged case; nobody may change it."""
    return builds.cached_build(case_files())


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The data of five cases whose content the tests of the page know: one more packaged case changes none of them."""
    return builds.cached_build([file for file in case_files() if file.stem in FIVE_CASES])


@pytest.fixture(scope="session")
def packaged_page(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the five cases."""
    return write_page(tmp_path_factory.mktemp("packaged"), page_of(dataset))


@pytest.fixture(scope="session")
def whole_page(all_cases: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all packaged cases, for what must hold of any number of places."""
    return write_page(tmp_path_factory.mktemp("whole"), page_of(all_cases))


@pytest.fixture(scope="session")
def browser_engine() -> Iterator[BrowserEngine]:
    """The engine of pages that answer, of the package that npm has installed for the tests: nothing is fetched."""
    need("oxigraph (python tests/system_packages.py)", OXIGRAPH_FOLDER.is_dir())
    files = {path.name: path.read_bytes() for path in OXIGRAPH_FOLDER.iterdir() if path.is_file()}
    browser.read_browser_engine.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browser, "read_release", lambda: files)
        yield browser.read_browser_engine()
    browser.read_browser_engine.cache_clear()


@pytest.fixture(scope="session")
def asking_page(dataset: Dataset, browser_engine: BrowserEngine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the five cases with an engine in it."""
    assert browser_engine.version
    return write_page(tmp_path_factory.mktemp("asking"), Graph(dataset).view(sparql=True))


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirefoxTab]:
    """A tab of Debian's Firefox, once for all tests."""
    executable = shutil.which("firefox-esr")
    need("firefox-esr", executable)
    need("the npm package puppeteer-core", (PAGE_TOOLS / "puppeteer-core").is_dir() and shutil.which("node"))
    tab = FirefoxTab(str(executable), tmp_path_factory.mktemp("firefox"))
    yield tab
    tab.close()


class Tabs:
    """The tabs of a session, one a size and theme, each reused; whatever they ask for or say is kept."""

    def __init__(self, chromium: Any) -> None:  # noqa: ANN401  # Playwright may be missing
        self.chromium = chromium
        self.known: dict[object, Any] = {}
        self.requests: list[str] = []
        self.messages: list[str] = []

    def make(self, size: tuple[int, int], *, dark: bool) -> Any:  # noqa: ANN401
        """Open an empty tab."""
        context = self.chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        tab = context.new_page()
        tab.set_default_timeout(_PATIENCE)
        tab.on("request", lambda request: self.requests.append(request.url.split("#")[0]))
        tab.on("console", lambda message: self.messages.append(message.text))
        tab.on("pageerror", lambda error: self.messages.append(str(error)))
        return tab


@pytest.fixture(scope="session")
def tabs(chromium: Any) -> Tabs:  # noqa: ANN401
    """The tabs that the tests share."""
    return Tabs(chromium)


@pytest.fixture
def open_page(tabs: Tabs, sample_page: Path) -> Iterator[Open]:
    """Open a page; at the end it has asked for nothing else, said nothing and run nothing of the data."""
    opened: list[Any] = []
    tabs.requests.clear()
    tabs.messages.clear()
    files: set[str] = set()

    def go(
        fragment: str = "",
        *,
        path: Path = sample_page,
        size: tuple[int, int] = (1440, 900),
        dark: bool = False,
        fresh: bool = False,
    ) -> Any:  # noqa: ANN401
        key = (size, dark)
        tab = tabs.known.get(key)
        if tab is None or fresh or tab in opened:
            tab = tabs.make(size, dark=dark)
            tabs.known.setdefault(key, tab)
        opened.append(tab)
        files.add(path.as_uri())
        tab.goto("about:blank")
        tab.mouse.move(0, 0)  # where the last test left it, something of this page would lie under it
        tab.goto(path.as_uri() + fragment)
        tab.wait_for_selector("html[data-ready]")
        return tab

    yield go
    for tab in opened:
        assert tab.evaluate("window.hurt") is None
        if tab not in tabs.known.values():
            tab.context.close()
    asked = {url for url in tabs.requests if not url.startswith(("data:", "blob:", "about:"))}
    assert asked <= files
    assert tabs.messages == []


@contextmanager
def file_asked_for(tab: Any, file: Path, field: str = "#copy") -> Iterator[None]:  # noqa: ANN401
    """Give a file once what is done inside has made the page ask for one.

    The browser's dialog never opens: intercepting it, as Playwright's ``expect_file_chooser`` does, races with the key.
    """
    tab.locator(field).evaluate("field => { field.onclick = event => { event.preventDefault(); field.dataset.asked = ''; }; }")
    yield
    tab.wait_for_selector(f"{field}[data-asked]", state="attached")
    tab.set_input_files(field, file)


def keep_shot(tab: Any, name: str) -> None:  # noqa: ANN401
    """Keep a screenshot in ``CENGJI_SHOTS``, in CI in ``.ci/output`` (not committed)."""
    folder = os.environ.get("CENGJI_SHOTS") or (ROOT / ".ci" / "output" if os.environ.get("CENGJI_REQUIRE_ALL") == "1" else None)
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=str(Path(folder) / f"{name}.png"))
