"""Every medium gets the same neutral text."""

from __future__ import annotations

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from cengji.core.neutralize import neutralize_cell, neutralize_text, restore_cell

ANY = st.text(alphabet=st.characters(codec=None))


@given(ANY)
def test_nothing_that_steers_is_left(text: str) -> None:
    assert all(category(one)[0] != "C" and category(one) not in ("Zl", "Zp") for one in neutralize_text(text))
    lines = neutralize_text(text, lines=True)
    assert all(category(one)[0] != "C" and category(one) not in ("Zl", "Zp") for one in lines if one not in "\n\t")


@given(ANY)
def test_a_neutral_text_stays_as_it_is(text: str) -> None:
    for lines in (False, True):
        once = neutralize_text(text, lines=lines)
        assert neutralize_text(once, lines=lines) == once


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_what_is_harmless_is_kept(text: str) -> None:
    assert neutralize_text(text) == neutralize_text(text, lines=True) == text


def test_a_line_end_is_one_whatever_it_is_made_of() -> None:
    text = "a\r\nb\rc\nd\x85e\u2028f\u2029g\vh\fi\tj"
    assert neutralize_text(text, lines=True) == "a\nb\nc\nd\ne\nf\ng\nh\ni\tj"
    assert neutralize_text(text) == "a b c d e f g h i j"


@given(st.text() | st.text("'=+-＝1", max_size=6))
def test_no_cell_begins_as_a_formula_unless_it_is_a_number(text: str) -> None:
    cell = neutralize_cell(text)
    assert cell in (text, f"'{text}")
    assert restore_cell(cell) == text
    if cell[:1] in tuple("=@\t\r\n＝＠＋－"):
        raise AssertionError(cell)
    if cell[:1] in ("+", "-"):
        float(cell.rstrip("%"))
