"""References as reference managers read them: BibTeX, RIS and CSL-JSON of the documents and of the data set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy

import cengji
from tests.shared_cases import anchor_cases, write_cases
from tests.view.conftest import Open
from tests.view.test_exports import taken

CSL_FIELDS = {"id", "type", "title", "author", "container-title", "publisher", "issued", "page", "version", "language", "note"}
TYPES = {  # document → its type in BibTeX, RIS and CSL
    "fuzhou-source": ("misc", "ELEC", "webpage"),  # a web site, a day without a year, no title
    "guanghan-source": ("article", "NEWS", "article-newspaper"),
    "gusu-source": ("article", "NEWS", "article-newspaper"),
    "liuzhou-source": ("misc", "GEN", "document"),  # names no publication
    "wujiang-source": ("misc", "ELEC", "webpage"),
    "cengji": ("misc", "DATA", "dataset"),
}


def references_of(tab: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:  # noqa: ANN401
    """Return the references in each format by key, as its reader has them."""
    library = bibtexparser.parse_string(taken(tab, "bibtex").decode())
    assert not library.failed_blocks
    csl = json.loads(taken(tab, "csl"))
    return (
        {entry.key: entry for entry in library.entries},
        {entry["id"]: entry for entry in rispy.loads(taken(tab, "ris").decode())},
        {entry["id"]: entry for entry in csl},
    )


def test_reference_managers_read_what_is_cited(open_page: Open, packaged_page: Path) -> None:
    bib, ris, csl = references_of(open_page(path=packaged_page))
    assert {key: (bib[key].entry_type, ris[key]["type_of_reference"], csl[key]["type"]) for key in csl} == TYPES
    assert list(bib) == list(ris) == list(csl)
    fields = {field.key: field.value for field in bib["gusu-source"].fields}
    assert (fields["journal"], fields["date"], fields["pages"]) == ("中国城市报", "2021-03-22", "29")
    assert "author" not in fields  # the paper names an office for none of its articles
    assert (ris["gusu-source"]["secondary_title"], ris["gusu-source"]["date"]) == ("中国城市报", "2021/03/22/")
    assert csl["gusu-source"]["issued"] == {"date-parts": [[2021, 3, 22]]}
    untitled = {field.key: field.value for field in bib["fuzhou-source"].fields}
    assert (untitled["title"], untitled["author"]) == ("{[福州市城市基层党建报道]}", "{福州日报}")
    assert "date" not in untitled
    assert "11月16日" in untitled["note"]
    assert ris["fuzhou-source"]["authors"] == ["福州日报"]
    assert csl["fuzhou-source"]["issued"] == {"literal": "11月16日"}
    assert csl["liuzhou-source"]["author"] == [{"literal": "中共柳州市委组织部"}]
    assert "container-title" not in csl["liuzhou-source"]
    assert set().union(*csl.values()) <= CSL_FIELDS
    assert csl["cengji"]["version"]


def test_hostile_titles_leave_every_reference_whole(open_page: Open, hostile_page: Path) -> None:
    bib, ris, csl = references_of(open_page(path=hostile_page))
    assert len(bib) == len(ris) == len(csl) == 5


@pytest.mark.parametrize(
    ("place", "words"),
    [("fuzhou", "据台海网"), ("gusu", "据《中国城市报》"), ("liuzhou", "据中共柳州市委组织部"), ("wujiang", "据人民网-中国共产党新闻网")],
)
def test_newspapers_web_sites_and_unnamed_papers_report_each_in_their_words(
    open_page: Open, packaged_page: Path, place: str, words: str
) -> None:
    tab = open_page(f"#view=lanes&only-place={place}", path=packaged_page)
    assert words in tab.locator("th.place").first.text_content()


def test_a_thing_is_cited_with_its_characters(open_page: Open) -> None:
    tab = open_page("#sel=id/yunxi/figure/grids")
    tab.locator("[data-copy=csl]").click()
    tab.locator("#shown", has_text="已复制").wait_for()
    [cited] = json.loads(tab.locator("#copied").input_value())
    assert (cited["id"], cited["page"], cited["container-title"]) == ("yunxi-source", "3", "虚构日报")
    assert "“1200余个”（第 32–37 字符）" in cited["note"]


def test_a_shared_document_is_one_reference_that_names_its_parts(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    cengji.open(cases=anchor_cases(write_cases(tmp_path)), only=True).view(path)
    tab = open_page("#sel=id/wujiang-part/group/alliances", path=path)
    tab.locator("[data-copy=plain]").click()
    tab.locator("#shown", has_text="已复制").wait_for()
    assert tab.locator("#copied").input_value().startswith("《融入式党建》，载[两地做法]")
    _, _, csl = references_of(tab)
    assert set(csl) == {"digest", "cengji"}
    assert "其中：一张网管到底；融入式党建" in csl["digest"]["note"]
