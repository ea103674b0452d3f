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
        ("近日，区委召开邻里恳谈推进会。", "召开邻里恳谈推进会", "meeting"),
        ("区里出台120余项助企政策，企业受益。", "出台助企政策", "document-issue"),
        ("街道打造“银杏之家”微阵地。", "打造银杏之家微阵地", "construction"),
        ("翠湖社区开展“银杏叶”文化节，居民叫好。", "开展银杏叶文化节", "campaign"),
        ("全区评选最美网格员，树立榜样。", "评选最美网格员", "award"),
        ("区里整合部门热线为“一条线”。", "整合部门热线为一条线", "reorganization"),
        ("社区承担事项由90项减少到51项。", "事项由90项减少到51项", "reorganization"),
        ("区委班子赴延庆区开展网格治理考察。", "赴延庆区开展网格治理考察", "inspection-visit"),
        ("这一做法在全市推广。", "在全市推广", "introduction"),
        ("全区围绕院落自治进行试点。", "围绕院落自治进行试点", "pilot"),
        ("街道开办“银杏夜校”，居民报名。", "开办银杏夜校", "founding"),
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
        "今年以来，翠湖社区开展便民服务。",
        "今年，全区推进社区工作。",
        "由退休医生组成的“家门口”志愿服务队到场。",
    ],
)
def test_what_must_be_done_goes_on_or_is_announced_is_none(tmp_path: Path, text: str) -> None:
    assert events(tmp_path, text) == {}


def test_the_year_of_what_is_answered_is_not_that_of_the_event(tmp_path: Path) -> None:
    told = draft(tmp_path, "海淀区针对2020年度查出的力量不足问题，组建银杏巡护队。2021年，海淀区成立助企联盟。", "海淀区")["events"]
    assert {one["label"]["zh"]: one.get("date") for one in told} == {"组建银杏巡护队": None, "成立助企联盟": "2021"}
