"""Who does what to whom, up and down, and what numbers are of: what drafts of reports got wrong, in sentences of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.draft.drafting import draft

ARTICLE = """\
浙江省杭州市上城区：破解治理难题
健全“街道—社区—网格员”逐级上报机制。居民反映的问题由楼门长收集后报网格长，网格长解决不了的上报社区，社区协调不了的提交街道党工委研究。
街道党工委组建红色联盟。目前吸纳驻区单位党组织12家。
设立综合协调组、矛盾调解组。与20家企业签订共建协议。
社区承担事项由139项减至52项。问卷调查（N=1025）显示满意率为91.2%，比2020年上升12.4个百分点。
业委会组建率达78%，社区党员流失率达15%，街道干部提拔12人，社区干部提高到15人。开展“党建和治理同频行动”12次，成立“党建和治理”联盟。
街道党工委实行“红黄牌”管理，由社区统一调度，由居民代表打分，由巡河志愿队考核，由网格长督办。
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return draft(tmp_path_factory.mktemp("who"), ARTICLE)


@pytest.fixture(scope="module")
def labels(drafted: dict[str, Any]) -> dict[str, str]:
    sections = (held for held in drafted.values() if isinstance(held, list))
    return {one["key"]: one["label"]["zh"] for held in sections for one in held if "key" in one and "label" in one}


def test_matters_go_up_step_by_step(drafted: dict[str, Any], labels: dict[str, str]) -> None:
    ways = ("reports-to", "escalates-to")
    told = [(labels[one["subject"]], one["relation"], labels[one["object"]]) for one in drafted["relations"] if one["relation"] in ways]
    assert told == [("楼门长", "reports-to", "网格长"), ("网格长", "escalates-to", "社区"), ("社区", "escalates-to", "街道党工委")]
    assert [one["kind"] for one in drafted["ladders"] if one["proposed"] == "printed-chain"] == ["escalation"]


def test_who_acts_is_named_in_the_sentence_or_the_one_before(drafted: dict[str, Any], labels: dict[str, str]) -> None:
    told = {(labels[one["subject"]], one["relation"], labels[one["object"]]) for one in drafted["relations"]}
    assert ("红色联盟", "draws-members-from", "驻区单位党组织") in told
    assert not {relation for subject, relation, _ in told if subject == "上城区"}, "the place is not who acts where nobody is named"
    assert not {relation for _, relation, _ in told if relation == "coordinates"}, "协调 in 综合协调组 is no verb"


def test_what_is_done_by_somebody_is_run_by_whom_it_names(drafted: dict[str, Any], labels: dict[str, str]) -> None:
    runners = {one["label"]["zh"]: [labels[key] for key in one.get("run_by", [])] for one in drafted["measures"]}
    assert runners["红黄牌管理"] == ["街道党工委"]
    assert runners["社区统一调度"] == ["社区"], "not the subject of the clauses before"
    assert "街道党工委" not in runners["居民代表打分"] + runners["巡河志愿队考核"]
    assert runners["网格长督办"] == [], "a post runs nothing"


def test_numbers_are_of_what_stands_before_them(drafted: dict[str, Any], labels: dict[str, str]) -> None:
    figures = {one.get("written") or one["evidence"][0]["text"]: one for one in drafted["figures"]}
    assert figures["139项"].get("counted") is None, "减至 is nothing that is counted"
    assert figures["52项"]["paired_with"] == figures["139项"]["key"]
    asked = next(one for one in drafted["figures"] if one.get("value") == 1025)
    assert (asked["unit"], asked["indicator"]) == ("person", "participant-count"), "N is how many were asked"
    assert figures["12.4个百分点"].get("time") is None, "2020 is what is compared with"
    assert labels[figures["15%"]["about"]] == "社区党员"
    assert figures["15人"].get("paired_with") is None, "of others than the 12"
    assert figures["12次"]["counted"]["zh"] == "党建和治理同频行动"
    assert "党建和治理联盟" in {one["label"]["zh"] for one in drafted["bodies"]}


