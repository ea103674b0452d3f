"""What an analysis gives, as frozen records: rows with values, bounds, the statuses they rest on and their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from cengji.core.terms import local_name
from cengji.core.texts import NAMES_IN, WORDS_IN, Language, counted

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cengji.query import Table

__all__ = ["Analysis", "Method", "Numbers", "Row", "Words", "between", "exactly"]


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Chinese and English."""

    zh: str
    en: str

    def of(self, language: Language) -> str:
        """Return the text in this language, else in the other.

        >>> Words("深度", "").of("en")
        '深度'
        """
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


class Numbers(TypedDict):
    """The value of a row with its bounds."""

    value: float | None
    lower: float | None
    upper: float | None


def exactly(number: float) -> Numbers:
    """Return a number that is known exactly, with its bounds.

    >>> exactly(3)
    {'value': 3.0, 'lower': 3.0, 'upper': 3.0}
    """
    return {"value": float(number), "lower": float(number), "upper": float(number)}


def between(lower: float, upper: float) -> Numbers:
    """Return the bounds of a number, and its value where they agree.

    >>> between(1, 2)
    {'value': None, 'lower': 1.0, 'upper': 2.0}
    """
    return {"value": float(lower) if lower == upper else None, "lower": float(lower), "upper": float(upper)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value: what it is about, what it says of it, between which bounds, and what it rests on.

    ``subject`` and ``object`` are IRIs, ``object`` empty where the value is of one thing; ``case`` is the key of the case,
    empty across cases; ``aspect`` and ``unit`` are keys with words in :attr:`Analysis.words`. ``value`` is None where
    only bounds are known, a bound None where that side is open; the true value lies between them, ends included.
    ``begin`` and ``end`` are ISO dates. ``stated``, ``inferred`` and ``disputed`` count the statements that the value
    rests on; ``evidence`` are the IRIs of these figures, claims and things, sorted.
    """

    subject: str
    aspect: str
    case: str = ""
    object: str = ""
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str = ""
    begin: str = ""
    end: str = ""
    stated: int = 0
    inferred: int = 0
    disputed: int = 0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What an analysis is: its name, title, question, formula, source, and what may not be concluded from it.

    Literature is named in its own language alone. ``without`` says of what there is none where there are no rows.
    """

    name: str
    title: Words
    question: Words
    formula: Words
    source: Words
    without: Words
    cautions: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The rows of one analysis, in a fixed order, with its method and the words of all that the rows name.

    ``words`` has the labels of IRIs, case keys, aspects and units.

    >>> import cengji
    >>> span = cengji.open().analyze("span", case="gusu")
    >>> [row.value for row in span.rows if row.subject.endswith("/subdistricts") and "community-party" in row.object]
    [21.0]
    """

    method: Method
    rows: tuple[Row, ...]
    words: Mapping[str, Words] = field(default_factory=dict)

    def label(self, key: str, language: Language = NAMES_IN) -> str:
        """Return the label of an IRI, case key, aspect or unit, else its own last part; the empty text for the empty text."""
        known = self.words.get(key)
        return known.of(language) if known else local_name(key)

    def nothing(self, language: Language = WORDS_IN) -> str:
        """Return why there are no rows, in words; the empty text where there are some."""
        if self.rows:
            return ""
        return Words(f"无可分析：{self.method.without.zh}", f"nothing to analyse: {self.method.without.en}").of(language)

    def to_table(self, language: Language | None = None) -> Table:
        """Return the rows as a table of terms, with labels in a language where one is given; see :class:`Row`.

        The columns are those of a row; ``evidence`` joins its IRIs by spaces, and bounds are rounded outwards to six places.
        """
        from cengji.analysis.terms import table_of

        return table_of(self, language)

    def triples(self) -> tuple[ox.Triple, ...]:
        """Return the rows as RDF, sorted: a schema:Observation each, with prov:wasDerivedFrom to what it rests on.

        No IRI depends on the order of the rows, and there is no blank node.
        """
        from cengji.analysis.terms import triples_of

        return triples_of(self)

    def to_csv(self, language: Language | None = None) -> str:
        """Return the rows as CSV."""
        return self.to_table(language).to_csv()

    def __repr__(self) -> str:
        """Return the title and the number of rows."""
        held = self.nothing("en") or f"{counted(len(self.rows), 'rows')}; try .rows, .to_table('zh')"
        return f"<Analysis {self.method.name}: {self.method.title.en}; {held}>"

    def _repr_html_(self) -> str:
        """Return the table for a notebook, in Chinese."""
        return self.to_table("zh")._repr_html_()
