"""What a draft takes for the name of a body or group, and which pieces of clauses it leaves out: in sentences of our own."""

from __future__ import annotations

from pathlib import Path

from tests.draft.drafting import draft

HEAD = "江苏省苏州市姑苏区抓基层治理\n"


def named(folder: Path, text: str) -> dict[str, str]:
    """Return the section of each body and group by its label."""
    case = draft(folder, HEAD + text)
    return {one["label"]["zh"]: section for section in ("bodies", "groups") for one in case.get(section, ())}


def test_a_verb_with_what_it_governs_is_no_name(tmp_path: Path) -> None:
    told = named(
        tmp_path,
        "（一）组织建在网格上。课题组考察“组织嵌入”路径，做到组织全覆盖，街道争取城管、消防等部门支持。小事不出村委会，一站办、村里办。\n",
    )
    assert {name for name in told if name.endswith(("组织", "办"))} == set()
    assert {"城管部门", "消防部门"} <= set(told), "the first of a list begins behind the verb"
    assert "出村委会" not in told


def test_who_organizes_is_called_by_a_word_before_it(tmp_path: Path) -> None:
    told = named(tmp_path, "区里引入公益性组织3家，发动文体组织，志愿组织开展活动。\n")
    assert {"公益性组织", "志愿组织"} <= set(told)


def test_a_way_of_managing_and_what_is_lacking_are_no_companies(tmp_path: Path) -> None:
    told = named(tmp_path, "老旧社区物业缺位，区里试点信托制物业。物业公司来了。\n")
    assert {name for name in told if "物业" in name} == {"物业公司"}


def test_a_name_cut_by_a_word_in_its_quotes_is_whole(tmp_path: Path) -> None:
    told = named(tmp_path, "镇里设立“垃圾不落地”积分超市，成立“大家和小家”议事会。\n")
    assert {"垃圾不落地积分超市", "大家和小家议事会"} <= set(told)


def test_the_organ_of_a_level_is_that_of_the_street_or_community_told_of(tmp_path: Path) -> None:
    told = named(
        tmp_path,
        "形成“街道党工委—社区党委—小区党支部”链条。\n平江街道先行。去年，街道党工委推行清单。白洋湾街道金筑社区地处老城，社区党委组建巡查队。"
        "平江街道换了做法，社区党委派员到场。\n平江街道、白洋湾街道都试点，街道党建办牵头。\n",
    )
    assert told["平江街道党工委"] == "bodies", "it opens the sentence before"
    assert told["金筑社区党委"] == "bodies"
    assert (told["街道党工委"], told["社区党委"]) == ("groups", "groups"), "of the ladder, and behind the name of another street"
    assert told["街道党建办"] == "groups", "two streets are named"


def test_what_one_unit_sets_up_or_its_level_has_one_of_is_one(tmp_path: Path) -> None:
    told = named(
        tmp_path,
        "区里成立新就业群体综合党支部，各片区成立联合党支部。难题提交区级联席会议，由区园区事务协调办公室督办。街道联席会议开会。\n",
    )
    assert {name: told[name] for name in ("新就业群体综合党支部", "区级联席会议", "区园区事务协调办公室")} == {
        "新就业群体综合党支部": "bodies", "区级联席会议": "bodies", "区园区事务协调办公室": "bodies",
    }  # fmt: skip
    assert (told["联合党支部"], told["街道联席会议"]) == ("groups", "groups")


def test_bureaus_and_what_is_merged_into_one_are_bodies_of_their_kind(tmp_path: Path) -> None:
    case = draft(
        tmp_path,
        HEAD + "姑苏区民政局会同区教育局等部门开发平台，从区直单位选派干部，楼院党小组参加，市场监管部门巡查。"
        "区里将两个站整合为古城治理服务中心，下设党群工作、物流保障两个工作组，聘请智囊团。建设街道便民服务站开门。\n",
    )
    kinds = {one["label"]["zh"]: (section, one["kind"]) for section in ("bodies", "groups") for one in case.get(section, ())}
    assert {name: kinds.get(name) for name in ("姑苏区民政局", "区教育局", "古城治理服务中心", "党群工作组", "物流保障组")} == {
        "姑苏区民政局": ("bodies", "district-department"), "区教育局": ("bodies", "district-department"),
        "古城治理服务中心": ("bodies", "service-outlet"), "党群工作组": ("bodies", "team"), "物流保障组": ("bodies", "team"),
    }  # fmt: skip
    assert {name: kinds[name][1] for name in ("区直单位", "楼院党小组", "市场监管部门", "智囊团")} == {
        "区直单位": "organ-unit", "楼院党小组": "building-party-group", "市场监管部门": "government-department", "智囊团": "expert-group",
    }  # fmt: skip


def test_the_organ_of_a_level_in_a_bulletin_is_that_of_the_county_told_of(tmp_path: Path) -> None:
    case = draft(
        tmp_path,
        "湖南省株洲市基层治理简报\n天元区：打造园区\n天元区立足实际，企业诉求呈报区园区事务协调办公室。\n攸县：开屋场会\n攸县立足实际。\n",
        place="株洲市",
    )
    office = next(one for one in case["bodies"] if one["label"]["zh"] == "区园区事务协调办公室")
    place = next(one for one in case["places"] if one["key"] == office["place"])
    assert (office["kind"], place["label"]["zh"]) == ("district-department", "天元区")


