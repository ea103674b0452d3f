"""What is wrong and what came of it: which of it a draft states, what it calls it, and of which measures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.draft.drafting import draft

HEAD = "浙江省杭州市上城区：巷口新路\n\n"


def told(folder: Path, text: str) -> dict[str, list[tuple[str, str, list[str]]]]:
    """Return of problems and outcomes label, mode and the measures that refer to each."""
    value = draft(folder, HEAD + text + "\n")

    def of(section: str, field: str) -> list[tuple[str, str, list[str]]]:
        return [(one["label"]["zh"], one.get("mode", ""), naming(value["measures"], field, one["key"])) for one in value.get(section, ())]

    return {"problems": of("problems", "addresses"), "outcomes": of("outcomes", "outcomes")}


def naming(measures: list[dict[str, Any]], field: str, key: str) -> list[str]:
    return [one["label"]["zh"] for one in measures if key in one.get(field, ())]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("推行“巷长轮值”机制，破解“九个婆婆管不好一条巷”难题。", "九个婆婆管不好一条巷"),
        ("推行“巷长轮值”机制，有效解决人手不足、分工不清等问题。", "人手不足、分工不清"),
        ("针对巷道分割壁垒，推行“巷长轮值”机制。", "巷道分割壁垒"),
        ("推行“巷长轮值”机制，打破条块“篱笆墙”。", "条块篱笆墙"),
        ("推行“巷长轮值”机制，化解老街“倒垃圾难”。", "倒垃圾难"),
    ],
)
def test_a_problem_bears_the_name_it_is_printed_with_and_is_answered(text: str, label: str, tmp_path: Path) -> None:
    assert told(tmp_path, text)["problems"] == [(label, "", ["巷长轮值机制"])]


@pytest.mark.parametrize(
    "text",
    [
        "推行“巷长轮值”机制，化解矛盾纠纷，解决群众反映的问题。",
        "推行“巷长轮值”机制，解决这一难题。",
        "巷内长期存在人手不足的状况。",
    ],
)
def test_a_task_a_pointer_back_and_what_nothing_answers_are_no_problems(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text)["problems"] == []


@pytest.mark.parametrize(
    ("text", "label", "mode"),
    [
        ("推行“巷长轮值”机制，有效激发了街坊参与热情。", "激发街坊参与热情", ""),
        ("推行“巷长轮值”机制，形成了商户与住户互助的格局。", "形成商户与住户互助的格局", ""),
        ("推行“巷长轮值”机制，推动巷口停车秩序井然。", "巷口停车秩序井然", "intended"),
        ("推行“巷长轮值”机制，推动了巷口停车秩序井然。", "巷口停车秩序井然", ""),
        ("推行“巷长轮值”机制，让街坊出门见绿地。", "街坊出门见绿地", ""),
        ("推行“巷长轮值”机制，巷口环境明显改善。", "巷口环境明显改善", ""),
    ],
)
def test_an_effect_is_an_outcome_of_the_measure_told_before_it(text: str, label: str, mode: str, tmp_path: Path) -> None:
    assert told(tmp_path, text)["outcomes"] == [(label, mode, ["巷长轮值机制"])]


def test_what_was_is_the_problem_and_what_came_of_it_the_outcome(tmp_path: Path) -> None:
    found = told(tmp_path, "推行“巷长轮值”机制，从“各扫门前雪”到“同护一条巷”。")
    assert found == {"problems": [("各扫门前雪", "", ["巷长轮值机制"])], "outcomes": [("同护一条巷", "", ["巷长轮值机制"])]}


def test_an_effect_of_several_means_belongs_to_each_and_not_to_their_parts(tmp_path: Path) -> None:
    text = "建立“巷长轮值”机制和“听海”议事平台，推行“三灯”工作法（“红灯”“黄灯”“绿灯”），全面增强街坊归属感。"
    ((label, _, measures),) = told(tmp_path, text)["outcomes"]
    assert (label, measures[:2]) == ("增强街坊归属感", ["巷长轮值机制", "听海议事平台"])
    assert not {"红灯", "黄灯", "绿灯"} & set(measures)


@pytest.mark.parametrize(
    "text", ["推行“巷长轮值”机制，不断提升基层治理水平。", "街坊满意度不断提升。", "推行“巷长轮值”机制，推动平台建设。"]
)
def test_a_general_purpose_a_deed_and_what_nothing_brings_are_no_outcomes(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text)["outcomes"] == []
