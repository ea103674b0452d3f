"""`cengji case`: a new case, and cases as workbooks that curators fill in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cengji.core.errors import UsageError

__all__ = ["case"]


@click.group()
def case() -> None:
    """Begin a case, or turn one into a workbook and back.

    \b
    cengji case new qingshan --xlsx
    cengji case from-xlsx qingshan.xlsx -o qingshan.yaml
    cengji case to-xlsx gusu -o gusu.xlsx
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
    import re

    from cengji.cases.field_types import KEY_PATTERN
    from cengji.cli.files import write_output

    if not re.fullmatch(KEY_PATTERN, key):
        raise UsageError(f"{key!r} is not a key: use 1 to 63 of the characters a-z, 0-9 and -")
    target = output or f"{key}{'.xlsx' if xlsx else '.yaml'}"
    if target != "-" and Path(target).exists():
        raise UsageError(f"{target} is there already; name another file with -o")
    digest, length = _measured(document) if document else ("", None)
    write_output(_not_a_terminal(target, binary=xlsx), (_new_workbook if xlsx else _new_text)(key, digest, length))
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
    from cengji.cases.comments import comments_of
    from cengji.cases.loader import check_case
    from cengji.cases.shorthand import expand_case
    from cengji.cases.tree import read_tree
    from cengji.cases.workbook import write_workbook
    from cengji.cli.anchor import case_path, case_text
    from cengji.cli.files import write_output
    from cengji.core.errors import InputError
    from cengji.dataset import read_ontology

    path = case_path(case)
    text = case_text(path)
    tree = read_tree(text.encode(), str(path))
    ontology = read_ontology()
    _, faults = check_case(tree, str(path), ontology.vocabulary)
    if faults:
        raise InputError(faults)
    content = write_workbook(expand_case(tree.value), comments_of(text, tree), ontology.labels)
    write_output(_not_a_terminal(output, binary=True), content)


@case.command("from-xlsx")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def from_xlsx(*, file: Path, output: str) -> None:
    """Write the case file that a workbook says.

    What is wrong is told by sheet and cell, all at once; then nothing is written and the exit code is 3.
    The column # becomes comments.

    \b
    cengji case from-xlsx my-case.xlsx -o my-case.yaml
    """
    from cengji.cases.workbook import read_workbook
    from cengji.cases.writer import write_case
    from cengji.cli.files import write_output
    from cengji.core.errors import InputError
    from cengji.dataset import read_ontology

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError.of(file, f"cannot be read: {error.strerror}", "name a readable workbook") from error
    read = read_workbook(data, str(file), read_ontology().vocabulary)
    for note in read.notes:
        click.echo(f"{file}: {note}", err=True)
    write_output(output, write_case(read.value, read.comments).encode())


def _measured(document: Path) -> tuple[str, int]:
    """Return the digest of a document's bytes and the number of code points of its text."""
    from hashlib import sha256

    from cengji.core.errors import InputError
    from cengji.text.decode import decode

    try:
        data = document.read_bytes()
    except OSError as error:
        raise InputError.of(document, f"cannot be read: {error.strerror}", "name a readable document") from error
    return sha256(data).hexdigest(), len(decode(data, str(document)).text)


def _new_text(key: str, digest: str, length: int | None) -> bytes:
    from cengji.cases.blank_case import write_blank_case

    return write_blank_case(key, sha256=digest, characters=length).encode()


def _new_workbook(key: str, digest: str, length: int | None) -> bytes:
    from cengji.cases.workbook import write_workbook
    from cengji.dataset import read_ontology

    document = ({"sha256": digest} if digest else {}) | ({"characters": length} if length else {})
    return write_workbook({"case": key, "document": document, "places": [{"key": key}]}, {}, read_ontology().labels)


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