def test_good_holders_are_of_the_same_body_and_an_office_is_that_of_its_street(tmp_path: Path) -> None:
    told = named(tmp_path, "平江街道很忙，难题交街道平安法治办。23名优秀社区党组织书记领奖。\n")
    assert told["街道平安法治办"] == "bodies"
    assert "社区党组织" in told
    assert "优秀社区党组织" not in told


def test_what_a_verb_or_a_demonstrative_leaves_is_no_part_of_a_name(tmp_path: Path) -> None:
    text = "居民推选出楼栋长。每月上报给这支志愿者队伍。现入驻志愿服务队伍54支，加上人民来访接待中心等，进驻调委会31个。"
    found = named(tmp_path, text + "本次居民议事会上有人提问。")
    assert {"志愿服务队伍", "人民来访接待中心", "调委会", "居民议事会"} <= found.keys()
    assert not {"出楼栋长", "支志愿者队伍", "现入驻志愿服务队伍", "驻调委会", "本次居民议事会"} & found.keys()


def test_a_name_goes_on_over_what_else_would_be_a_verb(tmp_path: Path) -> None:
    found = named(tmp_path, "镇里设有个性化调解室、指挥调度中心，组建新时代文明实践志愿服务总队。金牛区社会治安综合治理中心建成。")
    assert {"个性化调解室", "指挥调度中心", "新时代文明实践志愿服务总队", "金牛区社会治安综合治理中心"} <= found.keys()


def test_a_slogan_with_a_noun_of_a_kind_names_no_body(tmp_path: Path) -> None:
    found = named(tmp_path, "以“小驿站”撬动大治理，形成“一中心辐射、四驿站延伸”格局，引导群众“有纠纷找综治中心”。")
    assert not {"小驿站", "一中心", "四驿站", "有纠纷找综治中心"} & found.keys()


def test_two_bodies_that_are_printed_as_one_are_two(tmp_path: Path) -> None:
    found = named(tmp_path, "姑苏区公安局狮山派出所定期向区党委政府汇报。走进狮山镇综治中心大厅，组建回访小组。区委常委、组织部部长到场。")
    assert {"姑苏区公安局", "狮山派出所", "区党委", "区政府", "回访小组", "区委", "区委组织部"} <= found.keys()
    assert not [name for name in found if name.endswith(("大厅", "党委政府"))]


def test_offices_listed_of_a_town_are_its_own_and_what_is_said_of_ways_is_none(tmp_path: Path) -> None:
    case = draft(
        tmp_path, "旌德县兴隆镇建治理中心。兴隆镇联动经发办、为民服务中心等部门，该镇诉求有人办、依法办，平时联楼联户。兴隆镇有窗口。"
    )
    parents = {one["label"]["zh"]: one.get("parent") for one in case["bodies"]}
    town = next(one["key"] for one in case["bodies"] if one["label"]["zh"] == "兴隆镇")
    assert {name: parents.get(name) for name in ("经发办", "为民服务中心")} == {"经发办": town, "为民服务中心": town}
    assert not {"有人办", "依法办", "平时联楼联户"} & {one["label"]["zh"] for one in case.get("groups", ())}


def test_the_committee_of_a_village_is_one_body_however_it_is_called(tmp_path: Path) -> None:
    case = draft(tmp_path, "茗新村村委会副主任正和村干部检查。优胜社区服务先锋队成员们到场。村委会副主任回到了村里，茗新村积分有了。")
    committees = [one["label"]["zh"] for one in case["bodies"] if one["label"]["zh"].endswith("村委会")]
    assert committees == ["茗新村村委会"]
    offices = [one["label"]["zh"] for one in case["posts"] if one["label"]["zh"].endswith("副主任")]
    assert offices == ["茗新村村委会副主任"]


def test_a_number_in_a_place_counts_none_and_a_station_with_a_name_is_one(tmp_path: Path) -> None:
    found = named(tmp_path, "通州区九棵树街道抓治理。石城路派出所与村里协商，工作队组织村“两委”清理，辖区派出所出警，请专业队伍处理。")
    assert found["石城路派出所"] == "bodies"
    assert found.get("辖区派出所") != "bodies"
    assert not {"树街道", "请专业队伍"} & found.keys()
    assert not [name for name in found if name.startswith("工作队组织")]


def test_a_team_of_the_one_place_told_of_is_at_its_tier_and_a_station_is_under_its_bureau(tmp_path: Path) -> None:
    case = draft(tmp_path, "茗新村推行积分。茗新村成立“红色”服务队，茗新村村委会参加。")
    assert {one["label"]["zh"]: one.get("tier") for one in case["bodies"]}["红色服务队"] == "community"
    case = draft(tmp_path, HEAD + "姑苏区公安局狮山派出所到场，狮山派出所调解。")
    keys = {one["label"]["zh"]: one["key"] for one in case["bodies"]}
    assert {one["label"]["zh"]: one.get("parent") for one in case["bodies"]}["狮山派出所"] == keys["姑苏区公安局"]
