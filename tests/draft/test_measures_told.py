"""Measures that an article tells by how it lists and counts them, and what each is part of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.drafting import draft

ARTICLE = """江苏省苏州市姑苏区：
“一河两岸”提升治理

姑苏区推行“一河两岸”模式，通过三大举措做实基层治理。
筑牢“主心骨”，提升组织力。建立区级统筹、街道主抓、社区落实推进机制，整合12条服务热线，孵化8支社工队伍。
织密“朋友圈”，提升凝聚力。实行精准派单、分级响应，培育本土志愿者300余人。
用好“金钥匙”，提升服务力。推行“家门口协商”议事平台，统筹“三集中”工作。实行人员“四联动”、物资“二统筹”的“42”工作法。
"""

SPOKEN = """江苏省苏州市姑苏区：
“一河两岸”提升治理

姑苏区形成接单“揽事”、合力“理事”、闭环“评事”网格三步工作法。解决如何“选题”，发挥“磁场效应”，让“民声”成为风向标，实现服务效能“双提升”。
高标准建设“平安前哨”工作站，组建守望先锋队、应急消防队和志愿服务队等3支队伍，压实网格党支部责任。通过线上问需、实地走访、入户恳谈等方式收集意见。
"""


def measures_of(folder: Path, text: str) -> dict[str, tuple[str, str | None]]:
    """Return the kind of each measure that is drafted of a text, and the label of its whole."""
    measures = draft(folder, text)["measures"]
    labels = {one["key"]: one["label"]["zh"] for one in measures}
    return {one["label"]["zh"]: (one["kind"], labels.get(one.get("part_of"))) for one in measures}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str | None]]:
    return measures_of(tmp_path_factory.mktemp("told"), ARTICLE)


def test_as_many_paragraphs_as_are_announced_begin_with_a_part(told: dict[str, tuple[str, str | None]]) -> None:
    topics = {"筑牢主心骨，提升组织力", "织密朋友圈，提升凝聚力", "用好金钥匙，提升服务力"}
    assert {told[name][0] for name in topics} == {"element"}
    assert {"一河两岸" in (told[name][1] or "") for name in topics} == {True}
    assert told["家门口协商议事平台"] == ("platform", "用好金钥匙，提升服务力")


def test_what_is_brought_together_or_supported_by_number_is_a_measure(told: dict[str, tuple[str, str | None]]) -> None:
    assert {"整合服务热线", "孵化社工队伍", "培育本土志愿者"} <= set(told)


def test_short_names_in_a_row_are_measures_and_items_make_up_what_follows(told: dict[str, tuple[str, str | None]]) -> None:
    assert {"精准派单", "分级响应"} <= set(told)
    whole = "区级统筹、街道主抓、社区落实推进机制"
    assert told[whole][0] == "mechanism"
    assert {told[name] for name in ("区级统筹", "街道主抓", "社区落实")} == {("element", whole)}


def test_a_number_is_made_up_of_what_its_digits_count(told: dict[str, tuple[str, str | None]]) -> None:
    wholes = {name: whole for name, (_, whole) in told.items()}
    assert {whole for name, whole in wholes.items() if name.endswith(("四联动", "二统筹"))} == {"42工作法"}


def test_a_name_that_counts_its_parts_is_a_scheme(told: dict[str, tuple[str, str | None]]) -> None:
    assert told["三集中"][0] == "scheme"


def test_what_is_asked_found_or_come_to_is_no_measure_and_verbs_are_no_part_of_its_name(tmp_path: Path) -> None:
    told = measures_of(tmp_path, SPOKEN)
    whole = "网格三步工作法"
    assert {name for name, held in told.items() if held == ("element", whole)} == {"接单揽事", "合力理事", "闭环评事"}
    assert {"平安前哨工作站", "守望先锋队", "应急消防队", "志愿服务队", "线上问需"} <= set(told)
    assert not [name for name in told if any(word in name for word in ("选题", "效应", "民声", "双提升", "党支部", "高标准", "过线上"))]


PHRASES = """\
安宁市开展爱心助学进社区，推行为民服务全程代理，构建市、县、镇三级联动指挥机制，形成齐抓共管的基层治理格局。利用闲置仓库办公，打造一支政治过硬、素质优良的网格员队伍。
推出流动党员报到码，把“三长”82人编入网格。“有事打热线”成为共识。以“百姓富”为目标，引入“小河工坊”“巧手工坊”等社会组织。
街道打造“红色代办”服务机制，组建代办小队，通过“以奖代补”“以评促补”等激励机制留人。开发“掌上社区”平台，具备自动填表、一键汇总等功能。
按照“人、房、车”3类对象登记。
为加强社区工作者职业体系建设，健全薪酬办法。在此基础上，设立专项奖励。
"""


def test_names_go_on_to_the_end_of_their_phrase_and_aims_bodies_and_results_are_no_measures(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PHRASES)
    assert {"爱心助学进社区", "为民服务全程代理", "三级联动指挥机制", "流动党员报到码"} <= set(told)
    wrong = ("格局", "网格员队伍", "三长", "有事打", "百姓富", "工坊", "闲置")
    assert not [name for name in told if any(word in name for word in wrong)]


FLOURISHES = """\
小院里的“好帮手”
——安宁市治理老旧小区的实践

