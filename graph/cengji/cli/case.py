"""`cengji case`: a new case, and cases as workbooks that curators fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.files import write_output
from cengji.core.errors import Fault, InputError, UsageError
from cengji.core.neutralize import neutralize_text

if TYPE_CHECKING:
    from cengji.api import Case
    from cengji.cases.correction import Corrected

__all__ = ["case"]


@click.group()
def case() -> None:
    """Begin a case, or turn one into a workbook and back.

    \b
    cengji case new qingshan --xlsx
    cengji case from-xlsx qingshan.xlsx -o qingshan.yaml
    cengji case to-xlsx gusu -o gusu.xlsx
    cengji case migrate old-case.yaml
    cengji case correct cengji-notes.json my-case.yaml
    """


@case.command()
@click.argument("key")
@click.option("--xlsx", is_flag=True, help="Write a workbook instead of a YAML file.")
@click.option("--document", type=click.Path(dir_okay=False, path_type=Path), help="The document: fills in its digest and length.")
@click.option("-o", "--output", default=None, help="The file to write; - is standard output.  [default: KEY.yaml or KEY.xlsx]")
def new(*, key: str, xlsx: bool, document: Path | None, output: str | None) -> None:
    """Begin a case: a file of blanks, with help beside them.

    KEY is what the case will be called: of a-z, 0-9 and -. A file that is there already is left alone.

    \b
    cengji case new qingshan --document report.txt
    """
    from cengji.api import Case

    target = output or f"{key}{'.xlsx' if xlsx else '.yaml'}"
    if target != "-" and Path(target).exists():
        raise UsageError(f"{target} is there already; name another file with -o")
    content = Case.new_xlsx(key, document=document) if xlsx else Case.new(key, document=document).text.encode()
    write_output(_not_a_terminal(target, binary=xlsx), content)
    if target != "-":
        click.echo(f"{target}: {_next_step(target, xlsx=xlsx)}", err=True)


@case.command("to-xlsx")
@click.argument("case")
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def to_xlsx(*, case: str, output: str) -> None:
    """Write a case as a workbook: a sheet a section, a row a thing.

    CASE is the key of a packaged case or a case file. Comments go to the column #. Exit code 3 if the case is faulty.

    \b
    cengji case to-xlsx my-case.yaml -o my-case.xlsx
    """
    from cengji.api import Case

    write_output(_not_a_terminal(output, binary=True), Case(case).to_xlsx())


@case.command("from-xlsx")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
@click.option("--drop", is_flag=True, help="Take out of the file what the workbook lacks.")
def from_xlsx(*, file: Path, output: str, drop: bool) -> None:
    """Write the case file that a workbook says.

    What is wrong is told by sheet and cell, all at once; then nothing is written and the exit code is 3.
    The column # becomes comments. A file that is there already is replaced if it is of the same case; of it stay the characters
    of the evidence that the workbook has without, and comments. If it has entries that the workbook lacks, nothing is written
    without --drop.

    \b
    cengji case from-xlsx my-case.xlsx -o my-case.yaml
    """
    from cengji.api import Case

    keep = output if output != "-" and Path(output).is_file() else None
    write_output(output, Case.from_xlsx(file, keep=keep, drop=drop).text.encode())


@case.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("-o", "--output", default=None, help="The file to write instead of FILE itself; - is standard output.")
def migrate(*, file: Path, output: str | None) -> None:
    """Bring a case of an earlier version into the present form.

    FILE is a case file or a workbook. Before 0.2 `results` held figures of any role: each goes under inputs, results or
    figures. Comments and layout of a case file stay. What was changed is told by line.

    \b
    cengji case migrate my-case.yaml
    cengji case migrate my-case.xlsx
    """
    from cengji.api import Case

    workbook = file.suffix.lower() == ".xlsx"
    brought = Case.from_xlsx(file) if workbook else Case(file)
    changes = brought.migrate().changes
    if output or changes:
        target = output or str(file)
        write_output(_not_a_terminal(target, binary=workbook), brought.to_xlsx() if workbook else brought.text.encode())
    for line, field, change in changes:
        click.echo(neutralize_text(f"{file}{'' if workbook else f':{line}'}: {field}: {change}"), err=True)
    click.echo(f"{file}: {len(changes)} changed", err=True)


@case.command()
@click.argument("notes", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("case", nargs=-1)
def correct(*, notes: Path, case: tuple[str, ...]) -> None:
    """Write the corrections of a reader of the page into case files.

    NOTES is the JSON that the page exports. Each CASE is the key of a packaged case or a case file; without one, the
    corrections are listed. Comments and layout stay. A correction of what no longer stands in the file is refused, and so is one
    that would make the case faulty: then nothing is written, all of it is told by line, and the exit code is 3.

    \b
    cengji case correct cengji-notes.json
    cengji case correct cengji-notes.json my-case.yaml
    """
    from cengji.api import Case

    wanted = Case.corrections(notes)
    if not case:
        for one in wanted:
            click.echo(neutralize_text(str(one)))
        return
    files = [Case(name) for name in case]
    found: list[tuple[Case, Corrected]] = []
    faults: list[Fault] = []
    for file in files:
        try:
            found.append((file, file.correct(notes)))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    for file, corrected in found:
        if corrected.changes:
            file.write()
        for line, field, change in corrected.changes:
            click.echo(neutralize_text(f"{file.path}:{line}: {field}: {change}"), err=True)
        click.echo(f"{file.path}: {len(corrected.changes)} corrected, {corrected.already} said already", err=True)
    others = sorted({one.case for one in wanted} - {file.key for file in files})
    if others:
        click.echo(neutralize_text(f"{notes}: also corrects {', '.join(others)}"), err=True)


def _next_step(target: str, *, xlsx: bool) -> str:
    if xlsx:
        return f"fill it in, then: cengji case from-xlsx {target} -o {Path(target).with_suffix('.yaml')}"
    return f"fill in its blanks, then: cengji check --cases {target} --only"


def _not_a_terminal(target: str, *, binary: bool) -> str:
    """Return the target.

    :raises UsageError: if it is a terminal, and what comes is no text.
    """
    if binary and target == "-" and sys.stdout.isatty():
        raise UsageError("a workbook is no text: name a file with -o")
    return target
