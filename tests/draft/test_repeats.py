"""What a document prints again is evidence of what its first print says, and nothing of its own."""

from __future__ import annotations

from cengji.api.drafting import learn_packaged
from cengji.draft import draft_case
from cengji.draft.passages import Passages
from cengji.text.clean import clean
from cengji.text.figure import find_numerals

_FIRST = "推行“红色管家”机制，由社区党委牵头，建立街道、社区、小区三级联动体系，化解矛盾320件。"
_OTHER = "此外还设立了联席会议制度，每月召开一次。"


def test_what_is_printed_again_rests_on_both_prints() -> None:
    text = f"江苏省苏州市姑苏区观察\n{_OTHER}{_FIRST}\n{_FIRST}"
    document = clean(text)
    drafted = draft_case(document, learn_packaged(), key="x", sha256="0" * 64).value
    repeat = text.rindex(_FIRST)
    printed = {
        section: [[text[one["start"] : one["end"]] for one in entry["evidence"]] for entry in drafted[section]]
        for section in ("measures", "figures")
    }
    assert ["“红色管家”机制"] * 2 in printed["measures"]
    assert ["320件"] * 2 in printed["figures"]
    left_out = [text[one["start"] : one["end"]] for entry in drafted.get("exclusions", ()) for one in entry["evidence"]]
    assert not {"320件", "三级", "红色管家"} & set(left_out), "what a statement rests on is not left out"
    assert all(entry["evidence"][0]["start"] < repeat for entry in drafted["measures"]), "no measure of the repeat alone"
    assert ["联席会议制度"] in printed["measures"], "what is printed once rests there"


def test_sentences_that_stood_apart_are_found_each() -> None:
    one, two = "全区推行“楼长制”，选出楼长1200名，覆盖所有楼栋和单元。", "街道党工委每季度召开一次联席会议，研究重点事项。"
    text = f"江苏省苏州市姑苏区观察\n{one}\n中间另有一句话，说的是别的事情。\n{two}\n{one}{two}"
    drafted = draft_case(clean(text), learn_packaged(), key="x", sha256="0" * 64).value
    (figure,) = [entry for entry in drafted["figures"] if entry["written"] == "1200名"]
    assert [text[entry["start"] : entry["end"]] for entry in figure["evidence"]] == ["1200名"] * 2


def test_numerals_of_repeated_lines_are_those_of_the_whole_text() -> None:
    lines = [
        "共有党员1200名",
        "设网格员35名，覆盖19,",
        " 489 households",
        "共有党员1200名",
        "共19,",
        " 489 households",
        "设网格员35名，覆盖19,",
    ]
    text = "\n".join(lines * 3)
    assert Passages(clean(text)).all_numerals == find_numerals(text)