近年来，安宁市坚持党建引领，推行“三进三送”工作法，推动服务向小区集聚。

下好服务“先手棋”。建成15分钟便民服务圈，开设老年食堂28家、便民驿站41个，提供线路咨询、失物找寻、应急求助等帮助。
联盟下设文明经营、纠纷调处、环境卫生三个小组，组织居民代表、物业企业、业委会定期会商，先后获评“全省示范社区”“全省先进组织”。
"""


def test_flourishes_of_titles_and_a_row_of_honours_are_no_measures_and_what_is_put_up_by_numbers_is(tmp_path: Path) -> None:
    told = measures_of(tmp_path, FLOURISHES)
    assert {"15分钟便民服务圈", "老年食堂", "便民驿站", "文明经营小组", "纠纷调处小组", "环境卫生小组"} <= set(told)
    assert not [name for name in told if any(word in name for word in ("好帮手", "先手棋", "定期会商", "先进组织", "示范社区"))]
    assert told["老年食堂"][0] == "facility"
    assert (told["失物找寻"], told["15分钟便民服务圈"][1]) == (("element", "便民驿站"), "三进三送工作法")


def test_wholes_are_what_sums_up_what_can_do_it_and_what_a_paragraph_is_for(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PHRASES)
    assert {name: told[name][1] for name in ("以奖代补", "自动填表", "一键汇总", "专项奖励")} == {
        "以奖代补": "激励机制",
        "自动填表": "掌上社区平台",
        "一键汇总": "掌上社区平台",
        "专项奖励": "社区工作者职业体系建设",
    }
    assert {told[name][0] for name in ("人", "房", "车")} == {"element"}


FORMULAS = """\
江苏省苏州市姑苏区：
“三联三化”提升治理
姑苏区以“三联三化”为主线，坚持组织联建、资源联享、活动联办，推进治理网格化、服务精细化、队伍专业化。
成立区、街、社区三级党建联席会，健全党支部、业委会、物业公司三方联席会议机制。开通“掌上报”功能，建设长者食堂9家、儿童乐园12处，建立公共收益定期公示制度。
一是搭建平台“议事”。推行“甲方点单、乙方派单、丙方接单”服务机制，实施“暖心工程”，包括楼道亮化、菜场升级、街巷提升三个项目。
随着城区功能转型、新农村集居改造等，必须赢得对城区建设的理解。
"""

BEGUN = """\
江苏省苏州市姑苏区：
“三治融合”提升治理
姑苏区推行“三治融合”模式。党建领治构建四级网络。居民自治推行“板凳会”。平安法治建立调解机制。
"""


def test_a_formula_has_the_parts_that_are_listed_as_often_as_it_says_with_its_character(tmp_path: Path) -> None:
    told = measures_of(tmp_path, FORMULAS)
    assert {told[name] for name in ("组织联建", "资源联享", "活动联办")} == {("element", "三联")}
    assert {told[name] for name in ("治理网格化", "服务精细化", "队伍专业化")} == {("element", "三化")}
    assert told["三联"] == told["三化"] == ("element", "三联三化")
    assert {"三级党建联席会", "党支部、业委会、物业公司三方联席会议机制", "掌上报", "公共收益定期公示制度"} <= set(told)
    assert {told[name][0] for name in ("长者食堂", "儿童乐园")} == {"facility"}
    assert {told[name] for name in ("楼道亮化", "菜场升级", "街巷提升")} == {("element", "暖心工程")}
    assert [held[0] for name, held in told.items() if name.endswith("方点单")] == ["element"]
    assert not [name for name in told if any(word in name for word in ("议事", "集居改造", "城区建设", "三个项目"))]


def test_sentences_that_begin_with_the_parts_of_a_formula_tell_of_them(tmp_path: Path) -> None:
    told = measures_of(tmp_path, BEGUN)
    assert {told[name][0] for name in ("党建领治", "居民自治", "平安法治")} == {"element"}
    assert told["板凳会"][1] == "居民自治"


REPORT = """\
江苏省苏州市姑苏区推进治理
姑苏区建立“小哥驿站”，为骑手提供歇脚充电、饮水就餐等服务。推行“甲乙”保障制度，完善过硬社区工作者队伍，建立三岗十五级薪酬体系。
成立“同心”调解室，设立百姓书房，举办民族团结邻里节，设置卫生保洁、移风易俗、公益捐助、邻里互助4大类32项评分标准。
创建红色、和谐、智慧的“三型社区”。
做实“三邻共治”。邻里相识，举办“邻居节”；邻里相助，开展“敲门行动”；邻里相商，召开“圆桌会”。
"""


def test_what_services_are_given_by_and_what_clauses_begin_with_is_their_whole(tmp_path: Path) -> None:
    told = measures_of(tmp_path, REPORT)
    assert {told[name][1] for name in ("歇脚充电", "饮水就餐")} == {"小哥驿站"}
    assert {told[name][1] for name in ("卫生保洁", "移风易俗", "公益捐助", "邻里互助")} == {"评分标准"}
    assert {told[name] for name in ("红色社区", "和谐社区", "智慧社区")} == {("element", "三型社区")}
    assert [told[name][1] for name in ("邻居节", "敲门行动", "圆桌会")] == ["邻里相识", "邻里相助", "邻里相商"]
    assert {"甲乙保障制度", "三岗十五级薪酬体系", "同心调解室", "社区工作者队伍"} <= set(told)
    assert (told["百姓书房"][0], told["民族团结邻里节"][0]) == ("facility", "campaign")


TOPICS = """\
江苏省苏州市姑苏区：
“三联三创”提升治理
姑苏区推行“三联三创”工作法，治理取得实效。
组织联建，创坚强堡垒。姑苏区成立由书记任组长的城市党建工作领导小组，完成情况纳入年度述职评议考核，建立“导师帮带+跟班锻炼+擂台比武”培养机制，选派20名社区书记到外地跟班学习。
难题联解，创和谐家园。街道成立红色物业服务中心，提供保洁、保安、维修等兜底服务，实行诉求“居民点单、街道派单、部门接单”闭环管理。这里三年前还是“老破小”。街道建起了口袋公园和两处停车场。
服务联办，创满意品牌。推出“红色班组”治理模式：设立“车间会”，开展红旗评比。社区设立邻里基金。这笔基金由居民捐赠，资助了楼道美化、绘本角等14个小项目。
"""

PLAN = """\
姑苏区关于推进完整社区建设三年行动的实施方案
各街道，区直各有关单位：
为补齐社区设施短板，提升社区治理和服务水平，以“强基础、优服务、促和谐”为主线，结合我区实际，经区委、区政府研究同意，特制定本方案，请认真贯彻执行。
一、重点任务
（一）实施设施补短板行动
1.优化为民服务。每个社区配建1处养老服务设施，改建社区食堂和嵌入式托育点。
二、保障措施
（一）强化资金保障。区财政安排专项资金3000万元。
"""


def test_topic_sentences_and_what_takes_up_or_follows_a_name_say_what_measures_are_part_of(tmp_path: Path) -> None:
    told = measures_of(tmp_path, TOPICS)
    assert {told[name] for name in ("组织联建", "难题联解", "服务联办")} == {("element", "三联三创")}
    assert told["导师帮带+跟班锻炼+擂台比武培养机制"] == ("mechanism", "组织联建")
    assert told["完成情况纳入年度述职评议考核"] == ("rule", "组织联建")
    assert {"城市党建工作领导小组", "选派社区书记跟班学习", "口袋公园", "停车场"} <= set(told)
    assert {told[name] for name in ("保洁", "保安", "维修")} == {("element", "兜底服务")}
    assert "老破小" not in told
    assert [held for name, held in told.items() if name.endswith("闭环管理")] == [("mechanism", "难题联解")]
    assert {told[name][1] for name in ("车间会", "红旗评比")} == {"红色班组治理模式"}
    assert {told[name][1] for name in ("楼道美化", "绘本角")} == {"邻里基金"}


def test_a_plan_and_its_numbered_headings_hold_what_stands_below_them(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLAN)
    assert told["设施补短板行动"][1] == told["专项资金"][1] == "完整社区建设三年行动"
    assert {told[name] for name in ("养老服务设施", "社区食堂", "嵌入式托育点")} == {("facility", "设施补短板行动")}
    assert not [name for name in told if "强基础" in name or name == "为民服务"]


ABSTRACT = """\
江苏省苏州市姑苏区：
本文以姑苏区为例，考察其“微治理”实践。其做法可以概括为单元下沉、主体再造和技术嵌入三个方面。在单元下沉上，该区设立微自治小组；积分可在“爱心超市”兑换用品。在主体再造上，实行出租屋“红黄绿”三色分级管理。在技术嵌入上，建设“姑苏智治”平台。
开展春季环境整治、违章建筑清理、飞线充电治理三个专项行动，完善“一站式”矛盾化解机制，实行首问负责、限时办结、回访评价三项制度。
"""

BULLETIN = """\
姑苏区社区简报
“时间银行”开张，志愿服务可存取
时间银行6月15日在社区揭牌，居民参与陪诊、理发、代购等服务，按小时记入个人账户，日后可以兑换，目前已有217人开户。
邻里文化节落幕
历时两个月的文化节落下帷幕。社区依托“楼门微基金”提供资助，带动四十二个楼门制定了楼门公约，居民参与热情很高，反响热烈。
儿童暑期班即将开班
针对假期无人看护的困难，社区与图书馆合作，志愿者实行督导制度，每期四周，家长可以在社区服务大厅为孩子报名，名额有限。
"""


def test_aspects_that_are_taken_up_one_by_one_hold_what_is_told_of_them(tmp_path: Path) -> None:
    told = measures_of(tmp_path, ABSTRACT)
    assert {told[name] for name in ("单元下沉", "主体再造", "技术嵌入")} == {("element", "微治理")}
    assert {told[name][1] for name in ("微自治小组", "爱心超市")} == {"单元下沉"}
    assert told["出租屋红黄绿三色分级管理"][1] == "主体再造"
    assert told["姑苏智治平台"][1] == "技术嵌入"
    assert {told[name] for name in ("春季环境整治", "违章建筑清理", "飞线充电治理")} == {("element", "三个专项行动")}
    assert {told[name][1] for name in ("首问负责", "限时办结", "回访评价")} == {"首问负责、限时办结、回访评价三项制度"}


def test_headings_take_up_the_fields_that_the_beginning_lists_and_what_is_said_names_nothing(tmp_path: Path) -> None:
    text = """江苏省苏州市姑苏区：
