"""The tutorial "Your first case": its commands and what it does on the page are run as they are printed, and its pictures made."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cengji.cli import cengji
from cengji.curate.session import Session
from tests.conftest import ROOT
from tests.curate.conftest import MARK

PAGES = {"en": ROOT / "docs" / "first-case.md", "zh": ROOT / "docs" / "first-case.zh.md"}
PICTURES = ROOT / "docs" / "_static" / "first-case"
PATIENCE = 120_000  # milliseconds to wait for what must come
# A key, what is typed, what is marked with the mouse.
TOKEN = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*")
STEP = re.compile(rf"\d+\. ((?:(?:{TOKEN.pattern})[ ,，]*)+)|!\[[^]]+\]\(_static/first-case/(\S+)\.\w\w\.png\)")
KEYS = {"Esc": "Escape", "⇧Z": "Shift+z"}

Step = tuple[str, str]


def commands(language: str) -> list[str]:
    """Return the lines of a page that are typed into a shell; the article that it prints is one with its command."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGES[language].read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in ([block] if "<<" in block else block.splitlines()) if "pip install" not in line]


def steps(language: str) -> Iterator[Step]:
    """Yield what a page does: keys, what is typed, what is marked, and where its pictures are of."""
    for match in STEP.finditer(PAGES[language].read_text(encoding="utf-8")):
        if match[5]:
            yield "picture", match[5]
            continue
        for key, typed, marked in TOKEN.findall(match[1]):
            yield ("press", KEYS.get(key, key)) if key else ("type", typed) if typed else ("mark", marked)


def test_both_languages_do_the_same() -> None:
    assert commands("zh") == commands("en")
    assert list(steps("zh")) == list(steps("en"))


@contextlib.contextmanager
def served(line: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `cengji curate` as it is printed, with a browser that only says that it has opened the page; give the link."""
    environment = {**os.environ, "BROWSER": "true", "XDG_CACHE_HOME": str(folder / "cache"), "HOME": str(folder)}
    command = [sys.executable, "-m", *shlex.split(line)]
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            yield process, process.stderr.readline().split()[-1]
        finally:
            process.kill()


def do(tab: Any, step: Step, language: str, *, refresh: bool) -> None:  # noqa: ANN401 - Playwright may be missing
    """Do one thing on the page, and wait until it is saved."""
    kind, text = step
    if kind == "press":
        tab.keyboard.press(text if len(text) > 1 else text.lower())
    elif kind == "type":
        tab.keyboard.insert_text(text)
    elif kind == "mark":
        tab.evaluate(MARK, text)
        tab.locator("#article").dispatch_event("mouseup")
    else:
        path = PICTURES / f"{text}.{language}.png"
        if refresh:
            path.parent.mkdir(exist_ok=True)
            tab.screenshot(path=str(path))
        assert path.is_file(), "made by pytest --refresh-golden"
    tab.wait_for_selector("html:not([data-saving])")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_tutorial_does_what_it_says(
    chromium: Any, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest  # noqa: ANN401
) -> None:  # fmt: skip
    refresh = request.config.getoption("refresh_golden")
    monkeypatch.chdir(tmp_path)
    said = {}
    for line in commands(language):
        if "<<" in line:
            subprocess.run(["bash", "-c", line], check=True)
        elif line.startswith("cengji curate"):
            curate(chromium, line, language, tmp_path, refresh=bool(refresh))
        else:
            done = CliRunner().invoke(cengji, shlex.split(line)[1:])
            assert done.exit_code == 0, (line, done.output)
            said[line.split()[1]] = done.output
    assert list(said) == ["draft", "check", "query", "view"]
    printed = re.findall(r"```text\n(.*?)```", PAGES[language].read_text(encoding="utf-8"), re.DOTALL)
    assert [printed[0].strip(), printed[1].strip()] == [said["draft"].strip(), said["query"].strip()]


def curate(chromium: Any, line: str, language: str, folder: Path, *, refresh: bool) -> None:  # noqa: ANN401 - Playwright may be missing
    """Curate as the page says; then end the server in the midst of an action, which loses that one at most."""
    with served(line, folder) as (process, link):
        locale = "zh-CN" if language == "zh" else "en-GB"
        context = chromium.new_context(viewport={"width": 1280, "height": 720}, locale=locale, reduced_motion="reduce")
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE)
        tab.goto(link)
        tab.wait_for_selector("html[data-ready='']")
        for step in steps(language):
            do(tab, step, language, refresh=refresh)
        case = folder / "qingshi.yaml"
        before = case.read_text(encoding="utf-8")
        assert "proposed:" not in before
        tab.keyboard.press("z")
        process.kill()
        tab.locator("#notice", has_text="cengji curate").wait_for()
        (log,) = (folder / "cache" / "cengji" / "curate").iterdir()
        later = Session(case, log)
        if later.text != before:
            later.redo(later.version)
        assert case.read_text(encoding="utf-8") == before
        assert later.log.done
        context.close()
