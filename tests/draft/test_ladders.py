"""Which chains a draft takes for ladders, and which lists are none: rules of the language, in sentences of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.draft.drafting import draft

if TYPE_CHECKING:
    from pathlib import Path


def ladders(folder: Path, text: str) -> dict[str, str]:
    """Return the kind of each ladder by its label."""
    held = draft(folder, f"江苏省苏州市姑苏区{text}")
    return {one["label"]["zh"]: one["kind"] for one in held.get("ladders", ())}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("建立厂工会—车间分会—班组工会小组三级组织体系。", {"厂工会—车间分会—班组工会小组": "command"}),
        ("构建“市-区-街道-社区-小区”五级党组织联动体系。", {"市—姑苏区—街道—社区—小区": "command"}),
        ("搭建“镇—嘎查—艾里屯”三级排查网络。", {"镇—嘎查—艾里屯": "command"}),
        ("形成“社区党组织—网格党支部（党小组）—党员中心户”组织体系。", {"社区党组织—网格党支部—党员中心户": "command"}),
        ("建立“社区党总支+网格党支部+楼栋党小组”体系。", {"社区党总支—网格党支部—楼栋党小组": "command"}),
        ("统筹区、镇两级巡查队。", {"区级巡查队—镇级巡查队": "enumeration"}),
        ("实行“区级调度、镇级包干、村级落地”体系。", {"姑苏区—镇—村": "command"}),
        ("织密区—镇街—村社—小区“四级联动”网络。", {"姑苏区—镇街—村社—小区": "command"}),
        ("构建“街道党工委—楼宇党建指导委员会—楼栋党支部”体系。", {"街道党工委—楼宇党建指导委员会—楼栋党支部": "command"}),
        ("建立了“楼栋-居民小组-社区居委会”三级组织网络。", {"社区居委会—居民小组—楼栋": "command"}),
        ("已在数个村民小组设立茶水点。", {}),
        ("织密“企业+社区”“城区+乡镇”网络。", {}),
        ("要求街道、社区党组织带头。", {}),
        ("推行社区支持、企业参与、社工介入。", {}),
        ("走访街道，服务社区居民。", {}),
        ("实行“采集—上报—处置”三级流程。", {}),
    ],
)
def test_chains_are_ladders_and_combinations_are_none(text: str, wanted: dict[str, str], tmp_path: Path) -> None:
    assert ladders(tmp_path, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("构建体系，小事网格解决、大事报社区解决、难事提交街道研究。", {"街道—社区—网格": "escalation"}),
        (
            "分级，社区能办的办结，需要部门配合的由街道“吹哨”，重大疑难问题提交区级联席会议研究。",
            {"区级联席会议—街道—社区": "escalation"},
        ),
        ("要求社区不能解决的上报街道，街道不能解决的提交区级联席会议。", {"区级联席会议—街道—社区": "escalation"}),
        ("小事不出网格、大事不出社区、难事不出街道。", {}),
        ("小事街道办、大事区里办、难事找社区报。", {}),
    ],
)
def test_what_the_lower_cannot_settle_goes_up(text: str, wanted: dict[str, str], tmp_path: Path) -> None:
    assert ladders(tmp_path, text) == wanted


def test_matters_pass_along_a_line_of_their_own(tmp_path: Path) -> None:
    held = draft(tmp_path, "江苏省苏州市姑苏区规定社区不能解决的上报街道，街道不能解决的提交区级联席会议。")["ladders"]
    assert [(one["line"], [rung["tier"] for rung in one["rungs"]]) for one in held] == [
        ("dispatch", ["county", "subdistrict", "community"])
    ]


def test_what_is_passed_to_two_at_once_sets_them_side_by_side(tmp_path: Path) -> None:
    held = draft(tmp_path, "江苏省苏州市姑苏区诉求由区指挥中心统一派单到街道和职能部门，街道再转派社区网格。事项由社区上报、街道审核。")
    names = {one["key"]: one["label"]["zh"] for name in ("bodies", "groups") for one in held[name]}
    passed = {one["kind"]: [(names[rung["body"]], rung.get("beside", False)) for rung in one["rungs"]] for one in held["ladders"]}
    assert passed["dispatch"] == [("区指挥中心", False), ("街道", False), ("职能部门", True), ("社区网格", False)]
    assert passed["escalation"] == [("街道", False), ("社区", False)]


def test_of_two_to_whom_one_hands_up_the_second_stands_beside(tmp_path: Path) -> None:
    held = draft(tmp_path, "江苏省苏州市姑苏区重大问题由街道提交区信访局和区民政局，社区不能解决的问题提交街道。")
    assert not any(one["rungs"][0].get("beside") for one in held["ladders"])


@pytest.mark.parametrize(
    "text",
    [
        "由院落党支部、楼栋党小组统领业委会。",
        "楼长充当“信息员、联络员、调解员”等角色。",
        "办事大厅设立综合服务、法律服务2个窗口。",
        "街道将辖区9个社区划分为三个片区联盟。",
        "把网格员、楼栋长、物业公司、居民党员等力量统筹起来。",
        "推动从“街道吹哨”向“群众需要、街道报到”转变。",
    ],
)
def test_who_acts_together_and_roles_and_windows_are_no_ladder(tmp_path: Path, text: str) -> None:
    assert ladders(tmp_path, text) == {}


def test_a_chain_that_says_how_many_rungs_it_has_has_them_all(tmp_path: Path) -> None:
    text = "江苏省苏州市姑苏区完善“社区党委——网格党支部——小区党小组——党员骨干——服务管家”五级组织链条。"
    drafted = draft(tmp_path, text)
    labels = {one["key"]: one["label"]["zh"] for name in ("bodies", "groups", "person_groups") for one in drafted.get(name, ())}
    (ladder,) = drafted["ladders"]
    assert [labels[rung["body"]] for rung in ladder["rungs"]] == ["社区党委", "网格党支部", "小区党小组", "党员骨干", "服务管家"]
