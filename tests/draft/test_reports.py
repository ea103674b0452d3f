"""What reports of other provinces print otherwise than the packaged ones: what is drafted of each is no other thing that looks like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.draft import drafting

Draft = dict[str, Any]


def draft(folder: Path, text: str, place: str = "金牛区") -> Draft:
    """Return the draft of a text about a place as plain values."""
    return drafting.draft(folder, text, place)


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
        ("区委成立城乡社区治理工作领导小组。", {"城乡社区治理工作领导小组"}, {"城乡社区"}),
        ("建立新就业群体党建工作联席会议。", {"新就业群体党建工作联席会议"}, {"业群体党建工作联席会议"}),
        ("由区委组织部、区总工会等11个部门组成。", {"区委组织部"}, {"区委组织部部门"}),
        ("依托区委党校培训，社区网格员接单。", {"区委党校", "区委"}, {"社区网格"}),
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


@pytest.mark.parametrize(
    ("text", "named", "unnamed"),
    [
        ("建立“三色”企业评价问题处置机制。", {"三色企业评价问题处置机制"}, {"三色"}),
        ("以“小阵地”激发“大能量”，严把“入口”。", set(), {"小阵地", "大能量", "入口"}),
        ("组建“老班长”调解队，评出“业务标兵”60名。", {"老班长调解队"}, {"老班长调解", "评出业务标兵"}),
        ("考核分优秀、称职、基本称职、不称职4个等次。", set(), {"4个等次", "称职"}),
        ("走进金牛区“骑士驿站”。", {"骑士驿站"}, {"金牛区骑士驿站"}),
        ("三、存在的不足\n一是人员流失；二是用房不足；三是没有系统。", set(), {"三", "人员流失"}),
        ("按照“应建尽建”原则推进。", set(), {"应建尽建"}),
        ("获评“先进党组织”，入选“十佳”。", set(), {"先进党组织", "十佳"}),
        ("由老党员担任社区“第一书记”。", set(), {"社区第一书记"}),
        ("让小区有“工具箱”，社区“两委”成员参加。", set(), {"工具箱", "社区两委"}),
        ("做到“小事不出楼、大事不出网格”。", set(), {"做到小事不出楼、大事不出网格"}),
        ("由“单位制”到“街居制”再到“社区制”。", set(), {"单位制", "街居制", "社区制"}),
        ("建立“区联街、街联社”的三级联系制度。", {"三级联系制度"}, {"区联街、街联社"}),
        ("实行“改不改、改什么、怎么改”三问工作法。", {"三问工作法", "改什么"}, {"改不改、改什么、怎么改"}),
        ("采取单独组建、联合组建、功能型组建等办法。", {"功能型组建"}, {"功能型组"}),
        ("采取单独组建、联合组建、功能型组建等方式。", set(), {"功能型组建"}),
        ("出台配套文件（简称“1+10”文件）。", {"1+10文件"}, {"配套文件（简称1+10文件"}),
        ("街道并没有建立独立的预算制度。", set(), {"预算制度"}),
        ("负责收集改造意愿，按《小区改造工作指引》实施。", set(), {"收集改造", "工作指引"}),
        ("开展“幸福食堂”“家门口就业”等服务项目。", {"幸福食堂", "家门口就业"}, set()),
        ("完善街道党工委、社区党委、党支部三级组织链条。", set(), {"街道党工委"}),
        ("与老城小学、新城小学、东城小学等12家单位签订共建协议。", {"共建协议"}, {"新城小学"}),
    ],
)
def test_measures_are_what_is_done_and_called_so(tmp_path: Path, text: str, named: set[str], unnamed: set[str]) -> None:
    measures = labels(draft(tmp_path, text), "measures")
    assert named <= measures
    assert not unnamed & measures


def test_measures_of_a_paragraph_are_parts_of_what_begins_it(tmp_path: Path) -> None:
    text = "推动组织、资源、服务“三个下沉”。\n组织下沉，建强红色堡垒。社区成立“大党委”，在网格上建立党支部，发挥党员作用。\n"
    measures = by_label(draft(tmp_path, text), "measures")
    assert measures["大党委"]["part_of"] == measures["组织"]["key"]
    assert measures["组织"]["part_of"] == measures["三个下沉"]["key"]


def test_a_topic_sentence_that_counts_something_tells_of_it_alone(tmp_path: Path) -> None:
    text = "推进“红色物业”建设。\n打造“邻里会客厅”152个。开设“民情茶馆”，社区干部、物业经理定期坐诊。\n"
    measures = by_label(draft(tmp_path, text), "measures")
    assert measures["民情茶馆"].get("part_of") != measures["邻里会客厅"]["key"]


@pytest.mark.parametrize(
    ("text", "events", "none"),
    [
        ("每月召开一次会议。2023年召开动员会。", {"召开动员会"}, {"召开一次会议"}),
        ("改造工作由哪些部门负责？改造后的小区成立议事会。", set(), {"改造工作由哪些部门"}),
        ("对评为D级的小区约谈。被评为全国先进社区。", {"被评为全国先进社区"}, {"评为D级的小区约谈", "评为D级的小区"}),
        ("成立老旧小区改造工作领导小组。", {"成立老旧小区改造工作领导小组"}, {"成立老旧小区"}),
        ("推出“民呼我应”平台，安装充电桩320个。", {"推出民呼我应平台", "安装充电桩"}, set()),
        ("建立业委会、物业公司三方联席会议制度。", set(), {"建立业委会"}),
        ("搭建起社区党组织和居民的桥梁。建立社区“两委”成员信息库。", set(), {"搭建起社区党组织", "建立社区两委成员信息库"}),
        ("建立“区委—街道党工委—社区党委”链条。社区党群服务中心去年9月启用。", {"社区党群服务中心去年9月启用"}, {"建立区委"}),
        ("推选15名楼长，获得省级文明单位称号。", {"推选楼长", "获得省级文明单位称号"}, set()),
        ("小区党支部、党群服务站在广场正式揭牌。", {"党群服务站在广场正式揭牌"}, set()),
        ("业主委员会顺利完成换届。对9个架空层进行改造。", {"业主委员会顺利完成换届", "对9个架空层进行改造"}, set()),
        ("2023年，打造邻里中心3个。着力打造党群服务中心。", {"打造邻里中心"}, {"打造党群服务中心"}),
        ("开展培训活动18次，共同见证电梯加装开工仪式。", {"电梯加装开工仪式"}, {"开展培训活动"}),
        ("建立“屋场夜话”机制，开发“邻里通”平台。", {"建立屋场夜话机制", "开发邻里通平台"}, set()),
        ("信托制在6个小区试点。清运垃圾38吨，更换管线900米。", {"在6个小区试点", "清运垃圾38吨", "更换管线900米"}, set()),
        ("全镇划分为86个网格，孵化9支志愿服务队。", {"划分为网格", "孵化志愿服务队"}, set()),
        ("向社区派驻联络干部，授予现场处置权限。", {"派驻联络干部", "授予现场处置权限"}, set()),
        ("社区打造“邻里驿站”。每月由党支部带头，共同召开议事会。", {"打造邻里驿站"}, {"召开议事会"}),
        ("社区把73栋楼编成12个“邻里班组”，由居民推举“班组长”。", {"编成邻里班组", "推举班组长"}, set()),
        ("旧厂房改成“小木匠”学堂，居民签下停车公约，社区办起“灶火”食堂。", {"签下停车公约", "办起灶火食堂"}, set()),
    ],
)
def test_events_happened_once(tmp_path: Path, text: str, events: set[str], none: set[str]) -> None:
    found = labels(draft(tmp_path, text), "events")
    assert events <= found
    assert not none & found


def test_what_is_founded_is_named_first_and_people_sent_are_no_place(tmp_path: Path) -> None:
    text = "成立党建工作委员会，下设办公室在市委组织部。新建业委会143个。公安、交管等部门派驻执法人员。基金由居民组成的管委会管理。"
    drafted = draft(tmp_path, text, "寿光市")
    events, bodies = by_label(drafted, "events"), {**by_label(drafted, "bodies"), **by_label(drafted, "groups")}
    assert bodies["市委组织部"]["key"] not in events["成立党建工作委员会"].get("after", ())
    assert "下设办公室" not in events, "how it is made up"
    assert events["新建业委会"]["kind"] == "founding"
    assert not {"sends-staff-to"} & {one["relation"] for one in drafted.get("relations", ())}
    told = {(one["subject"], one["object"]) for one in drafted.get("relations", ()) if one["relation"] == "draws-members-from"}
    assert not [pair for pair in told if pair[1] == bodies["管委会"]["key"]], "what is made up is no member"


def test_what_a_number_measures_is_no_count_of_things(tmp_path: Path) -> None:
    text = "3个工作日办结，30秒接听，收入提高3倍，是前年的2.5倍，全省排名第3。水温35度，补贴5毛。有12，345名党员。"
    figures = {one["written"]: (one["unit"], one["kind"], one.get("note", {}).get("zh")) for one in draft(tmp_path, text)["figures"]}
    assert figures == {
        "3个工作日": ("working-day", "duration", None),
        "30秒": ("second", "duration", None),
        "3倍": ("multiple", "change", None),
        "2.5倍": ("multiple", "ratio", None),
        "第3": ("item", "rank", None),
        "12，345名": ("person", "count", "“12，345名”按一个数读：请核对不是两个数"),
    }
