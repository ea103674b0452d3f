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


def test_a_dot_stands_between_thousands_where_the_language_has_it_so(tmp_path: Path) -> None:
    held = drafted(tmp_path / "dots.txt", "Kecamatan Hijau membawahi 1.204 RT dan 76,9% warga ikut; ada 2.350.000 pohon.\n")
    assert [str(one["value"]) for one in held["figures"]] == ["1204", "76.9", "2350000"]
    held = drafted(tmp_path / "points.txt", "The State of Westland has 1.204 groups in each ward.\n")
    assert [str(one["value"]) for one in held["figures"]] == ["1.204"]


@pytest.mark.parametrize(
    ("language", "value", "wrong"), [("id", "1200", False), ("id", "1.2", True), ("en", "1.2", False), ("en", "1200", True)]
)
def test_a_figure_is_held_against_its_print_in_the_language_of_its_document(tmp_path: Path, language: str, value: str, wrong: bool) -> None:
    case = tmp_path / "dots.yaml"
    case.write_text(
        f"""case: dots
title: Hijau
document: {{title: Hijau, kind: news-report, sha256: {"0" * 64}, characters: 9, language: {language}}}
places: [{{key: hijau, label: Hijau, tier: subdistrict}}]
groups: [{{key: rts, label: RT, kind: grid-unit, place: hijau}}]
figures:
  - {{key: n, written: "1.200", value: {value}, comparator: exact, unit: item, kind: count, indicator: grid-count, about: rts,
     place: hijau}}
""",
        encoding="utf-8",
    )
    said = [str(one) for one in cengji.open(cases=case, only=True).check().findings]
    assert any("].value: " in one and "reads as" in one for one in said) == wrong, said
