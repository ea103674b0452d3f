"""`cengji coverage`: is every numeral and name of the documents accounted for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.files import write_output
from cengji.cli.source import case_options, sources_option
from cengji.core.errors import Fault, InputError, UsageError

if TYPE_CHECKING:
    from cengji.api import Coverage

__all__ = ["coverage"]


@click.command()
@click.argument("case", required=False)
@case_options
@sources_option(required=True)
@click.option("--propose", is_flag=True, help="Print proposed entries for what is not covered, as YAML; the list goes to standard error.")
@click.option("--lexical", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A list of your own of lexical uses, to add.")
@click.option("--format", "-f", "form", default="table", type=click.Choice(["table", "json"]), help="[default: table]")
def coverage(
    *, case: str | None, cases: tuple[Path, ...], only: bool, sources: Path, propose: bool, lexical: Path | None, form: str
) -> None:
    """List which numerals and names of the documents no statement accounts for.

    Each must be inside the evidence of a statement, a lexical use (四川, 一些), or excluded in the case
    with a reason. CASE names one case; all are covered without it. Exit code 1 below 100 %.

    \b
    cengji coverage --sources ../documents
    cengji coverage gusu --sources ../documents --propose > proposed.yaml
    """
    from cengji.api import Case, Source

    source = Source(cases, only)
    source.warn_of_skipped()
    files = [Case(path) for path in source.case_paths()]
    chosen = [file for file in files if case in (None, file.key)]
    if not chosen:
        raise UsageError(f"there is no case {case!r} (there are: {', '.join(file.key for file in files)})")
    reports, faults = [], list[Fault]()
    for file in chosen:
        try:
            reports.append(file.coverage(sources, lexical=lexical))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    if propose:
        for report in reports:
            _print(report, err=True)
        write_output("-", "".join(f"# {report.key}\n{report.stubs()}" for report in reports).encode())
    elif form == "json":
        written = json.dumps({report.key: report.to_dict() for report in reports}, ensure_ascii=False, indent=1)
        write_output("-", f"{written}\n".encode())
    else:
        for report in reports:
            _print(report)
    if any(report.open for report in reports):
        click.get_current_context().exit(1)


def _print(report: Coverage, *, err: bool = False) -> None:
    for token in report.open:
        click.echo(f"{report.key} {token.start}-{token.end} {token.kind}: {report.context(token)}", err=err)
    for kind, counts in report.counts.items():
        parts = ", ".join(f"{number} {name}" for name, number in counts.items())
        click.echo(f"{report.key}: {report.shares[kind]:.1f} % of {sum(counts.values())} {kind}s ({parts})", err=True)
