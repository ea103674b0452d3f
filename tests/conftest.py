"""What all tests share: the packaged data built once, and skips that say what is missing."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from hypothesis import HealthCheck, settings

from cengji.cases import LoadedCase, load_cases
from cengji.core.resources import case_files
from cengji.dataset import Dataset, Ontology, read_ontology
from cengji.dataset import cache as builds

ROOT = Path(__file__).resolve().parent.parent
FIVE_CASES = ("fuzhou", "guanghan", "gusu", "liuzhou", "wujiang")
"""The cases curated before there were drafts: tests know their content, and drafts are held against them."""

SOURCES = Path(os.environ.get("CENGJI_SOURCES", ROOT.parent / "shared" / "sources"))

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
settings.load_profile("untimed")

_CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
MARKER_OF_FIXTURE = {"chromium": "browser", "served": "server", "server": "server", "site": "foreign", "wheel": "foreign"}
"""Fixture → the marker of each test that uses it, directly or through others."""


@pytest.hookimpl(tryfirst=True)  # before tests are selected by marker
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    for item in items:
        for fixture in MARKER_OF_FIXTURE.keys() & set(item.fixturenames):
            item.add_marker(MARKER_OF_FIXTURE[fixture])


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end anyway, modules and tests, and let it look for the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # an eighth of the time went to it: terms and rows are many, and few of them make circles


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_setupnodes() -> None:
    """Let each module be compiled once, rather than anew by every worker and each of the commands that they run."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object | None:
    """Keep the tests of a file together, so that no worker makes its fixtures a second time."""
    if config.getoption("dist") != "load":
        return None
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False  # else files of few tests come last, and among them are the longest
    return LoadFileScheduling(config, log)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of builds that all workers share and no user has; each loads a build once, and nobody may change it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(platformdirs, "user_cache_path", lambda name: folder / name)
        patch.setattr(builds, "_load", load_once(builds._load))
        yield folder


def load_once(load: Callable[[bytes], Dataset]) -> Callable[[bytes], Dataset]:
    """Let a function give the same dataset of the same content again, unless its store was lent to somebody who may change it."""
    kept: dict[bytes, Dataset] = {}

    def loaded(content: bytes) -> Dataset:
        digest = sha256(content).digest()
        if digest not in kept or kept[digest]._lent:
            kept[digest] = load(content)
        return kept[digest]

    return loaded


@pytest.fixture(scope="session", autouse=True)
def one_copy_of_the_package() -> Iterator[None]:
    """At the end nothing has imported ``graph``: a root on the path makes it a namespace, and its modules second copies."""
    yield
    assert [name for name in sys.modules if name == "graph" or name.startswith("graph.")] == []


@pytest.fixture(scope="session", autouse=True)
def no_options_of_the_user() -> Iterator[None]:
    """The commands run as if nobody had set their options in the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CENGJI_AUTH", "CENGJI_DEBUG", "CENGJI_PASSWORD", "CENGJI_SOURCES", "CENGJI_USER"):
            patch.delenv(name, raising=False)
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the golden answers of the query library anew")


def need(what: str, present: object) -> None:
    """Skip the test by name if something it needs is missing; fail instead in CI."""
    if present:
        return
    if os.environ.get("CENGJI_REQUIRE_ALL") == "1":
        pytest.fail(f"needs {what}, which CENGJI_REQUIRE_ALL=1 demands")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return read_ontology()


@pytest.fixture(scope="session")
def cases(ontology: Ontology) -> list[LoadedCase]:
    """The packaged cases."""
    return load_cases(case_files(), ontology.vocabulary)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The packaged data, built once for all workers; nobody may change it."""
    return builds.cached_build(case_files())


@pytest.fixture(scope="session")
def small_cases() -> Dataset:
    """The two small cases of the tests, which give most queries of the library rows; nobody may change them."""
    files = [ROOT / "tests" / "cases" / name for name in ("two_streets.yaml", "sixth/yunxi.yaml")]
    return builds.cached_build(files)


@pytest.fixture(scope="session")
def two_cases() -> Dataset:
    """The smallest two of all cases that give every query of the library rows; nobody may change it."""
    files = [next(path for path in case_files() if path.stem == "gusu"), ROOT / "tests" / "cases" / "two_streets.yaml"]
    return builds.cached_build(files)


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of the source documents, which the project does not ship."""
    need(f"the source documents in {SOURCES}", SOURCES.is_dir())
    return SOURCES


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The Chromium of the system, driven by Playwright; one, as two cannot be driven in one process."""
    need("the Python package playwright", find_spec("playwright"))
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need("chromium", executable)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_CHROMIUM)
        yield browser
        browser.close()
