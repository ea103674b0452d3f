"""What is set with half-width marks, straight or corner quotes and spaces is read as what is set as Chinese is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cengji.draft.typesetting import typeset
from cengji.text.clean import clean
from tests.draft.drafting import draft

ARTICLE = """\
江苏省苏州市姑苏区：“一扇门”议事 “掌灯人”上岗
今年，姑苏区推行“院落收集—街道分办—居民评分”工作体系，办事从“各管各”变为“一起管”，用在12个街道、3,456名网格员身上。
街道办事处实施“随手记+当晚回”机制：由社区调度，在“老街坊”调解室调解纠纷57起；2025年以来，“掌灯人”平台办结诉求1,200件。
每个镇(街道)配备专员，由村(社区)干部带头，各村(社区)设议事厅。
"""


def _spaced(text: str) -> str:
    return text.replace("“", " “").replace("”", "” ").replace("12个", "12 个").replace("—", " — ")


def _wrapped(text: str) -> str:
    title, *lines = text.split("\n")
    return title + "\n" + "\n".join(line[at : at + 26] for line in lines for at in range(0, max(1, len(line)), 26))


AS_READ = str.maketrans("（）-", "()—")
SETTINGS: dict[str, Callable[[str], str]] = {
    "half-width marks": lambda text: text.replace("，", ",").replace("：", ":").replace("；", ";"),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "corner quotes": lambda text: text.replace("“", "「").replace("”", "」"),
    "corner quotes of the inner sort": lambda text: text.replace("“", "『").replace("”", "』"),
    "small marks": lambda text: text.replace("，", "﹐").replace("：", "﹕"),
    "hyphens for dashes": lambda text: text.replace("—", "-"),
    "lines of a PDF": _wrapped,
    "full-width brackets": lambda text: text.replace("(", "（").replace(")", "）"),
    "spaces beside quotes and numbers": _spaced,
}


def told(folder: Path, text: str) -> set[tuple[Any, ...]]:
    """Return what a draft states of a text: names and kinds, and numbers without how they are written."""
    case = draft(folder, text)
    sections = ("bodies", "groups", "measures", "posts")
    named = {(section, one["label"]["zh"].translate(AS_READ), one.get("kind")) for section in sections for one in case[section]}
    return named | {("figures", one.get("value"), one.get("unit"), one.get("indicator")) for one in case["figures"]}


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_is_drafted_does_not_depend_on_how_it_is_set(setting: str, tmp_path: Path) -> None:
    plain = told(tmp_path, ARTICLE)
    assert {("groups", "镇(街道)", "town-unit"), ("posts", "村(社区)干部", None)} <= plain
    assert ("measures", "院落收集—街道分办—居民评分工作体系", "scheme") in plain
    assert told(tmp_path, SETTINGS[setting](ARTICLE)) == plain


def test_names_bear_the_brackets_that_are_printed(tmp_path: Path) -> None:
    case = draft(tmp_path, SETTINGS["full-width brackets"](ARTICLE))
    assert {"镇（街道）", "村（社区）"} <= {one["label"]["zh"] for one in case["groups"]}
    assert not any("(" in one["label"]["zh"] for section in ("groups", "posts", "bodies", "ladders") for one in case.get(section, []))


def test_evidence_is_what_is_printed(tmp_path: Path) -> None:
    text = SETTINGS["spaces beside quotes and numbers"](ARTICLE).replace("“", "「").replace("”", "」")
    printed = [evidence["text"] for one in draft(tmp_path, text)["measures"] for evidence in one["evidence"] if "text" in evidence]
    assert printed and all(one in text for one in printed)
    assert any("」 " in one for one in printed), "spaces inside it among them"


def test_numbers_titles_and_other_languages_stay_as_they_are() -> None:
    for text in (
        "锻造“红砖” 垒实城市根基\n全区3,456人，12:30开会。",
        'The "ward" committee of 12 wards, 3 of them new; "two" more: all.',
        "他说“好” 见文 的。",
    ):
        document = clean(text)
        assert typeset(document) is document


def test_blanks_at_the_ends_of_lines_say_nothing() -> None:
    assert typeset(clean("网格管到底  \n一、划网格 \n二、配力量 ")).text == "网格管到底\n一、划网格\n二、配力量"


def test_quotes_that_only_close_open_as_well(tmp_path: Path) -> None:
    text = "江苏省苏州市姑苏区推行”楼门议事”工作法，建立”发现—上报—处置”闭环机制。"
    assert {one["label"]["zh"] for one in draft(tmp_path, text)["measures"]} >= {"楼门议事工作法"}
