"""The tasks that differ most between browsers, in Debian's Firefox over WebDriver BiDi."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import need
from tests.system_packages import PAGE_TOOLS

SVG = "{http://www.w3.org/2000/svg}"
CLIPBOARD = "() => navigator.clipboard.readText()"


class Firefox:
    """A tab of Firefox, driven by a script of Node: ``firefox.do("click", selector, text)``."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def hear(self) -> Any:  # noqa: ANN401  # JSON
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        answer = json.loads(line or '{"error": "Firefox did not start"}')
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def do(self, action: str, *values: object) -> Any:  # noqa: ANN401
        """Do one of the actions of the script and return its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([action, *values]) + "\n")
        self.process.stdin.flush()
        return self.hear()

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.do("press", key)

    def find(self, text: str, name: str) -> None:
        """Search by the keyboard and open the first hit, whose name is given."""
        self.keys("/")
        self.do("type", text)
        self.do("until", "() => document.querySelector('#hits .hit')")
        self.keys("Enter")
        self.do("until", "name => document.querySelector('#details h2')?.innerText === name", name)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox, once for all tests."""
    executable = shutil.which("firefox-esr")
    need("firefox-esr", executable)
    need("the npm package puppeteer-core", (PAGE_TOOLS / "puppeteer-core").is_dir() and shutil.which("node"))
    folder = tmp_path_factory.mktemp("firefox")
    (folder / "saved").mkdir()
    script = Path(__file__).with_name("firefox.mjs")
    command = ["node", *map(str, (script, PAGE_TOOLS.parent, folder / "saved", folder / "page.pdf"))]
    environment = {**os.environ, "CENGJI_FIREFOX": str(executable)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        firefox = Firefox(process)
        firefox.hear()
        yield firefox


@pytest.fixture
def firefox(started: Firefox, packaged_page: Path) -> Iterator[Firefox]:
    """The page of the five places, freshly opened; at the end it has asked for nothing else and said nothing."""
    started.do("open", packaged_page.as_uri())
    yield started
    assert [one for one in started.do("heard") if not one.startswith(("data:", "blob:", packaged_page.as_uri()))] == []


def unpacked(pdf: bytes) -> bytes:
    """Return a PDF with its compressed streams unpacked, in which Firefox writes most of its objects."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return b"\n".join([pdf, *(zlib.decompress(one) for one in streams if one.startswith(b"\x78"))])


pytestmark = pytest.mark.browser


def test_the_picture_of_the_ladders_is_saved_with_every_name(firefox: Firefox) -> None:
    names = firefox.do("ask", "() => [...document.querySelectorAll('#lanes .rung .t')].map(one => one.textContent)")
    firefox.do("click", "#open-exports", "")
    firefox.do("click", "[data-out=svg]", "")
    name, text = firefox.do("saved")
    assert name == "cengji-lanes.svg"
    texts = [one.text for one in ET.fromstring(text).iter(f"{SVG}text")]  # noqa: S314  # our own file
    assert len(names) > 20
    assert set(names) <= set(texts)


def test_the_picture_is_printed_alone_with_text_that_is_text(firefox: Firefox) -> None:
    firefox.do("click", "#open-exports", "")
    firefox.do("click", "[data-keep='pictureSize slide']", "")
    firefox.do("click", "[data-out=pdf]", "")
    objects = unpacked(base64.b64decode(firefox.do("printed")))
    # Printing without its dialog Firefox takes of the page's rule the orientation alone, and the printer's size of paper.
    assert set(re.findall(rb"/MediaBox \[ ([^\]]+) \]", objects)) == {b"0 0 842 596"}
    assert b"/ToUnicode" in objects


def test_a_thing_is_found_and_the_address_of_the_page_copied_that_shows_it(firefox: Firefox, packaged_page: Path) -> None:
    firefox.find("qydw", "区域党委")
    firefox.do("click", "#open-exports", "")
    firefox.do("click", "[data-out=permalink]", "")
    firefox.do("until", "() => document.querySelector('#shown').textContent.includes('已复制')")
    link = firefox.do("ask", CLIPBOARD)
    assert link.startswith("index.html#view=lanes")
    firefox.do("open", f"{packaged_page.as_uri()}#{link.split('#')[1]}")
    assert firefox.do("ask", "() => document.querySelector('#details h2').innerText") == "区域党委"
    assert firefox.do("ask", "() => document.querySelectorAll('.rung.selected, .rung.same').length") > 0


def test_a_figure_is_cited_by_the_keyboard(firefox: Firefox) -> None:
    firefox.find("26423", "26423个")
    for _ in range(400):
        if firefox.do("ask", "() => document.activeElement.dataset.copy === 'gb'"):
            break
        firefox.keys("Tab")
    firefox.keys("Enter")
    firefox.do("until", "() => document.querySelector('#shown').textContent.includes('已复制')")
    text = firefox.do("ask", CLIPBOARD)
    assert text.startswith("苏州吴江区:")
    assert "[EB/OL]. 人民网-中国共产党新闻网, 2017-08-10." in text


def test_a_table_is_saved_as_csv(firefox: Firefox) -> None:
    firefox.do("click", "#tab-figures", "")
    firefox.do("click", "#open-exports", "")
    firefox.do("click", "[data-out=figureLines]", "")
    name, text = firefox.do("saved")
    assert name == "cengji-figures.csv"
    figures = firefox.do("ask", "() => JSON.parse(document.querySelector('#data').textContent).figures.node.length")
    assert len(text.splitlines()) == figures + 1  # below their header
