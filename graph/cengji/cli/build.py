"""`cengji build`: cases → every output of the project."""

from __future__ import annotations

from pathlib import Path

import click

from cengji.cli.files import print_message
from cengji.cli.source import case_options, say_unlicensed
from cengji.core.texts import counted

__all__ = ["build"]


@click.command()
@case_options
@click.option("--proposed", is_flag=True, help="Take in what the cases only propose, in graphs of its own, marked as such.")
@click.option("--sparql", is_flag=True, help="Put an engine for SPARQL into index.html: 3 MB more; npm fetches it once.")
@click.option("--out", default="out", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.  [default: out]")
def build(*, cases: tuple[Path, ...], only: bool, proposed: bool, sparql: bool, out: Path) -> None:
    """Build the graph of the cases and write its files.

    Writes graph.nq, graph.trig, graph.ttl, graph.jsonld, ontology.ttl, index.html and report.json.
    Exit code 1 if the result does not conform to the ontology; 3 if an input is faulty, and then
    nothing is written.

    \b
    cengji build
    cengji build --cases my-cases --out site
    """
    from cengji import api

    made = api.build(cases=cases, only=only, proposed=proposed, sparql=sparql, out=out)
    for finding in made.check.findings:
        print_message(str(finding))
    size = sum(map(len, made.contents.values()))
    click.echo(
        f"{counted(len(made.report['cases']), 'cases')}, {counted(made.check.quads, 'quads')} → {out}{'/' if str(out) != '/' else ''} "
        f"({counted(len(made.contents), 'files')}, {size / 1e6:.1f} MB)",
        err=True,
    )
    if "proposed" in made.report:
        click.echo(f"{sum(sum(one.values()) for one in made.report['proposed'].values())} proposed entries apart", err=True)
    say_unlicensed(made.graph)
    if not made.check.conforms:
        click.get_current_context().exit(1)
