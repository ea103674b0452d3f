"""Bodies by the nouns that the field uses: stations, courts, committees, offices; and whose they are where no level is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.drafting import draft

TOWN = "塘洲镇：平安有招\n江西省吉安市泰和县塘洲镇平安有招。"
COUNTY = "江西省吉安市泰和县平安有招。"


def told(folder: Path, text: str, section: str) -> dict[str, str]:
    """Return the kind of each body or group by its label."""
    return {one["label"]["zh"]: one["kind"] for one in draft(folder, text).get(section, [])}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("塘洲镇请来两家律师事务所，与县法学会共建。", {"律师事务所": "enterprise", "县法学会": "social"}),
        ("纠纷可到劳动仲裁院，也可到社工站。", {"劳动仲裁院": "public-institution", "社工站": "social-work-station"}),
        ("村里有义警站3个、文化礼堂1座、楼事会5个。", {"义警站": "service-station", "文化礼堂": "service-outlet", "楼事会": "residents"}),
        ("各街道人大工委设人大代表接待站。", {"人大代表接待站": "deputies-reception-point"}),
        ("股份经济合作社与监委会一同记账。", {"股份经济合作社": "farmers-cooperative", "监委会": "residents"}),
        ("整合法制科、宣教科等科室。", {"法制科": "internal-office"}),
    ],
)
def test_nouns_of_the_field_name_bodies(tmp_path: Path, text: str, expected: dict[str, str]) -> None:
    found = told(tmp_path, TOWN + text, "groups") | told(tmp_path, TOWN + text, "bodies")
    assert expected.items() <= found.items()


def test_a_town_has_one_police_station_and_a_county_one_bureau_of_each_kind(tmp_path: Path) -> None:
    found = told(tmp_path, TOWN + "司法所派人坐班，供电所、派出所随叫随到。全县法院去年少收案。", "bodies")
    assert {"司法所", "供电所", "派出所"} <= found.keys()
    assert "法院" not in found
    found = told(tmp_path, COUNTY + "公安局、人力资源和社会保障局各来一人，民政局、总工会等单位逢集到场，各派出所待命。", "bodies")
    assert {"公安局", "人力资源和社会保障局", "总工会", "民政局"} <= found.keys()
    assert found["公安局"] == "district-department"
    assert "派出所" not in found
    several = told(tmp_path, TOWN + "马市镇也学。司法所派人坐班。", "bodies")
    assert "司法所" not in several


def test_what_a_bracket_or_a_list_holds_is_read_item_by_item(tmp_path: Path) -> None:
    text = (
        TOWN
        + "村口“一庭两所”（人民法庭、派出所）调解队伍轮班。水务所、畜牧、农机等要害领域部门来人。另分宣传组、监督组、运用组等专门小组。"
    )
    found = told(tmp_path, text, "groups") | told(tmp_path, text, "bodies")
    assert {"派出所", "人民法庭", "监督组", "运用组"} <= found.keys()
    assert not [one for one in found if "（" in one or "）" in one or "、" in one]


def test_a_name_ends_before_what_the_body_does(tmp_path: Path) -> None:
    text = COUNTY + "狮山派出所派员疏导，县公安局治安大队便教骑手学交规。镇政法办随即到场，民警组织义警站巡逻。塘洲镇综治办开展夜访。"
    found = told(tmp_path, text, "groups") | told(tmp_path, text, "bodies")
    assert {"狮山派出所", "县公安局治安大队", "镇政法办", "义警站"} <= found.keys()


@pytest.mark.parametrize("text", ["驻村工作队入户。", "驻村工作队队长讲课。"])
def test_a_team_is_told_that_goes_to_homes_or_has_a_head(tmp_path: Path, text: str) -> None:
    found = told(tmp_path, COUNTY + text, "groups")
    assert "驻村工作队" in found


def test_an_office_of_the_street_told_of_is_under_it(tmp_path: Path) -> None:
    bodies = {one["label"]["zh"]: one for one in draft(tmp_path, TOWN + "会同党建办汇总。")["bodies"]}
    assert bodies["党建办"]["parent"] == bodies["塘洲镇"]["key"]


def test_a_verb_or_what_points_back_is_no_part_of_a_name(tmp_path: Path) -> None:
    text = COUNTY + "建成首家法律援助中心。民警组织义警站队员夜巡，兴办“幸福院”，该村党支部牵头，群众步入大厅，最美家庭宣讲团开讲。"
    found = told(tmp_path, text, "groups") | told(tmp_path, text, "bodies")
    assert {"法律援助中心", "义警站", "幸福院", "村党支部", "最美家庭宣讲团"} <= found.keys()
    assert not {"首家法律援助中心", "组织义警站", "兴办幸福院", "该村党支部", "步入大厅", "美家庭宣讲团"} & found.keys()


def test_a_community_has_no_womens_federation_of_a_district(tmp_path: Path) -> None:
    found = told(tmp_path, "江西省赣州市章贡区有招。章贡区妇联牵头，翠微社区妇联入户。", "bodies")
    assert found["章贡区妇联"] == "mass-organization"
    assert "区妇联" not in found


def test_a_name_that_a_level_begins_holds_nouns_that_are_verbs_elsewhere(tmp_path: Path) -> None:
    text = COUNTY + "整合县信访事项多元化解调处中心。县数字城管监督指挥中心建成。据县综治中心统计，全县管理服务中心不少。"
    found = told(tmp_path, text, "groups") | told(tmp_path, text, "bodies")
    assert {"县信访事项多元化解调处中心", "县数字城管监督指挥中心", "县综治中心"} <= found.keys()
    assert not {"调处中心", "指挥中心", "据县综治中心"} & found.keys()


def test_what_says_which_ones_names_no_place(tmp_path: Path) -> None:
    case = draft(
        tmp_path,
        COUNTY + "企业参与周边社区治理。在各镇村建立义警队。" + "近年来，塘洲镇樟溪村有招。樟溪村党支部牵头，加强农村基层党组织建设。",
    )
    assert not {"周边社区", "各镇村"} & {one["label"]["zh"] for one in case["places"]}
    assert "农村基层党组织" not in {one["label"]["zh"] for one in case["bodies"]}