“红帆”工程观察

姑苏区实施“红帆”工程，从便民窗口、物业管理、热线办理三个方面入手。
窗口变“近”了：门口就能办
姑苏区推行“一窗受理”机制，把审批权限交给街道，群众少跑了路，办事时间比原来短了一半还多，老人也说方便。
物业变“红”了：有事有人管
姑苏区试行“红色物业”双向进入：社区干部到企业任职，企业经理到社区任职，每月碰头。连续两次上“黑榜”的退出市场。
热线变“快”了：诉求不过夜
“居民打一次电话，就是出一道考题。”姑苏区指挥中心负责人说。区里建立“吹哨派单”机制，诉求由街道和部门限时办结，办不了的逐级上报。
"""
    told = measures_of(tmp_path, text)
    fields = {"便民窗口", "物业管理", "热线办理"}
    assert {name: whole for name, (kind, whole) in told.items() if kind == "element"} == dict.fromkeys(fields, "红帆工程")
    assert {name: whole for name, (_, whole) in told.items() if whole in fields} == {
        "一窗受理机制": "便民窗口",
        "红色物业双向进入": "物业管理",
        "吹哨派单机制": "热线办理",
        "连续两次上黑榜的退出市场": "物业管理",
    }
    rules = {"连续两次上黑榜的退出市场", "办不了的逐级上报"}
    assert set(told) == {"红帆工程", *fields, "一窗受理机制", "红色物业双向进入", "吹哨派单机制", *rules}
    assert told["办不了的逐级上报"] == ("mechanism", "吹哨派单机制")


def test_a_plan_holds_its_tasks_and_stages_and_rules_are_part_of_what_their_sentence_names(tmp_path: Path) -> None:
    text = """姑苏区平江街道办事处
