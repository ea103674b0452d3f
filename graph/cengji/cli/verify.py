"""`cengji verify`: are the files of a build whole, and of one build."""

from __future__ import annotations

from pathlib import Path

import click

from cengji.cli.files import print_message
from cengji.core.texts import counted

__all__ = ["verify"]


@click.command()
@click.argument("out", default="out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(*, out: Path) -> None:
    """Check that the files of a build are whole and of one build.

    Holds the files of the folder OUT (out where none is named) against the sizes and digests in its report.json: what is
    missing, cut short, changed or of another build, and whether a run was stopped while it replaced them. Exit code 1 if
    anything is; other files in the folder are named and do not matter.

    \b
    cengji verify
    cengji verify site
    """
    from cengji import api

    found = api.verify(out)
    for fault in found.faults:
        print_message(str(fault))
    for name in found.others:
        click.echo(f"{out / name}: is not of the build", err=True)
    told = f"{counted(len(found.faults), 'faults')}, not a whole build" if found.faults else "whole, as its report says"
    click.echo(f"{out}: {told}", err=True)
    if not found.whole:
        click.get_current_context().exit(1)
