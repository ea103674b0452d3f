"""Measures that a clause tells by verb and object, and what they are called besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.drafting import draft
from tests.draft.test_measures_told import measures_of

PLACE = "江苏省苏州市姑苏区：\n"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("街道、社区联手，厘清了物业巡护责任，不再推诿。", "厘清物业巡护责任", "rule"),
        ("姑苏区再出一招，整合商会志愿力量，共同照看。", "整合商会志愿力量", "mechanism"),
        ("短短一年，粉刷了老楼外墙，居民都说好。", "粉刷老楼外墙", "project"),
        ("干部挨家上门，编印防汛指南，发到每户。", "编印防汛指南", "list"),
        ("姑苏区把闲置锅炉房改造成邻里书屋。", "闲置锅炉房改造成邻里书屋", "facility"),
    ],
)
def test_a_clause_of_verb_and_object_is_a_measure(text: str, name: str, kind: str, tmp_path: Path) -> None:
    assert measures_of(tmp_path, PLACE + text).get(name, (None,))[0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "姑苏区大步向前，整合各类资源，升级服务水平。",
        "姑苏区把驿站打造成温馨港湾。",
        "多方一起努力，拓宽增收渠道，明确了目标。",
    ],
)
def test_a_clause_that_says_nothing_of_its_own_is_none(text: str, tmp_path: Path) -> None:
    assert not draft(tmp_path, PLACE + text).get("measures")


def test_what_is_set_up_has_another_name_with_the_verb_and_without_the_number(tmp_path: Path) -> None:
    text = PLACE + "姑苏区成立3个跟踪督办组，组建“河畔巡护队”，下派党建专员入驻菜场。楼道整改情况纳入社区季度考核。"
    aliases = {one["label"]["zh"]: one.get("aliases", []) for one in draft(tmp_path, text)["measures"]}
    assert "成立跟踪督办组" in aliases["跟踪督办组"]
    assert "组建河畔巡护队" in aliases["河畔巡护队"]
    assert "下派党建专员入驻菜场" in aliases["下派党建专员"]
    assert "楼道整改情况纳入社区季度考核" in aliases or "整改情况纳入社区季度考核" in aliases


def test_meetings_are_mechanisms_bodies_are_not_and_visits_are_services(tmp_path: Path) -> None:
    text = PLACE + "姑苏区推行“板凳议事会”，设立“邻里互助会”，每周上门看望独居老人。"
    kinds = {name: kind for name, (kind, _) in measures_of(tmp_path, text).items()}
    assert kinds == {"板凳议事会": "mechanism", "邻里互助会": "organization-setting", "每周上门看望独居老人": "service"}


def test_a_body_named_twice_is_not_what_a_short_text_is_about(tmp_path: Path) -> None:
    text = PLACE + "这里变化很大。姑苏区的商户走到一起，有了个“暖心商户联盟”。社区开设缝纫课堂，拟定“民生九条”清单。"
    text += "如今“暖心商户联盟”人人受益。"
    assert {whole for _, whole in measures_of(tmp_path, text).values()} == {None}


def test_a_chain_of_orders_is_a_mechanism_of_its_steps_without_a_noun_behind_it(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "街道办实行住户点单、社区派单、店铺接单，件件有着落。订单、账单、名单都在册。")
    chain = "住户点单、社区派单、店铺接单"
    assert told == {
        chain: ("mechanism", None),
        "住户点单": ("element", chain),
        "社区派单": ("element", chain),
        "店铺接单": ("element", chain),
    }


def test_who_decides_in_turn_runs_the_rule_and_each_its_step(tmp_path: Path) -> None:
    drafted = draft(tmp_path, PLACE + "候选名单由社区党组织推荐、街道党工委审核、区委组织部审批后公布。")
    measures = {one["label"]["zh"]: one for one in drafted["measures"]}
    names = {one["key"]: one["label"]["zh"] for section in ("bodies", "groups") for one in drafted[section]}
    ran = {label: [names[key] for key in one["run_by"]] for label, one in measures.items()}
    chain = "社区党组织推荐、街道党工委审核、区委组织部审批"
    assert (measures[chain]["kind"], ran[chain]) == ("rule", ["社区党组织", "街道党工委", "区委组织部"])
    assert ran["区委组织部审批"] == ["区委组织部"], "not 区委"
    assert "acts_on" not in measures[chain]


def test_a_verb_counted_behind_a_list_is_done_with_each_item(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区推进岗位、薪酬、考评三公开。坚持德治、法治、自治三治融合。公安、消防、城管三部门联动。")
    assert told["岗位、薪酬、考评三公开"][0] == "rule"
    assert told["薪酬公开"] == ("element", "岗位、薪酬、考评三公开")
    assert told["法治"] == ("element", "三治融合")
    assert not any("部门联动" in name for name in told), "who acts together is no measure"


def test_batches_are_parts_and_who_is_joined_with_whom_is_a_mechanism(tmp_path: Path) -> None:
    text = PLACE + "姑苏区实施“安居焕新”行动，试点带动一批、结对帮建一批、资金补助一批，推动警格与网格深度融合，党建与发展融合。"
    text += "坚持“单位优先接收一批、社区协助接收一批、街道兜底接收一批”等。储备一批、培养一批、使用一批年轻干部。"
    told = measures_of(tmp_path, text)
    assert told["结对帮建一批"] == told["试点带动一批"] == ("element", "安居焕新行动")
    assert told["社区协助接收一批"] == ("element", "单位优先接收一批、社区协助接收一批、街道兜底接收一批")
    assert told["警格与网格深度融合"][0] == "mechanism"
    assert not {"党建与发展融合", "储备一批", "培养一批"} & told.keys(), "what is no unit, whom they are a batch of"


def test_a_formula_has_the_parts_that_namely_introduces_and_a_system_needs_no_other_word(tmp_path: Path) -> None:
    text = PLACE + "姑苏区以“一约三会”即修订村规民约、乡贤理事会、邻里评议会、板凳议事会为抓手。姑苏区探索积分制，推行楼长制。"
    told = measures_of(tmp_path, text)
    assert {name for name, (_, whole) in told.items() if whole == "一约三会"} >= {"村规民约", "乡贤理事会", "邻里评议会", "板凳议事会"}
    assert told["积分制"][0] == told["楼长制"][0] == "mechanism"


def test_who_gets_something_does_not_run_it_and_a_verb_that_begins_a_name_is_none(tmp_path: Path) -> None:
    text = PLACE + "居民志愿者可用积分在“梅花超市”兑换物品。设立宣传组、核查组、运用组等专门小组。社区公布“五梅榜”，每年一次。"
    drafted = draft(tmp_path, text)
    (market,) = (one for one in drafted["measures"] if "梅花超市" in one["label"]["zh"])
    assert "run_by" not in market
    assert not any(one["relation"] == "based-on" for one in drafted.get("relations", ()))
    assert not any("组等" in one["label"]["zh"] for one in drafted["measures"])
    assert [one["kind"] for one in drafted["figures"] if "五梅" in one["written"]] in ([], ["count"])


def test_a_quote_that_is_created_is_a_campaign_with_its_noun(tmp_path: Path) -> None:
    text = PLACE + "姑苏区把“六好”支部创建作为大事，该区成立创建“六好”支部工作专班，指导各村。"
    assert measures_of(tmp_path, text)["六好支部创建"][0] == "campaign"
    drafted = draft(tmp_path, text)
    assert "创建六好支部工作专班" in {one["label"]["zh"] for one in drafted["bodies"]}


def test_a_method_of_steps_ends_before_what_is_done_by_it(tmp_path: Path) -> None:
    told = measures_of(tmp_path, PLACE + "姑苏区用“听诉—释法—回访”三步法调解邻里纠纷。")
    assert "三步法" in told and told["释法"] == ("element", "三步法")
