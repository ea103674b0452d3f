"""An agreement as tables and lines for people, the list to settle as CSV, and all of it as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from io import StringIO
from typing import NamedTuple

from cengji.agreement.results import Agreement, Attribute, Difference, Whereabouts
from cengji.core.neutralize import neutralize_cell, neutralize_markdown
from cengji.core.texts import counted

__all__ = ["Report", "agreement_csv", "agreement_json", "agreement_markdown", "report_agreement"]

_KINDS = ("kind", "first", "second", "matched", "exact F1", "half F1", "overlap F1")
_ATTRIBUTES = ("kind", "field", "both", "one-sided", "equal", "kappa", "alpha")
_LINKS = ("link", "first", "second", "common", "F1 given ends", "F1 end to end")
_SIDE = ("file", "line", "key", "name", "characters")


class Report(NamedTuple):
    """What people read of an agreement: what was compared, tables with the names of their columns, what is to settle, notes."""

    compared: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    settle: tuple[str, ...]
    notes: tuple[str, ...]


def report_agreement(agreement: Agreement) -> Report:
    """Return tables of kinds, attributes and links, each unless it is empty, and a line for each thing to settle."""
    left_out = f"{agreement.first_proposed} and {agreement.second_proposed} proposed entries are left out"
    kinds = [
        (one.name, *map(str, (one.first, one.second, one.matched)), *map(_percent, (one.exact_f, one.half_f, one.overlap_f)))
        for one in agreement.kinds
    ]
    attributes = [
        (one.kind, one.name, *map(str, (one.both, one.one_sided)), _percent(one.share), *_coefficients(one)) for one in agreement.attributes
    ]
    links = [
        (one.name, *map(str, (one.first, one.second, one.common)), *map(_percent, (one.given_ends_f, one.end_to_end_f)))
        for one in agreement.links
    ]
    tables = tuple((names, tuple(rows)) for names, rows in ((_KINDS, kinds), (_ATTRIBUTES, attributes), (_LINKS, links)) if rows)
    return Report(
        (f"first: {agreement.first}", f"second: {agreement.second}", left_out),
        tables,
        tuple(map(_line, agreement.differences)),
        (*_unanchored(agreement), f"not compared: {', '.join(agreement.not_compared)}", f"{len(agreement.differences)} to settle"),
    )


def agreement_markdown(agreement: Agreement) -> str:
    """Return the report as Markdown: lists and tables that read as what they say."""
    told = report_agreement(agreement)
    tables = [
        [_row(names), _row("---" for _ in names), *(_row(map(neutralize_markdown, row)) for row in rows)] for names, rows in told.tables
    ]
    listed = [[f"- {neutralize_markdown(line)}" for line in lines] for lines in (told.compared, told.settle, told.notes)]
    return "\n\n".join("\n".join(lines) for lines in (listed[0], *tables, *listed[1:]) if lines) + "\n"


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


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _unanchored(agreement: Agreement) -> Iterator[str]:
    for path, many in ((agreement.first, agreement.first_unanchored), (agreement.second, agreement.second_unanchored)):
        if many:
            held = f"{counted(many, 'pieces')} of evidence {'has' if many == 1 else 'have'} no offsets"
            yield f"{path}: {held}, so nothing is matched by {'it' if many == 1 else 'them'}: run `cengji anchor {path}`"


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
