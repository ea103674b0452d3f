"""The page of all packaged cases, however many: quiet, small, legible and for everybody in each view."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.core.resources import case_files
from tests.conftest import need
from tests.system_packages import AXE_SCRIPT
from tests.view.conftest import Open, keep_shot
from tests.view.test_access import faults
from tests.view.test_browser import OVERLAPS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_view_is_whole(open_page: Open, whole_page: Path, language: str) -> None:
    need("axe-core (python tests/system_packages.py)", AXE_SCRIPT.is_file())
    tab = open_page(f"#lang={language}", path=whole_page, size=(1366, 768))
    assert tab.locator("th.place").count() == sum("\nladders:" in file.read_text(encoding="utf-8") for file in case_files())
    assert tab.locator("#filters [data-axis=place] .row").count() == len(case_files()) + 1  # and what they share
    assert tab.evaluate(OVERLAPS)[1] == []
    for view in ("lanes", "measures", "figures", "timeline", "documents", "network"):
        tab.evaluate(f"location.hash = '#view={view}&lang={language}'")
        tab.locator(f"#{view}").wait_for()
        keep_shot(tab, f"all-{view}-{language}")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
        assert faults(tab) == [], view


def test_it_stays_below_four_megabytes(whole_page: Path) -> None:
    assert whole_page.stat().st_size < 4_000_000
