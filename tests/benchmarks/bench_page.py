"""The page against plain pyvis on the same graph: CPU of the renderer until it answers, frames, size of the file.

On demand: ``pytest -s tests/benchmarks/bench_page.py``. Ratios, not times, are asserted. Plain pyvis is stopped as
soon as it has cost so much that the limit is kept whatever follows, but not with ``CENGJI_BENCHMARK=1``.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from cengji.view import Content, page
from tests.conftest import need
from tests.view.rich import register_graph

SIZES = (1_000, 2_000, 5_000, 50_000)
ROUNDS = 3
PLAIN_LIMITS = {1_000: 0.025, 2_000: 0.01}
OWN_LIMITS = {5_000: 1.5, 50_000: 1.6}
FRAME_LIMIT = 2.0
FILE_LIMIT = 0.3
PATIENCE = 1200
"""How long plain pyvis may take, in seconds of wall time."""

CALM = """
window.calm_since = 0;
let last = 0, since = 0;
window.frames_drawn = 0;
requestAnimationFrame(function watch(now) {
  window.frames_drawn += 1;
  const own = document.getElementById("canvas")?.dataset.items, plain = document.getElementById("text")?.innerHTML === "100%";
  const ready = document.documentElement?.dataset.ready ? Boolean(own) : plain;
  if (!ready || now - last > 100) since = now;
  last = now;
  if (ready && now - since >= 500 && !window.calm_since) window.calm_since = performance.timeOrigin + since;
  requestAnimationFrame(watch);
});
"""
"""The page is calm from the first 500 ms on that pass without a gap of more than 100 ms between frames, the picture being there."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds of the renderer until calm; of renderer and GPU process for one frame of panning."""

    load: float
    frame: float = 0.0


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    need("the Python package playwright", find_spec("playwright"))
    need("chromium", _chromium())
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browser_with(driver: Any, path: Path, fragment: str) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """Open a file in a browser of its own, without any network; give the tab and the session that knows the processes."""
    browser = driver.chromium.launch(executable_path=_chromium(), args=["--headless", "--no-sandbox", "--disable-gpu"])
    try:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.route(lambda url: url.startswith("http"), lambda route: route.abort())
        tab = context.new_page()
        tab.add_init_script(CALM)
        session = browser.new_browser_cdp_session()
        tab.goto(path.as_uri() + fragment, wait_until="commit", timeout=PATIENCE * 1000)
        yield tab, session
    finally:
        browser.close()


def cpu(session: Any, *kinds: str) -> float:  # noqa: ANN401
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(float(process["cpuTime"]) for process in processes if process["type"] in kinds)


def cost_until_calm(tab: Any, session: Any, most: float = float("inf")) -> float:  # noqa: ANN401
    """Return the CPU seconds up to the moment from which the page is calm, or as soon as they exceed ``most``."""
    samples: list[tuple[float, float]] = []
    start = time.time()
    while time.time() - start < PATIENCE:
        samples.append((time.time(), cpu(session, "renderer")))
        if samples[-1][1] > most:
            break
        since = float(tab.evaluate("window.calm_since || 0")) / 1000
        if since:
            return next(spent for moment, spent in samples if moment >= since)
        time.sleep(0.02)
    return samples[-1][1]


def cost_of_a_frame(tab: Any, session: Any) -> float:  # noqa: ANN401
    """Drag the picture about and give the CPU seconds a frame."""
    box = tab.locator("#canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    frames, spent = tab.evaluate("window.frames_drawn"), cpu(session, "renderer", "GPU")
    tab.mouse.move(x, y)
    tab.mouse.down()
    for step in range(120):
        tab.mouse.move(x + 200 * ((step % 40) / 20 - 1), y + 100 * ((step % 30) / 15 - 1))
    tab.mouse.up()
    drawn = int(tab.evaluate("window.frames_drawn")) - int(frames)
    return (cpu(session, "renderer", "GPU") - spent) / max(1, drawn)


def plain_page(graph: Content) -> str:
    """Return the page of pyvis with its own template and options; filled at once, for adding one by one is quadratic."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.add_node("seed", label="seed")
    seed = network.nodes.pop()
    network.nodes = [{**seed, "id": node.iri, "label": node.label} for node in graph.nodes]
    network.edges = [{"from": edge.source, "to": edge.target, "arrows": "to"} for edge in graph.edges]
    return str(network.generate_html())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Path]:
    """The pages, ours and plain ones, by name and number of nodes."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for size in SIZES:
        graph = register_graph(size)
        for name, write in (("own", page), ("plain", plain_page)):
            path = folder / f"{name}-{size}.html"
            path.write_text(write(graph), encoding="utf-8", newline="\n")
            found[name, size] = path
    return found


@pytest.fixture(scope="module")
def own(driver: Any, pages: dict[tuple[str, int], Path]) -> dict[int, Cost]:  # noqa: ANN401
    """Our costs, the least of some rounds; the rounds of the sizes take turns."""
    costs: dict[int, list[Cost]] = {size: [] for size in SIZES}
    for _ in range(ROUNDS):
        for size in SIZES:
            with browser_with(driver, pages["own", size], "#view=network") as (tab, session):
                load = cost_until_calm(tab, session)
                costs[size].append(Cost(load, cost_of_a_frame(tab, session)))
    least = {size: Cost(min(c.load for c in some), min(c.frame for c in some)) for size, some in costs.items()}
    for size, cost in least.items():
        say(f"{size} nodes: {cost.load:.2f} s CPU until calm, {cost.frame * 1000:.1f} ms a frame of panning")
    return least


def say(text: str) -> None:
    sys.stderr.write(f"\n{text}\n")


@pytest.mark.parametrize("size", PLAIN_LIMITS)
def test_it_costs_a_fraction_of_plain_pyvis(size: int, driver: Any, pages: dict[tuple[str, int], Path], own: dict[int, Cost]) -> None:  # noqa: ANN401
    limit = PLAIN_LIMITS[size]
    enough = float("inf") if "CENGJI_BENCHMARK" in os.environ else 1.05 * own[size].load / limit
    with browser_with(driver, pages["plain", size], "") as (tab, session):
        plain = cost_until_calm(tab, session, enough)
    say(f"{size} nodes: plain pyvis {plain:.1f} s CPU{' (stopped)' if plain > enough else ''}, ratio {own[size].load / plain:.4f}")
    assert own[size].load / plain <= limit


@pytest.mark.parametrize("size", OWN_LIMITS)
def test_more_nodes_cost_little_more(size: int, own: dict[int, Cost]) -> None:
    ratio = own[size].load / own[1_000].load
    say(f"{size} nodes against 1000: ratio {ratio:.2f}")
    assert ratio <= OWN_LIMITS[size]


def test_panning_costs_no_more_with_50000_nodes(own: dict[int, Cost]) -> None:
    ratio = own[50_000].frame / own[1_000].frame
    say(f"a frame at 50000 nodes against 1000: ratio {ratio:.2f}")
    assert ratio <= FRAME_LIMIT


def test_the_file_is_small(driver: Any, pages: dict[tuple[str, int], Path]) -> None:  # noqa: ANN401, ARG001  # on demand, like the rest
    own_size, plain_size = (pages[name, 50_000].stat().st_size for name in ("own", "plain"))
    say(f"50000 nodes: {own_size / 1e6:.2f} MB against {plain_size / 1e6:.2f} MB, ratio {own_size / plain_size:.2f}")
    assert own_size / plain_size <= FILE_LIMIT