关于印发《平江街道小区“拼院治理”工作方案》的通知

为改变辖区老小区无人管的状况，结合平江街道实际，制定本方案。平江街道隶属江苏省苏州市姑苏区。
一、工作措施
（一）摸底画像。由各社区建立“一院一档”，能办的当日办结。
（二）引进服务。物业企业实行“红黄牌”管理，由居民代表打分，打分结果报街道备案。成立“拼院”小分队，选派8名党建指导员进驻，每季度公示收支。
二、实施步骤
分动员部署（9月）、全面实施（10月至12月）、巩固提升（次年）三个阶段推进。
三、工作要求
（一）压实责任。抽调“两委”干部，针对“没奔头、留不住”的情况，实现“零上访”。
"""
    told = measures_of(tmp_path, text)
    assert told["拼院治理"] == ("programme", None)
    assert {told[name][1] for name in ("摸底画像", "引进服务", "动员部署", "全面实施", "巩固提升")} == {"拼院治理"}
    assert told["能办的当日办结"] == ("rule", "一院一档")
    assert told["居民代表打分"] == ("mechanism", "红黄牌管理")
    assert told["打分结果报街道备案"][1] == "居民代表打分"
    assert told["选派党建指导员"] == told["每季度公示收支"] == ("mechanism", "拼院小分队")
    assert not {"压实责任", "两委", "没奔头、留不住", "零上访"} & set(told)


def test_all_is_done_under_what_the_lines_before_the_sections_name(tmp_path: Path) -> None:
    text = """“暖巷”议事 “热灶”解忧
