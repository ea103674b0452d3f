"""The span of a figure is where its numeral is printed, not where its time or name comes first."""

from __future__ import annotations

from typing import Final

from cengji.dataset import Dataset
from cengji.query import Catalogue
from tests.dataset.small import trig
from tests.query.engines import oxigraph_rows, rdflib_rows

PIECES: Final = {
    "year": ("2020年", 2, 7),
    "numeral": ("增长42.1%", 20, 27),
    "again": ("42.1%", 90, 95),
    "longer": ("增长42.1%左右", 20, 29),
    "unprinted": (None, 40, 44),
}
"""What is printed from which code point to which."""
FIGURES: Final = {
    "time-first": (("year", "numeral", "again"), ("20", "27")),
    "two-from-one-place": (("year", "longer", "numeral"), ("20", "27")),
    "numeral-nowhere": (("unprinted", "year"), ("2", "7")),
    "no-evidence": ((), (None, None)),
}
"""The evidence of each figure, and the start and end to be given."""


def figures() -> Dataset:
    """Return the figures, each with the first of its evidence as a build derives it."""
    lines = []
    for name, (printed, start, end) in PIECES.items():
        lines.append(f"<{name}> oa:hasSelector <{name}-span> . <{name}-span> oa:start {start} ; oa:end {end} .")
        if printed:
            lines.append(f'<{name}> cj:printedExpression "{printed}" .')
    for name, (pieces, _) in FIGURES.items():
        lines.append(
            f'<{name}> a cj:Figure ; cj:inCase <case> ; cj:asWritten "42.1%" ; cj:comparator <exact> ; qudt:hasUnit <percent> ;'
            " cj:figureKind <share> ; cj:role <stock> ; cj:indicator <rate> ; cj:about <place> ; cj:atPlace <place> ; cj:status <stated> ."
        )
        lines += [f"<{name}> cj:evidence <{piece}> ." for piece in pieces]
        if pieces:
            lines.append(f"<{name}> cj:firstEvidence <{min(pieces, key=lambda piece: PIECES[piece][1:])}> .")
    return Dataset(trig("\n".join(lines)))


def test_span_is_that_of_the_first_evidence_that_prints_the_numeral() -> None:
    query, data = Catalogue()["figures"], figures()
    columns = [column.name for column in query.columns]
    rows = oxigraph_rows(data, query.text)
    assert rdflib_rows(data.to_rdflib(), query.text) == rows
    found = {}
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        found[str(cells["figure"])] = tuple(cell and cell.split("'")[1] for cell in (cells["start"], cells["end"]))
    assert len(found) == len(rows), "one row a figure"
    assert {name.rpartition("/")[2].rstrip(">"): span for name, span in found.items()} == {
        name: span for name, (_, span) in FIGURES.items()
    }
