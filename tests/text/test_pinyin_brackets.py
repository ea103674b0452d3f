"""Readings in brackets: every reading of the dictionary is known, no legal bracket is taken for one."""

from __future__ import annotations

import pytest
from pypinyin import pinyin_dict

from cengji.text.pinyin_brackets import drop_pinyin, is_reading

MARKED = set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếề\u0304\u0301\u030c\u0300")


def test_every_marked_reading_of_the_dictionary_is_known() -> None:
    readings = {reading for readings in pinyin_dict.pinyin_dict.values() for reading in readings.split(",")}
    marked = {reading for reading in readings if MARKED & set(reading)}
    assert len(marked) > 1200
    assert {reading for reading in marked if not is_reading(reading)} == set()


@pytest.mark.parametrize("text", ["App", "GDP", "he", "de", "2019", "café", "naïve", "kārlis", "xuǎnjǔ", "jǔé", "", " ", "wǎng gé5"])
def test_what_is_no_reading(text: str) -> None:
    assert not is_reading(text)


@pytest.mark.parametrize("text", ["lǘ", "lv\u030c", "Nǚ", "gu\u0306an", "ɡuǎn", "wɑ\u0304n", "hо\u0301ng", "táng hé", "ńg"])
def test_look_alike_letters_and_other_spellings_are_readings(text: str) -> None:
    assert is_reading(text)


def test_the_map_is_right_among_legal_brackets() -> None:
    text, step = drop_pinyin("网(App)格(gé)(GDP)员(yuán)（rén）数(he)(shù)")
    assert text == "网(App)格(GDP)员数(he)(shù)"
    assert [step.to_before(at, at + 1) for at in (0, 6, 7, 12, 13)] == [(0, 1), (6, 7), (11, 12), (16, 17), (28, 29)]
