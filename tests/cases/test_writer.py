"""Case files as written: any text survives, whatever it looks like to YAML, and the layout is the packaged one."""

from __future__ import annotations

from decimal import Decimal

import yaml
from hypothesis import given
from hypothesis import strategies as st

from cengji.cases.comments import comments_of
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.writer import write_case, write_scalar
from cengji.core.resources import case_files
from tests.cases.command import HERE

AWKWARD = st.sampled_from(
    ["", " ", "yes", "null", "~", "0x1F", "1_000", "2030-01-01", "1e3", ".5", "- a", "a: b", "a #b", "#", "&x", "!t", "{", "“引”"]
)
TEXTS = (
    AWKWARD
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.text("ab \"'\\:#,-[]{}&*!|>%@`\u2028\u2029\x85\ufeff\xa0\u3000", max_size=8)
)


@given(TEXTS)
def test_any_text_comes_back(text: str) -> None:
    for form in ("a: {}", "a: [{}]", "a: {{b: {}, c: d}}"):
        written = form.format(write_scalar(text))
        assert "\n" not in written
        assert read_tree(written.encode(), "x").value == {
            "a": [text] if "[" in form[:4] else {"b": text, "c": "d"} if "b:" in form else text
        }


@given(st.integers(-(10**29), 10**29) | st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_any_number_comes_back(number: int | Decimal) -> None:
    if str(number) not in ("-0", "-0.000000"):
        assert str(read_tree(f"a: {write_scalar(number)}".encode(), "x").value["a"]) == str(number)


@given(
    st.sampled_from(["", "yes", "1", "2030-01-01", "off", "1:30", "0o7", "甲"])
    | st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=6)
)
def test_other_readers_of_yaml_take_texts_for_texts(text: str) -> None:
    assert yaml.safe_load(f"a: {write_scalar(text)}") == {"a": text}


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_no_comment_breaks_out(lines: list[str]) -> None:
    value = {"case": "a", "title": {"zh": "甲"}, "places": [{"key": "a", "label": {"zh": "甲"}}]}
    text = write_case(value, {(): lines, ("places", 0): lines})
    assert expand_case(read_tree(text.encode(), "x").value) == value


def test_the_layout_is_that_of_the_packaged_cases() -> None:
    """A case written anew differs from the file in quotes and small choices, not in its shape: most lines are the same."""
    path = next(path for path in case_files() if path.stem == "guanghan")
    text = path.read_text(encoding="utf-8")
    tree = read_tree(text.encode(), str(path))
    written = write_case(expand_case(tree.value), comments_of(text, tree)).splitlines()
    kept = sum(line in set(written) for line in text.splitlines())
    assert kept / len(text.splitlines()) > 0.9


def test_where_comments_belong() -> None:
    text = (HERE / "ten_faults.yaml").read_text(encoding="utf-8")
    found = comments_of(text, read_tree(text.encode(), "ten_faults.yaml"))
    assert {path: [line.split(":")[0] for line in lines] for path, lines in found.items()} == {
        (): ["Ten faults are planted here, each marked where it stands; everything else is as it should be.", "1", "2"],
        ("places", 0): ["3"],
        ("places", 1): ["4"],
        ("bodies", 0): ["5"],
        ("bodies", 2): ["6"],
        ("bodies", 3): ["7"],
        ("ladders", 0, "rungs", 1): ["8"],
        ("figures", 0): ["9", "10"],
    }


def test_a_number_sign_in_a_value_is_no_comment() -> None:
    text = "case: a  # one\ntitle: \"b # c\"\nplaces:\n  - {key: a, label: '# d'}  # two\n  # three\n"
    assert comments_of(text, read_tree(text.encode(), "x")) == {(): ["one"], ("places", 0): ["two", "three"]}
