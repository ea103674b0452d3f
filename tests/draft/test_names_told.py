"""Which places and bodies a text names that no register has, and what is none."""

from __future__ import annotations

from pathlib import Path

from tests.draft.drafting import draft


def labels(case: dict, section: str) -> set[str]:
    return {one["label"]["zh"] for one in case.get(section, [])}


def test_a_village_that_acts_at_the_beginning_of_a_clause_is_a_place(tmp_path: Path) -> None:
    case = draft(
        tmp_path,
        "塘洲镇：织密治理网\n江西省吉安市泰和县塘洲镇划分网格。樟溪村党支部建立党小组，朱家村成立合作社，一些村成立协会，就是村把事办好，"
        "难事报村党组织。幸福社区成立调解队，老旧小区成立支部。",
    )
    assert labels(case, "places") == {"江西省", "吉安市", "泰和县", "塘洲镇", "樟溪村", "朱家村", "幸福社区"}
    assert case["title"]["zh"] == "塘洲镇"  # which the title prints before the county that settles which one is meant


def test_a_body_called_by_a_level_is_that_of_the_unit_spoken_of(tmp_path: Path) -> None:
    case = draft(
        tmp_path,
        "塘洲镇：织密治理网\n近年来，江西省吉安市泰和县塘洲镇构建“镇党委—村党组织—党员中心户”体系。镇党委为中心户授牌，与县司法局驻镇司法所化解积案。"
        "\n樟溪村党支部建立党小组，朱家村党员中心户带头，难事报村党组织，小事自己办。\n樟溪村开会，村委会公示。\n街道党工委、社区党委都到场。",
    )
    bodies = {one["label"]["zh"]: one for one in case["bodies"]}
    assert {"镇党委", "县司法局", "驻镇司法所", "樟溪村党支部", "村委会"} <= bodies.keys()
    assert not {"朱家村党员中心户", "街道党工委", "社区党委"} & bodies.keys()
    places = {one["key"]: one["label"]["zh"] for one in case["places"]}
    told = {label: places[bodies[label]["place"]] for label in ("镇党委", "县司法局", "樟溪村党支部", "村委会")}
    assert told == {"镇党委": "塘洲镇", "县司法局": "泰和县", "樟溪村党支部": "樟溪村", "村委会": "樟溪村"}
    assert not {"自己办", "小事自己办", "难事报村党组织"} & labels(case, "groups")


def test_one_name_is_cut_at_no_verb_inside_and_two_of_one_kind_are_one_group(tmp_path: Path) -> None:
    case = draft(
        tmp_path,
        "大庆市让胡路区区委成立党建引领基层治理工作领导小组。全区组建业主委员会203个，业委会中党员占64%，下辖物业企业党支部31个，"
        "设街巷长118名，推行“居民自管会”。成立区物业管理服务中心。龙岗街道外卖配送行业党支部正式成立。",
    )
    bodies, groups = labels(case, "bodies"), {one["label"]["zh"]: one for one in case["groups"]}
    assert {"党建引领基层治理工作领导小组", "区物业管理服务中心", "龙岗街道外卖配送行业党支部"} <= bodies
    assert {"业主委员会", "物业企业党支部", "街巷长", "居民自管会"} <= groups.keys()
    assert groups["业主委员会"]["aliases"] == ["业委会"]


def test_posts_relations_and_plans_are_told_by_the_unit_the_board_and_the_sentence(tmp_path: Path) -> None:
    case = draft(
        tmp_path,
        "大庆市让胡路区86个社区全部建立“大党委”，吸纳油田单位等兼职委员612名，设民情员640名，选派86名干部到社区任第一书记。"
        "老年协会由村党支部书记担任会长。网格员把难事报社区。2025年，拟新建服务中心9个，选聘社区工作者120名。",
    )
    names = {one["key"]: one["label"]["zh"] for section in ("bodies", "groups") for one in case[section]}
    posts = {one["label"]["zh"]: names.get(one["post_in"]) for one in case["posts"]}
    assert (posts["兼职委员"], posts["第一书记"]) == ("大党委", "社区")
    assert "民情员" in posts
    assert not any("选聘" in label for label in labels(case, "events"))
    assert [one["relation"] for one in case["relations"] if names.get(one["subject"]) == "老年协会"] == []
    assert "escalates-to" in {one["relation"] for one in case["relations"]}