——江苏省苏州市姑苏区治理案例
【案例背景】
江苏省苏州市姑苏区老巷多，居民遇事不知该找谁。为此，区委摸索出“暖巷”工作法，在全市推广。
【主要做法】
（一）议事进巷，难题有人断
姑苏区办起“小巷灶火”食堂，老人吃饭打折，由退休厨师组成的“勺子班”掌勺，周边邻居常来帮忙，街坊都说方便。
（二）文化搭台，老少一家亲
旧仓库改成“小木匠”学堂，志愿者辅导作业，孩子们放学就来，家长下班再接走，几年下来坚持不断。
（三）服务上门，难处有人帮
全区实行“敲门报”制度，高龄老人的情况有人知道，有人上门看望，遇到急事有人帮忙，邻里之间也常来往。
"""
    told = measures_of(tmp_path, text)
    assert {name: whole for name, (_, whole) in told.items() if whole == "暖巷工作法"}.keys() >= {"小木匠学堂", "敲门报制度"}
    assert (told["暖巷工作法"], told["勺子班"][0]) == (("working-method", None), "team")


def test_each_item_of_a_bulletin_is_about_what_its_heading_says(tmp_path: Path) -> None:
    told = measures_of(tmp_path, BULLETIN)
    assert {told[name] for name in ("陪诊", "理发", "代购")} == {("service", "时间银行")}
    assert told["楼门微基金"][1] == told["楼门公约"][1] == "邻里文化节"
    assert told["督导制度"][1] == "儿童暑期班"


SET_OUT = """江苏省苏州市姑苏区：“总支划片”聚合力

