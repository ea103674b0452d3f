"""`cengji check`: does it conform to the ontology, and does its evidence stand where it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.source import Source, source_options, sources_option
from cengji.core.errors import UsageError

if TYPE_CHECKING:
    from cengji.dataset import Dataset, Finding

__all__ = ["check"]


@click.command()
@source_options
@sources_option(required=False)
@click.option("--result", default=None, help="Write what became of each piece of evidence as N-Quads; - is standard output.")
def check(*, source: Source, sources: Path | None, result: str | None) -> None:
    """Check cases or data against the ontology, and evidence against the documents.

    Runs the SHACL shapes, the closed namespace and the queries across rows. With --sources it
    re-slices the documents: each piece of evidence is ok, moved, changed, missing or unanchored.
    Exit code 1 if there is an error; warnings alone leave it at 0.

    \b
    cengji check
    cengji check --cases my-case.yaml --only --sources ../documents
    """
    from cengji.cases import LoadedCase, load_cases
    from cengji.cli.findings import print_findings
    from cengji.dataset import build_dataset, check_dataset, read_ontology

    if result and sources is None:
        raise UsageError("--result needs --sources: it tells what became of the evidence there")
    ontology = read_ontology()
    cases: list[LoadedCase] = []
    if source.data:
        dataset = source.dataset(lift=False)
    else:
        cases = load_cases(source.case_paths(), ontology.vocabulary)
        dataset = build_dataset((loaded.case for loaded in cases), ontology)
    findings = check_dataset(dataset, ontology)
    if sources is not None:
        findings += _evidence(dataset, sources, result)
    print_findings(findings, cases)
    errors = sum(finding.severity == "error" for finding in findings)
    click.echo(f"{len(dataset):,} quads: {errors} errors, {len(findings) - errors} warnings", err=True)
    if errors:
        click.get_current_context().exit(1)


def _evidence(dataset: Dataset, folder: Path, result: str | None) -> list[Finding]:
    """Check the evidence, tell its states by number, write the result where it is wanted."""
    from collections import Counter

    from cengji.cli.files import write_output
    from cengji.dataset.evidence import check_evidence, evidence_findings, evidence_quads

    checks = check_evidence(dataset, folder)
    states = Counter(str(one.checked.state) for one in checks)
    click.echo("evidence: " + ", ".join(f"{number} {state}" for state, number in sorted(states.items())), err=True)
    if result:
        write_output(result, "".join(f"{quad} .\n" for quad in evidence_quads(checks)).encode())
    return evidence_findings(dataset, checks, folder)
