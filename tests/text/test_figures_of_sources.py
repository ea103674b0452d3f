"""The five documents and their curated figures: every numeral is read or refused by name, and both agree."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cengji.cases import LoadedCase
from cengji.cases.measures import Figure
from cengji.text.clean import clean
from cengji.text.figure import Reading, UnreadableFigureError, find_numerals, read_figure
from cengji.text.numerals import NUMERAL_CHARACTERS, normalize_digits

OUTCOMES = {
    "000_c5b5919bb968f5d6.txt": {"date": 4, "label": 1, "lexical-use": 45, "no-measure-word": 2, "read": 78},
    "001_831bd851e2ef12c7.txt": {"date": 2, "lexical-use": 13, "no-measure-word": 1, "period": 2, "read": 65},
    "002_ca9e01c87ba43eae.txt": {"date": 1, "enumerator": 2, "label": 1, "lexical-use": 11, "read": 33},
    "003_2cf8f4e56bd97bdb.txt": {
        "clock-time": 1, "date": 23, "enumerator": 11, "label": 12, "lexical-use": 69, "period": 3, "read": 100,
    },
    "004_3e4a513638805c47.txt": {"date": 6, "label": 1, "lexical-use": 24, "no-measure-word": 2, "period": 1, "read": 58},
}  # fmt: skip
DIFFERENT = {
    ("digest-a-jinchuan", "model-parts"): "the sum 1+10+N",
    ("digest-a-kuancheng", "nine-zeros-number"): "nine zeros, to the reader one numeral without a measure word",
    ("gusu", "duties-4-plus-x-parts"): "the curator's figure is the sum 4+X, the reader's its first term",
    ("gusu", "documents-1-plus-n-parts"): "the sum 1+N",
    ("gusu", "service-system-3-plus-n-parts"): "the sum 3+N",
    ("gusu", "scale-enterprise-threshold"): "a threshold is exact by definition",
    ("gusu", "hundred-million-threshold"): "a threshold is exact by definition",
    ("gusu", "two-engines-parts"): "双 is no numeral to the reader",
    ("liuzhou", "industry-share-rank"): "首 is no numeral to the reader",
    ("shanghai-liudong", "monthly-prompt-frequency"): "每月 has no numeral",
    ("xuhui-qiangsheng", "preparation-years"): "近两年 may also be the last two years to the reader",
    ("wujiang", "party-congress-frequency"): "每年 has no numeral",
    ("wujiang", "reception-frequency"): "two days of the month, which the reader refuses as dates, make two times a month",
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_numeral_is_read_or_refused_by_name(name: str, sources: Path) -> None:
    text = clean((sources / name).read_text(encoding="utf-8")).text
    found = find_numerals(text)
    covered = {place for numeral in found for place in range(numeral.start, numeral.end)}
    assert {place for place, character in enumerate(normalize_digits(text)) if character in NUMERAL_CHARACTERS} <= covered
    assert Counter("read" if numeral.readings else str(numeral.refusal) for numeral in found) == OUTCOMES[name]


def numbers(figure: Figure | Reading) -> tuple[object, ...]:
    return (
        figure.value,
        figure.lower,
        figure.upper,
        figure.comparator,
        figure.precision,
        figure.reading_rule,
        figure.reading_lower,
        figure.reading_upper,
    )


def agrees(figure: Figure) -> bool:
    """Return whether one of the readings of the figure as written has its numbers."""
    try:
        return numbers(figure) in [numbers(reading) for reading in read_figure(figure.written)]
    except UnreadableFigureError:
        return False


def test_curated_figures_have_the_numbers_that_are_printed(cases: list[LoadedCase]) -> None:
    figures = [(loaded.case.case, figure) for loaded in cases for figure in loaded.case.figures]
    assert {(case, figure.key) for case, figure in figures if not agrees(figure)} == set(DIFFERENT)
