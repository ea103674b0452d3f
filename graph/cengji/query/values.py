"""RDF terms → plain Python values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES

__all__ = ["Value", "typed_value"]

Value: TypeAlias = str | int | Decimal | float | bool | date | None
_XSD: Final = PREFIXES["xsd"]
_INTEGERS: Final = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong")
_READERS: Final[dict[str, Callable[[str], Value]]] = {
    **{_XSD + name: int for name in _INTEGERS},
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    _XSD + "date": date.fromisoformat,
}


def typed_value(term: object) -> Value:
    """Return a term as a plain value: numbers, booleans and dates as such, all else as text, None where unbound.

    IRIs and blank nodes are given as text; so is a partial date (``--11-16``), a date with a time zone,
    and a literal whose text is not of its datatype.

    >>> typed_value(ox.Literal("6600", datatype=ox.NamedNode(_XSD + "decimal")))
    Decimal('6600')
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        text = term.value
        reader = _READERS.get(term.datatype.value)
        if reader is None:
            return text
        try:
            return reader(text)
        except (ArithmeticError, KeyError, ValueError):
            return text
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)
