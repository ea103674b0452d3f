"""What is advised, likened or only set off in quotes is no measure, and what one section tells of is not all that a text is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.drafting import draft
from tests.draft.test_measures_told import measures_of

PLACE = "江苏省苏州市姑苏区：\n"

RESEARCH = """江苏省苏州市姑苏区议事协商研究
摘要：姑苏区推行“楼门议事”工作法，应当完善评价体系。
关键词：议事协商；姑苏区
一、主要做法
姑苏区建立“居民点单”机制，征集居民意见建议120条。
二、对策与建议
健全监督制度，推广“云上议事”平台。
"""

SECTIONS = """江苏省苏州市姑苏区“红帆”治理综述
姑苏区以“红帆”工程为总抓手，着力提升治理水平，推动各项工作落到实处、走在前列，城乡面貌焕然一新。
一、建强组织体系
全区推行“双向联动”机制，吸纳驻区单位负责人担任兼职委员，共同商量各项大事小事，形成合力。
二、下沉服务力量
姑苏区实施“雁阵”培育计划，选派年轻干部到社区担任负责人，推动力量下沉到底、服务更加贴心。
三、共治共享
姑苏区推广“板凳议事会”，居民代表、物业企业和业主委员会围坐一起，商量解决停车难、充电难等民生小事。平江街道地处老城，楼道堆物一度屡禁不止。街道组建“银龄劝导队”，每天巡楼。
"""


@pytest.mark.parametrize(
    "text",
    [
        "姑苏区推动睦邻中心从单纯的“活动场地”向“治理枢纽”转型。",
        "他们成为社区的“移动探头”。",
        "姑苏区关心“小哥”们的难处，清理“僵尸”物品。",
        "“有组织”不等于“有协同”，打破“各管各事、互不往来”的壁垒。",
        "社区收集“医食住行、学暖融乐”等十个需求关键字。",
        "街道一年仅开展一次活动。",
        "姑苏区打通城市“脉络”，抓住“关键人”，理清“关键事”。",
        "姑苏区整治楼道“五乱”，成功创建“示范社区”，整合社区“红色资源”。",
        "姑苏区关爱“一老一小”，为“一老一小”送餐。",
        "大厅里有两个竖着“纠纷受理”“法律咨询”标识的工位，居民“只进一扇门”就能办事。",
        "姑苏区围绕“平安、民生、效益、美丽、人文、廉政”六个建设目标，立足“发现在早、处置在小”的工作理念。",
        "姑苏区地处“金三角”腹地，是苏州的“东大门”。",
        "外卖小哥当上了“街区书记”，大家亲切地叫他“老大”，“老大”当上了书记。每天他们在辖区内来回奔波。",
        "姑苏区将党建“触角”延伸到楼栋。向居民开展消防安全、法律知识、垃圾分类等政策宣传。",
        "姑苏区始终把平安创建工作作为中心工作来抓。",
        "党的二十届四中全会明确提出推进国家安全体系建设，居民齐聚广场。",
        "姑苏区筑牢“熟人社会”组织根基，筑起守护平安的“红色防线”。",
        "姑苏区探索市域治理现代化新路径，从“加强社区党建”“培育多元主体”等13个方面推进改革。",
        "姑苏区对分类到位的“明星户”进行表扬，实施监督管理，将机构从原来“向上对口”的科室精简。",
        "由于安装成本高，货物被居民“一扫而空”，基于“楼道长”，其中7名是“80后”，清理占据公共空间的杂物。",
        "商圈综合党委成立授牌仪式在姑苏广场举行，宣读了成立的批复文件。",
        "姑苏区接到破题“三农问题”的任务，整合“人、财、物”。",
        "姑苏区打造符合基层实际、适合基层管理、便于基层实施的新流程，强化队伍管理。",
    ],
)
def test_what_is_set_off_or_likened_or_counted_by_times_is_no_measure(text: str, tmp_path: Path) -> None:
    assert not draft(tmp_path, PLACE + text).get("measures")


def test_what_a_paper_advises_is_no_fact(tmp_path: Path) -> None:
    assert set(measures_of(tmp_path, RESEARCH)) == {"楼门议事工作法", "居民点单机制"}
    advised = "为此提出两点建议：一是建立“积分银行”制度；二是推广“楼长制”。\n建议设立专项基金。\n"
    advised += "姑苏区采纳建议，建立“云上议事”平台。"
    assert set(measures_of(tmp_path, PLACE + advised)) == {"云上议事平台"}


def test_what_a_place_below_does_is_no_part_of_what_a_text_of_sections_is_about(tmp_path: Path) -> None:
    wholes = {name: whole for name, (_, whole) in measures_of(tmp_path, SECTIONS).items()}
    assert {wholes[name] for name in ("双向联动机制", "雁阵培育计划", "板凳议事会")} == {"红帆"}
    assert wholes["银龄劝导队"] is None


def test_a_name_goes_on_to_what_is_held_and_its_first_noun_tells_the_kind(tmp_path: Path) -> None:
    text = "姑苏区举办“616”集中报到日活动，自2024年首场“静新畅议”协调会举办以来，"
    text += "开设“青舟学堂”假期托管班。准备“法到身边”“健康义诊”等12项服务项目的集市。"
    told = measures_of(tmp_path, PLACE + text + "推行“红帆领航”工程，擦亮“红帆领航”品牌。")
    assert {"616集中报到日活动", "静新畅议协调会", "青舟学堂假期托管班"} <= set(told)
    assert (told["法到身边"][0], told["红帆领航工程"][0]) == ("service", "programme")


def test_what_an_outlet_offers_is_an_element_of_it(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区建立“邻里驿站”，提供法律咨询、矛盾调处、规划设计等服务。形成需求、资源、项目“三张清单”。")
    assert {told[name] for name in ("法律咨询", "矛盾调处", "规划设计")} == {("element", "邻里驿站")}
    assert {"需求清单", "资源清单", "项目清单"} <= set(told)


BULLETIN = """基层治理工作简报
第17期
【本期要目】
※ 平江街道：“商居联动”激活末梢
※ 沧浪街道：市场里的“红色管家”

