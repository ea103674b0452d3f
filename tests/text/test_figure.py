"""A reader of printed figures: the table of expressions, what each makes certain, and what is refused."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.core.errors import InputError
from cengji.dataset import Ontology
from cengji.text.bounds import Bounds
from cengji.text.figure import Reading, UnreadableFigureError, find_numerals, read_figure
from cengji.text.numerals import NUMERAL_CHARACTERS, normalize_digits
from cengji.text.refusal import Refusal
from cengji.text.simplify import opencc_converter
from cengji.text.wordlists import lexical_uses, measure_words

TABLE = Path(__file__).with_name("figure_readings.csv")


def rows() -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return [(row["expression"], row["readings"]) for row in csv.DictReader(lines)]


def shown(reading: Reading) -> str:
    """Write a reading as the table does."""
    if reading.comparator is None:
        return "unknown"
    value = reading.value if reading.value is not None else f"{reading.lower}..{reading.upper}"
    unit = f"{reading.unit or '-'}({reading.measure_word})" if reading.measure_word else "-"
    parts = [reading.comparator, str(value), unit, str(reading.kind)]
    if reading.precision is not None:
        parts.append(f"±{reading.precision}")
    if reading.reading_rule:
        assert (reading.reading_rule, reading.reading_lower) == ("yu-next-unit", reading.value)
        parts.append(f"<{reading.reading_upper}")
    if reading.direction:
        parts.append(reading.direction)
    return " ".join(parts)


def outcome(expression: str) -> str:
    try:
        return " ; ".join(map(shown, read_figure(expression)))
    except UnreadableFigureError as error:
        return f"! {error.refusal.value}"


def test_expressions_read_as_the_table_says() -> None:
    assert {expression: outcome(expression) for expression, _ in rows()} == dict(rows())


def test_the_table_is_large_enough_and_says_nothing_twice() -> None:
    expressions = [expression for expression, _ in rows()]
    assert len(expressions) >= 200
    assert len(set(expressions)) == len(expressions)


def test_every_reason_and_comparator_is_in_the_table(ontology: Ontology) -> None:
    answers = [answer for _, answer in rows()]
    reasons = {answer[2:] for answer in answers if answer.startswith("!")}
    assert reasons == {reason.value for reason in Refusal}
    words = {part.split()[0] for answer in answers if not answer.startswith("!") for part in answer.split(" ; ")}
    assert words == ontology.vocabulary.schemes["comparator"] | {"unknown"}


@pytest.mark.parametrize(
    ("expression", "bounds"),
    [
        ("148个", Bounds(Decimal(148), lower_inclusive=True, upper=Decimal(148), upper_inclusive=True)),
        ("1.4万个", Bounds(Decimal(13000), upper=Decimal(15000))),
        ("99.95%", Bounds(Decimal("99.94"), upper=Decimal("99.96"))),
        ("五成", Bounds(Decimal(40), upper=Decimal(60))),
        ("6600余人", Bounds(Decimal(6600))),
        ("近8万名", Bounds(upper=Decimal(80000))),
        ("约450亿元", Bounds()),
        ("300平方米以上", Bounds(Decimal(300), lower_inclusive=True)),
        ("3—4个", Bounds(Decimal(3), lower_inclusive=True, upper=Decimal(4), upper_inclusive=True)),
        ("3年以下", Bounds(upper=Decimal(3), upper_inclusive=True)),
    ],
)
def test_reading_has_its_certain_bounds(expression: str, bounds: Bounds) -> None:
    assert read_figure(expression)[0].bounds == bounds


def test_unknown_term_of_a_slogan_has_no_bounds() -> None:
    four, unknown = read_figure("4+X")
    assert (four.value, unknown.value, unknown.bounds) == (Decimal(4), None, Bounds())


@pytest.mark.parametrize(
    ("expression", "places"),
    [
        ("年营业额达到5000余万元，43项82条", [(4, 13), (14, 17), (17, 20)]),
        ("共2685 家", [(1, 7)]),
        ("一个半月", [(0, 4)]),
        ("至少联系一次", [(0, 6)]),
    ],
)
def test_reading_knows_its_place_in_the_expression(expression: str, places: list[tuple[int, int]]) -> None:
    assert [(reading.start, reading.end) for reading in read_figure(expression)] == places


@pytest.mark.parametrize(("text", "place", "refusal"), [("到近3年末", (1, 4), Refusal.PERIOD), ("在G60旁", (2, 4), Refusal.LABEL)])
def test_refused_numeral_knows_its_place_in_the_text(text: str, place: tuple[int, int], refusal: Refusal) -> None:
    assert [(found.start, found.end, found.refusal) for found in find_numerals(text)] == [(*place, refusal)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("affiliated to 19,\n\t\t 489 ADSs and 1064 CDSs", ["19489", "1064"]),
        ("共有1,234,\n567人", ["1234567"]),
        ("wards\n19,\n489,\n512\n", ["19", "489", "512"]),
        ("wards 3, 19,\n489 and", ["3", "19", "489"]),
    ],
)
def test_number_broken_over_a_line_of_prose_is_one(text: str, values: list[str]) -> None:
    assert [str(reading.value) for found in find_numerals(text) for reading in found.readings] == values


def test_a_part_of_nothing_is_no_share() -> None:
    assert {reading.unit for reading in read_figure("零分之一")} == {"point"}


def test_endless_fraction_never_overstates() -> None:
    assert read_figure("三分之二以上")[0].value == Decimal("66.66")
    assert read_figure("不足三分之一")[0].value == Decimal("33.34")


def test_refusal_carries_its_place_and_says_why() -> None:
    with pytest.raises(UnreadableFigureError) as caught:
        read_figure("每月5日")
    assert (caught.value.refusal, caught.value.start, caught.value.end, caught.value.exit_code) == (Refusal.DATE, 2, 4, 3)
    assert str(caught.value) == "'每月5日' is not read as a figure: it is a date or part of one (date)"


@pytest.mark.parametrize("expression", ["一" * 201, "9" * 21, "9" * 100_000, "九百" * 60])
def test_long_input_is_refused_not_computed(expression: str) -> None:
    assert outcome(expression) == "! too-long"


def test_numerals_of_a_text_have_spans_words_and_nouns() -> None:
    text = "四川一些小区建立480余个网格，统一设“五办”、三中心；一是挂钩168个社区党组织。"
    found = [(text[n.start : n.end], n.lexical or n.refusal or n.readings[0].value, n.counted) for n in find_numerals(text)]
    assert found == [
        ("四川", "四川", None),
        ("一些", "一些", None),
        ("480余个", Decimal(480), "网格"),
        ("统一", "统一", None),
        ("五", Decimal(5), None),
        ("三", Refusal.NO_MEASURE_WORD, None),
        ("一是", "{n}是", None),
        ("168个", Decimal(168), "社区党组织"),
    ]


@given(st.text(alphabet="一二三十百千万亿两几半第约近余多个名人元年月日%+-—.,:至分之成数上过双” “X5027\n", max_size=60))
def test_every_numeral_of_any_text_lies_in_exactly_one_finding(text: str) -> None:
    found = find_numerals(text)
    covered = [place for numeral in found for place in range(numeral.start, numeral.end)]
    assert covered == sorted(set(covered))
    assert all(bool(numeral.readings) != bool(numeral.refusal) for numeral in found)
    assert {place for place, character in enumerate(normalize_digits(text)) if character in NUMERAL_CHARACTERS} <= set(covered)


def test_a_user_adds_lexical_uses(tmp_path: Path) -> None:
    own = tmp_path / "words.txt"
    own.write_text("# ours\n三棵树 !苗  # a brand\n", encoding="utf-8")
    words = [numeral.lexical for numeral in find_numerals("三棵树与三棵树苗", lexical_uses(own))]
    assert words == ["三棵树", None]


def test_bad_word_lists_are_reported_line_by_line(tmp_path: Path) -> None:
    own = tmp_path / "words.txt"
    own.write_text("没有数\n四川\n一 二\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        lexical_uses(own)
    assert [fault.line for fault in caught.value.faults] == [1, 3]


@pytest.mark.parametrize("name", ["lexical_uses.txt", "measure_words.txt"])
def test_packaged_lists_are_sorted_and_say_nothing_twice(name: str) -> None:
    path = Path(__file__).parents[2] / "graph" / "cengji" / "text" / name
    words = [line.split()[0] for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert words == sorted(set(words))


def test_units_and_kinds_of_measure_words_are_in_the_ontology(ontology: Ontology) -> None:
    units = {word.unit for word in measure_words().values()} - {None}
    kinds = {word.kind for word in measure_words().values()} - {None}
    assert (units - ontology.vocabulary.schemes["unit"], kinds - ontology.vocabulary.schemes["figure-kind"]) == (set(), set())


@pytest.mark.parametrize(
    "printed",
    [
        "约30个",
        "不低于30%",
        "不超过两小时",
        "30个以内",
        "大约30人",
        "少于30人",
        "增长5.5%",
        "减少3成",
        "20岁以下",
        "2台",
        "3亩",
        "缩短2天",
        "将近5千户",
    ],
)
def test_traditional_characters_read_as_the_simplified_ones_do(printed: str) -> None:
    traditional = opencc_converter("s2t")(printed)
    assert traditional != printed
    assert [replace(one, measure_word=None) for one in read_figure(traditional)] == [
        replace(one, measure_word=None) for one in read_figure(printed)
    ]


def test_a_place_in_an_order_is_no_number_of_persons() -> None:
    assert [(one.kind, one.unit, one.value) for printed in ("全省第3位", "第三名") for one in read_figure(printed)] == [
        ("ordinal", None, 3)
    ] * 2


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("正文。\n1.1 治理机制\n正文", []),
        ("正文。\n2.3.1治理机制\n正文", []),
        ("正文。\n1做法与成效\n正文", []),
        ("正文。\n1.1万人参加\n正文", ["11000"]),
        ("正文。\n5个社区\n正文", ["5"]),
        ("正文。\n8社区\n正文", ["8"]),
    ],
)
def test_the_number_of_a_heading_is_no_figure_and_that_of_a_row_is(text: str, values: list[str]) -> None:
    assert [str(reading.value) for numeral in find_numerals(text) for reading in numeral.readings] == values
