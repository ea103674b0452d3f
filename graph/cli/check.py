"""`cengji check`: does it conform?"""

from __future__ import annotations

import click

from graph.cli.source import Source, source_options

__all__ = ["check"]


@click.command()
@source_options
def check(*, source: Source) -> None:
    """Check cases or data against the ontology.

    Runs the SHACL shapes, the closed namespace and the queries across rows. Exit code 1 if there
    is an error; warnings alone leave it at 0.

    \b
    cengji check
    cengji check --cases my-case.yaml --only
    """
    from graph.cases import LoadedCase, load_cases
    from graph.cli.findings import print_findings
    from graph.dataset import build_dataset, check_dataset, read_ontology

    ontology = read_ontology()
    cases: list[LoadedCase] = []
    if source.data:
        dataset = source.dataset()
    else:
        cases = load_cases(source.case_paths(), ontology.vocabulary)
        dataset = build_dataset((loaded.case for loaded in cases), ontology)
    findings = check_dataset(dataset, ontology)
    print_findings(findings, cases)
    errors = sum(finding.severity == "error" for finding in findings)
    click.echo(f"{len(dataset):,} quads: {errors} errors, {len(findings) - errors} warnings", err=True)
    if errors:
        click.get_current_context().exit(1)
