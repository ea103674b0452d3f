"""Reading YAML: positions, exact numbers, and everything that is refused with bounds and in words."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cengji.cases import tree as tree_module
from cengji.cases.tree import MAX_BYTES, MAX_DEPTH, quote_value, read_tree
from cengji.core.errors import InputError
from tests.conftest import need

PUNCTUATION = "mend the punctuation or indentation there or just above: spaces and not tabs, ASCII : and , and brackets, quotes closed"


def refusal(content: str | bytes) -> str:
    """Return the one fault for which a file called c.yaml is refused."""
    with pytest.raises(InputError) as caught:
        read_tree(content.encode() if isinstance(content, str) else content, "c.yaml")
    (fault,) = caught.value.faults
    return str(fault)


def test_positions_and_values() -> None:
    text = """# a comment
case: two-streets
places:
  - key: a
    label: {zh: 甲,
            en: "A"}
  -
    key: b
empty:
"""
    read = read_tree(text.encode(), "c.yaml")
    assert read.faults == []
    assert read.value == {"case": "two-streets", "places": [{"key": "a", "label": {"zh": "甲", "en": "A"}}, {"key": "b"}], "empty": None}
    assert read.lines == {
        (): 2,
        ("case",): 2,
        ("places",): 3,
        ("places", 0): 4,
        ("places", 0, "key"): 4,
        ("places", 0, "label"): 5,
        ("places", 0, "label", "zh"): 5,
        ("places", 0, "label", "en"): 6,
        ("places", 1): 8,
        ("places", 1, "key"): 8,
        ("empty",): 9,
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_spans_are_code_points_of_the_text(newline: str, mark: str, loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The anchor command writes at these offsets: one off, and it breaks the file."""
    need("libyaml in PyYAML", hasattr(yaml, loader))
    monkeypatch.setattr(tree_module, "_Loader", getattr(yaml, loader))
    text = mark + newline.join(["# 𠮷", "a: 甲𠮷乙", "b: ['丙𠮷', {c: \"丁\"}]", "d: 1", ""])
    read = read_tree(text.encode(), "c.yaml")
    assert {path: text[start:end] for path, (start, end) in read.spans.items()} == {
        ("a",): "甲𠮷乙",
        ("b", 0): "'丙𠮷'",
        ("b", 1, "c"): '"丁"',
        ("d",): "1",
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_do_not_depend_on_the_editor(newline: str, mark: str) -> None:
    read = read_tree((mark + newline.join(["a: 1", "", "b:", "  c: 2", ""])).encode(), "c.yaml")
    assert (read.value, read.line(("b", "c")), read.line(("b", "missing"))) == ({"a": 1, "b": {"c": 2}}, 4, 3)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("148", 148),
        ("-3", -3),
        ("0", 0),
        ("76.90", Decimal("76.90")),
        ("0.1", Decimal("0.1")),
        ("-0.25", Decimal("-0.25")),
        ("9" * 30, int("9" * 30)),
        ("9" * 31, "9" * 31),
        ("007", "007"),
        ("1.4e4", "1.4e4"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1：20", "1：20"),
        ("１２", "１２"),
        ("1２", "1２"),
        (".5", ".5"),
        ("1.", "1."),
        (".inf", ".inf"),
        ("12:30:00", "12:30:00"),
        ("2020-03-22", "2020-03-22"),
        ("yes", "yes"),
        ("NO", "NO"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"148"', "148"),
        ("'true'", "true"),
        ('! "148"', "148"),
    ],
)
def test_scalars(written: str, value: object) -> None:
    found = read_tree(f"a: {written}\n".encode(), "c.yaml").value["a"]
    assert (type(found), str(found)) == (type(value), str(value))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_decimals_are_exact(number: Decimal) -> None:
    assert str(read_tree(f"a: {number:f}".encode(), "c.yaml").value["a"]) == f"{number:f}"


def test_doubled_keys_are_all_reported() -> None:
    read = read_tree(b"a: 1\nb:\n  c: 2\n  c: 3\na: {x: 1, x: 2}\na: 4\n", "c.yaml")
    assert [(f.line, f.field, f.problem, f.remedy) for f in read.faults] == [
        (4, "b.c", "stands twice (first in line 3)", "keep one of the two"),
        (5, "a", "stands twice (first in line 1)", "keep one of the two"),
        (5, "a (again).x", "stands twice (first in line 5)", "keep one of the two"),
        (6, "a", "stands twice (first in line 1)", "keep one of the two"),
    ]
    assert read.value == {"a": 1, "b": {"c": 2}}


def test_a_list_does_not_continue_what_is_none() -> None:
    read = read_tree(b"a: 1\na: [2]\n", "c.yaml")
    assert ([f.line for f in read.faults], read.value) == ([2], {"a": 1})


def test_doubled_section_still_counts_for_references() -> None:
    read = read_tree(b"bodies:\n  - key: a\nbodies:\n  - key: b\n", "c.yaml")
    assert ([f.line for f in read.faults], read.value, read.line(("bodies", 1, "key"))) == (
        [3],
        {"bodies": [{"key": "a"}, {"key": "b"}]},
        4,
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: &x 1\n", "c.yaml:1: a: uses a YAML anchor or alias (& or *) — write the value out, in quotes if it begins with & or *"),
        ("a: 1\nb: *x\n", "c.yaml:2: b: uses a YAML anchor or alias (& or *) — write the value out, in quotes if it begins with & or *"),
        (
            "a: [1]\na: &x [2]\n",
            "c.yaml:2: a: uses a YAML anchor or alias (& or *) — write the value out, in quotes if it begins with & or *",
        ),
        ("&x a: 1\n", "c.yaml:1: uses a YAML anchor or alias (& or *) — write the value out, in quotes if it begins with & or *"),
        (
            "a:\n  - !!str 1\n",
            "c.yaml:2: a[0]: uses the YAML tag 'tag:yaml.org,2002:str' — write the plain value, in quotes if it begins with !",
        ),
        ("a: !x\n  b: 1\n", "c.yaml:1: a: uses the YAML tag '!x' — write the plain value, in quotes if it begins with !"),
        ("!!str a: 1\n", "c.yaml:1: uses the YAML tag 'tag:yaml.org,2002:str' — write the plain value, in quotes if it begins with !"),
        ("a: 1\n[b]: 1\n", "c.yaml:2: has a key that is not a plain word — use a field name; put a text with { or [ in quotes"),
        ("a: 1\n--- {}\n", "c.yaml:2: holds more than one YAML document — keep one case a file"),
        (b"a: 1\nb: \xb2\xe2\n", "c.yaml:2: is not UTF-8 — save the file as UTF-8"),
        ("a: 1\n".encode("utf-16"), "c.yaml:1: is not UTF-8 — save the file as UTF-8"),
        (b"a: \xed\xa0\x80\n", "c.yaml:1: is not UTF-8 — save the file as UTF-8"),
        ("a: 1\nb: x\0y\n", "c.yaml:2: holds the control character U+0000 — remove it"),
        ("a: 1\n\nb: \x1b[31m\n", "c.yaml:3: holds the control character U+001B — remove it"),
        ("a: \x9b\n", "c.yaml:1: holds the control character U+009B — remove it"),
        ("a: \uffff\n", "c.yaml:1: holds the control character U+FFFF — remove it"),
        (b"x" * (MAX_BYTES + 1), "c.yaml: is larger than 8,388,608 bytes — split the case into several files"),
    ],
)
def test_refused(content: str | bytes, message: str) -> None:
    assert refusal(content) == message