【案例一】平江街道：“商居联动”激活末梢
平江街道立足商圈实际，探索商居联动治理新路径。推出“一键下单”服务，诉求由联络员线上提交，社区在一个工作日内分流办理。
【案例二】沧浪街道：市场里的“红色管家”
沧浪街道理顺关系。一是“红色管家”全覆盖。选派指导员，与物业方签订责任协议。二是“商户说事”接地气。设立“说事长廊”，部门有事当场办。
【案例三】金阊街道：齐抓共管
一是派下去。组织党员“双报到”。二是育起来。实施“雁阵”培育计划。三是减下来。出台事项准入办法。
"""


def test_a_bulletin_is_called_by_its_own_title_and_its_cases_and_items_hold_what_they_tell(tmp_path: Path) -> None:
    case = draft(tmp_path, "江苏省苏州市姑苏区\n" + BULLETIN)
    assert case["document"]["title"] == "江苏省苏州市姑苏区"
    assert all("※" not in str(case[name]) for name in ("measures", "bodies", "events") if name in case)
    measures = {one["label"]["zh"]: one for one in case["measures"]}
    wholes = {name: next((two for two in measures if measures[two]["key"] == one.get("part_of")), None) for name, one in measures.items()}
    assert "商居联动治理新路径" not in measures
    assert measures["商居联动"]["kind"] == "working-method"
    assert wholes["一键下单服务"] == "商居联动"
    assert (wholes["责任协议"], wholes["说事长廊"]) == ("红色管家", "商户说事")
    assert (wholes["组织党员双报到"], wholes["雁阵培育计划"], wholes["事项准入办法"]) == ("派下去", "育起来", "减下来")


def test_what_a_name_ends_in_is_the_same_measure(tmp_path: Path) -> None:
    text = "姑苏区推动联动工作站建设，全区联动工作站建设走在前列。在各街道成立区域网格联动工作站，建成联动工作站。"
    assert [name for name in measures_of(tmp_path, PLACE + text) if name.endswith("联动工作站")] == ["区域网格联动工作站"]


def test_a_plan_is_of_what_its_title_says_without_a_word_before_it(tmp_path: Path) -> None:
    plan = "江苏省苏州市姑苏区推进社区服务提质增效三年行动实施方案（2024—2026年）\n二、重点任务\n"
    plan += "推行“全能社工”模式，方便居民办事。\n三、保障措施\n成立区社区服务提质增效工作专班，推动配建社区食堂、托育点和儿童活动室。\n"
    told = measures_of(tmp_path, plan)
    assert told["社区服务提质增效三年行动"][0] == "programme"
    assert told["全能社工模式"][1] == told["区社区服务提质增效工作专班"][1] == "社区服务提质增效三年行动"
    assert "区社区服务" not in told
    assert "社区食堂" in told


IMAGED = """江苏省苏州市姑苏区：把驿站办到家门口

