"""Marks: what is repeated, broken, cut off, a caption or the site's; the text itself stays whole."""

from __future__ import annotations

import pytest

from cengji.text.clean import clean
from cengji.text.prose_marks import is_hard_wrapped

BODY = "全区推进街道体制改革，为街道赋权扩能，街道职能更加清楚。" + "各社区党组织按照要求开展工作，居民参与更加广泛，服务水平不断提升。" * 3
FIRST = "市里向社区下放管理职能，由业务部门协调落实工作经费或人员，实现职能归并。自去年以来，连续使用资金办实事，共投入资金超亿元。"


def marked(text: str) -> list[tuple[str, str]]:
    return [(mark.kind.value, text[mark.start : mark.end]) for mark in clean(text).marks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (BODY.split("。")[0] + "。", []),
        (f"返回目录  放大缩小\n{FIRST}", [("navigation", "返回目录  放大缩小")]),
        (f"首页>>党建>>案例\n{FIRST}\n微信“扫一扫”添加", [("navigation", "首页>>党建>>案例"), ("navigation", "微信“扫一扫”添加")]),
        (f"当前位置：首页 > 党建\n{FIRST}", [("navigation", "当前位置：首页 > 党建")]),
        (f"来源：某报 发布时间：2024-05-06 浏览次数：123\n{FIRST}", [("navigation", "来源：某报 发布时间：2024-05-06 浏览次数：123")]),
        (f"{FIRST}\n鄂ICP备12345678号\n审核：某某", [("navigation", "鄂ICP备12345678号"), ("navigation", "审核：某某")]),
        (f"全区图书阅读量达300万册\n地址相同的合并为一处\n甲>乙\n{FIRST}", []),
        (f"{FIRST}\n▲居民议事。\n图为活动现场", [("caption", "▲居民议事。"), ("caption", "图为活动现场")]),
        (f"标题\n  社区开展活动。\n小标题\n  {FIRST * 2}", [("caption", "社区开展活动。"), ("repeated", FIRST)]),
        ("建立信息库。完善制度，实\n\n行动态调整，落实到位。", [("broken", "建立信息库。完善制度，实")]),
        ("打造十个街道，\n▲现场。\n二十个社区。", [("broken", "打造十个街道，"), ("caption", "▲现场。")]),
        ("建立信息库。完善制度，实", [("cut-off", "建立信息库。完善制度，实")]),
        (f"{FIRST}\n其他内容。\n{FIRST}", [("repeated", FIRST)]),
        (
            f"{FIRST}\n开展课题研究，分成五个小组，共出{FIRST[FIRST.index('经费') :]}",
            [("cut-off", "开展课题研究，分成五个小组，共出"), ("repeated", FIRST[FIRST.index("经费") :])],
        ),
        ("日?qǐng)?bào)报道\ufffd\ufffd", [("garbled", "?qǐng)?bào)"), ("garbled", "\ufffd\ufffd")]),
        ("多少?abc)", []),
    ],
)
def test_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


def test_lines_of_a_pdf_are_broken_where_a_sentence_goes_on() -> None:
    lines = [
        "姑苏区推进街道体制改革为街道赋权",
        "扩能全区实施区政合一明确职责职权",
        "将街道合并并且实行一体化管理化解",
        "矛盾。",
        "街道统筹调度更加有力",
        "为居民办实事。",
    ]
    text = "\n".join(lines[:3] * 3 + lines[3:])
    assert is_hard_wrapped(text)
    assert [printed for kind, printed in marked(text) if kind == "broken"] == [*lines[:3] * 3, lines[4]]