@pytest.mark.parametrize("content", ["a: [1, 2}\n", "a: 'x' b\n", "a: 'x' 'y'\n"])
def test_what_opens_and_breaks_in_one_line_is_no_matter_of_closing(content: str) -> None:
    assert " opens here " not in refusal(content)


def test_lines_are_counted_from_those_above() -> None:
    assert read_tree(b"a:\n  b: 1\n", "c.yaml", above=10).line(("a", "b")) == 12
    with pytest.raises(InputError, match=r"^c\.yaml:12: b: uses a YAML anchor"):
        read_tree(b"a: 1\nb: &x 2\n", "c.yaml", above=10)


def test_a_value_is_shown_in_forty_characters_at_most() -> None:
    assert [quote_value("x" * length) for length in (38, 39)] == [f"'{'x' * 38}'", f"'{'x' * 38}…"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a:\n\t- b\n", 2),
        ("a: [1, 2\n", 1),
        ("a: 'open\n", 1),
        ("a: b: c\n", 1),
        ("a: 1\nb：2\nc: 3\n", 3),
        ('a: "\\ud800"\n', 1),
        ("%YAML 9.9\n", 1),
        ("a: 1\n]\n", 2),
    ],
)
def test_broken_punctuation_names_the_line(content: str, line: int) -> None:
    message = refusal(content)
    assert message.startswith(f"c.yaml:{line}: is not YAML: ") and message.endswith(f" — {PUNCTUATION}")


@pytest.mark.parametrize("open_bracket", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("close", ["", "]"])
def test_ten_thousand_nested_brackets(open_bracket: str, close: str) -> None:
    message = refusal("a:\n  " + open_bracket * 10_000 + close * 10_000)
    too_deep = f"is nested deeper than {MAX_DEPTH} levels — close what is open; no case needs that"
    assert message in (
        f"c.yaml:2: a: {too_deep}",
        f"c.yaml:2: {too_deep}",  # libyaml itself refuses, before the field is known
        "c.yaml:2: a: has a key that is not a plain word — use a field name; put a text with { or [ in quotes",
    )


def test_the_deepest_nesting_allowed() -> None:
    at_limit = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert read_tree(at_limit.encode(), "c.yaml").value is not None
    assert read_tree(f"{at_limit[:MAX_DEPTH]}1{at_limit[MAX_DEPTH:]}".encode(), "c.yaml").value is not None
    assert "is nested deeper" in refusal(f"[{at_limit[:MAX_DEPTH]}1{at_limit[MAX_DEPTH:]}]")


def test_the_largest_file_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_module, "MAX_BYTES", 4)
    assert read_tree(b"a: 1", "c.yaml").value == {"a": 1}
    assert refusal("a: 12") == "c.yaml: is larger than 4 bytes — split the case into several files"


def test_yaml_bomb_is_refused_before_it_unfolds() -> None:
    rows = ["a0: &a0 [" + ", ".join(["x"] * 10) + "]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    tracemalloc.start()
    try:
        message = refusal("\n".join(rows))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert message == "c.yaml:1: a0: uses a YAML anchor or alias (& or *) — write the value out, in quotes if it begins with & or *"
    assert peak < 5_000_000


def test_aliases_alone_are_refused() -> None:
    assert "anchor or alias" in refusal("a: *nowhere\n")


def test_pure_python_reader_refuses_the_same(
    monkeypatch: pytest.MonkeyPatch, faults_of: Callable[[str | bytes], list[str]], two_streets: str
) -> None:
    """Where PyYAML has no libyaml, its own scanner lets lone surrogates through: they must not get further."""
    monkeypatch.setattr(tree_module, "_Loader", yaml.SafeLoader)
    (message,) = faults_of(two_streets.replace("双溪日报", '"\\ud800"'))
    assert message.startswith("6: document.publisher: ")
    assert message.isprintable()
    assert faults_of(two_streets) == []
    assert "is nested deeper" in refusal("[" * 10_000)
