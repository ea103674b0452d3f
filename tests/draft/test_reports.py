"""What reports of other provinces print otherwise than the packaged ones: what is drafted of each is no other thing that looks like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cengji
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree

Draft = dict[str, Any]


def draft(folder: Path, text: str, place: str = "金牛区") -> Draft:
    """Return the draft of a text about a place as plain values."""
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    return expand_case(read_tree(cengji.Case.draft(path, place=place).text.encode(), "draft").value)


def labels(drafted: Draft, *sections: str) -> set[str]:
    """Return the Chinese labels of some sections."""
    return {one["label"]["zh"] for section in sections for one in drafted.get(section, ())}


def by_label(drafted: Draft, section: str) -> dict[str, Any]:
    """Return the entries of a section by Chinese label."""
    return {one["label"]["zh"]: one for one in drafted.get(section, ())}


@pytest.mark.parametrize(
    ("text", "named", "unnamed"),
    [
        ("区成立老旧小区改造工作领导小组。", {"老旧小区改造工作领导小组"}, {"工作领导小组"}),
        ("优化区社区发展治理工作领导小组。", {"区社区发展治理工作领导小组"}, {"区社区发展"}),
        ("由区住房城乡建设和水利局牵头。", {"区住房城乡建设和水利局"}, {"水利局"}),
        ("区财政局和民政局参加。", {"区财政局", "民政局"}, {"区财政局和民政局"}),
        ("市场监管、公安等部门派驻人员。", {"市场监管部门", "公安部门"}, {"公安"}),
        ("整合民政、人社等部门服务窗口。", {"民政部门", "人社部门"}, {"民政窗口"}),
        ("业委会、物业企业三方联席会议。", {"业委会", "物业企业", "三方联席会议"}, {"物业企业三方联席会议"}),
        ("区领导联街道、部门联社区。", {"街道", "社区"}, {"部门联社区"}),
        ("社区、社会组织、社工联动。", {"社会组织"}, {"社区会组织"}),
        ("推进“红色物业”建设。", set(), {"红色物业"}),
        ("老旧小区物业管理难。", set(), {"老旧小区物业"}),
        ("每半年组织一次检查。", set(), {"组织"}),
        ("党建、城管、综治四类职责。", set(), {"综治四类"}),
        ("大事不出网格，哪些部门负责？", set(), {"出网格", "哪些部门"}),
        ("派出所、城管中队、市场监管所到场。", {"派出所", "城管中队", "市场监管所"}, set()),
    ],
)
def test_bodies_are_cut_as_they_are_called(tmp_path: Path, text: str, named: set[str], unnamed: set[str]) -> None:
    bodies = labels(draft(tmp_path, text), "bodies", "groups")
    assert named <= bodies
    assert not unnamed & bodies


def test_a_body_set_up_below_another_is_its(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "成立由市委书记任主任的党建工作委员会，下设办公室。", "寿光市")
    committee, office = by_label(drafted, "bodies")["党建工作委员会"], by_label(drafted, "groups")["办公室"]
    assert office["parent"] == committee["key"]
    assert by_label(drafted, "posts")["主任"]["post_in"] == committee["key"], "who leads what stands behind leads that"


def test_the_whole_city_of_a_city_that_is_a_county_is_that(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "寿光市把全市社区划成网格。搭建市、镇街、网格三级平台。", "寿光市")
    assert labels(drafted, "places") == {"寿光市"}
    assert [one["label"]["zh"] for one in drafted["ladders"]] == ["寿光市—镇街—网格"]


def test_posts_are_held_where_people_are_taken_in(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "社区成立“大党委”，吸纳国企党组织负责人担任兼职委员。由分管副区长任组长。")
    posts = by_label(drafted, "posts")
    assert posts["兼职委员"]["post_in"] == by_label(drafted, "groups")["大党委"]["key"]
    assert posts["副区长"]["post_in"] == by_label(drafted, "bodies")["金牛区"]["key"]
