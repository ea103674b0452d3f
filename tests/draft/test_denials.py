"""What a text denies, ended or only plans is proposed as no fact; what it says beside that still is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.draft import drafting

PLACE = "江苏省苏州市姑苏区"
SECTIONS = ("bodies", "groups", "ladders", "measures", "posts", "person_groups", "figures", "events")


def draft(folder: Path, text: str) -> dict[str, Any]:
    return drafting.draft(folder, PLACE + text)


def labels(held: dict[str, Any]) -> set[str]:
    told = {one.get("written") or one["label"]["zh"] for name in SECTIONS for one in held.get(name, ())}
    return told - {"姑苏区"}


@pytest.mark.parametrize(
    "text",
    [
        "没有设立综合执法局，尚无社区食堂。", "未建立联席会议制度。", "不设街道办事处，不再保留工作站。",
        "取消了区域党委，撤销3个服务站。",
        "没有专职网格员和党建指导员。", "尚未形成区、街道、社区三级联动机制。", "尚未推行“积分银行”制度。", "未建成养老服务站15个。",
        "拟成立物业行业党委，将组建志愿服务队。",
    ],
)  # fmt: skip
def test_what_is_denied_or_to_come_is_no_fact(text: str, tmp_path: Path) -> None:
    held = draft(tmp_path, text)
    assert labels(held) - {"3个"} == set()
    assert all(one["label"]["zh"] == "姑苏区" for one in held.get("bodies", ())), "nothing stands"


def test_what_stands_beside_a_denial_is_proposed(tmp_path: Path) -> None:
    text = "没有业委会的小区由社区党组织兜底。不断完善“吹哨报到”机制，不仅成立服务队，还建立调解室。"
    text += "将网格员纳入管理，没有取消服务站。不能没有党支部。"
    assert {"小区", "社区党组织", "吹哨报到机制", "服务队", "调解室", "网格员", "服务站", "党支部"} <= labels(draft(tmp_path, text))
    assert "没有一个" not in labels(draft(tmp_path, "没有一个社区不设调解室。")), "all of them"
    assert "没有一处" in labels(draft(tmp_path, "实现没有一处违章建筑。")), "a number of nought"


def test_a_planned_measure_and_figure_say_so(tmp_path: Path) -> None:
    held = draft(tmp_path, "计划建立“红色驿站”12个，已推行“楼长制”。")
    assert {one["label"]["zh"]: one.get("stage") for one in held["measures"]} == {"红色驿站": "planned", "楼长制": None}
    assert [one["role"] for one in held["figures"]] == ["target"]


def test_what_is_left_out_has_its_reason(tmp_path: Path) -> None:
    held = draft(tmp_path, "未建成养老服务站15个，建成便民服务中心3个。")
    assert [one["written"] for one in held["figures"]] == ["3个"]
    assert "原文否定或只是计划，不是事实" in [
        one["reason"]["zh"] if isinstance(one["reason"], dict) else one["reason"] for one in held["exclusions"]
    ]


def test_what_is_forbidden_or_curbed_is_not_set_up(tmp_path: Path) -> None:
    text = "姑苏区严格控制部门在小区增设工作机制，杜绝在楼道设立专门服务站，建立轮值机制。"
    drafted = draft(tmp_path, f"江苏省苏州市{text}")
    told = {one["label"]["zh"] for section in ("measures", "events", "bodies") for one in drafted.get(section, ())}
    assert any("轮值机制" in name for name in told)
    assert not any("工作机制" in name or "服务站" in name for name in told)