近年来，姑苏区通过构建“总支包片、小村共建、党员联户”的治理新模式，跳出“被动接警”传统模式，实现服务效能“双提升”。
一是打造“一呼百应”的楼栋战队。配备“1+2+X”治理力量，“1”即1名网格长(或网格员)包干，上线“姑苏通”APP。街道组织“五老”宣讲团进小区。
二是培育“一核多元”的红色联盟。健全“4+4”督促跟进机制和“双述双评”考核机制，形成“发现、接待、结案”三步闭环。
在“老娘舅”调解室里说理。通过楼栋项目认领和楼栋夜话等活动议事，打造“老兵调解”“红色物业”等特色工作室，每天上班前和下班后，志愿者都来帮忙。
"""


def test_what_a_topic_sets_up_takes_in_its_paragraph(tmp_path: Path) -> None:
    told = measures_of(tmp_path, SET_OUT)
    assert told["一呼百应楼栋战队"][0] == "team"
    assert told["1+2+X治理力量"][1] == told["姑苏通APP"][1] == "一呼百应楼栋战队"
    assert told["1：网格长"] == ("element", "1+2+X治理力量"), "neither its number nor its bracket"
    assert told["4+4督促跟进机制"][1] == told["双述双评考核机制"][1] == "一核多元红色联盟"
    assert told["姑苏通APP"][0] == "platform"


def test_clauses_that_describe_a_way_of_doing_things_are_its_parts(tmp_path: Path) -> None:
    told = measures_of(tmp_path, SET_OUT)
    assert {told[name] for name in ("总支包片", "小村共建", "党员联户")} == {("element", "治理新模式")}
    assert told["三步闭环"][0] == "scheme"
    assert {told[name][1] for name in ("发现", "接待", "结案")} == {"三步闭环"}


def test_names_hold_nobody_who_acts_and_nothing_left_behind(tmp_path: Path) -> None:
    told = measures_of(tmp_path, SET_OUT)
    assert {"五老宣讲团", "老娘舅调解室", "楼栋项目认领", "楼栋夜话"} <= set(told)
    assert not {name for name in told for wrong in ("被动接警", "双提升", "上班", "街道组织") if wrong in name}
    assert {told[name] for name in ("老兵调解", "红色物业")} == {(told["特色工作室"][0], "特色工作室")}, "one of such is such"
