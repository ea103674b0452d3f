"""The reader's own copy of a document: the right one shows the passage, a wrong one is said to be wrong."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cengji.view import page
from tests.view.conftest import Open, file_asked_for, write_page
from tests.view.sample import iri, sample_graph

TEXT = "\ufeff" + "前言。👩‍👩‍👧\r\n" * 3 + "全区共有网格1200余个，" + "后文。" * 200
START = TEXT.index("1200余个") - 1  # the byte-order mark is no part of the text
FIGURE = "#sel=id/yunxi/figure/grids"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the document of the first place, in UTF-8 with a byte-order mark."""
    path = tmp_path_factory.mktemp("copy") / "copy.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture(scope="module")
def with_digest(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample with the digests of real files: the copy, and the same text in GB18030."""
    digests = {iri("yunxi", "document", "source"): copy.read_bytes(), iri("lanting", "document", "source"): gb18030()}
    graph = sample_graph()
    documents, evidence = graph.tables["documents"], graph.tables["evidence"]
    found = [hashlib.sha256(digests[one]).hexdigest() if one in digests else "0" * 64 for one in documents["document"]]
    moved = {name: [str(at)] * len(evidence["subject"]) for name, at in (("start", START), ("end", START + 6))}
    tables = {**graph.tables, "documents": {**documents, "digest": found}, "evidence": {**evidence, **moved}}
    return write_page(tmp_path_factory.mktemp("digest"), page(replace(graph, tables=tables)))


def gb18030() -> bytes:
    return TEXT.removeprefix("\ufeff").encode("gb18030")


def give(tab: Any, data: bytes, verdict: str, *, name: str = "mine.txt") -> str:  # noqa: ANN401
    """Give a file to the page and return what it says of it, once that holds this verdict (an earlier one may still stand)."""
    tab.set_input_files("#copy", {"name": name, "mimeType": "text/plain", "buffer": data})
    said = tab.locator(".verdict", has_text=verdict)
    said.wait_for()
    return str(said.inner_text())


def test_the_right_copy_lights_the_expression_up_in_its_context(open_page: Open, with_digest: Path, copy: Path) -> None:
    tab = open_page(FIGURE, path=with_digest)
    assert tab.locator(".passage").count() == 0
    said = give(tab, copy.read_bytes(), "相符")
    assert tab.locator(".passage mark").text_content() == "1200余个"
    assert "全区共有网格1200余个，后文。" in tab.locator(".passage").text_content()
    assert tab.locator(".passage").evaluate("e => e === document.activeElement")
    assert said.removeprefix("✓ ") == tab.locator("#shown").text_content()


def test_more_context_is_shown_on_demand(open_page: Open, with_digest: Path, copy: Path) -> None:
    tab = open_page(FIGURE, path=with_digest)
    give(tab, copy.read_bytes(), "相符")
    before = len(tab.locator(".passage").text_content())
    tab.locator(".wider").click()
    assert len(tab.locator(".passage").text_content()) > before
    tab.locator(".wider").click()
    assert tab.locator(".passage").text_content() == TEXT.removeprefix("\ufeff")
    assert tab.locator(".wider").count() == 0


def test_a_wrong_copy_is_said_to_be_wrong_with_both_digests(open_page: Open, with_digest: Path, copy: Path) -> None:
    tab = open_page(FIGURE, path=with_digest)
    right, changed = copy.read_bytes(), copy.read_bytes() + b"\n"
    said = give(tab, changed, "文件不对", name="changed.txt")
    for data in (right, changed):
        digest = hashlib.sha256(data).hexdigest()
        assert f"{digest[:8]}…{digest[-4:]}" in said
    assert "changed.txt" in said
    assert tab.locator(".verdict[role=alert]").count() == 1
    assert tab.locator(".passage").count() == 0


def test_the_copy_of_another_document_is_taken_and_the_reader_told(open_page: Open, with_digest: Path) -> None:
    tab = open_page(FIGURE, path=with_digest)
    said = give(tab, gb18030(), "《兰亭市治理见闻》")
    assert "《云溪区治理见闻》" in said
    assert tab.locator(".passage").count() == 0
    tab.evaluate("location.hash = '#sel=id/lanting/figure/grids'")
    tab.wait_for_selector(".passage")
    assert tab.locator(".passage mark").text_content() == "1200余个"


def test_a_file_may_be_dropped_anywhere(open_page: Open, with_digest: Path, copy: Path) -> None:
    tab = open_page(FIGURE, path=with_digest)
    tab.evaluate(
        """bytes => {
          const carried = new DataTransfer();
          carried.items.add(new File([new Uint8Array(bytes)], "dropped.txt"));
          const event = { bubbles: true, cancelable: true, dataTransfer: carried };
          for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, event));
        }""",
        list(copy.read_bytes()),
    )
    tab.wait_for_selector(".passage")
    assert tab.locator(".passage mark").text_content() == "1200余个"
    assert not tab.evaluate("document.body.classList.contains('dropping')")


def test_the_copy_is_opened_by_the_keyboard(open_page: Open, with_digest: Path, copy: Path) -> None:
    tab = open_page(FIGURE, path=with_digest)
    tab.locator(".copy .tool").focus()
    with file_asked_for(tab, copy):
        tab.keyboard.press("Enter")
    tab.wait_for_selector(".passage")


def test_the_packaged_evidence_stands_where_the_documents_say_it(open_page: Open, packaged_page: Path, sources: Path) -> None:
    tab = open_page("#sel=id/gusu/group/area-party-committees", path=packaged_page)
    wrong, right = (next(sources.glob(f"{number}_*")) for number in ("003", "000"))
    give(tab, wrong.read_bytes(), "已载入")
    give(tab, right.read_bytes(), "相符")
    expression = tab.locator(".quote q").first.text_content()
    assert tab.locator(".passage mark").first.text_content() == expression
