"""An agreement as text with tables, the list to settle as CSV, and all of it as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from io import StringIO

from cengji.agreement.results import Agreement, Attribute, Difference, Whereabouts
from cengji.core.neutralize import neutralize_cell, neutralize_text
from cengji.core.texts import counted

__all__ = ["agreement_csv", "agreement_json", "agreement_text"]

_KINDS = ("kind", "first", "second", "matched", "exact F1", "half F1", "overlap F1")
_ATTRIBUTES = ("kind", "field", "both", "one-sided", "equal", "kappa", "alpha")
_LINKS = ("link", "first", "second", "common", "F1 given ends", "F1 end to end")
_SIDE = ("file", "line", "key", "name", "characters")


def agreement_text(agreement: Agreement) -> str:
    """Return tables in Markdown, of kinds, attributes and links, then a line for each thing to settle; no text steers a terminal."""
    left_out = f"{agreement.first_proposed} and {agreement.second_proposed} proposed entries are left out"
    kinds = [
        (one.name, one.first, one.second, one.matched, *map(_percent, (one.exact_f, one.half_f, one.overlap_f))) for one in agreement.kinds
    ]
    attributes = [(one.kind, one.name, one.both, one.one_sided, _percent(one.share), *_coefficients(one)) for one in agreement.attributes]
    links = [(one.name, one.first, one.second, one.common, *map(_percent, (one.given_ends_f, one.end_to_end_f))) for one in agreement.links]
    lines = [f"first: {agreement.first}", f"second: {agreement.second}", left_out, ""]
    for head, rows in ((_KINDS, kinds), (_ATTRIBUTES, attributes), (_LINKS, links)):
        if rows:
            lines += [*_table(head, rows), ""]
    lines += map(_line, agreement.differences)
    for path, many in ((agreement.first, agreement.first_unanchored), (agreement.second, agreement.second_unanchored)):
        if many:
            held = f"{counted(many, 'pieces')} of evidence {'has' if many == 1 else 'have'} no offsets"
            lines.append(f"{path}: {held}, so nothing is matched by {'it' if many == 1 else 'them'}: run `cengji anchor {path}`")
    lines.append(f"not compared: {', '.join(agreement.not_compared)}")
    lines.append(f"{len(agreement.differences)} to settle")
    return "\n".join(map(neutralize_text, lines)) + "\n"


def agreement_csv(agreement: Agreement) -> str:
    """Return the list to settle as CSV, a row a thing, with file, line and raw characters of both; no cell is a formula."""
    content = StringIO()
    writer = csv.writer(content, lineterminator="\r\n")
    writer.writerow(["kind", "what", "field", "first", "second", *(f"{side}_{name}" for side in ("first", "second") for name in _SIDE)])
    for one in agreement.differences:
        sides = [cell for where in (one.at_first, one.at_second) for cell in _cells(where)]
        writer.writerow(map(neutralize_cell, [one.kind, one.what, one.field, one.first, one.second, *sides]))
    return content.getvalue()


def agreement_json(agreement: Agreement) -> str:
    """Return all of it as JSON; shares and coefficients stand beside the counts they are of, null where they are undefined."""
    document = asdict(agreement)
    for listed, held, names in (
        ("kinds", agreement.kinds, ("exact_f", "half_f", "overlap_f")),
        ("attributes", agreement.attributes, ("share",)),
        ("links", agreement.links, ("given_ends_f", "end_to_end_f")),
    ):
        document[listed] = [{**asdict(one), **{name: getattr(one, name) for name in names}} for one in held]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _cells(where: Whereabouts | None) -> tuple[str, ...]:
    return (where.path, str(where.line), where.key, where.name, _spans(where)) if where else ("",) * len(_SIDE)


def _coefficients(one: Attribute) -> Iterator[str]:
    for value in (one.kappa, one.alpha):
        yield "undefined" if value is None else f"{value:.2f}"


def _percent(share: float | None) -> str:
    return "undefined" if share is None else f"{100 * share:.0f} %"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)


def _line(one: Difference) -> str:
    """Return a difference as a line that an editor can jump from: the place in the file first."""
    if one.what == "value":
        said = f"{one.field} is {one.first or 'left out'} or {one.second or 'left out'}"
    else:
        said = "" if one.what == "evidence" else one.what
    where, *other = (side for side in (one.at_first, one.at_second) if side)
    spans = " or ".join(filter(None, dict.fromkeys(map(_spans, (where, *other)))))
    told = ", ".join(filter(None, (said, f"characters {spans}" if spans else "")))
    also = "".join(f" ({f'{side.path}:{side.line} {side.key}'.strip()})" for side in other)
    return f"{where.path}:{where.line}: {one.kind}: {f'{where.key} {where.name}'.strip()}: {told}{also}"


def _spans(where: Whereabouts) -> str:
    return " ".join(f"{start}-{end}" for start, end in where.spans)
