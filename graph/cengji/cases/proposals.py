"""Proposals: what a document prints and a case does not yet say, as YAML stubs for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable

from cengji.text.clean import Cleaned
from cengji.text.coverage import Account, Token, TokenKind
from cengji.text.evidence import Places, digest_slice
from cengji.text.figure import Reading

__all__ = ["propose"]

_CONTEXT = 24  # characters of the comment above a stub


def propose(document: Cleaned, tokens: Iterable[Token]) -> str:
    """Return ready YAML for every open token: figures as read, names as measures, the rest as exclusions.

    Subjects and indicators are left blank; the comment above each stub shows it in its context.
    """
    places = Places(document)
    figures, measures, exclusions = [], [], []
    for token in tokens:
        if token.account is not Account.OPEN:
            continue
        readings = token.numeral.readings if token.numeral else ()
        if token.kind is TokenKind.NAME:
            measures.append(_stub(document, places, token, [("key", ""), ("label", token.text), ("kind", ""), ("place", "")]))
        elif readings:
            figures += [_stub(document, places, token, _figure(token, reading)) for reading in readings]
        else:
            refusal = token.numeral.refusal if token.numeral else None
            exclusions.append(_stub(document, places, token, [("reason", refusal.explanation if refusal else "")]))
    sections = (("figures", figures), ("measures", measures), ("exclusions", exclusions))
    return "\n".join(f"{name}:\n{''.join(stubs)}" for name, stubs in sections if stubs)


def _figure(token: Token, reading: Reading) -> list[tuple[str, object]]:
    fields: list[tuple[str, object]] = [("key", ""), ("written", token.text)]
    if reading.lower is not None:
        fields += [("lower", reading.lower), ("upper", reading.upper)]
    elif reading.value is not None:
        fields.append(("value", reading.value))
    if reading.precision is not None:
        fields.append(("precision", reading.precision))
    fields += [("comparator", reading.comparator or ""), ("unit", reading.unit or ""), ("kind", reading.kind or "")]
    if reading.direction:
        fields.append(("direction", reading.direction))
    if reading.reading_rule:
        fields += [
            ("reading_lower", reading.reading_lower),
            ("reading_upper", reading.reading_upper),
            ("reading_rule", reading.reading_rule),
        ]
    return [*fields, ("indicator", ""), ("about", ""), ("place", "")]


def _stub(document: Cleaned, places: Places, token: Token, fields: list[tuple[str, object]]) -> str:
    lines = [f"  # {_context(document, token)}\n"]
    for number, (name, value) in enumerate([*fields, ("evidence", _evidence(document, places, token))]):
        lines.append(f"  {'-' if number == 0 else ' '} {name}: {_scalar(name, value)}".rstrip() + "\n")
    return "".join(lines)


def _context(document: Cleaned, token: Token) -> str:
    start, end = document.clean_span(token.start, token.end)
    margin = max(0, _CONTEXT - (end - start)) // 2
    return " ".join(document.text[max(0, start - margin) : end + margin].split())


def _evidence(document: Cleaned, places: Places, token: Token) -> str:
    ordinals = places.ordinals(token.text)
    which = f", occurrence: {ordinals[token.start]}" if len(ordinals) > 1 and token.start in ordinals else ""
    digest = digest_slice(document.raw, token.start, token.end)
    return f"{{text: {_quoted(token.text)}, start: {token.start}, end: {token.end}, sha256: {digest}{which}}}"


def _scalar(name: str, value: object) -> str:
    return _quoted(value) if isinstance(value, str) and name in ("written", "label") else str(value)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