姑苏区出台《城市社区楼长考核和信用管理办法》，把驿站建成流动党员的“温馨港湾”，为了让站点“管得好、转得活”，以“合力共建、凝心聚力”为核心，每月召开一次“茶桌会”，举办“红色故事会”。
姑苏区现有理论宣讲、科普宣传、技能培训等志愿服务分队32支，推出“明眸义诊”“清洁家园”“扶困助残”等志愿服务项目。
"""


def test_likenesses_and_aims_are_no_measures_and_titles_stay_whole(tmp_path: Path) -> None:
    kinds = {one["label"]["zh"]: one["kind"] for one in draft(tmp_path, IMAGED)["measures"]}
    assert kinds["城市社区楼长考核和信用管理办法"] == "rule"
    assert (kinds["茶桌会"], kinds["红色故事会"]) == ("mechanism", "campaign")
    assert kinds["清洁家园"] == kinds["志愿服务项目"], "one of several services is one"
    wrong = ("港湾", "管得好", "合力共建", "理论宣讲", "科普宣传")
    assert not [name for name in kinds if any(one in name for one in wrong)]


CHAINED = """江苏省苏州市姑苏区：网格连心

姑苏区推行“信息收集——楼长、志愿者核实——限时办结”工作机制，打造温暖港湾，推动驿站常态化提供多元化服务。花园社区属“村改居”新建社区。
"""


def test_items_of_a_chain_are_cut_at_its_dashes_however_long(tmp_path: Path) -> None:
    kinds = {one["label"]["zh"]: one["kind"] for one in draft(tmp_path, CHAINED)["measures"]}
    assert [name for name, kind in kinds.items() if kind == "element"] == ["信息收集", "楼长、志愿者核实", "限时办结"]
    assert not [name for name in kinds if any(one in name for one in ("港湾", "常态化提供", "属"))]


def test_no_alias_repeats_its_label_or_another(tmp_path: Path) -> None:
    text = PLACE + "社区“大党委”委员入户。姑苏区推行社区“大党委”工作机制，各社区“大党委”每月碰头。"
    for one in draft(tmp_path, text)["measures"]:
        names = [one["label"]["zh"], *one.get("aliases", [])]
        assert len(names) == len(set(names))


def test_the_parties_of_a_meeting_are_no_parts_of_it_and_principles_no_measures(tmp_path: Path) -> None:
    text = "姑苏区每月召开“五方会谈”议事会，坐在一起的有社区党组织、小区党支部、业主委员会、物业服务企业、居民委员会。"
    told = measures_of(tmp_path, PLACE + text + "姑苏区以“地域相邻、人员相识”为原则细分网格，将“脏乱差”逐个清除，“停车难”清零。")
    assert not [name for name, (kind, _) in told.items() if kind == "element" or any(one in name for one in ("相邻", "脏乱差", "停车难"))]
    assert "五方会谈议事会" in told


def test_what_people_are_like_and_what_is_hard_are_no_measures(tmp_path: Path) -> None:
    text = "江苏省苏州市姑苏区下派“肯吃苦”“善沟通”的机关干部，破解“围坐商量议事难、办事跑腿难”等难题。凝聚队伍、服务、机制等各方力量。"
    drafted = draft(tmp_path, text)
    names = {one["label"]["zh"] for one in drafted.get("measures", ())}
    assert not {"肯吃苦", "善沟通"} & names
    assert not any("难" in name for name in names)
    assert not {"队伍", "机制", "服务"} & {one["label"]["zh"] for one in drafted.get("groups", ())}


def test_likenesses_in_a_row_and_what_is_in_one_place_are_no_measures(tmp_path: Path) -> None:
    text = "江苏省苏州市姑苏区的驿站不仅是骑手的“加油站”、“落脚点”，还打造集“阅读、饮水、取暖”等服务于一体的院落。"
    names = {one["label"]["zh"] for one in draft(tmp_path, text).get("measures", ())}
    assert not any(word in name for name in names for word in ("加油站", "落脚点", "饮水"))


def test_likenesses_of_which_each_has_words_before_it_and_images_are_no_measures(tmp_path: Path) -> None:
    text = (
        "柳荫街道引导骑手当好楼栋“知情前哨”、街面“流动镜头”、邻里“公益信使”。打造老兵馆等阵地，成为各类队伍的开放式学习“打卡地”，"
        "筑牢防疫“防火墙”，激活共建“一池春水”。实现诉求“一口子”办理、风险“全过程”防控。在“两馆”举行主题活动。"
    )
    found = measures_of(tmp_path, text)
    assert not [
        name for name in found if any(word in name for word in ("前哨", "镜头", "信使", "打卡", "防火墙", "春水", "口子", "防控", "举行"))
    ]


def test_what_is_hard_a_job_taken_up_and_who_looks_after_are_no_measures(tmp_path: Path) -> None:
    text = "柳荫街道开展服务工作存在一定难度。组织党员主动认领平安建设、便民服务等志愿岗位。推动社区与市直包联单位、在职党员“双对接”。"
    assert set(measures_of(tmp_path, text)) == {"双对接"}


def test_the_first_of_several_numbered_deeds_is_not_what_the_others_are_part_of(tmp_path: Path) -> None:
    text = "柳荫街道工作创新。\n一、创新实施“以岗管车”模式，破解停车难题。\n"
    text += "二、创新实施“6+1”多元调处模式，破解纠纷化解难题。将接访纳入信访。\n"
    assert "part_of" not in measures_of(tmp_path, text)["6+1多元调处模式"]


def test_what_is_named_late_or_as_one_of_several_teams_is_not_what_a_short_text_is_about(tmp_path: Path) -> None:
    text = PLACE + "姑苏区充分发挥网格员、“红色小管家”、志愿者等队伍作用，建立党建联席会制度。依托网格员、“红色小管家”、志愿者等力量巡楼。"
    assert measures_of(tmp_path, text)["党建联席会制度"][1] is None
    text = PLACE + "姑苏区建立工作台账，选聘人民调解员，深化诉调对接，及时化解纠纷，强化夜间巡查。各支部通过“敲门入户”方式宣传。"
    assert measures_of(tmp_path, text)["工作台账"][1] is None


def test_fields_of_work_are_no_parts_of_what_counts_others(tmp_path: Path) -> None:
    text = PLACE + "姑苏区紧扣“十措施”部署，从制度设计、阵地支撑、宣传动员三个层面夯实基础，破除数据、技术、网格三大壁垒。"
    drafted = draft(tmp_path, text)
    assert not [one for one in drafted.get("measures", ()) if "part_of" in one or "壁垒" in one["label"]["zh"]]


def test_what_is_listed_with_the_first_measure_is_no_part_of_it(tmp_path: Path) -> None:
    text = PLACE + "“五个一”工作法、“一键解决”机制、“圆桌派”议事，一系列举措让大家受益。设立睦邻工作站。"
    told = measures_of(tmp_path, text)
    assert (told["一键解决机制"][1], told["圆桌派议事"][1]) == (None, None)


def test_an_alliance_that_a_text_begins_with_and_names_again_is_what_it_is_about(tmp_path: Path) -> None:
    text = "江苏省苏州市姑苏区平江街道党工委创新打造“红帆物业联盟”，破解治理难题。\n建立干部包联责任制，"
    text += "推动警格联动、物业联动、干群联动三项机制。\n设立党员示范岗。“红帆物业联盟”整合资源，“12345”热线涉及物业服务投诉87个。\n"
    told = measures_of(tmp_path, text)
    assert told["干部包联责任制"][1] == told["党员示范岗"][1] == "红帆物业联盟"
    assert not [name for name in told if name.startswith("推动") or name.endswith("三项") or "涉及" in name]
