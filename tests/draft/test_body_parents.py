"""Which superior a draft gives to bodies and groups, and to which it gives none: in sentences of our own."""

from __future__ import annotations

from pathlib import Path

from tests.draft.drafting import draft


def parents(folder: Path, text: str, place: str | None = None) -> dict[str, str | None]:
    """Return the label of the superior of each body and group by label and alias, None where it has none."""
    case = draft(folder, text, place)
    held = [one for section in ("bodies", "groups") for one in case.get(section, ())]
    labels = {one["key"]: one["label"]["zh"] for one in held}
    names = {one["key"]: [one["label"]["zh"], *(alias["zh"] for alias in one.get("aliases", ()))] for one in held}
    return {name: labels.get(one.get("parent")) for one in held for name in names[one["key"]]}


def test_a_named_unit_is_under_that_around_it_unless_a_tier_between_is_left_out(tmp_path: Path) -> None:
    told = parents(
        tmp_path, "江苏省苏州市姑苏区抓基层治理\n平江街道开放驿站。姑苏区白塔社区开展评比。白洋湾街道金筑社区率先试点，平江街道跟进。\n"
    )
    assert {name: told[name] for name in ("平江街道", "白洋湾街道", "金筑社区")} == {
        "平江街道": "姑苏区", "白洋湾街道": "姑苏区", "金筑社区": "白洋湾街道",
    }  # fmt: skip
    assert told["白塔社区"] is None, "its street is not printed"
    assert told["姑苏区"] is None, "the city is no body of the article"


def test_an_office_of_a_street_is_under_it_and_an_outlet_team_or_party_organ_is_not(tmp_path: Path) -> None:
    told = parents(
        tmp_path,
        "江苏省苏州市姑苏区抓基层治理\n平江街道很忙。街道党建办牵头，街道综合治理中心受理，街道党群服务中心开门，街道党工委推行清单。"
        "平江街道成立创享中心，组建巡查队。\n",
    )
    assert {told[name] for name in ("街道党建办", "街道综合治理中心")} == {"平江街道"}
    assert {told[name] for name in ("街道党群服务中心", "街道党工委", "创享中心", "巡查队")} == {None}


def test_what_units_are_divided_into_is_under_them_if_it_is_narrower(tmp_path: Path) -> None:
    told = parents(tmp_path, "江苏省苏州市姑苏区抓基层治理\n区里将138个社区划分为1126个网格，将41个小区划分为9个片区。\n")
    assert (told["网格"], told["片区"]) == ("社区", None)


def test_what_is_counted_in_a_place_is_under_it_only_from_tier_to_tier(tmp_path: Path) -> None:
    told = parents(tmp_path, "江苏省苏州市姑苏区抓基层治理\n平江街道有21个小区，分为9个片区。白洋湾街道有8个社区。社区网格上报。\n")
    assert {name: told[name] for name in ("小区", "片区", "社区", "社区网格")} == {
        "小区": None, "片区": None, "社区": "白洋湾街道", "社区网格": "社区",
    }  # fmt: skip


def test_a_company_is_known_again_without_its_last_noun(tmp_path: Path) -> None:
    case = draft(tmp_path, "江苏省苏州市姑苏区抓基层治理\n清风物业公司接管小区，清风物业上门维修。\n")
    companies = [one["label"]["zh"] for name in ("bodies", "groups") for one in case[name] if one["kind"] == "property-company"]
    assert companies == ["清风物业公司"]


def test_those_who_only_act_together_have_no_parents_in_their_chain(tmp_path: Path) -> None:
    drafted = draft(tmp_path, "江苏省苏州市姑苏区构建“社区党支部——执法单位——业委会——物业公司”联动机制。")
    parents = {one["label"]["zh"]: one.get("parent") for one in drafted["groups"]}
    assert {parents[name] for name in ("执法单位", "业委会", "物业公司")} == {None}
