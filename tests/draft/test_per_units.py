"""Of what each a drafted figure holds, and which figures are no totals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import cengji
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """\
江苏省苏州市姑苏区每千人1.8名社区工作者，日均50件，人均收入3万元。每个社区3名网格员，平均每户2人，每500户配备1.5名网格员。
税收1.2亿—1.5亿元，拟投资1.6亿—1.8亿元。惠及群众1.2万人。每日巡查2次，全年办理60件。
"""


def draft(path: Path, text: str) -> dict[str, Any]:
    path.write_text(text, encoding="utf-8")
    return expand_case(read_tree(cengji.Case.draft(path).text.encode(), "draft").value)


def test_figures_say_of_what_each_they_hold(tmp_path: Path) -> None:
    held = draft(tmp_path / "article.txt", ARTICLE)
    labels = {one["key"]: one["label"]["zh"] for name in ("groups", "person_groups") for one in held[name]}
    told = {
        one["written"]: (labels.get(per.get("of")), per.get("count", 1), per.get("aggregation"))
        for one in held["figures"]
        if (per := one.get("per"))
    }
    assert told == {
        "1.8名": ("群众", 1000, "each"), "3万元": ("群众", 1, "mean"), "3名": ("社区", 1, "each"), "2人": ("住户", 1, "mean"),
        "1.5名": ("住户", 500, "each"),
    }  # fmt: skip
    figures = {one["written"]: one for one in held["figures"]}
    assert not {"千人", "500户"} & set(figures), "what it is held by is no number of its own"
    assert (figures["50件"]["kind"], "每日" in str(figures["50件"]["note"])) == ("ratio", True), "no total of a day"
    assert [one["text"] for one in figures["50件"]["evidence"]] == ["日均50件"], "the evidence shows of what each"
    assert (figures["60件"]["kind"], figures["2次"]["unit"]) == ("count", "per-day")
    assert Decimal(str(figures["1.8名"]["value"])) == Decimal("1.8")


def test_a_sum_of_money_is_told_by_its_own_clause(tmp_path: Path) -> None:
    figures = {one["written"]: one["indicator"] for one in draft(tmp_path / "article.txt", ARTICLE)["figures"]}
    assert (figures["1.2亿—1.5亿元"], figures["1.6亿—1.8亿元"], figures["1.2万人"]) == ("revenue", "funding", "beneficiary-count")


def test_two_articles_without_a_place_are_cases_side_by_side(tmp_path: Path) -> None:
    places = [draft(tmp_path / name, "社区党委负责，建立服务站3个。")["places"][0]["key"] for name in ("one.txt", "two.txt")]
    assert places == ["one-place", "two-place"]
