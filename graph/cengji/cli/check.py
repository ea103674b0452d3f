"""`cengji check`: does it conform to the ontology, and does its evidence stand where it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.files import print_message, write_output
from cengji.cli.source import source_options, sources_option
from cengji.core.errors import InputError, UsageError
from cengji.core.storemarks import REGISTER, source_of
from cengji.core.texts import counted

if TYPE_CHECKING:
    from cengji.api import Graph

__all__ = ["check"]


@click.command()
@source_options(map_foreign=False)
@sources_option(required=False)
@click.option("--result", default=None, help="Write what became of each piece of evidence as N-Quads; - is standard output.")
def check(*, opened: Callable[[], Graph], sources: Path | None, result: str | None) -> None:
    """Check cases or data against the ontology, and evidence against the documents.

    Runs the SHACL shapes, the closed namespace and the queries across rows. With --sources it
    re-slices the documents: each piece of evidence is ok, moved, changed, missing or unanchored.
    Exit code 1 if there is an error; warnings alone leave it at 0.

    \b
    cengji check
    cengji check --cases my-case.yaml --only --sources ../documents
    """
    if result and sources is None:
        raise UsageError("--result needs --sources: it tells what became of the evidence there")
    graph = opened()
    if sources is None and (path := graph.dataset.path) is not None and source_of(path).startswith(REGISTER):
        folder = path.resolve().parent
        click.echo(
            f"cengji: a register's store: `cengji register check {folder}` checks what its tables say in a fraction of the time", err=True
        )
    found = graph.check(sources)
    if not found.quads:
        raise InputError.of(str(graph.source), "holds no statement, so nothing was checked", "name the data to check")
    if sources is not None:
        click.echo("evidence: " + ", ".join(f"{number} {state}" for state, number in found.evidence_states.items()), err=True)
    if result:
        write_output(result, found.evidence_nquads())
    for finding in found.findings:
        print_message(str(finding))
    errors = len(found.errors)
    click.echo(
        f"{counted(found.quads, 'quads')}: {counted(errors, 'errors')}, {counted(len(found.findings) - errors, 'warnings')}", err=True
    )
    if not found.conforms:
        click.get_current_context().exit(1)
