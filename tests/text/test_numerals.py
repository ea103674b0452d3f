"""Plain numbers: every way of writing one reads back to it, and nothing malformed is guessed at."""

from __future__ import annotations

import importlib
import importlib.util
from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.text.numerals import Number, arabic_number, chinese_number, normalize_digits
from tests.conftest import need

DIGITS = "零一二三四五六七八九"
INTEGERS = st.integers(0, 12).flatmap(lambda size: st.integers(0, 10**size))
SHORT_SCORES = {"二十": "廿", "三十": "卅"}


def section(value: int) -> str:
    """Write a number below 万; 一十 in full."""
    text, gap = "", False
    for factor, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // factor % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
        gap = not digit
    return text


def written(value: int) -> str:
    """Write a whole number below 10^16 in Chinese, 零 wherever a place is left out."""
    if not value:
        return "零"
    text = ""
    for factor, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = value // factor % (10**8 if unit == "亿" else 10**4)
        if part:
            head = written(part) if part >= 10**4 else section(part)
            skipped = text and part < 1000 and not (unit == "万" and part >= 10**4)
            text += ("零" if skipped or (text and value // factor // 10**4 % 10**4 == 0) else "") + head + unit
    return text


def value_of(text: str) -> Decimal | None:
    number = chinese_number(text)
    return number.value if number else None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (105, "一百零五"),
        (1050, "一千零五十"),
        (100_500, "一十万零五百"),
        (10**12, "一万亿"),
        (300_005_000, "三亿零五千"),
        (10_010_010, "一千零一万零一十"),
    ],
)
def test_the_writer_of_these_tests_writes_what_people_write(value: int, text: str) -> None:
    assert written(value) == text


@given(INTEGERS)
def test_integer_reads_back_from_chinese(value: int) -> None:
    assert value_of(written(value)) == value


@given(INTEGERS, st.data())
def test_integer_reads_back_from_every_usual_variant(value: int, data: st.DataObject) -> None:
    text = written(value)
    if text.startswith("一十"):
        text = data.draw(st.sampled_from([text, text[1:]]))
    for full, short in [("零", "〇"), ("二百", "两百"), ("二千", "两千"), *SHORT_SCORES.items()]:
        after = text[len(full) :][:1]
        if text.startswith(full) and full != "零" and not (full in SHORT_SCORES and after and after in "百千"):
            text = data.draw(st.sampled_from([text, short + text[len(full) :]]))
        elif full == "零":
            text = data.draw(st.sampled_from([text, text.replace(full, short)]))
    assert value_of(text) == value


@given(INTEGERS)
def test_traditional_and_cheque_numerals_read_the_same(value: int) -> None:
    text = written(value)
    assert value_of(normalize_digits(text.replace("万", "萬").replace("亿", "億"))) == value
    if value >= 10:
        cheque = text.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
        assert value_of(normalize_digits(cheque + "元").removesuffix("元")) == value


@pytest.fixture(scope="module")
def other() -> ModuleType:
    """Another reader and writer of Chinese numerals, by other hands."""
    need("cn2an", importlib.util.find_spec("cn2an"))
    return importlib.import_module("cn2an")


@given(INTEGERS)
def test_integer_reads_as_another_library_writes_it(other: ModuleType, value: int) -> None:
    assert value_of(other.an2cn(value)) == value


@given(st.text("零〇一二三四五六七八九十百千万亿两廿", min_size=1, max_size=12))
def test_what_two_libraries_read_they_read_alike(other: ModuleType, text: str) -> None:
    try:
        theirs = other.cn2an(text, "normal")
    except (ValueError, KeyError):
        return
    assert value_of(text) in (theirs, None)


@given(st.integers(1000, 9999).map(str).filter(lambda digits: "0" in digits))
def test_digits_in_a_row_read_as_they_stand(digits: str) -> None:
    assert value_of("".join(DIGITS[int(digit)] for digit in digits)) == int(digits)


@given(st.integers(0, 9999), st.text("0123456789", min_size=1, max_size=6), st.sampled_from(["", "万", "亿"]))
def test_decimal_reads_in_digits_and_in_chinese(whole: int, fraction: str, scale: str) -> None:
    expected = Decimal(f"{whole}.{fraction}") * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    last = Decimal(10) ** ({"": 0, "万": 4, "亿": 8}[scale] - len(fraction))
    number = arabic_number(f"{whole}.{fraction}", scale)
    assert (number.value, number.precision, number.step) == (expected, last, last)
    assert chinese_number(f"{written(whole)}点" + "".join(DIGITS[int(digit)] for digit in fraction) + scale) == number


@given(st.integers(0, 10**12))
def test_grouped_digits_read_as_plain_ones(value: int) -> None:
    assert arabic_number(f"{value:,}") == arabic_number(f"{value:,}".replace(",", " ")) == arabic_number(str(value))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", Number(Decimal(10), Decimal(10))),
        ("十二", Number(Decimal(12), Decimal(1))),
        ("三千四百", Number(Decimal(3400), Decimal(100))),
        ("一百五", Number(Decimal(150), Decimal(10))),
        ("三万八", Number(Decimal(38000), Decimal(1000), Decimal(1000))),
        ("三百二十万", Number(Decimal(3_200_000), Decimal(100_000), Decimal(100_000))),
        ("千万", Number(Decimal(10_000_000), Decimal(10_000_000), Decimal(10_000_000))),
        ("两万亿", Number(Decimal(2 * 10**12), Decimal(10**12), Decimal(10**12))),
        ("两千五", Number(Decimal(2500), Decimal(100))),
        ("三万八千", Number(Decimal(38000), Decimal(1000), Decimal(1000))),
        ("三万八千五百二十一", Number(Decimal(38521), Decimal(1))),
    ],
)
def test_number_knows_its_last_digit_and_printed_place(text: str, number: Number) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("digits", "scale", "number"),
    [
        ("6600", "", Number(Decimal(6600), Decimal(100))),
        ("0", "", Number(Decimal(0), Decimal(1))),
        *(
            ("3", scale, Number(3 * Decimal(10) ** power, Decimal(10) ** power, Decimal(10) ** power))
            for power, scale in enumerate(("百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"), start=2)
        ),
    ],
)
def test_digits_know_their_last_digit_and_printed_place(digits: str, scale: str, number: Number) -> None:
    assert arabic_number(digits, scale) == number


@pytest.mark.parametrize(
    "text",
    [
        "", "点", "点五", "三点", "二十两", "两十", "五十二十", "一百百", "百千", "万万",
        "亿万", "万亿亿", "十百", "二十零", "零零五", "零五", "一千五十", "一万三百", "三亿五千", "一二",
        "一二三四", "一百零", "四四四万", "亿亿", "三点五千", "一两三〇", "一百五万", "百十", "万三", "千万亿",
        "二〇", "零五十", "一百零五十", "三千百", "千百", "三万千", "三万八亿",
    ],
)  # fmt: skip
def test_malformed_numeral_is_refused(text: str) -> None:
    assert chinese_number(text) is None


def test_a_cheque_numeral_without_money_is_a_word() -> None:
    assert normalize_digits("陆万里存陆万元") == "陆万里存六万元"


@given(st.text(max_size=40))
def test_normalizing_keeps_the_length(text: str) -> None:
    assert len(normalize_digits(text)) == len(text)
    assert normalize_digits(normalize_digits(text)) == normalize_digits(text)
