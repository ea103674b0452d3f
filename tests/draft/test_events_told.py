"""Which verbs of a report tell an event, and which tell what must be done, goes on or is only announced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.drafting import draft


def events(folder: Path, text: str) -> dict[str, str]:
    """Return the kind of each event by its label."""
    return {one["label"]["zh"]: one["kind"] for one in draft(folder, f"海淀区抓治理。{text}", "海淀区").get("events", ())}


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("翠湖社区，成立于2020年10月，有居民五千余人。", "翠湖社区，成立于2020年10月", "founding"),
        ("樟溪村于2017年11月批准成立，是新村。", "樟溪村于2017年11月批准成立", "founding"),
        ("全区率先试点网上虚拟社区。", "率先试点网上虚拟社区", "pilot"),
        ("海淀区以承担全市乡村治理试点为契机抓落实。", "承担全市乡村治理试点为契机抓落实", "pilot"),
        ("统筹党员、能人组成党员联户队伍。", "组成党员联户队伍", "founding"),
        ("把40个行政村划分为310个治理网格，各有一名网格长。", "划分为治理网格", "founding"),
    ],
)
def test_what_began_or_was_tried_out_is_an_event(tmp_path: Path, text: str, label: str, kind: str) -> None:
    assert events(tmp_path, text).get(label) == kind


@pytest.mark.parametrize(
    "text",
    [
        "场地和设施必须进行升级改造，居民盼着改造后的场地。",
        "由于小区暂未推选出楼长，难度很大。",
        "此次走访过程中，走访活动得到好评。",
        "骑手仅需一分钟即可完成电池更换。",
        "由院民从院落成员中推选院落长。",
        "二是培育“一核多元”的红色联盟。",
        "街道探索将楼栋作为单元。",
        "由退休医生组成的“家门口”志愿服务队到场。",
    ],
)
def test_what_must_be_done_goes_on_or_is_announced_is_none(tmp_path: Path, text: str) -> None:
    assert events(tmp_path, text) == {}
