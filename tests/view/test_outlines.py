"""The outline of a view lists just the things that stand in the picture, in the order in which they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.view import page
from tests.view.conftest import Open, write_page
from tests.view.rich import rich_graph

FORMS = [
    "measures", "measures&measures.by=runner", "measures&measures.mode=parts", "figures", "figures&figures.over=1200",
    "figures&figures.mode=bars", "figures&figures.mode=pairs", "figures&figures.mode=compare", "timeline", "timeline&timeline.dated=1",
    "documents",
]  # fmt: skip


@pytest.fixture(scope="module")
def rich_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("rich"), page(rich_graph()))


def same(open_page: Open, path: Path, form: str) -> int:
    """Compare the picture with its outline and give the number of things."""
    tab = open_page(f"#view={form}&outline=1", path=path)
    while tab.locator("#outline > .tool").count():
        tab.locator("#outline > .tool").click()
    view = form.split("&")[0]
    picture = tab.eval_on_selector_all(f"#{view} .stop:not([data-keep$=' to'])", "all => all.map(e => Number(e.dataset.node))")
    listed = tab.eval_on_selector_all("#outline [role=treeitem]", "all => all.map(e => Number(e.dataset.node)).filter(at => at >= 0)")
    assert listed == picture
    return len(listed)


@pytest.mark.parametrize("form", FORMS)
def test_the_outline_lists_what_stands_in_the_picture(open_page: Open, rich_page: Path, form: str) -> None:
    assert same(open_page, rich_page, form) > 0


@pytest.mark.parametrize(
    "form", ["measures", "measures&measures.mode=parts", "figures", "figures&figures.mode=compare", "timeline", "documents"]
)
def test_so_it_does_for_the_five_places(open_page: Open, packaged_page: Path, form: str) -> None:
    assert same(open_page, packaged_page, form) > 30


def test_the_outline_follows_when_parts_are_opened(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=measures&measures.mode=parts&outline=1", path=rich_page)
    before = tab.locator("#outline [role=treeitem]").count()
    tab.locator("#measures summary").last.press("Enter")
    tab.locator("#outline [role=treeitem]").nth(before).wait_for()
    assert tab.locator("#outline [role=treeitem]").count() == before + 1
