"""The check of a graph: what does not conform to the ontology, and what evidence does not stand where it says."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cengji.api.parquet import suspects_of
from cengji.api.source import Source
from cengji.cases import LoadedCase, Vocabulary
from cengji.core.namespaces import ID
from cengji.core.texts import counted
from cengji.dataset import Dataset, Finding, Ontology
from cengji.dataset.evidence import EvidenceCheck, check_evidence, evidence_findings, evidence_quads

__all__ = ["Check", "case_findings", "check", "locate", "with_proposals"]


@dataclass(frozen=True, repr=False)
class Check:
    """What a check found: the findings, errors first, and what became of each piece of evidence where documents were given.

    >>> check = Check(120, (Finding("error", "missing-evidence", "urn:x", "has no evidence", "缺证据"),))
    >>> check
    <Check: does not conform; see .findings; 120 quads, 1 error, 0 warnings>
    >>> print(*check.errors)
    urn:x: error [missing-evidence] has no evidence
    """

    quads: int
    findings: tuple[Finding, ...]
    evidence: tuple[EvidenceCheck, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings for which the graph does not conform."""
        return tuple(one for one in self.findings if one.severity == "error")

    @property
    def conforms(self) -> bool:
        """Whether there is no error; warnings do not count."""
        return not self.errors

    @property
    def evidence_states(self) -> dict[str, int]:
        """How many pieces of evidence are ``ok``, ``moved``, ``changed``, ``missing`` and ``unanchored``, by state."""
        return dict(sorted(Counter(str(one.checked.state) for one in self.evidence).items()))

    def evidence_nquads(self) -> bytes:
        """Return what became of each piece of evidence as N-Quads, in a graph of its own."""
        return "".join(f"{quad} .\n" for quad in evidence_quads(list(self.evidence))).encode()

    def __repr__(self) -> str:
        """Return whether it conforms, and how much was found."""
        errors = len(self.errors)
        found = f"{counted(self.quads, 'quads')}, {counted(errors, 'errors')}, {counted(len(self.findings) - errors, 'warnings')}"
        return f"<Check: {'conforms' if self.conforms else 'does not conform; see .findings'}; {found}>"


def check(dataset: Dataset, source: Source | None, sources: Path | None) -> Check:
    """Check a dataset, and its evidence where the folder of the documents is given; findings get their place in the case files."""
    from cengji.cases import load_cases
    from cengji.dataset import check_dataset, read_ontology

    ontology = read_ontology()
    cases = load_cases(source.case_paths(), ontology.vocabulary) if source is not None and source.is_of_cases else []
    dataset = with_proposals(cases, dataset, ontology)
    findings, evidence = check_dataset(dataset, ontology, suspects_of(dataset, ontology)), []
    if sources is not None:
        evidence = check_evidence(dataset, sources)
        findings += evidence_findings(dataset, evidence, sources)
    if cases:
        findings = sorted([*locate(findings, cases), *case_findings(cases, ontology.vocabulary)])
    return Check(len(dataset), tuple(findings), tuple(evidence))


def with_proposals(cases: Sequence[LoadedCase], dataset: Dataset, ontology: Ontology) -> Dataset:
    """Return what is to be checked: the dataset of the cases, built anew where any of them proposes something."""
    from cengji.dataset import build_dataset

    if not any(loaded.case.proposes for loaded in cases) or dataset.has_proposals:
        return dataset
    return build_dataset((loaded.case for loaded in cases), ontology, proposed=True)


def case_findings(cases: Sequence[LoadedCase], vocabulary: Vocabulary, *, evidence: bool = True) -> Iterator[Finding]:
    """Yield what cases say against themselves (:func:`cengji.cases.consistency.find_contradictions`) as findings."""
    from cengji.cases.consistency import find_contradictions
    from cengji.dataset.statements import KIND_OF_SECTION

    for one in find_contradictions(cases, vocabulary, evidence=evidence):
        focus = f"{ID}{one.case}/{KIND_OF_SECTION.get(one.section, one.section)}/{one.key}" if one.key else f"{ID}{one.case}"
        fault = one.fault
        place = f"{_from_here(fault.path)}:{fault.line}: {fault.field}"
        yield Finding(one.severity, one.check, focus, f"{fault.problem} — {fault.remedy}", one.zh, place)


def locate(findings: Sequence[Finding], cases: Sequence[LoadedCase]) -> list[Finding]:
    """Return the findings with the file, line and thing that they stem from, where that is in one of these cases."""
    from cengji.dataset.statements import KIND_OF_SECTION

    sections = {kind: section for section, kind in KIND_OF_SECTION.items()}
    by_key = {loaded.case.case: loaded for loaded in cases}
    return [replace(finding, place=_place(finding.focus, by_key, sections)) for finding in findings]


def _place(focus: str, cases: dict[str, LoadedCase], sections: dict[str, str]) -> str:
    """Return ``file:line: kind key`` for a thing of a loaded case, else nothing."""
    parts = focus.removeprefix(ID).split("/")
    if not focus.startswith(ID) or len(parts) != 3 or parts[0] not in cases:
        return ""
    case, kind, key = parts
    loaded = cases[case]
    line = loaded.lines.get((sections.get(kind, kind), key))
    if line is None:
        owners = [name for section, name in loaded.lines if section == "ladders" and key.startswith(f"{name}-")]
        line = loaded.lines.get(("ladders", max(owners, key=len))) if owners else None
    path = _from_here(loaded.path)
    return f"{path}:{line}: {kind} {key}" if line else f"{path}: {kind} {key}"


def _from_here(path: str) -> str:
    """Return a path as it is shortest to name from the current folder."""
    return min(path, os.path.relpath(path), key=len)
