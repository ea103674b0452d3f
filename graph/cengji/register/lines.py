"""Quads as text: the SQL of DuckDB that writes the terms of a part as canonical N-Quads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Final

from cengji.core.namespaces import PREFIXES
from cengji.register.parts import SUBJECT, Cell, Slot
from cengji.register.tables import quote_name, quote_text

__all__ = ["LINES", "block", "escape", "in_order", "line", "lines", "quad_line"]

LINES: Final = "(FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x01', NULLSTR '')"
"""How DuckDB copies a column of lines to a text as they are."""
_STRING: Final = PREFIXES["xsd"] + "string"
# What canonical N-Quads write with a backslash (RDF Dataset Canonicalization 1.0, section 5).
_ESCAPED: Final = r"[\x{00}-\x{1F}\x{7F}\x{22}\x{5C}]"
_RARE: Final = r"[\x{00}-\x{08}\x{0B}\x{0C}\x{0E}-\x{1F}\x{7F}]"
_COMMON: Final = (92, 9, 10, 13, 34)
"""The escaped characters that are not rare."""
_NAMED: Final = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"'}
_ESCAPES: Final = {92: "\\\\", **{code: _NAMED.get(code, f"\\u{code:04X}") for code in (*range(32), 34, 127)}}


def escape(text: str) -> str:
    """Return a text as it stands between the quotes of a literal.

    >>> escape('a"b')
    'a\\\\"b'
    """
    return text.translate(_ESCAPES)


def line(slot: Slot) -> str:
    """Return the SQL of a slot's line with its end; null where a term is."""
    return _unless_null(slot, _joined(_line(slot)))


def lines(slots: Iterable[Slot]) -> str:
    """Return the SQL of a row's lines as a list, null where a quad is none."""
    return "[" + ", ".join(map(line, slots)) + "]"


def block(slots: Iterable[Slot], whole: Collection[str]) -> str:
    """Return the SQL of a row's lines as one text, empty if there is none; the slots are in order.

    :param whole: the columns in which no row has a null.
    """
    # Such lines are joined at once, which spares a copy of each.
    return _joined(piece for slot in slots for piece in (_line(slot) if {*slot.columns} <= {*whole} else [line(slot)]))


def _line(slot: Slot) -> list[str]:
    return [quote_text("<"), SUBJECT, quote_text(">"), *_pieces(slot)]


def _joined(pieces: Iterable[str]) -> str:
    """Return the SQL of pieces as one text; those that are texts in quotes are put together beforehand."""
    merged: list[str] = []
    for piece in pieces:
        if merged and piece.startswith("'") and merged[-1].startswith("'"):
            merged[-1] = merged[-1][:-1] + piece[1:]
        else:
            merged.append(piece)
    return f"concat({', '.join(merged)})"


def _unless_null(slot: Slot, written: str) -> str:
    needed = " AND ".join(f"{quote_name(column)} IS NOT NULL" for column in slot.columns)
    return f"CASE WHEN {needed} THEN {written} END" if needed else written


def in_order(slots: Iterable[Slot]) -> list[Slot]:
    """Return the slots as their lines stand in the output, or none if that hangs on the values."""
    begun = sorted((_beginning(slot).encode(), place, slot) for place, slot in enumerate(slots))
    if any(after.startswith(before) for (before, *_), (after, *_) in pairwise(begun)):
        return []
    return [slot for _, _, slot in begun]


def _beginning(slot: Slot) -> str:
    """Return the text behind the subject that does not hang on values."""
    text = ""
    for piece in _pieces(slot):
        if not piece.startswith("'"):
            break
        text += piece[1:-1].replace("''", "'")
    return text


def _pieces(slot: Slot) -> list[str]:
    """Return the SQL of what a line has behind its subject: texts in quotes, and values."""
    found = [quote_text(" <"), _value(slot.predicate), quote_text("> "), *_object(slot.object)]
    if slot.graph:
        found += [quote_text(" <"), _value(slot.graph), quote_text(">")]
    return [*found, quote_text(" .\n")]


def _value(cell: Cell) -> str:
    return quote_name(cell.column) if cell.column else quote_text(cell.value)


def _object(cell: Cell) -> list[str]:
    if not cell.datatype:
        return [quote_text("<"), _value(cell), quote_text(">")]
    end = f"@{cell.language}" if cell.language else "" if cell.datatype == _STRING else f"^^<{cell.datatype}>"
    value = _escaped(cell) if cell.column else quote_text(escape(cell.value))
    return [quote_text('"'), value, quote_text(f'"{end}')]


def _escaped(cell: Cell) -> str:
    value = quote_name(cell.column)
    if cell.plain:
        return value
    # Each escape is a look at the text, so that those of the rare characters are only where there is one.
    written = (
        f"CASE WHEN regexp_matches({value}, {quote_text(_RARE)}) THEN {_replaced(value, _ESCAPES)} ELSE {_replaced(value, _COMMON)} END"
    )
    return f"CASE WHEN regexp_matches({value}, {quote_text(_ESCAPED)}) THEN {written} ELSE {value} END"


def _replaced(value: str, codes: Iterable[int]) -> str:
    """Return the SQL of a text with escapes for characters, the backslash first."""
    for code in codes:
        value = f"replace({value}, chr({code}), {quote_text(_ESCAPES[code])})"
    return value


def quad_line() -> str:
    """Return the SQL of the line of a quad without its end, over the columns of a register's Parquet."""
    tag = f"CASE WHEN nullif(language, '') IS NOT NULL THEN '@' || language WHEN datatype = {quote_text(_STRING)} THEN ''"
    literal = f"'\"' || {_escaped(Cell('object'))} || '\"' || {tag} ELSE '^^<' || datatype || '>' END"
    value = f"CASE WHEN nullif(datatype, '') IS NULL THEN '<' || object || '>' ELSE {literal} END"
    return f"concat('<', {SUBJECT}, '> <', predicate, '> ', {value}, coalesce(' <' || nullif(graph, '') || '>', ''), ' .')"
