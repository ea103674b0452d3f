"""Anchoring a case file: offsets and digests come in, nothing else changes."""

from __future__ import annotations

import pytest
import yaml

from cengji.cases.anchor import Anchored, anchor
from cengji.core.errors import Fault
from cengji.text.clean import clean
from cengji.text.evidence import digest_slice

RAW = "青山街道共有１２個社區和80余个网格。竹楼共有12个社区,称为“一网、三长”。"


def at(text: str, number: int = 0) -> str:
    """Return the anchor of the n-th place of a raw slice, as it stands in a file."""
    start = -1
    for _ in range(number + 1):
        start = RAW.index(text, start + 1)
    end = start + len(text)
    return f"start: {start}, end: {end}, sha256: {digest_slice(RAW, start, end)}"


def anchored(text: str) -> Anchored:
    return anchor(text, "case.yaml", clean(RAW))


@pytest.mark.parametrize(
    ("written", "filled"),
    [
        ("evidence: 青山街道", f"evidence: {{text: 青山街道, {at('青山街道')}}}"),
        ("evidence: '80余个网格'  # 注", f"evidence: {{text: '80余个网格', {at('80余个网格')}}}  # 注"),
        ("evidence: [青山街道, 80余个网格]", f"evidence: [{{text: 青山街道, {at('青山街道')}}}, {{text: 80余个网格, {at('80余个网格')}}}]"),
        ("evidence: {text: 80余个网格}", f"evidence: {{text: 80余个网格, {at('80余个网格')}}}"),
        ("evidence: {occurrence: 2, text: 12个社区}", f"evidence: {{occurrence: 2, text: 12个社区, {at('12个社区')}}}"),
        ("evidence: {text: 12个社区, occurrence: 1}", f"evidence: {{text: 12个社区, {at('１２個社區')}, occurrence: 1}}"),
        ("evidence: 竹楼共有12个社区,称为", f"evidence: {{text: '竹楼共有12个社区,称为', {at('竹楼共有12个社区,称为')}}}"),
        ("evidence: 一网、三长  ", f"evidence: {{text: 一网、三长, {at('一网、三长')}}}  "),
    ],
)
def test_anchors_go_where_the_expression_stands(written: str, filled: str) -> None:
    head, tail = "# 注释\ncase: x\ngroups:\n  - key: a   # 甲\n    ", "\n    label: {zh: 甲,   en: A}\n\n\n# 完\n"
    assert anchored(head + written + tail) == Anchored(head + filled + tail, 1 + written.count(", 80"), ())


def test_block_mappings_keep_their_layout() -> None:
    text = "groups:\n  - key: a\n    evidence:\n      - text: 青山街道\n      - occurrence: 2\n        text: 12个社区 # 二\n"
    expected = text.replace(
        "- text: 青山街道\n", "- text: 青山街道\n" + "".join(f"        {part}\n" for part in at("青山街道").split(", "))
    )
    expected = expected.replace(
        "12个社区 # 二\n", "12个社区" + "".join(f"\n        {part}" for part in at("12个社区").split(", ")) + " # 二\n"
    )
    assert anchored(text) == Anchored(expected, 2, ())


def test_anchoring_again_changes_nothing() -> None:
    once = anchored("groups:\n  - key: a\n    evidence: [青山街道, 一网、三长]\n").text
    assert anchored(once) == Anchored(once, 0, ())


