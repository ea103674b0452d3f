"""axe-core finds nothing in the further forms of the views of figures, measures, time and the network either."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.view import page
from tests.conftest import need
from tests.system_packages import AXE_SCRIPT
from tests.view.conftest import Open, keep_shot, write_page
from tests.view.rich import rich_graph
from tests.view.test_access import faults
from tests.view.test_outlines import FORMS

NETWORKS = [
    "network&focus=2&sel=id/yunxi/group/grid",
    "network&network.from=id/yunxi/group/grid&network.to=id/yunxi/group/subdistrict&network.lines=tie",
]


@pytest.fixture(scope="module")
def rich_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("rich"), page(rich_graph()))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_any_form_of_the_views(open_page: Open, rich_page: Path, dark: bool) -> None:
    need("axe-core (python tests/system_packages.py)", AXE_SCRIPT.is_file())
    tab = open_page(path=rich_page, dark=dark)
    for number, form in enumerate([*FORMS, *NETWORKS]):
        tab.evaluate(f"location.hash = '#view={form}&lang={'en' if dark else 'zh'}'")
        tab.locator(f"#{form.split('&')[0]}").wait_for()
        keep_shot(tab, f"form-{number}-{'dark' if dark else 'light'}")
        assert faults(tab) == [], form