def test_what_is_only_spoken_of_is_no_event_and_posts_are_held_where_they_belong(tmp_path: Path) -> None:
    value = draft(
        tmp_path,
        "浙江省杭州市上城区组建红色商圈联盟，成员包括12家两新组织党组织，实行轮值主席制，设立暖心驿站15处，推选3名骑手担任社区兼职网格员。\n"
        "落实视察重要讲话精神，建立健全区域统筹的基层党组织，加装电梯意见征求，加装电梯6部。社区兼职网格员到岗。",
    )
    assert [one["label"]["zh"] for one in value["events"] if one["kind"] in ("construction", "inspection-visit")] == ["加装电梯6部"]
    assert not [one for one in value["events"] if "健全" in one["label"]["zh"]]
    names = {one["key"]: one["label"]["zh"] for name in ("bodies", "groups") for one in value.get(name, ())}
    held = {one["label"]["zh"]: names[one["post_in"]] for one in value["posts"]}
    assert (held["轮值主席"], held["社区兼职网格员"]) == ("红色商圈联盟", "社区兼职网格员"), "not in what is printed last before"


def test_a_bureau_is_one_body_and_runs_what_it_does_not_its_district(tmp_path: Path) -> None:
    drafted = draft(
        tmp_path,
        "江苏省苏州市姑苏区：网格连心\n\n姑苏区市场监管局制定清单。\n该局联合区委组织部推行“积分制”管理。姑苏区市场监管局秉持初心。\n",
    )
    bodies = {one["label"]["zh"]: one["key"] for one in drafted["bodies"]}
    (measure,) = (one for one in drafted["measures"] if one["label"]["zh"] == "积分制管理")
    assert measure["run_by"] == [bodies["姑苏区市场监管局"]]
    (bureau,) = (one for one in drafted["bodies"] if one["key"] == bodies["姑苏区市场监管局"])
    assert [one["text"] for one in bureau["evidence"]] == ["姑苏区市场监管局", "该局", "姑苏区市场监管局"]
    assert [(one["subject"], one["object"]) for one in drafted["relations"]] == [(bodies["姑苏区市场监管局"], bodies["区委组织部"])]


def test_what_is_listed_behind_a_result_is_one_and_people_are_counted_for_what_is_done_with_them(tmp_path: Path) -> None:
    text = "江苏省苏州市姑苏区开展反诈宣讲80场、便民服务60场，慰问独居老人35名，帮助残疾人28名就业。全区有独居老人900名。"
    told = {one["written"]: (one["role"], one["indicator"]) for one in draft(tmp_path, text)["figures"]}
    assert told["80场"][0] == told["60场"][0] == "result"
    assert told["35名"] == ("result", "beneficiary-count")
    assert told["28名"] == ("result", "employment-count")
    assert told["900名"] == ("stock", "population")


def test_services_by_number_last_no_time_and_a_limit_in_minutes_is_a_threshold(tmp_path: Path) -> None:
    told = draft(tmp_path, "江苏省苏州市姑苏区提供理发、义诊等20余项服务，要求部门在30分钟之内报到。")["figures"]
    assert {one["written"]: one["indicator"] for one in told}["20余项"] != "duration-length"
    assert {one["written"]: one["role"] for one in told}["30分钟之内"] == "threshold"


def test_who_is_counted_stands_behind_what_describes_them_and_before_a_bracket(tmp_path: Path) -> None:
    text = (
        "柳荫街道现有常住人口9100户24500人。社区组织18名踏实肯干、业务娴熟的外卖骑手巡街，30余名来自市教育局、市残联等单位的在职党员报到。"
        "摸排出外省返乡人员(含路过)41人。今年前8个月，调解纠纷52起。将甲送、乙递等6家平台纳入党委。街道就业率达95.1%。"
        "办证费用从90元降至70元。开展2次拉网式全覆盖排查。"
    )
    figures = {one["written"]: one for one in draft(tmp_path, text)["figures"]}
    counted = {written: one.get("counted", {}).get("zh") for written, one in figures.items()}
    assert (counted["9100户"], counted["24500人"], figures["24500人"]["indicator"]) == ("常住人口", "常住人口", "population")
    assert (counted["18名"], counted["30余名"]) == ("外卖骑手", "在职党员")
    assert str(counted["41人"]).endswith("返乡人员")
    assert "8个月" not in figures, "a time"
    assert figures["52起"]["time"]["written"] == "今年前8个月"
    assert (counted["6家"], figures["6家"]["role"]) == ("平台", "stock")
    assert figures["95.1%"]["indicator"] == "share", "no count of people"
    assert (figures["90元"]["role"], figures["70元"]["role"]) == ("changeFrom", "changeTo")
    assert counted["2次"] == "拉网式全覆盖"


