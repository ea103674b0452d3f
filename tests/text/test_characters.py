"""Characters that print nothing, and texts of nothing else."""

from __future__ import annotations

import pytest

from cengji.text.characters import UNPRINTED, is_blank


@pytest.mark.parametrize(
    "sign", "\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u180e\u034f\ufe0f\u00ad\u061c\u2063\ue000\ufffd\U000e0041\U000f0000"
)
def test_what_prints_nothing_is_known_alone_and_amid_text(sign: str) -> None:
    assert is_blank(sign)
    assert UNPRINTED.search(f"社{sign}区")


@pytest.mark.parametrize("text", ["社区", "Gusu", "5%", "①", "㎡以上", "\u0f56\u0f7c\u0f51", "한국", "葛"])
def test_what_prints_is_neither_blank_nor_hidden(text: str) -> None:
    assert not is_blank(text)
    assert UNPRINTED.search(text) is None


@pytest.mark.parametrize("text", ["", " ", "\u3000", "……", "——", "？？", "（）", "\u0301"])
def test_signs_and_spaces_alone_are_blank(text: str) -> None:
    assert is_blank(text)
