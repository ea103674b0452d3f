"""Values of columns become IRIs and lexical forms, as expressions that read the same on every engine.

Only functions on which DuckDB and Spark agree are used here; no regular expression has ``.``, ``$`` or a backreference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cengji.core.extras import require_extra
from cengji.core.namespaces import PREFIXES

with require_extra("register"):
    import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["BOUNDS", "DATED", "LEXICAL", "NATURAL", "UNCHECKED", "encode", "is_absolute", "is_iri", "text"]

_XSD: Final = PREFIXES["xsd"]
# iunreserved of RFC 3987, which a template leaves as it is (R2RML, section 7.3); all else is percent-encoded.
_PLANES: Final = "".join(rf"\x{{{plane:X}0000}}-\x{{{plane:X}FFFD}}" for plane in range(1, 14))
_UNRESERVED: Final = r"A-Za-z0-9._~\-\x{A0}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFEF}" + _PLANES + r"\x{E1000}-\x{EFFFD}"
_RESERVED: Final = f"[^{_UNRESERVED}]"
_BEYOND: Final = r"[^\x{1}-\x{7F}]"
"""Beyond ASCII, or the character zero, at which a text may end for a function written in C."""
_LEGAL: Final = r"[^\x{00}-\x{20}<>\"{}|^`\\]"
"""The characters that an IRI of N-Quads may have (https://www.w3.org/TR/n-quads/#grammar-production-IRIREF)."""
_ABSOLUTE: Final = r"\A[A-Za-z][A-Za-z0-9+.\-]*:"

_CLOCK: Final = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"

NATURAL: Final = {"string": "string", "int64": "integer", "boolean": "boolean", "date": "date"}
"""Type of a column → the datatype of its values by the natural mapping of R2RML, where both engines print it alike."""
LEXICAL: Final = {
    f"{_XSD}{name}": rf"\A(?:{pattern})\z"
    for name, pattern in {
        "integer": r"[+\-]?[0-9]+",
        "nonNegativeInteger": r"\+?[0-9]+|-0+",
        "positiveInteger": r"\+?0*[1-9][0-9]*",
        "negativeInteger": r"-0*[1-9][0-9]*",
        "nonPositiveInteger": r"-[0-9]+|\+?0+",
        **dict.fromkeys(("byte", "short", "int", "long"), r"[+\-]?[0-9]+"),
        **dict.fromkeys(("unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong"), r"\+?[0-9]+|-0+"),
        "decimal": r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
        "double": r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+\-]?[0-9]+)?|[+\-]?INF|NaN",
        "float": r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+\-]?[0-9]+)?|[+\-]?INF|NaN",
        "boolean": r"true|false|1|0",
        "date": r"-?[0-9]{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:Z|[+\-][0-9]{2}:[0-9]{2})?",
        "gYear": r"-?[0-9]{4,}(?:Z|[+\-][0-9]{2}:[0-9]{2})?",
        "gYearMonth": r"-?[0-9]{4,}-(?:0[1-9]|1[0-2])(?:Z|[+\-][0-9]{2}:[0-9]{2})?",
        "dateTime": (
            r"-?[0-9]{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
            rf"T{_CLOCK}(?:Z|[+\-][0-9]{{2}}:[0-9]{{2}})?"
        ),
        "time": rf"{_CLOCK}(?:Z|[+\-][0-9]{{2}}:[0-9]{{2}})?",
    }.items()
}
"""Datatype → the regular expression of its lexical forms."""
DATED: Final = frozenset(f"{_XSD}{name}" for name in ("date", "dateTime"))
"""The datatypes of which a form must begin with a day of the calendar too."""
BOUNDS: Final = {
    f"{_XSD}{name}": (low, high)
    for bits, sized in ((8, "byte"), (16, "short"), (32, "int"), (64, "long"))
    for name, low, high in (
        (sized, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1),
        (f"unsigned{sized.capitalize()}", 0, 2**bits - 1),
    )
}
"""Datatype → the least and greatest number that it has, where the form does not tell."""
_FREE: Final = (
    "string normalizedString token language Name NCName NMTOKEN anyURI duration yearMonthDuration dayTimeDuration dateTimeStamp "
    "gMonth gMonthDay gDay hexBinary base64Binary anyAtomicType"
)
UNCHECKED: Final = frozenset(f"{_XSD}{name}" for name in _FREE.split())
"""The datatypes of XML Schema whose forms are taken as they are."""


@ibis.udf.scalar.builtin(name="url_encode")  # type: ignore[untyped-decorator]
def _url_encode(value: str) -> str:  # type: ignore[empty-body]
    """Return the text with percent-encoding, by the engine's function of this name."""


def text(column: ir.Column) -> ir.StringColumn:
    """Return a column as text: that of its natural mapping."""
    return column if column.type().is_string() else column.cast("string")


def encode(value: ir.StringColumn) -> ir.StringColumn:
    """Return a text in the form that is safe in an IRI: all but iunreserved characters percent-encoded, as R2RML has it."""
    encoded = value.split("").map(lambda one: ibis.cases((one.re_search(_RESERVED), _octets(one)), else_=one)).join("")
    # Each character by itself only where there is one beyond ASCII that may have to stay.
    return ibis.cases((~value.re_search(_RESERVED), value), (~value.re_search(_BEYOND), _octets(value)), else_=encoded)


def _octets(value: ir.StringColumn) -> ir.StringColumn:
    # Spark's function writes HTML forms: a plus for a blank, and ~ encoded but * not.
    return _url_encode(value).replace("+", "%20").replace("*", "%2A").replace("%7E", "~")


def is_absolute(value: ir.StringColumn) -> ir.BooleanColumn:
    """Return whether a text begins with a scheme."""
    return value.re_search(_ABSOLUTE)


def is_iri(value: ir.StringColumn) -> ir.BooleanColumn:
    """Return whether a text is a whole IRI as N-Quads have it."""
    return value.re_search(rf"{_ABSOLUTE}{_LEGAL}*\z")
