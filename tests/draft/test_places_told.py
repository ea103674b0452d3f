"""Which places a draft finds: a name that only looks like one of them, or like that of a wider one, is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.drafting import draft


def places(folder: Path, text: str, place: str | None = None) -> dict[str, str | None]:
    """Return the label of what each place lies in, by the label of the place."""
    drafted = draft(folder, text, place)["places"]
    labels = {one["key"]: one["label"]["zh"] for one in drafted}
    return {one["label"]["zh"]: labels.get(one.get("part_of", "")) for one in drafted}


def test_a_street_or_town_called_like_a_city_is_no_city(tmp_path: Path) -> None:
    found = places(tmp_path, "重庆市北碚区朝阳街道、天生街道推行组团自管。朝阳产业、绿色产业加快发展。")
    assert found == {"重庆市": None, "北碚区": "重庆市", "朝阳街道": "北碚区", "天生街道": "北碚区"}


def test_cities_in_a_list_are_places_without_their_last_character_too(tmp_path: Path) -> None:
    found = places(tmp_path, "四川省广汉市学习了苏州姑苏、常州、无锡等地的做法。")
    assert {"苏州市", "常州市", "无锡市"} <= set(found)


@pytest.mark.parametrize(
    "told", ["到居住地社区报到", "在户籍地社区登记", "到租住小区服务", "依托海淀区委党校开设社区书记课堂", "学习海淀区抓乡村治理的做法"]
)
def test_what_says_where_somebody_lives_or_what_is_done_is_no_name(tmp_path: Path, told: str) -> None:
    assert set(places(tmp_path, f"海淀区组织党员{told}。", "海淀区")) == {"海淀区"}


def test_a_community_lies_in_the_street_that_the_paragraph_tells_of(tmp_path: Path) -> None:
    found = places(tmp_path, "海淀区有学院路街道。\n上地街道有公司。街道还在树村社区设立工作室。\n街道在马坊社区办了会。")
    assert found["树村社区"] == "上地街道"
    assert found["马坊社区"] == "海淀区", "no street is told of in its paragraph"


def test_whom_a_bulletin_is_sent_to_is_not_what_it_tells_of(tmp_path: Path) -> None:
    text = "株洲市推行网格制。\n报：省委社会工作部\n"
    assert set(places(tmp_path, text)) == {"株洲市"}
    assert "湖南省" in places(tmp_path, text.replace("报：", "得到"))


def test_what_is_called_like_the_place_of_the_case_does_not_make_it_the_place(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "重庆市北碚区推行组团自管。朝阳街道是老街，朝阳街道有小区。朝阳小学也参加。")
    assert drafted["title"]["zh"] == "北碚区"


def test_a_bulletin_on_several_counties_is_about_their_city(tmp_path: Path) -> None:
    told = "基层治理简报\n{}株洲市开展行动。\n【案例一】芦淞区：市场红管家\n芦淞区设立网格，芦淞区成立专班。\n{}：屋场会\n攸县召开会议。\n"
    assert draft(tmp_path, told.format("湖南省", "【案例二】攸县"))["title"]["zh"] == "株洲市"
    assert draft(tmp_path, told.format("", "攸县代表发言"))["title"]["zh"] == "芦淞区", "one alone has a heading"


def test_the_communities_of_a_district_are_no_place(tmp_path: Path) -> None:
    assert set(places(tmp_path, "湖北省宜昌市西陵区社区能办的就办，西陵区云集街道社区参加。")) == {"湖北省", "宜昌市", "西陵区", "云集街道"}


def test_autonomous_regions_are_printed_in_short(tmp_path: Path) -> None:
    assert places(tmp_path, "内蒙古包头市昆都仑区少先路街道先行。") == {
        "内蒙古自治区": None, "包头市": "内蒙古自治区", "昆都仑区": "包头市", "少先路街道": "昆都仑区",
    }  # fmt: skip


def test_a_community_in_which_a_street_acts_lies_in_it(tmp_path: Path) -> None:
    assert places(tmp_path, "合肥市包河区常青街道在凌大塘社区试点。")["凌大塘社区"] == "常青街道"


def test_communities_called_after_a_street_are_places_and_what_is_counted_is_none(tmp_path: Path) -> None:
    text = "海淀区上地街道推行试点。建设路社区、红旗大道社区先行试点。把67个无物管小区整合为15个拼单小区。由拼单小区党组织牵头。"
    assert set(places(tmp_path, text)) == {"海淀区", "上地街道", "建设路社区", "红旗大道社区"}


def test_what_a_street_has_one_of_is_its_body(tmp_path: Path) -> None:
    text = "海淀区上地街道工作方案\n经上地街道党工委研究，街道党政联席会议通过本方案，由街道慈善基金会管理。各街道网格不变。上地街道负责。"
    bodies = {one["label"]["zh"] for one in draft(tmp_path, text, "上地街道")["bodies"]}
    assert {one for one in bodies if "联席会议" in one or "基金会" in one} == {"街道党政联席会议", "街道慈善基金会"}


def test_a_town_before_a_community_is_a_place_of_its_own(tmp_path: Path) -> None:
    found = places(tmp_path, "近年来，巩昌镇鼓楼社区聚焦停车难。鼓楼社区成立议事会，线上社区建群，其他社区也来学习。")
    assert found == {"巩昌镇": None, "鼓楼社区": "巩昌镇"}


def test_a_street_that_no_county_is_printed_for_is_what_is_told_of(tmp_path: Path) -> None:
    found = places(tmp_path, "今年来，南门街道党工委以翠湖社区等为试点。翠湖社区成立支部。")
    assert found == {"南门街道": None, "翠湖社区": "南门街道"}


def test_a_road_or_gate_called_like_a_city_is_no_city(tmp_path: Path) -> None:
    found = places(tmp_path, "金凤区北京中路街道召开会议。北京中路街道办事处到场，朝阳门南小街、朝阳门街道也来人。")
    assert "北京市" not in found
    assert "朝阳区" not in found


def test_a_county_behind_a_part_of_its_province_and_the_town_of_it_told_of_again(tmp_path: Path) -> None:
    found = places(tmp_path, "在皖东南旌德县兴隆镇，综治中心开门。兴隆镇设调解室，该镇培训网格员，三山村村民称好。兴隆镇还建了平台。")
    assert found["兴隆镇"] == "旌德县"
    assert draft(tmp_path, "旌德县兴隆镇抓治理。兴隆镇设调解室，该镇培训网格员。兴隆镇还建了平台。")["title"]["zh"] == "兴隆镇"


def test_a_community_is_told_of_from_its_first_print_on(tmp_path: Path) -> None:
    found = draft(
        tmp_path, "东城半岛社区晚上还亮着灯，社区党总支在议事。位于新密市新华路街道的东城半岛社区，住着五千人。东城半岛社区推行包联。"
    )
    places = {one["label"]["zh"]: one for one in found["places"]}
    assert len(places["东城半岛社区"]["evidence"]) == 3
    assert places["东城半岛社区"]["part_of"] == places["新华路街道"]["key"]
    assert "社区党总支" in {one["label"]["zh"] for one in found["bodies"]}


def test_where_a_town_lies_does_not_make_its_county_what_is_told_of(tmp_path: Path) -> None:
    text = "蒋坝镇地处洪泽区南部，紧邻洪泽湖。近年来，蒋坝镇调解纠纷，蒋坝镇划分网格，镇党委带头。"
    assert draft(tmp_path, text)["title"]["zh"] == "蒋坝镇"


def test_a_branch_of_a_bank_is_no_city_and_a_place_may_follow_what_was_said(tmp_path: Path) -> None:
    found = places(tmp_path, "茶山街道朝二社区与朝阳邮政局、朝阳支行签约。朝二社区与朝阳支行共建，原石城路街道撤并。")
    assert "朝阳区" not in found
    assert "原石城路街道" not in found
    assert "双井街道" in places(tmp_path, "“电话又响了。”北京市双井街道便民服务中心有热线，双井街道办了十年。")


def test_a_town_that_no_register_has_is_the_home_of_what_it_issues(tmp_path: Path) -> None:
    drafted = draft(
        tmp_path,
        "翠岗镇社区(村)网格化管理实施方案\n\n为健全服务网络，结合我镇实际，制订本方案。成立由镇党委主要领导任组长的工作领导小组。\n",
    )
    assert drafted["title"]["zh"] == "翠岗镇"
    assert [(one["label"]["zh"], one["tier"]) for one in drafted["places"]] == [("翠岗镇", "subdistrict")]
    assert "镇党委" in {one["label"]["zh"] for one in drafted["bodies"]}


def test_communities_listed_by_name_and_those_called_like_a_verb_are_places(tmp_path: Path) -> None:
    assert {"团圆社区", "松涛社区", "望河社区"} <= set(places(tmp_path, "柳荫街道现辖团圆、松涛、望河3个社区，面积5平方公里。"))
    assert "治理社区" not in places(tmp_path, "柳荫街道试点涉及党建、治理、服务3个社区。")
    drafted = draft(tmp_path, "建晖社区党支部带头值守，建晖社区成立巡逻队。")
    assert [one["label"]["zh"] for one in drafted["places"]] == ["建晖社区"]
    assert "建晖社区党支部" in {one["label"]["zh"] for one in drafted["bodies"]}


def test_a_town_that_is_registered_once_is_where_nothing_wider_is_printed(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "桑枣镇建成综治中心，村“两委”联合乡贤、老党员调处纠纷。桑枣镇每月研判。")
    assert [(one["label"]["zh"], one["code"]) for one in drafted["places"]] == [("桑枣镇", "510705101")], "乡贤 is no 联合乡"
    assert set(places(tmp_path, "近期，太仓陆渡街道开展行动。陆渡街道推广做法。")) == {"太仓市", "陆渡街道"}
    assert set(places(tmp_path, "近年来，大力推进乡镇改革，老城区社区治理见效。")) == {"（未知地点）"}


def test_communities_behind_the_street_that_has_them_are_listed_with_it(tmp_path: Path) -> None:
    found = places(tmp_path, "抽取武汉市江汉区的8个社区，分别为北湖街道的正街社区、建设社区和环保社区；民意街道的天仁社区和多闻社区。")
    assert {name for name, street in found.items() if street == "北湖街街道"} == {"正街社区", "建设社区", "环保社区"}
    assert {name for name, street in found.items() if street == "民意街街道"} == {"天仁社区", "多闻社区"}


def test_a_district_of_an_older_division_begins_what_it_does(tmp_path: Path) -> None:
    assert set(places(tmp_path, "下城区以改革试点为契机，推进执法改革。")) == {"下城区"}
    assert set(places(tmp_path, "老城区以改革试点为契机，推进执法改革。")) == {"（未知地点）"}
    assert set(places(tmp_path, "浙江义乌陇头朱村：村庄治理\n去年，义乌市行政村调整，陇头朱村推行积分。")) == {
        "浙江省",
        "义乌市",
        "陇头朱村",
    }


def test_streets_listed_by_their_names_and_a_village_whose_people_act_are_places(tmp_path: Path) -> None:
    assert {"东直门街道", "东四街道", "朝阳门街道"} <= set(
        places(tmp_path, "东城区在东直门、东四、朝阳门三个街道试点“大部制”改革。", "110101")
    )
    found = places(tmp_path, "句容市有小区122个，其中崇明街道47个、华阳街道41个。湾底村村民自发组建志愿队。")
    assert {"崇明街道", "华阳街道", "湾底村"} <= set(found)
