"""Laws of reading YAML that hold for any input: it is read or refused, and messages stay printable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cengji.cases.tree import field_name, quote_value, read_tree
from cengji.core.errors import InputError


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_tree(data, "c.yaml")
    except InputError as error:
        assert str(error).startswith("c.yaml")


@given(st.text(alphabet="abc:,-?[]{}&*!|>'\"%@`#\\ \n\t\u3000：，é\U0001f600~0.1", max_size=60))
def test_any_punctuation_is_read_or_refused(text: str) -> None:
    try:
        read_tree(text.encode(), "c.yaml")
    except InputError as error:
        assert str(error).startswith("c.yaml")


@given(st.lists(st.text() | st.integers(min_value=0), max_size=6))
def test_field_names_cannot_disguise_a_message(path: list[str | int]) -> None:
    assert field_name(tuple(path)).isprintable()


@given(st.text())
def test_shown_values_are_short_and_printable(text: str) -> None:
    assert quote_value(text).isprintable() and len(quote_value(text)) <= 40
