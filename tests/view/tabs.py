"""A tab of Chromium and one of Firefox that do the same few things, so that one task is tried in both."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from tests.system_packages import PAGE_TOOLS

PATIENCE = 120_000  # milliseconds to wait for what must come: no measure of the page, which is slow on a busy machine


class Tab(Protocol):
    """What a hand needs of a browser."""

    def open(self, address: str) -> None:
        """Open a page and wait until it is ready."""

    def ask(self, script: str, *values: object) -> Any:  # noqa: ANN401  # JSON
        """Return what a function in JavaScript gives."""

    def until(self, script: str, *values: object) -> None:
        """Wait until a function in JavaScript gives something."""

    def click(self, selector: str, text: str = "") -> None:
        """Click the first that is seen and bears the text, scrolled into view."""

    def press(self, key: str) -> None:
        """Press a key."""

    def type(self, text: str) -> None:
        """Type a text."""

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""

    def saved(self, act: Callable[[], None]) -> bytes:
        """Return the file that an act makes the browser save."""

    def printed(self, act: Callable[[], None]) -> bytes:
        """Return the PDF that an act makes the browser print."""


class ChromiumTab:
    """A tab driven by Playwright."""

    def __init__(self, tab: Any) -> None:  # noqa: ANN401  # Playwright may be missing
        self.tab = tab

    def open(self, address: str) -> None:
        self.tab.goto("about:blank")
        self.tab.goto(address)
        self.tab.wait_for_selector("html[data-ready]")

    def ask(self, script: str, *values: object) -> Any:  # noqa: ANN401
        return self.tab.evaluate(f"values => ({script})(...values)", list(values))

    def until(self, script: str, *values: object) -> None:
        waiting = f"""async (...values) => {{
          const end = performance.now() + {PATIENCE};
          while (!({script})(...values)) {{
            if (performance.now() > end) throw new Error("it did not come");
            await new Promise((go) => setTimeout(go, 10));
          }}
        }}"""
        self.ask(waiting, *values)

    def click(self, selector: str, text: str = "") -> None:
        found = self.tab.locator(selector, has_text=text).locator("visible=true").first
        found.locator("xpath=..").hover()  # some buttons show under the mouse only
        found.click()

    def press(self, key: str) -> None:
        self.tab.keyboard.press(key)

    def type(self, text: str) -> None:
        self.tab.keyboard.insert_text(text)

    def resize(self, width: int, height: int) -> None:
        self.tab.set_viewport_size({"width": width, "height": height})

    def saved(self, act: Callable[[], None]) -> bytes:
        with self.tab.expect_download() as download:
            act()
        return Path(download.value.path()).read_bytes()

    def printed(self, act: Callable[[], None]) -> bytes:
        self.ask("() => { window.print = () => { document.documentElement.dataset.printed = ''; }; }")
        act()
        self.tab.wait_for_selector("html[data-printed]")
        return bytes(self.tab.pdf(prefer_css_page_size=True, print_background=True))


class FirefoxTab:
    """A tab driven over WebDriver BiDi, by a script of Node that is told what to do."""

    def __init__(self, executable: str, folder: Path) -> None:
        (folder / "saved").mkdir()
        script = Path(__file__).with_name("firefox.mjs")
        command = ["node", *map(str, (script, PAGE_TOOLS.parent, folder / "saved", folder / "page.pdf"))]
        environment = {**os.environ, "CENGJI_FIREFOX": executable}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self._answer()

    def close(self) -> None:
        """End Firefox."""
        self.process.communicate()

    def _answer(self) -> Any:  # noqa: ANN401
        assert self.process.stdout is not None
        answer = json.loads(self.process.stdout.readline() or '{"error": "Firefox did not start"}')
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def do(self, action: str, *values: object) -> Any:  # noqa: ANN401
        """Have one of the actions of the script done and return its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([action, *values]) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def open(self, address: str) -> None:
        self.do("open", address)

    def ask(self, script: str, *values: object) -> Any:  # noqa: ANN401
        return self.do("ask", script, *values)

    def until(self, script: str, *values: object) -> None:
        self.do("until", script, *values)

    def click(self, selector: str, text: str = "") -> None:
        self.do("click", selector, text)

    def press(self, key: str) -> None:
        self.do("press", key)

    def type(self, text: str) -> None:
        self.do("type", text)

    def resize(self, width: int, height: int) -> None:
        self.do("resize", width, height)

    def saved(self, act: Callable[[], None]) -> bytes:
        act()
        return str(self.do("saved")).encode()

    def printed(self, act: Callable[[], None]) -> bytes:
        act()
        return base64.b64decode(self.do("printed"))