def test_a_number_between_two_nouns_is_of_the_second(tmp_path: Path) -> None:
    text = "柳荫街道党工委47个小区全部覆盖，辖小区12个，楼栋共30栋。30名热心公益的骑手巡街。据文献[12]，另有一说［3-5］。"
    drafted = draft(tmp_path, text)
    figures = {one["written"]: one for one in drafted["figures"]}
    assert {written: one["counted"]["zh"] for written, one in figures.items()} == {
        "47个": "小区",
        "12个": "小区",
        "30栋": "楼栋",
        "30名": "骑手",
    }
    groups = {one["key"]: one["label"]["zh"] for one in drafted["groups"]}
    assert (groups[figures["47个"]["about"]], figures["47个"]["indicator"] != "party-organization-count") == ("小区", True)


def test_one_in_a_row_is_counted_and_a_rate_is_named(tmp_path: Path) -> None:
    text = (
        "泰和县有镇党委11个，村党委1个，村党支部92个。建立农贸市场1处、公厕2座。受理诉求32件，办结率达98%，覆盖居民1万余人次。"
        "4000余名以快递员为主的劳动者参加。两户村民因院墙发生纠纷。建立“三本台账”管理制度，有7个民族。"
    )
    figures = {one["written"]: one for one in draft(tmp_path, text)["figures"]}
    counted = {written: one.get("counted", {}).get("zh") for written, one in figures.items()}
    assert (counted["1个"], counted["1处"], counted["98%"], counted["4000余名"], counted["两户"]) == (
        "村党委",
        "农贸市场",
        "办结率",
        "劳动者",
        "村民",
    )
    assert figures["1万余人次"]["indicator"] in ("participant-count", "beneficiary-count")
    assert "本" not in counted.values()


def test_a_share_is_of_whom_it_names_and_rows_of_kinds_count_no_last_item(tmp_path: Path) -> None:
    text = "泰和县排名前30%的农户可以领奖。包含环境美、庭院美、家庭美5大类，加分。15项管理制度扩充至25项。接入66810系统。"
    figures = {one["written"]: one for one in draft(tmp_path, text)["figures"]}
    assert figures["30%"]["counted"]["zh"] == "农户"
    assert "counted" not in figures["5大类"]
    assert (figures["15项"]["role"], figures["25项"]["role"]) == ("changeFrom", "changeTo")
    assert "66810" not in figures


def test_area_is_of_whom_a_sentence_tells_and_spans_of_time_are_before_and_after(tmp_path: Path) -> None:
    text = (
        "成华区是成都市最大的城区，面积108平方公里，辖镇(场、景区、开发区)20个。处理时间从平均3天缩短至4小时。聚焦“党建引领、五社联动”的实践。"
        "梅陇四村有网格。"
    )
    drafted = draft(tmp_path, text)
    figures = {one["written"]: one for one in drafted["figures"]}
    places = {one["key"]: one["label"]["zh"] for one in drafted["places"]}
    assert places[figures["108平方公里"]["about"]] == "成华区"
    assert figures["20个"]["counted"]["zh"] == "镇"
    assert (figures["3天"]["role"], figures["4小时"]["role"]) == ("changeFrom", "changeTo")
    assert figures["五社联动"]["counted"]["zh"] == "社"
    assert not any("四村" in written for written in figures)


def test_what_a_bureau_has_handled_is_no_number_of_bureaus(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "泰和县受理诉求。办件量：住建局99件；公安局77件。")
    figures = {one["written"]: one for one in drafted["figures"]}
    assert "counted" not in figures["99件"]
    named = {one["key"]: one["label"]["zh"] for section in ("bodies", "groups") for one in drafted.get(section, ())}
    assert named[figures["99件"]["about"]].endswith("住建局")


def test_a_number_behind_the_name_of_a_place_is_of_what_it_has(tmp_path: Path) -> None:
    text = (
        "句容市有小区122个，其中崇明街道47个、华阳街道41个。四分类小区覆盖率要达100%，示范小区、村共174个。形成“六办一委一队四中心”架构。"
    )
    figures = {one["written"]: one for one in draft(tmp_path, text)["figures"]}
    assert ("counted" in figures["47个"], figures["47个"]["indicator"] == "subdistrict-count") == (False, False)
    assert "四分" not in figures
    assert figures["100%"]["counted"]["zh"] == "小区覆盖率"
    assert figures["174个"]["counted"]["zh"] == "村"
    assert figures["一队"]["counted"]["zh"] == "队"