def test_what_is_doubtful_is_refused_and_left() -> None:
    text = "groups:\n  - key: a\n    evidence: 12个社区\n  - key: b\n    evidence: 13个社区\n"
    text += "  - key: c\n    evidence: {text: 12个社区, occurrence: 3}\n"
    places = "1: 青山街道共有【12个社区】和80余个网格。竹楼共有; 2: 和80余个网格。竹楼共有【12个社区】,称为“一网、三长”。"
    doubtful, which = "'12个社区' is printed 2 times", f"take a longer expression, or say which with occurrence: {places}"
    unprinted = "give an expression as it is printed, in simplified characters without pinyin; "
    unprinted += "the nearest is 青山街道共有【12个社区】和80余个网格。竹楼共有"
    assert anchored(text) == Anchored(text, 0, (
        Fault("case.yaml", 3, "groups[0].evidence", doubtful, which),
        Fault("case.yaml", 5, "groups[1].evidence", "the document does not print '13个社区'", unprinted),
        Fault("case.yaml", 7, "groups[2].evidence", doubtful, which),
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "written", "slice_"),
    [
        ("'称为\"一网、三长\"'", "称为“一网、三长”", "称为“一网、三长”"),
        ("青山街道(dào)共有", "青山街道共有", "青山街道(dào)共有"),
        ("{text: 竹楼共有１２个社區, occurrence: 1}", "竹楼共有12个社区", "竹楼共有12个社区"),
        ("竹楼共有12个社区，称为「一网、三长」", "'竹楼共有12个社区,称为“一网、三长”'", "竹楼共有12个社区,称为“一网、三长”"),
    ],
)
def test_an_expression_as_typed_or_copied_raw_is_respelled_as_printed(typed: str, written: str, slice_: str) -> None:
    raw = RAW.replace("街道", "街道(dào)")
    start = raw.index(slice_)
    found = anchor(f"groups:\n  - key: a\n    evidence: {typed}  # 注\n", "case.yaml", clean(raw))
    places = f"start: {start}, end: {start + len(slice_)}, sha256: {digest_slice(raw, start, start + len(slice_))}"
    occurrence = ", occurrence: 1" if "occurrence" in typed else ""
    assert found.text == f"groups:\n  - key: a\n    evidence: {{text: {written}, {places}{occurrence}}}  # 注\n"
    ((line, field, change),) = found.changes
    assert (line, field) == (3, "groups[0].evidence")
    assert "and so it stands now" in change


def test_what_is_printed_exactly_is_taken_before_what_is_like_it() -> None:
    found = anchor("groups:\n  - key: a\n    evidence: '\"一网\"'\n", "case.yaml", clean('称为“一网”,又称"一网"。'))
    assert "start: 9" in found.text
    assert not found.changes


@pytest.mark.parametrize("printed", ['"六维联调"工作体系', "'六维'联调", "“六维联调”：体系", "- 六维", "六维 #联调"])
@pytest.mark.parametrize("entry", ["evidence: {}", "evidence: [{}]", "evidence: [{{text: {}}}]", "evidence:\n      - text: {}"])
def test_what_is_respelled_stays_yaml(printed: str, entry: str) -> None:
    typed = printed.translate(str.maketrans({'"': "“", "'": "‘", "：": ":"})).replace("“工", "”工").replace("‘联", "’联")
    case = "groups:\n  - key: a\n    " + entry.format("'" + typed.replace("'", "''") + "'") + "\n"
    (held,) = yaml.safe_load(anchor(case, "case.yaml", clean(f"称为{printed}。")).text)["groups"]
    evidence = held["evidence"]
    assert (evidence if isinstance(evidence, dict) else evidence[0])["text"] == printed


def test_rungs_and_exclusions_are_anchored_too() -> None:
    text = (
        "ladders:\n  - key: l\n    rungs:\n      - {body: a, evidence: 青山街道}\nexclusions:\n  - {evidence: 一网、三长, reason: 修辞}\n"
    )
    assert anchored(text).filled == 2


def test_what_is_written_in_respelled_evidence_is_respelled_with_it() -> None:
    """The raw text prints 餘 and 個; evidence is simplified, and so is what the figure says to be written in it."""
    document = clean("東風鎮劃分620餘個網格，3月起每週巡查2次。")
    case = "figures:\n  - key: grids\n    written: 620餘個  # 注\n    evidence: [劃分620餘個網格, 620餘個網格]\n    time: {written: 3月}\n"
    case += "  - {key: tours, written: 每週巡查2次, evidence: 起每週巡查2次}\n"
    found = anchor(case, "case.yaml", document)
    grids, tours = yaml.safe_load(found.text)["figures"]
    assert (grids["written"], grids["time"]["written"], tours["written"]) == ("620余个", "3月", "每周巡查2次")
    assert [one["text"] for one in grids["evidence"]] == ["划分620余个网格", "620余个网格"]
    assert "620余个  # 注" in found.text
    assert found.faults == ()
