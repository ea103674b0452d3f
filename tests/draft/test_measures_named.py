"""What measures are called: where a name begins and ends, and what is set off in quotes and is no name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.drafting import draft
from tests.draft.test_measures_told import measures_of

PLACE = "江苏省苏州市姑苏区：\n"


@pytest.mark.parametrize(
    "text",
    [
        "镇里涌现出一批“金牌店主”“田头教授”。",
        "值班员在“24小时”里守着电话。",
        "走进大厅，仿佛来到一个“便民百货”。",
        "这里是“城边村”的安置小区，曾对道路进行升级改造。",
        "姑苏区培养居民的“楼栋自管”意识，把好“充电安装”关口。",
        "姑苏区以“微积分”带动“大文明”。",
        "保安大叔化身“安全探头”守在路口。",
        "姑苏区引导住户“有困难找楼长”，真正做到“把话讲明白”。",
        "村里的“五老”和“银发达人”都来帮忙，村“两委班子”也在场。",
    ],
)
def test_what_is_set_off_in_quotes_is_no_measure(text: str, tmp_path: Path) -> None:
    assert not draft(tmp_path, PLACE + text).get("measures")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("姑苏区锚定“红帆”治理模式。", "红帆治理模式", "working-method"),
        ("姑苏区拟定“民生九条”服务清单。", "民生九条服务清单", "list"),
        ("住建局发布惠民服务项目“云上修缮站”。", "云上修缮站", "facility"),
        ("姑苏区建成全区首个“亲邻”中心。", "亲邻中心", "facility"),
        ("姑苏区成立出租车司机服务中心。", "出租车司机服务中心", "facility"),
        ("姑苏区开展“僵尸车”集中清理行动。", "僵尸车集中清理行动", "campaign"),
        ("姑苏区构建“全域”智治矩阵。", "全域智治矩阵", "scheme"),
        ("姑苏区打造“银发”服务综合体。", "银发服务综合体", "facility"),
        ("姑苏区设立志愿者示范岗。", "志愿者示范岗", "mechanism"),
        ("姑苏区开启“萤火”守护行动。", "萤火守护行动", "campaign"),
        ("姑苏区推行“6+”管理法。", "6+管理法", "working-method"),
        ("姑苏区依托楼栋网格设立巡护小组。", "巡护小组", "team"),
        ("姑苏区建立公益时长与兑换机制。", "公益时长与兑换机制", "mechanism"),
        ("姑苏区建立场地、人手、资金三重保障机制。", "场地、人手、资金三重保障机制", "mechanism"),
        ("姑苏区健全日常巡护、问题上报、限期整改和结果反馈机制。", "日常巡护、问题上报、限期整改和结果反馈机制", "mechanism"),
        ("姑苏区改造了6处闲置公共空间。", "改造闲置公共空间", "project"),
        ("街道开展了针对飞线充电及楼道堆物的集中清理行动。", "飞线充电及楼道堆物集中清理行动", "campaign"),
        ("姑苏区建立了“街道-片区-楼栋”三级巡护体系。", "三级巡护体系", "scheme"),
        ("街道推出便民品牌“早安伙伴”。", "早安伙伴", "brand"),
        ("姑苏区落实“区中有块、块中有岗”的片区化管理。", "片区化管理", "mechanism"),
        ("姑苏区完善能帮即帮、应帮快帮工作模式。", "能帮即帮、应帮快帮工作模式", "working-method"),
        ("姑苏区建成便民服务站点。", "便民服务站点", "facility"),
        ("姑苏区举办《噪声污染防治法》普法讲座。", "噪声污染防治法普法讲座", "training"),
        ("姑苏区持续开展防汛宣讲。", "防汛宣讲", "service"),
        ("姑苏区组建银龄宣传队伍上门讲解。", "银龄宣传队伍", "team"),
    ],
)
def test_a_name_begins_behind_what_says_its_kind_or_takes_it_and_ends_with_its_noun(
    text: str, name: str, kind: str, tmp_path: Path
) -> None:
    assert measures_of(tmp_path, PLACE + text).get(name, (None,))[0] == kind


def test_a_meeting_held_so_often_ends_before_what_it_is_about(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区每半年召开恳谈会议商讨楼道改造。每天将收支明细张贴上墙的做法也很管用。")
    assert set(told) == {"每半年召开恳谈会议"}


def test_who_is_brought_together_and_what_a_thing_rests_on_are_no_parts(tmp_path: Path) -> None:
    text = "姑苏区创新“和美联盟+四方共议”机制，联合物管、片警、业委会、社工力量。"
    text += "依托红色驿站、便民店铺、快递网点等打造“十分钟关爱服务圈”。通过补齐标牌引导、提升设施能级、健全日常会商机制等，方便居民。"
    assert not [name for name, (kind, _) in measures_of(tmp_path, PLACE + text).items() if kind == "element"]


def test_a_rule_named_only_inside_a_title_is_none(tmp_path: Path) -> None:
    assert not draft(tmp_path, PLACE + "姑苏区制定《关于深化街区更新机制的实施意见》。").get("measures")


def test_what_is_served_or_a_post_is_no_whole_of_what_follows(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区开展防汛宣讲，设立志愿者示范岗，开办缝纫课堂，组建银龄巡查队。")
    assert {whole for _, whole in told.values()} == {None}
    assert {"防汛宣讲", "志愿者示范岗", "缝纫课堂"} <= set(told)


def test_a_quote_and_the_number_of_its_clauses_are_one_measure_with_them_as_parts(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "居民定下“遛狗牵绳、楼道不放车、夜里轻关门”三条规矩。街道推出便民品牌“早安伙伴”。")
    assert told["三条规矩"] == ("rule", None)
    assert {told[name] for name in ("遛狗牵绳", "楼道不放车", "夜里轻关门")} == {("element", "三条规矩")}
    assert "便民品牌" not in told


def test_what_bears_one_name_with_two_nouns_is_two_things_where_one_of_them_is_a_place(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区推行“和风”调解机制，和气生财。平江街道设立“和风”调解站。大家都夸“和风”调解机制。")
    assert {name: kind for name, (kind, _) in told.items()} == {"和风调解机制": "mechanism", "和风调解站": "facility"}


def test_the_first_and_last_of_what_is_listed_are_cut_where_the_others_say(tmp_path: Path) -> None:
    text = (
        "柳荫街道健全协调会商、教育引导和信息互通等五大机制。扎实推进组织网络优化、联建互助聚力以及民生服务增效三项举措。"
        "研发“租房管家系统”，涵盖信息登记、影像采集、费用结算提醒、公安信息核查等功能。协同网格区内的网格员、驻村指导员、义务调解员、联防员，推行“一长四员”工作模式。"
    )
    found = set(measures_of(tmp_path, text))
    assert {"协调会商", "教育引导", "信息互通", "组织网络优化", "联建互助聚力", "民生服务增效", "信息登记"} <= found
    assert not [name for name in found if name.startswith(("健全", "扎实", "涵盖", "的", "内的")) or name.endswith("以")]


def test_a_name_ends_before_a_bracket_that_stays_open_and_before_what_is_joined_by_number(tmp_path: Path) -> None:
    text = "姑苏区完善创业基地（服务中心、孵化中心）。姑苏区聘请法律顾问和12名义务调解员。"
    assert {"创业基地", "聘请法律顾问"} <= set(measures_of(tmp_path, PLACE + text))


def test_what_is_named_side_by_side_is_no_part_of_the_first(tmp_path: Path) -> None:
    text = "姑苏区推进“书香里”“棋艺坊”建设，方便居民。"
    assert {whole for _, whole in measures_of(tmp_path, PLACE + text).values()} == {None}


def test_deeds_that_bear_several_terms_of_a_formula_are_parts_of_the_whole(tmp_path: Path) -> None:
    text = "姑苏区实施“三联三促”工程。通过组织联建促发展、服务联做促治理、党员联育促和谐，实现“三联三促”。"
    told = measures_of(tmp_path, PLACE + text)
    assert {name for name, (_, whole) in told.items() if whole == "三联三促工程"} == {"组织联建促发展", "服务联做促治理", "党员联育促和谐"}


def test_what_is_told_one_by_one_behind_a_measure_that_counts_it_are_its_parts(tmp_path: Path) -> None:
    text = (
        "姑苏区建立“三级联调”工作法。网格初调：网格员日常排查，化解简单纠纷；社区联调：社区联合乡贤调处复杂问题；街道专调：司法所攻坚积案。"
    )
    told = measures_of(tmp_path, PLACE + text)
    assert {name for name, (_, whole) in told.items() if whole == "三级联调工作法"} == {"网格初调", "社区联调", "街道专调"}


def test_numbered_parts_are_those_of_a_count_whatever_is_listed_before(tmp_path: Path) -> None:
    text = "姑苏区党员学报告、学党章、学党史，做到“三个主动”。一是主动学思，不忘初心；二是主动创新，以歌叙史；三是主动作为，精准发力。"
    told = measures_of(tmp_path, PLACE + text)
    assert {name for name, (_, whole) in told.items() if whole == "三个主动"} == {"主动学思", "主动创新", "主动作为"}


def test_a_network_of_levels_is_called_by_its_noun(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区搭建“街道—社区—楼栋”三级排查网络，形成“一会、一站、一中心”的村委组织架构。")
    assert told["三级排查网络"][0] == "organization-setting"
    assert {name for name, (_, whole) in told.items() if whole == "村委组织架构"} == {"一会", "一站", "一中心"}


def test_the_first_of_a_list_in_quotes_is_whole_and_a_name_begins_behind_where_it_is(tmp_path: Path) -> None:
    text = "姑苏区开展“我为平安站一岗、我为邻里劝一劝、我为环境管一管、我为家园添一绿、我为困难帮一帮”的“五个一”活动，"
    text += "推进基层“一支队伍管执法”。"
    told = measures_of(tmp_path, PLACE + text)
    assert "我为平安站一岗" in told
    assert "一支队伍管执法" in told


def test_three_things_in_quotes_and_what_is_done_with_them_are_one_measure(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区实行“人员、职责、任务”三落实。每个网格配备1名专职网格员和2名志愿者。")
    assert {name for name, (_, whole) in told.items() if whole == "三落实"} == {"人员", "职责", "任务"}
    assert not [name for name in told if name.endswith("和")]


def test_an_example_begins_behind_who_gives_it(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区向独居、高龄老年人提供爱心送餐、上门探望、家务帮助等志愿服务。")
    assert {"爱心送餐", "上门探望", "家务帮助"} <= set(told)


def test_who_does_one_thing_by_order_does_not_do_the_next_sentence(tmp_path: Path) -> None:
    text = PLACE + "姑苏区重视楼宇。由区委组织部牵头制定清单；由区发改局负责统计。成立楼宇党建联盟。"
    drafted = draft(tmp_path, text)
    names = {one["key"]: one["label"]["zh"] for one in drafted["bodies"]}
    (alliance,) = (one for one in drafted["measures"] if one["label"]["zh"] == "楼宇党建联盟")
    assert "区发改局" not in [names[key] for key in alliance.get("run_by", [])]


def test_a_way_of_sorting_has_its_parts_by_what_they_are_alike_and_units_are_no_parts(tmp_path: Path) -> None:
    text = "姑苏区推行“三集中”垃圾分类法，即居民垃圾集中时间投放、集中地点精拣、集中收集清运。"
    text += "在日出东方、锦绣花园、平山花园3个分类小区推行“光荣榜”机制。"
    told = measures_of(tmp_path, PLACE + text)
    parts = {name for name, (kind, whole) in told.items() if whole == "三集中垃圾分类法" and kind == "element"}
    assert parts == {"集中时间投放", "集中地点精拣", "集中收集清运"}
    assert not [name for name in told if "花园" in name or name.startswith("3个")]


def test_a_chain_that_a_system_counts_is_no_part_of_its_name_behind_a_particle_too(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区搭建“楼道长——楼栋长——小区议事代表——社区议事代表”的四级议事体系。")
    assert set(told) == {"四级议事体系"}


def test_a_quote_before_party_branch_is_named_with_it(tmp_path: Path) -> None:
    assert "红帆网格党支部" in measures_of(tmp_path, PLACE + "姑苏区成立“红帆网格”党支部。")
