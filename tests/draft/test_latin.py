"""What is read of articles in Latin script: places with their tier, bodies named in full, figures, and a word about what is not read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cengji
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.core.errors import CengjiWarning

ENGLISH = """\
The Government of Westland set up Street Care Groups (SCGs) on 4 May 2019. By then 2,91,507 SCGs and 14 Ward Councils worked in the
State of Westland, with 19,
 489 helpers, most of them in Harbour District.
"""
INDONESIAN = """\
Pemerintah Desa Sukamaju melantik semua Ketua Rukun Warga (RW) pada 10 Januari 2024. Desa Sukamaju Kecamatan Timur terdiri dari 5 Dusun.
"""


def drafted(path: Path, text: str) -> dict[str, Any]:
    path.write_text(text, encoding="utf-8")
    with pytest.warns(CengjiWarning, match="text in Latin script"):
        return expand_case(read_tree(cengji.Case.draft(path).text.encode(), "draft").value)


def names(held: dict[str, Any], *sections: str) -> dict[str, dict[str, Any]]:
    return {str(one["label"]["zh"]): one for section in sections for one in held.get(section, [])}


def test_an_english_article_is_read(tmp_path: Path) -> None:
    held = drafted(tmp_path / "english.txt", ENGLISH)
    places = names(held, "places")
    assert {label: one["tier"] for label, one in places.items()} == {"Westland": "province", "Harbour District": "county"}
    assert places["Harbour District"]["part_of"] == places["Westland"]["key"]
    bodies = names(held, "bodies", "groups")
    assert bodies["Government of Westland"]["kind"] == "government"
    assert bodies["Street Care Groups"]["aliases"] == ["SCG"]
    figures = {one["written"]: one for one in held["figures"]}
    assert set(figures) == {"2,91,507", "14", "19,489"}, "neither the day nor the year, nor the line end"
    assert figures["2,91,507"]["about"] == bodies["Street Care Groups"]["key"]


def test_an_indonesian_article_is_read(tmp_path: Path) -> None:
    held = drafted(tmp_path / "indonesian.txt", INDONESIAN)
    assert {label: one["tier"] for label, one in names(held, "places").items()} == {
        "Desa Sukamaju": "community", "Kecamatan Timur": "subdistrict",
    }  # fmt: skip
    assert {"Pemerintah Desa Sukamaju", "Rukun Warga"} <= set(names(held, "bodies", "groups")), "not the heads of what is explained"
    assert [one["written"] for one in held["figures"]] == ["5"]
