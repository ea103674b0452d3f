"""The reasons why a numeral is not read as a figure."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Refusal"]


class Refusal(StrEnum):
    """Why a numeral is not read as a figure."""

    AMBIGUOUS = "ambiguous"
    CLOCK_TIME = "clock-time"
    COMPOUND_UNIT = "compound-unit"
    CONFLICTING_QUALIFIERS = "conflicting-qualifiers"
    DATE = "date"
    ENUMERATOR = "enumerator"
    LABEL = "label"
    LEXICAL_USE = "lexical-use"
    MALFORMED_NUMBER = "malformed-number"
    NO_MEASURE_WORD = "no-measure-word"
    NO_NUMERAL = "no-numeral"
    PERIOD = "period"
    PRODUCT = "product"
    TOO_LONG = "too-long"

    @property
    def explanation(self) -> str:
        """Return the reason as a sentence for the curator."""
        return _EXPLANATIONS[self]


_EXPLANATIONS = {
    Refusal.AMBIGUOUS: "it can be read in more than one way",
    Refusal.CLOCK_TIME: "it is a time of day",
    Refusal.COMPOUND_UNIT: "its unit is made of several, as 元/平方米",
    Refusal.CONFLICTING_QUALIFIERS: "its qualifiers contradict each other",
    Refusal.DATE: "it is a date or part of one",
    Refusal.ENUMERATOR: "it numbers a heading or an item of a list",
    Refusal.LABEL: "it is a number used as a name or code",
    Refusal.LEXICAL_USE: "the numeral is part of a word and counts nothing",
    Refusal.MALFORMED_NUMBER: "it is not a well-formed number",
    Refusal.NO_MEASURE_WORD: "no measure word says what a Chinese numeral counts",
    Refusal.NO_NUMERAL: "there is no numeral in it",
    Refusal.PERIOD: "it places something in time and is not a length of it",
    Refusal.PRODUCT: "it is a product of numbers, as 7×24",
    Refusal.TOO_LONG: "it is longer than any figure",
}
