"""Bare numbers in texts of Latin script that count nothing: years, days, the numbers of papers."""

from __future__ import annotations

import re
from functools import cache

from cengji.draft.word_lists import words
from cengji.text.reading import Numeral

__all__ = ["is_number_of_something"]

_LATIN = re.compile(r"[A-Za-z]{2,}")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NUMBERED = re.compile(r"\b(?:nomor|number|no)\b[ .:]*$|/ *$", re.IGNORECASE)
_LOOK_AROUND = 16  # characters


def is_number_of_something(text: str, numeral: Numeral) -> bool:
    """Return whether a bare number in a text of Latin script is a year, a day, or that of a paper."""
    printed, before = text[numeral.start : numeral.end], text[max(0, numeral.start - _LOOK_AROUND) : numeral.start]
    latin = _LATIN.search(before) is not None or _LATIN.search(text, numeral.end, numeral.end + _LOOK_AROUND) is not None
    dated = latin and _month().match(text, numeral.end) is not None
    return dated or (latin and (_YEAR.fullmatch(printed) is not None or _NUMBERED.search(before) is not None))


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"(?:st|nd|rd|th)? (?:{'|'.join(words('latin', 'months'))})\b")
