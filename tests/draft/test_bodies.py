"""Which bodies and groups a draft proposes, and which names it leaves out: rules of the language, in sentences of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cengji
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from tests.draft.drafting import draft

DISTRICT = """\
江苏省苏州市姑苏区依据规定设立出租房屋管理服务中心，织密“企业+社区”网络，联动辖区政法单位，姑苏区总工会走访工会驿站。区总工会建立服务站12个。
街道选配物业小区党支部书记，推荐7名社区干部，惠及周边社区近万人，设置一个窗口，打造重要窗口。统筹政府、市场、社会、居民等多方力量。
驻区单位党组织54个，软件协会党总支带头，乡镇（街道）党（工）委负责，先锋驿站开放，8个街道参与，上级党组织服务下级党组织，3个历史文化片区开放。
走访企业20家，社区食堂开放，街道党群服务站点开放，统筹公安、综治等管理力量。企业建设企业职工之家。中心户带头，党员中心户20个。
"""

COMMUNITY = """\
江苏省苏州市姑苏区白洋湾街道金筑社区有办法
金筑社区成立党建联盟，共建社区金融服务站，组建爱心志愿者服务队。社区由党总支牵头，社区党总支和业委会商量，社区把物业公司请进来。
"""


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, dict[str, Any]]]:
    """The bodies and groups of both articles by label; the section of each under ``section``."""
    folder, told = tmp_path_factory.mktemp("bodies"), []
    for number, text in enumerate((DISTRICT, COMMUNITY)):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        held = expand_case(read_tree(cengji.Case.draft(path).text.encode(), "draft").value)
        told.append({one["label"]["zh"]: {**one, "section": name} for name in ("bodies", "groups") for one in held.get(name, ())})
    return told


def test_names_begin_behind_verbs_and_hold_those_that_are_part_of_them(drafts: list[dict[str, dict[str, Any]]]) -> None:
    assert {"出租房屋管理服务中心", "辖区政法单位", "物业小区党支部", "上级党组织", "下级党组织"} <= set(drafts[0])
    assert not {"服务中心", "织密企业", "联动辖区政法单位", "选配物业小区党支部", "上级党组织服务下级党组织", "企业建设企业"} & set(
        drafts[0]
    )


def test_kinds_are_told_by_what_stands_before_the_noun(drafts: list[dict[str, dict[str, Any]]]) -> None:
    wanted = {
        "驻区单位党组织": "unit-party-organization", "软件协会党总支": "industry-party-organization", "先锋驿站": "service-station",
        "乡镇（街道）党（工）委": "subdistrict-town-party-committee", "历史文化片区": "functional-area-unit",
        "姑苏区总工会": "mass-organization",
    }  # fmt: skip
    assert {label: drafts[0][label]["kind"] for label in wanted} == wanted
    assert drafts[0]["姑苏区总工会"]["section"] == "bodies"
    assert drafts[0]["街道"]["parent"] == drafts[0]["姑苏区"]["key"], "the streets of the district that the article is about"


def test_tier_and_choice_are_told_by_words_beside_the_noun(drafts: list[dict[str, dict[str, Any]]]) -> None:
    assert drafts[0]["街道党群服务站点"]["tier"] == "subdistrict"
    assert "走访的企业" in drafts[0], "those that were visited, not all of them"
    assert "社区食堂" in drafts[0]
    assert "中心户" not in drafts[0], "they are 党员中心户"


def test_what_is_meant_as_a_whole_or_as_any_one_is_no_body(drafts: list[dict[str, dict[str, Any]]]) -> None:
    assert not {"政府", "市场", "社会", "居民", "窗口", "重要窗口"} & set(drafts[0])
    assert drafts[0]["社区"]["proposed"] == "noun-of-a-kind", "7名 counts people, 近万人 does so too"


def test_the_one_community_of_an_article_has_one_body_of_each_kind(drafts: list[dict[str, dict[str, Any]]]) -> None:
    bodies = {label for label, one in drafts[1].items() if one["section"] == "bodies"}
    assert {"党建联盟", "社区金融服务站", "爱心志愿者服务队", "社区党总支", "业委会", "物业公司"} <= bodies
    assert "社区" not in drafts[1], "it is the community itself"
    assert len(drafts[1]["社区党总支"]["evidence"]) == 2, "with 党总支, which is the same"


OWN_NAMES = """\
江西省赣州市章贡区：建强小区治理
章贡区委成立由区委书记任组长的小区治理工作领导小组，在区级成立城市基层党建联席会议。9个街道设立社会治理工作中心，下设综合协调组、矛盾调解组、应急处置组3个工作组。
全区成立小区党支部486个，选出党支部书记486名。解放街道幸福社区成立物业纠纷调解委员会，联合赣州市第二人民医院、章贡区供热公司等单位。幸福社区是老社区。
各街道建立“大工委”，共有街道“大工委”8个。以前一个社区办不了的事，网格化管理指挥中心来办。引入专业院校、物业管理公司，青山宾馆党总支加入。
水东镇在11个社区建立“邻里驿站”，由区委组织部牵头，区住更局、区民政局等8个部门参加。解放街道工作有序。街道成立社会组织联合会，与江西理工大学结对。
"""


def test_what_is_new_or_has_a_proper_name_is_one_and_what_many_set_up_is_none(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(OWN_NAMES, encoding="utf-8")
    held = expand_case(read_tree(cengji.Case.draft(tmp_path / "own.txt").text.encode(), "draft").value)
    told = {one["label"]["zh"]: name for name in ("bodies", "groups") for one in held.get(name, ())}
    single = {
        "小区治理工作领导小组", "城市基层党建联席会议", "物业纠纷调解委员会", "赣州市第二人民医院", "章贡区供热公司", "幸福社区",
        "青山宾馆党总支", "区住更局", "社会组织联合会", "江西理工大学",
    }  # fmt: skip
    many = {"社会治理工作中心", "综合协调组", "应急处置组", "小区党支部", "大工委", "专业院校", "物业管理公司", "邻里驿站"}
    assert {label: told.get(label) for label in single | many} == dict.fromkeys(single, "bodies") | dict.fromkeys(many, "groups")
    assert not {"党支部", "街道大工委", "指挥中心", "前一个社区"} & set(told), "one group each under its longer name, no place 前一个社区"
    keys = {one["key"]: one["label"]["zh"] for name in ("bodies", "groups") for one in held.get(name, ())}
    parents = {one["label"]["zh"]: keys.get(one.get("parent")) for one in held["groups"]}
    assert {parents[label] for label in ("综合协调组", "矛盾调解组", "应急处置组", "工作组")} == {"社会治理工作中心"}


TIERS = """\
江西省赣州市章贡区：为民服务
章贡区成立脐橙销售联盟。解放街道综治中心与镇纪委一起巡查，街道综治中心每周通报。社区食堂开门，社区社会组织增多，市场协会加入。
"""


def test_a_name_that_begins_with_a_level_tells_the_tier_and_so_does_the_founder_of_an_alliance(tmp_path: Path) -> None:
    (tmp_path / "tiers.txt").write_text(TIERS, encoding="utf-8")
    held = expand_case(read_tree(cengji.Case.draft(tmp_path / "tiers.txt").text.encode(), "draft").value)
    told = {one["label"]["zh"]: one.get("tier") for name in ("bodies", "groups") for one in held.get(name, ())}
    expected = {"脐橙销售联盟": "county", "镇纪委": "subdistrict", "社区食堂": "community", "社区社会组织": None, "市场协会": None}
    assert {label: told.get(label, "not drafted") for label in expected} == expected


def test_each_team_of_a_row_that_is_set_up_is_a_body_and_a_medium_none(tmp_path: Path) -> None:
    text = "江苏省苏州市姑苏区组建飞虹巡河队、应急消防队和市容督查队等3支队伍，登上中央广播电视台。"
    text += "全区8万个网格活跃着9万名网格员，社工替代网格员。"
    drafted = draft(tmp_path, text)
    bodies = {one["label"]["zh"]: one.get("tier") for one in drafted["bodies"]}
    assert {"飞虹巡河队": None, "应急消防队": None, "市容督查队": None}.items() <= bodies.items(), "市容 is no 市"
    names = bodies.keys() | {one["label"]["zh"] for one in drafted["groups"]}
    assert {"网格", "网格员"} <= names
    assert not {"中央广播电视台", "社工替代网格员", "网格活跃"} & names


def test_counties_with_alternatives_and_zones_that_are_counted_are_groups(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "江苏省苏州市9个县(市、区)、3个开发区和66个镇街建成平台。由街道党工委委员、武装部长兼综治中心主任牵头。")
    assert {"县(市、区)": "district-unit", "开发区": "functional-area-unit"}.items() <= {
        one["label"]["zh"]: one["kind"] for one in drafted["groups"]
    }.items()
    assert not any("兼" in one["label"]["zh"] for section in ("bodies", "groups", "posts") for one in drafted[section])


def test_a_university_and_the_branch_of_a_bank_are_bodies_by_their_whole_names(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "江苏省苏州市姑苏区委社会工作部与姑苏开放大学共建青年学院，携手江南银行姑苏支行开放驿站。")
    bodies = {one["label"]["zh"] for one in drafted["bodies"]}
    assert {"姑苏开放大学", "江南银行姑苏支行"} <= bodies
    assert not any("大学共建" in one["label"]["zh"] for section in ("bodies", "groups", "measures") for one in drafted.get(section, ()))


def test_villages_of_the_steppe_and_teams_listed_by_what_they_do_are_groups(tmp_path: Path) -> None:
    text = "巴彦淖尔市乌拉特前旗辖11个苏木镇、93个嘎查村，有48支群众性巡查队伍。组建矛盾调解、政策宣传、环境整治3支队伍，化解积案。"
    drafted = draft(tmp_path, text)
    kinds = {one["label"]["zh"]: one["kind"] for section in ("bodies", "groups") for one in drafted[section]}
    assert {"苏木镇": "town-unit", "嘎查村": "village-unit", "群众性巡查队伍": "team"}.items() <= kinds.items()
    assert {"矛盾调解队伍", "政策宣传队伍", "环境整治队伍"} <= kinds.keys()
    assert {"矛盾调解队伍", "政策宣传队伍"} <= {one["label"]["zh"] for one in drafted["measures"]}


def test_what_counts_parts_and_a_floor_are_no_body(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "江苏省苏州市姑苏区“一窗口”、“一张网”、“一队伍”，“三个一”概括了做法，一楼窗口受理。社区网格化治理见效。")
    names = {one["label"]["zh"] for section in ("bodies", "groups") for one in drafted.get(section, ())}
    assert names == {"姑苏区", "窗口"}
    parts = {one["label"]["zh"]: one["kind"] for one in drafted["measures"]}
    assert {"一窗口": "element", "一张网": "element", "一队伍": "element"}.items() <= parts.items()


def test_banks_of_time_are_no_banks_and_what_says_its_kind_is_no_part_of_a_name(tmp_path: Path) -> None:
    text = "江苏省苏州市姑苏区推行“时间银行”，区税务局发布服务项目“红税直播间”，建成140座社区食堂。桃坞社区食堂开张。"
    drafted = draft(tmp_path, text)
    names = {one["label"]["zh"] for section in ("bodies", "groups") for one in drafted[section]}
    assert "红税直播间" in names
    assert not [name for name in names if "银行" in name or "服务项目" in name]
    keys = {one["key"]: one["label"]["zh"] for section in ("groups", "measures", "bodies") for one in drafted.get(section, ())}
    (figure,) = (one for one in drafted["figures"] if one["written"] == "140座")
    assert keys[figure["about"]] == "社区食堂", "no one of them"


def test_a_deadlock_is_no_bureau_and_a_likeness_no_window(tmp_path: Path) -> None:
    text = "江苏省苏州市姑苏区是服务群众的“前沿窗口”，面对换梯困局，召集人牵头。苏州工业园区管委会到场，光靠物业公司不行。"
    drafted = draft(tmp_path, text)
    names = {one["label"]["zh"] for section in ("bodies", "groups", "places") for one in drafted.get(section, ())}
    assert not {"换梯困局", "前沿窗口", "光靠物业公司", "苏州工业园"} & names
