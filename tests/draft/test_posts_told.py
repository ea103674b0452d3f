"""Which posts a draft finds, and in what it says that they are held: what the sentence says goes before what is printed near."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cengji.draft.post_holders import in_short
from cengji.draft.statements import Statement
from tests.draft.drafting import draft


def posts(folder: Path, text: str, place: str = "西陵区") -> dict[str, str]:
    """Return the label of what each post is held in by the label of the post."""
    drafted = draft(folder, text, place)
    labels = {one["key"]: one["label"]["zh"] for kind in ("bodies", "groups") for one in drafted.get(kind, [])}
    held: list[dict[str, Any]] = drafted.get("posts", [])
    return {one["label"]["zh"]: labels[one["post_in"]] for one in held}


@pytest.mark.parametrize(
    ("told", "held"),
    [
        ("西陵区成立领导小组，由区委书记任组长、区长任副组长，街道书记为成员。", {"组长": "领导小组", "副组长": "领导小组"}),
        (
            "组建“红色物业联盟”，由街道党工委书记任理事长，物业企业负责人任副理事长。",
            {"理事长": "红色物业联盟", "副理事长": "红色物业联盟"},
        ),
        ("社区成立居民议事会。由社区党委书记担任召集人。", {"召集人": "居民议事会", "社区党委书记": "社区党委"}),
        ("成立园区综合党委，由街道党工委书记兼任书记，吸收企业负责人为委员。", {"书记": "园区综合党委", "委员": "园区综合党委"}),
    ],
)
def test_heads_and_members_are_those_of_what_is_set_up(tmp_path: Path, told: str, held: dict[str, str]) -> None:
    assert held.items() <= posts(tmp_path, told).items()


def test_a_deputy_holds_another_post(tmp_path: Path) -> None:
    held = draft(tmp_path, "西陵区成立领导小组，由区委书记任组长、区长任副组长。", "西陵区")["posts"]
    assert not any("aliases" in one for one in held if one["label"]["zh"] in ("组长", "副组长"))


def test_what_each_of_some_units_has_is_held_in_the_units(tmp_path: Path) -> None:
    held = posts(tmp_path, "西陵区划分网格120个，每个网格配备1名专职网格员和若干名联络员。")
    assert held == {"专职网格员": "网格", "联络员": "网格"}


def test_those_who_are_sent_hold_their_post_where_they_go(tmp_path: Path) -> None:
    held = posts(tmp_path, "西陵区有专业市场38个。从区直单位选派38名党建指导员入驻市场，指导支部。")
    assert held["党建指导员"] == "专业市场"


def test_two_heads_that_one_person_is_keep_what_they_are_heads_of(tmp_path: Path) -> None:
    held = posts(tmp_path, "西陵区的片区成立联合党支部和居委会。西陵区把支部书记、居委会主任“一肩挑”作为要求。")
    assert held == {"支部书记": "联合党支部", "居委会主任": "居委会"}


def test_a_manager_of_an_estate_is_of_the_company_whose_name_the_office_holds(tmp_path: Path) -> None:
    assert posts(tmp_path, "西陵区的物业经理定期上门。")["物业经理"] == "物业"
    told = "西陵区的长青物业公司和众信电梯公司签约。物业管家每天巡查。"
    assert posts(tmp_path, told)["物业管家"] == "长青物业公司"
    assert posts(tmp_path, "西陵区的村党支部换届。村支书走访农户。")["村支书"] == "村党支部"


def test_a_committee_in_short_is_told_by_its_characters_where_one_alone_has_them() -> None:
    named = {name: Statement("groups", name, [], "head-noun") for name in ("共同治理委员会", "共建委员会", "共治大会")}
    assert in_short(named, "共治委") is named["共同治理委员会"]
    assert in_short(named, "共委会") is None, "of two none is told"
    assert in_short(named, "治理委") is None and in_short(named, "共治") is None


def test_a_verb_is_no_part_of_a_post_and_staff_of_a_level_are_of_its_units(tmp_path: Path) -> None:
    held = posts(
        tmp_path, "西陵区云集街道、学院街道先行。由区级领导包联、区直部门结对、街道班子成员驻点，组织居民代表议事，派员担任监察人。"
    )
    assert posts(tmp_path, "西陵区推行街巷长制，街道党工委书记任街长，社区书记任巷长。")["社区书记"] == "社区"
    assert held["街道班子成员"] == "街道"
    assert held["区级领导"] == "西陵区"
    assert "居民代表" in held and "组织居民代表" not in held
    assert "监察人" in held


def test_what_sets_up_a_post_is_no_part_of_it_and_a_place_is_not_torn_from_its_committee(tmp_path: Path) -> None:
    held = posts(tmp_path, "每个楼栋设楼栋长1名。西陵区委书记讲话。")
    assert held.keys() == {"楼栋长", "西陵区委书记"}
    assert held["西陵区委书记"] == "西陵区委"
    assert "网格员" in posts(tmp_path, "湖北省宜昌市西陵区网格员走访。")


def test_some_head_of_a_body_is_one_of_that_body(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "江苏省苏州市姑苏区：五方会谈\n\n会上，区民政局有关负责人表示，将跟进办理。\n")
    bodies = {one["key"]: one["label"]["zh"] for one in drafted["bodies"]}
    told = {one["label"]["zh"]: bodies[one["post_in"]] for one in drafted["posts"]}
    assert told["区民政局有关负责人"] == "区民政局"


def test_heads_and_staff_are_of_the_body_that_their_name_tells(tmp_path: Path) -> None:
    text = "西陵区成立停车治理指挥部，由区长任指挥长、副区长任副指挥长。伍家岗派出所很忙，民警入户。党小组推选党小组长，区委组织部部长到。"
    held = posts(tmp_path, text)
    wanted = {"指挥长": "停车治理指挥部", "副指挥长": "停车治理指挥部", "党小组长": "党小组"}
    assert wanted.items() <= held.items()
    assert next(held[post] for post in held if post.endswith("民警")) == "伍家岗派出所"
    assert next(held[post] for post in held if post.endswith("部长")) == "区委组织部"
